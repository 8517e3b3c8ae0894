import { afterAll, beforeAll, expect, it } from 'vitest';
import { allFeatures } from './features.ts';
import { rowsOfFile } from './testing/task-tables.ts';
import { testWorld, type World } from './testing/world.ts';

let world: World;
beforeAll(async () => {
  world = await testWorld({ features: allFeatures });
  // Something to list for whoever watches: refusals are noted, and change nothing.
  for (let times = 0; times < 60; times += 1) await world.as('inspector').call('GET /api/feedback');
});
afterAll(() => world.close());

type Query = Record<string, string>;
type Key = `GET /api/${string}`;

/** Every page of a list. */
async function listed(username: string, key: Key, query: Query): Promise<{ id: string }[]> {
  const rows: { id: string }[] = [];
  for (let cursor: string | null = ''; cursor !== null; ) {
    const asked: Query = cursor === '' ? query : { ...query, cursor };
    const answer: { body: { items: { id: string }[]; next: string | null } } = await world.as(username).call(key, {
      query: asked,
    });
    rows.push(...answer.body.items);
    cursor = answer.body.next;
  }
  return rows;
}

async function exported(username: string, key: Key, query: Query) {
  const { bytes, status } = await world.as(username).call(`${key}/export`, { query });
  expect([key, status]).toEqual([key, 200]);
  const [, , header = [], ...rows] = await rowsOfFile(bytes);
  return { header, rows };
}

it.each<[string, Key, Query, string]>([
  ['clerk', 'GET /api/organisations', {}, '编号'],
  ['inspector', 'GET /api/organisations', { kind: 'committeeBranch', sort: '-body' }, '编号'],
  ['clerk', 'GET /api/people', { sort: '-name' }, '编号'],
  ['fengyu', 'GET /api/people', {}, '编号'],
  ['sysadmin', 'GET /api/accounts', { sort: '-username' }, '用户名'],
  ['secadmin', 'GET /api/accounts', { role: 'unitClerk' }, '用户名'],
])('%s takes along what %s %o lists, every row in its order', async (username, key, query, named) => {
  const rows = await listed(username, key, query);
  expect(rows.length).toBeGreaterThan(1);
  const file = await exported(username, key, query);
  const at = file.header.indexOf(named);
  const name = (row: { id: string; username?: string }) => (named === '编号' ? row.id : row.username);
  expect(file.rows.map((row) => row[at])).toEqual(rows.map(name));
  const backwards = await listed(username, key, { ...query, sort: turned(key, query) });
  expect(backwards.map(name)).not.toEqual(rows.map(name));
});

/** The order of the same list that it was not asked in. */
function turned(key: Key, { sort }: Query): string {
  if (sort) return sort.slice(1);
  return { 'GET /api/organisations': '-name', 'GET /api/people': '-name' }[key as string] ?? '-username';
}

it('the audit is taken along from its beginning, and that is noted with its filter', async () => {
  const query = { outcome: 'refused', sort: 'at' };
  const rows = await listed('auditadmin', 'GET /api/audit', query);
  expect(rows.length).toBeGreaterThan(50);
  const file = await exported('auditadmin', 'GET /api/audit', query);
  expect(file.rows.map((row) => row.at(-2))).toEqual(rows.map((row) => row.id));
  const newest = await listed('auditadmin', 'GET /api/audit', { outcome: 'refused' });
  expect(newest.map((row) => row.id)).toEqual(rows.map((row) => row.id).toReversed());
  const noted = await world.owner.query(
    "SELECT details->'filter' AS filter FROM audit_entries WHERE action = 'GET /api/audit/export'",
  );
  expect(noted.rows).toEqual([{ filter: query }]);
});

it('no phone number goes along with people, covered or whole', async () => {
  const { header, rows } = await exported('clerk', 'GET /api/people', {});
  expect(rows.length).toBeGreaterThan(300);
  expect(header).toEqual(['姓名', '任职', '所在政协', '编号', '核对码']);
  for (const row of rows) expect(row.slice(0, -2).join(' ')).not.toMatch(/[\d*]{4}/);
});
