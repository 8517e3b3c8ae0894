import { type ChildProcess, spawn } from 'node:child_process';
import {
  closeSync,
  existsSync,
  openSync,
  readFileSync,
  readlinkSync,
  realpathSync,
  renameSync,
  rmSync,
  statSync,
} from 'node:fs';
import path from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import pg from 'pg';
import type { Binaries } from './binaries.ts';
import { ownerRole, programEnvironment } from './cluster.ts';
import { DatabaseFailed } from './errors.ts';
import { commandLine, type Launch } from './privileges.ts';

/** A running PostgreSQL server. */
export type Postmaster = { pid: number; socketDir: string };

export type ServerSettings = Record<string, string>;

const pollMs = 10;
/** Longest wait for a dying server or one that recovers after a crash. */
const patienceMs = 300_000;
const logLimitBytes = 10_000_000;

/** Owner's connection string of a database behind a socket directory. */
export function socketUrl(socketDir: string, database: string, role: string = ownerRole): string {
  return `postgres://${role}@localhost/${database}?host=${encodeURIComponent(socketDir)}`;
}

/** What a server wrote about itself into its data directory; null when there is none, or it is not ready. */
export function readPostmaster(cluster: string): (Postmaster & { ready: boolean }) | null {
  const file = path.join(cluster, 'postmaster.pid');
  if (!existsSync(file)) return null;
  const lines = readFileSync(file, 'utf8').split('\n');
  const pid = Number(lines[0]);
  if (!Number.isInteger(pid) || pid <= 0) return null;
  return { pid, socketDir: lines[4] ?? '', ready: lines[7]?.trim() === 'ready' };
}

/** Whether a server answers behind a socket directory. */
export async function answers(socketDir: string): Promise<boolean> {
  const client = new pg.Client({ connectionString: socketUrl(socketDir, 'postgres') });
  try {
    await client.connect();
    await client.query('SELECT 1');
    return true;
  } catch (error) {
    if (isNotUp(error)) return false;
    throw error;
  } finally {
    await client.end();
  }
}

function isNotUp(error: unknown): boolean {
  const code = (error as { code?: string }).code ?? '';
  // 57P03: starting up or shutting down. 57P01: shut down under our hands.
  if (['ECONNREFUSED', 'ENOENT', 'ECONNRESET', 'EPIPE', '57P03', '57P01'].includes(code)) return true;
  return (error as Error).message.startsWith('Connection terminated');
}

/**
 * Brings the server up, or adopts the one that a killed process left running.
 * Whether an old one lives is decided by connecting; its pid may belong to a zombie or, after a restart of the
 * machine, to an unrelated program.
 * @throws DatabaseFailed with the end of the server's log.
 */
export async function ensureServer(
  cluster: string,
  socketDir: string,
  binaries: Binaries,
  launch: Launch,
  settings: ServerSettings,
): Promise<Postmaster> {
  const logFile = path.join(path.dirname(cluster), 'postgres.log');
  const deadline = Date.now() + patienceMs;
  while (Date.now() < deadline) {
    const old = readPostmaster(cluster);
    if (old?.ready && (await answers(old.socketDir))) return old;
    if (old && isServerOf(old.pid, cluster)) {
      await sleep(pollMs);
      continue;
    }
    // PostgreSQL itself refuses to start when the pid in the file is alive, whoever has it now.
    if (old && isAlive(old.pid)) rmSync(path.join(cluster, 'postmaster.pid'), { force: true });
    const started = await startServer(cluster, socketDir, logFile, binaries, launch, settings, deadline);
    if (started) return started;
    await sleep(pollMs * 5);
  }
  throw new DatabaseFailed(`no server within ${patienceMs / 1000} s`, endOf(logFile));
}

/** Stops a server cleanly (fast shutdown) and waits until its process is gone. */
export async function stopServer({ pid }: Postmaster, cluster: string): Promise<void> {
  if (!isServerOf(pid, cluster)) return;
  process.kill(pid, 'SIGINT');
  const deadline = Date.now() + patienceMs;
  while (isServerOf(pid, cluster)) {
    if (Date.now() > deadline) throw new DatabaseFailed(`process ${pid} does not stop`, '');
    await sleep(pollMs);
  }
}

