import type { Role } from '../../platform/access/permissions.ts';
import { rangeDays } from '../../platform/clock/days.ts';
import type { ReadContext } from '../../platform/context.ts';
import type { RecordedTerm } from './rules.ts';

export interface StoredGrant extends RecordedTerm {
  id: string;
  accountId: string;
  grantedBy: string | null;
}

/** Grants as they were ever known, the newest first: all of an account, or one. */
export async function grantsWhere(
  context: ReadContext,
  which: { accountId: string } | { grantId: string },
): Promise<StoredGrant[]> {
  const all = context.db
    .selectFrom('grants')
    .leftJoin('accounts', 'accounts.id', 'grants.granted_by')
    .select(['grants.id', 'grants.account_id', 'grants.role', 'grants.organisation_id', 'grants.valid'])
    .select(['grants.recorded_at', 'grants.superseded_at', 'accounts.display_name']);
  const rows = await ('grantId' in which
    ? all.where('grants.id', '=', which.grantId)
    : all.where('grants.account_id', '=', which.accountId)
  )
    .orderBy('grants.recorded_at', 'desc')
    .orderBy('grants.id', 'desc')
    .execute();
  return rows.map((row) => {
    const { from, to } = rangeDays(row.valid);
    return {
      id: row.id,
      accountId: row.account_id,
      role: row.role as Role,
      organisationId: row.organisation_id,
      from,
      until: to,
      grantedBy: row.display_name,
      recordedAt: row.recorded_at,
      supersededAt: row.superseded_at,
    };
  });
}
