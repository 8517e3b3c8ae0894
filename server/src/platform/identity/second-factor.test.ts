import type { FastifyInstance } from 'fastify';
import { Secret } from 'otpauth';
import { afterAll, beforeAll, expect, test, vi } from 'vitest';
import { openBrowser, signInServer } from '../../testing/browser.ts';
import { codeAt } from '../../testing/codes.ts';
import { testWorld, type World } from '../../testing/world.ts';
import type { Role } from '../access/permissions.ts';
import { hashPassword, identityRoutes, secondFactorRoutes } from './index.ts';
import { stepOfCode } from './second-factor.ts';

interface Session {
  signedIn: boolean;
  awaitsCode: boolean;
  account: { mustEnrol: boolean } | null;
}
interface Failure {
  title: string;
  detail: string;
  field?: string;
}
interface Begun {
  secret: string;
  address: string;
  qrSvg: string;
}

const password = 'river-stone-71-lamp';
let world: World;
let server: FastifyInstance;
let passwordHash: string;

beforeAll(async () => {
  world = await testWorld({ features: [secondFactorRoutes] });
  const organisationNames = async () => new Map<string, string>();
  server = await signInServer(world.app, [identityRoutes({ organisationNames, personas: [] }), secondFactorRoutes]);
  passwordHash = await hashPassword(password);
});

afterAll(async () => {
  vi.useRealTimers();
  await server.close();
  await world.close();
});

/** Codes come and go with the clock; a test moves it by hand. */
let shift = 0;
function later(ms: number) {
  shift += ms;
  const now = Date.now;
  vi.spyOn(world.app.clock, 'machineNow').mockImplementation(() => new Date(now() + shift).toISOString());
}

async function someone(username: string, role: Role = 'unitClerk') {
  const actor = await world.addAccount({ username, role, organisationId: world.city.tenant.bodyId });
  await world.owner.query('UPDATE accounts SET password_hash = $2 WHERE id = $1', [actor.accountId, passwordHash]);
  return actor.accountId;
}

const signIn = (browser: ReturnType<typeof openBrowser>, username: string) =>
  browser.send<Session & Failure>('POST', '/api/session', { username, password });
const send = (browser: ReturnType<typeof openBrowser>, code: string) =>
  browser.send<Session & Failure>('POST', '/api/session/code', { code });
const codeOf = (secret: string, shiftMs = 0) => codeAt(secret, Date.now() + shift + shiftMs);

/** An account with a second factor, its secret and its recovery codes; a step later, so that its codes are fresh. */
async function enrolled(username: string, role: Role = 'unitClerk') {
  const accountId = await someone(username, role);
  const browser = openBrowser(server);
  await signIn(browser, username);
  const { body: begun } = await browser.send<Begun>('POST', '/api/session/second-factor/begin');
  const confirmed = await browser.send<{ recoveryCodes: string[] }>('POST', '/api/session/second-factor/confirm', {
    code: codeOf(begun.secret),
  });
  expect(confirmed.status).toBe(200);
  later(60_000);
  return { accountId, browser, secret: begun.secret, recoveryCodes: confirmed.body.recoveryCodes };
}

test('a code is right for its step and one either side, and for no other (RFC 6238, appendix B)', () => {
  const secret = Secret.fromUTF8('12345678901234567890').base32;
  expect(stepOfCode(secret, '287082', 59_000)).toBe(1);
  expect(stepOfCode(secret, ' 287 082 ', 59_000)).toBe(1);
  expect(stepOfCode(secret, '２８７０８２', 59_000)).toBe(1);
  expect(stepOfCode(secret, '287082', 89_000)).toBe(1);
  expect(stepOfCode(secret, '287082', 29_000)).toBe(1);
  expect(stepOfCode(secret, '287082', 119_000)).toBeNull();
  expect(stepOfCode(secret, '28708', 59_000)).toBeNull();
});

test('with a second factor a password opens nothing; the code does, and it says nothing of accounts that have none', async () => {
  const { secret } = await enrolled('two.steps');
  const browser = openBrowser(server);
  const half = await signIn(browser, 'two.steps');
  expect(half.body).toMatchObject({ signedIn: false, awaitsCode: true, account: null });
  expect((await browser.send<Session>('GET', '/api/session')).body.signedIn).toBe(false);
  expect((await send(openBrowser(server), codeOf(secret))).body.title).toBe('signIn.codeTooLate');
  const done = await send(browser, codeOf(secret));
  expect(done.body).toMatchObject({ signedIn: true, awaitsCode: false });
  const wrong = (username: string) =>
    openBrowser(server).send<Failure>('POST', '/api/session', { username, password: 'not the password' });
  const [known, unknown] = [await wrong('two.steps'), await wrong('nobody.at.all')];
  expect([known.status, known.body.title, known.body.detail]).toEqual([
    unknown.status,
    unknown.body.title,
    unknown.body.detail,
  ]);
});

