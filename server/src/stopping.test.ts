import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import pg from 'pg';
import { v7 } from 'uuid';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { boot } from './boot.ts';
import { readConfig } from './config.ts';
import { openGround } from './ground.ts';

let dataDir: string;

beforeAll(() => {
  dataDir = mkdtempSync(path.join(os.tmpdir(), 'xieli-stopping-'));
});

afterAll(() => rmSync(dataDir, { recursive: true }));

const silent = { progress: () => undefined };

const postmaster = () => Number(readFileSync(path.join(dataDir, 'postgres/postmaster.pid'), 'utf8').split('\n')[0]);

test('a server whose database is killed is ready again with it, and stops when it is told to in the gap', async () => {
  const config = readConfig('production', { XIELI_DATA_DIR: dataDir, XIELI_PORT: '0' });
  // Without a city there is nothing to seal, and no statement that would meet the gap.
  const ground = await openGround(config, { command: 'test', mode: 'production' });
  const owner = new pg.Client({ connectionString: ground.ownerUrl });
  await owner.connect();
  await owner.query("INSERT INTO tenants (tenant_id, name, created_at) VALUES ($1, '甲市', now())", [v7()]);
  await owner.end();
  await ground.close();

  const running = await boot(config, silent);
  const readiness = async () => (await fetch(`${running.address}/readyz`)).json();
  const killed = postmaster();
  process.kill(killed, 'SIGKILL');
  await expect.poll(postmaster, { timeout: 30_000 }).not.toBe(killed);
  await expect.poll(readiness, { timeout: 30_000 }).toMatchObject({ database: true });
  // Not at the next run of a job, which may be an hour away.
  expect(await readiness()).toMatchObject({ database: true, jobs: true });

  process.kill(postmaster(), 'SIGKILL');
  await running.stop();
  await expect(fetch(`${running.address}/healthz`)).rejects.toThrow();
  // Nobody holds the directory any more.
  await (await openGround(config, { command: 'test', mode: 'production' })).close();
});
