import { randomUUID } from 'node:crypto';
import pg from 'pg';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { readTableComment, type TableComment } from './table-kinds.ts';
import { type TestDatabase, testDatabase } from './testing.ts';
import { connectionSettings } from './types.ts';

/** The rules of distributed.md 2 and 3 as one query over the catalog (distributed.md 5): each row is a breach. */
const breaches = `
  WITH t AS (
    SELECT oid, relname, relrowsecurity AS rls, relforcerowsecurity AS forced, relowner,
      substring(obj_description(oid, 'pg_class') FROM '^xieli:(tenant|reference|local)\\M') AS kind,
      (SELECT attnum FROM pg_attribute
       WHERE attrelid = c.oid AND attname = 'tenant_id' AND atttypid = 'uuid'::regtype AND attnotnull) AS tid
    FROM pg_class c WHERE relnamespace = 'public'::regnamespace AND relkind IN ('r', 'p')),
  f AS (
    SELECT k.*, a.kind AS ak, b.kind AS bk, a.tid AS atid, b.tid AS btid
    FROM pg_constraint k JOIN t a ON a.oid = conrelid JOIN t b ON b.oid = confrelid WHERE contype = 'f')
  SELECT relname AS object, 'no kind in its comment' AS fault FROM t WHERE kind IS NULL
  UNION ALL SELECT relname, 'tenant_id uuid NOT NULL missing' FROM t WHERE kind = 'tenant' AND tid IS NULL
  UNION ALL SELECT relname, 'no primary key' FROM t
    WHERE NOT EXISTS (SELECT FROM pg_index WHERE indrelid = t.oid AND indisprimary)
  UNION ALL SELECT indexrelid::regclass::text, 'unique without tenant_id, or primary key not beginning with it'
    FROM pg_index JOIN t ON t.oid = indrelid AND kind = 'tenant'
    WHERE (indisunique OR indisexclusion)
      AND (NOT coalesce(tid = ANY (indkey::int2[]), false) OR (indisprimary AND indkey[0] <> tid))
  UNION ALL SELECT conname, ak || ' -> ' || bk || ' foreign key' FROM f
    WHERE (ak, bk) IN (('tenant', 'local'), ('reference', 'tenant'), ('reference', 'local'), ('local', 'tenant'))
  UNION ALL SELECT conname, 'tenant_id not paired with tenant_id' FROM f
    WHERE ak = 'tenant' AND bk = 'tenant'
      AND NOT EXISTS (SELECT FROM unnest(conkey, confkey) x(a, b) WHERE a = atid AND b = btid)
  UNION ALL SELECT conname, 'SET NULL, SET DEFAULT or ON UPDATE action' FROM f
    WHERE ak = 'tenant' AND atid = ANY (conkey) AND (confdeltype IN ('n', 'd') OR confupdtype IN ('c', 'n', 'd'))
  UNION ALL SELECT tgname, 'trigger' FROM pg_trigger JOIN t ON t.oid = tgrelid WHERE NOT tgisinternal AND kind <> 'local'
  UNION ALL SELECT rulename, 'rule' FROM pg_rewrite JOIN t ON t.oid = ev_class
  UNION ALL SELECT relname || '.' || attname, 'identity or serial' FROM t
    JOIN pg_attribute ON attrelid = t.oid AND attnum > 0
    LEFT JOIN pg_attrdef ON adrelid = t.oid AND adnum = attnum
    WHERE kind = 'tenant' AND (attidentity <> '' OR pg_get_expr(adbin, adrelid) LIKE 'nextval(%')
  UNION ALL SELECT relname, 'row security not enabled, or forced' FROM t WHERE kind = 'tenant' AND (NOT rls OR forced)
  UNION ALL SELECT relname, 'policy is not the one comparison' FROM t
    WHERE kind = 'tenant' AND NOT EXISTS (
      SELECT FROM pg_policy WHERE polrelid = t.oid
        AND pg_get_expr(polqual, polrelid) = '(tenant_id = (current_setting(''app.tenant_id''::text))::uuid)'
        AND pg_get_expr(polwithcheck, polrelid) = pg_get_expr(polqual, polrelid))
  UNION ALL SELECT relname, 'more than one policy' FROM t JOIN pg_policy ON polrelid = t.oid
    GROUP BY relname HAVING count(*) > 1
  UNION ALL SELECT n, 'name longer than 54 bytes' FROM (
    SELECT relname AS n FROM pg_class WHERE relnamespace = 'public'::regnamespace
    UNION SELECT conname FROM pg_constraint WHERE connamespace = 'public'::regnamespace AND contype <> 'n') x
    WHERE octet_length(n) > 54
  UNION ALL SELECT relname, 'view without security_invoker, or materialized view open to xieli_app' FROM pg_class
    WHERE relnamespace = 'public'::regnamespace AND relname NOT LIKE 'citus\\_%'
      AND (relkind = 'v' AND NOT coalesce('security_invoker=true' = ANY (reloptions), false)
        OR relkind = 'm' AND has_table_privilege('xieli_app', oid, 'SELECT'))
  UNION ALL SELECT 'xieli_app', 'owns tables, is superuser or BYPASSRLS' FROM pg_roles
    WHERE rolname = 'xieli_app' AND (rolsuper OR rolbypassrls OR EXISTS (SELECT FROM t WHERE relowner = pg_roles.oid))`;

