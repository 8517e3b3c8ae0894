import { randomUUID } from 'node:crypto';
import type { FastifyBaseLogger } from 'fastify';
import pg from 'pg';
import type { Connections } from '../database/connections.ts';

/** Told which tables changed in a tenant; null when something may have been missed and all of them may have. */
export type Listener = (tables: readonly string[] | null) => void;

export interface LiveChannel {
  /** Says after commit which tables an act touched. Costs the act nothing: it is sent later, together with others. */
  announce(tenantId: string, tables: readonly string[]): void;
  /** @returns ends the subscription */
  subscribe(tenantId: string, listener: Listener): () => void;
  close(): Promise<void>;
}

const channel = 'xieli_live';
/** Announcements of this long go out as one: NOTIFY takes a lock of the whole database at its commit (design.md 3, Live). */
const gatherMs = 300;
const longestRetryMs = 30_000;

/**
 * The way on which processes tell each other what changed: one dedicated connection that listens and notifies. Within the
 * process it works without the database, so a lost connection costs only news of other processes, and after it comes back
 * everyone is told to look again.
 */
export async function openChannel(
  connections: Pick<Connections, 'pool'>,
  log: FastifyBaseLogger,
): Promise<LiveChannel> {
  const self = randomUUID();
  const listeners = new Map<string, Set<Listener>>();
  const pending = new Map<string, Set<string>>();
  let client: pg.Client | null = null;
  let timer: NodeJS.Timeout | null = null;
  let retry: NodeJS.Timeout | null = null;
  let closed = false;

  function tell(tenantId: string, tables: readonly string[] | null) {
    for (const listener of listeners.get(tenantId) ?? []) listener(tables);
  }

  function hear(payload: string) {
    const [sender, tenantId, tables] = payload.split(' ');
    if (sender === self || !tenantId || !tables) return;
    tell(tenantId, tables.split(','));
  }

  async function connect() {
    const fresh = new pg.Client(connections.pool.options as pg.ClientConfig);
    fresh.on('notification', (message) => hear(message.payload ?? ''));
    fresh.on('error', (error) => lost(fresh, error));
    fresh.on('end', () => lost(fresh, null));
    await fresh.connect();
    await fresh.query(`LISTEN ${channel}`);
    // It came back after the channel was closed: nobody else would end it.
    if (closed) return void (await fresh.end());
    client = fresh;
  }

  function lost(which: pg.Client, error: Error | null) {
    if (closed || client !== which) return;
    client = null;
    log.warn({ err: error }, 'the live connection was lost; trying again');
    reconnectIn(1000);
  }

  function reconnectIn(wait: number) {
    retry = setTimeout(async () => {
      try {
        await connect();
        for (const tenantId of listeners.keys()) tell(tenantId, null);
      } catch (error) {
        log.warn({ err: error }, 'the live connection is still lost');
        if (!closed) reconnectIn(Math.min(wait * 2, longestRetryMs));
      }
    }, wait);
  }

  async function flush() {
    timer = null;
    const batch = [...pending];
    pending.clear();
    for (const [tenantId, tables] of batch) {
      tell(tenantId, [...tables]);
      try {
        await client?.query('SELECT pg_notify($1, $2)', [channel, `${self} ${tenantId} ${[...tables].join(',')}`]);
      } catch (error) {
        // The connection's own handlers bring it back and then tell everyone to look again.
        log.warn({ err: error }, 'a change could not be told to other processes');
      }
    }
  }

  await connect();
  return {
    announce(tenantId, tables) {
      if (closed || tables.length === 0) return;
      const known = pending.get(tenantId) ?? new Set<string>();
      for (const table of tables) known.add(table);
      pending.set(tenantId, known);
      timer ??= setTimeout(() => void flush(), gatherMs);
    },
    subscribe(tenantId, listener) {
      const known = listeners.get(tenantId) ?? new Set<Listener>();
      known.add(listener);
      listeners.set(tenantId, known);
      return () => {
        known.delete(listener);
        if (known.size === 0 && listeners.get(tenantId) === known) listeners.delete(tenantId);
      };
    },
    async close() {
      closed = true;
      if (timer) clearTimeout(timer);
      if (retry) clearTimeout(retry);
      await flush();
      await client?.end();
    },
  };
}