test('a code is good once: not again, not an earlier one, and of two requests at the same moment for one', async () => {
  const { secret, browser: enroller } = await enrolled('once.only');
  await enroller.send('POST', '/api/session/end');
  const code = codeOf(secret);
  const [one, two] = [openBrowser(server), openBrowser(server)];
  await signIn(one, 'once.only');
  await signIn(two, 'once.only');
  const both = await Promise.all([send(one, code), send(two, code)]);
  expect(both.map(({ status }) => status).sort()).toEqual([200, 422]);
  const again = openBrowser(server);
  await signIn(again, 'once.only');
  expect((await send(again, code)).body).toMatchObject({ title: 'signIn.codeRefused', field: 'code' });
  expect((await send(again, codeOf(secret, -30_000))).status).toBe(422);
  expect((await send(again, codeOf(secret, 30_000))).status).toBe(200);
});

test('wrong codes count like wrong passwords, and a right password in between does not forgive them', async () => {
  const { accountId, secret } = await enrolled('guesser');
  const browser = openBrowser(server);
  for (let tries = 0; tries < 8; tries += 1) {
    expect((await signIn(browser, 'guesser')).body.awaitsCode).toBe(true);
    expect((await send(browser, '000000')).status).toBe(422);
  }
  expect((await send(browser, codeOf(secret))).status).toBe(422);
  expect((await signIn(browser, 'guesser')).status).toBe(401);
  const { rows } = await world.owner.query<{ reason: string; locks: boolean }>(
    `SELECT details ->> 'reason' AS reason, (details ->> 'locks')::boolean AS locks FROM audit_entries
     WHERE account_id = $1 AND outcome = 'refused' ORDER BY machine_at, id`,
    [accountId],
  );
  expect(rows.slice(0, 8).map(({ reason }) => reason)).toEqual(Array(8).fill('wrongCode'));
  expect(rows[7]?.locks).toBe(true);
});

test('a code that comes after five minutes, or a handshake of somebody else’s making, opens nothing', async () => {
  const { secret } = await enrolled('slow');
  const browser = openBrowser(server);
  await signIn(browser, 'slow');
  later(301_000);
  expect((await send(browser, codeOf(secret))).body.title).toBe('signIn.codeTooLate');
  const forged = await browser.send<Failure>(
    'POST',
    '/api/session/code',
    { code: codeOf(secret) },
    {
      cookie: `xieli-code=${Buffer.from('made up').toString('base64url')}`,
    },
  );
  expect(forged.body.title).toBe('signIn.codeTooLate');
});

test('each recovery code serves once; new ones end the old; all are hashes, and the secret is sealed', async () => {
  const { accountId, browser, secret, recoveryCodes } = await enrolled('lost.phone');
  expect(new Set(recoveryCodes).size).toBe(10);
  const [first = '', second = ''] = recoveryCodes;
  const back = openBrowser(server);
  await signIn(back, 'lost.phone');
  expect((await send(back, first.toUpperCase())).status).toBe(200);
  const again = openBrowser(server);
  await signIn(again, 'lost.phone');
  expect((await send(again, first)).status).toBe(422);
  const mine = await back.send<{ recoveryCodesLeft: number }>('GET', '/api/session/second-factor');
  expect(mine.body.recoveryCodesLeft).toBe(9);

  const renew = await browser.send<{ recoveryCodes: string[] }>('POST', '/api/session/second-factor/recovery-codes', {
    code: codeOf(secret),
  });
  expect(renew.status).toBe(200);
  expect((await send(again, second)).status).toBe(422);
  for (const table of ['second_factors', 'recovery_codes', 'action_results', 'audit_entries']) {
    const { rows } = await world.owner.query<{ text: string }>(`SELECT t::text AS text FROM ${table} t`);
    const text = rows.map((row) => row.text).join();
    for (const hidden of [secret, second, renew.body.recoveryCodes[0] ?? ''])
      expect([table, text.includes(hidden)]).toEqual([table, false]);
  }
  expect((await world.owner.query('SELECT 1 FROM second_factors WHERE account_id = $1', [accountId])).rowCount).toBe(1);
});

test('after a restore without the keys a recovery code still signs in, and a code of the device is counted and refused in words', async () => {
  const { accountId, secret, recoveryCodes } = await enrolled('other.keys');
  await world.owner.query(
    `UPDATE second_factors SET secret_encrypted = decode(repeat('ab', 60), 'hex') WHERE account_id = $1`,
    [accountId],
  );
  const browser = openBrowser(server);
  await signIn(browser, 'other.keys');
  const refused = await send(browser, codeOf(secret));
  expect([refused.status, refused.body.title, refused.body.field]).toEqual([422, 'signIn.codeUnreadable', 'code']);
  const failures = async () =>
    (await world.owner.query('SELECT failed_count FROM accounts WHERE id = $1', [accountId])).rows[0]?.failed_count;
  expect(await failures()).toBe(1);
  expect((await send(browser, recoveryCodes[0] ?? '')).body).toMatchObject({ signedIn: true });
  expect(await failures()).toBe(0);
});

