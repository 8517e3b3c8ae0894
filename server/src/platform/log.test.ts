import { Writable } from 'node:stream';
import type { FastifyInstance } from 'fastify';
import { sql } from 'kysely';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { z } from 'zod';
import { allFeatures } from '../features.ts';
import { openBrowser, signInServer } from '../testing/browser.ts';
import { testWorld, type World } from '../testing/world.ts';
import { contract } from './http/contract.ts';
import { implement } from './http/pipeline.ts';
import { hashPassword } from './identity/index.ts';
import { loggedError, openLog } from './log.ts';

const password = 'river-stone-71-lamp';
const agent = 'Telephone of Zhang San';
const reason = '因配偶生病请辞';
let world: World;
let server: FastifyInstance;
let lines: Record<string, unknown>[];
let person: { id: string; name: string; phone: string };

/** What the database answers when a name is taken for a day: words that repeat it. */
const astray = implement(
  contract({
    'GET /api/astray': {
      permission: 'public',
      summary: { zh: '误用', en: 'Taken for a day' },
      query: z.object({ name: z.string() }),
      response: z.object({}),
    },
  }),
  {
    'GET /api/astray': { handle: (context, { query }) => sql`SELECT ${query.name}::date`.execute(context.db) as never },
  },
);

beforeAll(async () => {
  world = await testWorld();
  lines = [];
  const to = new Writable({
    write(line, _encoding, done) {
      lines.push(JSON.parse(String(line)));
      done();
    },
  });
  const app = { ...world.app, log: openLog(to) };
  server = await signInServer(app, [...allFeatures(app), astray]);
  const account = world.city.accounts.find((one) => one.username === 'fengyu');
  const known = world.city.people.find((one) => one.id === account?.personId);
  if (!account || !known?.mobile) throw new Error('The city has no county clerk with a phone');
  person = { id: known.id, name: known.name, phone: known.mobile };
  await world.owner.query('UPDATE accounts SET password_hash = $1, must_change_password = false', [
    await hashPassword(password),
  ]);
});
afterAll(async () => {
  await server.close();
  await world.close();
});

/** Everything that was logged since the last call, as it stands in the file. */
function logged(): { text: string; lines: Record<string, unknown>[] } {
  const taken = lines.splice(0);
  return { text: taken.map((line) => JSON.stringify(line)).join('\n'), lines: taken };
}

const browser = () => openBrowser(server, { 'user-agent': agent });

async function signedIn(username: string) {
  const opened = browser();
  expect((await opened.send('POST', '/api/session', { username, password })).status).toBe(200);
  return opened;
}

/** Nothing of a person, and nothing that opens a door, stands in the log. */
function expectNothingPersonal(text: string, more: readonly string[]) {
  const accounts = world.city.accounts.flatMap((one) => [one.username, one.displayName]);
  const people = world.city.people.flatMap((one) => [one.name, one.mobile ?? '']);
  const secrets = [password, agent, '127.0.0.1', ...accounts, ...people, ...more].filter((word) => word !== '');
  expect(secrets.filter((word) => text.includes(word) || text.includes(encodeURIComponent(word)))).toEqual([]);
}

