import { type ChildProcess, spawn } from 'node:child_process';
import {
  chmodSync,
  existsSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  rmSync,
  statSync,
  truncateSync,
  writeFileSync,
} from 'node:fs';
import { copyFile } from 'node:fs/promises';
import os from 'node:os';
import path from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import pg from 'pg';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { type Config, readConfig } from '../config.ts';
import { openDatabase, openGround } from '../ground.ts';
import { sealOnce, verifyAudit } from '../platform/audit/index.ts';
import { type TestDatabase, testDatabase } from '../platform/database/testing.ts';
import { openFileStore } from '../platform/files/store.ts';
import { ask, dispatched, taskWorld } from '../testing/tasks.ts';
import { shelve, worldSecrets } from '../testing/upgrade-fixture.ts';
import type { World } from '../testing/world.ts';
import { readArchive, writeArchive } from './archive.ts';
import { checkBackup } from './check.ts';
import { makeBackup, type Source } from './make.ts';
import { headName, type Manifest, manifestName } from './manifest.ts';
import { restoreBackup } from './restore.ts';

/** What every backup here is made of: a city with a dispatched document and one photo, on the database under test. */
let world: World;
let folder: string;
let source: Source;
let archive: string;
let original: Manifest;
const photo = 'the bytes of a photo';
let photoHash: string;
const databases: TestDatabase[] = [];
const silent = { progress: () => undefined };
const root = path.resolve(import.meta.dirname, '../../..');

beforeAll(async () => {
  folder = mkdtempSync(path.join(os.tmpdir(), 'xieli-backup-'));
  world = await taskWorld();
  const city = world.city.tenant.bodyId;
  const county = world.city.organisations.find(({ id, kind }) => kind === 'cppccBody' && id !== city);
  await dispatched(world, [ask([county?.id ?? ''])]);
  photoHash = (await shelve(world, photo)).sha256;
  await sealOnce(world.app, world.tenantId);
  source = { ownerUrl: world.ownerUrl, files: world.app.files, secretFile: secretFileIn(folder) };
  archive = path.join(folder, 'city.tar.zst');
  original = (await makeBackup(source, archive, { ...silent, withKeys: false })).manifest;
});
afterAll(async () => {
  await world.close();
  for (const database of databases) await database.drop();
  rmSync(folder, { recursive: true });
});

/** The keys of the test world as an installation keeps them. */
function secretFileIn(dir: string): string {
  const file = path.join(dir, 'secrets.json');
  mkdirSync(dir, { recursive: true });
  writeFileSync(file, worldSecrets(), { mode: 0o600 });
  return file;
}

let places = 0;
/** An empty place: on the database under test, or with an embedded one of its own. */
async function emptyPlace(options: { embedded?: boolean; keys?: boolean } = {}): Promise<Config> {
  const dataDir = path.join(folder, `place-${++places}`);
  if (options.keys ?? true) secretFileIn(dataDir);
  return readConfig('production', { XIELI_DATA_DIR: dataDir, ...(options.embedded ? {} : await databaseSettings()) });
}

async function databaseSettings(): Promise<Record<string, string>> {
  const database = await testDatabase({ empty: true });
  databases.push(database);
  return { XIELI_DATABASE_URL: database.ownerUrl, XIELI_DATABASE_APP_URL: database.appUrl };
}

const restore = (config: Config, file = archive, withoutKeys = false) =>
  restoreBackup(config, file, { ...silent, withoutKeys });

async function asOwner<T>(config: Config, work: (owner: pg.Client) => Promise<T>): Promise<T> {
  const owner = new pg.Client({ connectionString: config.databaseUrl ?? '' });
  await owner.connect();
  try {
    return await work(owner);
  } finally {
    await owner.end();
  }
}

/** What a restore must leave as it was: nothing, or an empty schema. */
async function holdsNothing(config: Config): Promise<boolean> {
  return asOwner(config, async (owner) => {
    const { rows } = await owner.query<{ tasks: string | null }>(`SELECT to_regclass('public.tasks')::text AS tasks`);
    if (rows[0]?.tasks === null) return true;
    return (await owner.query('SELECT FROM tasks LIMIT 1')).rowCount === 0;
  });
}

async function foreignKeysOf(connectionString: string): Promise<string[]> {
  const owner = new pg.Client({ connectionString });
  await owner.connect();
  const { rows } = await owner.query<{ key: string }>(
    `SELECT conrelid::regclass || ' ' || conname || ' ' || pg_get_constraintdef(oid) AS key FROM pg_constraint
     WHERE contype = 'f' AND convalidated AND connamespace = 'public'::regnamespace ORDER BY 1`,
  );
  await owner.end();
  return rows.map(({ key }) => key);
}

