import { strFromU8, unzipSync } from 'fflate';
import { v7 } from 'uuid';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { allFeatures } from '../../features.ts';
import type { Output } from '../../platform/http/contract.ts';
import { withBomb } from '../../testing/bombs.ts';
import { ask, dispatched, dueOn, type Refusal } from '../../testing/tasks.ts';
import { paras, wordFile } from '../../testing/word-files.ts';
import { testWorld, type World } from '../../testing/world.ts';
import { sweepFiles } from '../evidence/index.ts';
import type { papersContract } from '../papers/contract.ts';
import type { templatesContract } from './contract.ts';

type Routes = typeof templatesContract;
type Checked = Output<Routes['POST /api/paper-templates/check']>;
type Listed = Output<Routes['GET /api/paper-templates']>;
type Paper = Output<(typeof papersContract)['GET /api/papers/:paperId']>;
type Call = Parameters<ReturnType<World['as']>['call']>;

let world: World;
let directiveId: string;
let fengyu: string;

beforeAll(async () => {
  world = await testWorld({ features: allFeatures });
  fengyu = world.organisation('政协枫屿县委员会');
  ({ directiveId } = await dispatched(world, [
    ask([fengyu], { action: '建立联系群众台账', deadline: dueOn('2026-07-01') }),
  ]));
  await world.moveTo('2026-07-10');
  await world.addAccount({ username: 'fengyu-office', role: 'officeClerk', organisationId: fengyu });
});
afterAll(() => world.close());

const call = <T>(key: Call[0], input: Call[1] = {}, options: { who?: string } & Call[2] = {}) => {
  const { who = 'clerk', ...more } = options;
  return world.as(who).call<T>(key, input, more);
};

const check = (bytes: Buffer, options: { who?: string; language?: 'en' } = {}) =>
  call<Checked & Refusal>('POST /api/paper-templates/check', { upload: { bytes, fileName: '通报.docx' } }, options);

const fileOf = async (bytes: Buffer) => (await check(bytes)).body.file;

async function saved(name: string, bytes: Buffer, kinds = ['progressCircular']): Promise<string> {
  const body = { name, kinds, file: await fileOf(bytes) };
  const answer = await call<{ templateId: string }>('POST /api/paper-templates', { body });
  if (answer.status !== 200) throw new Error(JSON.stringify(answer.body));
  return answer.body.templateId;
}

async function listed(templateId: string, who = 'clerk') {
  const { items } = (await call<Listed>('GET /api/paper-templates', {}, { who })).body;
  return items.find(({ id }) => id === templateId);
}

const good = (mark = '红头') =>
  wordFile(paras(mark, '{{标题}}', '{{主送机关}}：', '{{正文}}', '{{发文字号}} {{成文日期}}'));

async function drafted(kind = 'progressCircular'): Promise<Paper> {
  const { body } = await call<{ paperId: string }>('POST /api/papers', { body: { kind, directiveId } });
  return paper(body.paperId);
}
const paper = async (paperId: string) => (await call<Paper>('GET /api/papers/:paperId', { params: { paperId } })).body;
const choose = (one: Paper, templateId: string | null) =>
  call<Refusal>('POST /api/papers/:paperId/template', {
    params: { paperId: one.id },
    body: { version: one.version, templateId },
  });
let serial = 0;
function issue(one: Paper) {
  serial += 1;
  const body = { version: one.version, number: { code: '云协发', year: 2026, serial }, datedOn: '2026-07-10' };
  return call<Refusal>('POST /api/papers/:paperId/issue', { params: { paperId: one.id }, body });
}
async function textOf({ id }: Paper): Promise<string> {
  const { bytes } = await call('GET /api/papers/:paperId/file', { params: { paperId: id } });
  return strFromU8(unzipSync(bytes)['word/document.xml'] ?? new Uint8Array()).replace(/<[^>]+>/g, '|');
}

