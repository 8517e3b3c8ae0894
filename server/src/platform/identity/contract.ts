import { z } from 'zod';
import { contract, id, instant } from '../http/contract.ts';

const Persona = z.object({
  accountId: id,
  username: z.string(),
  displayName: z.string(),
  role: z.string(),
  organisationName: z.string(),
});

/** Who is signed in here and what the navigation may show. */
export const Session = z
  .object({
    signedIn: z.boolean(),
    account: z
      .object({
        id,
        username: z.string(),
        displayName: z.string(),
        personId: id.nullable(),
        mustChangePassword: z.boolean(),
        /** A role demands a second factor; nothing else opens before it is set up. */
        mustEnrol: z.boolean(),
      })
      .nullable(),
    /** The password was right; the code of the second factor is awaited before anybody is signed in. */
    awaitsCode: z.boolean(),
    /** What the provider of single sign-on is called; null where there is none. */
    singleSignOn: z.string().nullable(),
    roles: z.array(z.object({ role: z.string(), organisationId: id, organisationName: z.string() })),
    permissions: z.array(z.string()),
    /** Only in a demo installation. */
    demo: z.object({ businessDate: z.iso.date(), personas: z.array(Persona) }).nullable(),
    language: z.enum(['zh-CN', 'en']),
  })
  .meta({ id: 'Session' });

export const Done = z.object({ done: z.literal(true) });
const password = z.string().min(1).max(300);
/** Six digits of a device, or a recovery code. */
export const code = z.string().trim().min(6).max(40);
const Link = z.object({ url: z.string(), qrSvg: z.string(), expiresAt: instant });
export const guessesPerMinute = 60;

export const identityContract = contract({
  'GET /api/session': {
    permission: 'public',
    summary: { zh: '当前登录', en: 'Who is signed in' },
    response: Session,
    beforePasswordChange: true,
  },
  'POST /api/session': {
    permission: 'public',
    summary: { zh: '登录', en: 'Sign in' },
    body: z.object({ username: z.string().min(1).max(100), password }),
    response: Session,
    repeat: 'open',
    perMinute: guessesPerMinute,
  },
  'POST /api/session/code': {
    permission: 'public',
    summary: { zh: '输入动态验证码登录', en: 'Sign in with a code' },
    body: z.object({ code }),
    response: Session,
    repeat: 'open',
    perMinute: guessesPerMinute,
  },
  'POST /api/session/end': {
    permission: 'signedIn',
    summary: { zh: '退出登录', en: 'Sign out' },
    response: Done,
    beforePasswordChange: true,
    beforeEnrolment: true,
  },
  'POST /api/session/password': {
    permission: 'signedIn',
    summary: { zh: '修改密码', en: 'Change the password' },
    body: z.object({ current: password, next: password }),
    response: Done,
    repeat: 'open',
    perMinute: guessesPerMinute,
    beforePasswordChange: true,
    beforeEnrolment: true,
  },
  'GET /api/session/list': {
    permission: 'signedIn',
    summary: { zh: '我的登录设备', en: 'My sessions' },
    response: z.object({
      items: z.array(
        z.object({
          id,
          kind: z.enum(['browser', 'device']),
          agent: z.string(),
          address: z.string(),
          createdAt: instant,
          seenAt: instant,
          expiresAt: instant,
          current: z.boolean(),
        }),
      ),
    }),
  },
  'POST /api/session/:sessionId/revoke': {
    permission: 'signedIn',
    summary: { zh: '使登录失效', en: 'Revoke a session' },
    params: z.object({ sessionId: id }),
    response: Done,
  },
  'POST /api/session/pairing': {
    permission: 'signedIn',
    summary: { zh: '让另一个浏览器免密登录', en: 'Bind another browser of mine' },
    response: Link,
    repeat: 'unremembered',
  },
  'POST /api/invitations': {
    permission: 'invitation.create',
    summary: { zh: '发出绑定邀请', en: 'Invite to bind a phone' },
    body: z.object({ accountId: id }),
    response: Link.extend({ id }),
    repeat: 'unremembered',
  },
  'POST /api/invitations/accept': {
    permission: 'public',
    summary: { zh: '接受邀请并绑定', en: 'Accept an invitation and bind this browser' },
    body: z.object({ token: z.string().min(1).max(200) }),
    response: Session,
    repeat: 'open',
    perMinute: guessesPerMinute,
    beforePasswordChange: true,
  },
  'GET /api/demo/personas': {
    permission: 'public',
    summary: { zh: '演示身份', en: 'Personas of the demo' },
    response: z.object({ items: z.array(Persona) }),
    demoOnly: true,
    beforePasswordChange: true,
  },
  'POST /api/demo/persona': {
    permission: 'public',
    summary: { zh: '切换演示身份', en: 'Switch the persona' },
    body: z.object({ accountId: id }),
    response: Session,
    repeat: 'open',
    demoOnly: true,
    beforePasswordChange: true,
  },
});
