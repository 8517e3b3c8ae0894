import type { FastifyInstance } from 'fastify';
import { v7 } from 'uuid';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { verifyAudit } from '../../platform/audit/index.ts';
import { identityRoutes } from '../../platform/identity/index.ts';
import { type Failure, giveRole, issuePassword, openAccount } from '../../testing/accounts.ts';
import { openBrowser, signInServer } from '../../testing/browser.ts';
import { testWorld, type World } from '../../testing/world.ts';
import { grantRoutes } from '../grants/index.ts';
import { organisationNames } from '../organisations/index.ts';
import { accountRoutes } from './index.ts';

interface Row {
  id: string;
  username: string;
  state: string;
  roles: { role: string; organisationName: string }[];
  version: number;
  can: { action: string; allowed: boolean; reason: string | null }[];
}
let world: World;
let server: FastifyInstance;

beforeAll(async () => {
  world = await testWorld({ features: [accountRoutes, grantRoutes] });
  server = await signInServer(world.app, [
    identityRoutes({ organisationNames, personas: [] }),
    accountRoutes,
    grantRoutes,
  ]);
});

afterAll(async () => {
  await server.close();
  await world.close();
});

const system = () => world.as('sysadmin');
const security = () => world.as('secadmin');

const open = (username: string) => openAccount(world, username);

test('the system administrator opens an account, the security administrator gives it a role, its holder signs in', async () => {
  const account = await open('zhao.ning');
  const issued = await issuePassword(world, account);
  expect(issued.password).toMatch(/^[a-z2-9]{4}(-[a-z2-9]{4}){3}$/);
  expect((await giveRole(world, { ...account, version: issued.version })).status).toBe(200);
  const browser = openBrowser(server);
  const signedIn = await browser.send<{ account: object; roles: object[] }>('POST', '/api/session', {
    username: 'zhao.ning',
    password: issued.password,
  });
  expect(signedIn.body).toMatchObject({ account: { mustChangePassword: true }, roles: [{ role: 'unitClerk' }] });
});

test('a first password is nowhere in the database, and a second one ends what the first one opened', async () => {
  const account = await open('first.word');
  const first = await issuePassword(world, account);
  const browser = openBrowser(server);
  const credentials = { username: 'first.word', password: first.password };
  expect((await browser.send('POST', '/api/session', credentials)).status).toBe(200);
  for (const table of ['accounts', 'action_results', 'audit_entries']) {
    const { rows } = await world.owner.query(`SELECT count(*)::int AS count FROM ${table} t WHERE t::text LIKE $1`, [
      `%${first.password}%`,
    ]);
    expect([table, rows]).toEqual([table, [{ count: 0 }]]);
  }
  await issuePassword(world, { ...account, version: first.version });
  expect((await openBrowser(server).send('POST', '/api/session', credentials)).status).toBe(401);
  expect((await browser.send<{ signedIn: boolean }>('GET', '/api/session')).body.signedIn).toBe(false);
});

test('opening twice by one tap is one account; the same name by another tap is a conflict, also at the same moment', async () => {
  const input = { body: { username: 'Double', displayName: '重复', personId: null } };
  const actionId = v7();
  const taps = await Promise.all(
    [1, 2].map(() => system().call<{ id: string }>('POST /api/accounts', input, { actionId })),
  );
  expect(taps.map(({ status, body: answer }) => [status, answer.id])).toEqual([
    [200, actionId],
    [200, actionId],
  ]);
  expect((await system().call<Failure>('POST /api/accounts', input)).body).toMatchObject({
    title: 'accounts.usernameTaken',
    field: 'username',
  });
  const race = await Promise.all(
    [1, 2].map(() =>
      system().call('POST /api/accounts', { body: { username: 'racer', displayName: '并发', personId: null } }),
    ),
  );
  expect(race.map(({ status }) => status).sort()).toEqual([200, 409]);
});

test('bad input is refused with its field', async () => {
  const wrong = async (input: object) =>
    (await system().call<Failure>('POST /api/accounts', { body: input })).body.field;
  expect(await wrong({ username: '李安', displayName: '李安', personId: null })).toBe('username');
  expect(await wrong({ username: 'ok.name', displayName: '', personId: null })).toBe('displayName');
  expect(await wrong({ username: 'ok.name', displayName: '好', personId: v7() })).toBe('personId');
});

test('the parts are apart: neither administrator does what the other may, and nobody acts on himself', async () => {
  const account = await open('parts');
  for (const username of ['secadmin', 'auditadmin', 'clerk']) {
    const other = world.as(username);
    expect(
      (await other.call('POST /api/accounts', { body: { username: 'x1', displayName: 'x', personId: null } })).status,
    ).toBe(403);
    const close = { params: { accountId: account.id }, body: { version: 1 } };
    expect((await other.call('POST /api/accounts/:accountId/close', close)).status).toBe(403);
  }
  expect((await world.as('clerk').call('GET /api/accounts')).status).toBe(403);
});

test('whose account it is to be is found by name or initials, and nothing but name and posts is told', async () => {
  const { accountId, displayName, personId } = world.actorOf('leader');
  expect(accountId).not.toBe('');
  const find = (search: string, username = 'sysadmin') =>
    world.as(username).call<{ items: object[] }>('GET /api/accounts/holders', { query: { search } });
  const { body: found } = await find(displayName);
  expect(found.items).toContainEqual({ id: personId, name: displayName, detail: expect.stringMatching(/./) });
  expect((await find('%')).body.items).toEqual([]);
  expect((await find(displayName, 'secadmin')).status).toBe(403);
});

