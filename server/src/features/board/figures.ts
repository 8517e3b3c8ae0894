import { sql } from 'kysely';
import { z } from 'zod';
import type { TenantDb } from '../../platform/database/connections.ts';
import { type FigureDefinition, figure } from '../../platform/figures/figure.ts';
import { id } from '../../platform/http/contract.ts';
import { doneInTime, lateOn, openStates } from '../tasks/index.ts';

/** Which tasks a figure of the board is about; absent members do not narrow. */
export const TaskScope = z.object({
  directiveId: id.optional(),
  /** How many parts of a clause key make a group; one where absent. */
  groupDepth: z.int().min(1).max(2).optional(),
  clauseGroup: z.string().max(20).optional(),
  /** A clause and everything below it. */
  clauseKey: z.string().max(40).optional(),
  bodyId: id.optional(),
  hard: z.boolean().optional(),
  dueOn: z.iso.date().optional(),
});
export type TaskScope = z.output<typeof TaskScope>;

/**
 * The clause under which the board counts a task: the first one or two parts of its key, `2.1` of `2.1.3`. Requirements
 * outside of any clause make the group `0`.
 */
export function clauseGroup(column: string, depth = 1) {
  return sql<string>`coalesce(array_to_string((string_to_array(${sql.ref(column)}, '.'))[1:${depth}::int], '.'), '0')`;
}

/** The same group of a key that was read already. */
export function clauseGroupOf(clauseKey: string | null, depth: number): string {
  return clauseKey?.split('.').slice(0, depth).join('.') ?? '0';
}

const isOpen = sql<boolean>`t.state = any(${[...openStates]}::text[])`;

/** Whether an extension was asked for and nobody has decided yet; asked at most once (spine.md 4.6). */
export const extensionPending = sql<boolean>`(t.extension_asked and not exists (
  select from task_acts a where a.tenant_id = t.tenant_id and a.task_id = t.id and a.kind in ('grantExtension', 'refuseExtension')))`;

/** The clause itself and what stands below it: `2.1` takes in `2.1` and `2.1.3`, and not `2.10`. */
export function underClause(column: string, clauseKey: string) {
  return sql<boolean>`starts_with(${sql.ref(column)} || '.', ${clauseKey} || '.')`;
}

/** The same of a key that was read already. */
export function isUnderClause(key: string | null, clauseKey: string): boolean {
  return key !== null && `${key}.`.startsWith(`${clauseKey}.`);
}

/** Dispatched tasks that were not withdrawn, each one fact, with what they are grouped by. */
function dispatchedTasks(db: TenantDb, scope: TaskScope) {
  let query = db
    .selectFrom('tasks as t')
    .select(['t.id as fact_id', 't.lead_organisation_id as organisation_id', 't.lead_body_id as body_id'])
    .select([sql<string>`'task'`.as('fact_kind'), sql<number>`1`.as('amount')])
    .select([clauseGroup('t.clause_key', scope.groupDepth).as('clause_group'), 't.directive_id', 't.due_on', 't.state'])
    .where('t.state', 'not in', ['draft', 'withdrawn']);
  if (scope.directiveId) query = query.where('t.directive_id', '=', scope.directiveId);
  if (scope.clauseGroup) query = query.where(clauseGroup('t.clause_key', scope.groupDepth), '=', scope.clauseGroup);
  if (scope.clauseKey) query = query.where(underClause('t.clause_key', scope.clauseKey));
  if (scope.bodyId) query = query.where('t.lead_body_id', '=', scope.bodyId);
  if (scope.hard) query = query.where('t.hardness', '=', 'hard');
  if (scope.dueOn) query = query.where('t.due_on', '=', scope.dueOn);
  return query;
}

/** Declares a figure over dispatched tasks: `counted` says which of them are in the numerator. */
function taskFigure(
  about: Pick<FigureDefinition, 'id' | 'name' | 'meaning' | 'unit'>,
  counted: (today: string) => ReturnType<typeof sql<boolean>>,
  due?: (today: string) => ReturnType<typeof sql<boolean>>,
): FigureDefinition<TaskScope> {
  return figure<TaskScope>({
    ...about,
    version: 1,
    permission: 'task.read',
    args: TaskScope,
    facts(db, scope, { today }) {
      const tasks = dispatchedTasks(db, scope).select(counted(today).as('in_numerator'));
      return (due ? tasks.where(due(today)) : tasks) as never;
    },
  });
}