describe('checking an upload', () => {
  it('says what is wrong, where, and what was probably meant, in the reader’s language', async () => {
    const bytes = wordFile(paras('{{标题}}', '落款：{{落款单位}}', '{{主送单位}}'));
    const { status, body } = await check(bytes);
    expect(status).toBe(200);
    expect(body.findings.filter(({ severity }) => severity === 'error')).toEqual([
      expect.objectContaining({ field: '落款单位', detail: expect.stringContaining('正文段落“落款：{{落款单位}}”') }),
      expect.objectContaining({ field: '主送单位', detail: expect.stringContaining('是否应为“主送机关”') }),
    ]);
    expect(JSON.stringify((await check(bytes, { language: 'en' })).body.findings)).toContain(
      'perhaps “主送机关” is meant',
    );
  });

  it.each([
    ['a broken zip', () => good().subarray(0, 400), '已损坏'],
    ['a macro', () => wordFile(paras('{{标题}}'), { 'word/vbaProject.bin': 'x' }), '宏'],
    ['words', () => Buffer.from('标题'), '不是 Word 文档'],
    ['a bomb', () => withBomb(wordFile(''), 'word/media/a.bin', 61), '过大'],
  ])('refuses %s in words, and keeps nothing of it', async (_case, bytes, words) => {
    await sweepFiles(world.app, world.tenantId, -1000);
    const refusal = await check(bytes());
    expect([refusal.status, refusal.body.detail]).toEqual([422, expect.stringContaining(words)]);
    expect(await sweepFiles(world.app, world.tenantId, -1000)).toBe(0);
  });

  it('keeps what nobody saves until it is swept', async () => {
    const { sha256 } = await fileOf(wordFile(paras('{{标题}}', '无人保存')));
    expect(await sweepFiles(world.app, world.tenantId, -1000)).toBe(1);
    const gone = { body: { name: '迟了', kinds: ['progressCircular'], file: { sha256, fileName: 'a.docx' } } };
    expect((await call<Refusal>('POST /api/paper-templates', gone)).body.detail).toContain('已过期');
  });
});

describe('a template', () => {
  it('is saved once, however often it is sent, and can be taken away as it was', async () => {
    const [actionId, bytes] = [v7(), good('一次')];
    const input = { body: { name: '机关通报', kinds: ['progressCircular'], file: await fileOf(bytes) } };
    const first = await call<{ templateId: string }>('POST /api/paper-templates', input, { actionId });
    const second = await call('POST /api/paper-templates', input, { actionId });
    expect([first.status, second.status, second.repeated, second.body]).toEqual([200, 200, true, first.body]);
    const { templateId } = first.body;
    expect(await listed(templateId)).toMatchObject({
      name: '机关通报',
      number: 1,
      fileName: '通报.docx',
      endedAt: null,
    });
    const file = await call('GET /api/paper-templates/:templateId/file', { params: { templateId } });
    expect(file.bytes).toEqual(bytes);
    const twice = await call<Refusal>('POST /api/paper-templates', input);
    expect([twice.status, twice.body.field]).toEqual([409, 'name']);
  });

  it('sent twice at the same moment is one template', async () => {
    const actionId = v7();
    const input = { body: { name: '双击', kinds: ['progressCircular'], file: await fileOf(good('双击')) } };
    const both = await Promise.all([1, 2].map(() => call('POST /api/paper-templates', input, { actionId })));
    expect(both.map(({ status, body }) => [status, body])).toEqual(Array(2).fill([200, { templateId: actionId }]));
  });

  it('with an error is not saved, nor for a kind that lacks its fields', async () => {
    const file = await fileOf(wordFile(paras('{{标题}}', '{{单位进展表}}')));
    const body = { name: '错配', kinds: ['urgingLetter'], file };
    const refusal = await call<Refusal>('POST /api/paper-templates', { body });
    expect([refusal.status, refusal.body.errors]).toEqual([
      422,
      [{ field: 'file', detail: '督办函没有“单位进展表”这项内容' }],
    ]);
    const { rows } = await world.owner.query("SELECT id FROM paper_templates WHERE name = '错配'");
    expect(rows).toEqual([]);
  });

  it('ends and comes back; who saw an older state is told', async () => {
    const templateId = await saved('往返', good('往返'));
    const params = { templateId };
    const end = { params, body: { version: 1 } };
    expect((await call('POST /api/paper-templates/:templateId/end', end)).status).toBe(200);
    expect((await call('POST /api/paper-templates/:templateId/end', end)).status).toBe(409);
    expect((await listed(templateId))?.endedAt).not.toBeNull();
    const change = { params, body: { version: 2, name: '往返', kinds: ['progressCircular'], file: null } };
    expect((await call('POST /api/paper-templates/:templateId/change', change)).status).toBe(409);
    expect((await call('POST /api/paper-templates/:templateId/restore', { params, body: { version: 1 } })).status).toBe(
      409,
    );
    expect((await call('POST /api/paper-templates/:templateId/restore', { params, body: { version: 2 } })).status).toBe(
      200,
    );
    expect((await listed(templateId))?.endedAt).toBeNull();
  });
});

