import type { FastifyInstance } from 'fastify';
import { unzipSync } from 'fflate';
import { v7 } from 'uuid';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { verifyAudit } from '../../platform/audit/index.ts';
import { identityRoutes } from '../../platform/identity/index.ts';
import {
  type AskedRole,
  approveRole,
  askRole,
  type Failure,
  giveRole,
  issuePassword,
  openAccount,
} from '../../testing/accounts.ts';
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
interface RequestRow {
  username: string;
  reason: string;
  decision: string | null;
  can: { action: string; allowed: boolean }[];
}
interface RightRow {
  username: string;
  role: string;
  organisationName: string;
  from: string;
  until: string | null;
  grantedBy: string | null;
  grantedAt: string;
  accountClosed: boolean;
  endedAt: string | null;
  changedAt: string | null;
  changedBy: string | null;
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
const grant = (id: string, version: number, asked: AskedRole = {}) => giveRole(world, { id, version }, asked);

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

test('who asks does not approve and who approves does not ask, nobody for himself, and a closed account gets nothing', async () => {
  const account = await open('apart');
  for (const username of ['secadmin', 'auditadmin', 'clerk'])
    expect([username, (await askRole(world, account.id, {}, username)).status]).toEqual([username, 403]);
  const asked = await askRole(world, account.id);
  for (const username of ['sysadmin', 'auditadmin', 'clerk'])
    expect([username, (await approveRole(world, asked.body.id, username)).status]).toEqual([username, 403]);
  expect((await grantsOf(account.id)).items).toEqual([]);
  expect((await askRole(world, world.actorOf('sysadmin').accountId)).body.title).toBe('grants.ownAccount');

  const forApprover = await askRole(world, world.actorOf('secadmin').accountId, {
    role: 'securityAdministrator',
    organisationId: world.organisation('政协枫屿县委员会'),
  });
  expect((await approveRole(world, forApprover.body.id)).body.title).toBe('grants.forOneself');
  const personId = world.actorOf('secadmin').personId;
  const second = await system().call<{ id: string }>('POST /api/accounts', {
    body: { username: 'second.name', displayName: '同一人', personId },
  });
  const forPerson = await askRole(world, second.body.id, { role: 'securityAdministrator' });
  expect((await approveRole(world, forPerson.body.id)).body.title).toBe('grants.forOneself');

  await system().call('POST /api/accounts/:accountId/close', {
    params: { accountId: account.id },
    body: { version: 1 },
  });
  expect((await approveRole(world, asked.body.id)).body.title).toBe('grants.accountClosed');
  expect((await askRole(world, account.id)).body.title).toBe('grants.accountClosed');
});

test('who asked as system administrator does not approve it later as security administrator', async () => {
  const account = await open('moved.on');
  const asked = await askRole(world, account.id);
  await world.owner.query('UPDATE grant_requests SET requested_by = $2 WHERE id = $1', [
    asked.body.id,
    world.actorOf('secadmin').accountId,
  ]);
  expect((await approveRole(world, asked.body.id)).body.title).toBe('grants.ownRequest');
});

test('a request waits, is rejected with a reason or withdrawn by who asked, and is decided once', async () => {
  const account = await open('waiting');
  const asked = await askRole(world, account.id, { role: 'leader' });
  expect((await askRole(world, account.id, { role: 'leader' })).body.title).toBe('grants.askedAlready');
  const listed = async (decided: boolean, as = 'secadmin') =>
    (
      await world.as(as).call<{ items: RequestRow[] }>('GET /api/grant-requests', { query: { decided } })
    ).body.items.filter((one) => one.username === 'waiting');
  expect(await listed(false)).toMatchObject([
    { reason: '承担报送工作', decision: null, requestedBy: expect.stringMatching(/./) },
  ]);
  expect((await listed(false))[0]?.can.map(({ action, allowed }) => [action, allowed])).toEqual([
    ['approve', true],
    ['reject', true],
  ]);
  expect((await listed(false, 'sysadmin'))[0]?.can).toEqual([{ action: 'withdraw', allowed: true, reason: null }]);

  const reject = (reason: string) =>
    security().call<Failure>('POST /api/grant-requests/:requestId/reject', {
      params: { requestId: asked.body.id },
      body: { reason },
    });
  expect((await reject('  ')).body.field).toBe('reason');
  expect((await reject('请先确认单位')).status).toBe(200);
  expect((await approveRole(world, asked.body.id)).body.title).toBe('grants.decidedAlready');
  expect(await listed(true)).toMatchObject([{ decision: 'rejected', decisionReason: '请先确认单位', can: [] }]);

  const again = await askRole(world, account.id, { role: 'leader' });
  const withdraw = await system().call('POST /api/grant-requests/:requestId/withdraw', {
    params: { requestId: again.body.id },
  });
  expect(withdraw.status).toBe(200);
  expect((await approveRole(world, again.body.id)).status).toBe(409);
  expect((await grantsOf(account.id)).items).toEqual([]);
});

test('an approval after the first day begins today, and after the last day is refused', async () => {
  const account = await open('late.approval');
  const [first, second] = [
    await askRole(world, account.id, { role: 'leader' }),
    await askRole(world, account.id, { role: 'inspector', until: today }),
  ];
  await world.moveTo('2026-06-18');
  expect((await approveRole(world, first.body.id)).body.from).toBe('2026-06-18');
  expect((await approveRole(world, second.body.id)).body).toMatchObject({ title: 'grants.expired', field: 'until' });
  await world.moveTo(today);
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

test('of two grants that exclude each other and are approved at the same moment one passes', async () => {
  const account = await open('two.at.once');
  const asked = [await askRole(world, account.id), await askRole(world, account.id, { role: 'auditAdministrator' })];
  const both = await Promise.all(asked.map(({ body }) => approveRole(world, body.id)));
  expect(both.filter(({ status }) => status === 200)).toHaveLength(1);
  expect((await grantsOf(account.id)).items).toHaveLength(1);
  const left = asked.find((_, index) => both[index]?.status !== 200);
  expect((await approveRole(world, left?.body.id ?? '')).body.title).toBe('grants.excluded');
});

test('an approval shows in the account’s version: a form that was open is stale and shows how the account stands now', async () => {
  const account = await open('stale');
  const given = await grant(account.id, 1);
  const late = await end(given.body.id, 1, today);
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
  const names = ['r.stays', 'r.moved', 'r.undone', 'r.shut', 'r.later'];
  const [stays, moved, undone, shut, ends] = await Promise.all(names.map(open));
  if (!stays || !moved || !undone || !shut || !ends) throw new Error('No accounts');
  await grant(stays.id, 1, { until: '2026-07-31' });
  const given = await grant(moved.id, 1, { role: 'leader' });
  const brief = await grant(undone.id, 1);
  const later = await grant(ends.id, 1);
  await grant(shut.id, 1);
  await end(brief.body.id, brief.body.version, '2026-06-16');
  await world.moveTo('2026-06-20');
  await end(given.body.id, given.body.version, '2026-06-19');
  await system().call('POST /api/accounts/:accountId/close', { params: { accountId: shut.id }, body: { version: 2 } });
  await world.moveTo('2026-06-25');

  expect(await rightOf('r.moved', '2026-06-16')).toEqual([]);
  expect(await rightOf('r.moved', '2026-06-18')).toMatchObject([
    {
      ...{ role: 'leader', from: today, until: null, endedAt: null, changedAt: expect.stringContaining('2026-06-20') },
      changedBy: world.actorOf('secadmin').displayName,
    },
  ]);
  expect(await rightOf('r.moved', '2026-06-20')).toMatchObject([{ endedAt: expect.stringContaining('2026-06-20') }]);
  expect(await rightOf('r.moved', '2026-06-21')).toEqual([]);
  await end(later.body.id, later.body.version, '2026-06-30');
  expect(await rightOf('r.later', '2026-06-26')).toMatchObject([
    { until: '2026-06-30', grantedAt: expect.stringContaining(today) },
  ]);
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
    // A past day’s title stands above what roles may do in the program that prints it.
    '可办事项（按现行程序）',
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
  // The clock, and one requester, were changed by hand above.
  expect(findings.filter(({ table, label }) => table !== 'tenant_clocks' && label !== 'moved.on')).toEqual([]);
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
