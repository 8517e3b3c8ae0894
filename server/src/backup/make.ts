import { existsSync, readdirSync } from 'node:fs';
import { type FileHandle, open, readFile, rename, rm } from 'node:fs/promises';
import path from 'node:path';
import type { Readable } from 'node:stream';
import type pg from 'pg';
import type { Mode } from '../config.ts';
import { refuseUnfinished } from '../platform/database/unfinished.ts';
import { type FileStore, syncFolder } from '../platform/files/store.ts';
import type { Message } from '../platform/locale/messages.ts';
import { loadSecrets } from '../secrets.ts';
import { version } from '../version.ts';
import { type ArchiveWriter, type Member, writeArchive } from './archive.ts';
import { checkBackup } from './check.ts';
import {
  type Backup,
  fileMember,
  fingerprint,
  type Head,
  headName,
  headOf,
  keysName,
  type LostFile,
  type Manifest,
  manifestName,
  tablePart,
} from './manifest.ts';
import { digestRows } from './row-digest.ts';
import { BackupRefused, inWords, meter, say } from './said.ts';
import { type CopiedTable, connectForCopies, listTables, nameOf, rowsOf } from './tables.ts';

/** What a backup is made of. */
export interface Source {
  /** Connection string of the schema's owner, whom no policy binds. */
  ownerUrl: string;
  files: FileStore;
  secretFile: string;
}

export interface BackupOptions {
  /** Put the keys into the archive. Without them a stolen archive tells nothing of what is encrypted; with them it does. */
  withKeys: boolean;
  signal?: AbortSignal;
  progress(said: Message): void;
  /** Compression from 1 to 19; absent means what keeps up with a disk. */
  level?: number;
}

/** A part of a table is gathered up to this size before it becomes a member: a member's size stands before its content. */
const partBytes = 8 * 1024 * 1024;
const fileBatch = 1000;
const unfinished = '.unfinished';

/**
 * Writes a backup while acts go on: every table in one snapshot, then the files that the snapshot names. It is written under
 * another name, synced, read back member by member, and only then renamed: under its own name a backup is whole or absent.
 * @returns its manifest; `lost` names evidence that the shelf did not have as it should
 * @throws BackupRefused, RestoreUnfinished
 */
export async function makeBackup(source: Source, file: string, options: BackupOptions): Promise<Backup> {
  if (existsSync(file)) throw new BackupRefused(say.exists({ file }));
  const temporary = `${file}.${process.pid}${unfinished}`;
  try {
    await removeLeftovers(file);
    const owner = await connectForCopies(source.ownerUrl);
    try {
      await writeAll(owner, source, temporary, options);
    } finally {
      await owner.end();
    }
    options.progress(say.reading({ file }));
    const read = await checkBackup(temporary, options);
    await rename(temporary, file);
    await syncFolder(path.dirname(file));
    return read;
  } catch (error) {
    await rm(temporary, { force: true });
    throw inWords(error, file);
  }
}

/** What killed runs left beside the file: a name with a process that is no more. */
async function removeLeftovers(file: string): Promise<void> {
  const beginning = `${path.basename(file)}.`;
  for (const name of readdirSync(path.dirname(file))) {
    if (!name.startsWith(beginning) || !name.endsWith(unfinished)) continue;
    const pid = Number(name.slice(beginning.length, -unfinished.length));
    if (Number.isInteger(pid) && pid > 0 && !runs(pid)) await rm(path.join(path.dirname(file), name));
  }
}

function runs(pid: number): boolean {
  try {
    return process.kill(pid, 0);
  } catch (error) {
    return (error as NodeJS.ErrnoException).code === 'EPERM';
  }
}

async function writeAll(owner: pg.Client, source: Source, temporary: string, options: BackupOptions): Promise<void> {
  const locked = (await listTables(owner)).map((table) => nameOf(owner, table));
  await owner.query('BEGIN ISOLATION LEVEL REPEATABLE READ READ ONLY');
  // Before the first look, which makes the snapshot: a migration that comes meanwhile waits and changes no table between two copies.
  if (locked.length > 0) await owner.query(`LOCK TABLE ${locked.join(', ')} IN ACCESS SHARE MODE`);
  const migrations = await readMigrationLog(owner);
  await refuseUnfinished(owner);
  const keys = await readKeys(source.secretFile, options.withKeys);
  const tables = await listTables(owner);
  const head = headOf({ program: version, ...(await describe(owner)), migrations, keys: keys.fingerprint });

  const archive = metered(writeArchive(temporary, options), options.progress);
  try {
    const members = [await addJson(archive, headName, head)];
    if (keys.content) members.push(await archive.add(keysName, keys.content.length, keys.content));
    options.progress(say.copying({ tables: tables.length }));
    const copied: Manifest['tables'] = [];
    for (const table of tables) copied.push(await addTable(archive, owner, table, members));
    options.progress(say.shelving());
    const shelf = await addFiles(archive, owner, source.files);
    await addJson(archive, manifestName, { members, tables: copied, ...shelf } satisfies Manifest);
    await archive.finish();
  } catch (error) {
    await archive.abandon();
    throw error;
  }
}

