import os from 'node:os';
import { setTimeout as sleep } from 'node:timers/promises';
import pg from 'pg';
import { connectionSettings } from './types.ts';

/** Another program serves this database; the message says which. */
export class ServedElsewhere extends Error {
  override readonly name = 'ServedElsewhere';

  constructor(holder: string) {
    super(
      `这个数据库正由另一个协力程序使用（${holder}）：请先停止它，或为本程序另设数据库。 / ` +
        `Another Xieli works on this database (${holder}): stop it first, or give this one a database of its own.`,
    );
  }
}

export interface ServingLock {
  /** False while the connection that holds it is lost. */
  held(): boolean;
  release(): Promise<void>;
}

/** Key of the advisory lock that one server or restore per database holds; one more than the migration's. */
export const servingLock = '517316703338';
/** Begins the name under which the holder's connection is seen by others. */
const mark = 'xieli-serving';
/** The server notices a dead machine's connection within a minute; with its own defaults it may take two hours. */
const keepAlive = '-c tcp_keepalives_idle=20 -c tcp_keepalives_interval=10 -c tcp_keepalives_count=3';
/** A server that was just killed or is just stopping lets go within moments. */
const patienceMs = 5000;
const retryMs = 200;

/**
 * Takes the right to serve a database, which one program at a time has. Two servers would each keep in memory who is signed in
 * and how far a right reaches without hearing of the other's changes, and evidence lies on the disk of one of them. On the
 * embedded database the data directory's own lock stands before it.
 * @param options.command command line word that others are told
 * @param options.onLost called when another program took it over while the connection was lost; this one has to stop
 * @throws ServedElsewhere, and what the database says
 */
export async function takeServingLock(
  url: string,
  options: { command: string; onLost: (holder: ServedElsewhere) => void },
): Promise<ServingLock> {
  const name = `${mark} ${options.command} ${process.pid}@${os.hostname()} ${new Date().toISOString().slice(0, 19)}Z`;
  let client: pg.Client | null = await takeWithin(url, name, patienceMs, onEnd);
  let released = false;
  let returning: Promise<void> = Promise.resolve();

  function onEnd() {
    client = null;
    if (!released) returning = comeBack();
  }

  async function comeBack() {
    while (!released) {
      await sleep(retryMs);
      try {
        client = await takeWithin(url, name, 0, onEnd);
        return;
      } catch (error) {
        if (error instanceof ServedElsewhere) return options.onLost(error);
        // The database is not back yet; requests fail meanwhile and say so themselves.
      }
    }
  }

  return {
    held: () => client !== null,
    async release() {
      released = true;
      await returning;
      await client?.end();
    },
  };
}

async function takeWithin(url: string, name: string, wait: number, onEnd: () => void): Promise<pg.Client> {
  const settings = connectionSettings(url);
  const client = new pg.Client({
    ...settings,
    options: `${settings.options} ${keepAlive}`,
    application_name: name.slice(0, 63),
    connectionTimeoutMillis: 10_000,
  });
  // What was lost is noticed by its end; the error before it says no more.
  client.on('error', () => undefined);
  await client.connect();
  const until = Date.now() + wait;
  try {
    while (!(await tryOnce(client))) {
      if (Date.now() >= until) throw new ServedElsewhere(await holderOf(client));
      await sleep(retryMs);
    }
  } catch (error) {
    await client.end();
    throw error;
  }
  client.once('end', onEnd);
  return client;
}

async function tryOnce(client: pg.Client): Promise<boolean> {
  const { rows } = await client.query<{ taken: boolean }>(`SELECT pg_try_advisory_lock(${servingLock}) AS taken`);
  return rows[0]?.taken ?? false;
}

/** What the holder's connection is called: command, process, machine, since when. */
async function holderOf(client: pg.Client): Promise<string> {
  const { rows } = await client.query<{ name: string; address: string | null }>(
    `SELECT application_name AS name, host(client_addr) AS address FROM pg_stat_activity
     WHERE datname = current_database() AND application_name LIKE $1 AND pid <> pg_backend_pid()
       AND pid IN (SELECT pid FROM pg_locks WHERE locktype = 'advisory' AND granted)`,
    [`${mark}%`],
  );
  const [holder] = rows;
  if (!holder) return '?';
  const told = holder.name.slice(mark.length + 1);
  return holder.address === null ? told : `${told}, ${holder.address}`;
}
