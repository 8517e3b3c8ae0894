import { v7 } from 'uuid';
import type { z } from 'zod';
import type { ActContext, ReadContext } from '../context.ts';
import { implement } from '../http/pipeline.ts';
import { readPlace, writePlace } from '../http/place.ts';
import { conflict, invalid, notFound, refused } from '../http/problems.ts';
import { type Language, languageOf, messages, speak } from '../locale/messages.ts';
import { adapterOf } from './adapters.ts';
import { type ChannelKind, testMessage } from './channel.ts';
import { closeChannel } from './closing.ts';
import { type DeliveryState, notifyContract } from './contract.ts';
import { DeliveryFailure, failureInWords } from './failure.ts';
import {
  allChannels,
  deliverySettings,
  deliveryState,
  findChannel,
  listDeliveries,
  type StoredChannel,
  sealSecret,
} from './store.ts';
import { type EventSource, lastSeal, newSigningKey } from './webhooks.ts';

const say = messages('channels', {
  notFound: { zh: '没有找到这个消息通道', en: 'This channel was not found' },
  deliveryNotFound: { zh: '没有找到这条发送记录', en: 'This delivery was not found' },
  nameTaken: { zh: '已有同名的消息通道，请换一个名称', en: 'There is a channel of this name; choose another' },
  otherKind: { zh: '通道的种类不能改变，请新增一个', en: 'A channel does not change its kind; add another' },
  changedMeanwhile: { zh: '刚被他人修改，请刷新后再改', en: 'Changed by somebody else; reload and try again' },
  receiverMissing: { zh: '请填写接收测试消息的邮箱或手机号', en: 'Enter the address or number that receives the test' },
  webhookUntested: { zh: '事件推送请用“重新发送”检验', en: 'Test a webhook by sending a delivery again' },
  hoursReversed: { zh: '结束时间应晚于开始时间', en: 'The hours have to end after they begin' },
  eventUnknown: { zh: '没有这种事件', en: 'There is no event of this type' },
  onlyWebhooksHaveKeys: {
    zh: '只有事件推送有签名密钥，其他通道请用“修改”',
    en: 'Only a webhook has a key of ours; amend other channels',
  },
  channelRemoved: { zh: '通道已移除，不能再发送', en: 'The channel was removed; nothing can be sent over it' },
  notRepeatable: {
    zh: '这一条还没有发送过，到时间会自动发送',
    en: 'This one has not been sent yet; it goes by itself when it is due',
  },
});

const pageSize = 50;
type Made = NonNullable<z.output<(typeof notifyContract)['POST /api/channels/:channelId/amend']['body']>['made']>;

/**
 * Channels, when and where messages may go, and what became of each: the system administrator's part.
 * @param sources what webhooks may be told of
 */