/** What a restore writes itself: the act that ends what was open. */
const ofTheRestore = ['audit_entries', 'action_results'];
const digests = ({ tables }: Manifest) =>
  tables.filter(({ name }) => !ofTheRestore.includes(name)).map(({ name, rows, digest }) => [name, rows, digest]);

describe('a move', () => {
  test('to the embedded database and back to a server keeps every row, file, key and rule, and the audit agrees', async () => {
    expect(original.tables.find(({ name }) => name === 'people')?.rows).toBe(world.city.people.length);
    expect(original.files).toEqual({ count: 1, bytes: photo.length });
    const embedded = await emptyPlace({ embedded: true });
    await restore(embedded);
    const second = path.join(folder, 'second.tar.zst');
    const database = await openDatabase(embedded, { command: 'test' });
    const files = openFileStore(path.join(embedded.dataDir, 'files'));
    const moved = await makeBackup({ ownerUrl: database.ownerUrl, files, secretFile: embedded.secretFile }, second, {
      ...silent,
      withKeys: false,
    });
    await database.stop();
    expect(digests(moved.manifest)).toEqual(digests(original));

    const back = await emptyPlace();
    await restore(back, second);
    const third = await makeBackup(
      { ...source, ownerUrl: back.databaseUrl ?? '', files: openFileStore(path.join(back.dataDir, 'files')) },
      path.join(folder, 'third.tar.zst'),
      { ...silent, withKeys: false },
    );
    expect(digests(third.manifest)).toEqual(digests(original));
    expect(third.manifest.lost).toEqual([]);
    expect(await foreignKeysOf(back.databaseUrl ?? '')).toEqual(await foreignKeysOf(source.ownerUrl));

    const ground = await openGround(back, { command: 'test', mode: null });
    const report = await verifyAudit(ground.connections, world.tenantId, new Date().toISOString());
    const person = await ground.connections
      .tenant(world.tenantId)
      .selectFrom('people')
      .select(['id', 'phone_encrypted'])
      .where('phone_encrypted', 'is not', null)
      .limit(1)
      .executeTakeFirstOrThrow();
    await ground.close();
    expect(report.entries).toBeGreaterThan(0);
    // The world sets its clock by hand.
    expect(report.findings.filter(({ table }) => table !== 'tenant_clocks')).toEqual([]);
    expect(ground.cipher.open(person.phone_encrypted as Buffer, 'people.phone')).toBe(
      world.city.people.find(({ id }) => id === person.id)?.mobile,
    );
    const stored = await ground.files.read(world.tenantId, photoHash).toArray();
    expect(Buffer.concat(stored).toString()).toBe(photo);
  });
});

test('what was open when the backup was made is not after the restore, which the audit tells', async () => {
  const account = [world.tenantId, world.actorOf('fengyu').accountId];
  const kinds = ['browser', 'device'];
  for (const [index, kind] of kinds.entries()) {
    await world.owner.query(
      `INSERT INTO sessions (tenant_id, id, account_id, token_hash, kind, address, agent, created_at, seen_at, expires_at)
       VALUES ($1, gen_random_uuid(), $2, $3, $4, '', '', now(), now(), now() + interval '1 hour')`,
      [...account, `s${index}`, kind],
    );
  }
  await world.owner.query(
    `INSERT INTO invitations (tenant_id, id, account_id, token_hash, created_by, created_at, expires_at)
     VALUES ($1, gen_random_uuid(), $2, 'i', $2, now(), now() + interval '1 day')`,
    account,
  );
  const file = path.join(folder, 'signed-in.tar.zst');
  await makeBackup(source, file, { ...silent, withKeys: false });
  await world.owner.query('DELETE FROM sessions');
  await world.owner.query('DELETE FROM invitations');
  const config = await emptyPlace();
  expect((await restore(config, file)).left).toEqual({ sessions: 2, invitations: 1 });
  await asOwner(config, async (owner) => {
    expect((await owner.query('SELECT FROM sessions WHERE revoked_at IS NULL')).rowCount).toBe(0);
    expect((await owner.query('SELECT FROM invitations WHERE revoked_at IS NULL')).rowCount).toBe(0);
    const { rows } = await owner.query(
      `SELECT account_name, details FROM audit_entries WHERE action = 'command.restore'`,
    );
    expect(rows).toEqual([{ account_name: 'operator', details: { sessions: 2, invitations: 1 } }]);
  });
});

