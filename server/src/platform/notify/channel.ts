import { z } from 'zod';
import { saying } from '../http/contract.ts';
import type { Language } from '../locale/messages.ts';
import type { Networks } from './networks.ts';

/** What is said over a channel. It holds nothing that may not leave the house: whoever writes it sees to that. */
export const OutgoingMessage = z.object({
  title: z.string(),
  lines: z.array(z.string()),
  /** Where to read more; null where the installation has no address. */
  link: z.string().nullable(),
  language: z.enum(['zh-CN', 'en']),
});
export type OutgoingMessage = z.output<typeof OutgoingMessage>;

/** One message on its way. */
export interface Parcel {
  /** Stays the same when it is sent again, so that the receiver can tell a repeat. */
  id: string;
  /** Mail address or phone number; null where the channel itself is the address. */
  to: string | null;
  message: OutgoingMessage;
}

/** A way out of the house. */
export interface Adapter {
  /** @throws DeliveryFailure when it did not arrive */
  send(parcel: Parcel, opened: Networks): Promise<void>;
}

/** The whole message as plain text. */
export function asText({ title, lines, link }: OutgoingMessage): string {
  return [title, ...lines, ...(link === null ? [] : [link])].join('\n');
}

export const testMessage = (language: Language, link: string | null): OutgoingMessage => ({
  title: language === 'en' ? 'Xieli: test message' : '协力：测试消息',
  lines: [language === 'en' ? 'This channel works.' : '收到这条消息，说明通道可用。'],
  link,
  language,
});

/** Where a receiver over HTTP listens; what opens it stands in headers and not in the address. */
export const address = z
  .url({ protocol: /^https?$/, abort: true })
  .max(2000)
  .refine(
    (text) => new URL(text).username === '' && new URL(text).password === '',
    saying({ zh: '网址中不能写用户名和密码', en: 'the address must not carry a user name or password' }),
  );
const signed = z.object({ url: address, signingKey: z.string().trim().min(1).max(200) });

/**
 * What each kind of channel needs. `settings` may be seen, `secret` is sealed at rest and never shown again: the address of a
 * robot carries its token, so it is a secret too.
 */
export const channelKinds = {
  mail: {
    settings: z.object({
      host: z.string().trim().min(1).max(253),
      port: z.int().min(1).max(65535),
      security: z.enum(['tls', 'starttls', 'none']),
      user: z.string().trim().max(200),
      from: z.email().max(254),
      /** Whether titles of tasks may stand in a mail: only where the mail stays in the office's own network. */
      titles: z.boolean(),
    }),
    secret: z.object({ password: z.string().max(300) }),
  },
  wecom: { settings: z.object({}), secret: z.object({ url: address }) },
  dingtalk: { settings: z.object({}), secret: signed },
  feishu: { settings: z.object({}), secret: signed },
  sms: {
    settings: z.object({
      /** What the gateway wants to be sent, with `{phone}` and `{text}` where they belong. */
      template: z
        .string()
        .min(1)
        .max(2000)
        .refine(
          (text) => text.includes('{phone}') && text.includes('{text}'),
          saying({ zh: '应含有 {phone} 和 {text}', en: 'it has to contain {phone} and {text}' }),
        ),
      format: z.enum(['json', 'form']),
      /** Stands in every answer of success; empty where the status alone tells. */
      success: z.string().max(100),
    }),
    secret: z.object({ url: address, authorization: z.string().max(1000) }),
  },
} as const;

/** A channel that carries messages to people; webhooks carry events to programs. */
export type ChannelKind = keyof typeof channelKinds;
export type SettingsOf<K extends ChannelKind> = z.output<(typeof channelKinds)[K]['settings']>;
export type SecretOf<K extends ChannelKind> = z.output<(typeof channelKinds)[K]['secret']>;
