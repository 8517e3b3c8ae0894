import { v7 } from 'uuid';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { sealOnce } from '../../platform/audit/index.ts';
import { auditedTables } from '../../platform/audit/records.ts';
import { feedbackRoutes } from '../../platform/feedback/index.ts';
import { testWorld, type World } from '../../testing/world.ts';
import { accountRoutes } from '../accounts/index.ts';
import { noteLines } from './details.ts';
import { auditRoutes, verifyCommand } from './index.ts';
import { tableName } from './sentences.ts';

interface Entry {
  id: string;
  action: string;
  actionName: string;
  accountName: string;
  roleName: string;
  outcome: string;
  details: { name: string; value: string }[];
  records: { table: string; id: string }[];
  sealed: boolean;
}
interface Page {
  items: Entry[];
  next: string | null;
}
interface Report {
  clean: boolean;
  entries: number;
  findings: { kind: string; id: string; sentence: string; act: { actionName: string } | null }[];
}

const features = [feedbackRoutes, accountRoutes];
let world: World;

beforeAll(async () => {
  world = await testWorld({ features: [...features, auditRoutes(features)] });
  await world.owner.query('DELETE FROM tenant_clocks');
});

afterAll(() => world.close());

const list = async (query: Record<string, string | undefined> = {}) =>
  (await world.as('auditadmin').call<Page>('GET /api/audit', { query })).body;
const verify = async (language: 'zh-CN' | 'en' = 'zh-CN') =>
  (await world.as('auditadmin').call<Report>('POST /api/audit/verify', {}, { language })).body;
const giveFeedback = async (username: string, body: string) =>
  (await world.as(username).call<{ id: string }>('POST /api/feedback', { body: { page: '/', body } })).body.id;

test('an act is listed with its words, its person, his role and the records it wrote', async () => {
  const id = await giveFeedback('fengyu', '列表太长');
  const [entry] = (await list()).items;
  expect(entry).toMatchObject({
    id,
    action: 'POST /api/feedback',
    actionName: '提出意见',
    accountName: world.actorOf('fengyu').displayName,
    roleName: '单位经办',
    outcome: 'done',
    records: [{ table: 'feedback', id, removed: false }],
    sealed: false,
  });
  await sealOnce(world.app, world.tenantId);
  expect((await list()).items[0]?.sealed).toBe(true);
});

test('a refusal is listed with the permission that was missing', async () => {
  await world.as('leader').call('GET /api/feedback');
  const [entry] = (await list({ outcome: 'refused' })).items;
  expect(entry).toMatchObject({
    action: 'GET /api/feedback',
    details: [{ name: '缺少权限', value: '查看意见反馈' }],
  });
});

test('entries are found by act, person, day and record', async () => {
  const id = await giveFeedback('secretary', '希望能打印');
  const ids = async (query: Record<string, string>) => (await list(query)).items.map((entry) => entry.id);
  const { accountId, displayName } = world.actorOf('secretary');
  expect(await ids({ accountId })).toEqual([id]);
  expect(await ids({ account: displayName, action: '意见' })).toEqual([id]);
  expect(await ids({ account: displayName, action: 'feedback' })).toEqual([id]);
  expect(await ids({ record: id })).toEqual([id]);
  expect(await ids({ action: '没有这种操作' })).toEqual([]);
  const [today] = new Date(Date.now() + 8 * 3_600_000).toISOString().split('T') as [string];
  expect(await ids({ accountId, from: today, until: today })).toEqual([id]);
  expect(await ids({ accountId, until: '2020-01-01' })).toEqual([]);
  expect((await world.as('auditadmin').call('GET /api/audit', { query: { from: 'yesterday' } })).status).toBe(400);
});

test('the list pages back to the first entry without gap or repeat', async () => {
  await Promise.all(Array.from({ length: 55 }, (_, number) => giveFeedback('fengyu', `第 ${number} 条`)));
  const seen: string[] = [];
  let after: string | undefined;
  do {
    const page = await list({ cursor: after });
    seen.push(...page.items.map((entry) => entry.id));
    after = page.next ?? undefined;
  } while (after);
  const { rows } = await world.owner.query<{ id: string }>(
    'SELECT id FROM audit_entries ORDER BY machine_at DESC, id DESC',
  );
  expect(seen).toEqual(rows.map((row) => row.id));
});

