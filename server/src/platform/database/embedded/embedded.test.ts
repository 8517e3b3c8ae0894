import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import {
  chmodSync,
  cpSync,
  existsSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  rmSync,
  writeFileSync,
} from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { createInterface } from 'node:readline';
import { setTimeout as sleep } from 'node:timers/promises';
import pg from 'pg';
import { afterAll, afterEach, beforeAll, beforeEach, expect, test } from 'vitest';
import { findBinaries } from './binaries.ts';
import { DatabaseFailed, type Embedded, InstanceHeld, MajorVersionDiffers, startEmbedded } from './index.ts';
import { chooseLaunch, commandLine, giveTo } from './privileges.ts';

/** A data directory whose database is made already: a copy saves most tests the second that initdb takes. */
let made: string;
let dir: string;
let dataDir: string;
let children: ChildProcess[];
let started: Embedded[];

beforeAll(async () => {
  made = mkdtempSync(path.join(os.tmpdir(), 'xieli-embedded-made-'));
  await (await startEmbedded({ dataDir: made })).stop();
});

afterAll(() => {
  rmSync(made, { recursive: true });
});

beforeEach(() => {
  dir = mkdtempSync(path.join(os.tmpdir(), 'xieli-embedded-'));
  dataDir = path.join(dir, 'data');
  cpSync(made, dataDir, { recursive: true });
  children = [];
  started = [];
});

afterEach(async () => {
  for (const embedded of started) await embedded.stop();
  for (const child of children) child.kill('SIGKILL');
  for (const pid of serversBelow(dir)) await gone(pid);
  rmSync(dir, { recursive: true, maxRetries: 20, retryDelay: 100 });
});

async function start(options: Partial<Parameters<typeof startEmbedded>[0]> = {}): Promise<Embedded> {
  const embedded = await startEmbedded({ dataDir, ...options });
  started.push(embedded);
  return embedded;
}

async function stop(embedded: Embedded): Promise<void> {
  started = started.filter((other) => other !== embedded);
  await embedded.stop();
}

async function ask(url: string, sql: string): Promise<string[]> {
  const client = new pg.Client({ connectionString: url });
  await client.connect();
  try {
    const { rows } = await client.query<Record<string, unknown>>(sql);
    return rows.map((row) => String(Object.values(row)[0]));
  } finally {
    await client.end();
  }
}

function postmasterPid(of: string = dataDir): number {
  return Number(readFileSync(path.join(of, 'postgres/postmaster.pid'), 'utf8').split('\n')[0]);
}

function serversBelow(folder: string): number[] {
  const files = readdirSync(folder, { recursive: true, encoding: 'utf8' }).filter((name) =>
    name.endsWith('postmaster.pid'),
  );
  return files.flatMap((file) => {
    try {
      return [Number(readFileSync(path.join(folder, file), 'utf8').split('\n')[0])];
    } catch (error) {
      // A server that ends between the look and the reading is none that runs.
      if ((error as NodeJS.ErrnoException).code === 'ENOENT') return [];
      throw error;
    }
  });
}

async function gone(pid: number): Promise<void> {
  while (existsSync(`/proc/${pid}`)) await sleep(10);
}

/** Another process that starts the database and then does what `then` says; its lines come out one by one. */
function startElsewhere(then = 'setInterval(() => {}, 1000);'): { child: ChildProcess; lines: AsyncIterator<string> } {
  const code = `
    import { startEmbedded } from ${JSON.stringify(new URL('./index.ts', import.meta.url).href)};
    import pg from ${JSON.stringify(import.meta.resolve('pg'))};
    try {
      const embedded = await startEmbedded({ dataDir: ${JSON.stringify(dataDir)}, command: 'elsewhere' });
      console.log('started');
      ${then}
    } catch (error) {
      console.log(error.name === 'InstanceHeld' ? 'held by ' + error.holder.pid : error.stack);
    }`;
  const child = spawn(process.execPath, ['--input-type=module', '--eval', code], {
    stdio: ['ignore', 'pipe', 'inherit'],
  });
  children.push(child);
  return { child, lines: createInterface({ input: child.stdout })[Symbol.asyncIterator]() };
}

async function nextLine(lines: AsyncIterator<string>): Promise<string> {
  const { value, done } = await lines.next();
  return done ? '' : value;
}