test('a closed account signs in no more, keeps its history, and can be reopened', async () => {
  const account = await open('closing');
  const issued = await issuePassword(world, account);
  const credentials = { username: 'closing', password: issued.password };
  const browser = openBrowser(server);
  await browser.send('POST', '/api/session', credentials);
  const act = (path: 'close' | 'reopen', version: number) =>
    system().call<{ version: number } & Failure>(`POST /api/accounts/:accountId/${path}`, {
      params: { accountId: account.id },
      body: { version },
    });
  const closed = await act('close', issued.version);
  expect((await browser.send<{ signedIn: boolean }>('GET', '/api/session')).body.signedIn).toBe(false);
  expect((await openBrowser(server).send('POST', '/api/session', credentials)).status).toBe(401);
  expect((await act('close', closed.body.version)).body.title).toBe('accounts.closed');
  await act('reopen', closed.body.version);
  expect((await openBrowser(server).send('POST', '/api/session', credentials)).status).toBe(200);
});

test('accounts are listed by name, found by part of it, by state and by role, and page without gap', async () => {
  const seen: string[] = [];
  let after: string | undefined;
  do {
    const page = await system().call<{ items: Row[]; next: string | null }>('GET /api/accounts', {
      query: { cursor: after },
    });
    seen.push(...page.body.items.map((row) => row.username));
    after = page.body.next ?? undefined;
  } while (after);
  const { rows } = await world.owner.query<{ username: string }>('SELECT username FROM accounts ORDER BY username');
  expect(seen.toSorted()).toEqual(rows.map((row) => row.username).toSorted());
  expect(new Set(seen).size).toBe(seen.length);

  const find = async (query: Record<string, string>) =>
    (await system().call<{ items: Row[] }>('GET /api/accounts', { query })).body.items.map((row) => row.username);
  expect(await find({ search: 'FENGYU' })).toContain('fengyu');
  expect(await find({ search: '%' })).toEqual([]);
  expect(await find({ role: 'leader' })).toContain('leader');
  expect(await find({ role: 'leader', search: 'fengyu' })).toEqual([]);
  await world.owner.query(`UPDATE accounts SET closed_at = now() WHERE username = 'racer'`);
  expect(await find({ state: 'closed' })).toEqual(['racer']);
  expect(await find({ state: 'open' })).not.toContain('racer');
});

test('the record says what the caller may do and why not', async () => {
  const detail = async (username: string, as: string) => {
    const accountId = world.actorOf(username).accountId;
    return (await world.as(as).call<Row>('GET /api/accounts/:accountId', { params: { accountId } })).body.can;
  };
  expect(await detail('fengyu', 'sysadmin')).toEqual([
    { action: 'amend', allowed: true, reason: null },
    { action: 'issuePassword', allowed: true, reason: null },
    { action: 'close', allowed: true, reason: null },
    { action: 'reopen', allowed: false, reason: '账号没有停用' },
  ]);
  expect((await detail('sysadmin', 'sysadmin')).map(({ allowed }) => allowed)).toEqual([false, false, false, false]);
  expect(await detail('fengyu', 'secadmin')).toEqual([]);
});

test('the office sees whom it may invite, without accounts of the office itself and those without a role', async () => {
  await open('no.role.yet');
  const { body: page } = await world
    .as('clerk')
    .call<{ items: { username: string; organisationName: string }[] }>('GET /api/invitations/candidates');
  const names = page.items.map((item) => item.username);
  expect(names).toContain('fengyu');
  expect(names).toContain('secretary');
  expect(names).not.toContain('no.role.yet');
  for (const strict of ['clerk', 'verifier', 'sysadmin', 'secadmin', 'auditadmin']) expect(names).not.toContain(strict);
  expect(page.items.find((item) => item.username === 'fengyu')?.organisationName).not.toBe('');
  expect((await world.as('fengyu').call('GET /api/invitations/candidates')).status).toBe(403);
});

test('all of this left an audit that verifies', async () => {
  const { findings } = await verifyAudit(world.app.connections, world.tenantId, world.app.clock.machineNow());
  const byHand = findings.filter(({ table, label }) => table !== 'tenant_clocks' && label !== 'racer');
  expect(byHand).toEqual([]);
});

test('an account opened without its person gets one later; a stale form and an unknown person change nothing', async () => {
  const { id } = await open('late.holder');
  const { rows } = await world.owner.query<{ id: string }>('SELECT id FROM people LIMIT 1');
  const personId = rows[0]?.id ?? '';
  const amend = (version: number, holder: string | null, displayName = '后来补上') =>
    system().call<{ version: number } & Failure>('POST /api/accounts/:accountId/amend', {
      params: { accountId: id },
      body: { version, displayName, personId: holder },
    });
  expect((await amend(1, v7())).body.field).toBe('personId');
  expect((await amend(1, personId)).body.version).toBe(2);
  expect((await amend(1, null)).status).toBe(409);
  const read = await system().call<{ personId: string; displayName: string }>('GET /api/accounts/:accountId', {
    params: { accountId: id },
  });
  expect(read.body).toMatchObject({ personId, displayName: '后来补上' });
  expect(
    (
      await security().call('POST /api/accounts/:accountId/amend', {
        params: { accountId: id },
        body: { version: 2, displayName: 'x', personId: null },
      })
    ).status,
  ).toBe(403);
});
