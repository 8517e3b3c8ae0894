import { z } from 'zod';
import { type Role, roles } from '../../platform/access/permissions.ts';
import { can, contract, dataNumber, day, id, instant, pageOf, seenVersion } from '../../platform/http/contract.ts';

const role = z.enum(Object.keys(roles) as [Role, ...Role[]]);
const HeldRole = z.object({ role, organisationId: id, organisationName: z.string() });
const term = { from: day.nullable(), until: day.nullable() };

const Grant = HeldRole.extend({
  ...term,
  id,
  grantedBy: z.string().nullable(),
  recordedAt: instant,
  inForce: z.boolean(),
  /** When it was ended at once, before its first day was over; null of every other grant, whose `until` says when it ends. */
  endedAt: instant.nullable(),
  can,
});

/** A right as it stood on the day that was asked about. */
const Right = HeldRole.extend({
  ...term,
  id,
  accountId: id,
  username: z.string(),
  displayName: z.string(),
  grantedBy: z.string().nullable(),
  grantedAt: instant,
  /** The account was closed the whole day, so the right opened nothing. */
  accountClosed: z.boolean(),
  /** When the right ended, where that was in the course of the day. */
  endedAt: instant.nullable(),
  /** When its dates were changed after the day; they are shown as they were known then. */
  changedAt: instant.nullable(),
});

const version = dataNumber('optimistic lock');
const changed = z.object({ id, version });

/** One day, one account, one organisation, one role, as far as they are said. */
const asked = z.object({
  on: day,
  search: z.string().trim().max(60).optional(),
  organisationId: id.optional(),
  role: role.optional(),
});

export const grantsContract = contract({
  'GET /api/accounts/:accountId/grants': {
    permission: 'grant.read',
    summary: { zh: '账号的授权', en: 'Grants of an account' },
    params: z.object({ accountId: id }),
    response: z.object({ accountVersion: version, items: z.array(Grant), can }),
  },
  'POST /api/accounts/:accountId/grants': {
    permission: 'grant.manage',
    summary: { zh: '授予角色', en: 'Grant a role' },
    params: z.object({ accountId: id }),
    body: z.object({ version: seenVersion, role, organisationId: id, from: day, until: day.nullable() }),
    response: changed,
  },
  'POST /api/grants/:grantId/end': {
    permission: 'grant.manage',
    summary: { zh: '结束授权', en: 'End a grant' },
    params: z.object({ grantId: id }),
    body: z.object({ version: seenVersion, lastDay: day }),
    response: changed,
  },
  'GET /api/rights': {
    permission: 'right.read',
    summary: { zh: '查阅某日权限', en: 'Who had which right on a day' },
    query: asked.extend({ cursor: z.string().max(200).optional() }),
    response: pageOf(Right),
  },
  'GET /api/rights/export': {
    permission: 'right.read',
    summary: { zh: '导出权限台账', en: 'Export the ledger of rights' },
    query: asked,
    response: z.any(),
    download: true,
    audited: true,
  },
  'GET /api/rights/roles': {
    permission: 'right.read',
    summary: { zh: '各角色可办事项', en: 'What each role may do' },
    response: z.object({
      items: z.array(z.object({ role, may: z.array(z.object({ words: z.string(), reach: z.string() })) })),
    }),
  },
});
