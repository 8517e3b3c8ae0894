import { sql } from 'kysely';
import type { Role } from '../../platform/access/permissions.ts';
import { rangeDays } from '../../platform/clock/days.ts';
import type { ReadContext } from '../../platform/context.ts';
import { anyOf } from '../organisations/index.ts';
import type { GrantTerm, RecordedTerm } from './rules.ts';

export interface StoredGrant extends RecordedTerm {
  id: string;
  accountId: string;
  username: string;
  requestedBy: string | null;
  grantedBy: string | null;
}

/** Grants as they were ever known, the newest first: all of an account or of several, or one. */
export async function grantsWhere(
  context: ReadContext,
  which: { accountIds: readonly string[] } | { grantId: string },
): Promise<StoredGrant[]> {
  const all = context.db
    .selectFrom('grants')
    .innerJoin('accounts as holder', 'holder.id', 'grants.account_id')
    .leftJoin('accounts', 'accounts.id', 'grants.granted_by')
    .leftJoin('grant_requests', 'grant_requests.id', 'grants.request_id')
    .leftJoin('accounts as requester', 'requester.id', 'grant_requests.requested_by')
    .select(['grants.id', 'grants.account_id', 'grants.role', 'grants.organisation_id', 'grants.valid'])
    .select(['grants.recorded_at', 'grants.superseded_at', 'accounts.display_name'])
    .select(['requester.display_name as requested_by', 'holder.username']);
  const rows = await ('grantId' in which
    ? all.where('grants.id', '=', which.grantId)
    : all.where('grants.account_id', '=', anyOf(which.accountIds))
  )
    .orderBy('grants.recorded_at', 'desc')
    .orderBy('grants.id', 'desc')
    .execute();
  return rows.map((row) => {
    const { from, to } = rangeDays(row.valid);
    return {
      id: row.id,
      accountId: row.account_id,
      username: row.username,
      role: row.role as Role,
      organisationId: row.organisation_id,
      from,
      until: to,
      requestedBy: row.requested_by,
      grantedBy: row.display_name,
      recordedAt: row.recorded_at,
      supersededAt: row.superseded_at,
    };
  });
}

export interface StoredRequest extends GrantTerm {
  id: string;
  accountId: string;
  username: string;
  displayName: string;
  personId: string | null;
  reason: string;
  requestedById: string;
  requesterPersonId: string | null;
  requestedBy: string;
  requestedAt: string;
  decision: 'approved' | 'rejected' | 'withdrawn' | null;
  decidedBy: string | null;
  decidedAt: string | null;
  decisionReason: string | null;
}

/** One request, those of an account that wait, or a page of a list: what waits oldest first, what was decided newest first. */
export async function requestsWhere(
  context: ReadContext,
  which:
    | { requestId: string }
    | { pendingOf: string }
    | { decided: boolean; after: { at: string; id: string } | null; limit: number },
): Promise<StoredRequest[]> {
  let requests = context.db
    .selectFrom('grant_requests as request')
    .innerJoin('accounts as holder', 'holder.id', 'request.account_id')
    .innerJoin('accounts as requester', 'requester.id', 'request.requested_by')
    .leftJoin('accounts as decider', 'decider.id', 'request.decided_by')
    .select(['request.id', 'request.account_id', 'request.role', 'request.organisation_id', 'request.valid'])
    .select(['request.reason', 'request.requested_by', 'request.requested_at', 'request.decision'])
    .select(['request.decided_at', 'request.decision_reason', 'holder.username', 'holder.display_name'])
    .select(['holder.person_id', 'requester.person_id as requester_person_id'])
    .select(['requester.display_name as requester', 'decider.display_name as decider']);
  if ('requestId' in which) requests = requests.where('request.id', '=', which.requestId);
  else if ('pendingOf' in which)
    requests = requests.where('request.account_id', '=', which.pendingOf).where('request.decision', 'is', null);
  else if (which.decided) {
    requests = requests.where('request.decision', 'is not', null).limit(which.limit);
    if (which.after)
      requests = requests.where(
        sql<boolean>`(request.decided_at, request.id) < (${which.after.at}::timestamptz, ${which.after.id}::uuid)`,
      );
    requests = requests.orderBy('request.decided_at', 'desc').orderBy('request.id', 'desc');
  } else {
    requests = requests.where('request.decision', 'is', null).limit(which.limit);
    if (which.after)
      requests = requests.where(
        sql<boolean>`(request.requested_at, request.id) > (${which.after.at}::timestamptz, ${which.after.id}::uuid)`,
      );
    requests = requests.orderBy('request.requested_at').orderBy('request.id');
  }
  const rows = await requests.execute();
  return rows.map((row) => {
    const { from, to } = rangeDays(row.valid);
    return {
      id: row.id,
      accountId: row.account_id,
      username: row.username,
      displayName: row.display_name,
      personId: row.person_id,
      role: row.role as Role,
      organisationId: row.organisation_id,
      from,
      until: to,
      reason: row.reason,
      requestedById: row.requested_by,
      requesterPersonId: row.requester_person_id,
      requestedBy: row.requester,
      requestedAt: row.requested_at,
      decision: row.decision as StoredRequest['decision'],
      decidedBy: row.decider,
      decidedAt: row.decided_at,
      decisionReason: row.decision_reason,
    };
  });
}
