import type { FastifyInstance } from 'fastify';
import { unzipSync } from 'fflate';
import { v7 } from 'uuid';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { verifyAudit } from '../../platform/audit/index.ts';
import { identityRoutes } from '../../platform/identity/index.ts';
import { type AskedRole, type Failure, giveRole, issuePassword, openAccount } from '../../testing/accounts.ts';
import { openBrowser, signInServer } from '../../testing/browser.ts';
import { testWorld, type World } from '../../testing/world.ts';
import { accountRoutes } from '../accounts/index.ts';
import { organisationNames } from '../organisations/index.ts';
import { grantRoutes } from './index.ts';

interface Grants {
  accountVersion: number;
  items: {
    id: string;
    role: string;
    from: string;
    until: string | null;
    inForce: boolean;
    endedAt: string | null;
    can: { allowed: boolean }[];
  }[];
}
interface RightRow {
  username: string;
  role: string;
  organisationName: string;
  from: string;
  until: string | null;
  grantedBy: string | null;
  accountClosed: boolean;
  endedAt: string | null;
  changedAt: string | null;
}
interface Rights {
  items: RightRow[];
  next: string | null;
}

let world: World;
let server: FastifyInstance;
const today = '2026-06-17';

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
const grant = (id: string, version: number, asked: AskedRole = {}, as?: string) =>
  giveRole(world, { id, version }, asked, as);

const grantsOf = async (accountId: string) =>
  (await security().call<Grants>('GET /api/accounts/:accountId/grants', { params: { accountId } })).body;

const end = (grantId: string, version: number, lastDay: string) =>
  security().call<Failure & { version: number }>('POST /api/grants/:grantId/end', {
    params: { grantId },
    body: { version, lastDay },
  });

test('bad input is refused with its field', async () => {
  const account = await open('bad.input');
  expect((await grant(account.id, 1, { role: 'emperor' })).status).toBe(400);
  expect((await grant(account.id, 1, { organisationId: v7() })).body).toMatchObject({ field: 'organisationId' });
  expect((await grant(account.id, 1, { from: '2026-06-16' })).body).toMatchObject({ title: 'grants.beginsInPast' });
  expect((await grant(v7(), 1)).status).toBe(404);
});

test('nobody else grants, nobody grants himself, and a closed account gets nothing', async () => {
  const account = await open('apart');
  expect((await grant(account.id, 1, {}, 'sysadmin')).status).toBe(403);
  expect((await grant(world.actorOf('secadmin').accountId, 1)).body.title).toBe('grants.ownAccount');
  await system().call('POST /api/accounts/:accountId/close', {
    params: { accountId: account.id },
    body: { version: 1 },
  });
  expect((await grant(account.id, 2)).body.title).toBe('grants.accountClosed');
});

test('no administrator gets a business role, and no clerk an administrator role', async () => {
  const clerk = await open('clerk.only');
  await grant(clerk.id, 1);
  expect((await grant(clerk.id, 2, { role: 'auditAdministrator' })).body).toMatchObject({
    title: 'grants.excluded',
    field: 'role',
  });
  const auditor = await open('auditor.only');
  await grant(auditor.id, 1, { role: 'auditAdministrator' });
  expect((await grant(auditor.id, 2)).body.title).toBe('grants.excluded');
  expect((await grant(auditor.id, 2, { role: 'systemAdministrator' })).body.title).toBe('grants.excluded');
});

test('of two grants that exclude each other and come at the same moment one passes', async () => {
  const account = await open('two.at.once');
  const both = await Promise.all([grant(account.id, 1), grant(account.id, 1, { role: 'auditAdministrator' })]);
  expect(both.map(({ status }) => status).sort()).toEqual([200, 409]);
  expect((await grantsOf(account.id)).items).toHaveLength(1);
});

test('a stale version is a conflict that shows how the account stands now', async () => {
  const account = await open('stale');
  await grant(account.id, 1);
  const late = await grant(account.id, 1, { role: 'leader' });
  expect(late.status).toBe(409);
  expect((late.body as unknown as { current: object }).current).toMatchObject({ username: 'stale', version: 2 });
});

