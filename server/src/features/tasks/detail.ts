import type { z } from 'zod';
import type { ReadContext } from '../../platform/context.ts';
import { notFound } from '../../platform/http/problems.ts';
import { type Language, speak } from '../../platform/locale/messages.ts';
import type { Quantity, RequirementContent } from '../directives/contract.ts';
import { clauseLabel, sameOwners } from '../directives/index.ts';
import { canOfEvidence, evidenceOfTask } from '../evidence/index.ts';
import { organisationNames } from '../organisations/index.ts';
import { personNames } from '../people/index.ts';
import { openStates, type TaskState } from './acts.ts';
import { type Allowance, canOf } from './can.ts';
import { findDifferenceOfTask } from './differences.ts';
import { foldActs } from './fold.ts';
import { evidenceGate } from './gates.ts';
import { asTaskRow, selectTaskRows } from './list.ts';
import { say } from './messages.ts';
import { handsOf } from './record-act.ts';
import type { TaskDetail } from './shapes.ts';
import { actsOf, type StoredAct, supportersOf } from './store.ts';
import { idsTold, tellTimeline } from './timeline.ts';

function selectDetail(context: ReadContext, taskId: string) {
  return selectTaskRows(context.db, context.today)
    .innerJoin('requirements as q', 'q.id', 't.requirement_id')
    .leftJoin('clauses as c', (join) =>
      join.onRef('c.version_id', '=', 'q.version_id').onRef('c.key', '=', 't.clause_key'),
    )
    .select(['t.requirement_id', 't.supervision_mode', 't.supervision_object', 't.quantity', 't.evidence_expected'])
    .select(['t.evidence_demand', 't.leader_person_id', 't.accountable_basis', 't.remark', 't.revision'])
    .select(['c.number as clause_number', 'c.title as clause_title'])
    .where('t.id', '=', taskId);
}

/** One task with all that its page shows. @throws Problem notFound */
export async function readTask(context: ReadContext, taskId: string, language: Language): Promise<TaskDetail> {
  const row = await selectDetail(context, taskId).executeTakeFirst();
  if (!row) throw notFound(say.notFound());
  const acts = await actsOf(context.db, taskId);
  const supporters = await supportersOf(context.db, taskId);
  const linked = await evidenceOfTask(context.db, taskId);
  const told = idsTold(acts);
  const organisations = await organisationNames(context, [
    ...new Set([...told.organisations, ...supporters, ...linked.map((item) => item.ownerOrganisationId)]),
  ]);
  const people = await personNames(context, [...told.people, ...(row.leader_person_id ? [row.leader_person_id] : [])]);
  const summary = foldActs(acts);
  const task = asTaskRow(row, context.today);
  const live = linked.filter((item) => item.withdrawnAt === null && !item.linkWithdrawn);
  const demand = row.evidence_demand as TaskDetail['evidenceDemand'];
  const hands = await handsOf(context, summary, acts);
  const can = await canOf(context, summary, [task.lead.id, ...supporters], hands, language);
  return {
    ...task,
    standard: summary.standard,
    quantities: (row.quantity ?? []) as z.output<typeof Quantity>[],
    supervisionMode: row.supervision_mode as TaskDetail['supervisionMode'],
    supervisionObject: row.supervision_object as TaskDetail['supervisionObject'],
    evidenceExpected: row.evidence_expected,
    evidenceDemand: demand,
    leader: row.leader_person_id ? { id: row.leader_person_id, name: people.get(row.leader_person_id) ?? '' } : null,
    parties: supporters.map((id) => ({ id, name: organisations.get(id) ?? '' })),
    accountableBasis: row.accountable_basis,
    remark: row.remark,
    revision: row.revision,
    quote: quoteOf(acts),
    clauseTitle: row.clause_title === null ? null : clauseLabel(row.clause_number ?? '', row.clause_title),
    requirementId: row.requirement_id,
    extensionWantedOn: summary.extensionWantedOn,
    recheck: task.toRecheck ? await recheckOf(context, row.requirement_id, summary.requirementRevision) : null,
    difference: await differenceOf(context, { ...task, requirementId: row.requirement_id }),
    evidence: await Promise.all(
      linked.map(async (item) => ({
        ...item,
        ownerOrganisationName: organisations.get(item.ownerOrganisationId) ?? '',
        toRecheck: item.revision > item.linkedRevision || item.linkedTaskRevision < row.revision,
        can: [mayUnlink(can, item.linkWithdrawn, language), ...(await canOfEvidence(context, item, language))],
      })),
    ),
    timeline: tellTimeline(acts, new Map([...organisations, ...people]), evidenceByAct(linked), language),
    guidance: acts.flatMap((act) =>
      act.kind === 'giveGuidance'
        ? [{ actId: act.id, text: act.payload.text, by: act.accountName, on: act.occurredOn }]
        : [],
    ),
    missingForClosing: openStates.includes(task.state)
      ? evidenceGate({ hardness: task.hardness, evidence: live, evidenceDemand: demand }).map((failure) =>
          speak(failure.why, language),
        )
      : [],
    can,
  };
}

/** A link is taken back by the same act, and once. */
function mayUnlink(can: readonly Allowance[], linkWithdrawn: boolean, language: Language): Allowance {
  const act = can.find((one) => one.action === 'withdrawEvidence');
  if (!act) throw new Error('The state table has no act that unlinks evidence');
  if (!act.allowed || !linkWithdrawn) return { ...act, action: 'unlink' };
  return { action: 'unlink', allowed: false, reason: speak(say.evidenceNotLinked(), language) };
}

function evidenceByAct(links: readonly { id: string; linkingActId: string }[]): Map<string, string[]> {
  const byAct = Map.groupBy(links, (link) => link.linkingActId);
  return new Map([...byAct].map(([actId, brought]) => [actId, brought.map((link) => link.id)]));
}

/** The sentence as it stood at the dispatch; a draft has none yet. */
function quoteOf(acts: readonly StoredAct[]): string {
  const dispatch = acts.findLast((act) => act.kind === 'dispatch');
  return dispatch?.kind === 'dispatch' ? dispatch.payload.quote : '';
}

/** The revision the task was made for beside the newest: what the clerk compares (spine.md 3.1). */
async function recheckOf(
  context: ReadContext,
  requirementId: string,
  revision: number,
): Promise<TaskDetail['recheck']> {
  const rows = await context.db
    .selectFrom('requirement_revisions')
    .select(['revision', 'dropped', 'content'])
    .where('requirement_id', '=', requirementId)
    .where('revision', '>=', revision)
    .orderBy('revision')
    .execute();
  const before = rows.find((row) => row.revision === revision);
  const now = rows.at(-1);
  if (!before || !now || now.revision === revision) return null;
  const [was, is] = [before.content as RequirementContent, now.content as RequirementContent];
  return {
    ...{ revision: now.revision, dropped: now.dropped, ownersChanged: !sameOwners(was, is) },
    ...{ before: was, now: is },
  };
}

/** Shown to whoever may decide it; to all others the task is simply theirs. */
async function differenceOf(
  context: ReadContext,
  task: { id: string; directiveId: string; requirementId: string; state: TaskState },
): Promise<TaskDetail['difference']> {
  const reach = await context.reach('task.dispatch');
  if (!reach.city || !openStates.includes(task.state)) return null;
  const found = await findDifferenceOfTask(context, task);
  return found && !found.kept ? { why: found.why, founding: found.founding } : null;
}
