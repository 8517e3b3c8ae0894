import pg from 'pg';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { type Connections, openConnections } from './connections.ts';
import { type TestDatabase, testDatabase } from './testing.ts';

let database: TestDatabase;
let connections: Connections;

beforeAll(async () => {
  database = await testDatabase();
  connections = await openConnections(database.ownerUrl, { max: 2 });
});

afterAll(async () => {
  await connections.close();
  await database.drop();
});

test('a connection that is lost while somebody holds it fails his statement and ends nothing else', async () => {
  const held = await connections.pool.connect();
  const lost = new Promise((resolve) => held.once('end', resolve));
  const { rows } = await held.query<{ pid: number }>('SELECT pg_backend_pid() AS pid');
  const owner = new pg.Client({ connectionString: database.ownerUrl });
  await owner.connect();
  await owner.query('SELECT pg_terminate_backend($1)', [rows[0]?.pid]);
  await owner.end();
  await lost;
  await expect(held.query('SELECT 1')).rejects.toThrow();
  held.release(true);
  expect((await connections.pool.query('SELECT 1 AS one')).rows).toEqual([{ one: 1 }]);
});
