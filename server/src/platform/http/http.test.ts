import { once } from 'node:events';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import http from 'node:http';
import os from 'node:os';
import path from 'node:path';
import { Readable } from 'node:stream';
import type { FastifyInstance } from 'fastify';
import { v7 } from 'uuid';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { z } from 'zod';
import { openBrowser } from '../../testing/browser.ts';
import { testWorld, type World } from '../../testing/world.ts';
import { feedbackRoutes } from '../feedback/index.ts';
import { identityRoutes, recognise } from '../identity/index.ts';
import { messages } from '../locale/messages.ts';
import { contract } from './contract.ts';
import { implement } from './pipeline.ts';
import { Problem } from './problems.ts';
import { buildServer, requestsPerMinute } from './server.ts';

let world: World;
let server: FastifyInstance;
let webRoot: string;
const logged: Record<string, unknown>[] = [];
const mentioned: unknown[] = [];
const swallowing = Promise.withResolvers<void>();
const endless = new Readable({ read: () => undefined });
const metricsToken = 'only-for-the-monitor';
const uuid = /^[0-9a-f]{8}-[0-9a-f]{4}-7[0-9a-f]{3}-[0-9a-f]{4}-[0-9a-f]{12}$/;

const say = messages('test', { unready: { zh: '尚未就绪', en: 'Not ready' } });

/** Routes that go wrong in the ways a program can. */
const troubled = implement(
  contract({
    'GET /api/fault': {
      permission: 'public',
      summary: { zh: '故障', en: 'Fault' },
      response: z.object({ ok: z.boolean() }),
    },
    'GET /api/leak': {
      permission: 'public',
      summary: { zh: '多余', en: 'Leak' },
      response: z.object({ shown: z.string() }),
    },
    'GET /api/endless': {
      permission: 'public',
      summary: { zh: '没有尽头', en: 'Without an end' },
      response: z.any(),
      download: true,
    },
    'POST /api/swallow': {
      permission: 'public',
      summary: { zh: '收下', en: 'Swallow' },
      response: z.object({}),
      upload: { limit: 1_000_000 },
      repeat: 'open',
    },
    'GET /api/unready': {
      permission: 'public',
      summary: { zh: '未就绪', en: 'Not ready' },
      response: z.object({}),
    },
  }),
  {
    'GET /api/fault': {
      handle: () => Promise.reject(new Error('secret detail at /etc/secret in the code')),
    },
    'GET /api/leak': { handle: async () => ({ shown: 'yes', hidden: 'no' }) },
    'GET /api/endless': {
      handle: async () => ({ fileName: 'endless.xlsx', mediaType: 'application/zip', body: endless }),
    },
    'POST /api/swallow': {
      handle: async (_context, { upload }) => {
        for await (const _ of upload.bytes) swallowing.resolve();
        return {};
      },
    },
    'GET /api/unready': {
      handle: () => Promise.reject(new Problem('unavailable', say.unready())),
    },
  },
);

beforeAll(async () => {
  world = await testWorld();
  webRoot = mkdtempSync(path.join(os.tmpdir(), 'xieli-web-'));
  writeFileSync(
    path.join(webRoot, 'index.html'),
    '<!doctype html><meta property="csp-nonce" nonce="__CSP_NONCE__"><script nonce="__CSP_NONCE__"></script>',
  );
  const log = world.app.log.child({});
  log.error = ((fields: Record<string, unknown>) => void logged.push(fields)) as typeof log.error;
  log.info = log.warn = ((_fields: unknown, words: unknown) => void mentioned.push(words)) as typeof log.info;
  server = await buildServer(
    { ...world.app, log, config: { ...world.app.config, metricsToken } },
    {
      features: [identityRoutes({ organisationNames: async () => new Map(), personas: [] }), feedbackRoutes, troubled],
      recognise,
      webRoot,
      version: 'test',
      readiness: async () => ({ database: true, disk: false }),
      jobs: () => [{ name: 'reminders.remind', succeededAt: 1_700_000_000_000, failures: 2 }],
    },
  );
  await server.ready();
});

afterAll(async () => {
  await server.close();
  await world.close();
  rmSync(webRoot, { recursive: true });
});

async function clerk() {
  const browser = openBrowser(server);
  await browser.send('POST', '/api/demo/persona', { accountId: world.actorOf('clerk').accountId });
  return browser;
}

