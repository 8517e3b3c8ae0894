import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { type AddressInfo, createServer } from 'node:net';
import path from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { median } from './measure.ts';

const root = path.resolve(import.meta.dirname, '..');
const longestMs = 60_000;

/** Seconds from `xieli serve` over the embedded database of a filled city to the first good answer of /readyz. */
export async function measureRestart(dataDir: string, rounds: number): Promise<number> {
  const took: number[] = [];
  for (let round = 0; round < rounds; round += 1) took.push(await startOnce(dataDir));
  return median(took);
}

async function startOnce(dataDir: string): Promise<number> {
  const port = await freePort();
  const began = performance.now();
  const server = spawn(process.execPath, ['server/src/cli.ts', 'serve'], {
    cwd: root,
    env: { ...process.env, NODE_ENV: 'production', XIELI_DATA_DIR: dataDir, XIELI_PORT: String(port) },
    stdio: ['ignore', 'ignore', 'inherit'],
  });
  const ended = once(server, 'exit');
  try {
    while (!(await ready(port))) {
      if (server.exitCode !== null || performance.now() - began > longestMs)
        throw new Error('The server did not start');
      await sleep(10);
    }
    return (performance.now() - began) / 1000;
  } finally {
    server.kill('SIGTERM');
    await ended;
  }
}

async function ready(port: number): Promise<boolean> {
  try {
    return (await fetch(`http://127.0.0.1:${port}/readyz`)).ok;
  } catch {
    // Nobody listens yet.
    return false;
  }
}

async function freePort(): Promise<number> {
  const server = createServer();
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  const { port } = server.address() as AddressInfo;
  server.close();
  await once(server, 'close');
  return port;
}
