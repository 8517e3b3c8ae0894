import path from 'node:path';
import pg from 'pg';
import type { Config, Mode } from './config.ts';
import { type Clock, openClock } from './platform/clock/clock.ts';
import { appUrlFrom } from './platform/database/app-role.ts';
import { type Connections, openConnections } from './platform/database/connections.ts';
import { InstanceHeld, startEmbedded } from './platform/database/embedded/index.ts';
import { migrate } from './platform/database/migrate.ts';
import { connectionSettings } from './platform/database/types.ts';
import { refuseUnfinished } from './platform/database/unfinished.ts';
import { type FileStore, openFileStore } from './platform/files/store.ts';
import { type Cipher, openCipher } from './platform/secrets/cipher.ts';
import { loadSecrets, type Secrets } from './secrets.ts';

/** What stands before any feature: a migrated, stamped database, the clock, the keys and the shelf of files. */
export interface Ground {
  ownerUrl: string;
  appUrl: string;
  connections: Connections;
  clock: Clock;
  cipher: Cipher;
  files: FileStore;
  secrets: Secrets;
  /** Tells later starts on the same data directory where this one listens. */
  announce(address: string): void;
  close(): Promise<void>;
}

/** The database was made for the other mode (spine.md 6.1); the message says so in both languages. */
export class WrongMode extends Error {
  constructor(made: Mode) {
    const zh =
      made === 'demo'
        ? '此数据目录是演示数据，不能用于正式运行；请另设 XIELI_DATA_DIR'
        : '此数据目录是正式数据，不能以演示方式启动；请另设 XIELI_DATA_DIR';
    const en =
      made === 'demo'
        ? 'This data is a demo and is not used for production; set another XIELI_DATA_DIR'
        : 'This data is in production and is not opened as a demo; set another XIELI_DATA_DIR';
    super(`${zh} / ${en}`);
    this.name = 'WrongMode';
  }
}

/**
 * Opens everything below the features.
 * @param options.mode the mode to stamp or to insist on; null where a command takes the data as it is
 * @param options.share use the database of a running instance instead of refusing (commands beside a server)
 * @param options.untouched take schema, role and rights as they are, for whoever only looks; they have to be this program's
 * @throws BadSetting, InstanceHeld, MigrationRefused, RestoreUnfinished, WrongMode and what the database says
 */
export async function openGround(
  config: Config,
  options: {
    command: string;
    mode: Mode | null;
    share?: boolean;
    untouched?: boolean;
    onIdleError?: (error: Error) => void;
  },
): Promise<Ground> {
  const secrets = loadSecrets(config.secretFile);
  const database = await openDatabase(config, options);
  try {
    await asOwner(database.ownerUrl, refuseUnfinished);
    const { appRolePassword } = secrets;
    const appUrl = options.untouched
      ? (config.databaseAppUrl ?? appUrlFrom(database.ownerUrl, appRolePassword))
      : (await migrate(database.ownerUrl, { appRolePassword, appUrl: config.databaseAppUrl })).appUrl;
    await stampMode(database.ownerUrl, options.mode);
    return await layGround(config, { database, appUrl, secrets, onIdleError: options.onIdleError });
  } catch (error) {
    await database.stop();
    throw error;
  }
}

/**
 * Lays the ground on a database that is migrated, whatever its mode and its marks; closing it lets go of the database.
 * @param on.appUrl address of the application's role
 */
export async function layGround(
  config: Config,
  on: {
    database: OpenDatabase;
    appUrl: string;
    secrets: Secrets;
    onIdleError?: ((error: Error) => void) | undefined;
  },
): Promise<Ground> {
  const { database, appUrl, secrets, onIdleError } = on;
  const connections = await openConnections(appUrl, onIdleError ? { onIdleError } : {});
  return {
    ownerUrl: database.ownerUrl,
    appUrl,
    connections,
    clock: await openClock(connections),
    cipher: openCipher({
      encryption: secrets.encryptionKey,
      blindIndex: secrets.blindIndexKey,
      request: secrets.requestKey,
    }),
    files: openFileStore(path.join(config.dataDir, 'files')),
    secrets,
    announce: database.announce,
    async close() {
      await connections.close();
      await database.stop();
    },
  };
}

/** A database that answers, and how to let go of it. */
interface OpenDatabase {
  ownerUrl: string;
  announce(address: string): void;
  stop(): Promise<void>;
}

/**
 * Starts the embedded database, or names the one that the settings name.
 * @param options.share use the database of a running instance instead of refusing
 * @throws InstanceHeld and what the database says
 */
export async function openDatabase(
  config: Config,
  options: { command: string; share?: boolean },
): Promise<OpenDatabase> {
  if (config.databaseUrl)
    return { ownerUrl: config.databaseUrl, announce: () => undefined, stop: async () => undefined };
  try {
    return await startEmbedded({ dataDir: config.dataDir, command: options.command });
  } catch (error) {
    if (!options.share || !(error instanceof InstanceHeld) || !error.ownerUrl) throw error;
    return { ownerUrl: error.ownerUrl, announce: () => undefined, stop: async () => undefined };
  }
}

async function stampMode(ownerUrl: string, mode: Mode | null): Promise<void> {
  if (mode === null) return;
  await asOwner(ownerUrl, async (owner) => {
    await owner.query('INSERT INTO installation (mode, made_at) VALUES ($1, $2) ON CONFLICT (only_row) DO NOTHING', [
      mode,
      new Date().toISOString(),
    ]);
    const { rows } = await owner.query<{ mode: Mode }>('SELECT mode FROM installation');
    const made = rows[0]?.mode;
    if (made && made !== mode) throw new WrongMode(made);
  });
}

/** Puts a city on record, in production from now on where the database has no mode yet; one that is there takes the name. */
export async function foundCity(
  ownerUrl: string,
  city: { tenantId: string; name: string; host?: string | null },
): Promise<void> {
  await stampMode(ownerUrl, 'production');
  await asOwner(ownerUrl, async (owner) => {
    await owner.query(
      `INSERT INTO tenants (tenant_id, name, host, created_at) VALUES ($1, $2, $3, $4)
       ON CONFLICT (tenant_id) DO UPDATE SET name = excluded.name, host = excluded.host`,
      [city.tenantId, city.name, city.host ?? null, new Date().toISOString()],
    );
  });
}

async function asOwner(ownerUrl: string, work: (owner: pg.Client) => Promise<void>): Promise<void> {
  const owner = new pg.Client(connectionSettings(ownerUrl));
  await owner.connect();
  try {
    await work(owner);
  } finally {
    await owner.end();
  }
}
