import type { ChainReport } from '../doctor/examine.ts';
import { furtherChecks } from '../features.ts';
import { verifyAudit } from '../platform/audit/index.ts';
import { openInstallation } from './data.ts';

/** Every city's audit, one after the other, on the database of a running server where there is one. Changes nothing. */
export async function checkChains(command: string): Promise<ChainReport[]> {
  const { app, cities, close } = await openInstallation(command, { untouched: true });
  try {
    const reports: ChainReport[] = [];
    for (const { tenantId, name } of cities) {
      const audit = await verifyAudit(app.connections, tenantId, app.clock.machineNow(), furtherChecks);
      const { entries, records } = audit;
      reports.push({ city: name, entries, records, findings: audit.findings.length + audit.moreFindings });
    }
    return reports;
  } finally {
    await close();
  }
}
