import { z } from 'zod';
import { contract, dataNumber, id, instant, role } from '../http/contract.ts';
import { code, Done, guessesPerMinute } from './contract.ts';

export const secondFactorContract = contract({
  'GET /api/session/second-factor': {
    permission: 'signedIn',
    summary: { zh: '我的动态验证码', en: 'My second factor' },
    response: z.object({
      enrolledAt: instant.nullable(),
      recoveryCodesLeft: dataNumber('a person’s own unused codes'),
      required: z.boolean(),
    }),
    beforeEnrolment: true,
  },
  'POST /api/session/second-factor/begin': {
    permission: 'signedIn',
    summary: { zh: '开始启用动态验证码', en: 'Begin to set up codes' },
    response: z.object({ secret: z.string(), address: z.string(), qrSvg: z.string() }),
    repeat: 'unremembered',
    beforeEnrolment: true,
  },
  'POST /api/session/second-factor/confirm': {
    permission: 'signedIn',
    summary: { zh: '启用动态验证码', en: 'Set up codes' },
    body: z.object({ code }),
    response: z.object({ recoveryCodes: z.array(z.string()) }),
    repeat: 'unremembered',
    perMinute: guessesPerMinute,
    beforeEnrolment: true,
  },
  'POST /api/session/second-factor/recovery-codes': {
    permission: 'signedIn',
    summary: { zh: '重新生成恢复码', en: 'Issue new recovery codes' },
    body: z.object({ code }),
    response: z.object({ recoveryCodes: z.array(z.string()) }),
    repeat: 'open',
    perMinute: guessesPerMinute,
  },
  'POST /api/session/second-factor/remove': {
    permission: 'signedIn',
    summary: { zh: '停用动态验证码', en: 'Stop using codes' },
    body: z.object({ code }),
    response: Done,
    repeat: 'open',
    perMinute: guessesPerMinute,
  },
  'GET /api/second-factor/rules': {
    permission: 'signIn.manage',
    summary: { zh: '登录要求', en: 'What a sign-in demands' },
    response: z.object({ items: z.array(z.object({ role, required: z.boolean() })) }),
  },
  'POST /api/second-factor/rules': {
    permission: 'signIn.manage',
    summary: { zh: '设置登录要求', en: 'Say what a sign-in demands' },
    body: z.object({ role, required: z.boolean() }),
    response: Done,
  },
  'GET /api/accounts/:accountId/second-factor': {
    permission: 'signIn.manage',
    summary: { zh: '账号的动态验证码', en: 'The second factor of an account' },
    params: z.object({ accountId: id }),
    response: z.object({ enrolledAt: instant.nullable() }),
  },
  'POST /api/accounts/:accountId/second-factor/reset': {
    permission: 'signIn.manage',
    summary: { zh: '重置动态验证码', en: 'Take the second factor of an account away' },
    params: z.object({ accountId: id }),
    body: z.object({ reason: z.string().trim().min(1).max(300) }),
    response: Done,
  },
});
