import { type Role, roles } from '../../platform/access/permissions.ts';
import { implement } from '../../platform/http/pipeline.ts';
import { languageOf } from '../../platform/locale/messages.ts';
import { ledgerRoute } from '../../platform/sheets/ledger.ts';
import { grantsContract } from './contract.ts';
import { describeGrants, endGrant } from './granting.ts';
import { rightsLedger } from './papers.ts';
import { approveRequest, rejectRequest, requestGrant, requestsPage, withdrawRequest } from './requests.ts';
import { rightsPage } from './rights.ts';
import { mayDo } from './rules.ts';

/**
 * A role is asked for by one administrator and granted by another's approval; who had which right on a day is read by the
 * security and the audit administrator.
 */
export const grantRoutes = implement(grantsContract, {
  'GET /api/accounts/:accountId/grants': {
    handle: (context, { params, visitor }) => describeGrants(context, params.accountId, visitor.language),
  },
  'POST /api/accounts/:accountId/grant-requests': {
    handle: (context, { params, body }) => requestGrant(context, params.accountId, body),
  },
  'GET /api/grant-requests': {
    handle: (context, { query, visitor }) =>
      requestsPage(context, { decided: query.decided === 'true', cursor: query.cursor }, visitor.language),
  },
  'POST /api/grant-requests/:requestId/approve': {
    handle: (context, { params }) => approveRequest(context, params.requestId),
  },
  'POST /api/grant-requests/:requestId/reject': {
    handle: (context, { params, body }) => rejectRequest(context, params.requestId, body.reason),
  },
  'POST /api/grant-requests/:requestId/withdraw': {
    handle: (context, { params }) => withdrawRequest(context, params.requestId),
  },
  'POST /api/grants/:grantId/end': {
    handle: (context, { params, body }) => endGrant(context, params.grantId, body),
  },
  'GET /api/rights': {
    handle: (context, { query }) => rightsPage(context, query),
  },
  'GET /api/rights/export': ledgerRoute('rights', (context, { query }) => rightsLedger(context, query)),
  'GET /api/rights/roles': {
    handle: async (_context, { visitor }) => ({
      items: (Object.keys(roles) as Role[]).map((role) => ({ role, may: mayDo(role, languageOf(visitor.language)) })),
    }),
  },
});