test('a write that another site makes the browser send is refused, whatever it says of itself', async () => {
  const browser = await clerk();
  const feedback = { page: '/', body: '来自别处' };
  const foreign: Record<string, string>[] = [
    { origin: 'https://elsewhere.example' },
    { origin: 'http://localhost.elsewhere.example' },
    { origin: 'null' },
    { 'sec-fetch-site': 'cross-site' },
    { 'sec-fetch-site': 'same-site' },
  ];
  for (const headers of foreign) {
    const answer = await browser.send<{ title: string }>('POST', '/api/feedback', feedback, headers);
    expect([headers, answer.status]).toEqual([headers, 403]);
    expect(answer.body.title).toBe('http.foreignOrigin');
  }
  const own = { origin: 'http://localhost:80', 'sec-fetch-site': 'same-origin' };
  expect((await browser.send('POST', '/api/feedback', feedback, own)).status).toBe(200);
  const { rows } = await world.owner.query('SELECT count(*)::int AS count FROM feedback');
  expect(rows).toEqual([{ count: 1 }]);
});

test('a form of another site cannot be read as an act, nor signs anybody in', async () => {
  const form = { 'content-type': 'application/x-www-form-urlencoded' };
  const sent = await server.inject({
    method: 'POST',
    url: '/api/session',
    headers: form,
    payload: 'username=a&password=b',
  });
  expect(sent.statusCode).toBe(415);
  const foreign = await server.inject({
    method: 'POST',
    url: '/api/session',
    headers: { origin: 'https://elsewhere.example' },
    payload: { username: 'a', password: 'b' },
  });
  expect(foreign.statusCode).toBe(403);
});

test('every answer carries a policy without any inline or foreign source, and each page a nonce of its own', async () => {
  const nonces = new Set<string>();
  for (let visit = 0; visit < 2; visit += 1) {
    const page = await server.inject({ method: 'GET', url: '/tasks/1', headers: { accept: 'text/html' } });
    const policy = String(page.headers['content-security-policy']);
    const [nonce] = /(?<=script-src 'self' 'nonce-)[^']+/.exec(policy) ?? [];
    expect(nonce).toBeTruthy();
    nonces.add(nonce ?? '');
    expect(policy).not.toMatch(/unsafe-(?:inline|eval|hashes)|https?:|\*/);
    expect(policy).toMatch(/default-src 'none'/);
    expect(policy).toMatch(/frame-ancestors 'none'/);
    expect(policy).toMatch(/base-uri 'none'/);
    expect(page.body).not.toContain('__CSP_NONCE__');
    const styleNonce = /style-src 'self' 'nonce-([^']+)'/.exec(policy)?.[1];
    expect([...page.body.matchAll(/nonce="([^"]+)"/g)].map((match) => match[1])).toEqual([styleNonce, styleNonce]);
    expect(page.headers['cache-control']).toBe('no-store');
  }
  expect(nonces.size).toBe(2);
  const api = await server.inject({ method: 'GET', url: '/api/session' });
  expect(api.headers).toMatchObject({
    'x-content-type-options': 'nosniff',
    'x-frame-options': 'SAMEORIGIN',
    'cache-control': 'no-store',
  });
});

test('a fault answers a number to ask with and nothing of the inside; the log has both', async () => {
  const answer = await server.inject({ method: 'GET', url: '/api/fault' });
  const problem = answer.json();
  expect(answer.statusCode).toBe(500);
  expect(answer.headers['content-type']).toContain('application/problem+json');
  expect(problem.requestId).toMatch(uuid);
  expect(problem.detail).toContain(problem.requestId);
  expect(answer.body).not.toMatch(/secret|stack|\.ts|at /);
  expect(logged.find((fields) => fields.requestId === problem.requestId)).toMatchObject({
    err: { message: expect.stringContaining('secret') },
  });
});

test('a number of the sender does not become the number of the request', async () => {
  const one = await server.inject({
    method: 'GET',
    url: '/api/fault',
    headers: { 'request-id': 'mine', 'x-request-id': 'mine' },
  });
  const other = await server.inject({ method: 'GET', url: '/api/fault' });
  expect(one.json().requestId).toMatch(uuid);
  expect(one.json().requestId).not.toBe(other.json().requestId);
});

test('what a contract does not declare does not leave', async () => {
  expect((await server.inject({ method: 'GET', url: '/api/leak' })).json()).toEqual({ shown: 'yes' });
});

