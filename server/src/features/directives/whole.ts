import type { ReadContext } from '../../platform/context.ts';
import type { RequirementContent } from './content.ts';
import type { DecisionState } from './contract.ts';
import type { RequirementActKind } from './rules.ts';
import { accountNames, anyOf, requirementRows } from './store.ts';

/** A requirement with whatever was decided of it, and what of it was frozen. */
export interface WholeRequirement {
  id: string;
  clauseKey: string | null;
  start: number;
  end: number;
  byHand: boolean;
  decision: DecisionState;
  reason: string | null;
  content: RequirementContent;
  revisions: {
    revision: number;
    versionId: string;
    dropped: boolean;
    frozenAt: string;
    content: RequirementContent;
  }[];
  acts: {
    id: string;
    kind: RequirementActKind;
    by: string;
    occurredOn: string;
    recordedAt: string;
    payload: Record<string, unknown>;
  }[];
}

/**
 * All versions of a document, oldest first, and all requirements in its order: rejected, deferred and those of which there is
 * nothing to do no less than those that became tasks.
 */
export async function wholeDirective({ db }: Pick<ReadContext, 'db'>, directiveId: string) {
  const [versions, rows] = await Promise.all([
    db
      .selectFrom('directive_versions')
      .select(['id', 'number', 'format', 'text', 'text_sha256', 'recorded_at', 'confirmed_at', 'confirmed_by'])
      .where('directive_id', '=', directiveId)
      .orderBy('number')
      .execute(),
    requirementRows(db, directiveId),
  ]);
  const ids = rows.map((row) => row.id);
  const [revisions, acts] = await Promise.all([
    db
      .selectFrom('requirement_revisions')
      .select(['requirement_id', 'revision', 'version_id', 'dropped', 'frozen_at', 'content'])
      .where('requirement_id', '=', anyOf(ids))
      .orderBy('revision')
      .execute(),
    db
      .selectFrom('requirement_acts')
      .select(['id', 'requirement_id', 'kind', 'account_id', 'occurred_on', 'recorded_at', 'payload'])
      .where('requirement_id', '=', anyOf(ids))
      .orderBy('seq')
      .execute(),
  ]);
  const names = await accountNames(db, [
    ...acts.map((act) => act.account_id),
    ...versions.flatMap((version) => version.confirmed_by ?? []),
  ]);
  const revisionsOf = Map.groupBy(revisions, (row) => row.requirement_id);
  const actsOf = Map.groupBy(acts, (row) => row.requirement_id);
  return {
    versions: versions.map((version) => ({
      id: version.id,
      number: version.number,
      format: version.format,
      text: version.text,
      textSha256: version.text_sha256,
      recordedAt: version.recorded_at,
      confirmedAt: version.confirmed_at,
      confirmedBy: version.confirmed_by === null ? null : (names.get(version.confirmed_by) ?? ''),
    })),
    requirements: rows.map(
      (row): WholeRequirement => ({
        id: row.id,
        clauseKey: row.clause_key,
        start: row.start_at,
        end: row.end_at,
        byHand: row.proposal === null,
        decision: row.decision,
        reason: row.reason,
        content: row.content,
        revisions: (revisionsOf.get(row.id) ?? []).map((frozen) => ({
          revision: frozen.revision,
          versionId: frozen.version_id,
          dropped: frozen.dropped,
          frozenAt: frozen.frozen_at,
          content: frozen.content as RequirementContent,
        })),
        acts: (actsOf.get(row.id) ?? []).map((act) => ({
          id: act.id,
          kind: act.kind as RequirementActKind,
          by: names.get(act.account_id) ?? '',
          occurredOn: act.occurred_on,
          recordedAt: act.recorded_at,
          payload: act.payload as Record<string, unknown>,
        })),
      }),
    ),
  };
}
