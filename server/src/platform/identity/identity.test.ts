import type { FastifyInstance } from 'fastify';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { openBrowser, signInServer } from '../../testing/browser.ts';
import { testWorld, type World } from '../../testing/world.ts';
import { forgetSessions, hashPassword, identityRoutes } from './index.ts';

interface Session {
  signedIn: boolean;
  account: { id: string; mustChangePassword: boolean } | null;
  roles: { role: string; organisationName: string }[];
  permissions: string[];
  demo: { personas: { username: string }[] } | null;
}
interface Failure {
  title: string;
  detail: string;
  field?: string;
}

const password = 'river-stone-71-lamp';
let world: World;
let server: FastifyInstance;
let passwordHash: string;

beforeAll(async () => {
  world = await testWorld();
  const names = async () => new Map(world.city.names.map((name) => [name.organisationId, name.name]));
  const routes = identityRoutes({ organisationNames: names, personas: ['clerk', 'fengyu', 'leader'] });
  server = await signInServer(world.app, [routes]);
  passwordHash = await hashPassword(password);
});

afterAll(async () => {
  await server.close();
  await world.close();
});

/** An account of its own for one test, with a password. */
async function someone(username: string, role: 'unitClerk' | 'officeClerk' = 'unitClerk', mustChange = false) {
  const actor = await world.addAccount({ username, role, organisationId: world.city.tenant.bodyId });
  await world.owner.query('UPDATE accounts SET password_hash = $2, must_change_password = $3 WHERE id = $1', [
    actor.accountId,
    passwordHash,
    mustChange,
  ]);
  return actor;
}

async function signedIn(username: string) {
  const browser = openBrowser(server);
  const answer = await browser.send<Session>('POST', '/api/session', { username, password });
  expect(answer.status).toBe(200);
  return browser;
}

async function age(accountId: string, column: 'seen_at' | 'created_at' | 'expires_at', minutes: number) {
  await world.owner.query(
    `UPDATE sessions SET ${column} = ${column} - make_interval(mins => $2) WHERE account_id = $1`,
    [accountId, minutes],
  );
}

async function refusals(accountId: string) {
  const { rows } = await world.owner.query<{ details: { reason: string; failures: number; locks: boolean } }>(
    `SELECT details FROM audit_entries WHERE account_id = $1 AND outcome = 'refused' ORDER BY machine_at, id`,
    [accountId],
  );
  return rows.map((row) => row.details);
}

test('a visitor is told that nobody is signed in; a signed-in person who and with what rights', async () => {
  await someone('lin.an');
  const browser = openBrowser(server);
  expect((await browser.send<Session>('GET', '/api/session')).body).toMatchObject({ signedIn: false, account: null });
  expect((await browser.send('GET', '/api/session/list')).status).toBe(401);

  const entered = await browser.send<Session>('POST', '/api/session', { username: ' LIN.an ', password });
  expect(entered.body.signedIn).toBe(true);
  const session = (await browser.send<Session>('GET', '/api/session')).body;
  expect(session).toEqual(entered.body);
  expect(session.roles).toEqual([
    expect.objectContaining({ role: 'unitClerk', organisationName: expect.stringMatching(/./) }),
  ]);
  expect(session.permissions).toContain('task.report');
  expect(session.permissions).not.toContain('task.dispatch');
});

test('the cookie is out of reach of scripts and other sites, and the database holds only a hash of it', async () => {
  const actor = await someone('cookie');
  const answer = await server.inject({
    method: 'POST',
    url: '/api/session',
    payload: { username: 'cookie', password },
  });
  const [cookie] = answer.cookies;
  expect(cookie).toMatchObject({ name: 'xieli', httpOnly: true, sameSite: 'Lax', path: '/' });
  const overTls = await server.inject({
    method: 'POST',
    url: '/api/session',
    headers: { 'x-forwarded-proto': 'https' },
    payload: { username: 'cookie', password },
  });
  expect(overTls.cookies[0]).toMatchObject({
    name: '__Host-xieli',
    httpOnly: true,
    secure: true,
    sameSite: 'Lax',
    path: '/',
  });
  const token = cookie?.value.split('.')[1] ?? '';
  const { rows } = await world.owner.query('SELECT * FROM sessions WHERE account_id = $1', [actor.accountId]);
  expect(token).toHaveLength(43);
  expect(JSON.stringify(rows)).not.toContain(token);
  const kept = await world.owner.query('SELECT response, request_digest FROM action_results WHERE account_id = $1', [
    actor.accountId,
  ]);
  expect(kept.rows).toEqual([
    { response: null, request_digest: 'unremembered' },
    { response: null, request_digest: 'unremembered' },
  ]);
});