test('bad input says which field in the language of the reader, and malformed input says that it is', async () => {
  const browser = await clerk();
  const chinese = await browser.send<{ detail: string; field: string }>('POST', '/api/feedback', { page: '/' });
  expect([chinese.status, chinese.body.field]).toEqual([400, 'body']);
  expect(chinese.body.detail).toBe('“body”填写有误：需要填写');
  for (const [body, words] of [
    [5, '“body”填写有误：应为文字'],
    ['长'.repeat(10_000), '“body”填写有误：最多 4000 个字符'],
    [' ', '“body”填写有误：不能为空'],
  ] as const) {
    const wrong = await browser.send<{ detail: string }>('POST', '/api/feedback', { page: '/', body });
    expect(wrong.body.detail).toBe(words);
  }
  const english = await browser.send<{ detail: string }>(
    'POST',
    '/api/feedback',
    { page: '/' },
    { 'accept-language': 'en-GB,en' },
  );
  expect(english.body.detail).toMatch(/is not right/);
  const nothing = await browser.send<{ detail: string }>('POST', '/api/feedback', undefined);
  expect([nothing.status, nothing.body.detail]).toEqual([400, '提交的内容有误：没有收到内容，或内容的格式不对']);
  const nowhere = await browser.send<{ type: string; detail: string }>('POST', '/api/session/not-an-id/revoke', {});
  expect([nowhere.status, nowhere.body.detail]).toEqual([404, '没有这个地址，请从列表重新打开']);
  const broken = await server.inject({
    method: 'POST',
    url: '/api/session',
    headers: { 'content-type': 'application/json' },
    payload: '{"username": ',
  });
  expect(broken.statusCode).toBe(400);
  const deep = await server.inject({
    method: 'POST',
    url: '/api/session/end',
    headers: { 'content-type': 'application/json' },
    payload: `${'['.repeat(100_000)}${']'.repeat(100_000)}`,
  });
  expect([deep.statusCode, deep.json().detail]).toEqual([400, '提交的内容层层嵌套过深，请刷新页面后重新填写']);
  expect(broken.json()).toMatchObject({ status: 400, type: 'urn:xieli:problem:invalid' });
  expect(broken.body).not.toMatch(/JSON at position|SyntaxError/);
});

test('a body beyond the limit is refused before it is read to its end', async () => {
  const answer = await server.inject({
    method: 'POST',
    url: '/api/session',
    headers: { 'content-type': 'application/json' },
    payload: JSON.stringify({ username: 'a', password: 'b'.repeat(13 * 1024 * 1024) }),
  });
  expect([answer.statusCode, answer.json().type]).toEqual([413, 'urn:xieli:problem:tooLarge']);
});

test('an act without an action id, or with one that is no UUID, is refused', async () => {
  const browser = await clerk();
  for (const headers of [{ 'action-id': '' }, { 'action-id': 'first' }]) {
    const answer = await browser.send<{ title: string }>('POST', '/api/feedback', { page: '/', body: '一' }, headers);
    expect([answer.status, answer.body.title]).toEqual([400, 'http.actionIdMissing']);
  }
  const capital = v7().toUpperCase();
  const twice = [capital, capital.toLowerCase()].map((id) =>
    browser.send('POST', '/api/feedback', { page: '/', body: '大小写' }, { 'action-id': id }),
  );
  expect((await Promise.all(twice)).map(({ status }) => status)).toEqual([200, 200]);
  const { rows } = await world.owner.query(`SELECT count(*)::int AS count FROM feedback WHERE body = '大小写'`);
  expect(rows).toEqual([{ count: 1 }]);
});

test('who tries too many passwords from one address has to wait, and is told how long', async () => {
  const attempt = () =>
    server.inject({
      method: 'POST',
      url: '/api/session',
      remoteAddress: '203.0.113.9',
      payload: { username: 'nobody', password: '' },
    });
  const answers: Awaited<ReturnType<typeof attempt>>[] = [];
  for (let number = 0; number < 61; number += 1) answers.push(await attempt());
  const refused = answers.filter((answer) => answer.statusCode === 429);
  expect(refused).toHaveLength(1);
  expect(refused[0]?.json().type).toBe('urn:xieli:problem:tooMany');
  expect(Number(refused[0]?.headers['retry-after'])).toBeGreaterThan(0);
  const elsewhere = await server.inject({
    method: 'POST',
    url: '/api/session',
    remoteAddress: '203.0.113.10',
    payload: { username: 'nobody', password: '' },
  });
  expect(elsewhere.statusCode).toBe(400);
});

test('who asks for more in a minute than a whole office does has to wait, and nobody else', async () => {
  const ask = (remoteAddress: string) => server.inject({ method: 'GET', url: '/api/leak', remoteAddress });
  const answers = await Promise.all(Array.from({ length: requestsPerMinute }, () => ask('203.0.113.20')));
  expect(answers.filter((answer) => answer.statusCode !== 200)).toEqual([]);
  const refused = await ask('203.0.113.20');
  expect(refused.statusCode).toBe(429);
  const wait = Number(refused.headers['retry-after']);
  expect(wait).toBeGreaterThan(0);
  expect(wait).toBeLessThanOrEqual(60);
  expect(refused.json()).toMatchObject({
    type: 'urn:xieli:problem:tooMany',
    detail: `操作过于频繁，请在 ${wait} 秒后再试`,
  });
  expect((await ask('203.0.113.21')).statusCode).toBe(200);
});

