import { z } from 'zod';
import { contract, dataNumber, id, instant, largestStored, pageOf, saying, seenVersion } from '../http/contract.ts';
import { address, channelKinds } from './channel.ts';
import { isNetwork } from './networks.ts';

const kind = z.enum(['mail', 'wecom', 'dingtalk', 'feishu', 'sms', 'webhook']);
const version = dataNumber('optimistic lock');
const name = z.string().trim().min(1).max(60);
const channelId = z.object({ channelId: id });

/** What a channel is made of, by kind; the answer never holds a secret. */
const Made = z.discriminatedUnion('kind', [
  z.object({ kind: z.literal('mail'), ...channelKinds.mail }),
  z.object({ kind: z.literal('wecom'), ...channelKinds.wecom }),
  z.object({ kind: z.literal('dingtalk'), ...channelKinds.dingtalk }),
  z.object({ kind: z.literal('feishu'), ...channelKinds.feishu }),
  z.object({ kind: z.literal('sms'), ...channelKinds.sms }),
]);

const events = z.array(z.string().max(60)).min(1).max(50);
/** A webhook's key is made by the program and has a route of its own. */
const AmendedWebhook = z.object({ kind: z.literal('webhook'), settings: z.object({ url: address, events }) });

const hour = z.int().min(0).max(24);

const Channel = z.object({
  id,
  kind,
  name,
  enabled: z.boolean(),
  version,
  /** What may be seen of it, in the words of its kind. */
  settings: z.record(z.string(), z.union([z.string(), z.boolean(), dataNumber('a port'), z.array(z.string())])),
  /** Where it leads, without what opens it. */
  leadsTo: z.string(),
});

/** `retrying` has failed and is tried again by itself; `failed` waits for a person. */
export const deliveryStates = ['pending', 'retrying', 'sent', 'failed'] as const;
export type DeliveryState = (typeof deliveryStates)[number];

export const notifyContract = contract({
  'GET /api/channels': {
    permission: 'channel.manage',
    summary: { zh: '消息通道', en: 'Channels' },
    response: z.object({
      channels: z.array(Channel),
      /** Types of events that a webhook may be told of. */
      events: z.array(z.string()),
      settings: z.object({
        wakesAt: dataNumber('an hour of the day'),
        sleepsAt: dataNumber('an hour of the day'),
        networks: z.array(z.string()),
        version,
      }),
    }),
  },
  'POST /api/channels': {
    permission: 'channel.manage',
    summary: { zh: '新增消息通道', en: 'Add a channel' },
    body: z.object({ name, made: Made }),
    response: z.object({ id }),
  },
  'POST /api/channels/webhooks': {
    permission: 'channel.manage',
    summary: { zh: '新增事件推送', en: 'Add a webhook' },
    repeat: 'unremembered',
    body: z.object({ name, url: address, events }),
    response: z.object({
      id,
      /** The signing key, shown this once. */
      signingKey: z.string(),
    }),
  },
  'POST /api/channels/:channelId/amend': {
    permission: 'channel.manage',
    summary: { zh: '修改消息通道', en: 'Amend a channel' },
    params: channelId,
    body: z.object({
      seenVersion,
      name,
      enabled: z.boolean(),
      /** Null leaves settings and secret as they are. */
      made: z.discriminatedUnion('kind', [...Made.options, AmendedWebhook]).nullable(),
    }),
    response: z.object({ id, version }),
  },
  'POST /api/channels/:channelId/signing-key': {
    permission: 'channel.manage',
    summary: { zh: '换新签名密钥', en: 'Give a webhook a new signing key' },
    repeat: 'unremembered',
    params: channelId,
    body: z.object({ seenVersion }),
    response: z.object({
      id,
      version,
      /** Shown this once; the one before is void. */
      signingKey: z.string(),
    }),
  },
  'POST /api/channels/:channelId/close': {
    permission: 'channel.manage',
    summary: { zh: '移除消息通道', en: 'Remove a channel' },
    params: channelId,
    body: z.object({ seenVersion }),
    response: z.object({ id }),
  },
  'POST /api/channels/:channelId/test': {
    permission: 'channel.manage',
    summary: { zh: '发送测试消息', en: 'Send a test message' },
    // Waits for a stranger's answer, and no transaction may wait with it.
    repeat: 'open',
    audited: true,
    params: channelId,
    body: z.object({
      /** Mail address or phone number; null where the channel is the address. */
      to: z.string().trim().min(3).max(254).nullable(),
    }),
    response: z.object({ sent: z.literal(true) }),
    perMinute: 10,
  },
  'POST /api/channels/settings': {
    permission: 'channel.manage',
    summary: { zh: '修改消息发送设置', en: 'Set when and where messages may go' },
    body: z.object({
      /** 0 while nobody has changed what is usual. */
      seenVersion: z
        .int()
        .min(0)
        .max(largestStored - 1),
      wakesAt: hour,
      sleepsAt: hour,
      networks: z
        .array(
          z
            .string()
            .trim()
            .max(60)
            .refine(
              isNetwork,
              saying({ zh: '应为网段，如 10.0.0.0/8', en: 'it has to be a network such as 10.0.0.0/8' }),
            ),
        )
        .max(50),
    }),
    response: z.object({ version }),
  },
  'GET /api/deliveries': {
    permission: 'channel.manage',
    summary: { zh: '发送记录', en: 'Deliveries' },
    query: z.object({
      state: z.enum(deliveryStates).optional(),
      cursor: z.string().max(200).optional(),
    }),
    response: pageOf(
      z.object({
        id,
        channelName: z.string(),
        /** Nothing can be sent again over a channel that was removed. */
        channelRemoved: z.boolean(),
        kind,
        receiverName: z.string(),
        about: z.string(),
        state: z.enum(deliveryStates),
        attempts: dataNumber('how often it was tried'),
        /** Why the last attempt failed, in plain words. */
        failure: z.string().nullable(),
        /** When it is tried again; null when it is not. */
        nextAt: instant.nullable(),
        sentAt: instant.nullable(),
        recordedAt: instant,
      }),
    ),
  },
  'POST /api/deliveries/:deliveryId/repeat': {
    permission: 'channel.manage',
    summary: { zh: '重新发送', en: 'Send again' },
    params: z.object({ deliveryId: id }),
    response: z.object({ id }),
  },
});