async function startServer(
  cluster: string,
  socketDir: string,
  logFile: string,
  binaries: Binaries,
  launch: Launch,
  settings: ServerSettings,
  deadline: number,
): Promise<Postmaster | null> {
  const logStart = turnLog(logFile);
  const child = spawnServer(cluster, socketDir, logFile, binaries, launch, settings);
  let failure: Error | null = null;
  child.once('error', (error) => {
    failure = error;
  });
  while (child.exitCode === null && child.signalCode === null) {
    if (failure) throw failure;
    const now = readPostmaster(cluster);
    if (now && now.pid === child.pid && now.ready && (await answers(socketDir))) {
      child.unref();
      return { pid: now.pid, socketDir };
    }
    if (Date.now() > deadline) {
      child.kill('SIGQUIT');
      throw new DatabaseFailed(`not ready after ${patienceMs / 1000} s`, endOf(logFile, logStart));
    }
    await sleep(pollMs);
  }
  const said = endOf(logFile, logStart);
  // The last processes of a killed server are still on their way out: worth another try.
  if (/pre-existing shared memory block|lock file "[^"]*" already exists/.test(said)) return null;
  throw new DatabaseFailed(`the server ended with ${child.exitCode ?? child.signalCode}`, said);
}

function spawnServer(
  cluster: string,
  socketDir: string,
  logFile: string,
  binaries: Binaries,
  launch: Launch,
  settings: ServerSettings,
): ChildProcess {
  const all: ServerSettings = { listen_addresses: '', unix_socket_permissions: '0700', ...settings };
  const [program = '', ...args] = commandLine(launch, 'INT', binaries.postgres, [
    '-D',
    cluster,
    '-k',
    socketDir,
    ...Object.entries(all).flatMap(([name, value]) => ['-c', `${name}=${value}`]),
  ]);
  // A file, not a pipe: a pipe breaks, and the server with it, when this process dies.
  const log = openSync(logFile, 'a', 0o600);
  try {
    return spawn(program, args, { detached: true, stdio: ['ignore', log, log], env: programEnvironment, cwd: '/' });
  } finally {
    closeSync(log);
  }
}

/** Moves a long log aside and returns where this start's part begins, in bytes. */
function turnLog(logFile: string): number {
  if (!existsSync(logFile)) return 0;
  const { size } = statSync(logFile);
  if (size <= logLimitBytes) return size;
  renameSync(logFile, `${logFile}.1`);
  return 0;
}

function endOf(logFile: string, from = 0): string {
  if (!existsSync(logFile)) return '';
  const lines = readFileSync(logFile).subarray(from).toString('utf8').trim().split('\n');
  return lines.slice(-20).join('\n');
}

function isAlive(pid: number): boolean {
  try {
    process.kill(pid, 0);
    return true;
  } catch (error) {
    return (error as NodeJS.ErrnoException).code === 'EPERM';
  }
}

/** Whether a pid is a living server that works in this data directory. */
export function isServerOf(pid: number, cluster: string): boolean {
  if (!isAlive(pid)) return false;
  if (process.platform !== 'linux') return true;
  const state = readProcess(() => readFileSync(`/proc/${pid}/stat`, 'utf8'))
    ?.split(') ')
    .at(-1)?.[0];
  if (state === undefined || state === 'Z' || state === 'X') return false;
  const program = readProcess(() => readFileSync(`/proc/${pid}/cmdline`, 'utf8'))?.split('\0')[0] ?? '';
  if (path.basename(program) !== 'postgres') return false;
  const workingDir = readProcess(() => readlinkSync(`/proc/${pid}/cwd`));
  // Unreadable for a server that runs as another account; then take it for ours rather than start a second one.
  return workingDir === null || workingDir === realpathSync(cluster);
}

/** Reads from /proc; null when the process is gone or not ours to look into. */
function readProcess(read: () => string): string | null {
  try {
    return read();
  } catch (error) {
    if (['ENOENT', 'ESRCH', 'EACCES', 'EPERM'].includes((error as NodeJS.ErrnoException).code ?? '')) return null;
    throw error;
  }
}