test('the check says in words what was changed, whose act it was, and leaves itself in the audit', async () => {
  const id = await giveFeedback('fengyu', '原话');
  expect(await verify()).toMatchObject({ clean: true, findings: [] });
  await world.owner.query(`UPDATE feedback SET body = '改过的话' WHERE id = $1`, [id]);
  const chinese = await verify();
  const name = world.actorOf('fengyu').displayName;
  expect(chinese).toMatchObject({
    clean: false,
    findings: [{ kind: 'changedRecord', id, act: { actionName: '提出意见' } }],
  });
  expect(chinese.findings[0]?.sentence).toContain(`意见反馈“改过的话”被直接改动，与最后一次操作（提出意见，${name}，`);
  expect((await verify('en')).findings[0]?.sentence).toContain('Feedback “改过的话” was changed by hand');

  const command = await verifyCommand(world.app, world.tenantId, features, 'zh-CN');
  expect(command.clean).toBe(false);
  expect(command.lines[0]).toBe('发现 1 处问题：');
  expect(command.lines[1]).toContain(`[feedback ${id} · ${id}]`);
  await world.owner.query(`UPDATE feedback SET body = '原话' WHERE id = $1`, [id]);
  const again = await verifyCommand(world.app, world.tenantId, features, 'en');
  expect(again.clean).toBe(true);
  expect(again.lines[0]).toMatch(/^Verified: \d+ audit entries form one chain/);
  expect((await list({ outcome: 'read' })).items[0]).toMatchObject({
    action: 'POST /api/audit/verify',
    actionName: '校验审计链',
  });
});

test('only the audit administrator verifies; the security administrator reads; others do neither', async () => {
  const may = async (username: string) => [
    (await world.as(username).call('GET /api/audit')).status,
    (await world.as(username).call('POST /api/audit/verify')).status,
  ];
  expect(await may('auditadmin')).toEqual([200, 200]);
  expect(await may('secadmin')).toEqual([200, 403]);
  for (const username of ['sysadmin', 'clerk', 'leader', 'verifier', 'inspector', 'fengyu', 'secretary']) {
    expect([username, await may(username)]).toEqual([username, [403, 403]]);
  }
});

test('the check may be asked for twelve times a minute from one address', async () => {
  const ask = (username: string, remoteAddress: string) =>
    world.server.inject({
      ...{ method: 'POST', url: '/api/audit/verify', remoteAddress },
      headers: { 'x-test-account': username },
    });
  for (let asked = 0; asked < 12; asked += 1) expect((await ask('clerk', '203.0.113.40')).statusCode).toBe(403);
  const refused = await ask('auditadmin', '203.0.113.40');
  expect([refused.statusCode, refused.json().detail]).toEqual([
    429,
    expect.stringMatching(/^操作过于频繁，请在 \d+ 秒后再试$/),
  ]);
  expect(Number(refused.headers['retry-after'])).toBeGreaterThan(0);
  expect((await ask('auditadmin', '203.0.113.41')).statusCode).toBe(200);
});

test('every audited table has a name that a person understands', () => {
  for (const table of [...Object.keys(auditedTables), 'audit_entries', 'audit_seals']) {
    expect([table, tableName(table, 'zh-CN')]).not.toEqual([table, table]);
    expect([table, tableName(table, 'en')]).not.toEqual([table, table]);
  }
  expect(tableName('something_new', 'en')).toBe('something_new');
});

test('notes are told in words; one without a name of its own is shown all the same', () => {
  expect(noteLines({ reason: 'wrongPassword', failures: 3, locks: false, params: {} }, 'zh-CN')).toEqual([
    { name: '原因', value: '密码不正确' },
    { name: '连续失败次数', value: '3' },
    { name: '暂停登录', value: '否' },
  ]);
  expect(noteLines({ params: { id: 'x' }, fresh: { a: [1] } }, 'en')).toEqual([
    { name: 'Of', value: 'x' },
    { name: 'fresh', value: '{"a":[1]}' },
  ]);
});

test('an id that no entry has finds nothing', async () => {
  expect((await list({ record: v7() })).items).toEqual([]);
});
