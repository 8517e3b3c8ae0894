import type { ReadContext } from '../../platform/context.ts';
import type { RequirementContent } from './content.ts';
import type { RequirementActKind, StoredDecision } from './rules.ts';
import { accountNames, allRequirementRows, anyOf } from './store.ts';

/** Where a version has a requirement, what it says there, and what was decided of it. */
interface HeldRequirement {
  clauseKey: string | null;
  start: number;
  end: number;
  decision: StoredDecision;
  reason: string | null;
  content: RequirementContent;
}

/** A requirement with whatever was decided of it, and what of it was frozen. */
export interface WholeRequirement extends HeldRequirement {
  id: string;
  /** The newest version that has it, in whose text it stands. */
  versionId: string;
  byHand: boolean;
  /** As the versions before held it when the next one was begun. */
  earlier: (HeldRequirement & { versionId: string })[];
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
 * All versions of a document by number, those that were given up first, and all requirements in its order: rejected, deferred,
 * those of which there is nothing to do and those that are gone no less than those that became tasks.
 */
export async function wholeDirective({ db }: Pick<ReadContext, 'db'>, directiveId: string) {
  const [versions, rows] = await Promise.all([
    db
      .selectFrom('directive_versions')
      .select(['id', 'number', 'format', 'text', 'text_sha256', 'recorded_at', 'confirmed_at', 'confirmed_by'])
      .where('directive_id', '=', directiveId)
      .orderBy('number')
      .execute(),
    allRequirementRows(db, directiveId),
  ]);
  const ids = rows.map((row) => row.id);
  const [held, revisions, acts] = await Promise.all([
    db
      .selectFrom('version_requirements')
      .select(['requirement_id', 'version_id', 'clause_key', 'start_at', 'end_at', 'decision', 'reason', 'content'])
      .where('requirement_id', '=', anyOf(ids))
      .execute(),
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
  const heldOf = Map.groupBy(held, (row) => row.requirement_id);
  const order = new Map(versions.map(({ id, number }) => [id, number]));
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
        versionId: row.version_id,
        clauseKey: row.clause_key,
        start: row.start_at,
        end: row.end_at,
        byHand: row.proposal === null,
        decision: row.decision,
        reason: row.reason,
        content: row.content,
        earlier: (heldOf.get(row.id) ?? [])
          .toSorted((a, b) => (order.get(a.version_id) ?? 0) - (order.get(b.version_id) ?? 0))
          .map((one) => ({
            versionId: one.version_id,
            clauseKey: one.clause_key,
            start: one.start_at,
            end: one.end_at,
            decision: one.decision as StoredDecision,
            reason: one.reason,
            content: one.content as RequirementContent,
          })),
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
