import { mkdirSync, mkdtempSync, rmSync } from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import pg from 'pg';
import type { TestProject } from 'vitest/node';
import { demoConfig, makeDatabase } from './demo-config.ts';

declare module 'vitest' {
  interface ProvidedContext {
    /** Data directory of a stopped demo city, to be copied by each journey. */
    demoTemplate: string;
    /** An external server on which that city's database is `demoDatabase`; null where it lies in the directory. */
    demoServer: string | null;
  }
}

/** Name of the stopped city's database on an external server. */
export const demoDatabase = 'xieli_demo';

/**
 * Makes the demo city once for all journeys; each begins with its own copy of it. With XIELI_TEST_DATABASE=external the
 * cities lie on a PostgreSQL 15 over TCP instead of the embedded one.
 */
export default async function setup(project: TestProject): Promise<() => Promise<void>> {
  mkdirSync(path.resolve('.tmp/e2e'), { recursive: true });
  // A folder for each run: two runs in one tree must not take the city from under each other.
  const template = mkdtempSync(path.resolve('.tmp/e2e/template-'));
  const server = process.env.XIELI_TEST_DATABASE === 'external' ? await openServer() : null;
  const databaseUrl = server && (await makeDatabase(server.ownerUrl, demoDatabase, 'template0'));
  const { boot } = await import('../server/src/boot.ts');
  const running = await boot(demoConfig({ dataDir: template, databaseUrl }), { progress: () => undefined, jobs: [] });
  if (server === null) await forgoPowerCuts(running.ground.ownerUrl);
  await running.stop();
  project.provide('demoTemplate', template);
  project.provide('demoServer', server?.ownerUrl ?? null);
  return async () => {
    await server?.close();
    rmSync(template, { recursive: true, force: true });
  };
}

async function openServer() {
  const { startExternal } = await import('../server/src/platform/database/external-server.ts');
  const folder = mkdtempSync(path.join(os.tmpdir(), 'xieli-e2e-server-'));
  const { ownerUrl, stop } = await startExternal(folder);
  return {
    ownerUrl,
    async close() {
      await stop();
      rmSync(folder, { recursive: true });
    },
  };
}

/** A journey's city need not outlive a power cut: nothing of it waits for the disk. The copies inherit the setting. */
async function forgoPowerCuts(ownerUrl: string): Promise<void> {
  const owner = new pg.Client({ connectionString: ownerUrl });
  await owner.connect();
  await owner.query('ALTER SYSTEM SET fsync = off');
  await owner.end();
}
