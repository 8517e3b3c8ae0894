import { spawnSync } from 'node:child_process';
import {
  closeSync,
  existsSync,
  fsyncSync,
  mkdirSync,
  openSync,
  readdirSync,
  readFileSync,
  renameSync,
  rmSync,
} from 'node:fs';
import path from 'node:path';
import type { Binaries } from './binaries.ts';
import { DatabaseFailed, MajorVersionDiffers } from './errors.ts';
import { giveTo, type Launch } from './privileges.ts';

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
export function prepareCluster(dataDir: string, binaries: Binaries, launch: Launch): string {
  const cluster = path.join(dataDir, 'postgres');
  for (const name of readdirSync(dataDir)) {
    if (name.startsWith(halfMade)) rmSync(path.join(dataDir, name), { recursive: true });
  }
  if (!existsSync(cluster)) createCluster(cluster, path.join(dataDir, `${halfMade}${process.pid}`), binaries, launch);
  const found = readFileSync(path.join(cluster, 'PG_VERSION'), 'utf8').trim();
  if (found !== binaries.majorVersion) throw new MajorVersionDiffers(cluster, found, binaries.majorVersion);
  giveTo(launch.owner, cluster);
  return cluster;
}

function createCluster(cluster: string, temporary: string, binaries: Binaries, launch: Launch): void {
  mkdirSync(temporary, { mode: 0o700 });
  giveTo(launch.owner, temporary);
  const [program = '', ...args] = [
    ...launch.prefix,
    binaries.initdb,
    `--pgdata=${temporary}`,
    `--username=${ownerRole}`,
    '--auth=trust',
    '--encoding=UTF8',
    '--locale-provider=builtin',
    '--builtin-locale=C.UTF-8',
    '--locale=C',
    '--data-checksums',
  ];
  const run = spawnSync(program, args, { env: programEnvironment, encoding: 'utf8', cwd: '/' });
  if (run.error) throw run.error;
  if (run.status !== 0) throw new DatabaseFailed('initdb failed', `${run.stdout}${run.stderr}`.trim());
  renameSync(temporary, cluster);
  syncDirectory(path.dirname(cluster));
}

function syncDirectory(dir: string): void {
  const handle = openSync(dir, 'r');
  fsyncSync(handle);
  closeSync(handle);
}
