import type { FastifyInstance } from 'fastify';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { openBrowser, signInServer } from '../../testing/browser.ts';
import { client, openForger, openProvider } from '../../testing/identity-provider.ts';
import { testWorld, type World } from '../../testing/world.ts';
import { hashPassword, identityRoutes, secondFactorRoutes, singleSignOnRoutes } from './index.ts';

interface Failure {
  title: string;
  detail: string;
}
interface Session {
  signedIn: boolean;
  singleSignOn: string | null;
  account: { username: string } | null;
}
type Browser = ReturnType<typeof openBrowser>;

const publicUrl = 'https://xieli.test';
const password = 'river-stone-71-lamp';
let world: World;
let server: FastifyInstance;
let provider: Awaited<ReturnType<typeof openProvider>>;
let forger: Awaited<ReturnType<typeof openForger>>;
let passwordHash: string;

/** The product as it stands before a provider. */
function serverBefore(issuer: string): Promise<FastifyInstance> {
  const singleSignOn = { issuer, ...client, name: '市统一身份认证' };
  const app = { ...world.app, config: { ...world.app.config, publicUrl, singleSignOn } };
  const organisationNames = async () => new Map<string, string>();
  const routes = [identityRoutes({ organisationNames, personas: [] }), secondFactorRoutes, singleSignOnRoutes];
  return signInServer(app, routes);
}

beforeAll(async () => {
  world = await testWorld();
  // It says of everybody the name and the address of the leader, who never linked anything.
  const leader = { email: 'leader@xieli.test', email_verified: true, preferred_username: 'leader', name: 'leader' };
  provider = await openProvider(`${publicUrl}/sign-in/answer`, leader);
  forger = await openForger();
  server = await serverBefore(provider.issuer);
  passwordHash = await hashPassword(password);
});

afterAll(async () => {
  await server.close();
  await provider.close();
  await forger.close();
  await world.close();
});

async function someone(username: string): Promise<Browser> {
  const actor = await world.addAccount({ username, role: 'unitClerk', organisationId: world.city.tenant.bodyId });
  await world.owner.query('UPDATE accounts SET password_hash = $2 WHERE id = $1', [actor.accountId, passwordHash]);
  const browser = openBrowser(server);
  expect((await browser.send('POST', '/api/session', { username, password })).status).toBe(200);
  return browser;
}

async function begin(browser: Browser, route = '/api/single-sign-on/begin'): Promise<string> {
  const begun = await browser.send<{ address: string }>('POST', route);
  expect(begun.status).toBe(200);
  return begun.body.address;
}

const finish = (browser: Browser, answer: string) =>
  browser.send<Failure & { awaitsCode: boolean }>('POST', '/api/single-sign-on/finish', { answer });

async function linkAs(browser: Browser, subject: string) {
  const answer = await provider.answer(await begin(browser, '/api/session/identities/begin'), subject);
  return browser.send<Failure>('POST', '/api/session/identities', { answer });
}

async function signInAs(subject: string) {
  const browser = openBrowser(server);
  const answered = await finish(browser, await provider.answer(await begin(browser), subject));
  return { browser, answered };
}

const whoIn = async (browser: Browser) => (await browser.send<Session>('GET', '/api/session')).body.account?.username;

test('an identity that its holder linked signs him in; unlinked, it opens nothing more', async () => {
  const owner = await someone('links.it');
  expect((await owner.send<Session>('GET', '/api/session')).body.singleSignOn).toBe('市统一身份认证');
  expect((await linkAs(owner, 'subject-1')).status).toBe(200);
  expect((await linkAs(owner, 'subject-1')).body.title).toBe('identities.linkedAlready');
  const { browser, answered } = await signInAs('subject-1');
  expect([answered.status, answered.body, await whoIn(browser)]).toEqual([200, { awaitsCode: false }, 'links.it']);

  const mine = await owner.send<{ items: { id: string; subject: string }[] }>('GET', '/api/session/identities');
  expect(mine.body.items.map(({ subject }) => subject)).toEqual(['subject-1']);
  await owner.send('POST', `/api/session/identities/${mine.body.items[0]?.id}/unlink`);
  expect((await signInAs('subject-1')).answered.body.title).toBe('identities.unknown');
  expect((await linkAs(await someone('links.later'), 'subject-1')).status).toBe(200);
});

test('an unknown subject opens nothing and is told what to do, though its name and address are another person’s', async () => {
  const { browser, answered } = await signInAs('leader');
  expect([answered.status, answered.body.title]).toEqual([422, 'identities.unknown']);
  expect(answered.body.detail).toContain('我的 — 单点登录');
  expect(await whoIn(browser)).toBeUndefined();
  const { rows } = await world.owner.query(`SELECT subject FROM external_identities WHERE subject = 'leader'`);
  expect(rows).toEqual([]);
  const noted = await world.owner.query(
    `SELECT 1 FROM audit_entries WHERE outcome = 'refused' AND details ->> 'reason' = 'unknownIdentity'`,
  );
  expect(noted.rowCount).toBeGreaterThan(0);
});