type Column = { name: string; type: string; generated: boolean };
type Table = { name: string; comment: string; columns: Column[] };

const mine = randomUUID();
const theirs = randomUUID();
const undefinedSetting = '42704';
const refusedByRight = '42501';

let database: TestDatabase;
let owner: pg.Client;
let app: pg.Client;
let tables: Table[];

beforeAll(async () => {
  database = await testDatabase();
  owner = new pg.Client(connectionSettings(database.ownerUrl));
  app = new pg.Client(connectionSettings(database.appUrl));
  await Promise.all([owner.connect(), app.connect()]);
  tables = await readTables();
});

afterAll(async () => {
  await Promise.all([owner.end(), app.end()]);
  await database.drop();
});

async function readTables(): Promise<Table[]> {
  const { rows } = await owner.query<Table>(
    `SELECT c.relname AS name, obj_description(c.oid, 'pg_class') AS comment,
       (SELECT json_agg(json_build_object('name', attname, 'type', format_type(atttypid, atttypmod),
                                          'generated', attgenerated <> '') ORDER BY attnum)
        FROM pg_attribute WHERE attrelid = c.oid AND attnum > 0 AND NOT attisdropped) AS columns
     FROM pg_class c
     WHERE relnamespace = 'public'::regnamespace AND relkind IN ('r', 'p')
       AND obj_description(c.oid, 'pg_class') LIKE 'xieli:tenant%'
     ORDER BY relname`,
  );
  return rows;
}

/** Runs in a transaction that leaves nothing, and gives back the result or the SQLSTATE of the refusal. */
async function attempt(client: pg.Client, statements: string[]): Promise<{ rows: unknown[]; count: number } | string> {
  await client.query('BEGIN');
  try {
    let last: pg.QueryResult | undefined;
    for (const statement of statements) last = await client.query(statement);
    return { rows: last?.rows ?? [], count: last?.rowCount ?? 0 };
  } catch (error) {
    return (error as { code?: string }).code ?? String(error);
  } finally {
    await client.query('ROLLBACK');
  }
}

const asTenant = (tenant: string) => `SET LOCAL app.tenant_id = '${tenant}'`;

/** Any value of a type; it need not be sensible. */
function anyValue({ type }: Column): string {
  if (type.endsWith('[]')) return "'{}'";
  if (type === 'uuid') return `'${randomUUID()}'`;
  if (type === 'boolean') return 'true';
  if (/^(integer|bigint|smallint|numeric|real|double)/.test(type)) return '1';
  if (/^timestamp/.test(type)) return "'2026-01-01T00:00:00Z'";
  if (type === 'date') return "'2026-01-01'";
  if (/range$/.test(type)) return "'empty'";
  if (/^jsonb?$/.test(type)) return "'{}'";
  if (type === 'bytea') return String.raw`'\x00'`;
  return "''";
}

function insertInto(table: Table, tenant: string): string {
  const columns = table.columns.filter((column) => !column.generated);
  const names = columns.map((column) => owner.escapeIdentifier(column.name)).join(', ');
  const values = columns.map((column) => (column.name === 'tenant_id' ? `'${tenant}'` : anyValue(column))).join(', ');
  return `INSERT INTO ${table.name} (${names}) VALUES (${values})`;
}

test('the schema breaks none of the rules of the distributed database', async () => {
  const { rows } = await owner.query(breaches);
  expect(rows).toEqual([]);
});