export const notifyRoutes = (sources: readonly EventSource[]) => {
  const types = sources.flatMap((source) => source.types);
  function assertEventsKnown(events: readonly string[], field: string) {
    const unknown = events.findIndex((type) => !types.includes(type));
    if (unknown >= 0) throw invalid(say.eventUnknown(), { field: `${field}.${unknown}` });
  }
  return implement(notifyContract, {
    'GET /api/channels': {
      async handle(context) {
        const { wakesAt, sleepsAt, networks, version } = await deliverySettings(context.db);
        return {
          channels: (await allChannels(context.app, context.db)).map(shown),
          events: types,
          settings: { wakesAt, sleepsAt, networks: [...networks], version },
        };
      },
    },
    'POST /api/channels': {
      async handle(context, { body }) {
        await assertNameFree(context, body.name, null);
        const { kind, settings, secret } = body.made;
        await context.db
          .insertInto('channels')
          .values({
            ...{ id: context.actionId, kind, name: body.name, enabled: true, settings: JSON.stringify(settings) },
            ...{ secret: sealSecret(context.app, secret), recorded_at: context.now },
          })
          .execute();
        return { id: context.actionId };
      },
    },
    'POST /api/channels/webhooks': {
      async handle(context, { body }) {
        await assertNameFree(context, body.name, null);
        assertEventsKnown(body.events, 'events');
        const signingKey = newSigningKey();
        const { name, url, events } = body;
        await context.db
          .insertInto('channels')
          .values({
            ...{
              id: context.actionId,
              kind: 'webhook',
              name,
              enabled: true,
              settings: JSON.stringify({ url, events }),
            },
            secret: sealSecret(context.app, { key: signingKey }),
            ...{ told_seq: String(await lastSeal(context.db)), recorded_at: context.now },
          })
          .execute();
        return { id: context.actionId, signingKey };
      },
    },
    'POST /api/channels/:channelId/amend': {
      async handle(context, { params, body }) {
        const channel = await known(context, params.channelId);
        if (body.made && body.made.kind !== channel.kind) throw invalid(say.otherKind(), { field: 'made.kind' });
        if (body.made?.kind === 'webhook') assertEventsKnown(body.made.settings.events, 'made.settings.events');
        await assertNameFree(context, body.name, channel.id);
        const [row] = await context.db
          .updateTable('channels')
          .set((eb) => ({
            ...{ name: body.name, enabled: body.enabled, version: eb('version', '+', 1) },
            ...(body.made ? changedParts(context, body.made) : {}),
          }))
          .where('id', '=', channel.id)
          .where('version', '=', body.seenVersion)
          .returning('version')
          .execute();
        if (!row) throw conflict(say.changedMeanwhile());
        return { id: channel.id, version: row.version };
      },
    },
    'POST /api/channels/:channelId/signing-key': {
      async handle(context, { params, body }) {
        const channel = await known(context, params.channelId);
        if (channel.kind !== 'webhook') throw refused(say.onlyWebhooksHaveKeys());
        const signingKey = newSigningKey();
        const [row] = await context.db
          .updateTable('channels')
          .set({ secret: sealSecret(context.app, { key: signingKey }), version: body.seenVersion + 1 })
          .where('id', '=', channel.id)
          .where('version', '=', body.seenVersion)
          .returning('version')
          .execute();
        if (!row) throw conflict(say.changedMeanwhile());
        return { id: channel.id, version: row.version, signingKey };
      },
    },
    'POST /api/channels/:channelId/close': {
      async handle(context, { params, body }) {
        const channel = await known(context, params.channelId);
        if (!(await closeChannel(context, channel, body.seenVersion))) throw conflict(say.changedMeanwhile());
        return { id: channel.id };
      },
    },
    'POST /api/channels/:channelId/test': {
      async handle(context, { params, body, visitor }) {
        const channel = await known(context, params.channelId);
        if (channel.kind === 'webhook') throw refused(say.webhookUntested());
        const needsReceiver = channel.kind === 'mail' || channel.kind === 'sms';
        if (needsReceiver && body.to === null) throw invalid(say.receiverMissing(), { field: 'to' });
        const { networks } = await deliverySettings(context.db);
        const message = testMessage(languageOf(visitor.language), context.app.config.publicUrl);
        context.note({ channel: channel.name });
        await sendNow(channel, { id: v7(), to: needsReceiver ? body.to : null, message }, networks);
        return { sent: true as const };
      },
    },
    'POST /api/channels/settings': {
      async handle(context, { body }) {
        if (body.wakesAt >= body.sleepsAt) throw invalid(say.hoursReversed(), { field: 'sleepsAt' });
        const { version } = await deliverySettings(context.db);
        if (version !== body.seenVersion) throw conflict(say.changedMeanwhile());
        const values = {
          ...{ wakes_at: body.wakesAt, sleeps_at: body.sleepsAt, networks: body.networks },
          ...{ version: version + 1, recorded_at: context.now },
        };
        const [row] =
          version === 0
            ? await context.db.insertInto('delivery_settings').values(values).returning('version').execute()
            : await context.db
                .updateTable('delivery_settings')
                .set(values)
                .where('version', '=', version)
                .returning('version')
                .execute();
        if (!row) throw conflict(say.changedMeanwhile());
        return { version: row.version };
      },
    },
    'GET /api/deliveries': {
      handle: (context, { query, visitor }) =>
        deliveriesPage(context, query.state, query.cursor, languageOf(visitor.language)),
    },
    'POST /api/deliveries/:deliveryId/repeat': {
      async handle(context, { params }) {
        const delivery = await context.db
          .selectFrom('deliveries')
          .select(['state', 'attempts', 'channel_id'])
          .where('id', '=', params.deliveryId)
          .forUpdate()
          .executeTakeFirst();
        if (!delivery) throw notFound(say.deliveryNotFound());
        const state = deliveryState(delivery);
        if (state === 'pending') throw refused(say.notRepeatable());
        if (!(await findChannel(context.app, context.db, delivery.channel_id))) throw refused(say.channelRemoved());
        // One that waits may be on its way this very moment: it keeps its count, by which the outcome is noted.
        const attempts = state === 'retrying' ? delivery.attempts : 0;
        await context.db
          .updateTable('deliveries')
          .set({ state: 'pending', attempts, due_at: context.app.clock.machineNow(), sent_at: null })
          .where('id', '=', params.deliveryId)
          .execute();
        return { id: params.deliveryId };
      },
    },
  });
};

