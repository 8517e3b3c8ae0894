import { type Selectable, sql } from 'kysely';
import type { ActContext, App, ReadContext } from '../context.ts';
import { chunksOf } from '../database/chunks.ts';
import type { TenantDb } from '../database/connections.ts';
import type { DB } from '../database/schema.gen.ts';
import { openOrNull } from '../secrets/cipher.ts';
import type { OutgoingMessage } from './channel.ts';
import type { DeliveryState } from './contract.ts';
import type { Networks } from './networks.ts';

type Kind = 'mail' | 'wecom' | 'dingtalk' | 'feishu' | 'sms' | 'webhook';

/** A channel with its secret opened; it never leaves the server. */
export interface StoredChannel {
  id: string;
  kind: Kind;
  name: string;
  enabled: boolean;
  settings: unknown;
  /** Null where the keys of this installation do not open it, as after a restore without them. */
  secret: object | null;
  /** Place in the sealed audit up to which a webhook was told. */
  toldSeq: number | null;
  version: number;
}

const secretPlace = 'channels.secret';
const addressPlace = 'deliveries.address';

/** Of a row of channels by this alias: whether it was removed. */
const isClosed = (alias: string) => sql<boolean>`${sql.ref(`${alias}.settings`)} -> 'closed' is not null`;

/** Of a row of channels by this alias: its name, also after it was removed. */
const nameOf = (alias: string) =>
  sql<string>`coalesce(${sql.ref(`${alias}.settings`)} #>> '{closed,name}', ${sql.ref(`${alias}.name`)})`;

export function sealSecret({ cipher }: Pick<App, 'cipher'>, secret: object): Buffer {
  return cipher.seal(JSON.stringify(secret), secretPlace);
}

function asChannel({ cipher }: Pick<App, 'cipher'>, row: Selectable<DB['channels']>): StoredChannel {
  const { id, kind, name, enabled, settings, version } = row;
  const secret = openOrNull(cipher, row.secret, secretPlace);
  return {
    ...{ id, kind: kind as Kind, name, enabled, settings, version },
    secret: secret === null ? null : JSON.parse(secret),
    toldSeq: row.told_seq === null ? null : Number(row.told_seq),
  };
}

/** Every channel that was not removed, in the order of their names. */
export async function allChannels(app: Pick<App, 'cipher'>, db: TenantDb): Promise<StoredChannel[]> {
  const rows = await db
    .selectFrom('channels')
    .selectAll()
    .where(isClosed('channels'), '=', false)
    .orderBy('name')
    .execute();
  return rows.map((row) => asChannel(app, row));
}

export async function findChannel(app: Pick<App, 'cipher'>, db: TenantDb, id: string): Promise<StoredChannel | null> {
  const row = await db
    .selectFrom('channels')
    .selectAll()
    .where('id', '=', id)
    .where(isClosed('channels'), '=', false)
    .executeTakeFirst();
  return row ? asChannel(app, row) : null;
}

/** What an administrator may set about all channels together. */
export interface DeliverySettings {
  /** Hours of the day in which people may be disturbed. */
  wakesAt: number;
  sleepsAt: number;
  /** Private networks to which messages may go. */
  networks: Networks;
  /** 0 while nobody has changed what is usual. */
  version: number;
}

export const usualSettings: DeliverySettings = { wakesAt: 8, sleepsAt: 20, networks: [], version: 0 };

export async function deliverySettings(db: TenantDb): Promise<DeliverySettings> {
  const row = await db.selectFrom('delivery_settings').selectAll().executeTakeFirst();
  if (!row) return usualSettings;
  return { wakesAt: row.wakes_at, sleepsAt: row.sleeps_at, networks: row.networks, version: row.version };
}

/** A message to be sent. */
export interface NewDelivery {
  channelId: string;
  /** Whose it is: an account, or the channel itself. */
  receiverId: string;
  receiverName: string;
  /** What it is about, once for each receiver and channel. */
  about: string;
  address: string | null;
  message: OutgoingMessage | object;
}

/** Puts messages on their way within the caller's act; what is on its way already is left as it is. */
export async function queueDeliveries(context: ActContext, deliveries: readonly NewDelivery[]): Promise<void> {
  const { cipher, clock } = context.app;
  for (const part of chunksOf(deliveries)) {
    await context.db
      .insertInto('deliveries')
      .values(
        part.map(({ channelId, receiverId, receiverName, about, address, message }) => ({
          id: context.newId(),
          ...{ channel_id: channelId, receiver_id: receiverId, receiver_name: receiverName, about },
          address: address === null ? null : cipher.seal(address, addressPlace),
          message: JSON.stringify(message),
          state: 'pending',
          due_at: clock.machineNow(),
          recorded_at: context.now,
        })),
      )
      .onConflict((conflict) => conflict.doNothing())
      .execute();
  }
}