test('ending a grant keeps what was known, takes effect at once, and a signed-in holder notices at the next request', async () => {
  const account = await open('leaving');
  const issued = await issuePassword(world, account);
  const { body: given } = await grant(account.id, issued.version);
  const browser = openBrowser(server);
  const session = await browser.send<{ roles: object[] }>('POST', '/api/session', {
    username: 'leaving',
    password: issued.password,
  });
  expect(session.body.roles).toHaveLength(1);

  expect((await end(given.id, given.version, '2026-06-10')).body.title).toBe('grants.endsInPast');
  expect((await end(given.id, given.version, '2026-06-30')).status).toBe(200);
  const [ending] = (await grantsOf(account.id)).items;
  expect(ending).toMatchObject({ role: 'unitClerk', from: today, until: '2026-06-30', inForce: true });
  expect((await end(ending?.id ?? '', given.version + 1, '2026-06-16')).status).toBe(200);
  expect((await browser.send<{ roles: object[] }>('GET', '/api/session')).body.roles).toEqual([]);
  const { rows } = await world.owner.query(
    'SELECT superseded_at IS NULL AS current, ended_by FROM grants WHERE account_id = $1',
    [account.id],
  );
  const by = world.actorOf('secadmin').accountId;
  expect(rows).toEqual([
    { current: false, ended_by: by },
    { current: false, ended_by: by },
  ]);
  const [told, ...others] = (await grantsOf(account.id)).items;
  expect(told).toMatchObject({ from: today, inForce: false, endedAt: expect.stringContaining('2026-06-17') });
  expect([others, told?.can.map(({ allowed }) => allowed)]).toEqual([[], [false]]);
});

const rightsOn = async (on: string, more: Record<string, string> = {}, as = 'auditadmin') =>
  (await world.as(as).call<Rights & Failure>('GET /api/rights', { query: { on, ...more } })).body;
const rightOf = async (username: string, on: string) =>
  (await rightsOn(on)).items.filter((right) => right.username === username);

test('a day is told as it was: what was ended later still held, what was ended that day says when, what came later was not', async () => {
  const [stays, moved, undone, shut] = await Promise.all(['r.stays', 'r.moved', 'r.undone', 'r.shut'].map(open));
  if (!stays || !moved || !undone || !shut) throw new Error('No accounts');
  await grant(stays.id, 1, { until: '2026-07-31' });
  const given = await grant(moved.id, 1, { role: 'leader' });
  const brief = await grant(undone.id, 1);
  await grant(shut.id, 1);
  await end(brief.body.id, brief.body.version, '2026-06-16');
  await world.moveTo('2026-06-20');
  await end(given.body.id, given.body.version, '2026-06-19');
  await system().call('POST /api/accounts/:accountId/close', { params: { accountId: shut.id }, body: { version: 2 } });
  await world.moveTo('2026-06-25');

  expect(await rightOf('r.moved', '2026-06-16')).toEqual([]);
  expect(await rightOf('r.moved', '2026-06-18')).toMatchObject([
    { role: 'leader', from: today, until: null, endedAt: null, changedAt: expect.stringContaining('2026-06-20') },
  ]);
  expect(await rightOf('r.moved', '2026-06-20')).toMatchObject([{ endedAt: expect.stringContaining('2026-06-20') }]);
  expect(await rightOf('r.moved', '2026-06-21')).toEqual([]);
  expect(await rightOf('r.undone', today)).toMatchObject([{ endedAt: expect.stringContaining(today) }]);
  expect(await rightOf('r.undone', '2026-06-18')).toEqual([]);
  expect(await rightOf('r.stays', '2026-06-18')).toMatchObject([
    {
      until: '2026-07-31',
      endedAt: null,
      changedAt: null,
      accountClosed: false,
      grantedBy: expect.stringMatching(/./),
    },
  ]);
  expect((await rightOf('r.shut', '2026-06-20')).map((right) => right.accountClosed)).toEqual([false]);
  expect((await rightOf('r.shut', '2026-06-21')).map((right) => right.accountClosed)).toEqual([true]);
  expect(await rightOf('r.stays', '2026-07-31')).toHaveLength(1);
  expect(await rightOf('r.stays', '2026-08-01')).toEqual([]);
});

