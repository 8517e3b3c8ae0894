import { createHash } from 'node:crypto';
import { readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { fileURLToPath } from 'node:url';
import pg, { type Client } from 'pg';
import { appUrlFrom, ensureAppRole, reconcilePrivileges, verifyAppRole } from './app-role.ts';
import { distributeNewTables, settleForCluster } from './distribute.ts';
import { sqlState } from './errors.ts';
import { splitStatements } from './sql-statements.ts';
import { connectionSettings } from './types.ts';

/** Folder of the program's own migrations. */
export const ownMigrations = fileURLToPath(new URL('../../../migrations', import.meta.url));

export type Migration = { version: number; name: string; sql: string; checksum: string };

/** The database cannot be brought to this program's schema; nothing of the failed migration remains. */
export class MigrationRefused extends Error {
  override readonly name = 'MigrationRefused';
}

const oldestServer = 150000;
/** Key of the advisory lock under which one program at a time migrates ("xieli" in ASCII). */
const migrationLock = '517316703337';
const deadlock = '40P01';
const deadlockAttempts = 5;

/**
 * Brings a database to the schema of this program: forward only, under an advisory lock, each migration one
 * transaction, then the application's role and its rights (distributed.md 2).
 * @param ownerUrl connection string of the schema's owner
 * @param options.appRolePassword password of `xieli_app`, used when the role is made here
 * @param options.appUrl connection string of a role that an administrator made (XIELI_DATABASE_APP_URL)
 * @param options.upTo last migration to apply, where the schema of a backup is wanted before this program's
 * @returns the application's connection string, and the names of the migrations applied now
 * @throws MigrationRefused, AppRoleUnusable
 */
export async function migrate(
  ownerUrl: string,
  options: { appRolePassword: string; appUrl?: string | null; migrationsDir?: string; upTo?: number },
): Promise<{ appUrl: string; applied: string[] }> {
  const migrations = readMigrations(options.migrationsDir ?? ownMigrations);
  const appUrl = options.appUrl ?? appUrlFrom(ownerUrl, options.appRolePassword);
  const owner = new pg.Client(connectionSettings(ownerUrl));
  await owner.connect();
  try {
    await refuseOldServer(owner);
    await owner.query(`SELECT pg_advisory_lock(${migrationLock})`);
    const pending = pendingMigrations(migrations, await readLog(owner)).filter(
      ({ version }) => version <= (options.upTo ?? version),
    );
    await createLog(owner);
    for (const migration of pending) await applyWithRetry(owner, migration);
    if (!options.appUrl) await ensureAppRole(owner, options.appRolePassword);
    await inTransaction(owner, () => reconcilePrivileges(owner, decodeURIComponent(new URL(appUrl).username)));
    await verifyAppRole(appUrl);
    return { appUrl, applied: pending.map((migration) => migration.name) };
  } catch (error) {
    throw inPlainWords(error);
  } finally {
    await owner.end();
  }
}

const readOnly = '25006';
const diskFull = '53100';

/** What an administrator can mend, said so; any other error unchanged. Either way the migration left nothing of itself. */
function inPlainWords(error: unknown): unknown {
  const { message, cause } = error as Error;
  const state = sqlState(cause) ?? sqlState(error);
  // A file beyond what the system lets the database write has no state of its own.
  if (state === diskFull || message.includes('could not extend file')) {
    return new MigrationRefused(
      `数据库所在的磁盘已满，这项升级没有留下任何改动；请腾出空间后重新启动。 / The disk of the database is full; of this migration nothing remains. Make room and start again. (${message})`,
      { cause: error },
    );
  }
  if (state === readOnly) {
    return new MigrationRefused(
      `数据库是只读的（也许连到了备库），不能升级，没有任何改动。 / The database is read-only (perhaps a standby) and cannot be migrated; nothing was changed. (${message})`,
      { cause: error },
    );
  }
  return error;
}

/**
 * Reads the migrations of a folder in their order.
 * @throws MigrationRefused when a file is not called NNNN_name.sql or a number comes twice.
 */
export function readMigrations(dir: string): Migration[] {
  const files = readdirSync(dir).filter((file) => file.endsWith('.sql'));
  const migrations = files.sort().map((file) => {
    const found = /^(\d{4})_[a-z0-9_]+\.sql$/.exec(file);
    if (!found) throw new MigrationRefused(`${file}: a migration is called NNNN_name.sql`);
    // A checkout may turn line ends; that changes no migration.
    const sql = readFileSync(path.join(dir, file), 'utf8').replaceAll('\r\n', '\n');
    const checksum = createHash('sha256').update(sql).digest('hex');
    return { version: Number(found[1]), name: file.slice(0, -'.sql'.length), sql, checksum };
  });
  const twice = migrations.find((migration, index) => migrations[index - 1]?.version === migration.version);
  if (twice) throw new MigrationRefused(`${twice.name}: its number is taken twice`);
  return migrations;
}

type LogRow = { version: number; name: string; checksum: string };

/**
 * What is still to be applied, given what was applied before.
 * @throws MigrationRefused when the database is newer than the program, or an applied migration was changed.
 */
export function pendingMigrations(migrations: Migration[], log: LogRow[]): Migration[] {
  const last = log.reduce((highest, row) => Math.max(highest, row.version), 0);
  for (const row of log) {
    const own = migrations.find((migration) => migration.version === row.version);
    if (!own) {
      throw new MigrationRefused(
        `The database knows migration ${row.name}, this program does not: it was made by a newer program. ` +
          'Start that one, or restore a backup.',
      );
    }
    if (own.checksum !== row.checksum) {
      throw new MigrationRefused(`${own.name} was changed after it had been applied; write a new migration instead`);
    }
  }
  const pending = migrations.filter((migration) => !log.some((row) => row.version === migration.version));
  const late = pending.find((migration) => migration.version < last);
  if (late) throw new MigrationRefused(`${late.name} comes before a migration that is applied already; renumber it`);
  return pending;
}

async function refuseOldServer(owner: Client): Promise<void> {
  const { rows } = await owner.query<{ number: number; name: string }>(
    "SELECT current_setting('server_version_num')::int AS number, current_setting('server_version') AS name",
  );
  const [version] = rows;
  if (!version || version.number < oldestServer) {
    throw new MigrationRefused(`PostgreSQL ${version?.name} is too old: 15 or newer is needed`);
  }
}

async function readLog(owner: Client): Promise<LogRow[]> {
  const { rows } = await owner.query<{ present: boolean }>(
    "SELECT to_regclass('public.schema_migrations') IS NOT NULL AS present",
  );
  if (!rows[0]?.present) return [];
  const log = await owner.query<LogRow>('SELECT version, name, checksum FROM schema_migrations ORDER BY version');
  return log.rows;
}

async function createLog(owner: Client): Promise<void> {
  await owner.query(
    `CREATE TABLE IF NOT EXISTS schema_migrations (
       version integer NOT NULL, name text NOT NULL, checksum text NOT NULL, applied_at timestamptz NOT NULL,
       CONSTRAINT schema_migrations_pkey PRIMARY KEY (version))`,
  );
  await owner.query("COMMENT ON TABLE schema_migrations IS 'xieli:local'");
}

/** On a cluster, a migration beside running writes can be chosen as the victim of a deadlock. */
async function applyWithRetry(owner: Client, migration: Migration): Promise<void> {
  for (let attempt = 1; ; attempt++) {
    try {
      return await inTransaction(owner, () => apply(owner, migration));
    } catch (error) {
      const victim = ((error as Error).cause as { code?: string } | undefined)?.code === deadlock;
      if (!victim || attempt === deadlockAttempts) throw error;
    }
  }
}

async function apply(owner: Client, migration: Migration): Promise<void> {
  await settleForCluster(owner);
  for (const statement of splitStatements(migration.sql)) {
    try {
      await owner.query(statement.text);
    } catch (error) {
      const where = `${migration.name}.sql, statement at line ${statement.line}`;
      throw new MigrationRefused(`${where}: ${(error as Error).message}`, { cause: error });
    }
  }
  await distributeNewTables(owner);
  await owner.query('INSERT INTO schema_migrations (version, name, checksum, applied_at) VALUES ($1, $2, $3, $4)', [
    migration.version,
    migration.name,
    migration.checksum,
    new Date().toISOString(),
  ]);
}

async function inTransaction(client: Client, work: () => Promise<void>): Promise<void> {
  await client.query('BEGIN');
  try {
    await work();
    await client.query('COMMIT');
  } catch (error) {
    await client.query('ROLLBACK');
    throw error;
  }
}