test('an identity of a closed account signs nobody in, is told why, and that is noted', async () => {
  await linkAs(await someone('left.office'), 'left');
  const { accountId } = world.actorOf('left.office');
  await world.owner.query('UPDATE accounts SET closed_at = now() WHERE id = $1', [accountId]);
  const { browser, answered } = await signInAs('left');
  expect([answered.status, answered.body.title]).toEqual([422, 'identities.closed']);
  expect(await whoIn(browser)).toBeUndefined();
  const noted = await world.owner.query(
    `SELECT details ->> 'reason' AS reason FROM audit_entries WHERE outcome = 'refused' AND details ->> 'accountId' = $1`,
    [accountId],
  );
  expect(noted.rows).toEqual([{ reason: 'closed' }]);
});

test('one identity opens one account: a second one cannot link it, also at the same moment', async () => {
  expect((await linkAs(await someone('first.owner'), 'shared')).status).toBe(200);
  expect((await linkAs(await someone('second.owner'), 'shared')).body.title).toBe('identities.takenByOther');
  const racers = [await someone('racer.one'), await someone('racer.two')];
  const both = await Promise.all(racers.map((racer) => linkAs(racer, 'raced')));
  expect(both.map(({ status }) => status).sort()).toEqual([200, 409]);
});

test('an answer belongs to the browser that asked, is good once, and one for linking signs nobody in', async () => {
  const owner = await someone('bound.browser');
  await linkAs(owner, 'bound');
  const asking = openBrowser(server);
  const answer = await provider.answer(await begin(asking), 'bound');
  expect((await finish(openBrowser(server), answer)).body.title).toBe('singleSignOn.otherBrowser');
  const other = openBrowser(server);
  await begin(other);
  expect((await finish(other, answer)).body.title).toBe('singleSignOn.notTrusted');
  expect((await finish(asking, answer)).status).toBe(200);
  expect((await finish(asking, answer)).body.title).toBe('singleSignOn.otherBrowser');
  const linking = await provider.answer(await begin(owner, '/api/session/identities/begin'), 'bound');
  expect((await finish(owner, linking)).body.title).toBe('singleSignOn.otherBrowser');
});

test('an answer with another nonce is not believed', async () => {
  await linkAs(await someone('nonce.owner'), 'nonce');
  const browser = openBrowser(server);
  const address = new URL(await begin(browser));
  address.searchParams.set('nonce', 'of-another-attempt');
  const answered = await finish(browser, await provider.answer(address.href, 'nonce'));
  expect([answered.status, answered.body.title]).toEqual([422, 'singleSignOn.notTrusted']);
  expect(await whoIn(browser)).toBeUndefined();
});

test('a token for another audience, of another issuer, out of date or signed by another key is not believed', async () => {
  const before = await serverBefore(forger.issuer);
  const attempt = async (changes: Record<string, unknown>, foreignKey = false) => {
    const browser = openBrowser(before);
    return (await finish(browser, forger.answer(await begin(browser), changes, foreignKey))).body.title;
  };
  // Nothing changed: it is believed, and belongs to nobody here.
  expect(await attempt({})).toBe('identities.unknown');
  expect(await attempt({ aud: 'another-system' })).toBe('singleSignOn.notTrusted');
  expect(await attempt({ iss: 'https://another.test' })).toBe('singleSignOn.notTrusted');
  expect(await attempt({ nonce: undefined })).toBe('singleSignOn.notTrusted');
  expect(await attempt({ exp: 1 })).toBe('singleSignOn.notTrusted');
  expect(await attempt({}, true)).toBe('singleSignOn.notTrusted');
  await before.close();
});

test('a provider that declines says so, and one that is down is said to be down; the password still opens', async () => {
  const browser = openBrowser(server);
  const state = new URL(await begin(browser)).searchParams.get('state');
  const issuer = encodeURIComponent(provider.issuer);
  const declined = await finish(browser, `?error=access_denied&state=${state}&iss=${issuer}`);
  expect([declined.status, declined.body.title]).toEqual([422, 'singleSignOn.declined']);

  const gone = await openForger();
  await gone.close();
  const before = await serverBefore(gone.issuer);
  const down = await openBrowser(before).send<Failure>('POST', '/api/single-sign-on/begin');
  expect([down.status, down.body.title]).toEqual([503, 'singleSignOn.down']);
  await someone('break.glass');
  const opened = await openBrowser(before).send('POST', '/api/session', { username: 'break.glass', password });
  expect(opened.status).toBe(200);
  await before.close();
});

test('an account with a second factor is asked for its code after the provider too', async () => {
  const owner = await someone('both.ways');
  await linkAs(owner, 'both');
  await world.owner.query(
    `INSERT INTO second_factors (tenant_id, account_id, secret_encrypted, begun_at, confirmed_at)
     VALUES ($1, $2, '\\x00', now(), now())`,
    [world.tenantId, world.actorOf('both.ways').accountId],
  );
  const { browser, answered } = await signInAs('both');
  expect(answered.body).toEqual({ awaitsCode: true });
  expect(await whoIn(browser)).toBeUndefined();
});
