import { mkdtempSync, rmSync } from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import pg from 'pg';
import type { TestProject } from 'vitest/node';
import { startEmbedded } from './embedded/index.ts';
import { startExternal } from './external-server.ts';
import { migrate } from './migrate.ts';

/** The server on which a vitest project makes its test databases. */
export type Ground = {
  server: 'embedded' | 'external';
  /** The owner's connection string, to a database of no content. */
  ownerUrl: string;
  appUrl: string;
  /** Name of the migrated database that test databases are copied from. */
  template: string;
};

declare module 'vitest' {
  interface ProvidedContext {
    databaseGround: Ground;
  }
}

const template = 'xieli_template';
/** Known, because the server lives as long as the test run and listens to this machine only. */
export const testAppRolePassword = 'only-for-tests';

/** Global setup of the database projects: one server per run, with the schema migrated once. */
export default async function setup(project: TestProject): Promise<() => Promise<void>> {
  const dir = mkdtempSync(path.join(os.tmpdir(), 'xieli-test-'));
  const server = project.name === 'database-external' ? 'external' : 'embedded';
  const { ownerUrl, stop } = await start(server, dir);
  const templateUrl = new URL(ownerUrl);
  templateUrl.pathname = `/${template}`;
  try {
    const owner = new pg.Client({ connectionString: ownerUrl });
    await owner.connect();
    await owner.query(`CREATE DATABASE ${template}`);
    await owner.end();
    const { appUrl } = await migrate(templateUrl.href, { appRolePassword: testAppRolePassword });
    project.provide('databaseGround', { server, ownerUrl, appUrl, template });
  } catch (error) {
    await stop();
    throw error;
  }
  return async () => {
    await stop();
    rmSync(dir, { recursive: true });
  };
}

function start(server: Ground['server'], dir: string): Promise<{ ownerUrl: string; stop(): Promise<void> }> {
  if (server === 'external') return startExternal(dir);
  // A test database need not outlive a power cut; it is made and dropped many times.
  return startEmbedded({ dataDir: dir, command: 'test', settings: { fsync: 'off', max_connections: '200' } });
}
