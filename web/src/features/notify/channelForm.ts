import type { CallInput } from '../../app/api.ts';

export type Made = NonNullable<CallInput<'POST /api/channels'>['body']>['made'];
export const kinds = ['mail', 'wecom', 'dingtalk', 'feishu', 'sms'] as const;
export type Kind = (typeof kinds)[number];

/** Every field of every kind as the form holds it; those of other kinds wait unseen. */
export interface Fields {
  kind: Kind;
  host: string;
  port: string;
  security: 'tls' | 'starttls' | 'none';
  user: string;
  password: string;
  from: string;
  titles: boolean;
  url: string;
  signingKey: string;
  template: string;
  format: 'json' | 'form';
  success: string;
  authorization: string;
}

export const noFields: Fields = {
  ...{ kind: 'mail', host: '', port: '465', security: 'tls', user: '', password: '', from: '', titles: false },
  ...{ url: '', signingKey: '', template: '{"phone":"{phone}","content":"{text}"}', format: 'json' },
  ...{ success: '', authorization: '' },
};

/** The fields that a kind has, in the order of the form; a secret is empty whenever the form opens. */
export const fieldsOf: Record<Kind, readonly (keyof Fields)[]> = {
  mail: ['host', 'port', 'security', 'user', 'password', 'from', 'titles'],
  wecom: ['url'],
  dingtalk: ['url', 'signingKey'],
  feishu: ['url', 'signingKey'],
  sms: ['url', 'authorization', 'format', 'template', 'success'],
};

const mayBeEmpty: ReadonlySet<keyof Fields> = new Set(['user', 'password', 'success', 'authorization', 'titles']);

export function isFilled(fields: Fields): boolean {
  return fieldsOf[fields.kind].every((name) => mayBeEmpty.has(name) || String(fields[name]).trim() !== '');
}

/** The same as the route takes it. */
export function madeOf(fields: Fields): Made {
  const { kind, host, port, security, user, password, from, titles, url, signingKey } = fields;
  switch (kind) {
    case 'mail':
      return { kind, settings: { host, port: Number(port), security, user, from, titles }, secret: { password } };
    case 'wecom':
      return { kind, settings: {}, secret: { url } };
    case 'dingtalk':
    case 'feishu':
      return { kind, settings: {}, secret: { url, signingKey } };
    case 'sms': {
      const { template, format, success, authorization } = fields;
      return { kind, settings: { template, format, success }, secret: { url, authorization } };
    }
  }
}
