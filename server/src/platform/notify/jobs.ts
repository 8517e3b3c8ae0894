import { v7 } from 'uuid';
import { programActor, runAct } from '../acts.ts';
import { isAwake } from '../clock/days.ts';
import type { App } from '../context.ts';
import type { Job } from '../jobs/index.ts';
import { adapterOf } from './adapters.ts';
import { OutgoingMessage } from './channel.ts';
import { DeliveryFailure } from './failure.ts';
import { nextAttempt } from './pauses.ts';
import {
  allChannels,
  channelsDue,
  type DeliverySettings,
  type DueDelivery,
  deliverySettings,
  nextDue,
  type StoredChannel,
} from './store.ts';
import { type EventSource, followEvents, sendEvent } from './webhooks.ts';

/**
 * Sends what is due, channel beside channel, so that one receiver that hangs holds up no other. What a crash cuts off between
 * sending and noting is sent again under the same id.
 * @throws AggregateError after every channel had its turn, where the program failed on some
 */
export async function deliver(app: App, tenantId: string): Promise<void> {
  const db = app.connections.tenant(tenantId);
  const due = await channelsDue(db, app.clock.machineNow());
  if (due.size === 0) return;
  const settings = await deliverySettings(db);
  const channels = (await allChannels(app, db)).filter(({ id, enabled }) => enabled && due.has(id));
  const turns = await Promise.allSettled(channels.map((channel) => deliverOver(app, tenantId, channel, settings)));
  const failures = turns.flatMap((turn) => (turn.status === 'rejected' ? [turn.reason] : []));
  if (failures.length > 0) throw new AggregateError(failures, `${failures.length} channels could not be served`);
}

async function deliverOver(
  app: App,
  tenantId: string,
  channel: StoredChannel,
  settings: DeliverySettings,
): Promise<void> {
  const db = app.connections.tenant(tenantId);
  const until = app.clock.machineNow();
  for (;;) {
    const hours = { from: settings.wakesAt, to: settings.sleepsAt };
    if (channel.kind !== 'webhook' && !isAwake(app.clock.businessNow(tenantId), hours)) return;
    const delivery = await nextDue(app, db, channel.id, until);
    if (!delivery) return;
    const failure = await attempt(channel, delivery, settings);
    await note(app, tenantId, delivery, failure);
    if (failure?.stopsChannel) return;
  }
}

async function attempt(
  channel: StoredChannel,
  { id, to, unreadable, message }: DueDelivery,
  { networks }: DeliverySettings,
): Promise<DeliveryFailure | null> {
  try {
    if (unreadable) throw new DeliveryFailure('addressUnreadable', '');
    if (channel.kind === 'webhook') {
      await sendEvent(channel, { id, message }, networks);
      return null;
    }
    const adapter = adapterOf({ ...channel, kind: channel.kind });
    await adapter.send({ id, to, message: OutgoingMessage.parse(message) }, networks);
    return null;
  } catch (error) {
    if (error instanceof DeliveryFailure) return error;
    throw error;
  }
}

/** Notes what came of one attempt, as an act of the program. */
async function note(
  app: App,
  tenantId: string,
  { id, attempts: before }: DueDelivery,
  failure: DeliveryFailure | null,
): Promise<void> {
  const attempts = before + 1;
  const now = app.clock.machineNow();
  const next = failure && !failure.isLasting ? nextAttempt(attempts, now) : null;
  const state = failure ? (next === null ? 'failed' : 'pending') : 'sent';
  const request = {
    tenantId,
    actor: programActor('协力'),
    actionId: v7(),
    action: 'deliveries.send',
    input: { id, attempts, state },
    requestId: 'job',
  };
  await runAct(app, request, async (context) => {
    await context.db
      .updateTable('deliveries')
      .set({
        ...{ state, attempts, due_at: next ?? now, sent_at: failure ? null : context.now },
        ...{ failure: failure?.kind ?? null, failure_detail: failure?.detail ?? null },
      })
      .where('id', '=', id)
      .where('state', '=', 'pending')
      .where('attempts', '=', before)
      .execute();
    return null;
  });
}

/**
 * Every minute: a message waits no longer than its pause, and programs outside are told of what has happened.
 * @param sources what they may be told of
 */
export const deliverJob = (sources: readonly EventSource[]): Job => ({
  name: 'notify.deliver',
  cron: '* * * * *',
  async run(app, tenantId) {
    const channels = await allChannels(app, app.connections.tenant(tenantId));
    const failures: unknown[] = [];
    // One webhook whose events cannot be read is no reason for the others, and for mail, to wait.
    for (const channel of channels)
      if (channel.enabled && channel.kind === 'webhook')
        await followEvents(app, tenantId, channel, sources).catch((error: unknown) => failures.push(error));
    await deliver(app, tenantId).catch((error: unknown) => failures.push(error));
    if (failures.length > 0) throw new AggregateError(failures, `${failures.length} parts of the delivery failed`);
  },
});