export const tasksDispatched = taskFigure(
  {
    id: 'tasks.dispatched',
    unit: 'count',
    name: { zh: '已下发任务', en: 'Tasks dispatched' },
    meaning: { zh: '已下发且未撤回的任务', en: 'Tasks dispatched and not withdrawn' },
  },
  () => sql<boolean>`true`,
);

export const tasksClosed = taskFigure(
  {
    id: 'tasks.closed',
    unit: 'ratio',
    name: { zh: '销号率', en: 'Closed out' },
    meaning: { zh: '已销号任务 ÷ 已下发且未撤回的任务', en: 'Tasks closed out ÷ tasks dispatched and not withdrawn' },
  },
  () => sql<boolean>`t.state = 'closed'`,
);

export const tasksLate = taskFigure(
  {
    id: 'tasks.late',
    unit: 'count',
    name: { zh: '逾期未完成', en: 'Late' },
    meaning: {
      zh: '完成时限早于今天且尚未销号的任务（提交待核验的也在内）',
      en: 'Due before today and not closed out, those waiting for verification included',
    },
  },
  (today) => lateOn(today),
);

export const tasksUnsubmitted = taskFigure(
  {
    id: 'tasks.unsubmitted',
    unit: 'count',
    name: { zh: '逾期未提交', en: 'Late and not submitted' },
    meaning: {
      zh: '完成时限早于今天、还没有提交核验的任务（已提交待核验的不在内）',
      en: 'Due before today and not submitted, those waiting for verification left out',
    },
  },
  (today) => sql<boolean>`(${lateOn(today)} and t.state <> 'submitted')`,
);

export const tasksDueSoon = taskFigure(
  {
    id: 'tasks.dueSoon',
    unit: 'count',
    name: { zh: '十日内到期', en: 'Due within ten days' },
    meaning: {
      zh: '从今天起十天内到期且尚未销号的任务',
      en: 'Due within the ten days from today on and not closed out',
    },
  },
  (today) => sql<boolean>`${isOpen} and t.due_on between ${today}::date and ${today}::date + 10`,
);

export const tasksUnacknowledged = taskFigure(
  {
    id: 'tasks.unacknowledged',
    unit: 'count',
    name: { zh: '未签收', en: 'Not acknowledged' },
    meaning: {
      zh: '已下发而牵头单位尚未签收的任务',
      en: 'Dispatched and not yet acknowledged by the lead organisation',
    },
  },
  () => sql<boolean>`t.state = 'dispatched'`,
);

export const tasksToVerify = taskFigure(
  {
    id: 'tasks.toVerify',
    unit: 'count',
    name: { zh: '待核验', en: 'Waiting for verification' },
    meaning: { zh: '已提交、等待核验人核验的任务', en: 'Submitted and waiting for a verifier' },
  },
  () => sql<boolean>`t.state = 'submitted'`,
);

/** domain.md E 4.3: done on or before the granted due date, of what was due so far. */
export const tasksOnTime = taskFigure(
  {
    id: 'tasks.onTime',
    unit: 'ratio',
    name: { zh: '按时完成率', en: 'Done on time' },
    meaning: {
      zh: '按时限（含批准的延期）完成并销号的任务 ÷ 截至昨天已到期的任务；完成日期以实际完成为准，补录不影响',
      en: 'Closed out with the work done by the due date (granted extensions included) ÷ tasks due by yesterday; the day the work was done counts, not the day it was entered',
    },
  },
  () => doneInTime,
  (today) => sql<boolean>`t.due_on < ${today}::date`,
);

export const tasksEscalated = taskFigure(
  {
    id: 'tasks.escalated',
    unit: 'count',
    name: { zh: '提级督办', en: 'Escalated' },
    meaning: { zh: '已提级督办且尚未销号的任务', en: 'Escalated and not closed out' },
  },
  () => sql<boolean>`t.escalated and ${isOpen}`,
);

/** Whose hand a task waits for: what the viewer may do decides which of these are asked. */
export const NeedsScope = TaskScope.extend({
  escalated: z.boolean(),
  extensions: z.boolean(),
  verifications: z.boolean(),
  leaderPersonId: id.nullable(),
});
export type NeedsScope = z.output<typeof NeedsScope>;

