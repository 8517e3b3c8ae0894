import { spawnSync } from 'node:child_process';
import { randomBytes } from 'node:crypto';
import { existsSync, readdirSync } from 'node:fs';
import path from 'node:path';
import sharp from 'sharp';
import { v7 } from 'uuid';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { plantTask } from '../../testing/evidence.ts';
import { testWorld, type World } from '../../testing/world.ts';
import type { EvidenceInput, EvidenceView } from './contract.ts';
import { evidenceRoutes, handInEvidence, liveEvidenceOf } from './index.ts';

let world: World;
let county: string;
let task: Awaited<ReturnType<typeof plantTask>>;
beforeAll(async () => {
  world = await testWorld({ features: [evidenceRoutes] });
  county = world.organisation('政协枫屿县委员会');
  task = await plantTask(world, county, world.actorOf('officeparty').roles[0]?.organisationId);
});
afterAll(() => world.close());

const sentence = (body: string): EvidenceInput => ({
  kind: 'text',
  title: '',
  body,
  fileSha256: null,
  fileName: null,
  aboutFrom: '2026-04-01',
  aboutTo: '2026-04-30',
});

const handIn = (input: EvidenceInput, who = 'fengyu', onBehalfSource: string | null = null) =>
  world.act(who, (context) => handInEvidence(context, input, task, { actId: task.actId, onBehalfSource }));

type Detail = EvidenceView & { revisions: { revision: number; title: string }[]; tasks: { id: string }[] };
const read = (evidenceId: string, who = 'fengyu') =>
  world.as(who).call<Detail>('GET /api/evidence/:evidenceId', { params: { evidenceId } });
const change = (
  what: 'revise' | 'withdraw',
  evidenceId: string,
  body: object,
  options: { who?: string; actionId?: string } = {},
) =>
  world
    .as(options.who ?? 'fengyu')
    .call<EvidenceView & { detail: string }>(
      `POST /api/evidence/:evidenceId/${what}`,
      { params: { evidenceId }, body },
      options.actionId ? { actionId: options.actionId } : {},
    );

describe('one piece of evidence', () => {
  it('tells the days it is about apart from the day it arrived, and which tasks it serves', async () => {
    const { body } = await read(await handIn(sentence('四月完成走访 23 户')));
    expect(body).toMatchObject({ aboutFrom: '2026-04-01', aboutTo: '2026-04-30', title: '四月完成走访 23 户' });
    expect(body.arrivedAt.slice(0, 10)).toBe('2026-06-17');
    expect(body.tasks.map((one) => one.id)).toEqual([task.id]);
  });

  it('is marked where another entered it for the organisation, with the source', async () => {
    const { body } = await read(await handIn(sentence('电话告知'), 'clerk', '6月16日电话'));
    expect(body.onBehalfSource).toBe('6月16日电话');
    expect(body.ownerOrganisationName).toBe('政协枫屿县委员会');
  });

  it('is read by the owner, the supporters and the office, and by nobody else', async () => {
    const id = await handIn(sentence('名单已报'));
    for (const who of ['fengyu', 'clerk', 'verifier', 'inspector', 'officeparty']) {
      expect((await read(id, who)).status).toBe(200);
    }
    const stranger = world.city.accounts.find(
      (one) => one.role === 'unitClerk' && one.organisationId !== county && one.username !== 'officeparty',
    );
    expect((await read(id, stranger?.username)).status).toBe(404);
    expect((await read(id, 'auditadmin')).status).toBe(403);
  });

  it('cannot rest on a file of another tenant', async () => {
    const other = v7();
    const sha256 = 'ab'.repeat(32);
    await world.owner.query("INSERT INTO tenants (tenant_id, name, created_at) VALUES ($1, '另一市', now())", [other]);
    await world.owner.query(
      "INSERT INTO files (tenant_id, sha256, size, media_type, stored_at) VALUES ($1, $2, 5, 'image/png', now())",
      [other, sha256],
    );
    const input = { ...sentence(''), kind: 'file' as const, fileSha256: sha256, fileName: 'a.png' };
    await expect(handIn(input)).rejects.toMatchObject({ kind: 'invalid', details: { field: 'fileSha256' } });
  });

  it('is refused when its words begin with a secrecy mark', async () => {
    await expect(handIn(sentence('秘密★3年\n走访情况'))).rejects.toMatchObject({ kind: 'refused' });
  });
});

describe('a disk that takes no more', () => {
  /** The system's own limit on how long a file of this process may grow. */
  const limitFiles = (bytes: number | 'unlimited') => {
    const { status } = spawnSync('prlimit', ['--pid', String(process.pid), `--fsize=${bytes}:`]);
    expect(status).toBe(0);
  };

  it('refuses an upload in words, keeps nothing of it, and takes the same one afterwards', async () => {
    const noise = randomBytes(300 * 200 * 3);
    const bytes = await sharp(noise, { raw: { width: 300, height: 200, channels: 3 } })
      .jpeg()
      .toBuffer();
    const input = { query: { purpose: 'evidence' }, upload: { bytes, fileName: '现场.jpg' } };
    const send = () =>
      world.as('fengyu').call<{ title: string; sha256: string }>('POST /api/files', input, { actionId: null });
    const shelf = path.dirname(path.dirname(world.app.files.path(world.tenantId, 'ff')));
    limitFiles(8192);
    try {
      const refused = await send();
      expect([refused.status, refused.body.title]).toEqual([503, 'problem.full']);
      expect(readdirSync(path.join(shelf, 'incoming'))).toEqual([]);
    } finally {
      limitFiles('unlimited');
    }
    expect(existsSync(world.app.files.path(world.tenantId, (await send()).body.sha256))).toBe(true);
  });
});