describe('a place', () => {
  test('that was made by hand is closed to others, as one that is made here', async () => {
    const config = await emptyPlace();
    chmodSync(config.dataDir, 0o755);
    await restore(config);
    expect(statSync(config.dataDir).mode & 0o777).toBe(0o700);
  });

  test('that holds data already is left alone', async () => {
    const config = await emptyPlace();
    await asOwner(config, (owner) => owner.query('CREATE TABLE minutes (line text)'));
    await expect(restore(config)).rejects.toThrow('minutes');
    const other = await emptyPlace();
    mkdirSync(path.join(other.dataDir, 'files', world.tenantId), { recursive: true });
    await expect(restore(other)).rejects.toThrow('已有数据');
    const third = await emptyPlace();
    writeFileSync(path.join(third.dataDir, 'letter.docx'), '');
    await expect(restore(third)).rejects.toThrow('letter.docx');
    expect(await holdsNothing(other)).toBe(true);
  });

  test('with other keys, or none, is refused; without keys all else is restored and the phones stay closed', async () => {
    const config = await emptyPlace({ keys: false });
    await expect(restore(config)).rejects.toThrow('--without-keys');
    expect(existsSync(config.secretFile)).toBe(false);
    const content = JSON.parse(readFileSync(secretFileIn(path.join(folder, 'other')), 'utf8')) as object;
    const encryptionKey = Buffer.alloc(32, 9).toString('base64');
    writeFileSync(config.secretFile, JSON.stringify({ ...content, encryptionKey }), { mode: 0o600 });
    await expect(restore(config)).rejects.toThrow('does not belong to this backup');
    expect(await holdsNothing(config)).toBe(true);
    await restore(config, archive, true);
    const ground = await openGround(config, { command: 'test', mode: null });
    const sealed = await asOwner(
      config,
      async (owner) => (await owner.query('SELECT phone_encrypted FROM people')).rows,
    );
    await ground.close();
    const phone = sealed.find((row) => row.phone_encrypted !== null)?.phone_encrypted as Buffer;
    expect(() => ground.cipher.open(phone, 'people.phone')).toThrow();
  });

  test('gets the keys from a backup that was asked to hold them', async () => {
    const file = path.join(folder, 'with-keys.tar.zst');
    await makeBackup(source, file, { ...silent, withKeys: true });
    const config = await emptyPlace({ keys: false });
    await restore(config, file);
    expect(readFileSync(config.secretFile)).toEqual(readFileSync(source.secretFile));
  });
});

