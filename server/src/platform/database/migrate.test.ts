import { spawnSync } from 'node:child_process';
import { cpSync, mkdtempSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import pg from 'pg';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { AppRoleUnusable, verifyAppRole } from './app-role.ts';
import { MigrationRefused, migrate, ownMigrations } from './migrate.ts';
import { type TestDatabase, testDatabase } from './testing.ts';
import { testAppRolePassword } from './testing-ground.ts';
import { connectionSettings } from './types.ts';

let database: TestDatabase;
let migrationsDir: string;

beforeEach(async () => {
  database = await testDatabase({ empty: true });
  migrationsDir = mkdtempSync(path.join(os.tmpdir(), 'xieli-migrations-'));
});

afterEach(async () => {
  await database.drop();
  rmSync(migrationsDir, { recursive: true });
});

const tenants = `
  CREATE TABLE tenants (tenant_id uuid NOT NULL, CONSTRAINT tenants_pk PRIMARY KEY (tenant_id));
  COMMENT ON TABLE tenants IS 'xieli:reference';`;

const table = (name: string, comment: string) => `
  CREATE TABLE ${name} (tenant_id uuid NOT NULL, id uuid NOT NULL, CONSTRAINT ${name}_pk PRIMARY KEY (tenant_id, id));
  COMMENT ON TABLE ${name} IS '${comment}';`;

function write(name: string, sql: string): void {
  writeFileSync(path.join(migrationsDir, `${name}.sql`), sql);
}

function run(): Promise<{ appUrl: string; applied: string[] }> {
  return migrate(database.ownerUrl, { migrationsDir, appRolePassword: testAppRolePassword });
}

async function ask(url: string, sql: string): Promise<unknown[]> {
  const client = new pg.Client(connectionSettings(url));
  await client.connect();
  try {
    return (await client.query(sql)).rows;
  } finally {
    await client.end();
  }
}

const tables = () =>
  ask(
    database.ownerUrl,
    `SELECT relname FROM pg_class WHERE relnamespace = 'public'::regnamespace AND relkind = 'r'
    ORDER BY 1`,
  ).then((rows) => (rows as { relname: string }[]).map((row) => row.relname));

test('migrations are applied once, in order, and later ones after them', async () => {
  write('0002_notes', table('notes', 'xieli:tenant'));
  write('0001_tenants', tenants);
  expect((await run()).applied).toEqual(['0001_tenants', '0002_notes']);
  write('0003_more', table('more', 'xieli:tenant'));
  expect((await run()).applied).toEqual(['0003_more']);
  expect((await run()).applied).toEqual([]);
  expect(await tables()).toEqual(['more', 'notes', 'schema_migrations', 'tenants']);
});

test('several programs that start at once migrate once', async () => {
  write('0001_tenants', `${tenants} SELECT pg_sleep(0.2);`);
  const results = await Promise.all([run(), run(), run()]);
  expect(results.map(({ applied }) => applied.length).sort()).toEqual([0, 0, 1]);
});

test('a failing migration leaves nothing of itself, keeps the earlier ones, and says where it failed', async () => {
  write('0001_tenants', tenants);
  write('0002_broken', `${table('notes', 'xieli:tenant')}\n\nSELECT 1/0;`);
  await expect(run()).rejects.toThrow(/0002_broken\.sql, statement at line 5: division by zero/);
  expect(await tables()).toEqual(['schema_migrations', 'tenants']);
  write('0002_broken', table('notes', 'xieli:tenant'));
  expect((await run()).applied).toEqual(['0002_broken']);
});

test('a disk that takes no more in the middle of a migration leaves the schema as it was, and the next start goes on', async () => {
  write('0001_tenants', tenants);
  await run();
  write(
    '0002_long',
    `LOCK TABLE tenants; CREATE TABLE long AS SELECT repeat('x', 900) FROM generate_series(1, 30000);`,
  );
  const holder = new pg.Client(connectionSettings(database.ownerUrl));
  await holder.connect();
  await holder.query('BEGIN; LOCK TABLE tenants');
  const refused = expect(run()).rejects.toThrow(/磁盘已满.*0002_long\.sql/);
  const waiting = async () =>
    (
      await holder.query<{ pid: number }>(
        `SELECT pid FROM pg_locks WHERE relation = 'tenants'::regclass AND NOT granted`,
      )
    ).rows[0]?.pid;
  await expect.poll(waiting).toBeDefined();
  // The system's own limit on how long a file of that one process may grow; more than a piece of the journal has.
  spawnSync('prlimit', ['--pid', String(await waiting()), `--fsize=${20 * 1024 * 1024}:`]);
  await holder.query('COMMIT');
  await holder.end();
  await refused;
  expect(await tables()).toEqual(['schema_migrations', 'tenants']);
  write('0002_long', table('long', 'xieli:tenant'));
  expect((await run()).applied).toEqual(['0002_long']);
});

test('a database that is read-only, as a standby is, is refused in words', async () => {
  write('0001_tenants', tenants);
  const { pathname } = new URL(database.ownerUrl);
  await ask(database.ownerUrl, `ALTER DATABASE ${pathname.slice(1)} SET default_transaction_read_only = on`);
  await expect(run()).rejects.toThrow('数据库是只读的');
});

test('an applied migration that was changed is refused; other line ends are no change', async () => {
  write('0001_tenants', tenants);
  await run();
  write('0001_tenants', tenants.replaceAll('\n', '\r\n'));
  expect((await run()).applied).toEqual([]);
  write('0001_tenants', `${tenants} -- a thought`);
  await expect(run()).rejects.toThrow(/0001_tenants was changed/);
});

test('a database of a newer program is refused, untouched', async () => {
  write('0001_tenants', tenants);
  write('0002_notes', table('notes', 'xieli:tenant'));
  await run();
  rmSync(path.join(migrationsDir, '0002_notes.sql'));
  await expect(run()).rejects.toThrow(MigrationRefused);
  await expect(run()).rejects.toThrow(/0002_notes.*newer program/);
  expect(await tables()).toContain('notes');
});

test('a migration that comes late, a wrong name and a doubled number are refused', async () => {
  write('0002_tenants', tenants);
  await run();
  write('0001_late', table('notes', 'xieli:tenant'));
  await expect(run()).rejects.toThrow(/0001_late comes before/);
  rmSync(path.join(migrationsDir, '0001_late.sql'));
  write('0002_twice', table('notes', 'xieli:tenant'));
  await expect(run()).rejects.toThrow(/taken twice/);
  rmSync(path.join(migrationsDir, '0002_twice.sql'));
  write('3_short', table('notes', 'xieli:tenant'));
  await expect(run()).rejects.toThrow(/NNNN_name\.sql/);
});

test('the application holds exactly the rights that the comments give', async () => {
  write(
    '0001_all',
    [
      tenants,
      table('notes', 'xieli:tenant'),
      table('acts', 'xieli:tenant append-only'),
      table('ticks', 'xieli:local writable'),
    ].join('\n'),
  );
  const { appUrl } = await run();
  const rights = () =>
    ask(
      appUrl,
      `SELECT t, string_agg(p, ' ' ORDER BY n) AS rights
       FROM unnest(ARRAY['acts', 'notes', 'schema_migrations', 'tenants', 'ticks']) t,
            unnest(ARRAY['SELECT', 'INSERT', 'UPDATE', 'DELETE', 'TRUNCATE', 'REFERENCES']) WITH ORDINALITY p(p, n)
       WHERE has_table_privilege(t, p) GROUP BY t ORDER BY t`,
    );
  const expected = [
    { t: 'acts', rights: 'SELECT INSERT' },
    { t: 'notes', rights: 'SELECT INSERT UPDATE DELETE' },
    { t: 'schema_migrations', rights: 'SELECT' },
    { t: 'tenants', rights: 'SELECT' },
    { t: 'ticks', rights: 'SELECT INSERT UPDATE DELETE' },
  ];
  expect(await rights()).toEqual(expected);
  await ask(database.ownerUrl, 'GRANT UPDATE, TRUNCATE ON acts TO xieli_app');
  await ask(database.ownerUrl, 'REVOKE INSERT ON notes FROM xieli_app');
  await run();
  expect(await rights()).toEqual(expected);
});

test('the application makes tables in the schema of the queue and nowhere else', async () => {
  write('0001_tenants', tenants);
  const { appUrl } = await run();
  await ask(appUrl, 'CREATE TABLE queue.job (id int)');
  await expect(ask(appUrl, 'CREATE TABLE public.mine (id int)')).rejects.toThrow(/permission denied/);
  await expect(ask(appUrl, 'CREATE SCHEMA mine')).rejects.toThrow(/permission denied/);
});

test('a table whose comment says no kind is named', async () => {
  write('0001_tenants', `${tenants} ${table('notes', 'xieli:tenant append_only')}`);
  await expect(run()).rejects.toThrow(/notes/);
});

test('a role that no policy would bind is refused', async () => {
  await expect(verifyAppRole(database.ownerUrl)).rejects.toThrow(AppRoleUnusable);
});

test('a role of another installation, with another password, is not taken over', async () => {
  write('0001_tenants', tenants);
  const foreign = migrate(database.ownerUrl, {
    migrationsDir,
    appRolePassword: 'the password of another installation',
  });
  // Over its private socket the embedded server asks for no password: only one installation can be there.
  if (database.server === 'embedded') await expect(foreign).resolves.toMatchObject({ applied: ['0001_tenants'] });
  else await expect(foreign).rejects.toThrow(/XIELI_DATABASE_APP_URL/);
});

test("the program's own migrations apply to an empty database", async () => {
  cpSync(ownMigrations, migrationsDir, { recursive: true });
  const { applied } = await run();
  expect(applied).toHaveLength(readdirSync(ownMigrations).length);
});

test('values come out exact: a day is not shifted, a microsecond not cut, a large number not rounded', async () => {
  const [row] = await ask(
    database.ownerUrl,
    `SELECT '2026-03-29'::date AS day, '2026-03-29T02:30:00.123456+08'::timestamptz AS instant,
       9007199254740993::int8 AS large, '[2026-01-01,)'::daterange AS validity,
       ARRAY['2026-01-01'::date, NULL] AS days, ARRAY['2026-01-01T00:00Z'::timestamptz, NULL] AS instants, ARRAY[9007199254740993] AS larges`,
  );
  expect(row).toEqual({
    day: '2026-03-29',
    instant: '2026-03-28T18:30:00.123456Z',
    large: '9007199254740993',
    validity: '[2026-01-01,)',
    days: ['2026-01-01', null],
    instants: ['2026-01-01T00:00:00Z', null],
    larges: ['9007199254740993'],
  });
});
