import { type ChildProcess, spawn } from 'node:child_process';
import { existsSync, openSync, readFileSync } from 'node:fs';
import { type AddressInfo, createServer } from 'node:net';
import path from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { fileURLToPath } from 'node:url';

/** What a kill hits: the server, the embedded database with it as in a power cut, or the database alone. */
export const killKinds = ['server', 'both', 'database'] as const;
export type KillKind = (typeof killKinds)[number];

/** `xieli serve` in a process of its own, which can be killed and started again on the same data. */
export interface Victim {
  origin: string;
  /** Of the process that runs. @throws Error when none does */
  pid(): number;
  /** Starts and waits until it says that it is ready. @throws Error with its standard error when it ends before that */
  start(): Promise<void>;
  /** Waits until it is ready. @throws Error with its standard error when it ends before that */
  ready(): Promise<void>;
  /** kill -9 of what is named; waits until the server is gone, where it was hit itself. */
  kill(what: KillKind): Promise<void>;
  stop(): Promise<void>;
}

const programs = {
  production: [fileURLToPath(new URL('../server/src/cli.ts', import.meta.url)), 'serve'],
  demo: [fileURLToPath(new URL('../server/src/main.ts', import.meta.url))],
};
/** A busy machine takes minutes to let a demo city live through its past. */
const patienceMs = 600_000;

export async function openVictim(
  environment: Record<string, string>,
  { mode = 'production', log }: { mode?: keyof typeof programs; log?: string } = {},
): Promise<Victim> {
  const port = await freePort();
  const origin = `http://127.0.0.1:${port}`;
  let child: ChildProcess | null = null;
  let errors = '';

  async function gone(running: ChildProcess): Promise<void> {
    if (running.exitCode !== null || running.signalCode !== null) return;
    await new Promise((resolve) => running.once('exit', resolve));
  }

  async function ready(running: ChildProcess): Promise<void> {
    for (const until = Date.now() + patienceMs; Date.now() < until; await sleep(50)) {
      if (running.exitCode !== null) throw new Error(`The server ended with ${running.exitCode}: ${errors}`);
      if (await isReady(origin)) return;
    }
    throw new Error(`The server was not ready within ${patienceMs / 1000} s: ${errors}`);
  }

  return {
    origin,
    pid() {
      if (!child?.pid) throw new Error('Nothing runs');
      return child.pid;
    },
    async start() {
      errors = '';
      const started = serve({ ...environment, XIELI_PORT: String(port) }, { mode, ...(log ? { log } : {}) });
      child = started;
      started.stderr?.on('data', (chunk) => {
        errors += chunk;
      });
      await ready(started);
    },
    async ready() {
      if (!child) throw new Error('Nothing runs');
      await ready(child);
    },
    async kill(what) {
      if (!child) throw new Error('Nothing runs');
      const postmaster = what === 'server' ? null : postmasterOf(environment.XIELI_DATA_DIR ?? '');
      if (what === 'server' || what === 'both') child.kill('SIGKILL');
      if (postmaster !== null) process.kill(postmaster, 'SIGKILL');
      if (what === 'server' || what === 'both') return gone(child);
      // Until another one stands in its place the old answers may still be on their way.
      const dataDir = environment.XIELI_DATA_DIR ?? '';
      for (const until = Date.now() + patienceMs; Date.now() < until; await sleep(50))
        if (existsSync(postmasterFile(dataDir)) && postmasterOf(dataDir) !== postmaster) return;
      throw new Error(`No database came back within ${patienceMs / 1000} s`);
    },
    async stop() {
      if (!child) return;
      child.kill('SIGTERM');
      await gone(child);
    },
  };
}

/**
 * Starts `xieli serve`, or the demo; what it says to people on standard error is kept.
 * @param options.log file for its log, which goes nowhere without one
 */
export function serve(
  environment: Record<string, string>,
  { mode = 'production', log }: { mode?: keyof typeof programs; log?: string } = {},
): ChildProcess {
  return spawn(process.execPath, programs[mode], {
    env: { ...process.env, NODE_ENV: 'production', ...environment },
    stdio: ['ignore', log ? openSync(log, 'a') : 'ignore', 'pipe'],
  });
}

async function isReady(origin: string): Promise<boolean> {
  try {
    return (await fetch(`${origin}/readyz`)).ok;
  } catch (error) {
    // Nobody listens yet; anything else that fetch may say is the caller's to see.
    if (error instanceof TypeError) return false;
    throw error;
  }
}

const postmasterFile = (dataDir: string) => path.join(dataDir, 'postgres', 'postmaster.pid');

function postmasterOf(dataDir: string): number {
  const file = postmasterFile(dataDir);
  if (!existsSync(file)) throw new Error(`${file} is missing: this server has no database of its own`);
  return Number(readFileSync(file, 'utf8').split('\n')[0]);
}

async function freePort(): Promise<number> {
  const server = createServer();
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const { port } = server.address() as AddressInfo;
  await new Promise((resolve) => server.close(resolve));
  return port;
}
