import { finished } from 'node:stream/promises';
import type pg from 'pg';
import { from as copyFrom } from 'pg-copy-streams';
import { settleForCluster } from '../platform/database/distribute.ts';
import type { Message } from '../platform/locale/messages.ts';
import type { Manifest } from './manifest.ts';
import { BackupRefused, say } from './said.ts';
import { type CopiedTable, columnList, digestTable, listTables, nameOf } from './tables.ts';

/** Tables being filled, one after the other. */
export interface FilledTables {
  /** The next part of a table. Parts of one table come in a row. */
  add(table: string, content: AsyncIterable<Buffer>): Promise<void>;
  end(): Promise<void>;
}

interface OpenTables {
  /** Gives up the table under way, so that its connection takes other statements again. */
  abandon(): Promise<void>;
}

/**
 * Fills all tables in one transaction and compares them with the manifest before it commits. Foreign keys are taken away
 * meanwhile and put back as they were: a database checks them then in one go, and no order of tables is needed.
 * @param owner owner of the tables; values have to be settled (`settleCopies`)
 * @param pour reads the archive and hands over what belongs into tables
 * @throws BackupRefused when what was written is not what the manifest says; nothing of it stays
 */
export async function fillTables(
  owner: pg.Client,
  manifest: Manifest,
  options: { progress(said: Message): void; signal?: AbortSignal },
  pour: (tables: FilledTables) => Promise<void>,
): Promise<void> {
  await owner.query('BEGIN');
  await settleForCluster(owner);
  const tables = new Map((await listTables(owner)).map((table) => [table.name, table]));
  const filled = openTables(owner, tables);
  try {
    refuseOtherShape(tables, manifest);
    const keys = await foreignKeys(owner);
    for (const key of keys) await owner.query(`ALTER TABLE ${key.table} DROP CONSTRAINT ${key.name}`);
    // Migrations may have put rows of their own into code lists; the backup holds them as they were.
    await owner.query(`TRUNCATE ${[...tables.values()].map((table) => nameOf(owner, table)).join(', ')}`);
    await pour(filled);
    for (const key of keys) await owner.query(`ALTER TABLE ${key.table} ADD CONSTRAINT ${key.name} ${key.definition}`);
    options.progress(say.comparing());
    await compare(owner, tables, manifest, options.signal);
    await owner.query('COMMIT');
  } catch (error) {
    // A COPY under way would keep the rollback waiting.
    await filled.abandon();
    // Where the connection is gone, the transaction is gone with it; what failed before says why.
    await owner.query('ROLLBACK').catch(() => undefined);
    throw error;
  }
}

function refuseOtherShape(tables: ReadonlyMap<string, CopiedTable>, manifest: Manifest): void {
  const shape = (list: Iterable<CopiedTable>) => new Map([...list].map(({ name, columns }) => [name, columns.join()]));
  const [here, there] = [shape(tables.values()), shape(manifest.tables)];
  const other = [...new Set([...here.keys(), ...there.keys()])].find((name) => here.get(name) !== there.get(name));
  if (other !== undefined) throw new BackupRefused(say.changed({ table: other }));
}

/** Every foreign key between tables of the program, as it is written. */
async function foreignKeys(owner: pg.Client): Promise<{ table: string; name: string; definition: string }[]> {
  const { rows } = await owner.query(
    `SELECT conrelid::regclass::text AS table, quote_ident(conname) AS name, pg_get_constraintdef(oid) AS definition
     FROM pg_constraint WHERE contype = 'f' AND connamespace = 'public'::regnamespace AND conparentid = 0
     ORDER BY conrelid::regclass::text, conname`,
  );
  return rows;
}

interface Copying {
  name: string;
  copy: ReturnType<typeof copyFrom>;
  done: Promise<void>;
  /** The database refused; the driver's stream must not be touched any more, or it fails where nobody catches it. */
  failed: boolean;
}

function openTables(owner: pg.Client, tables: ReadonlyMap<string, CopiedTable>): FilledTables & OpenTables {
  let current: Copying | null = null;
  // What the compiler believes of `current` inside these does not hold after a wait.
  const now = () => current as Copying | null;

  async function end() {
    const ending = now();
    current = null;
    ending?.copy.end();
    await ending?.done;
  }

  return {
    async add(name, content) {
      let copying = now();
      if (copying?.name !== name) {
        await end();
        const table = tables.get(name);
        if (!table) throw new BackupRefused(say.changed({ table: name }));
        const copy = owner.query(copyFrom(`COPY ${nameOf(owner, table)} (${columnList(owner, table)}) FROM STDIN`));
        const begun: Copying = { name, copy, done: finished(copy), failed: false };
        begun.done.catch(() => {
          begun.failed = true;
        });
        copying = begun;
        current = begun;
      }
      const { copy, done } = copying;
      // One at a time: what the stream still held when the database refuses would be sent after all.
      for await (const chunk of content) await Promise.race([done, written(copy, chunk)]);
    },
    end,
    async abandon() {
      const torn = now();
      current = null;
      if (!torn || torn.failed) return;
      torn.copy.destroy();
      await torn.done.catch(() => undefined);
    },
  };
}

function written(copy: Copying['copy'], chunk: Buffer): Promise<void> {
  return new Promise((resolve, reject) => {
    copy.write(chunk, (error) => (error ? reject(error) : resolve()));
  });
}

async function compare(
  owner: pg.Client,
  tables: ReadonlyMap<string, CopiedTable>,
  manifest: Manifest,
  signal: AbortSignal | undefined,
): Promise<void> {
  for (const { name, columns, rows, digest } of manifest.tables) {
    signal?.throwIfAborted();
    const written = await digestTable(owner, tables.get(name) ?? { name, columns });
    if (written.rows !== rows || written.digest !== digest) throw new BackupRefused(say.changed({ table: name }));
  }
}
