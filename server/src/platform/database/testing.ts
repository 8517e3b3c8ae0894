import { randomUUID } from 'node:crypto';
import pg from 'pg';
import { inject } from 'vitest';
import type { Ground } from './testing-ground.ts';

export type TestDatabase = {
  /** Connection string of the schema's owner. */
  ownerUrl: string;
  /** Connection string of the application's role. */
  appUrl: string;
  /** Which server it lies on: the embedded one, or an external PostgreSQL 15 over TCP. */
  server: Ground['server'];
  /** Removes the database, once its connections have ended. @throws when one is still open five seconds later */
  drop(): Promise<void>;
};

/**
 * A database of a test file's own: a copy of the migrated schema, made in a tenth of a second. Call it in `beforeAll`
 * and `drop()` in `afterAll`. A test file that imports this module, directly or through helpers, belongs to the
 * vitest project `database`; with XIELI_TEST_DATABASE=external, or =both, it runs on an external PostgreSQL 15.
 * @param options.empty true for a database without any schema
 * @param options.template another database to copy than the migrated schema
 */
export async function testDatabase(options: { empty?: boolean; template?: string } = {}): Promise<TestDatabase> {
  const ground = inject('databaseGround');
  const name = `test_${randomUUID().replaceAll('-', '')}`;
  const template = options.empty ? 'template0' : (options.template ?? ground.template);
  await asOwner(ground, `CREATE DATABASE ${name} TEMPLATE ${template}`);
  return {
    ownerUrl: withDatabase(ground.ownerUrl, name),
    appUrl: withDatabase(ground.appUrl, name),
    server: ground.server,
    drop: () => asOwner(ground, `DROP DATABASE ${name}`),
  };
}

function withDatabase(url: string, name: string): string {
  const changed = new URL(url);
  changed.pathname = `/${name}`;
  return changed.href;
}

async function asOwner(ground: Ground, statement: string): Promise<void> {
  const client = new pg.Client({ connectionString: ground.ownerUrl });
  await client.connect();
  try {
    await client.query(statement);
  } finally {
    await client.end();
  }
}
