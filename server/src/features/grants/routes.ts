import { type Role, roles } from '../../platform/access/permissions.ts';
import { implement } from '../../platform/http/pipeline.ts';
import { languageOf } from '../../platform/locale/messages.ts';
import { grantsContract } from './contract.ts';
import { describeGrants, endGrant, giveGrant } from './granting.ts';
import { exportRights } from './papers.ts';
import { rightsPage } from './rights.ts';
import { mayDo } from './rules.ts';

/** Grants are the security administrator's; who had which right on a day is read by him and by the audit administrator. */
export const grantRoutes = implement(grantsContract, {
  'GET /api/accounts/:accountId/grants': {
    handle: (context, { params, visitor }) => describeGrants(context, params.accountId, visitor.language),
  },
  'POST /api/accounts/:accountId/grants': {
    handle: (context, { params, body }) => giveGrant(context, params.accountId, body),
  },
  'POST /api/grants/:grantId/end': {
    handle: (context, { params, body }) => endGrant(context, params.grantId, body),
  },
  'GET /api/rights': {
    handle: (context, { query }) => rightsPage(context, query),
  },
  'GET /api/rights/export': {
    handle: (context, { query }) => exportRights(context, query),
  },
  'GET /api/rights/roles': {
    handle: async (_context, { visitor }) => ({
      items: (Object.keys(roles) as Role[]).map((role) => ({ role, may: mayDo(role, languageOf(visitor.language)) })),
    }),
  },
});
