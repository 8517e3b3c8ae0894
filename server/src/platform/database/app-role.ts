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

  const { rows } = await owner.query<{ name: string; view: boolean; comment: string | null; held: string[] }>(
    `SELECT c.relname AS name, c.relkind = 'v' AS view, obj_description(c.oid, 'pg_class') AS comment,
            ARRAY(SELECT privilege_type FROM aclexplode(c.relacl) a JOIN pg_roles r ON r.oid = a.grantee
                  WHERE r.rolname = $1) AS held
     FROM pg_class c
     WHERE c.relnamespace = 'public'::regnamespace AND c.relkind IN ('r', 'p', 'v') AND c.relname NOT LIKE 'citus\\_%'
       AND NOT EXISTS (SELECT FROM pg_depend d WHERE d.objid = c.oid AND d.deptype = 'e')
     ORDER BY c.relname`,
    [role],
  );
  const unclear = rows.filter((row) => !row.view && !readTableComment(row.comment)).map((row) => row.name);
  if (unclear.length > 0) throw new Error(`Tables whose comment names no kind: ${unclear.join(', ')}`);
  for (const { name, view, comment, held } of rows) {
    const read = readTableComment(comment);
    const wanted: Privilege[] = view ? ['SELECT'] : read ? privilegesOf(read) : [];
    await adjust(owner, owner.escapeIdentifier(name), quoted, held, wanted);
  }
}

async function adjust(owner: Client, table: string, role: string, held: string[], wanted: string[]): Promise<void> {
  const extra = held.filter((privilege) => !wanted.includes(privilege));
  const missing = wanted.filter((privilege) => !held.includes(privilege));
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
