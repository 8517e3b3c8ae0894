import { sql } from 'kysely';
import type { ReadContext } from '../../platform/context.ts';
import { notFound } from '../../platform/http/problems.ts';
import type { RequirementContent } from '../directives/contract.ts';
import {
  answerOwnerQuery,
  anyOf,
  existingOn,
  holdsOn,
  type OwnerQuery,
  organisationNames,
} from '../organisations/index.ts';
import { openStates, type TaskState } from './acts.ts';
import { say } from './messages.ts';
import { queryKey } from './plan.ts';
import type { DifferenceReason } from './shapes.ts';

/** An open task whose lead answered the query when it was dispatched and does not today. */
export interface LeftTask extends DifferenceReason {
  taskId: string;
  version: number;
  state: TaskState;
  action: string;
  organisationId: string;
  kept: boolean;
}

export interface DirectiveDifferences {
  left: LeftTask[];
  joined: { requirementId: string; action: string; organisationId: string }[];
}

/**
 * Today's answers of the document's owner queries against those its dispatches kept (spine.md 4.4). Nothing is changed by
 * looking: who left keeps the task until a person decides, who joined gets one through a new dispatch.
 * @throws Problem notFound when the document is unknown
 */
export async function findDifferences(context: ReadContext, directiveId: string): Promise<DirectiveDifferences> {
  const directive = await findDirective(context, directiveId);
  const kept = await keptAnswers(context, directiveId);
  if (kept.length === 0) return { left: [], joined: [] };
  const answers = await answersToday(context, directive.owner_body_id, kept);
  return {
    left: await leftTasks(context, directiveId, kept, answers),
    joined: await joinedOrganisations(context, directiveId, kept, answers),
  };
}

/** The same for one task: why its lead no longer answers, or null. Costs one small look-up where no query was asked. */
export async function findDifferenceOfTask(
  context: ReadContext,
  task: { id: string; directiveId: string; requirementId: string },
): Promise<LeftTask | null> {
  const kept = (await keptAnswers(context, task.directiveId)).filter(
    (answer) => answer.requirementId === task.requirementId,
  );
  if (kept.length === 0) return null;
  const directive = await findDirective(context, task.directiveId);
  const answers = await answersToday(context, directive.owner_body_id, kept);
  const left = await leftTasks(context, task.directiveId, kept, answers);
  return left.find((one) => one.taskId === task.id) ?? null;
}

async function findDirective(context: ReadContext, directiveId: string) {
  const row = await context.db
    .selectFrom('directives')
    .select(['id', 'owner_body_id'])
    .where('id', '=', directiveId)
    .executeTakeFirst();
  if (!row) throw notFound(say.directiveNotFound());
  return row;
}

/** Today's answer to each kept query, by `queryKey`. */
async function answersToday(
  context: ReadContext,
  bodyId: string,
  kept: readonly KeptAnswer[],
): Promise<Map<string, string[]>> {
  const answers = new Map<string, string[]>();
  for (const { query } of kept) {
    const key = queryKey(query);
    if (!answers.has(key)) answers.set(key, await answerOwnerQuery(context, bodyId, query, context.today));
  }
  return answers;
}

interface KeptAnswer {
  requirementId: string;
  query: OwnerQuery;
  organisationIds: string[];
  dispatchedOn: string;
}

/** The kept answers, oldest first. */
async function keptAnswers(context: ReadContext, directiveId: string): Promise<KeptAnswer[]> {
  const rows = await context.db
    .selectFrom('dispatch_answers as a')
    .innerJoin('dispatches as d', 'd.id', 'a.dispatch_id')
    .select(['a.requirement_id', 'a.query', 'a.organisation_ids', 'a.resolved_on'])
    .where('d.directive_id', '=', directiveId)
    .orderBy('d.recorded_at')
    .execute();
  return rows.map((row) => ({
    requirementId: row.requirement_id,
    query: row.query as OwnerQuery,
    organisationIds: row.organisation_ids,
    dispatchedOn: row.resolved_on,
  }));
}

async function leftTasks(
  context: ReadContext,
  directiveId: string,
  kept: readonly KeptAnswer[],
  answers: ReadonlyMap<string, readonly string[]>,
): Promise<LeftTask[]> {
  const tasks = await context.db
    .selectFrom('tasks as t')
    .select([
      't.id',
      't.version',
      't.state',
      't.action',
      't.requirement_id',
      't.lead_organisation_id',
      't.lead_body_id',
    ])
    .select(
      sql<boolean>`exists (${context.db
        .selectFrom('task_acts as a')
        .select('a.id')
        .where('a.task_id', '=', sql.ref<string>('t.id'))
        .where('a.kind', '=', 'keep')
        .where(sql<boolean>`a.payload ->> 'about' = 'difference'`)})`.as('kept'),
    )
    .where('t.directive_id', '=', directiveId)
    .where('t.state', 'in', [...openStates])
    .where('t.requirement_id', '=', anyOf(kept.map((answer) => answer.requirementId)))
    .orderBy('t.id')
    .execute();
  const existing = await existingOn(context, [...new Set(tasks.map((task) => task.lead_organisation_id))]);
  const left: LeftTask[] = [];
  for (const task of tasks) {
    const answer = kept.find(
      (one) => one.requirementId === task.requirement_id && one.organisationIds.includes(task.lead_organisation_id),
    );
    if (!answer) continue;
    const now = answers.get(queryKey(answer.query)) ?? [];
    if (now.includes(task.lead_organisation_id)) continue;
    const founding = await findFounding(context, answer, { id: task.lead_organisation_id, bodyId: task.lead_body_id });
    left.push({
      taskId: task.id,
      version: task.version,
      state: task.state as TaskState,
      action: task.action,
      organisationId: task.lead_organisation_id,
      kept: task.kept,
      why: !existing.has(task.lead_organisation_id) ? 'dissolved' : founding ? 'fulfilled' : 'other',
      founding,
    });
  }
  return left;
}

