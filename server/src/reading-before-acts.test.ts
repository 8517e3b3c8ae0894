import { rm } from 'node:fs/promises';
import { v7 } from 'uuid';
import { afterAll, beforeAll, beforeEach, expect, it, vi } from 'vitest';
import { allFeatures } from './features.ts';
import type { RouteKey } from './platform/http/contract.ts';
import { confirmAll, importBody, reviewOf, smallDocument } from './testing/directives.ts';
import { officeFile, readFileOf } from './testing/task-tables.ts';
import { paras, wordFile } from './testing/word-files.ts';
import { type CallInput, testWorld, type World } from './testing/world.ts';

let world: World;
/** Connections in use at each moment when a file of a stranger was opened to be read. */
let busy: number[] = [];

beforeAll(async () => {
  world = await testWorld({ features: allFeatures });
  const { pool } = world.app.connections;
  const { files } = world.app;
  const inUse = () => pool.totalCount - pool.idleCount;
  for (const way of ['read', 'path'] as const) {
    const open = files[way].bind(files) as (tenantId: string, sha256: string) => never;
    vi.spyOn(files, way).mockImplementation((tenantId, sha256) => {
      busy.push(inUse());
      return open(tenantId, sha256);
    });
  }
});
afterAll(() => world.close());
beforeEach(() => {
  busy = [];
});

const call = <T>(key: RouteKey, input: CallInput, actionId = v7()) =>
  world.as('clerk').call<T>(key, input, { actionId });

/** A document that waits to be imported. */
async function waiting(text: string) {
  const upload = { bytes: Buffer.from(text), fileName: '通知.txt' };
  const { body } = await call<{ file: { sha256: string; fileName: string } }>('POST /api/directives/read', { upload });
  return { kind: 'file', ...body.file };
}

/** Does the act; the first thing opened is the file, and nobody is kept waiting while it is read. */
async function readsFirst<T>(key: RouteKey, input: CallInput, actionId = v7()): Promise<T> {
  busy = [];
  const answer = await call<T>(key, input, actionId);
  expect([answer.status, busy[0]], JSON.stringify(answer.body)).toEqual([200, 0]);
  return answer.body;
}

it('reads a document and its correction before an act holds a connection', async () => {
  const { id } = await readsFirst<{ id: string }>('POST /api/directives', {
    body: { ...importBody(world), source: await waiting(smallDocument) },
  });
  await confirmAll(world, id);
  const { directive } = await reviewOf(world, id);
  const source = await waiting(smallDocument.replace('10月15日前', '11月15日前'));
  const body = { seenVersion: directive.currentVersion.version, source };
  await readsFirst('POST /api/directives/:directiveId/revise', { params: { directiveId: id }, body });
  const late = await call<{ title: string }>('POST /api/directives/:directiveId/revise', {
    params: { directiveId: id },
    body,
  });
  expect([late.status, late.body.title]).toEqual([409, 'directives.notConfirmed']);
});

it('reads a table before the act that takes it in', async () => {
  const { body: preview } = await readFileOf(
    world,
    await officeFile({
      ...{ title: '小表', unit: '市政协办公室', date: '2026年6月1日' },
      columns: ['序号', '重点任务', '具体措施', '牵头单位', '完成时限'],
      rows: [['1', '学习', '举办读书班', '提案委员会', '2026-09-30']],
    }),
  );
  const { token, title, issuer, issuedOn, fileName } = preview;
  await readsFirst('POST /api/task-tables/import', { body: { token, title, issuer, issuedOn, fileName, choices: [] } });
});

it('reads a template before the act that keeps it, and the one kept before it is given other kinds', async () => {
  const file = await checked('红头');
  const named = { name: '通报样式', kinds: ['progressCircular'] };
  const { templateId } = await readsFirst<{ templateId: string }>('POST /api/paper-templates', {
    body: { ...named, file },
  });
  const change = { params: { templateId }, body: { ...named, name: '新样式', version: 1, file: null } };
  await readsFirst('POST /api/paper-templates/:templateId/change', change);
});

it('answers a repeat without the reader, also when the file is gone', async () => {
  const source = await waiting(`${smallDocument}\n以上请认真落实。`);
  const [input, actionId] = [{ body: { ...importBody(world), source } }, v7()];
  const first = await readsFirst('POST /api/directives', input, actionId);
  await rm(world.app.files.path(world.tenantId, (source as unknown as { sha256: string }).sha256));
  busy = [];
  const second = await call('POST /api/directives', input, actionId);
  expect([second.status, second.repeated, second.body, busy]).toEqual([200, true, first, []]);
});

async function checked(mark: string) {
  const bytes = wordFile(paras(mark, '{{标题}}', '{{主送机关}}：', '{{正文}}', '{{发文字号}} {{成文日期}}'));
  const upload = { bytes, fileName: '通报.docx' };
  return (await call<{ file: object }>('POST /api/paper-templates/check', { upload })).body.file;
}