function metered(archive: ArchiveWriter, progress: BackupOptions['progress']): ArchiveWriter {
  const pass = meter(progress);
  return {
    ...archive,
    async add(name, size, content) {
      const added = await archive.add(name, size, content);
      pass(size);
      return added;
    },
  };
}

async function readMigrationLog(owner: pg.Client): Promise<Head['migrations']> {
  const { rows } = await owner.query<{ present: boolean }>(
    "SELECT to_regclass('public.schema_migrations') IS NOT NULL AS present",
  );
  if (!rows[0]?.present) throw new BackupRefused(say.noSchema());
  const log = await owner.query<Head['migrations'][number]>(
    'SELECT version, name, checksum FROM schema_migrations ORDER BY version',
  );
  return log.rows;
}

async function readKeys(
  secretFile: string,
  withKeys: boolean,
): Promise<{ fingerprint: string | null; content?: Buffer }> {
  // Looked for first: loading makes keys where there are none, and these would not be the ones of the data.
  if (!existsSync(secretFile)) {
    if (withKeys) throw new BackupRefused(say.noKeys({ file: secretFile }));
    return { fingerprint: null };
  }
  const known = fingerprint(loadSecrets(secretFile));
  return withKeys ? { fingerprint: known, content: await readFile(secretFile) } : { fingerprint: known };
}

async function describe(owner: pg.Client): Promise<{ mode: Mode | null; postgres: string; takenAt: string }> {
  const { rows } = await owner.query<{ mode: Mode | null; postgres: string }>(
    `SELECT (SELECT mode FROM installation) AS mode, current_setting('server_version') AS postgres`,
  );
  return { mode: rows[0]?.mode ?? null, postgres: rows[0]?.postgres ?? '', takenAt: new Date().toISOString() };
}

function addJson(archive: ArchiveWriter, name: string, value: object): Promise<Member> {
  const content = Buffer.from(`${JSON.stringify(value, null, 1)}\n`);
  return archive.add(name, content.length, content);
}

async function addTable(
  archive: ArchiveWriter,
  owner: pg.Client,
  table: CopiedTable,
  members: Member[],
): Promise<Manifest['tables'][number]> {
  const digest = digestRows();
  let gathered: Buffer[] = [];
  let size = 0;
  let part = 0;
  // One part is compressed while the database already sends the next.
  let adding: Promise<unknown> = Promise.resolve();
  const flush = async () => {
    await adding;
    if (size === 0) return;
    part += 1;
    adding = archive
      .add(tablePart(table.name, part), size, Buffer.concat(gathered, size))
      .then((member) => members.push(member));
    // Heard at the next wait.
    adding.catch(() => undefined);
    gathered = [];
    size = 0;
  };
  for await (const chunk of rowsOf(owner, table)) {
    digest.add(chunk);
    gathered.push(chunk);
    size += chunk.length;
    if (size >= partBytes) await flush();
  }
  await flush();
  await adding;
  return { ...table, ...digest.result() };
}

/** The files that the snapshot names, a page of names at a time. */
async function addFiles(
  archive: ArchiveWriter,
  owner: pg.Client,
  files: FileStore,
): Promise<Pick<Manifest, 'files' | 'lost'>> {
  const lost: LostFile[] = [];
  const counted = { count: 0, bytes: 0 };
  let after = { tenantId: '00000000-0000-0000-0000-000000000000', sha256: '' };
  for (;;) {
    // Across all cities on purpose: a backup is of the installation.
    const { rows } = await owner.query<{ tenantId: string; sha256: string }>(
      `SELECT tenant_id AS "tenantId", sha256 FROM files WHERE (tenant_id, sha256) > ($1::uuid, $2)
       ORDER BY tenant_id, sha256 LIMIT ${fileBatch}`,
      [after.tenantId, after.sha256],
    );
    for (const row of rows) {
      const found = await addFile(archive, files, row);
      if ('why' in found) lost.push({ ...row, ...found });
      if (found.size === null) continue;
      counted.count += 1;
      counted.bytes += found.size;
    }
    const last = rows.at(-1);
    if (!last || rows.length < fileBatch) return { files: counted, lost };
    after = last;
  }
}

type AddedFile = { size: number } | { size: number; why: 'changed' } | { size: null; why: 'missing' };

/** What the shelf has is taken along even where it is not what it was: the office may still read something from it. */
async function addFile(
  archive: ArchiveWriter,
  files: FileStore,
  { tenantId, sha256 }: { tenantId: string; sha256: string },
): Promise<AddedFile> {
  const handle = await openIfThere(files.path(tenantId, sha256));
  if (handle === null) return { size: null, why: 'missing' };
  try {
    const { size } = await handle.stat();
    const content: Readable = handle.createReadStream({ autoClose: false });
    const added = await archive.add(fileMember(tenantId, sha256), size, content);
    return added.sha256 === sha256 ? { size } : { size, why: 'changed' };
  } finally {
    await handle.close();
  }
}

async function openIfThere(file: string): Promise<FileHandle | null> {
  try {
    return await open(file, 'r');
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'ENOENT') return null;
    throw error;
  }
}