/** A delivery whose time has come. */
export interface DueDelivery {
  id: string;
  to: string | null;
  /** There is an address, and the keys of this installation do not open it. */
  unreadable: boolean;
  message: unknown;
  attempts: number;
}

/** The next delivery of a channel that is due, the one that waits longest first; null when none is. */
export async function nextDue(
  app: Pick<App, 'cipher'>,
  db: TenantDb,
  channelId: string,
  now: string,
): Promise<DueDelivery | null> {
  const row = await db
    .selectFrom('deliveries')
    .select(['id', 'address', 'message', 'attempts'])
    .where('state', '=', 'pending')
    .where('due_at', '<=', now)
    .where('channel_id', '=', channelId)
    .orderBy('due_at')
    .orderBy('id')
    .limit(1)
    .executeTakeFirst();
  if (!row) return null;
  const to = row.address === null ? null : openOrNull(app.cipher, row.address, addressPlace);
  const unreadable = to === null && row.address !== null;
  return { id: row.id, to, unreadable, message: row.message, attempts: row.attempts };
}

/** Channels for which something is due. */
export async function channelsDue(db: TenantDb, now: string): Promise<Set<string>> {
  const rows = await db
    .selectFrom('deliveries')
    .select('channel_id')
    .distinct()
    .where('state', '=', 'pending')
    .where('due_at', '<=', now)
    .execute();
  return new Set(rows.map((row) => row.channel_id));
}

/** The last message to a receiver over a channel. */
export interface LastWritten {
  /** In the order of their making, whatever the clock of the field says meanwhile. */
  id: string;
  about: string;
  /** Business instant. */
  at: string;
}

/** What each receiver was last written over each channel, by `channel receiver`. */
export async function lastWritten(db: TenantDb, channelIds: readonly string[]): Promise<Map<string, LastWritten>> {
  const rows = await db
    .selectFrom('deliveries')
    .distinctOn(['channel_id', 'receiver_id'])
    .select(['channel_id', 'receiver_id', 'id', 'about', 'recorded_at'])
    .where('channel_id', '=', sql<string>`any(${[...channelIds]}::uuid[])`)
    .orderBy('channel_id')
    .orderBy('receiver_id')
    .orderBy('id', 'desc')
    .execute();
  return new Map(
    rows.map(({ channel_id, receiver_id, id, about, recorded_at }) => [
      `${channel_id} ${receiver_id}`,
      { id, about, at: recorded_at },
    ]),
  );
}

/** Whether it has failed and is tried again: kept as pending, because it is sent by the same rule when it is due. */
export function deliveryState({ state, attempts }: { state: string; attempts: number }): DeliveryState {
  return state === 'pending' && attempts > 0 ? 'retrying' : (state as DeliveryState);
}

export interface DeliveryFilter {
  state?: DeliveryState | undefined;
  after: { at: string; id: string } | null;
  limit: number;
}

/** Deliveries without what they say: whoever runs the house has no need to know it. */
export function listDeliveries({ db }: Pick<ReadContext, 'db'>, { state, after, limit }: DeliveryFilter) {
  let list = db
    .selectFrom('deliveries as d')
    .innerJoin('channels as c', 'c.id', 'd.channel_id')
    .select([nameOf('c').as('name'), isClosed('c').as('removed')])
    .select(['d.id', 'c.kind', 'd.receiver_name', 'd.about', 'd.state', 'd.attempts', 'd.due_at'])
    .select(['d.failure', 'd.failure_detail', 'd.sent_at', 'd.recorded_at']);
  if (state) list = list.where('d.state', '=', state === 'retrying' ? 'pending' : state);
  if (state === 'retrying') list = list.where('d.attempts', '>', 0);
  if (state === 'pending') list = list.where('d.attempts', '=', 0);
  if (after)
    list = list.where(({ eb, refTuple, tuple }) =>
      eb(refTuple('d.recorded_at', 'd.id'), '<', tuple(after.at, after.id)),
    );
  return list.orderBy('d.recorded_at', 'desc').orderBy('d.id', 'desc').limit(limit).execute();
}