/** Open tasks that wait for the viewer; the board's list and the figure beside it ask the same. */
export function waitsForViewer(scope: NeedsScope, today: string) {
  return sql<boolean>`(${isOpen} and (
    (${scope.escalated}::boolean and t.escalated)
    or (${scope.extensions}::boolean and ${extensionPending})
    or (${scope.verifications}::boolean and t.state = 'submitted')
    or (t.leader_person_id = ${scope.leaderPersonId}::uuid and ${lateOn(today)})))`;
}

export const tasksNeedingMe = figure<NeedsScope>({
  id: 'tasks.needingMe',
  version: 1,
  unit: 'count',
  permission: 'task.read',
  name: { zh: '等我处理', en: 'Waiting for me' },
  meaning: {
    zh: '尚未销号的任务中，按我的权限等我处理的：已提级督办、待批延期、待核验，或以我为责任领导而已逾期',
    en: 'Open tasks that wait for what I may do: escalated, asking for an extension, waiting for verification, or late with me as leader in charge',
  },
  args: NeedsScope,
  facts: (db, scope, { today }) =>
    dispatchedTasks(db, scope).select(waitsForViewer(scope, today).as('in_numerator')) as never,
});

const RequirementScope = z.object({ directiveId: id.optional() });
type RequirementScope = z.output<typeof RequirementScope>;

const inForce = sql<boolean>`exists (select from requirement_revisions v where v.tenant_id = r.tenant_id
  and v.requirement_id = r.id and v.revision = r.revision and not v.dropped)`;

/**
 * Confirmed requirements that ask for something. They belong to the body that runs the document, so that a county sees the
 * figures of its own tasks and not this one.
 */
function requirementFigure(
  about: Pick<FigureDefinition, 'id' | 'name' | 'meaning' | 'unit'>,
  counted: ReturnType<typeof sql<boolean>>,
): FigureDefinition<RequirementScope> {
  return figure<RequirementScope>({
    ...about,
    version: 1,
    permission: 'directive.read',
    args: RequirementScope,
    facts(db, scope) {
      let query = db
        .selectFrom('requirements as r')
        .innerJoin('directives as d', 'd.id', 'r.directive_id')
        .select([
          sql<string>`'requirement'`.as('fact_kind'),
          'r.id as fact_id',
          'd.owner_body_id as organisation_id',
          sql<number>`1`.as('amount'),
        ])
        .select(counted.as('in_numerator'))
        // As confirmed: what is decided in a version under review is not in force yet.
        .where(inForce);
      if (scope.directiveId) query = query.where('r.directive_id', '=', scope.directiveId);
      return query as never;
    },
  });
}

const liveTask = sql`select 1 from tasks k where k.tenant_id = r.tenant_id and k.requirement_id = r.id and k.state not in ('draft', 'withdrawn')`;

export const requirementsAssigned = requirementFigure(
  {
    id: 'requirements.assigned',
    unit: 'ratio',
    name: { zh: '要求已分解', en: 'Requirements with a task' },
    meaning: {
      zh: '已有下发任务的要求 ÷ 审定后需要落实的要求（每件批示是一项；注明不下发的仍计入分母）',
      en: 'Requirements with a dispatched task ÷ confirmed requirements that ask for something (each instruction is one; those left out of the dispatch with a reason stay in the denominator)',
    },
  },
  sql<boolean>`exists (${liveTask})`,
);

export const requirementsProven = requirementFigure(
  {
    id: 'requirements.proven',
    unit: 'ratio',
    name: { zh: '要求已落实', en: 'Requirements proven' },
    meaning: {
      zh: '全部任务都已销号的要求 ÷ 审定后需要落实的要求',
      en: 'Requirements all of whose tasks are closed out ÷ confirmed requirements that ask for something',
    },
  },
  sql<boolean>`exists (${liveTask}) and not exists (${liveTask} and k.state <> 'closed')`,
);

export const boardFigures: readonly FigureDefinition<never>[] = [
  tasksDispatched,
  tasksClosed,
  tasksLate,
  tasksUnsubmitted,
  tasksDueSoon,
  tasksUnacknowledged,
  tasksToVerify,
  tasksOnTime,
  tasksEscalated,
  tasksNeedingMe,
  requirementsAssigned,
  requirementsProven,
] as unknown as readonly FigureDefinition<never>[];
