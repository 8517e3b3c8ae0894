import { sql } from 'kysely';
import type { ReadContext } from '../../platform/context.ts';
import { openStates } from './figures.ts';

/** How many late tasks the board itself lists; the figure beside them opens all. */
const lateShown = 20;
const needsMeShown = 20;

export interface BoardTaskRow {
  id: string;
  action: string;
  lead_organisation_id: string;
  lead_body_id: string;
  accountable_person_id: string | null;
  leader_person_id: string | null;
  due_on: string | null;
  state: string;
  escalated: boolean;
  extension_asked: boolean;
}

async function visibleTasks(context: ReadContext, directiveId: string | undefined) {
  const reach = await context.reach('task.read');
  let query = context.db
    .selectFrom('tasks as t')
    .select(['t.id', 't.action', 't.lead_organisation_id', 't.lead_body_id', 't.accountable_person_id', 't.leader_person_id'])
    .select(['t.due_on', 't.state', 't.escalated', 't.extension_asked'])
    .where('t.state', 'in', [...openStates]);
  if (directiveId) query = query.where('t.directive_id', '=', directiveId);
  if (!reach.city) query = query.where('t.lead_organisation_id', '=', sql<string>`any(${[...reach.organisationIds]}::uuid[])`);
  return query;
}

/** Late tasks, the longest overdue first. */
export async function lateTasks(context: ReadContext, directiveId: string | undefined): Promise<BoardTaskRow[]> {
  const query = await visibleTasks(context, directiveId);
  return query.where('t.due_on', '<', context.today).orderBy('t.due_on').orderBy('t.id').limit(lateShown).execute();
}

/** What waits for a leader: escalated tasks, extensions asked for, and late tasks that name this person as 责任领导. */
export async function tasksForLeader(context: ReadContext, directiveId: string | undefined): Promise<BoardTaskRow[]> {
  const query = await visibleTasks(context, directiveId);
  const { personId } = context.actor;
  return query
    .where((eb) =>
      eb.or([
        eb('t.escalated', '=', true),
        eb('t.extension_asked', '=', true),
        ...(personId ? [eb.and([eb('t.leader_person_id', '=', personId), eb('t.due_on', '<', context.today)])] : []),
      ]),
    )
    .orderBy('t.escalated', 'desc')
    .orderBy('t.due_on')
    .orderBy('t.id')
    .limit(needsMeShown)
    .execute();
}

export async function findDirective(context: ReadContext, directiveId: string) {
  return context.db
    .selectFrom('directives')
    .select(['id', 'title', 'issuer_name', 'issued_on', 'kind', 'owner_body_id'])
    .where('id', '=', directiveId)
    .executeTakeFirst();
}

/** Documents that have at least one dispatched task in the viewer's reach, the newest first. */
export async function directivesWithTasks(context: ReadContext) {
  const reach = await context.reach('task.read');
  let query = context.db
    .selectFrom('directives as d')
    .innerJoin('tasks as t', 't.directive_id', 'd.id')
    .select(['d.id', 'd.title', 'd.issuer_name', 'd.issued_on', 'd.kind'])
    .where('t.state', 'not in', ['draft', 'withdrawn'])
    .groupBy(['d.id', 'd.title', 'd.issuer_name', 'd.issued_on', 'd.kind'])
    .orderBy('d.issued_on', 'desc')
    .orderBy('d.id', 'desc');
  if (!reach.city) query = query.where('t.lead_organisation_id', '=', sql<string>`any(${[...reach.organisationIds]}::uuid[])`);
  return query.execute();
}

/** The newest confirmed version of a document, with its text. */
export async function confirmedVersion(context: ReadContext, directiveId: string) {
  return context.db
    .selectFrom('directive_versions')
    .select(['id', 'text'])
    .where('directive_id', '=', directiveId)
    .where('confirmed_at', 'is not', null)
    .orderBy('number', 'desc')
    .executeTakeFirst();
}

export async function clausesOf(context: ReadContext, versionId: string) {
  return context.db
    .selectFrom('clauses')
    .select(['key', 'parent_key', 'level', 'number', 'title', 'start_at', 'end_at', 'scope_end'])
    .where('version_id', '=', versionId)
    .orderBy('position')
    .execute();
}

/** Requirements of a clause and of everything below it, in document order. */
export async function requirementsUnder(context: ReadContext, directiveId: string, clauseKey: string) {
  return context.db
    .selectFrom('requirements')
    .select(['id', 'clause_key', 'start_at', 'end_at', 'content', 'decision', 'reason', 'revision'])
    .where('directive_id', '=', directiveId)
    .where((eb) => eb.or([eb('clause_key', '=', clauseKey), eb('clause_key', 'like', `${clauseKey}.%`)]))
    .orderBy('position')
    .execute();
}

/** The tasks of these requirements within the viewer's reach, with their evidence. */
export async function tasksOfRequirements(context: ReadContext, requirementIds: readonly string[]) {
  const reach = await context.reach('task.read');
  let query = context.db
    .selectFrom('tasks as t')
    .select(['t.id', 't.requirement_id', 't.requirement_revision', 't.lead_organisation_id', 't.accountable_person_id'])
    .select(['t.state', 't.due_on', 't.finished_on'])
    .where('t.requirement_id', '=', sql<string>`any(${[...requirementIds]}::uuid[])`)
    .where('t.state', '<>', 'draft')
    .orderBy('t.due_on')
    .orderBy('t.id');
  if (!reach.city) query = query.where('t.lead_organisation_id', '=', sql<string>`any(${[...reach.organisationIds]}::uuid[])`);
  return query.execute();
}

export async function evidenceOfTasks(context: ReadContext, taskIds: readonly string[]) {
  return context.db
    .selectFrom('task_evidence as l')
    .innerJoin('evidence as e', 'e.id', 'l.evidence_id')
    .innerJoin('evidence_revisions as r', (join) => join.onRef('r.evidence_id', '=', 'e.id').onRef('r.revision', '=', 'e.revision'))
    .select(['l.task_id', 'e.id', 'e.withdrawn_at', 'l.withdrawing_act_id', 'r.title', 'r.kind'])
    .where('l.task_id', '=', sql<string>`any(${[...taskIds]}::uuid[])`)
    .orderBy('r.arrived_at')
    .orderBy('e.id')
    .execute();
}