describe('a backup', () => {
  test('is never written over another file', async () => {
    await expect(makeBackup(source, archive, { ...silent, withKeys: false })).rejects.toThrow('已经存在');
  });

  test('cut short anywhere, or changed anywhere, is refused before anything is touched', async () => {
    const config = await emptyPlace();
    const broken = path.join(folder, 'broken.tar.zst');
    const { length } = readFileSync(archive);
    for (const end of [0, 1, 100, Math.floor(length / 2), length - 600, length - 50]) {
      await copyFile(archive, broken);
      truncateSync(broken, end);
      await expect(restore(config, broken), `cut at ${end}`).rejects.toThrow('不完整');
    }
    for (const at of [20, Math.floor(length / 3), length - 300]) {
      const bytes = readFileSync(archive);
      bytes[at] = (bytes[at] ?? 0) ^ 0x40;
      writeFileSync(broken, bytes);
      await expect(restore(config, broken), `changed at ${at}`).rejects.toThrow(/不完整|损坏|不是协力的备份/);
    }
    writeFileSync(broken, 'minutes of a meeting');
    await expect(restore(config, broken)).rejects.toThrow('不是协力的备份文件');
    await expect(restore(config, `${broken}.away`)).rejects.toThrow(`没有这个文件或目录：${broken}.away`);
    await expect(checkBackup(`${broken}.away`, silent)).rejects.toThrow('没有这个文件或目录');
    expect(await holdsNothing(config)).toBe(true);
    expect(readdirSync(config.dataDir)).toEqual(['secrets.json']);
  });

  test('with a member that is not what its manifest says, or none it knows, is refused', async () => {
    for (const change of [
      (name: string, bytes: Buffer) => (name.startsWith('tables/tasks/') ? swapped(bytes) : bytes),
      (name: string, bytes: Buffer) => (name.startsWith('files/') ? swapped(bytes) : bytes),
      (name: string, bytes: Buffer) => (name.startsWith('tables/people/') ? null : bytes),
      (name: string, bytes: Buffer) => (name === manifestName ? null : bytes),
    ]) {
      const file = await rewritten(change);
      await expect(checkBackup(file, silent)).rejects.toThrow(/损坏|不完整/);
    }
  });

  test('of a newer program, or of a schema that this one knows otherwise, is refused and names both', async () => {
    const config = await emptyPlace();
    const withHead = (change: (migrations: { version: number; name: string; checksum: string }[]) => void) =>
      rewritten((name, bytes) => {
        if (name !== headName) return bytes;
        const head = JSON.parse(bytes.toString()) as { migrations: Parameters<typeof change>[0]; program: string };
        change(head.migrations);
        return Buffer.from(JSON.stringify({ ...head, program: '9.9.9' }));
      });
    const newer = await withHead((all) => all.push({ version: 9999, name: '9999_later', checksum: '0'.repeat(64) }));
    await expect(restore(config, newer)).rejects.toThrow(/9\.9\.9.*9999_later/);
    const other = await withHead(([first]) => Object.assign(first ?? {}, { checksum: '0'.repeat(64) }));
    await expect(restore(config, other)).rejects.toThrow('0001_ground');
    expect(await holdsNothing(config)).toBe(true);
  });

  test('whose rows are not the ones it was made of is taken back before it is committed', async () => {
    const config = await emptyPlace();
    const other = (name: string, bytes: Buffer) =>
      name.startsWith('tables/tasks/') ? Buffer.from(bytes.toString().replace('台账', '名册')) : bytes;
    await expect(restore(config, await rewritten(other, { honest: true }))).rejects.toThrow('核对不符：表 tasks');
    expect(await holdsNothing(config)).toBe(true);
  });

  test('with a row that the database refuses leaves a marked place, which a good one fills', async () => {
    const config = await emptyPlace();
    const nonsense = (name: string, bytes: Buffer) =>
      name.startsWith('tables/tasks/')
        ? Buffer.from(bytes.toString().replace('\tdispatched\t', '\tnonsense..\t'))
        : bytes;
    await expect(restore(config, await rewritten(nonsense, { honest: true }))).rejects.toThrow('tasks_state');
    await expect(openGround(config, { command: 'serve', mode: 'production' })).rejects.toThrow('未完成的恢复');
    await restore(config);
    expect(await holdsNothing(config)).toBe(false);
  });

  test('says which evidence the shelf did not have, and holds the rest', async () => {
    const shelf = openFileStore(path.join(folder, 'worn'));
    const worn = { ...source, files: shelf };
    const missing = await makeBackup(worn, path.join(folder, 'missing.tar.zst'), { ...silent, withKeys: false });
    const lost = { tenantId: world.tenantId, sha256: photoHash };
    expect(missing.manifest.lost).toEqual([{ ...lost, why: 'missing' }]);
    const place = shelf.path(world.tenantId, photoHash);
    mkdirSync(path.dirname(place), { recursive: true });
    writeFileSync(place, 'other bytes');
    const file = path.join(folder, 'changed.tar.zst');
    expect((await makeBackup(worn, file, { ...silent, withKeys: false })).manifest.lost).toEqual([
      { ...lost, why: 'changed' },
    ]);
    const config = await emptyPlace();
    await restore(config, file);
    // Bytes that are not what their name says are no evidence.
    expect(existsSync(openFileStore(path.join(config.dataDir, 'files')).path(world.tenantId, photoHash))).toBe(false);
  });
});