/** @throws Problem refused with the reason in plain words */
async function sendNow(
  channel: StoredChannel,
  parcel: Parameters<ReturnType<typeof adapterOf>['send']>[0],
  networks: readonly string[],
): Promise<void> {
  try {
    await adapterOf({ ...channel, kind: channel.kind as ChannelKind }).send(parcel, networks);
  } catch (error) {
    if (error instanceof DeliveryFailure) throw refused(failureInWords(error.kind, error.detail));
    throw error;
  }
}

async function deliveriesPage(
  context: ReadContext,
  state: DeliveryState | undefined,
  cursor: string | undefined,
  language: Language,
) {
  const { clock } = context.app;
  // Attempts follow the machine; a reader of a demo lives in its business time.
  const ahead = Date.parse(context.now) - Date.parse(clock.machineNow());
  const rows = await listDeliveries(context, { state, after: readPlace(cursor), limit: pageSize + 1 });
  const page = rows.slice(0, pageSize);
  const last = rows.length > pageSize ? page.at(-1) : undefined;
  return {
    items: page.map((row) => ({
      id: row.id,
      channelName: row.name,
      channelRemoved: row.removed,
      kind: row.kind as StoredChannel['kind'],
      receiverName: row.receiver_name,
      about: row.about,
      state: deliveryState(row),
      attempts: row.attempts,
      failure:
        row.state === 'sent' || row.failure === null
          ? null
          : speak(failureInWords(row.failure, row.failure_detail ?? ''), language),
      nextAt: row.state === 'pending' ? new Date(Date.parse(row.due_at) + ahead).toISOString() : null,
      sentAt: row.sent_at,
      recordedAt: row.recorded_at,
    })),
    next: last ? writePlace({ at: last.recorded_at, id: last.id }) : null,
  };
}

async function known(context: ReadContext, channelId: string): Promise<StoredChannel> {
  const channel = await findChannel(context.app, context.db, channelId);
  if (!channel) throw notFound(say.notFound());
  return channel;
}

async function assertNameFree(context: ActContext, name: string, own: string | null): Promise<void> {
  const taken = await context.db.selectFrom('channels').select('id').where('name', '=', name).executeTakeFirst();
  if (taken && taken.id !== own) throw invalid(say.nameTaken(), { field: 'name' });
}

const changedParts = (context: ActContext, made: Made) => ({
  settings: JSON.stringify(made.settings),
  ...('secret' in made ? { secret: sealSecret(context.app, made.secret) } : {}),
});

/** A channel as a screen may show it: where it leads by host alone, because the rest of a robot's address is its key. */
function shown({ id, kind, name, enabled, version, settings, secret }: StoredChannel) {
  const { host, url: open } = settings as { host?: string; url?: string };
  const { url = open } = (secret ?? {}) as { url?: string };
  return {
    ...{ id, kind, name, enabled, version },
    settings: settings as Record<string, string | boolean | number | string[]>,
    leadsTo: url === undefined ? (host ?? '') : new URL(url).host,
  };
}