describe('a paper', () => {
  it('is set in the office’s template: words, figures and list as on its page', async () => {
    const body = paras('{{标题}}', '逾期{{逾期任务数}}项', '{{逾期任务表}}', '{{正文}}', '截至{{统计日期}}');
    const templateId = await saved('数据', wordFile(body));
    const draft = await drafted();
    expect(draft.templates).toContainEqual({ id: templateId, name: '数据' });
    expect((await choose(draft, templateId)).status).toBe(200);
    const chosen = await paper(draft.id);
    expect(chosen.template).toMatchObject({
      name: '数据',
      number: 1,
      inUse: true,
      missing: ['主送机关', '发文字号', '成文日期'],
    });
    const text = await textOf(chosen);
    for (const words of [draft.words.title, '逾期1项', '建立联系群众台账', '一、总体进展', '截至2026年7月10日'])
      expect(text).toContain(words);
    expect((await choose(chosen, null)).status).toBe(200);
    expect(await textOf(draft)).not.toContain('截至2026年7月10日|');
  });

  it('keeps the version it was issued with, whatever becomes of the template', async () => {
    const templateId = await saved('年度', good('第一版红头'));
    await choose(await drafted(), templateId);
    const { rows } = await world.owner.query<{ id: string }>('SELECT id FROM papers WHERE template_id = $1', [
      templateId,
    ]);
    const draft = await paper(rows[0]?.id ?? '');
    expect((await issue(draft)).status).toBe(200);
    const before = await call('GET /api/papers/:paperId/file', { params: { paperId: draft.id } });
    const body = { version: 1, name: '年度', kinds: ['progressCircular'], file: await fileOf(good('第二版红头')) };
    await call('POST /api/paper-templates/:templateId/change', { params: { templateId }, body });
    expect((await listed(templateId))?.number).toBe(2);
    const next = await drafted();
    expect(next.template).toMatchObject({ id: templateId, number: 2 });
    expect(await textOf(next)).toContain('第二版红头');
    await call('POST /api/paper-templates/:templateId/end', { params: { templateId }, body: { version: 2 } });
    expect((await paper(next.id)).template).toMatchObject({ inUse: false });
    expect((await issue(next)).body.detail).toContain('已停用');
    const after = await call('GET /api/papers/:paperId/file', { params: { paperId: draft.id } });
    expect(after.bytes).toEqual(before.bytes);
    expect((await paper(draft.id)).template).toMatchObject({ name: '年度', number: 1 });
    expect(await textOf(draft)).toContain(`云协发〔2026〕${serial - 1}号`);
  });

  it('is not set in a template of another kind or of another organisation', async () => {
    const forLetters = await saved('函', good('函'), ['urgingLetter']);
    const draft = await drafted();
    expect((await choose(draft, forLetters)).status).toBe(409);
    const file = await fileOf(good('县里'));
    const body = { name: '县里的', kinds: ['progressCircular'], file };
    const county = await call<{ templateId: string }>('POST /api/paper-templates', { body }, { who: 'fengyu-office' });
    expect(draft.templates.map(({ id }) => id)).not.toContain(county.body.templateId);
    expect((await choose(draft, county.body.templateId)).status).toBe(409);
  });
});

describe('who may', () => {
  it('the office clerk of the organisation; another one does not learn that it exists', async () => {
    const templateId = await saved('市里的', good('市里'));
    const params = { templateId };
    expect(await listed(templateId, 'fengyu-office')).toBeUndefined();
    const foreign = { who: 'fengyu-office' };
    expect((await call('GET /api/paper-templates/:templateId/file', { params }, foreign)).status).toBe(404);
    const end = { params, body: { version: 1 } };
    expect((await call('POST /api/paper-templates/:templateId/end', end, foreign)).status).toBe(404);
    for (const who of ['leader', 'verifier', 'fengyu', 'sysadmin']) {
      expect((await call('GET /api/paper-templates', {}, { who })).status).toBe(403);
      expect((await check(good(), { who })).status).toBe(403);
    }
    expect((await paper((await drafted()).id)).templates.map(({ name }) => name)).toContain('市里的');
  });
});
