import { type AuditReport, type FurtherCheck, verifyAudit } from '../../platform/audit/index.ts';
import type { App } from '../../platform/context.ts';
import type { FeatureRoutes } from '../../platform/http/pipeline.ts';
import type { Language } from '../../platform/locale/messages.ts';
import { actionNamesOf } from './action-names.ts';
import { auditContract } from './contract.ts';
import { reportLines } from './sentences.ts';

/**
 * `xieli audit verify` for one tenant.
 * @returns the report, the lines to print, and whether nothing was found (exit code 0, else 1)
 */
export async function verifyCommand(
  app: Pick<App, 'connections' | 'clock'>,
  tenantId: string,
  features: readonly FeatureRoutes[],
  language: Language,
  checks: readonly FurtherCheck[] = [],
): Promise<{ report: AuditReport; lines: string[]; clean: boolean }> {
  const report = await verifyAudit(app.connections, tenantId, app.clock.machineNow(), checks);
  const names = actionNamesOf([...features, { contract: auditContract }]);
  const clean = report.findings.length + report.moreFindings === 0;
  return { report, lines: reportLines(report, names, language), clean };
}
