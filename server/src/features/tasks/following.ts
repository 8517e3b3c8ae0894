import { canonical } from '../../platform/audit/canonical.ts';
import type { ActContext } from '../../platform/context.ts';
import { invalid } from '../../platform/http/problems.ts';
import type { RequirementContent } from '../directives/contract.ts';
import { directiveHeads, sameOwners } from '../directives/index.ts';
import type { Act, Amendment, Asked, Change } from './acts.ts';
import { say } from './messages.ts';
import { writtenDue } from './plan.ts';
import type { HeldTask } from './record-act.ts';
import type { TaskColumns } from './store.ts';

/** What a task takes over from the newest revision of its requirement, and what that asks of which a task holds nothing. */
interface Following {
  changes: Amendment;
  asked: Asked;
}

/**
 * What following the newest revision changes: everything it says otherwise than the revision the task was worked by. What the
 * document left as it was stays as the office set it, an extension granted meanwhile too; so does the end of a period.
 * @throws Problem invalid where there is nothing newer, or nothing is asked any more
 */
export async function followNewest(context: ActContext, { task, acts, summary }: HeldTask): Promise<Following> {
  const newest = await newestRevision(context, task.requirement_id);
  if (newest.revision === summary.requirementRevision)
    throw invalid(say.nothingToRecheck(), { field: 'followRevision' });
  if (newest.dropped) throw invalid(say.nothingToFollow(), { field: 'followRevision' });
  const before = await contentOf(context, task.requirement_id, revisionWorkedBy(acts));
  const heads = await directiveHeads(context, [task.directive_id]);
  const horizon = heads.get(task.directive_id)?.horizon ?? null;
  const [was, now] = [termsOf(before, horizon), termsOf(newest.content, horizon)];
  const has: FollowedTerms = {
    ...{ action: task.action, standard: summary.standard, dueOn: summary.dueOn },
    ...{ hardness: task.hardness, supervisionMode: task.supervision_mode, supervisionObject: task.supervision_object },
    ...{ quantities: (task.quantity ?? []) as FollowedTerms['quantities'], evidenceExpected: task.evidence_expected },
    evidenceDemand: task.evidence_demand as FollowedTerms['evidenceDemand'],
  };
  const changed = (Object.keys(now) as (keyof FollowedTerms)[]).filter(
    (term) => !(term === 'dueOn' && task.period !== null) && !same(was[term], now[term]) && !same(has[term], now[term]),
  );
  return {
    changes: {
      ...Object.fromEntries(changed.map((term) => [term, { before: has[term], after: now[term] }])),
      requirementRevision: { before: summary.requirementRevision, after: newest.revision },
    },
    asked: askedOtherwise(before, newest.content),
  };
}

/** The columns of a task that an amendment changes and no fold decides. */
export function columnsChanged(changes: Amendment): TaskColumns {
  const { action, hardness, supervisionMode, supervisionObject, quantities, evidenceExpected, evidenceDemand } =
    changes;
  const stored = (value: object | null) => (value === null ? null : JSON.stringify(value));
  return {
    ...(action && { action: action.after }),
    ...(hardness && { hardness: hardness.after }),
    ...(supervisionMode && { supervision_mode: supervisionMode.after }),
    ...(supervisionObject && { supervision_object: supervisionObject.after }),
    ...(quantities && { quantity: stored(quantities.after.length ? quantities.after : null) }),
    ...(evidenceExpected && { evidence_expected: evidenceExpected.after }),
    ...(evidenceDemand && { evidence_demand: stored(evidenceDemand.after) }),
  };
}

type FollowedTerms = {
  [T in keyof Omit<
    Amendment,
    'accountablePersonId' | 'leaderPersonId' | 'supporters' | 'requirementRevision'
  >]-?: NonNullable<Amendment[T]> extends Change<infer V> ? V : never;
};

function termsOf(content: RequirementContent, horizon: string | null): FollowedTerms {
  return {
    ...{ action: content.action, standard: content.standard, dueOn: writtenDue(content, horizon) },
    hardness: content.act === 'suggestion' ? 'soft' : content.hardness,
    ...{ supervisionMode: content.supervisionMode, supervisionObject: content.supervisionObject },
    ...{ quantities: content.quantities, evidenceExpected: content.evidenceExpected },
    evidenceDemand: content.evidenceDemand,
  };
}

/** Jsonb gives the members of an object back in an order of its own. */
const same = (one: unknown, other: unknown) => canonical(one) === canonical(other);

/** The revision whose words the task was last given: keeping it as it is acknowledges a newer one and takes nothing over. */
function revisionWorkedBy(acts: readonly Act[]): number {
  const revisions = acts.flatMap((act) => {
    if (act.kind === 'draft' || act.kind === 'dispatch') return [act.payload.terms.requirementRevision];
    if (act.kind !== 'amend') return [];
    return act.payload.changes.requirementRevision?.after ?? [];
  });
  return revisions.at(-1) ?? 1;
}

/** Owners and times per period decide who has tasks and how many; following changes neither. */
function askedOtherwise(before: RequirementContent, now: RequirementContent): Asked {
  const owners = ({ owners }: RequirementContent) => owners.map((owner) => owner.text);
  const often = ({ recurrence }: RequirementContent) => recurrence?.text ?? '';
  const measure = ({ recurrence }: RequirementContent) => recurrence && [recurrence.period, recurrence.minimum];
  return {
    ...(sameOwners(before, now) ? {} : { owners: { before: owners(before), after: owners(now) } }),
    ...(same(measure(before), measure(now)) ? {} : { recurrence: { before: often(before), after: often(now) } }),
  };
}

/** The newest frozen revision of a requirement. */
export async function newestRevision(context: Pick<ActContext, 'db'>, requirementId: string) {
  const row = await context.db
    .selectFrom('requirement_revisions')
    .select(['revision', 'dropped', 'content'])
    .where('requirement_id', '=', requirementId)
    .orderBy('revision', 'desc')
    .limit(1)
    .executeTakeFirstOrThrow();
  return { revision: row.revision, dropped: row.dropped, content: row.content as RequirementContent };
}

async function contentOf(context: Pick<ActContext, 'db'>, requirementId: string, revision: number) {
  const row = await context.db
    .selectFrom('requirement_revisions')
    .select('content')
    .where('requirement_id', '=', requirementId)
    .where('revision', '=', revision)
    .executeTakeFirstOrThrow();
  return row.content as RequirementContent;
}