describe('whoever is stopped in the middle', () => {
  const backupFolder = () => mkdtempSync(path.join(folder, 'stopped-'));
  /** The command as an administrator runs it. */
  function xieli(
    words: string[],
    settings: Record<string, string>,
    within = (command: string) => command,
  ): ChildProcess & { said: () => string } {
    const command = within(`exec "${process.execPath}" server/src/cli.ts "$@"`);
    const child = spawn('bash', ['-c', command, 'xieli', ...words], {
      cwd: root,
      env: { ...process.env, XIELI_DATA_DIR: folder, XIELI_SECRET_FILE: source.secretFile, ...settings },
    });
    let said = '';
    child.stderr?.on('data', (chunk) => {
      said += chunk;
    });
    return Object.assign(child, { said: () => said });
  }
  const ended = (child: ChildProcess) => new Promise<number | null>((resolve) => child.once('close', resolve));
  const appears = async (dir: string) => {
    while (readdirSync(dir).length === 0) await sleep(1);
  };
  const sourceSettings = () => ({ XIELI_DATABASE_URL: source.ownerUrl });

  test('by kill -9 leaves no backup under its name, and the next one takes what was left away', async () => {
    const dir = backupFolder();
    const file = path.join(dir, 'a.tar.zst');
    const child = xieli(['backup', file], sourceSettings());
    await appears(dir);
    child.kill('SIGKILL');
    await ended(child);
    expect(readdirSync(dir)).toEqual([`a.tar.zst.${child.pid}.unfinished`]);
    await makeBackup(source, file, { ...silent, withKeys: false });
    expect(readdirSync(dir)).toEqual(['a.tar.zst']);
  });

  test('by Ctrl-C leaves nothing', async () => {
    const dir = backupFolder();
    const child = xieli(['backup', path.join(dir, 'a.tar.zst')], sourceSettings());
    await appears(dir);
    child.kill('SIGINT');
    expect([await ended(child), readdirSync(dir)]).toEqual([1, []]);
    expect(child.said()).toContain('已取消 / Cancelled');
  });

  test('by a disk that takes no more leaves nothing and says so', async () => {
    const dir = backupFolder();
    const file = path.join(dir, 'a.tar.zst');
    const child = xieli(['backup', file], sourceSettings(), (command) => `ulimit -f 100; ${command}`);
    expect([await ended(child), readdirSync(dir)]).toEqual([1, []]);
    expect(child.said()).toContain(file);
    expect(child.said()).toContain('超过了允许的文件大小');
  });

  test('by a disk that is read-only leaves nothing and says so', async () => {
    const dir = backupFolder();
    const file = path.join(dir, 'a.tar.zst');
    const readOnly = (command: string) =>
      `exec unshare --user --map-root-user --mount bash -c 'mount -t tmpfs -o ro tmpfs "${dir}" && ${command}' xieli "$@"`;
    const child = xieli(['backup', file], sourceSettings(), readOnly);
    expect([await ended(child), readdirSync(dir)]).toEqual([1, []]);
    expect(child.said()).toContain(file);
    expect(child.said()).toContain('只读');
  });

  test('in a restore leaves a marked place, in which nothing runs, and which the next restore fills', async () => {
    const config = await emptyPlace();
    const settings = {
      XIELI_DATA_DIR: config.dataDir,
      XIELI_SECRET_FILE: config.secretFile,
      XIELI_DATABASE_URL: config.databaseUrl ?? '',
      XIELI_DATABASE_APP_URL: config.databaseAppUrl ?? '',
    };
    const child = xieli(['restore', archive], settings);
    await asOwner(config, async (owner) => {
      const copying = `SELECT FROM pg_stat_activity WHERE datname = current_database() AND query LIKE 'COPY %FROM STDIN'`;
      while ((await owner.query(copying)).rowCount === 0) await sleep(1);
    });
    child.kill('SIGKILL');
    await ended(child);
    await expect.poll(() => holdsNothing(config)).toBe(true);
    await expect(openGround(config, { command: 'serve', mode: 'production' })).rejects.toThrow('未完成的恢复');
    await restore(config);
    const files = openFileStore(path.join(config.dataDir, 'files'));
    const again = { ...source, ownerUrl: config.databaseUrl ?? '', files };
    const made = await makeBackup(again, path.join(folder, 'again.tar.zst'), { ...silent, withKeys: false });
    expect(digests(made.manifest)).toEqual(digests(original));
    expect(made.manifest.lost).toEqual([]);
  });
});

const swapped = (bytes: Buffer) => Buffer.from(bytes.toReversed());

/**
 * The archive with members changed, or left out by null.
 * @param options.honest the manifest tells of the changed ones; else of the original ones, but for the head
 */
async function rewritten(
  change: (name: string, bytes: Buffer) => Buffer | null,
  { honest = false } = {},
): Promise<string> {
  const file = path.join(folder, `rewritten-${++places}.tar.zst`);
  const writer = writeArchive(file);
  const manifest = structuredClone(original);
  for await (const { name, content } of readArchive(archive)) {
    const chunks: Buffer[] = [];
    for await (const chunk of content) chunks.push(chunk);
    const told = name === manifestName ? Buffer.from(JSON.stringify(manifest)) : Buffer.concat(chunks);
    const bytes = change(name, told);
    if (bytes === null) continue;
    const written = await writer.add(name, bytes.length, bytes);
    if (honest || name === headName)
      manifest.members = manifest.members.map((one) => (one.name === name ? written : one));
  }
  await writer.finish();
  return file;
}
