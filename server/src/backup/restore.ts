import { existsSync, readdirSync, realpathSync } from 'node:fs';
import { chmod, mkdir, stat } from 'node:fs/promises';
import path from 'node:path';
import { Readable } from 'node:stream';
import type pg from 'pg';
import type { Config } from '../config.ts';
import { freeBytesOf } from '../free-space.ts';
import { openDatabase } from '../ground.ts';
import { migrate, ownMigrations, readMigrations } from '../platform/database/migrate.ts';
import { takeServingLock } from '../platform/database/serving-lock.ts';
import { markUnfinished, readUnfinished, unfinishedTable, unmark } from '../platform/database/unfinished.ts';
import { type FileStore, openFileStore } from '../platform/files/store.ts';
import type { Message } from '../platform/locale/messages.ts';
import { keepSecrets, loadSecrets, type Secrets } from '../secrets.ts';
import { readArchive } from './archive.ts';
import { checkBackup } from './check.ts';
import { type FilledTables, fillTables } from './fill.ts';
import { type Left, leaveAllCities } from './leave-all.ts';
import { type Backup, fileOfMember, fingerprint, type Head, keysName, tableOfPart } from './manifest.ts';
import { BackupRefused, inWords, meter, say } from './said.ts';
import { connectForCopies } from './tables.ts';

export interface RestoreOptions {
  /** Go on although neither the backup nor the place has the keys: what was encrypted stays unreadable. */
  withoutKeys: boolean;
  signal?: AbortSignal;
  progress(said: Message): void;
}

export interface Restored extends Backup {
  left: Left;
}

/**
 * Fills an empty place with a backup, and leaves it as whole as it was or marked as unfinished, never in between: the whole
 * backup is read and compared before anything is touched; the rows are one transaction, which compares what it wrote before
 * it commits; a mark stands in the database from the first to the last step, and no program works on a marked one.
 * @returns what the backup said of itself, and what it brought along open and was ended
 * @throws BackupRefused, InstanceHeld, ServedElsewhere and what the database says
 */
export async function restoreBackup(config: Config, file: string, options: RestoreOptions): Promise<Restored> {
  try {
    options.progress(say.reading({ file }));
    const backup = await checkBackup(file, options);
    refuseOtherSchema(backup.head);
    const place = await openPlace(config);
    try {
      const left = await fillPlace(place.ownerUrl, { config, file, backup, options });
      return { ...backup, left };
    } finally {
      await place.stop();
    }
  } catch (error) {
    // A database on a full disk may end before it can say why.
    if (!(error instanceof BackupRefused) && (await isFull(config.dataDir)))
      throw new BackupRefused(say.full({ what: config.dataDir }), { cause: error });
    throw inWords(error, config.dataDir);
  }
}

/** Less than one segment of a database's journal is left. */
async function isFull(folder: string): Promise<boolean> {
  return existsSync(folder) && (await freeBytesOf(folder)) < 16 * 1024 * 1024;
}

/** @throws BackupRefused when this program does not know the schema of the backup, or knows it otherwise */
export function refuseOtherSchema({ migrations, program }: Head): void {
  const own = new Map(readMigrations(ownMigrations).map((migration) => [migration.version, migration]));
  for (const { version, name, checksum } of migrations) {
    const known = own.get(version);
    if (!known) throw new BackupRefused(say.newer({ program, migration: name }));
    if (known.checksum !== checksum) throw new BackupRefused(say.otherSchema({ program, migration: name }));
  }
}

/** The database that is to be filled. What already lies in the folder is looked at before a database is made there. */
async function openPlace(config: Config) {
  const known = new Set([path.basename(config.secretFile), 'postgres', 'postgres.log', 'files']);
  const strangers = existsSync(config.dataDir) ? readdirSync(config.dataDir).filter((name) => !known.has(name)) : [];
  const stranger = strangers.find((name) => !name.startsWith('postgres.making-'));
  if (stranger !== undefined) throw new BackupRefused(say.notEmpty({ place: config.dataDir, what: stranger }));
  await mkdir(config.dataDir, { recursive: true, mode: 0o700 });
  return openDatabase(config, { command: 'restore' });
}

interface Work {
  config: Config;
  file: string;
  backup: Backup;
  options: RestoreOptions;
}

async function fillPlace(ownerUrl: string, work: Work): Promise<Left> {
  // Lost with the database's own connection, and then the restore fails anyway.
  const lock = await takeServingLock(ownerUrl, { command: 'restore', onLost: () => undefined });
  try {
    const owner = await connectForCopies(ownerUrl);
    try {
      return await fillDatabase(owner, ownerUrl, work);
    } finally {
      await owner.end();
    }
  } finally {
    await lock.release();
  }
}