test('an unknown name, a wrong password, a closed and a locked account get the same answer', async () => {
  const closed = await someone('closed');
  await world.owner.query('UPDATE accounts SET closed_at = now() WHERE id = $1', [closed.accountId]);
  const locked = await someone('locked');
  await world.owner.query(`UPDATE accounts SET locked_until = now() + interval '1 hour' WHERE id = $1`, [
    locked.accountId,
  ]);
  await someone('known');
  const attempts = [
    { username: 'nobody-here', password },
    { username: 'known', password: 'not the password' },
    { username: 'closed', password },
    { username: 'locked', password },
  ];
  const answers = await Promise.all(
    attempts.map((attempt) => openBrowser(server).send<Failure>('POST', '/api/session', attempt)),
  );
  expect(answers.map(({ status, body }) => [status, body.title, body.detail])).toEqual(
    attempts.map(() => [401, 'signIn.refused', answers[0]?.body.detail]),
  );
  expect(answers.every(({ headers }) => headers['set-cookie'] === undefined)).toBe(true);
});

test('eight failures at the same moment lock the account, the ninth right password included; each is in the audit', async () => {
  const { accountId } = await someone('guessed');
  const guesses = Array.from({ length: 8 }, (_, guess) => ({ username: 'guessed', password: `guess number ${guess}` }));
  await Promise.all(guesses.map((guess) => openBrowser(server).send('POST', '/api/session', guess)));
  expect((await refusals(accountId)).map(({ failures }) => failures)).toEqual([1, 2, 3, 4, 5, 6, 7, 8]);
  expect((await refusals(accountId)).at(-1)).toMatchObject({ reason: 'wrongPassword', locks: true });

  const right = await openBrowser(server).send('POST', '/api/session', { username: 'guessed', password });
  expect(right.status).toBe(401);
  expect((await refusals(accountId)).at(-1)).toMatchObject({ reason: 'locked' });
  await world.owner.query(`UPDATE accounts SET locked_until = now() - interval '1 second' WHERE id = $1`, [accountId]);
  await signedIn('guessed');
});

test('a right password begins the count anew', async () => {
  const { accountId } = await someone('forgetful');
  const wrong = () => openBrowser(server).send('POST', '/api/session', { username: 'forgetful', password: 'wrong' });
  for (let failure = 0; failure < 7; failure += 1) await wrong();
  await signedIn('forgetful');
  await wrong();
  expect((await refusals(accountId)).at(-1)).toMatchObject({ failures: 1, locks: false });
});

test('with a first password nothing opens but its change, and the new one has to be good', async () => {
  await someone('newcomer', 'unitClerk', true);
  const browser = await signedIn('newcomer');
  expect((await browser.send<Session>('GET', '/api/session')).body.account?.mustChangePassword).toBe(true);
  expect((await browser.send<Failure>('GET', '/api/session/list')).body.title).toBe('http.mustChangePassword');
  for (const [next, title] of [
    ['short', 'password.tooShort'],
    ['my-newcomer-key', 'password.holdsName'],
    ['password123', 'password.common'],
    [password, 'identity.samePassword'],
  ] as const) {
    const refused = await browser.send<Failure>('POST', '/api/session/password', { current: password, next });
    expect([refused.status, refused.body.title, refused.body.field]).toEqual([400, title, 'next']);
  }
  const wrong = await browser.send<Failure>('POST', '/api/session/password', {
    current: 'wrong',
    next: 'lamp-71-stone-river',
  });
  expect(wrong.status).toBe(401);
  const changed = await browser.send('POST', '/api/session/password', {
    current: password,
    next: 'lamp-71-stone-river',
  });
  expect(changed.status).toBe(200);
  expect((await browser.send('GET', '/api/session/list')).status).toBe(200);
  expect((await openBrowser(server).send('POST', '/api/session', { username: 'newcomer', password })).status).toBe(401);
});

test('a changed password ends the other sessions and leaves this one', async () => {
  await someone('two.desks');
  const here = await signedIn('two.desks');
  const there = await signedIn('two.desks');
  expect((await there.send('GET', '/api/session/list')).status).toBe(200);
  await here.send('POST', '/api/session/password', { current: password, next: 'stone-lamp-river-17' });
  expect((await here.send('GET', '/api/session/list')).status).toBe(200);
  expect((await there.send('GET', '/api/session/list')).status).toBe(401);
});