test('the rules are checked: a table that breaks them is found', async () => {
  await owner.query('BEGIN');
  await owner.query(`CREATE TABLE bad (id serial PRIMARY KEY, tenant_id uuid NOT NULL)`);
  await owner.query(`COMMENT ON TABLE bad IS 'xieli:tenant'`);
  const { rows } = await owner.query<{ fault: string }>(breaches);
  await owner.query('ROLLBACK');
  expect(rows.map((row) => row.fault)).toEqual(
    expect.arrayContaining([
      'unique without tenant_id, or primary key not beginning with it',
      'identity or serial',
      'row security not enabled, or forced',
      'policy is not the one comparison',
    ]),
  );
});

test('there are tenant tables, so the tests below test something', () => {
  expect(tables.length).toBeGreaterThan(20);
});

test('without a tenant every tenant table answers with the error of a missing setting, not with nothing', async () => {
  const faults: string[] = [];
  for (const { name } of tables) {
    const result = await attempt(app, [`SELECT FROM ${name}`]);
    if (result !== undefinedSetting) faults.push(`${name} gives ${JSON.stringify(result)}`);
  }
  expect(faults).toEqual([]);
});

test('no tenant table shows, takes, changes or loses a row across tenants', async () => {
  const faults: string[] = [];
  for (const table of tables) faults.push(...(await faultsOf(table)));
  expect(faults).toEqual([]);
});

/** Lets the application try, as one tenant, everything that must fail on a table that holds a row of another. */
async function faultsOf(table: Table): Promise<string[]> {
  const faults: string[] = [];
  const { access } = readTableComment(table.comment) as TableComment;
  await withForeignRow(table, async () => {
    const own = await attempt(app, [asTenant(theirs), `SELECT FROM ${table.name}`]);
    if (typeof own === 'string' || own.count !== 1) faults.push(`${table.name}: its own tenant does not see the row`);
    const seen = await attempt(app, [asTenant(mine), `SELECT FROM ${table.name}`]);
    if (typeof seen === 'string' || seen.count !== 0)
      faults.push(`${table.name}: SELECT gives ${JSON.stringify(seen)}`);
    const aimed = await attempt(app, [asTenant(mine), `SELECT FROM ${table.name} WHERE tenant_id = '${theirs}'`]);
    if (typeof aimed === 'string' || aimed.count !== 0)
      faults.push(`${table.name}: aimed SELECT gives ${JSON.stringify(aimed)}`);
    const inserted = await attempt(app, [asTenant(mine), insertInto(table, theirs)]);
    if (inserted !== refusedByRight) faults.push(`${table.name}: INSERT gives ${JSON.stringify(inserted)}`);
    for (const statement of [`UPDATE ${table.name} SET tenant_id = tenant_id`, `DELETE FROM ${table.name}`]) {
      const result = await attempt(app, [asTenant(mine), statement]);
      const refused =
        access === 'append-only' ? result === refusedByRight : typeof result !== 'string' && result.count === 0;
      if (!refused) faults.push(`${table.name}: ${statement.slice(0, 6)} gives ${JSON.stringify(result)}`);
    }
    if (access !== 'append-only') {
      const taken = await attempt(app, [asTenant(theirs), `UPDATE ${table.name} SET tenant_id = '${mine}'`]);
      if (taken !== refusedByRight)
        faults.push(`${table.name}: moving a row to another tenant gives ${JSON.stringify(taken)}`);
    }
    const emptied = await attempt(app, [asTenant(mine), `TRUNCATE ${table.name}`]);
    if (emptied !== refusedByRight) faults.push(`${table.name}: TRUNCATE gives ${JSON.stringify(emptied)}`);
  });
  return faults;
}

/** The row passes all checks because the table loses them; the database is thrown away after the test. */
async function withForeignRow(table: Table, work: () => Promise<void>): Promise<void> {
  const { rows: constraints } = await owner.query<{ name: string }>(
    `SELECT conname AS name FROM pg_constraint WHERE conrelid = $1::regclass AND contype IN ('c', 'f', 'x')`,
    [table.name],
  );
  for (const { name } of constraints) await owner.query(`ALTER TABLE ${table.name} DROP CONSTRAINT "${name}"`);
  await owner.query(insertInto(table, theirs));
  try {
    await work();
  } finally {
    await owner.query(`DELETE FROM ${table.name}`);
  }
}
