import { z } from 'zod';
import {
  can,
  contract,
  dataNumber,
  day,
  id,
  instant,
  pageOf,
  role,
  seenVersion,
} from '../../platform/http/contract.ts';

const HeldRole = z.object({ role, organisationId: id, organisationName: z.string() });
const reasonLimit = 300;
const term = { from: day.nullable(), until: day.nullable() };

const Grant = HeldRole.extend({
  ...term,
  id,
  requestedBy: z.string().nullable(),
  grantedBy: z.string().nullable(),
  recordedAt: instant,
  inForce: z.boolean(),
  /** When it was ended at once, before its first day was over; null of every other grant, whose `until` says when it ends. */
  endedAt: instant.nullable(),
  can,
});

/** A role that was asked for, and what became of it. */
const GrantRequest = HeldRole.extend({
  ...term,
  id,
  accountId: id,
  username: z.string(),
  displayName: z.string(),
  reason: z.string(),
  requestedBy: z.string(),
  requestedAt: instant,
  decision: z.enum(['approved', 'rejected', 'withdrawn']).nullable(),
  decidedBy: z.string().nullable(),
  decidedAt: instant.nullable(),
  decisionReason: z.string().nullable(),
  can,
});

/** A right as it stood on the day that was asked about. */
const Right = HeldRole.extend({
  ...term,
  id,
  accountId: id,
  username: z.string(),
  displayName: z.string(),
  requestedBy: z.string().nullable(),
  grantedBy: z.string().nullable(),
  grantedAt: instant,
  /** The account was closed the whole day, so the right opened nothing. */
  accountClosed: z.boolean(),
  /** When the right ended, where that was in the course of the day. */
  endedAt: instant.nullable(),
  /** When its dates were changed after the day; they are shown as they were known then. */
  changedAt: instant.nullable(),
  /** Who ended it or changed its dates. */
  changedBy: z.string().nullable(),
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
    response: z.object({ accountVersion: version, items: z.array(Grant), pending: z.array(GrantRequest), can }),
  },
  'POST /api/accounts/:accountId/grant-requests': {
    permission: 'grant.request',
    summary: { zh: '申请授权', en: 'Ask for a grant' },
    params: z.object({ accountId: id }),
    body: z.object({
      role,
      organisationId: id,
      from: day,
      until: day.nullable(),
      reason: z.string().trim().min(1).max(reasonLimit),
    }),
    response: z.object({ id }),
  },
  'GET /api/grant-requests': {
    permission: 'grant.read',
    summary: { zh: '授权申请', en: 'Requests for grants' },
    query: z.object({ decided: z.enum(['true', 'false']), cursor: z.string().max(100).optional() }),
    response: pageOf(GrantRequest),
  },
  'POST /api/grant-requests/:requestId/approve': {
    permission: 'grant.manage',
    summary: { zh: '批准授权', en: 'Approve a grant' },
    params: z.object({ requestId: id }),
    response: z.object({ id, from: day }),
  },
  'POST /api/grant-requests/:requestId/reject': {
    permission: 'grant.manage',
    summary: { zh: '退回授权申请', en: 'Reject a request for a grant' },
    params: z.object({ requestId: id }),
    body: z.object({ reason: z.string().trim().min(1).max(reasonLimit) }),
    response: z.object({ id }),
  },
  'POST /api/grant-requests/:requestId/withdraw': {
    permission: 'grant.request',
    summary: { zh: '撤回授权申请', en: 'Withdraw a request for a grant' },
    params: z.object({ requestId: id }),
    response: z.object({ id }),
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
    permission: 'right.export',
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
