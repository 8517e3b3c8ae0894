import { createHash } from 'node:crypto';
import { lstatSync, mkdirSync, realpathSync, rmdirSync } from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import pg from 'pg';
import { findBinaries } from './binaries.ts';
import { prepareCluster } from './cluster.ts';
import { DatabaseFailed, InstanceHeld } from './errors.ts';
import { guardServer } from './guard.ts';
import { type InstanceLock, lockAddress, takeInstanceLock } from './instance-lock.ts';
import {
  answers,
  ensureServer,
  isServerOf,
  readPostmaster,
  type ServerSettings,
  socketUrl,
  stopServer,
} from './postmaster.ts';
import { chooseLaunch, giveTo, type Launch } from './privileges.ts';

export { DatabaseFailed, type Holder, InstanceHeld, MajorVersionDiffers, UnsupportedPlatform } from './errors.ts';

export type EmbeddedOptions = {
  /** Xieli's data directory; the database lives in its folder `postgres`. Made when absent. */
  dataDir: string;
  /** Command line word that others are told, e.g. `serve`. */
  command?: string;
  /** PostgreSQL settings beside Xieli's own, e.g. `{ fsync: 'off' }` for a throw-away database. */
  settings?: ServerSettings;
  /** As root, become `nobody` even where a user namespace could be had. */
  avoidUserNamespaces?: boolean;
};

export type Embedded = {
  /** Connection string of the schema's owner, over a Unix socket. */
  ownerUrl: string;
  /** Tells later starts the web address of this instance. */
  announce(address: string): void;
  /** Stops the database cleanly and gives the data directory free. Close every pool before. */
  stop(): Promise<void>;
};

const database = 'xieli';
/** Longest path of a Unix socket is 103 bytes on macOS, 107 on Linux; our part of it takes 45. */
const longestTemporaryDir = 55;

/**
 * Starts the PostgreSQL that comes with Xieli over a data directory, or adopts the one a killed process left there.
 * Runs as any account including root, under any directory name (stack.md 3).
 * @throws InstanceHeld when another living process uses the directory; its `ownerUrl` reaches the running database.
 * @throws UnsupportedPlatform, MajorVersionDiffers, DatabaseFailed
 */
export async function startEmbedded(options: EmbeddedOptions): Promise<Embedded> {
  const binaries = findBinaries();
  mkdirSync(options.dataDir, { recursive: true, mode: 0o700 });
  const dataDir = realpathSync(options.dataDir);
  const launch = chooseLaunch(options);
  const socketDir = makeSocketDir(dataDir, launch);
  const lock = await lockInstance(dataDir, socketDir, options.command ?? 'serve');
  try {
    // Again: a holder that was just leaving has taken its directory away.
    makeSocketDir(dataDir, launch);
    const cluster = await prepareCluster(dataDir, binaries, launch);
    const up = () => ensureServer(cluster, socketDir, binaries, launch, options.settings ?? {});
    const server = await up();
    await ensureDatabase(server.socketDir);
    const guard = guardServer(server, ({ pid }) => isServerOf(pid, cluster), up);
    return {
      ownerUrl: socketUrl(server.socketDir, database),
      announce: (address) => lock.describe({ address }),
      stop: async () => {
        await stopServer(await guard.letGo(), cluster);
        removeIfEmpty(socketDir);
        await lock.release();
      },
    };
  } catch (error) {
    await lock.release();
    throw error;
  }
}

async function lockInstance(dataDir: string, socketDir: string, command: string): Promise<InstanceLock> {
  const self = { pid: process.pid, command, since: new Date().toISOString(), address: null };
  try {
    return await takeInstanceLock(lockAddress(dataDir, socketDir), dataDir, self);
  } catch (error) {
    if (error instanceof InstanceHeld) error.ownerUrl = await findRunning(dataDir);
    throw error;
  }
}

async function findRunning(dataDir: string): Promise<string | null> {
  const running = readPostmaster(path.join(dataDir, 'postgres'));
  if (!running?.ready || !(await answers(running.socketDir))) return null;
  return socketUrl(running.socketDir, database);
}

/** Sockets get a short path of their own, because the data directory's may be longer than the system allows. */
function makeSocketDir(dataDir: string, launch: Launch): string {
  const uid = process.getuid?.() ?? 0;
  const id = createHash('sha256').update(dataDir).digest('hex').slice(0, 12);
  const temporary = Buffer.byteLength(os.tmpdir()) <= longestTemporaryDir ? os.tmpdir() : '/tmp';
  const dir = path.join(temporary, `xieli-${uid}-${id}`);
  mkdirSync(dir, { recursive: true, mode: 0o700 });
  const found = lstatSync(dir);
  const ours = found.uid === uid || (uid === 0 && found.uid === 65534);
  // Anyone may write into the temporary directory: what another account put there could impersonate the database.
  if (!found.isDirectory() || !ours || (found.mode & 0o077) !== 0) {
    throw new DatabaseFailed(`${dir} is not a private directory of this account; remove it`, '');
  }
  giveTo(launch.owner, dir);
  return dir;
}

function removeIfEmpty(dir: string): void {
  try {
    rmdirSync(dir);
  } catch (error) {
    if (!['ENOTEMPTY', 'ENOENT'].includes((error as NodeJS.ErrnoException).code ?? '')) throw error;
  }
}

async function ensureDatabase(socketDir: string): Promise<void> {
  const client = new pg.Client({ connectionString: socketUrl(socketDir, 'postgres') });
  await client.connect();
  try {
    const { rowCount } = await client.query('SELECT FROM pg_database WHERE datname = $1', [database]);
    if (rowCount === 0) await client.query(`CREATE DATABASE ${database}`);
  } finally {
    await client.end();
  }
}