async function fillDatabase(
  owner: pg.Client,
  ownerUrl: string,
  { config, file, backup, options }: Work,
): Promise<Left> {
  await empty(owner, config);
  await closeToOthers(config.dataDir);
  const keys = await chooseKeys(config, file, backup, options.withoutKeys);
  const mark = { backup: file, dataDir: realpathSync(config.dataDir), begunAt: new Date().toISOString() };
  await markUnfinished(owner, mark);
  const { migrations } = backup.head;
  const secrets = keys();
  const role = { appRolePassword: secrets.appRolePassword, appUrl: config.databaseAppUrl };
  await migrate(ownerUrl, { ...role, upTo: migrations.at(-1)?.version ?? 0 });
  options.progress(say.filling());
  const files = openFileStore(path.join(config.dataDir, 'files'));
  await fillTables(owner, backup.manifest, options, (tables) => pour(file, tables, files, options));
  options.progress(say.upgrading());
  const { appUrl } = await migrate(ownerUrl, role);
  // A planner without statistics takes the worst way through what is all new to it.
  await owner.query('ANALYZE');
  const left = await leaveAllCities(config, { ownerUrl, appUrl, secrets });
  await unmark(owner);
  return left;
}

/** A folder that was made by hand lets others in; it is closed like one that is made here, before anything lies in it. */
async function closeToOthers(folder: string): Promise<void> {
  const { mode, uid } = await stat(folder);
  // Only its owner may close it; where that is somebody else, the doctor says so.
  const own = [0, uid].includes(process.getuid?.() ?? uid);
  if (own && (mode & 0o077) !== 0) await chmod(folder, 0o700);
}

/**
 * Makes sure that nothing is there, or nothing but what an interrupted restore left, which is taken away.
 * @throws BackupRefused when there is
 */
async function empty(owner: pg.Client, config: Config): Promise<void> {
  const mark = await readUnfinished(owner);
  const files = path.join(config.dataDir, 'files');
  const ownFiles = mark?.dataDir === realpathSync(config.dataDir);
  if (!ownFiles && existsSync(files) && readdirSync(files).length > 0)
    throw new BackupRefused(say.notEmpty({ place: config.dataDir, what: 'files' }));
  const { rows } = await owner.query<{ name: string }>(
    `SELECT relname AS name FROM pg_class WHERE relnamespace = 'public'::regnamespace AND relkind IN ('r', 'p')
       AND relname <> $1 ORDER BY relname`,
    [unfinishedTable],
  );
  const [first] = rows;
  if (mark === null && first) {
    const { pathname } = new URL(config.databaseUrl ?? 'postgres://localhost/postgres');
    throw new BackupRefused(
      say.notEmpty({ place: config.databaseUrl ? pathname.slice(1) : config.dataDir, what: first.name }),
    );
  }
  for (const { name } of rows) await owner.query(`DROP TABLE public.${owner.escapeIdentifier(name)} CASCADE`);
}

/**
 * Decides which keys the place will have, before anything is written.
 * @returns what loads them, putting the backup's own in their place where it brought some
 * @throws BackupRefused when they would not open what the backup holds
 */
async function chooseKeys(
  config: Config,
  file: string,
  { head, manifest }: Backup,
  withoutKeys: boolean,
): Promise<() => Secrets> {
  const { secretFile } = config;
  const load = () => loadSecrets(secretFile);
  if (existsSync(secretFile)) {
    if (head.keys === null || withoutKeys || fingerprint(load()) === head.keys) return load;
    throw new BackupRefused(say.otherKeys({ file: secretFile }));
  }
  if (manifest.members.some(({ name }) => name === keysName)) {
    const content = await memberOf(file, keysName);
    return () => keepSecrets(secretFile, content);
  }
  if (head.keys === null || withoutKeys) return load;
  throw new BackupRefused(say.keysMissing({ file: secretFile }));
}

async function memberOf(file: string, wanted: string): Promise<Buffer> {
  for await (const { name, content } of readArchive(file)) {
    const chunks: Buffer[] = [];
    for await (const chunk of content) if (name === wanted) chunks.push(chunk);
    if (name === wanted) return Buffer.concat(chunks);
  }
  throw new Error(`${wanted} was there a moment ago`);
}

/** One passage through the archive: rows into their tables, files onto the shelf. */
async function pour(file: string, tables: FilledTables, files: FileStore, options: RestoreOptions): Promise<void> {
  const pass = meter(options.progress);
  for await (const { name, size, content } of readArchive(file)) {
    options.signal?.throwIfAborted();
    pass(size);
    const table = tableOfPart(name);
    const shelved = fileOfMember(name);
    if (table !== null) await tables.add(table, content);
    else if (shelved !== null) await shelve(files, shelved, content);
    else for await (const _ of content);
  }
  await tables.end();
}

/** What is not what its name says was lost before the backup, which says so; it is not put on the shelf as evidence. */
async function shelve(
  files: FileStore,
  { tenantId, sha256 }: { tenantId: string; sha256: string },
  content: AsyncIterable<Buffer>,
): Promise<void> {
  const received = await files.receive(tenantId, Readable.from(content), Number.POSITIVE_INFINITY);
  await (received.sha256 === sha256 ? received.keep() : received.drop());
}
