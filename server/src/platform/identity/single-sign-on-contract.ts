import { z } from 'zod';
import { contract, id, instant } from '../http/contract.ts';
import { Done, guessesPerMinute } from './contract.ts';

/** What the provider sent behind `?`. */
const answer = z.string().min(1).max(8000);
const Asked = z.object({ address: z.string() });

export const singleSignOnContract = contract({
  'POST /api/single-sign-on/begin': {
    permission: 'public',
    summary: { zh: '开始单点登录', en: 'Begin a single sign-on' },
    response: Asked,
    repeat: 'open',
    perMinute: guessesPerMinute,
  },
  'POST /api/single-sign-on/finish': {
    permission: 'public',
    summary: { zh: '单点登录', en: 'Sign in by single sign-on' },
    body: z.object({ answer }),
    response: z.object({ awaitsCode: z.boolean() }),
    repeat: 'open',
    perMinute: guessesPerMinute,
  },
  'GET /api/session/identities': {
    permission: 'signedIn',
    summary: { zh: '我的单点登录', en: 'My linked identities' },
    response: z.object({
      /** What the provider is called; null where there is none. */
      provider: z.string().nullable(),
      items: z.array(z.object({ id, issuer: z.string(), subject: z.string(), linkedAt: instant })),
    }),
  },
  'POST /api/session/identities/begin': {
    permission: 'signedIn',
    summary: { zh: '开始关联单点登录', en: 'Begin to link an identity' },
    response: Asked,
    repeat: 'open',
    perMinute: guessesPerMinute,
  },
  'POST /api/session/identities': {
    permission: 'signedIn',
    summary: { zh: '关联单点登录', en: 'Link an identity' },
    body: z.object({ answer }),
    response: Done,
    repeat: 'open',
    perMinute: guessesPerMinute,
  },
  'POST /api/session/identities/:identityId/unlink': {
    permission: 'signedIn',
    summary: { zh: '取消单点登录关联', en: 'Unlink an identity' },
    params: z.object({ identityId: id }),
    response: Done,
  },
});