test('rights are found by account, by organisation and by role, and page without gap or repeat', async () => {
  const on = '2026-06-25';
  const organisationId = world.city.tenant.bodyId;
  for (let number = 0; number < 30; number += 1)
    await world.addAccount({ username: `many.${number}`, role: 'unitClerk', organisationId });
  const seen: string[] = [];
  let cursor: string | null = null;
  do {
    const page: Rights = await rightsOn(on, cursor === null ? {} : { cursor });
    seen.push(...page.items.map(({ username, role, organisationName }) => `${username} ${role} ${organisationName}`));
    cursor = page.next;
  } while (cursor !== null);
  const { rows } = await world.owner.query<{ count: number }>(
    `SELECT count(*)::int AS count FROM grants WHERE superseded_at IS NULL AND valid @> $1::date`,
    [on],
  );
  expect([seen.length, new Set(seen).size]).toEqual([rows[0]?.count, seen.length]);
  expect(seen.length).toBeGreaterThan(50);

  const names = async (more: Record<string, string>) => (await rightsOn(on, more)).items.map((one) => one.username);
  expect(await names({ search: 'R.STAYS' })).toEqual(['r.stays']);
  expect(await names({ role: 'verifier' })).toEqual(['verifier']);
  const county = world.organisation('政协枫屿县委员会');
  expect(await names({ organisationId: county })).toEqual(['fengyu']);
  expect((await rightsOn(on, { cursor: 'nonsense' })).title).toBe('grants.badCursor');
});

test('rights are read by the security and the audit administrator, and by nobody else', async () => {
  for (const [username, status] of [
    ['secadmin', 200],
    ['auditadmin', 200],
    ['sysadmin', 403],
    ['clerk', 403],
  ] as const)
    expect([username, (await world.as(username).call('GET /api/rights', { query: { on: today } })).status]).toEqual([
      username,
      status,
    ]);
});

test('the ledger of a day is a workbook with what each role may do in words, and taking it is noted', async () => {
  const answer = await world
    .as('auditadmin')
    .call('GET /api/rights/export', { query: { on: today, search: 'fengyu' } });
  expect(answer.status).toBe(200);
  const text = Object.entries(unzipSync(answer.bytes))
    .filter(([name]) => name.endsWith('.xml'))
    .map(([, bytes]) => Buffer.from(bytes).toString())
    .join();
  for (const words of [
    '2026年6月17日权限台账',
    'fengyu',
    '单位经办',
    '政协枫屿县委员会',
    '签收、报送进展和提交（本单位）',
  ])
    expect([words, text.includes(words)]).toEqual([words, true]);
  expect(text).not.toContain('核验、退回和销号');
  const { rows } = await world.owner.query(
    `SELECT details ->> 'on' AS "on" FROM audit_entries WHERE action = 'GET /api/rights/export' AND outcome = 'read'`,
  );
  expect(rows).toEqual([{ on: today }]);
});

test('all of this left an audit that verifies', async () => {
  const { findings } = await verifyAudit(world.app.connections, world.tenantId, world.app.clock.machineNow());
  expect(findings.filter(({ table }) => table !== 'tenant_clocks')).toEqual([]);
});

test('the last administrator of a kind can neither be closed nor lose the role', async () => {
  const last = world.actorOf('auditadmin').accountId;
  await world.owner.query(
    `UPDATE grants SET superseded_at = now() WHERE role = 'auditAdministrator' AND account_id <> $1 AND superseded_at IS NULL`,
    [last],
  );
  const close = { params: { accountId: last }, body: { version: 1 } };
  expect((await system().call<Failure>('POST /api/accounts/:accountId/close', close)).body.title).toBe(
    'accounts.lastOfItsKind',
  );
  const [held] = (await grantsOf(last)).items;
  expect((await end(held?.id ?? '', 1, '2026-06-25')).body.title).toBe('accounts.lastOfItsKind');
  const second = await open('second.auditor');
  await grant(second.id, 1, { role: 'auditAdministrator' });
  expect((await end(held?.id ?? '', 1, '2026-06-25')).status).toBe(200);
});
