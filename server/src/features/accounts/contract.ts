import { z } from 'zod';
import { can, contract, dataNumber, id, instant, pageOf, role, seenVersion } from '../../platform/http/contract.ts';

const state = z.enum(['open', 'locked', 'closed']);
const HeldRole = z.object({ role: z.string(), organisationId: id, organisationName: z.string() });

const AccountRow = z.object({
  id,
  username: z.string(),
  displayName: z.string(),
  state,
  roles: z.array(HeldRole),
  mustChangePassword: z.boolean(),
  /** When one of its open sessions was last seen; null when none is open. */
  seenAt: instant.nullable(),
});

const accountId = z.object({ accountId: id });
const version = dataNumber('optimistic lock');
const changed = z.object({ id, version });

/** What a list of accounts is narrowed to, and its order: by user name. */
const AccountFilter = z.object({
  search: z.string().max(60).optional(),
  state: state.optional(),
  role: role.optional(),
  sort: z.enum(['username', '-username']).optional(),
});

export const accountsContract = contract({
  'GET /api/accounts': {
    permission: 'account.read',
    summary: { zh: '账号列表', en: 'Accounts' },
    query: AccountFilter.extend({ cursor: z.string().max(60).optional() }),
    response: pageOf(AccountRow),
  },
  'GET /api/accounts/export': {
    permission: 'account.export',
    summary: { zh: '导出账号列表', en: 'Export the list of accounts as .xlsx' },
    query: AccountFilter,
    response: z.any(),
    download: true,
    audited: true,
  },
  'GET /api/accounts/:accountId': {
    permission: 'account.read',
    summary: { zh: '账号', en: 'An account' },
    params: accountId,
    response: AccountRow.extend({
      version,
      personId: id.nullable(),
      personName: z.string().nullable(),
      openedAt: instant,
      can,
    }),
  },
  'GET /api/accounts/holders': {
    permission: 'account.manage',
    summary: { zh: '查找账号持有人', en: 'Find whose account it is to be' },
    query: z.object({ search: z.string().trim().min(1).max(60) }),
    /** Names and posts only: the system administrator sees nothing else of people. */
    response: z.object({
      items: z.array(z.object({ id, name: z.string(), detail: z.string().nullable() })),
      more: z.boolean(),
    }),
  },
  'POST /api/accounts': {
    permission: 'account.manage',
    summary: { zh: '开设账号', en: 'Open an account' },
    body: z.object({
      username: z.string().max(60),
      displayName: z.string().trim().min(1).max(60),
      personId: id.nullable(),
    }),
    response: changed,
  },
  'POST /api/accounts/:accountId/amend': {
    permission: 'account.manage',
    summary: { zh: '修改账号的持有人和显示姓名', en: 'Say anew whose account it is and how it is called' },
    params: accountId,
    body: z.object({ version: seenVersion, displayName: z.string().trim().min(1).max(60), personId: id.nullable() }),
    response: changed,
  },
  'POST /api/accounts/:accountId/password': {
    permission: 'account.manage',
    summary: { zh: '发放初始密码', en: 'Issue a first password' },
    params: accountId,
    body: z.object({ version: seenVersion }),
    response: changed.extend({ password: z.string() }),
    repeat: 'unremembered',
  },
  'POST /api/accounts/:accountId/close': {
    permission: 'account.manage',
    summary: { zh: '停用账号', en: 'Close an account' },
    params: accountId,
    body: z.object({ version: seenVersion }),
    response: changed,
  },
  'POST /api/accounts/:accountId/reopen': {
    permission: 'account.manage',
    summary: { zh: '恢复账号', en: 'Reopen an account' },
    params: accountId,
    body: z.object({ version: seenVersion }),
    response: changed,
  },
  'GET /api/invitations/candidates': {
    permission: 'invitation.create',
    summary: { zh: '可邀请绑定手机的账号', en: 'Accounts that may be invited to bind a phone' },
    query: z.object({ search: z.string().max(60).optional(), cursor: z.string().max(60).optional() }),
    response: pageOf(
      z.object({
        id,
        username: z.string(),
        displayName: z.string(),
        organisationName: z.string(),
        /** When a bound browser of it was last seen; null when none is bound. */
        boundSeenAt: instant.nullable(),
        /** Until when an invitation that was sent is open. */
        invitedUntil: instant.nullable(),
      }),
    ),
  },
});
