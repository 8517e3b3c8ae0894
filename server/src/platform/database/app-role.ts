import pg, { type Client } from 'pg';
import { type Privilege, privilegesOf, readTableComment } from './table-kinds.ts';
import { connectionSettings } from './types.ts';

/** The application's role: owns no table, passes by no policy. */
export const appRole = 'xieli_app';

/** Schema of the job queue, the one place where the application's role makes tables (design.md 3, "Tenancy"). */
export const queueSchema = 'queue';

/** The application's role cannot be used as it is; the message says what to do. */
export class AppRoleUnusable extends Error {
  override readonly name = 'AppRoleUnusable';
}

/** Makes the application's role when it is missing. It gets no attribute but the right to sign in. */
export async function ensureAppRole(owner: Client, password: string): Promise<void> {
  const { rowCount } = await owner.query('SELECT FROM pg_roles WHERE rolname = $1', [appRole]);
  if (rowCount) return;
  try {
    await owner.query(`CREATE ROLE ${appRole} LOGIN PASSWORD ${owner.escapeLiteral(password)}`);
  } catch (error) {
    const code = (error as { code?: string }).code;
    // Roles belong to the whole server: another database's migration was faster.
    if (code === '42710' || code === '23505') return;
    if (code !== '42501') throw error;
    throw new AppRoleUnusable(
      `The owner may not create the role ${appRole}. Let an administrator run ` +
        `CREATE ROLE ${appRole} LOGIN PASSWORD '…' and set XIELI_DATABASE_APP_URL.`,
      { cause: error },
    );
  }
}

/** The owner's connection string with the application's role in it. */
export function appUrlFrom(ownerUrl: string, password: string): string {
  const url = new URL(ownerUrl);
  url.username = appRole;
  url.password = password;
  // An address without a host, as in postgres:///name, silently takes no user name.
  if (url.username !== appRole)
    throw new AppRoleUnusable('XIELI_DATABASE_URL needs a host, e.g. postgres://localhost/…');
  return url.href;
}

/**
 * Gives the application's role on each table exactly what the table's comment says, and takes the rest away.
 * @throws Error naming the tables whose comment says nothing understandable.
 */
export async function reconcilePrivileges(owner: Client, role: string): Promise<void> {
  const quoted = owner.escapeIdentifier(role);
  const { rows: database } = await owner.query<{ name: string }>('SELECT current_database() AS name');
  await owner.query(`GRANT CONNECT ON DATABASE ${owner.escapeIdentifier(database[0]?.name ?? '')} TO ${quoted}`);
  await owner.query(`GRANT USAGE ON SCHEMA public TO ${quoted}`);
  await owner.query(`CREATE SCHEMA IF NOT EXISTS ${queueSchema}`);
  await owner.query(`GRANT USAGE, CREATE ON SCHEMA ${queueSchema} TO ${quoted}`);

  const granted = `SELECT privilege_type FROM aclexplode(c.relacl) a JOIN pg_roles r ON r.oid = a.grantee
                   WHERE r.rolname = $1`;
  for (const { name, held, wanted } of await tableRights(owner, role, granted))
    await adjust(owner, owner.escapeIdentifier(name), quoted, held, wanted);
}

/** Where the application's role may do with a table's rows what the table's comment does not say, or may not do what it says. */
export interface OddRights {
  table: string;
  extra: string[];
  missing: string[];
}

/**
 * Looks for rights that `migrate` would not have left: of the role itself, of everybody, of a role that it belongs to, or on a
 * column. Changes nothing.
 */
export async function findOddRights(owner: Client, role: string): Promise<OddRights[]> {
  const effective = `SELECT p FROM unnest(ARRAY['SELECT', 'INSERT', 'UPDATE', 'DELETE', 'TRUNCATE', 'REFERENCES', 'TRIGGER']) p
                     WHERE CASE WHEN p IN ('DELETE', 'TRUNCATE', 'TRIGGER') THEN has_table_privilege($1, c.oid, p)
                                ELSE has_table_privilege($1, c.oid, p) OR has_any_column_privilege($1, c.oid, p) END`;
  const rights = await tableRights(owner, role, effective);
  return rights
    .map(({ name, held, wanted }) => ({ table: name, ...apart(held, wanted) }))
    .filter(({ extra, missing }) => extra.length + missing.length > 0);
}

/**
 * @param held a query for what the role `$1` may do with the table `c`
 * @throws Error naming the tables whose comment says nothing understandable
 */
async function tableRights(owner: Client, role: string, held: string) {
  const { rows } = await owner.query<{ name: string; view: boolean; comment: string | null; held: string[] }>(
    `SELECT c.relname AS name, c.relkind = 'v' AS view, obj_description(c.oid, 'pg_class') AS comment, ARRAY(${held}) AS held
     FROM pg_class c
     WHERE c.relnamespace = 'public'::regnamespace AND c.relkind IN ('r', 'p', 'v') AND c.relname NOT LIKE 'citus\\_%'
       AND NOT EXISTS (SELECT FROM pg_depend d WHERE d.objid = c.oid AND d.deptype = 'e')
     ORDER BY c.relname`,
    [role],
  );
  const unclear = rows.filter((row) => !row.view && !readTableComment(row.comment)).map((row) => row.name);
  if (unclear.length > 0) throw new Error(`Tables whose comment names no kind: ${unclear.join(', ')}`);
  return rows.map(({ name, view, comment, held }) => {
    const read = readTableComment(comment);
    const wanted: Privilege[] = view ? ['SELECT'] : read ? privilegesOf(read) : [];
    return { name, held, wanted };
  });
}

function apart(held: readonly string[], wanted: readonly string[]): { extra: string[]; missing: string[] } {
  return {
    extra: held.filter((privilege) => !wanted.includes(privilege)),
    missing: wanted.filter((privilege) => !held.includes(privilege)),
  };
}

async function adjust(owner: Client, table: string, role: string, held: string[], wanted: string[]): Promise<void> {
  const { extra, missing } = apart(held, wanted);
  if (extra.length > 0) await owner.query(`REVOKE ${extra.join(', ')} ON ${table} FROM ${role}`);
  if (missing.length > 0) await owner.query(`GRANT ${missing.join(', ')} ON ${table} TO ${role}`);
}

/**
 * Signs in as the application's role and refuses one that could see past the policies.
 * @throws AppRoleUnusable
 */
export async function verifyAppRole(appUrl: string): Promise<void> {
  const client = new pg.Client(connectionSettings(appUrl));
  try {
    await client.connect();
  } catch (error) {
    if (!['28P01', '28000', '3D000'].includes((error as { code?: string }).code ?? '')) throw error;
    throw new AppRoleUnusable(
      `The application's role cannot sign in (${(error as Error).message}). If the role belongs to another ` +
        'installation or its password was changed, set XIELI_DATABASE_APP_URL.',
      { cause: error },
    );
  }
  try {
    const { rows } = await client.query<{ name: string; above: boolean; owns: boolean }>(
      `SELECT rolname AS name, rolsuper OR rolbypassrls OR rolcreaterole AS above,
              EXISTS (SELECT FROM pg_class c WHERE c.relowner = r.oid AND c.relnamespace = 'public'::regnamespace) AS owns
       FROM pg_roles r WHERE rolname = current_user`,
    );
    const [role] = rows;
    if (role?.above) throw new AppRoleUnusable(`${role.name} is superuser, BYPASSRLS or CREATEROLE: take that away`);
    if (role?.owns) throw new AppRoleUnusable(`${role.name} owns tables, so no policy binds it: use a second role`);
  } finally {
    await client.end();
  }
}
