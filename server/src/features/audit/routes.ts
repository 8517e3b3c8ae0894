import { type Role, roles } from '../../platform/access/permissions.ts';
import { type FurtherCheck, verifyAudit } from '../../platform/audit/index.ts';
import type { RecordDigest } from '../../platform/audit/records.ts';
import type { ReadContext } from '../../platform/context.ts';
import { type FeatureRoutes, implement } from '../../platform/http/pipeline.ts';
import { type Language, languageOf } from '../../platform/locale/messages.ts';
import { ledgerRoute } from '../../platform/sheets/ledger.ts';
import { actionNamesOf, actionsNamed } from './action-names.ts';
import { auditContract } from './contract.ts';
import { noteLines } from './details.ts';
import { exportEntries } from './exporting.ts';
import { findingSentence } from './sentences.ts';
import { type AuditFilter, listEntries } from './store.ts';

/**
 * The audit administrator's routes.
 * @param others the features whose acts are named by their contracts
 * @param checks what features compare besides
 */
export function auditRoutes(
  others: readonly Pick<FeatureRoutes, 'contract'>[],
  checks: readonly FurtherCheck[] = [],
): FeatureRoutes {
  const known = [...others, { contract: auditContract }];
  const actionNames = actionNamesOf(known);
  return implement(auditContract, {
    'GET /api/audit': {
      handle: (context, { query, visitor }) => listed(context, query, languageOf(visitor.language)),
    },
    'GET /api/audit/export': ledgerRoute('audit', (context, { query, visitor }) => {
      const language = languageOf(visitor.language);
      const page = (cursor: string | undefined) => listed(context, { ...query, cursor }, language);
      return exportEntries(context, query, page, language);
    }),
    'POST /api/audit/verify': {
      handle: async (context, { visitor }) => verified(context, languageOf(visitor.language)),
    },
  });

  async function listed(
    context: ReadContext,
    query: Omit<AuditFilter, 'actions'> & { action?: string | undefined },
    language: Language,
  ) {
    const actions = query.action?.trim() ? actionsNamed(known, query.action) : null;
    const { rows, next } = await listEntries(context, { ...query, actions });
    return {
      items: rows.map((row) => ({
        id: row.id,
        action: row.action,
        actionName: actionNames(row.action, language),
        accountName: row.account_name ?? '',
        roleName: roleNames(row.role, language),
        outcome: row.outcome as 'done' | 'refused' | 'read',
        details: noteLines(row.details, language),
        records: (row.records as unknown as RecordDigest[]).map(({ table, id, digest }) => ({
          table,
          id,
          removed: digest === null,
        })),
        at: row.machine_at,
        businessAt: row.business_at,
        sealed: row.seq !== null,
      })),
      next,
    };
  }

  async function verified(context: ReadContext, language: Language) {
    const { app, tenantId } = context;
    const report = await verifyAudit(app.connections, tenantId, app.clock.machineNow(), checks);
    return {
      ...report,
      clean: report.findings.length === 0,
      findings: report.findings.map((finding) => ({
        ...finding,
        act: finding.act && { ...finding.act, actionName: actionNames(finding.act.action, language) },
        sentence: findingSentence(finding, actionNames, language),
      })),
    };
  }
}

function roleNames(held: string | null, language: Language): string {
  return (held?.split(',') ?? [])
    .map((role) => (role in roles ? roles[role as Role][language === 'en' ? 'en' : 'zh'] : role))
    .join('、');
}
