import pg from 'pg';
import { afterAll, beforeAll, expect, test, vi } from 'vitest';
import { ServedElsewhere, servingLock, takeServingLock } from './serving-lock.ts';
import { type TestDatabase, testDatabase } from './testing.ts';

let database: TestDatabase;
beforeAll(async () => {
  database = await testDatabase();
});
afterAll(() => database.drop());

const take = (onLost: (holder: ServedElsewhere) => void = () => undefined) =>
  takeServingLock(database.appUrl, { command: 'serve', onLost });
/** Ends the holder's connection as a restart of the database would; a role may end its own ones. */
async function cutOff() {
  const app = new pg.Client({ connectionString: database.appUrl });
  await app.connect();
  await app.query(
    `SELECT pg_terminate_backend(pid) FROM pg_stat_activity
     WHERE datname = current_database() AND application_name LIKE 'xieli-serving%'`,
  );
  await app.end();
}

test('one program at a time serves a database, and the next is told which one it is', async () => {
  const first = await take();
  const refusal = await take().catch((error: unknown) => error);
  expect(refusal).toBeInstanceOf(ServedElsewhere);
  expect(String(refusal)).toContain(`serve ${process.pid}@`);
  await first.release();
  await (await take()).release();
});

test('whoever lost its connection takes the right again', async () => {
  const lock = await take();
  await cutOff();
  await expect.poll(() => lock.held()).toBe(false);
  await expect.poll(() => lock.held()).toBe(true);
  await lock.release();
});

test('whoever comes back too late is told to stop', async () => {
  const onLost = vi.fn();
  const lock = await take(onLost);
  const other = new pg.Client({ connectionString: database.appUrl });
  await other.connect();
  // Waits at the door, so that it is the first to enter.
  const entered = other.query(`SELECT pg_advisory_lock(${servingLock})`);
  await cutOff();
  await entered;
  await expect.poll(() => onLost.mock.calls.length, { timeout: 5000 }).toBe(1);
  expect(onLost.mock.calls[0]?.[0]).toBeInstanceOf(ServedElsewhere);
  expect(lock.held()).toBe(false);
  await lock.release();
  await other.end();
});
