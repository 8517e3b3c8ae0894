import type { AddressInfo } from 'node:net';
import pg from 'pg';
import { pino } from 'pino';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { openBrowser, signInServer } from '../../testing/browser.ts';
import { testWorld, type World } from '../../testing/world.ts';
import { identityRoutes } from '../identity/index.ts';
import { openChannel } from './channel.ts';
import { type Live, openLive } from './index.ts';

let world: World;
const silent = pino({ level: 'silent' });

beforeAll(async () => {
  world = await testWorld();
});

afterAll(() => world.close());

/** The first news that a subscriber hears. */
function next(subscribe: (listener: (tables: readonly string[] | null) => void) => () => void) {
  return new Promise<readonly string[] | null>((resolve) => {
    const end = subscribe((tables) => {
      end();
      resolve(tables);
    });
  });
}

test('what several acts touched in a moment reaches listeners of this and of another process as one message', async () => {
  const here = await openChannel(world.app.connections, silent);
  const there = await openChannel(world.app.connections, silent);
  const heard = Promise.all(
    [here, there].map((channel) => next((listener) => channel.subscribe(world.tenantId, listener))),
  );
  here.announce(world.tenantId, ['tasks', 'task_acts']);
  here.announce(world.tenantId, ['tasks', 'evidence']);
  expect(await heard).toEqual([
    ['tasks', 'task_acts', 'evidence'],
    ['tasks', 'task_acts', 'evidence'],
  ]);
  await Promise.all([here.close(), there.close()]);
});

test('a process does not hear its own message twice, nor another tenant', async () => {
  const here = await openChannel(world.app.connections, silent);
  const there = await openChannel(world.app.connections, silent);
  const own: (readonly string[] | null)[] = [];
  const foreign: (readonly string[] | null)[] = [];
  here.subscribe(world.tenantId, (tables) => own.push(tables));
  there.subscribe('00000000-0000-7000-8000-000000000001', (tables) => foreign.push(tables));
  const heard = next((listener) => there.subscribe(world.tenantId, listener));
  here.announce(world.tenantId, ['tasks']);
  await heard;
  here.announce(world.tenantId, ['evidence']);
  await next((listener) => there.subscribe(world.tenantId, listener));
  expect(own).toEqual([['tasks'], ['evidence']]);
  expect(foreign).toEqual([]);
  await Promise.all([here.close(), there.close()]);
});

test('after a lost connection everyone is told to look at everything again', async () => {
  const channel = await openChannel(world.app.connections, silent);
  const heard = next((listener) => channel.subscribe(world.tenantId, listener));
  // As the application's own role: an owner without special rights sees nothing of other roles' connections.
  const ended = await world.app.connections.pool.query(
    `SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE query LIKE 'LISTEN%' AND datname = current_database()`,
  );
  expect(ended.rowCount).toBe(1);
  expect(await heard).toBeNull();
  await channel.close();
});

test('a page hears of an act after its commit, over HTTP, uncompressed and unbuffered; closing ends the stream', async () => {
  const live: Live = await openLive(world.app.connections, silent);
  const app = { ...world.app, announce: live.announce };
  const identity = identityRoutes({ organisationNames: async () => new Map(), personas: [] });
  const server = await signInServer(app, [identity, ...live.features]);
  await server.listen({ host: '127.0.0.1', port: 0 });
  const { port } = server.server.address() as AddressInfo;
  const browser = openBrowser(server);
  expect((await browser.send('GET', '/api/live')).status).toBe(401);
  await browser.send('POST', '/api/demo/persona', { accountId: world.actorOf('clerk').accountId });

  const response = await fetch(`http://127.0.0.1:${port}/api/live`, {
    headers: { cookie: browser.cookie, 'accept-encoding': 'gzip, br' },
  });
  expect(response.headers.get('content-type')).toBe('text/event-stream');
  expect(response.headers.get('content-encoding')).toBeNull();
  const reader = (response.body as ReadableStream<Uint8Array>).pipeThrough(new TextDecoderStream()).getReader();
  let text = '';
  const readUntil = async (part: string) => {
    while (!text.includes(part)) {
      const { value, done } = await reader.read();
      if (done) break;
      text += value;
    }
  };
  await readUntil('event: ready');
  live.announce(world.tenantId, ['tasks']);
  await readUntil('event: changed');
  expect(text).toContain('data: ["tasks"]');
  await live.close();
  expect((await reader.read()).done).toBe(true);
  await server.close();
});

test('nothing is sent before an act commits: the notifier has a connection of its own', async () => {
  const listening = new pg.Client(world.app.connections.pool.options as pg.ClientConfig);
  await listening.connect();
  await listening.query('LISTEN xieli_live');
  const payloads: string[] = [];
  listening.on('notification', (message) => payloads.push(message.payload ?? ''));
  const channel = await openChannel(world.app.connections, silent);
  const failing = { ...world.app, announce: channel.announce };
  const { runAct } = await import('../acts.ts');
  const request = {
    tenantId: world.tenantId,
    actor: world.actorOf('clerk'),
    actionId: '01900000-0000-7000-8000-00000000000a',
    action: 'test',
    input: {},
    requestId: 'test',
  };
  const row = { page: '/', body: '未提交', recorded_at: world.app.clock.businessNow(world.tenantId) };
  await expect(
    runAct(failing, request, async (context) => {
      await context.db
        .insertInto('feedback')
        .values({ id: context.actionId, ...row })
        .execute();
      throw new Error('taken back');
    }),
  ).rejects.toThrow('taken back');
  await runAct(failing, request, async (context) => {
    await context.db
      .insertInto('feedback')
      .values({ id: context.actionId, ...row })
      .execute();
    return null;
  });
  await channel.close();
  await listening.query('SELECT 1');
  expect(payloads.map((payload) => payload.split(' ')[2])).toEqual(['feedback']);
  await listening.end();
});
