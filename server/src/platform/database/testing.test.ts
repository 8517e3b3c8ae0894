import pg from 'pg';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { type TestDatabase, testDatabase } from './testing.ts';

let first: TestDatabase;
let second: TestDatabase;

beforeAll(async () => {
  [first, second] = await Promise.all([testDatabase(), testDatabase()]);
});

afterAll(async () => {
  await Promise.all([first.drop(), second.drop()]);
});

async function ask(url: string, sql: string): Promise<unknown[]> {
  const client = new pg.Client({ connectionString: url });
  await client.connect();
  try {
    return (await client.query(sql)).rows;
  } finally {
    await client.end();
  }
}

test('a test database carries the schema and is its own', async () => {
  await ask(first.ownerUrl, `INSERT INTO installation (mode, made_at) VALUES ('demo', '2026-11-25T00:00:00Z')`);
  expect(await ask(first.appUrl, 'SELECT mode FROM installation')).toEqual([{ mode: 'demo' }]);
  expect(await ask(second.appUrl, 'SELECT mode FROM installation')).toEqual([]);
});

test('it is reached as the owner and as the application, which is the lesser', async () => {
  const asked = 'SELECT current_user AS name, rolsuper AS super FROM pg_roles WHERE rolname = current_user';
  expect(await ask(first.appUrl, asked)).toEqual([{ name: 'xieli_app', super: false }]);
  expect(await ask(first.ownerUrl, asked)).toEqual([{ name: 'xieli_owner', super: first.server === 'embedded' }]);
});