test('sessions are listed and revoked, and a revoked one is out at its next request', async () => {
  await someone('lister');
  const here = await signedIn('lister');
  const there = await signedIn('lister');
  const { items } = (
    await here.send<{ items: { id: string; current: boolean; agent: string }[] }>('GET', '/api/session/list')
  ).body;
  expect(items.map(({ current, agent }) => [current, agent])).toEqual([
    [true, 'test browser'],
    [false, 'test browser'],
  ]);
  expect((await here.send('POST', `/api/session/${items[1]?.id}/revoke`)).status).toBe(200);
  expect((await there.send('GET', '/api/session/list')).status).toBe(401);
  expect((await here.send('POST', `/api/session/${items[1]?.id}/revoke`)).status).toBe(404);
});

test("nobody revokes another person's session", async () => {
  await someone('victim');
  await someone('intruder');
  const victim = await signedIn('victim');
  const intruder = await signedIn('intruder');
  const { items } = (await victim.send<{ items: { id: string }[] }>('GET', '/api/session/list')).body;
  expect((await intruder.send('POST', `/api/session/${items[0]?.id}/revoke`)).status).toBe(404);
  expect((await victim.send('GET', '/api/session/list')).status).toBe(200);
});

test('signing out ends the session, not only the cookie', async () => {
  await someone('leaver');
  const browser = await signedIn('leaver');
  const kept = browser.cookie;
  expect((await browser.send('POST', '/api/session/end')).status).toBe(200);
  expect(browser.cookie).toBe('');
  expect((await openBrowser(server, { cookie: kept }).send('GET', '/api/session/list')).status).toBe(401);
});

test('a strict session ends after half an hour without a request and after twelve hours of work; another one lasts', async () => {
  const clerk = await someone('desk', 'officeClerk');
  const unit = await someone('counter');
  for (const [actor, username, ends] of [
    [clerk, 'desk', true],
    [unit, 'counter', false],
  ] as const) {
    const idle = await signedIn(username);
    await age(actor.accountId, 'seen_at', 31);
    forgetSessions(world.app, actor.accountId);
    expect((await idle.send('GET', '/api/session/list')).status).toBe(ends ? 401 : 200);
    const worked = await signedIn(username);
    await age(actor.accountId, 'created_at', 12 * 60);
    forgetSessions(world.app, actor.accountId);
    expect((await worked.send('GET', '/api/session/list')).status).toBe(ends ? 401 : 200);
  }
});

test('a bound phone slides on for 90 days from when it was seen', async () => {
  const { accountId } = await someone('villager');
  const clerk = await someone('inviter', 'officeClerk');
  expect(clerk.roles[0]?.role).toBe('officeClerk');
  const office = await signedIn('inviter');
  const invited = await office.send<{ url: string; qrSvg: string }>('POST', '/api/invitations', { accountId });
  expect(invited.body.qrSvg).toContain('<svg');
  const token = invited.body.url.split('/bind/')[1] ?? '';
  const phone = openBrowser(server);
  expect((await phone.send<Session>('POST', '/api/invitations/accept', { token })).body.account?.id).toBe(accountId);

  await age(accountId, 'seen_at', 60 * 24 * 60);
  await age(accountId, 'expires_at', 60 * 24 * 60);
  forgetSessions(world.app, accountId);
  const answer = await phone.send('GET', '/api/session/list');
  expect(answer.status).toBe(200);
  expect(String(answer.headers['set-cookie'])).toContain('Expires=');
  const { rows } = await world.owner.query<{ days: number }>(
    'SELECT round(extract(epoch from expires_at - now()) / 86400)::int AS days FROM sessions WHERE account_id = $1',
    [accountId],
  );
  expect(rows).toEqual([{ days: 90 }]);
});

