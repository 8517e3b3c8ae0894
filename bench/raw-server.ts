import { createHash } from 'node:crypto';
import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import pg from 'pg';
import { v7 } from 'uuid';
import { connectionSettings } from '../server/src/platform/database/types.ts';
import { answerParent, processorTime } from './children.ts';
import { ownIdOf, type Script, substitution } from './replay.ts';

/**
 * The limit that the product is measured against: node:http, the same driver and the recorded statements, prepared, with the
 * same transactions, and JSON.stringify. Two doors: `/same/NAME` sends all statements of a request in their order,
 * `/bare/NAME` only the main one, as the owner, whom no policy binds.
 */

const { BENCH_APP_URL = '', BENCH_OWNER_URL = '', BENCH_TENANT = '' } = process.env;
/** As many as the product opens. */
const connections = 10;
const app = new pg.Pool({ ...connectionSettings(BENCH_APP_URL), max: connections });
const owner = new pg.Pool({ ...connectionSettings(BENCH_OWNER_URL), max: connections });
const prepared = new WeakSet<pg.PoolClient>();

/** A connection on which the tenant is set: once, and it stays there, as in the product. */
async function connect(): Promise<pg.PoolClient> {
  const client = await app.connect();
  if (prepared.has(client)) return client;
  await client.query(`SET app.tenant_id = '${BENCH_TENANT}'`);
  prepared.add(client);
  return client;
}

interface Step {
  sql: string;
  name: string;
  values(replacements: Readonly<Record<string, string>>): unknown[];
  wave: number;
}

interface Play {
  waves: Step[][];
  writes: boolean;
  fresh: readonly string[];
  items: readonly Record<string, string>[];
  next: number;
  nextBare: number;
  main: Step & { ownId: number | null };
}

const plays = new Map<string, Play>();

function prepare({ name, sent, fresh, items, main }: Script): void {
  const keys = [...fresh, ...Object.keys(items[0] ?? {})];
  const steps = sent.map(({ sql, values, wave }): Step => {
    const statement = `s${createHash('sha256').update(sql).digest('hex').slice(0, 24)}`;
    return { sql, name: statement, values: substitution(values, keys), wave };
  });
  const itself = steps[main];
  if (!itself) throw new Error(`${name} has no main statement`);
  plays.set(name, {
    waves: [...Map.groupBy(steps, (step) => step.wave).values()],
    writes: sent.some(({ sql }) => /^begin/i.test(sql)),
    ...{ fresh, items, next: 0, nextBare: 0, main: { ...itself, ownId: ownIdOf(itself.sql) } },
  });
}

const isControl = (sql: string) => /^(begin|commit|rollback)/i.test(sql);

function send(client: pg.PoolClient, step: Step, replacements: Readonly<Record<string, string>>) {
  if (isControl(step.sql)) return client.query(step.sql);
  return client.query({ name: step.name, text: step.sql, values: step.values(replacements) });
}

async function sendAlone(step: Step, replacements: Readonly<Record<string, string>>) {
  const client = await connect();
  try {
    return await send(client, step, replacements);
  } finally {
    client.release();
  }
}

const itemAt = (play: Play, at: number) => play.items[at % Math.max(1, play.items.length)] ?? {};

function replacementsFor(play: Play): Record<string, string> {
  return { ...itemAt(play, play.next++), ...Object.fromEntries(play.fresh.map((id) => [id, v7()])) };
}

/** All statements in their waves; what lies between begin and commit runs on one connection. */
async function playAll(play: Play, replacements: Readonly<Record<string, string>>): Promise<unknown[]> {
  const rows: unknown[] = [];
  let held: pg.PoolClient | null = null;
  try {
    for (const wave of play.waves) {
      if (wave.some((step) => /^begin/i.test(step.sql))) held = await connect();
      const client = held;
      const results = await Promise.all(
        wave.map((step) => (client ? send(client, step, replacements) : sendAlone(step, replacements))),
      );
      for (const result of results) rows.push(result.rows);
      if (held && wave.some((step) => /^commit/i.test(step.sql))) {
        held.release();
        held = null;
      }
    }
  } catch (error) {
    held?.release(true);
    throw error;
  }
  return play.writes ? [] : rows;
}

async function playMain(play: Play): Promise<unknown[]> {
  const { main } = play;
  const values = main.values(itemAt(play, play.nextBare++));
  // Beside its own id a row keeps the recorded ones, which exist.
  if (main.ownId !== null) values[main.ownId] = v7();
  return (await owner.query({ name: main.name, text: main.sql, values })).rows;
}

async function answer(request: IncomingMessage, response: ServerResponse): Promise<void> {
  const [, door, name] = (request.url ?? '').split('/');
  const play = plays.get(name ?? '');
  if (!play) {
    response.writeHead(404).end();
    return;
  }
  const chunks: Buffer[] = [];
  for await (const chunk of request) chunks.push(chunk as Buffer);
  if (chunks.length) JSON.parse(Buffer.concat(chunks).toString());
  // The first replay sends the recorded ids themselves, so that later bare statements refer to rows that exist.
  const replacements = door === 'same' ? replacementsFor(play) : {};
  const rows = door === 'bare' ? await playMain(play) : await playAll(play, replacements);
  const body = JSON.stringify(rows);
  response.writeHead(200, { 'content-type': 'application/json', 'content-length': Buffer.byteLength(body) });
  response.end(body);
}

const server = createServer((request, response) => {
  answer(request, response).catch((error: Error) => {
    process.stderr.write(`${error.stack}\n`);
    response.writeHead(500).end();
  });
});
server.listen(0, '127.0.0.1', () => {
  answerParent(async (question: { script: Script } | { what: 'processorTime' }) =>
    'script' in question ? prepare(question.script) : processorTime(),
  );
  process.on('SIGTERM', () => {
    server.closeAllConnections();
    server.close();
    void Promise.all([app.end(), owner.end()]).then(() => process.exit());
  });
  process.send?.({ address: `http://127.0.0.1:${(server.address() as AddressInfo).port}` });
});
