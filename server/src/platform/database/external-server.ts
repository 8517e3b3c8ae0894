import { type ChildProcess, spawn, spawnSync } from 'node:child_process';
import { existsSync, mkdirSync, openSync, readFileSync, writeFileSync } from 'node:fs';
import net, { type AddressInfo } from 'node:net';
import path from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import pg from 'pg';
import { ownerRole, programEnvironment } from './embedded/cluster.ts';
import { chooseLaunch, commandLine, giveTo } from './embedded/privileges.ts';

/** Debian's PostgreSQL 15, the oldest that Xieli supports. */
const programs = '/usr/lib/postgresql/15/bin';
const password = 'only-for-tests';

/**
 * Starts a PostgreSQL 15 as an installation would have it for tests: over TCP with passwords, the owner of the schema
 * not a superuser. It dies with this process.
 * @param dir an empty directory that it may fill
 */
export async function startExternal(dir: string): Promise<{ ownerUrl: string; stop(): Promise<void> }> {
  if (!existsSync(path.join(programs, 'initdb'))) {
    throw new Error(`${programs} is missing: apt-get install --no-install-recommends postgresql-15`);
  }
  const launch = chooseLaunch();
  const cluster = path.join(dir, 'cluster');
  mkdirSync(cluster, { mode: 0o700 });
  const passwordFile = path.join(dir, 'password');
  writeFileSync(passwordFile, password);
  giveTo(launch.owner, cluster);
  const initdb = commandLine(launch, 'KILL', path.join(programs, 'initdb'), [
    `--pgdata=${cluster}`,
    '--username=postgres',
    '--auth=scram-sha-256',
    `--pwfile=${passwordFile}`,
    '--encoding=UTF8',
    '--locale=C.UTF-8',
    '--no-sync',
  ]);
  run(initdb);
  const port = await freePort();
  const settings = ['listen_addresses=127.0.0.1', `port=${port}`, 'unix_socket_directories=', 'fsync=off'];
  const [program = '', ...args] = commandLine(launch, 'INT', path.join(programs, 'postgres'), [
    '-D',
    cluster,
    ...[...settings, 'max_connections=200'].flatMap((setting) => ['-c', setting]),
  ]);
  const logFile = path.join(dir, 'postgres.log');
  const log = openSync(logFile, 'a');
  const child = spawn(program, args, { stdio: ['ignore', log, log], env: programEnvironment, cwd: '/' });
  await createOwner(child, logFile, `postgres://postgres:${password}@127.0.0.1:${port}/postgres`);
  return {
    ownerUrl: `postgres://${ownerRole}:${password}@127.0.0.1:${port}/postgres`,
    stop: () =>
      new Promise((resolve) => {
        child.once('exit', () => resolve());
        child.kill('SIGINT');
      }),
  };
}

async function createOwner(child: ChildProcess, logFile: string, superuserUrl: string): Promise<void> {
  const superuser = await connectWhenUp(child, logFile, superuserUrl);
  try {
    await superuser.query(`CREATE ROLE ${ownerRole} LOGIN CREATEDB CREATEROLE PASSWORD '${password}'`);
  } finally {
    await superuser.end();
  }
}

async function connectWhenUp(child: ChildProcess, logFile: string, url: string): Promise<pg.Client> {
  while (child.exitCode === null && child.signalCode === null) {
    const client = new pg.Client({ connectionString: url });
    try {
      await client.connect();
      return client;
    } catch (error) {
      await client.end();
      if (!['ECONNREFUSED', '57P03'].includes((error as { code?: string }).code ?? '')) throw error;
      await sleep(20);
    }
  }
  throw new Error(`PostgreSQL 15 did not start:\n${readFileSync(logFile, 'utf8')}`);
}

function run([program = '', ...args]: string[]): void {
  const { status, error, stdout, stderr } = spawnSync(program, args, {
    env: programEnvironment,
    encoding: 'utf8',
    cwd: '/',
  });
  if (error) throw error;
  if (status !== 0) throw new Error(`${program} ${args.join(' ')}\n${stdout}${stderr}`);
}

function freePort(): Promise<number> {
  return new Promise((resolve) => {
    const server = net.createServer();
    server.listen(0, '127.0.0.1', () => {
      const { port } = server.address() as AddressInfo;
      server.close(() => resolve(port));
    });
  });
}