test('an invitation binds one browser, once, within seven days, and the newest one only', async () => {
  const { accountId } = await someone('invited');
  await someone('office.two', 'officeClerk');
  const office = await signedIn('office.two');
  const invite = async () => {
    const { body } = await office.send<{ url: string }>('POST', '/api/invitations', { accountId });
    return body.url.split('/bind/')[1] ?? '';
  };
  const accept = (token: string) => openBrowser(server).send<Failure>('POST', '/api/invitations/accept', { token });
  const replaced = await invite();
  const token = await invite();
  expect((await accept(replaced)).body.title).toBe('invitation.unknown');
  const both = await Promise.all([accept(token), accept(token)]);
  expect(both.map(({ status }) => status).sort()).toEqual([200, 409]);
  expect((await accept(token)).body.title).toBe('invitation.used');

  const late = await invite();
  await world.owner.query(`UPDATE invitations SET expires_at = now() - interval '1 second' WHERE account_id = $1`, [
    accountId,
  ]);
  expect((await accept(late)).body.title).toBe('invitation.expired');
  expect((await accept(`${late.slice(0, -1)}_`)).body.title).toBe('invitation.unknown');
  expect((await accept('not a token')).status).toBe(404);
});

test('nothing of an invitation that could bind a phone is in the database', async () => {
  const { accountId } = await someone('hashed');
  await someone('office.three', 'officeClerk');
  const office = await signedIn('office.three');
  const { body } = await office.send<{ id: string; url: string }>('POST', '/api/invitations', { accountId });
  const token = body.url.split('.').at(-1) ?? '';
  for (const table of ['invitations', 'action_results', 'audit_entries']) {
    const { rows } = await world.owner.query(`SELECT * FROM ${table} WHERE id = $1`, [body.id]);
    expect(rows).toHaveLength(1);
    expect(JSON.stringify(rows)).not.toContain(token);
  }
});

test('accounts of the office bind no phone, and a unit clerk invites nobody', async () => {
  await someone('strict.one', 'officeClerk');
  const unit = await someone('unit.one');
  const office = await signedIn('strict.one');
  expect((await office.send<Failure>('POST', '/api/session/pairing')).body.title).toBe('invitation.strict');
  const browser = await signedIn('unit.one');
  expect((await browser.send('POST', '/api/invitations', { accountId: unit.accountId })).status).toBe(403);
});

test('a signed-in browser pairs another one for ten minutes', async () => {
  const { accountId } = await someone('pairer');
  const browser = await signedIn('pairer');
  const pairing = await browser.send<{ url: string; expiresAt: string }>('POST', '/api/session/pairing');
  const minutes = (Date.parse(pairing.body.expiresAt) - Date.now()) / 60_000;
  expect(Math.round(minutes)).toBe(10);
  const other = openBrowser(server);
  const accepted = await other.send<Session>('POST', '/api/invitations/accept', {
    token: pairing.body.url.split('/bind/')[1],
  });
  expect(accepted.body.account?.id).toBe(accountId);
});

test('the persona card lists its people and switches by a session of the same kind, which ends the former one', async () => {
  const browser = openBrowser(server);
  const { items } = (
    await browser.send<{ items: { accountId: string; username: string }[] }>('GET', '/api/demo/personas')
  ).body;
  expect(items.map(({ username }) => username)).toEqual(['clerk', 'fengyu', 'leader']);
  await browser.send('POST', '/api/demo/persona', { accountId: items[0]?.accountId });
  const former = browser.cookie;
  const switched = await browser.send<Session>('POST', '/api/demo/persona', { accountId: items[1]?.accountId });
  expect(switched.body.account?.id).toBe(items[1]?.accountId);
  expect(switched.body.demo?.personas).toHaveLength(3);
  expect((await openBrowser(server, { cookie: former }).send('GET', '/api/session/list')).status).toBe(401);
});

test('in production the persona routes do not exist', async () => {
  const app = { ...world.app, config: { ...world.app.config, mode: 'production' as const } };
  const production = await signInServer(app, [
    identityRoutes({ organisationNames: async () => new Map(), personas: ['clerk'] }),
  ]);
  const browser = openBrowser(production);
  expect((await browser.send('GET', '/api/demo/personas')).status).toBe(404);
  expect(
    (await browser.send('POST', '/api/demo/persona', { accountId: world.actorOf('clerk').accountId })).status,
  ).toBe(404);
  expect((await browser.send<Session>('GET', '/api/session')).body.demo).toBeNull();
  await production.close();
});

test("a cookie of another tenant's system opens nothing", async () => {
  await someone('at.home');
  const browser = await signedIn('at.home');
  const [name, value] = browser.cookie.split('=') as [string, string];
  const foreign = `${name}=00000000-0000-7000-8000-000000000001.${value.split('.')[1]}`;
  expect((await openBrowser(server, { cookie: foreign }).send('GET', '/api/session/list')).status).toBe(401);
});
