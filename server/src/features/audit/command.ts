import { type FurtherCheck, verifyAudit } from '../../platform/audit/index.ts';
import type { App } from '../../platform/context.ts';
import type { FeatureRoutes } from '../../platform/http/pipeline.ts';
import type { Language } from '../../platform/locale/messages.ts';
import { actionNamesOf } from './action-names.ts';
import { auditContract } from './contract.ts';
import { reportLines } from './sentences.ts';

/**
 * `xieli audit verify` for one tenant.
 * @returns the lines to print, and whether nothing was found (exit code 0, else 1)
 */
export async function verifyCommand(
  app: Pick<App, 'connections' | 'clock'>,
  tenantId: string,
  features: readonly FeatureRoutes[],
  language: Language,
  checks: readonly FurtherCheck[] = [],
): Promise<{ lines: string[]; clean: boolean }> {
  const report = await verifyAudit(app.connections, tenantId, app.clock.machineNow(), checks);
  const names = actionNamesOf([...features, { contract: auditContract }]);
  return { lines: reportLines(report, names, language), clean: report.findings.length + report.moreFindings === 0 };
}