test('what was written is there after a stop and a start', async () => {
  dataDir = path.join(dir, 'fresh');
  const first = await start();
  await ask(first.ownerUrl, `CREATE TABLE notes AS SELECT '𠀀字' AS words`);
  const pid = postmasterPid();
  const sockets = new URL(first.ownerUrl).searchParams.get('host') ?? '';
  expect(existsSync(sockets)).toBe(true);
  await stop(first);
  await gone(pid);
  expect(existsSync(sockets)).toBe(false);
  const second = await start();
  expect(await ask(second.ownerUrl, 'SELECT words FROM notes')).toEqual(['𠀀字']);
});

test('a second start is refused and told who holds the directory, and can reach the database', async () => {
  const first = await start({ command: 'serve' });
  first.announce('http://127.0.0.1:8080');
  const refused = await startEmbedded({ dataDir: path.join(dataDir, '..', 'data') }).catch((error) => error);
  expect(refused).toBeInstanceOf(InstanceHeld);
  expect(refused.holder).toMatchObject({ pid: process.pid, command: 'serve', address: 'http://127.0.0.1:8080' });
  expect(refused.message).toMatch(new RegExp(`${process.pid}.*http://127.0.0.1:8080.*${refused.holder.since}`));
  expect(await ask(refused.ownerUrl, 'SELECT current_user')).toEqual(['xieli_owner']);
});

test('the directory is free again after a stop', async () => {
  await stop(await start());
  const { lines } = startElsewhere();
  expect(await nextLine(lines)).toBe('started');
});

test('kill -9 of the program while it writes loses no acknowledged row and blocks no start', async () => {
  let acknowledged = 0;
  for (let round = 0; round < 3; round++) {
    const { child, lines } = startElsewhere(`
      const client = new pg.Client({ connectionString: embedded.ownerUrl });
      await client.connect();
      await client.query('CREATE TABLE IF NOT EXISTS counted (n int PRIMARY KEY)');
      for (let n = ${acknowledged + 1}; ; n++) {
        await client.query('INSERT INTO counted VALUES ($1) ON CONFLICT DO NOTHING', [n]);
        console.log(n);
      }`);
    expect(await nextLine(lines)).toBe('started');
    const goal = acknowledged + 50;
    while (acknowledged < goal) acknowledged = Number(await nextLine(lines));
    child.kill('SIGKILL');
    await once(child, 'exit');
    const again = await start();
    const expected = Array.from({ length: acknowledged }, (_, index) => String(index + 1));
    expect(await ask(again.ownerUrl, 'SELECT n FROM counted ORDER BY n')).toEqual(expect.arrayContaining(expected));
    await stop(again);
  }
});

test('a server left running by a killed program is adopted, not started twice', async () => {
  chmodSync(path.join(dataDir, 'postgres'), 0o700);
  const launch = chooseLaunch();
  const sockets = path.join(dir, 'left');
  mkdirSync(sockets, { mode: 0o700 });
  giveTo(launch.owner, sockets);
  // Without the word that stops it with its parent, as on a system that has none.
  const [program = '', ...args] = commandLine({ ...launch, endsWithStarter: false }, 'INT', findBinaries().postgres, [
    '-D',
    path.join(dataDir, 'postgres'),
    '-k',
    sockets,
    '-c',
    'listen_addresses=',
  ]);
  const left = spawn(program, args, { stdio: 'ignore', env: { LC_ALL: 'C.UTF-8', PATH: process.env.PATH ?? '' } });
  const ended = once(left, 'exit');
  // It runs once it has written who it is; before that the directory is nobody's.
  await expect.poll(() => postmasterPid(), { timeout: 20_000 }).toBe(left.pid);
  const adopted = await start();
  expect(postmasterPid()).toBe(left.pid);
  expect(await ask(adopted.ownerUrl, 'SELECT 1')).toEqual(['1']);
  await stop(adopted);
  expect((await ended)[0]).toBe(0);
});

test('a server that is killed alone is started again under the program that uses it, with every row', async () => {
  const embedded = await startEmbedded({ dataDir });
  started.push(embedded);
  const pidOf = () => Number(readFileSync(path.join(dataDir, 'postgres/postmaster.pid'), 'utf8').split('\n')[0]);
  const ask = async (statement: string) => {
    const client = new pg.Client({ connectionString: embedded.ownerUrl });
    client.on('error', () => undefined);
    await client.connect();
    try {
      return (await client.query(statement)).rows;
    } finally {
      await client.end();
    }
  };
  await ask('CREATE TABLE kept AS SELECT 1 AS one');
  const killed = pidOf();
  process.kill(killed, 'SIGKILL');
  const back = () => ask('SELECT one FROM kept').catch((error: Error) => error.message);
  await expect.poll(back, { timeout: 30_000 }).toEqual([{ one: 1 }]);
  expect(pidOf()).not.toBe(killed);
});