describe('the log', () => {
  it('tells of a sign-in, a search, an invitation and an act with a reason that they happened, and nothing about whom', async () => {
    logged();
    await browser().send('POST', '/api/session', { username: 'fengyu', password: `${password}?` });
    const clerk = await signedIn('clerk');
    const found = await clerk.send<{ items: unknown[] }>(
      'GET',
      `/api/people?search=${encodeURIComponent(person.name)}`,
    );
    expect(found.body.items.length).toBeGreaterThan(0);
    await clerk.send('GET', `/api/people?search=${person.phone}`);
    await clerk.send('GET', `/api/nowhere?search=${encodeURIComponent(person.name)}`);
    const { accountId } = world.actorOf('fengyu');
    const invited = await clerk.send<{ url: string }>('POST', '/api/invitations', { accountId });
    expect(invited.status).toBe(200);
    const token = invited.body.url.split(/[#/=]/).at(-1) ?? '';
    const accepted = browser();
    expect((await accepted.send('POST', '/api/invitations/accept', { token })).status).toBe(200);
    const post = world.city.posts.find((one) => one.personId === person.id && one.validTo === null);
    const ended = { lastDay: '2026-06-10', reason };
    expect((await clerk.send('POST', `/api/posts/${post?.id}/end`, ended)).status).toBe(200);

    const { text, lines: told } = logged();
    expect(told.map(({ route, status }) => [route, status])).toEqual([
      ['/api/session', 401],
      ['/api/session', 200],
      ['/api/people', 200],
      ['/api/people', 200],
      [undefined, 404],
      ['/api/invitations', 200],
      ['/api/invitations/accept', 200],
      ['/api/posts/:id/end', 200],
    ]);
    const cookies = [clerk.cookie, accepted.cookie].map((cookie) => cookie.split('=')[1] ?? '');
    expectNothingPersonal(text, [token, reason, ...cookies]);
  });

  it('tells of a row that the database refused which rule of which table it broke, not what stood in it', async () => {
    const clerk = await signedIn('clerk');
    const words = `${person.name}的电话是${person.phone}`;
    await world.owner.query(`ALTER TABLE feedback ADD CONSTRAINT says_nothing_of_phones CHECK (body !~ '[0-9]{11}')`);
    logged();
    expect((await clerk.send('POST', '/api/feedback', { page: '/', body: words })).status).toBe(500);
    const { text, lines: told } = logged();
    const fault = told.find((line) => line.msg === 'request failed');
    expect(fault).toMatchObject({
      err: {
        code: '23514',
        constraint: 'says_nothing_of_phones',
        table: 'feedback',
        stack: expect.stringContaining('.ts:'),
      },
    });
    expectNothingPersonal(text, [words]);
  });

  it('tells of a value that the database could not read what it was to be, not the value', async () => {
    logged();
    const answer = await browser().send('GET', `/api/astray?name=${encodeURIComponent(person.name)}`);
    expect(answer.status).toBe(500);
    const { text, lines: told } = logged();
    expect(told.find((line) => line.msg === 'request failed')).toMatchObject({
      err: { code: '22007', message: 'invalid input syntax for type date: "…"' },
    });
    expectNothingPersonal(text, []);
  });
});

describe('what is kept of an error', () => {
  it('is its kind, its words, its place and its cause', () => {
    const kept = loggedError(new TypeError('no such thing', { cause: new Error('the file is gone') }));
    expect(kept).toMatchObject({ type: 'TypeError', message: 'no such thing', cause: { message: 'the file is gone' } });
    expect(kept.stack).toMatch(/^\s+at .*log\.test\.ts/);
  });

  it('is not what somebody hung on it, nor the text that could not be read', () => {
    const hung = Object.assign(new Error('failed'), {
      parameters: ['李四'],
      detail: '李四',
      response: { body: '李四' },
    });
    let unread: unknown;
    try {
      JSON.parse('{"name":"李四"');
    } catch (error) {
      unread = error;
    }
    try {
      JSON.parse('李四');
    } catch (error) {
      expect(JSON.stringify([hung, unread, error, '李四'].map((one) => loggedError(one)))).not.toContain('李四');
      expect(loggedError(error).message).toMatch(/is not valid JSON$/);
    }
    expect.assertions(2);
  });

  it('is what failed together, each with its own words, also below another one; of very many the first', () => {
    const channel = new AggregateError([new Error('the mail server is gone')], '1 channels could not be served');
    const kept = loggedError(new AggregateError([channel, new TypeError('no such event')], '2 parts failed'));
    expect(kept.errors).toMatchObject([
      { message: '1 channels could not be served', errors: [{ message: 'the mail server is gone' }] },
      { type: 'TypeError', message: 'no such event' },
    ]);
    const many = loggedError(new AggregateError(Array.from({ length: 30 }, (_, at) => new Error(`no ${at}`))));
    expect([many.errors?.length, many.moreErrors]).toEqual([20, 10]);
  });

  it('ends with the causes of causes', () => {
    const circular = new Error('round');
    circular.cause = circular;
    expect(JSON.stringify(loggedError(circular)).match(/"message"/g)).toHaveLength(5);
  });
});