/** An organisation of the kind whose lack made the lead responsible, founded since the dispatch. */
async function findFounding(
  context: ReadContext,
  answer: KeptAnswer,
  lead: { id: string; bodyId: string },
): Promise<DifferenceReason['founding']> {
  for (const condition of answer.query.conditions.filter((one) => !one.has)) {
    let query = context.db
      .selectFrom('organisations as o')
      .innerJoin('organisation_kinds as k', 'k.organisation_id', 'o.id')
      .innerJoin('organisation_existences as x', 'x.organisation_id', 'o.id')
      .select(['o.id', 'x.approval_document', sql<string>`lower(x.valid)::text`.as('founded_on')])
      .where('k.kind', '=', condition.kind)
      .where(holdsOn('k', context.today))
      .where(holdsOn('x', context.today))
      .where(sql<boolean>`lower(x.valid) >= ${answer.dispatchedOn}::date`);
    if (condition.by === 'sameBody') query = query.where('o.body_id', '=', lead.bodyId);
    else {
      const relation = context.db
        .selectFrom('organisation_relations as r')
        .select('r.id')
        .where('r.from_id', '=', sql.ref<string>('o.id'))
        .where('r.to_id', '=', lead.id)
        .where('r.relation', '=', condition.by)
        .where(holdsOn('r', context.today));
      query = query.where(sql<boolean>`exists (${relation})`);
    }
    const row = await query.orderBy('founded_on').orderBy('o.id').limit(1).executeTakeFirst();
    if (!row) continue;
    const names = await organisationNames(context, [row.id]);
    return {
      organisationId: row.id,
      name: names.get(row.id) ?? '',
      foundedOn: row.founded_on,
      approvalDocument: row.approval_document,
    };
  }
  return null;
}

async function joinedOrganisations(
  context: ReadContext,
  directiveId: string,
  kept: readonly KeptAnswer[],
  answers: ReadonlyMap<string, readonly string[]>,
): Promise<DirectiveDifferences['joined']> {
  const tasks = await context.db
    .selectFrom('tasks')
    .select(['requirement_id', 'lead_organisation_id'])
    .where('directive_id', '=', directiveId)
    .where('state', '<>', 'withdrawn')
    .execute();
  const has = new Set(tasks.map((row) => `${row.requirement_id}/${row.lead_organisation_id}`));
  const requirements = await context.db
    .selectFrom('requirement_revisions')
    .distinctOn('requirement_id')
    .select(['requirement_id', 'dropped', 'content'])
    .where('requirement_id', '=', anyOf(kept.map((answer) => answer.requirementId)))
    .orderBy('requirement_id')
    .orderBy('revision', 'desc')
    .execute();
  return requirements.flatMap(({ requirement_id: requirementId, dropped, content }) => {
    const latest = kept.findLast((answer) => answer.requirementId === requirementId);
    if (!latest || dropped) return [];
    return (answers.get(queryKey(latest.query)) ?? [])
      .filter((id) => !latest.organisationIds.includes(id) && !has.has(`${requirementId}/${id}`))
      .map((organisationId) => ({ requirementId, action: (content as RequirementContent).action, organisationId }));
  });
}

/** Open tasks of a document that were made for an older revision of their requirement and wait for a person (spine.md 3.1). */
export async function findRechecks(context: ReadContext, directiveId: string) {
  const newest = context.db
    .selectFrom('requirement_revisions')
    .distinctOn('requirement_id')
    .select(['requirement_id', 'revision', 'dropped'])
    .orderBy('requirement_id')
    .orderBy('revision', 'desc');
  const tasks = await context.db
    .selectFrom('tasks as t')
    .innerJoin(newest.as('r'), 'r.requirement_id', 't.requirement_id')
    .select(['t.id', 't.requirement_id', 't.action', 't.lead_organisation_id', 'r.dropped'])
    .where('t.directive_id', '=', directiveId)
    .where('t.state', 'in', [...openStates])
    .whereRef('r.revision', '>', 't.requirement_revision')
    .orderBy('t.id')
    .execute();
  const names = await organisationNames(context, [...new Set(tasks.map((task) => task.lead_organisation_id))]);
  return tasks.map((task) => ({
    ...{ taskId: task.id, requirementId: task.requirement_id, action: task.action, dropped: task.dropped },
    lead: { id: task.lead_organisation_id, name: names.get(task.lead_organisation_id) ?? '' },
  }));
}
