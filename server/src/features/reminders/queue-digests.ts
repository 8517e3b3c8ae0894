import { sql } from 'kysely';
import { v7 } from 'uuid';
import { programActor, readContext, runAct } from '../../platform/acts.ts';
import { dayOf, isAwake } from '../../platform/clock/days.ts';
import type { App, ReadContext } from '../../platform/context.ts';
import type { TenantDb } from '../../platform/database/connections.ts';
import { accountActor } from '../../platform/identity/index.ts';
import { speak } from '../../platform/locale/messages.ts';
import {
  allChannels,
  deliverySettings,
  type LastWritten,
  lastWritten,
  type NewDelivery,
  queueDeliveries,
} from '../../platform/notify/index.ts';
import { digestOf } from './digest.ts';
import type { Rung } from './ladder.ts';
import { digest as say } from './messages.ts';
import { ownNotices } from './notices.ts';
import { type Listener, listeners } from './preferences.ts';

const never: LastWritten = { id: '00000000-0000-0000-0000-000000000000', about: '', at: '1970-01-01T00:00:00Z' };

type Channel = Awaited<ReturnType<typeof allChannels>>[number];

/**
 * Puts one digest a day on its way to everyone who asked to be told outside the product and has something unread that came
 * since the last one, and one to each chat group. What came after today's digest waits for tomorrow's.
 */
export async function queueDigests(app: App, tenantId: string): Promise<void> {
  const db = app.connections.tenant(tenantId);
  const now = app.clock.businessNow(tenantId);
  const { wakesAt, sleepsAt } = await deliverySettings(db);
  if (!isAwake(now, { from: wakesAt, to: sleepsAt })) return;
  const channels = (await allChannels(app, db)).filter(({ enabled, kind }) => enabled && kind !== 'webhook');
  if (channels.length === 0) return;
  const written = await lastWritten(
    db,
    channels.map(({ id }) => id),
  );
  const today = dayOf(now);
  const untoldSince = (channelId: string, receiverId: string) => {
    const last = written.get(`${channelId} ${receiverId}`) ?? never;
    return last.about === today ? null : last;
  };
  const deliveries = [
    ...(await toGroups(app, db, channels, today, untoldSince)),
    ...(await toListeners(app, tenantId, channels, today, untoldSince)),
  ];
  if (deliveries.length === 0) return;
  const request = {
    tenantId,
    actor: programActor('协力'),
    actionId: v7(),
    action: 'reminders.digest',
    input: deliveries.map(({ channelId, receiverId, about }) => [channelId, receiverId, about]),
    requestId: 'job',
  };
  await runAct(app, request, async (context) => {
    await queueDeliveries(context, deliveries);
    return null;
  });
}

/** What was last said to a receiver, so that only what came after it is told; null where he was written to today. */
type UntoldSince = (channelId: string, receiverId: string) => LastWritten | null;

async function toListeners(
  app: App,
  tenantId: string,
  channels: readonly Channel[],
  today: string,
  untoldSince: UntoldSince,
): Promise<NewDelivery[]> {
  const db = app.connections.tenant(tenantId);
  const deliveries: NewDelivery[] = [];
  for (const listener of await listeners({ db, app })) {
    const known = await accountActor(db, listener.accountId, today, null);
    if (!known) continue;
    const reading = readContext(app, { tenantId, actor: known.actor, requestId: 'job' }, db);
    for (const channel of channels) {
      const address = addressOver(channel, listener);
      const since = address === null ? null : untoldSince(channel.id, listener.accountId);
      if (address === null || since === null) continue;
      const notices = await unreadSince(reading, since);
      if (notices.length === 0) continue;
      const { titles } = channel.settings as { titles?: boolean };
      const content = {
        counts: counted(notices.map(({ rung }) => rung as Rung)),
        titles: titles ? [...new Set(notices.map(({ action }) => action))] : null,
      };
      deliveries.push({
        ...{
          channelId: channel.id,
          receiverId: listener.accountId,
          receiverName: listener.name,
          about: today,
          address,
        },
        message: digestOf(content, linkOf(app), listener.language),
      });
    }
  }
  return deliveries;
}

/** A chat group is the office's: it hears how many, never which and whose. */
async function toGroups(
  app: App,
  db: TenantDb,
  channels: readonly Channel[],
  today: string,
  untoldSince: UntoldSince,
): Promise<NewDelivery[]> {
  const deliveries: NewDelivery[] = [];
  for (const { id, kind } of channels) {
    const since = kind === 'mail' || kind === 'sms' ? null : untoldSince(id, id);
    if (since === null) continue;
    const rows = await db
      .selectFrom('reminders')
      .select(['rung', sql<number>`count(*)::int`.as('count')])
      .where('recorded_at', '>', since.at)
      .groupBy('rung')
      .execute();
    if (rows.length === 0) continue;
    const counts = new Map(rows.map((row) => [row.rung as Rung, row.count]));
    deliveries.push({
      ...{ channelId: id, receiverId: id, receiverName: speak(say.group(), 'zh-CN'), about: today, address: null },
      message: digestOf({ counts, titles: null }, linkOf(app), 'zh-CN'),
    });
  }
  return deliveries;
}

async function unreadSince(reading: ReadContext, { id }: LastWritten) {
  return (
    (await ownNotices(reading))
      .select(['n.rung', 't.action'])
      .where('n.read_at', 'is', null)
      // By their making and not by the clock of the field, which may have jumped back since.
      .where('n.id', '>', id)
      .orderBy('n.recorded_at', 'desc')
      .orderBy('n.id', 'desc')
      .execute()
  );
}

function addressOver({ kind }: Channel, { mailAddress, phone }: Listener): string | null {
  if (kind === 'mail') return mailAddress;
  return kind === 'sms' ? phone : null;
}

function counted(rungs: readonly Rung[]): Map<Rung, number> {
  const counts = new Map<Rung, number>();
  for (const rung of rungs) counts.set(rung, (counts.get(rung) ?? 0) + 1);
  return counts;
}

const linkOf = (app: App) => (app.config.publicUrl === null ? null : `${app.config.publicUrl}/notices`);