describe('a picture', () => {
  it('is not what a text is called afterwards, either', async () => {
    const upload = { bytes: Buffer.from('走访情况的文字'), fileName: '说明.txt' };
    const stored = await world
      .as('fengyu')
      .call<{ sha256: string }>('POST /api/files', { query: { purpose: 'evidence' }, upload }, { actionId: null });
    const named = { ...sentence(''), kind: 'file' as const, fileSha256: stored.body.sha256, fileName: '现场.jpg' };
    await expect(handIn(named)).rejects.toMatchObject({ kind: 'refused', details: { field: 'fileName' } });
  });

  it('is shown as a copy that is turned upright and carries none of the place and device of the original', async () => {
    const original = await sharp({ create: { width: 300, height: 200, channels: 3, background: '#a33' } })
      .withExif({ IFD0: { Make: 'SecretPhone' }, IFD3: { GPSLatitude: '25/1 2/1 3/1' } })
      .withMetadata({ orientation: 6 })
      .jpeg()
      .toBuffer();
    const stored = await world
      .as('fengyu')
      .call<{ sha256: string; fileName: string }>(
        'POST /api/files',
        { query: { purpose: 'evidence' }, upload: { bytes: original, fileName: '现场.jpg' } },
        { actionId: null },
      );
    const { sha256, fileName } = stored.body;
    const evidenceId = await handIn({ ...sentence(''), kind: 'file', fileSha256: sha256, fileName });
    const picture = await world
      .as('fengyu')
      .call('GET /api/evidence/:evidenceId/picture', { params: { evidenceId }, query: { width: 64 } });
    const shown = await sharp(picture.bytes).metadata();
    expect([shown.format, shown.width, shown.height, shown.exif]).toEqual(['webp', 64, 96, undefined]);
    const file = await world.as('fengyu').call('GET /api/evidence/:evidenceId/file', { params: { evidenceId } });
    expect(file.bytes.equals(original)).toBe(true);
    expect(file.headers['content-disposition']).toContain('attachment');
    const audit = await world.owner.query("SELECT outcome FROM audit_entries WHERE action LIKE 'GET%/file'");
    expect(audit.rows).toEqual([{ outcome: 'read' }]);
  });

  it('is not made of a sentence', async () => {
    const evidenceId = await handIn(sentence('没有图片'));
    const answer = await world.as('fengyu').call('GET /api/evidence/:evidenceId/picture', { params: { evidenceId } });
    expect(answer.status).toBe(404);
  });
});

describe('revising and withdrawing', () => {
  it('keeps the earlier revision and meets a second editor with a conflict', async () => {
    const id = await handIn(sentence('初稿'));
    const revised = await change('revise', id, { seenVersion: 1, content: sentence('改正后的数字') });
    expect(revised.body).toMatchObject({ revision: 2, version: 2, body: '改正后的数字' });
    expect((await change('revise', id, { seenVersion: 1, content: sentence('迟到的修改') })).status).toBe(409);
    const { body } = await read(id);
    expect(body.revisions.map((one) => one.title)).toEqual(['改正后的数字', '初稿']);
  });

  it('withdraws once, with a reason, and the gate no longer counts it', async () => {
    const id = await handIn(sentence('传错了'));
    expect((await change('withdraw', id, { seenVersion: 1, reason: ' ' })).status).toBe(400);
    const actionId = v7();
    const done = await change('withdraw', id, { seenVersion: 1, reason: '传错了文件' }, { actionId });
    const gone = { allowed: false, reason: '这份佐证已撤回' };
    expect(done.body).toMatchObject({ withdrawnReason: '传错了文件', can: [gone, gone] });
    const again = await change('withdraw', id, { seenVersion: 1, reason: '传错了文件' }, { actionId });
    expect([again.status, again.repeated]).toEqual([200, true]);
    expect((await change('withdraw', id, { seenVersion: 1, reason: '另一原因' }, { actionId })).status).toBe(409);
    const live = await liveEvidenceOf(world.reading('fengyu'), task.id);
    expect(live.map((one) => one.id)).not.toContain(id);
    expect((await change('revise', id, { seenVersion: 2, content: sentence('再改') })).status).toBe(409);
  });

  it('is for the owner, not for whoever may look', async () => {
    const id = await handIn(sentence('别人的'));
    const withdraw = (who: string) => change('withdraw', id, { seenVersion: 1, reason: '不该由我撤' }, { who });
    expect((await withdraw('verifier')).status).toBe(403);
    expect((await withdraw('clerk')).status).toBe(403);
    const shown = await world
      .as('verifier')
      .call<EvidenceView>('GET /api/evidence/:evidenceId', { params: { evidenceId: id } }, { language: 'en' });
    expect(shown.body.can.map(({ allowed, reason }) => [allowed, reason?.slice(0, 25)])).toEqual([
      [false, 'You do not have the right'],
      [false, 'You do not have the right'],
    ]);
  });
});
