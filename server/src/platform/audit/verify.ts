import type { Connections, TenantDb } from '../database/connections.ts';
import { onSnapshot } from '../database/snapshot.ts';
import { type AuditReport, listedFindings, type RawFinding } from './findings.ts';
import { withLabels } from './labels.ts';
import { unsealedTail, verifyActs, verifyChain } from './verify-chain.ts';
import { verifyRecords } from './verify-records.ts';

/** What a feature compares by itself on the same snapshot. */
export type FurtherCheck = (snapshot: TenantDb, report: (finding: RawFinding) => void) => Promise<void>;

/**
 * Checks a tenant's audit on one snapshot: the chain, the entries against what the acts remember, every record against
 * the newest digest of it, and what features add. Nothing is changed, and acts go on meanwhile.
 * @param checkedAt machine instant
 */
export async function verifyAudit(
  connections: Pick<Connections, 'tenant'>,
  tenantId: string,
  checkedAt: string,
  further: readonly FurtherCheck[] = [],
): Promise<AuditReport> {
  const found: RawFinding[] = [];
  let moreFindings = 0;
  const report = (finding: RawFinding) => {
    if (found.length < listedFindings) found.push(finding);
    else moreFindings += 1;
  };
  return onSnapshot(connections.tenant(tenantId), async (snapshot) => {
    const chain = await verifyChain(snapshot, report);
    await verifyActs(snapshot, report);
    const records = await verifyRecords(snapshot, tenantId, report);
    // That a row changed by hand no longer fits the others follows from the change, which is named already.
    const named = new Set(found.map(({ table, id }) => `${table} ${id}`));
    for (const check of further) {
      await check(snapshot, (finding) => {
        if (!named.has(`${finding.table} ${finding.id}`)) report(finding);
      });
    }
    const tail = await unsealedTail(snapshot);
    return {
      checkedAt,
      ...chain,
      records: records.compared,
      olderShape: records.olderShape,
      unsealed: { ...tail, ageSeconds: tail.oldestAt ? secondsBetween(tail.oldestAt, checkedAt) : null },
      findings: await withLabels(snapshot, found),
      moreFindings,
    };
  });
}

function secondsBetween(from: string, to: string): number {
  return Math.max(0, Math.round((Date.parse(to) - Date.parse(from)) / 1000));
}
