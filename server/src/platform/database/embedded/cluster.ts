import { spawn } from 'node:child_process';
import {
  chmodSync,
  closeSync,
  existsSync,
  fsyncSync,
  mkdirSync,
  openSync,
  readdirSync,
  readFileSync,
  renameSync,
} from 'node:fs';
import { rm } from 'node:fs/promises';
import path from 'node:path';
import type { Binaries } from './binaries.ts';
import { DatabaseFailed, MajorVersionDiffers } from './errors.ts';
import { commandLine, giveTo, type Launch } from './privileges.ts';

/** The database's owner, who migrates; the application itself signs in as `xieli_app`. */
export const ownerRole = 'xieli_owner';

/** Environment of every database program: none of the caller's own PostgreSQL settings. */
export const programEnvironment = { PATH: process.env.PATH ?? '/usr/bin:/bin', LC_ALL: 'C.UTF-8', TZ: 'UTC' };

const halfMade = 'postgres.making-';

/**
 * Makes sure a usable data directory of PostgreSQL lies under the data directory, and returns its path.
 * To be called under the instance lock. A half-made one of a killed start is thrown away, never used.
 * @throws MajorVersionDiffers when other binaries wrote it.
 */
export async function prepareCluster(dataDir: string, binaries: Binaries, launch: Launch): Promise<string> {
  const cluster = path.join(dataDir, 'postgres');
  for (const name of readdirSync(dataDir)) {
    if (name.startsWith(halfMade)) await discard(path.join(dataDir, name));
  }
  if (!existsSync(cluster))
    await createCluster(cluster, path.join(dataDir, `${halfMade}${process.pid}`), binaries, launch);
  const found = readFileSync(path.join(cluster, 'PG_VERSION'), 'utf8').trim();
  if (found !== binaries.majorVersion) throw new MajorVersionDiffers(cluster, found, binaries.majorVersion);
  giveTo(launch.owner, cluster);
  // A copied folder often lost the mode without which PostgreSQL refuses it.
  chmodSync(cluster, 0o700);
  return cluster;
}

async function createCluster(cluster: string, temporary: string, binaries: Binaries, launch: Launch): Promise<void> {
  mkdirSync(temporary, { mode: 0o700 });
  giveTo(launch.owner, temporary);
  const args = [
    `--pgdata=${temporary}`,
    `--username=${ownerRole}`,
    '--auth=trust',
    '--encoding=UTF8',
    '--locale-provider=builtin',
    '--builtin-locale=C.UTF-8',
    '--locale=C',
    '--data-checksums',
  ];
  const { code, said } = await runToEnd(commandLine(launch, 'KILL', binaries.initdb, args));
  if (code !== 0) throw new DatabaseFailed('initdb failed', said);
  renameSync(temporary, cluster);
  syncDirectory(path.dirname(cluster));
}

/** Runs a database program to its end; the lock goes on answering meanwhile. */
function runToEnd([program = '', ...args]: string[]): Promise<{ code: number | null; said: string }> {
  return new Promise((resolve, reject) => {
    const child = spawn(program, args, { env: programEnvironment, cwd: '/', stdio: ['ignore', 'pipe', 'pipe'] });
    let said = '';
    for (const output of [child.stdout, child.stderr]) {
      output.setEncoding('utf8').on('data', (text) => {
        said += text;
      });
    }
    child.once('error', reject);
    child.once('close', (code) => resolve({ code, said: said.trim() }));
  });
}

/**
 * Removes a half-made cluster; a helper of the killed initdb may still be writing its last file into it. Not `rmSync`, which
 * tries once and says nothing when a file that came meanwhile keeps the folder.
 */
function discard(dir: string): Promise<void> {
  return rm(dir, { recursive: true, maxRetries: 20, retryDelay: 100 });
}

function syncDirectory(dir: string): void {
  const handle = openSync(dir, 'r');
  fsyncSync(handle);
  closeSync(handle);
}
