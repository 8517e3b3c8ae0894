import pg, { type Client } from 'pg';
import { to as copyTo } from 'pg-copy-streams';
import { connectionSettings } from '../platform/database/types.ts';
import { unfinishedTable } from '../platform/database/unfinished.ts';
import { digestRows, type TableDigest } from './row-digest.ts';

/** A table as a backup knows it. */
export interface CopiedTable {
  name: string;
  /** In their order; generated ones are left out, because the database makes them again. */
  columns: string[];
}

/**
 * Every table of the program, by name: whatever says its kind in its comment (docs/database.md). The migration log is left
 * out, because migrating writes it; the queue lives in a schema of its own and is left out too, because it is filled again
 * from rows of ours.
 */
export async function listTables(owner: Client): Promise<CopiedTable[]> {
  const { rows } = await owner.query<CopiedTable>(
    `SELECT c.relname AS name,
            ARRAY(SELECT a.attname::text FROM pg_attribute a
                  WHERE a.attrelid = c.oid AND a.attnum > 0 AND NOT a.attisdropped AND a.attgenerated = ''
                  ORDER BY a.attnum) AS columns
     FROM pg_class c
     WHERE c.relnamespace = 'public'::regnamespace AND c.relkind IN ('r', 'p')
       AND obj_description(c.oid, 'pg_class') LIKE 'xieli:%' AND c.relname <> ALL ($1)
     ORDER BY c.relname`,
    [['schema_migrations', unfinishedTable]],
  );
  return rows;
}

/**
 * Connects as the owner of the tables, for copying: values are written one way whatever the server's own settings, and a
 * policy that hides rows is an error.
 */
export async function connectForCopies(ownerUrl: string): Promise<pg.Client> {
  const owner = new pg.Client(connectionSettings(ownerUrl));
  // The statement under way fails as well and says so; without a listener the loss would end the program.
  owner.on('error', () => undefined);
  await owner.connect();
  for (const setting of settled) await owner.query(`SET ${setting}`);
  return owner;
}

const settled = [
  'bytea_output = hex',
  'extra_float_digits = 1',
  'IntervalStyle = iso_8601',
  'row_security = off',
  'statement_timeout = 0',
  'idle_in_transaction_session_timeout = 0',
];

/** The rows of a table as they come. By a select, which a cluster answers from its workers as well. */
export function rowsOf(client: Client, table: CopiedTable): AsyncIterable<Buffer> {
  return client.query(copyTo(`COPY (SELECT ${columnList(client, table)} FROM ${nameOf(client, table)}) TO STDOUT`));
}

/** Counts and digests a table where it lies. */
export async function digestTable(client: Client, table: CopiedTable): Promise<TableDigest> {
  const digest = digestRows();
  for await (const chunk of rowsOf(client, table)) digest.add(chunk);
  return digest.result();
}

export const nameOf = (client: Client, { name }: CopiedTable): string => `public.${client.escapeIdentifier(name)}`;

export const columnList = (client: Client, { columns }: CopiedTable): string =>
  columns.map((column) => client.escapeIdentifier(column)).join(', ');