test('an address of the API that does not exist is a problem, not the page; any other address is the page', async () => {
  const missing = await server.inject({ method: 'GET', url: '/api/nothing', headers: { accept: 'text/html' } });
  expect([missing.statusCode, missing.headers['content-type']]).toEqual([404, expect.stringContaining('problem+json')]);
  for (const url of ['/api/nothing', '/api/%zz', '/api/session/%FF/revoke', `/api/${'x'.repeat(3000)}`]) {
    const nowhere = await server.inject({ method: 'GET', url });
    expect([nowhere.statusCode, nowhere.json().detail]).toEqual([404, '没有这个地址，请从列表重新打开']);
  }
  const page = await server.inject({ method: 'GET', url: '/anything', headers: { accept: 'text/html' } });
  expect([page.statusCode, page.headers['content-type']]).toEqual([200, 'text/html; charset=utf-8']);
  for (const headers of [{}, { accept: '*/*' }, { accept: 'text/plain, */*;q=0.5' }]) {
    for (const method of ['GET', 'HEAD'] as const) {
      const taken = await server.inject({ method, url: '/', headers });
      expect([taken.statusCode, taken.headers['content-type']]).toEqual([200, 'text/html; charset=utf-8']);
    }
    for (const url of ['/api', '/api/nothing?a=1', '/assets/gone.js', '/favicon.ico'])
      expect([url, (await server.inject({ method: 'GET', url, headers })).statusCode]).toEqual([url, 404]);
  }
  expect((await server.inject({ method: 'GET', url: '/', headers: { accept: 'image/png' } })).statusCode).toBe(404);
  const outside = await server.inject({ method: 'GET', url: '/assets/..%2f..%2fetc/passwd' });
  expect(outside.statusCode).toBeGreaterThanOrEqual(400);
});

test('healthy is the process, ready is all that it needs', async () => {
  expect((await server.inject({ method: 'GET', url: '/healthz' })).statusCode).toBe(200);
  const ready = await server.inject({ method: 'GET', url: '/readyz' });
  expect([ready.statusCode, ready.json()]).toEqual([503, { database: true, disk: false }]);
});

test('a monitoring program of this machine reads figures by route, and never an address', async () => {
  await server.inject({ method: 'GET', url: '/api/leak?name=%E7%A7%98' });
  await server.inject({ method: 'GET', url: '/nowhere/secret-name' });
  const answer = await server.inject({ method: 'GET', url: '/metrics' });
  expect([answer.statusCode, answer.headers['content-type']]).toEqual([200, expect.stringContaining('text/plain')]);
  expect(answer.body).toMatch(/xieli_http_request_seconds_count\{route="\/api\/leak",method="GET",status="200"\} \d+/);
  expect(answer.body).toContain('xieli_ready{part="disk"} 0');
  expect(answer.body).toContain('xieli_job_succeeded_timestamp_seconds{job="reminders.remind"} 1700000000');
  expect(answer.body).toContain('xieli_job_failures{job="reminders.remind"} 2');
  expect(answer.body).toMatch(/xieli_database_connections\{state="waiting"\} 0/);
  expect(answer.body).not.toMatch(/secret-name|%E7/);
});

test('nobody else reads them but who knows the token', async () => {
  const ask = (more: object) => server.inject({ method: 'GET', url: '/metrics', ...more });
  const status = async (more: object) => (await ask(more)).statusCode;
  const elsewhere = { remoteAddress: '203.0.113.30' };
  expect(await status(elsewhere)).toBe(404);
  // A proxy on this machine speaks for somebody else.
  expect(await status({ headers: { 'x-forwarded-for': '127.0.0.1' } })).toBe(404);
  expect(await status({ ...elsewhere, headers: { authorization: `Bearer ${metricsToken}` } })).toBe(200);
  expect(await status({ headers: { authorization: `Bearer ${metricsToken}x` } })).toBe(404);
  expect(await status({ ...elsewhere, headers: { authorization: metricsToken } })).toBe(404);
});

test('who breaks a download or an upload off, and a refusal on purpose, are no faults in the log', async () => {
  logged.length = 0;
  const address = await server.listen({ host: '127.0.0.1', port: 0 });
  const leaving = new AbortController();
  const asked = fetch(`${address}/api/endless`, { signal: leaving.signal });
  await expect.poll(() => endless.listenerCount('data')).toBe(1);
  leaving.abort();
  await expect(asked).rejects.toThrow('aborted');
  await expect.poll(() => endless.destroyed).toBe(true);

  const sent = http.request(`${address}/api/swallow`, {
    method: 'POST',
    headers: { 'content-type': 'application/octet-stream', 'content-length': '1000', 'x-file-name': 'a.txt' },
  });
  const lost = once(sent, 'error');
  sent.write('half');
  await swallowing.promise;
  sent.destroy(new Error('left'));
  await lost;
  await expect.poll(() => mentioned).toContain('the other side broke off');

  expect((await fetch(`${address}/api/unready`)).status).toBe(503);
  expect(mentioned).toContain('request refused');
  expect(logged).toEqual([]);
});
