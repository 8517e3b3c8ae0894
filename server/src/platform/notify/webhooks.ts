import { createHmac, randomBytes } from 'node:crypto';
import { v7 } from 'uuid';
import { z } from 'zod';
import { programActor, runAct } from '../acts.ts';
import type { App } from '../context.ts';
import type { TenantDb } from '../database/connections.ts';
import { DeliveryFailure } from './failure.ts';
import { post } from './http-post.ts';
import type { Networks } from './networks.ts';
import { type NewDelivery, queueDeliveries, type StoredChannel } from './store.ts';

/** Something that happened, as a program outside is told: what, when and to which record. It reads the rest with its own rights. */
export interface WebhookEvent {
  /** Id of the row that the act wrote; each is told once. */
  id: string;
  type: string;
  /** Business instant. */
  timestamp: string;
  data: Record<string, string>;
}

/** Rows of one audited table that are events, read by the feature that writes them. */
export interface EventSource {
  table: string;
  /** Every type that it may tell. */
  types: readonly string[];
  read(db: TenantDb, ids: readonly string[]): Promise<WebhookEvent[]>;
}

export const webhookSettings = z.object({ url: z.string(), events: z.array(z.string()) });
const webhookSecret = z.object({ key: z.string() });

const prefix = 'whsec_';
const keyBytes = 32;

/** A signing key in the form of Standard Webhooks. */
export const newSigningKey = () => `${prefix}${randomBytes(keyBytes).toString('base64')}`;

/**
 * Sends one event in the form of Standard Webhooks: id, time and an HMAC-SHA256 over both and the body.
 * @throws DeliveryFailure when it did not arrive
 */
export async function sendEvent(
  { settings, secret }: Pick<StoredChannel, 'settings' | 'secret'>,
  { id, message }: { id: string; message: unknown },
  opened: Networks,
  now: () => number = Date.now,
): Promise<void> {
  if (secret === null) throw new DeliveryFailure('signingKeyUnreadable', '');
  const body = JSON.stringify(message);
  const timestamp = String(Math.floor(now() / 1000));
  const key = Buffer.from(webhookSecret.parse(secret).key.slice(prefix.length), 'base64');
  const signature = createHmac('sha256', key).update(`${id}.${timestamp}.${body}`).digest('base64');
  const headers = {
    'content-type': 'application/json',
    'webhook-id': id,
    'webhook-timestamp': timestamp,
    'webhook-signature': `v1,${signature}`,
  };
  await post(webhookSettings.parse(settings).url, { headers, body, opened });
}

/** Sealed entries read at once; after so many without an event the place is kept all the same. */
const entriesAtOnce = 500;

/**
 * Puts on their way the events of everything that was sealed since a webhook was last told. The seals are the order in which
 * acts were committed, without a gap, so nothing is told that was rolled back and nothing is forgotten.
 */
export async function followEvents(
  app: App,
  tenantId: string,
  channel: StoredChannel,
  sources: readonly EventSource[],
): Promise<void> {
  const db = app.connections.tenant(tenantId);
  const { events } = webhookSettings.parse(channel.settings);
  for (let told = channel.toldSeq ?? 0; ; ) {
    const entries = await sealedSince(db, told);
    const last = entries.at(-1);
    if (!last) return;
    const found = (await eventsOf(db, entries, sources)).filter(({ type }) => events.includes(type));
    // A row of its own for every minute without an event would itself be sealed, and followed in the next.
    if (found.length === 0 && entries.length < entriesAtOnce) return;
    await keepPlace(app, tenantId, channel, last.seq, found);
    told = last.seq;
  }
}

async function sealedSince(db: TenantDb, seq: number) {
  const rows = await db
    .selectFrom('audit_seals as s')
    .innerJoin('audit_entries as e', 'e.id', 's.audit_id')
    .select(['s.seq', 'e.outcome', 'e.records'])
    .where('s.seq', '>', String(seq))
    .orderBy('s.seq')
    .limit(entriesAtOnce)
    .execute();
  return rows.map((row) => ({
    seq: Number(row.seq),
    records: row.outcome === 'done' ? (row.records as { table: string; id: string; digest: string | null }[]) : [],
  }));
}

async function eventsOf(
  db: TenantDb,
  entries: Awaited<ReturnType<typeof sealedSince>>,
  sources: readonly EventSource[],
): Promise<WebhookEvent[]> {
  const records = entries.flatMap((entry) => entry.records);
  const events: WebhookEvent[] = [];
  for (const { table, read } of sources) {
    const ids = records.flatMap((record) => (record.table === table && record.digest !== null ? record.id : []));
    if (ids.length > 0) events.push(...(await read(db, ids)));
  }
  return events;
}

async function keepPlace(
  app: App,
  tenantId: string,
  { id, name }: StoredChannel,
  seq: number,
  events: readonly WebhookEvent[],
): Promise<void> {
  const request = {
    tenantId,
    actor: programActor('协力'),
    actionId: v7(),
    action: 'webhooks.follow',
    input: { id, seq },
    requestId: 'job',
  };
  const deliveries = events.map(
    ({ id: about, ...message }): NewDelivery => ({
      ...{ channelId: id, receiverId: id, receiverName: name, about, address: null, message },
    }),
  );
  await runAct(app, request, async (context) => {
    const [row] = await context.db
      .updateTable('channels')
      .set({ told_seq: String(seq) })
      .where('id', '=', id)
      .where('enabled', '=', true)
      .returning('id')
      .execute();
    // Turned off or removed since it was read.
    if (row) await queueDeliveries(context, deliveries);
    return null;
  });
}

/** Where the seals end at present: a new webhook is told of what comes, not of the past. */
export async function lastSeal(db: TenantDb): Promise<number> {
  const row = await db.selectFrom('audit_seals').select('seq').orderBy('seq', 'desc').limit(1).executeTakeFirst();
  return Number(row?.seq ?? 0);
}