test('a directory of 240 characters with Chinese names works', async () => {
  const long = path.join(
    dir,
    ...Array.from({ length: 7 }, () => '协力数据与档案资料目录之甲乙丙丁戊己庚辛壬癸子丑寅卯辰巳午未申酉戌亥'),
  );
  dataDir = long;
  expect(dataDir.length).toBeGreaterThanOrEqual(240);
  const embedded = await start();
  expect(await ask(embedded.ownerUrl, 'SELECT 1')).toEqual(['1']);
});

test('a kill in the middle of making the database leaves nothing half made', async () => {
  dataDir = path.join(dir, 'fresh');
  const { child } = startElsewhere();
  const isMaking = () => existsSync(dataDir) && readdirSync(dataDir).some((name) => name.startsWith('postgres.making'));
  while (!isMaking()) await sleep(2);
  await sleep(100);
  child.kill('SIGKILL');
  await once(child, 'exit');
  expect(existsSync(path.join(dataDir, 'postgres'))).toBe(false);
  const embedded = await start();
  expect(await ask(embedded.ownerUrl, 'SELECT 1')).toEqual(['1']);
  expect(readdirSync(dataDir).sort()).toEqual(['postgres', 'postgres.log']);
});

test('of five starts at once on a fresh directory one gets it and four are told whose it is', async () => {
  dataDir = path.join(dir, 'fresh');
  const five = Array.from({ length: 5 }, () => startElsewhere());
  const said = await Promise.all(five.map(({ lines }) => nextLine(lines)));
  const winner = five[said.indexOf('started')]?.child.pid;
  expect(said.filter((line) => line === 'started')).toHaveLength(1);
  expect(said.filter((line) => line === `held by ${winner}`)).toHaveLength(4);
});

test('a stale postmaster.pid that names an unrelated living process blocks nothing', async () => {
  const first = await start();
  const file = path.join(dataDir, 'postgres/postmaster.pid');
  const content = readFileSync(file, 'utf8');
  await stop(first);
  const stranger = spawn('sleep', ['600']);
  children.push(stranger);
  writeFileSync(file, content.replace(/^\d+/, String(stranger.pid)));
  giveTo(chooseLaunch().owner, file);
  const again = await start();
  expect(await ask(again.ownerUrl, 'SELECT 1')).toEqual(['1']);
});

test('data of another major version are left alone, and the way out is named', async () => {
  const versionFile = path.join(dataDir, 'postgres/PG_VERSION');
  writeFileSync(versionFile, '17\n');
  const refused = await startEmbedded({ dataDir }).catch((error) => error);
  expect(refused).toBeInstanceOf(MajorVersionDiffers);
  expect(refused.message).toMatch(/17.*18.*xieli backup.*xieli restore/);
  writeFileSync(versionFile, '18\n');
  await start();
});

test('a server that cannot start says why', async () => {
  const refused = await startEmbedded({ dataDir, settings: { shared_buffers: 'much' } }).catch((error) => error);
  expect(refused).toBeInstanceOf(DatabaseFailed);
  expect(refused.message).toMatch(/shared_buffers/);
  await start();
});

test('the same data serve under a user namespace and, where that is forbidden, as another account', async () => {
  const namespace = await start();
  await ask(namespace.ownerUrl, 'CREATE TABLE kept AS SELECT 7 AS n');
  await stop(namespace);
  const account = await start({ avoidUserNamespaces: true });
  expect(await ask(account.ownerUrl, 'SELECT n FROM kept')).toEqual(['7']);
  await stop(account);
  const back = await start();
  expect(await ask(back.ownerUrl, 'INSERT INTO kept VALUES (8) RETURNING n')).toEqual(['8']);
});

test('a socket directory that others may enter is refused', async () => {
  const embedded = await start();
  const sockets = new URL(embedded.ownerUrl).searchParams.get('host') ?? '';
  await stop(embedded);
  mkdirSync(sockets);
  chmodSync(sockets, 0o755);
  await expect(startEmbedded({ dataDir })).rejects.toThrow(sockets);
  rmSync(sockets, { recursive: true });
});

test.each([
  ['linux', 'riscv64'],
  ['win32', 'x64'],
  ['freebsd', 'x64'],
])('on %s %s the way out is named', (platform, arch) => {
  expect(() => findBinaries(platform, arch)).toThrow(/XIELI_DATABASE_URL/);
});
