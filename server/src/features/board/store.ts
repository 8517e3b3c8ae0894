import { sql } from 'kysely';
import type { ReadContext } from '../../platform/context.ts';
import { requirementsOfVersion } from '../directives/index.ts';
import { enteredOnBehalf, lateOn, openStates, type TaskState } from '../tasks/index.ts';
import { clauseGroupOf, extensionPending, isUnderClause, type NeedsScope, waitsForViewer } from './figures.ts';

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
  finished_on: string | null;
  state: TaskState;
  escalated: boolean;
  extension_pending: boolean;
  entered_on_behalf: boolean;
}

async function visibleTasks(context: ReadContext, directiveId: string | undefined) {
  const reach = await context.reach('task.read');
  let query = context.db
    .selectFrom('tasks as t')
    .select([
      't.id',
      't.action',
      't.lead_organisation_id',
      't.lead_body_id',
      't.accountable_person_id',
      't.leader_person_id',
    ])
    .select(['t.due_on', 't.finished_on', 't.state', 't.escalated', extensionPending.as('extension_pending')])
    .select(enteredOnBehalf(context.db).as('entered_on_behalf'))
    .where('t.state', 'in', [...openStates]);
  if (directiveId) query = query.where('t.directive_id', '=', directiveId);
  if (!reach.city)
    query = query.where('t.lead_organisation_id', '=', sql<string>`any(${[...reach.organisationIds]}::uuid[])`);
  return query;
}

/** Late tasks, the longest overdue first. */
export async function lateTasks(context: ReadContext, directiveId: string | undefined): Promise<BoardTaskRow[]> {
  const query = await visibleTasks(context, directiveId);
  const late = query.where(lateOn(context.today)).orderBy('t.due_on').orderBy('t.id').limit(lateShown);
  return late.execute() as Promise<BoardTaskRow[]>;
}

/** What waits for the viewer: escalated tasks first, then by due day. */
export async function tasksNeedingViewer(context: ReadContext, scope: NeedsScope): Promise<BoardTaskRow[]> {
  const query = await visibleTasks(context, scope.directiveId);
  return query
    .where(waitsForViewer(scope, context.today))
    .orderBy('t.escalated', 'desc')
    .orderBy('t.due_on')
    .orderBy('t.id')
    .limit(needsMeShown)
    .execute() as Promise<BoardTaskRow[]>;
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
  if (!reach.city)
    query = query.where('t.lead_organisation_id', '=', sql<string>`any(${[...reach.organisationIds]}::uuid[])`);
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
    .select(['key', 'parent_key', 'level', 'kind', 'number', 'title', 'start_at', 'end_at', 'scope_end'])
    .where('version_id', '=', versionId)
    .orderBy('position')
    .execute();
}

/** What a version decided about a clause and everything below it, in document order; a proposal that was none is left out. */
export async function requirementsUnder(
  context: ReadContext,
  directiveId: string,
  versionId: string,
  clauseKey: string,
) {
  const decided = await decidedIn(context, directiveId, versionId);
  return decided.filter((one) => isUnderClause(one.clauseKey, clauseKey));
}

/** The groups (`clauseGroup`) of which a version decided something, whether or not it became a task. */
export async function clauseGroups(
  context: ReadContext,
  directiveId: string,
  versionId: string,
  depth: number,
): Promise<string[]> {
  const decided = await decidedIn(context, directiveId, versionId);
  return [...new Set(decided.map((one) => clauseGroupOf(one.clauseKey, depth)))];
}

async function decidedIn(context: ReadContext, directiveId: string, versionId: string) {
  const held = await requirementsOfVersion(context, directiveId, versionId);
  return held.filter((one) => one.decision !== 'undecided' && one.decision !== 'rejected');
}

/** The tasks of these requirements within the viewer's reach, with their evidence. */
export async function tasksOfRequirements(context: ReadContext, requirementIds: readonly string[]) {
  const reach = await context.reach('task.read');
  let query = context.db
    .selectFrom('tasks as t')
    .select(['t.id', 't.requirement_id', 't.requirement_revision', 't.lead_organisation_id', 't.accountable_person_id'])
    .select(['t.state', 't.due_on', 't.finished_on', enteredOnBehalf(context.db).as('entered_on_behalf')])
    .where('t.requirement_id', '=', sql<string>`any(${[...requirementIds]}::uuid[])`)
    .where('t.state', '<>', 'draft')
    .orderBy('t.due_on')
    .orderBy('t.id');
  if (!reach.city)
    query = query.where('t.lead_organisation_id', '=', sql<string>`any(${[...reach.organisationIds]}::uuid[])`);
  return query.execute();
}

export async function evidenceOfTasks(context: ReadContext, taskIds: readonly string[]) {
  return context.db
    .selectFrom('task_evidence as l')
    .innerJoin('evidence as e', 'e.id', 'l.evidence_id')
    .innerJoin('evidence_revisions as r', (join) =>
      join.onRef('r.evidence_id', '=', 'e.id').onRef('r.revision', '=', 'e.revision'),
    )
    .leftJoin('files as f', 'f.sha256', 'r.file_sha256')
    .select([
      'l.task_id',
      'e.id',
      'e.withdrawn_at',
      'l.withdrawing_act_id',
      'r.title',
      'r.kind',
      'r.body',
      'r.on_behalf_source',
      'f.media_type',
    ])
    .where('l.task_id', '=', sql<string>`any(${[...taskIds]}::uuid[])`)
    .orderBy('r.arrived_at')
    .orderBy('e.id')
    .execute();
}
