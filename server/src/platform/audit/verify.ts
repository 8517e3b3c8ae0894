import { sql } from 'kysely';
import type { Connections } from '../database/connections.ts';
import { type AuditReport, listedFindings, type RawFinding } from './findings.ts';
import { withLabels } from './labels.ts';
import { unsealedTail, verifyActs, verifyChain } from './verify-chain.ts';
import { verifyRecords } from './verify-records.ts';

/**
 * Checks a tenant's audit on one snapshot: the chain, the entries against what the acts remember, and every record against
 * the newest digest of it. Nothing is changed, and acts go on meanwhile.
 * @param checkedAt machine instant
 */
export async function verifyAudit(
  connections: Pick<Connections, 'tenant'>,
  tenantId: string,
  checkedAt: string,
): Promise<AuditReport> {
  const found: RawFinding[] = [];
  let moreFindings = 0;
  const report = (finding: RawFinding) => {
    if (found.length < listedFindings) found.push(finding);
    else moreFindings += 1;
  };
  return connections
    .tenant(tenantId)
    .transaction()
    .execute(async (snapshot) => {
      // Not by the driver's own option: on a cluster the tenant is set in the statement that begins (connections.ts).
      await sql`set transaction isolation level repeatable read read only`.execute(snapshot);
      const chain = await verifyChain(snapshot, report);
      await verifyActs(snapshot, report);
      const records = await verifyRecords(snapshot, tenantId, report);
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