test('an enrolment begun before the keys were lost is begun anew', async () => {
  const accountId = await someone('begun.before');
  const browser = openBrowser(server);
  await signIn(browser, 'begun.before');
  const { body: begun } = await browser.send<Begun>('POST', '/api/session/second-factor/begin');
  await world.owner.query(
    `UPDATE second_factors SET secret_encrypted = decode(repeat('ab', 60), 'hex') WHERE account_id = $1`,
    [accountId],
  );
  const confirmed = await browser.send<Failure>('POST', '/api/session/second-factor/confirm', {
    code: codeOf(begun.secret),
  });
  expect([confirmed.status, confirmed.body.title]).toEqual([409, 'secondFactor.notBegun']);
});

test('an enrolment begun and not confirmed demands nothing; a wrong first code confirms nothing', async () => {
  await someone('half.way');
  const browser = openBrowser(server);
  await signIn(browser, 'half.way');
  const confirm = (code: string) => browser.send<Failure>('POST', '/api/session/second-factor/confirm', { code });
  expect((await confirm('123456')).body.title).toBe('secondFactor.notBegun');
  const { body: begun } = await browser.send<Begun>('POST', '/api/session/second-factor/begin');
  expect(begun.address).toContain(`secret=${begun.secret}`);
  expect(begun.qrSvg).toContain('<svg');
  expect((await confirm('000000')).body).toMatchObject({ title: 'secondFactor.wrongCode', field: 'code' });
  expect((await signIn(openBrowser(server), 'half.way')).body).toMatchObject({ signedIn: true, awaitsCode: false });
  const { body: anew } = await browser.send<Begun>('POST', '/api/session/second-factor/begin');
  expect((await confirm(codeOf(begun.secret))).status).toBe(400);
  expect((await confirm(codeOf(anew.secret))).status).toBe(200);
  expect((await browser.send<Failure>('POST', '/api/session/second-factor/begin')).body.title).toBe(
    'secondFactor.enrolledAlready',
  );
  later(60_000);
  const back = openBrowser(server);
  await signIn(back, 'half.way');
  expect((await send(back, codeOf(anew.secret))).body.signedIn).toBe(true);
});

test('where a role demands it, whoever has none may set it up and do nothing else, from the next request on', async () => {
  const rule = (role: Role, required: boolean, as = 'secadmin') =>
    world.as(as).call('POST /api/second-factor/rules', { body: { role, required } });
  await someone('inspects', 'inspector');
  const browser = openBrowser(server);
  await signIn(browser, 'inspects');
  expect((await browser.send('GET', '/api/session/list')).status).toBe(200);
  for (const other of ['sysadmin', 'auditadmin', 'clerk'])
    expect((await rule('inspector', true, other)).status).toBe(403);
  expect((await rule('inspector', true)).status).toBe(200);
  later(10_000);
  expect((await browser.send<Session>('GET', '/api/session')).body.account?.mustEnrol).toBe(true);
  expect((await browser.send<Failure>('GET', '/api/session/list')).body.title).toBe('http.mustEnrol');
  const { body: begun } = await browser.send<Begun>('POST', '/api/session/second-factor/begin');
  await browser.send('POST', '/api/session/second-factor/confirm', { code: codeOf(begun.secret) });
  expect((await browser.send('GET', '/api/session/list')).status).toBe(200);

  later(60_000);
  const remove = await browser.send('POST', '/api/session/second-factor/remove', { code: codeOf(begun.secret) });
  expect(remove.status).toBe(200);
  expect((await browser.send('GET', '/api/session/list')).status).toBe(403);
  expect((await rule('inspector', false)).status).toBe(200);
  later(10_000);
  expect((await browser.send('GET', '/api/session/list')).status).toBe(200);
});

test('the security administrator takes a lost one away with a reason; its sessions end; nobody does it to himself', async () => {
  const { accountId, browser } = await enrolled('drowned.phone');
  const reset = (as: string, id = accountId, reason = '手机落水，已当面核实') =>
    world.as(as).call<Failure>('POST /api/accounts/:accountId/second-factor/reset', {
      params: { accountId: id },
      body: { reason },
    });
  expect((await reset('sysadmin')).status).toBe(403);
  expect((await reset('secadmin', accountId, ' ')).body.field).toBe('reason');
  expect((await reset('secadmin', world.actorOf('secadmin').accountId)).body.title).toBe('secondFactorRules.own');
  expect((await reset('secadmin')).status).toBe(200);
  expect((await browser.send<Session>('GET', '/api/session')).body.signedIn).toBe(false);
  expect((await signIn(openBrowser(server), 'drowned.phone')).body).toMatchObject({
    signedIn: true,
    awaitsCode: false,
  });
  expect((await reset('secadmin')).body.title).toBe('secondFactor.notEnrolled');
  const { rows } = await world.owner.query(
    `SELECT details ->> 'reason' AS reason, details ->> 'username' AS username FROM audit_entries
     WHERE action LIKE '%second-factor/reset' AND outcome = 'done'`,
  );
  expect(rows).toEqual([{ reason: '手机落水，已当面核实', username: 'drowned.phone' }]);
});
