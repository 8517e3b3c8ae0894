import { sql } from 'kysely';
import type { Role } from '../../platform/access/permissions.ts';
import type { ActContext, ReadContext } from '../../platform/context.ts';
import { chunksOf } from '../../platform/database/chunks.ts';
import type { TenantDb } from '../../platform/database/connections.ts';
import { holdsOn } from '../organisations/index.ts';
import { dueRanges, type Ladder, lastDayToAcknowledge, type Rung, remindedStates } from './ladder.ts';

/** A task on a rung of which nobody was reminded yet. */
export interface UnremindedTask {
  taskId: string;
  rung: Rung;
  countsFrom: string;
  leadOrganisationId: string;
  accountablePersonId: string | null;
}

type Step = { rung: Rung; from_on: string | null; to_on: string; days: number | null };

/**
 * Every task that stands on a rung today and was not reminded of it: `rungsReached` over the whole tenant in one statement.
 * @param steps the ladder in force
 */
export async function reachedRungs(db: TenantDb, today: string, steps: Ladder): Promise<UnremindedTask[]> {
  const ranges = dueRanges(today, steps);
  const column = <K extends keyof (typeof ranges)[number]>(name: K) => ranges.map((range) => range[name]);
  const step = sql<Step>`unnest(
    ${column('rung')}::text[], ${column('from')}::date[], ${column('to')}::date[], ${column('days')}::int[]
  )`.as<'step'>(sql`step(rung, from_on, to_on, days)`);
  const { rung } = steps.unacknowledged;

  const nearDue = db
    .selectFrom('tasks as t')
    .innerJoin(step, (join) =>
      join.on(sql<boolean>`t.due_on between coalesce(step.from_on, '-infinity') and step.to_on`),
    )
    .select(['t.id', 'step.rung', sql<string>`t.due_on`.as('counts_from')])
    .select(['t.lead_organisation_id', 't.accountable_person_id'])
    .where('t.state', '=', sql<string>`any(${[...remindedStates]}::text[])`)
    .where(unreminded(db, sql.ref('step.rung'), sql.ref('t.due_on')))
    .where(sql<boolean>`coalesce(t.due_on - step.days, ${today}::date) > (${inForceSince(db)})`);
  const unacknowledged = db
    .selectFrom('tasks as t')
    .innerJoinLateral(
      (eb) =>
        eb
          .selectFrom('task_acts as a')
          .select(sql<string>`max(a.occurred_on)`.as('given_on'))
          .whereRef('a.task_id', '=', 't.id')
          .where('a.kind', 'in', ['dispatch', 'reassign'])
          .as('giving'),
      (join) => join.onTrue(),
    )
    .select(['t.id', sql<Rung>`${rung}`.as('rung'), sql<string>`giving.given_on`.as('counts_from')])
    .select(['t.lead_organisation_id', 't.accountable_person_id'])
    .where('t.state', '=', 'dispatched')
    .where(sql<boolean>`giving.given_on <= ${lastDayToAcknowledge(today, steps)}::date`)
    .where(unreminded(db, sql`${rung}`, sql.ref('giving.given_on')));
  const rows = await nearDue.unionAll(unacknowledged).orderBy('id').orderBy('rung').execute();
  return rows.map((row) => ({
    taskId: row.id,
    rung: row.rung,
    countsFrom: row.counts_from,
    leadOrganisationId: row.lead_organisation_id,
    accountablePersonId: row.accountable_person_id,
  }));
}

/** Since when organisation and due day of a task are what they are; an amendment of something else changes neither. */
function inForceSince(db: TenantDb) {
  return db
    .selectFrom('task_acts as a')
    .select(sql<string>`max(a.occurred_on)`.as('day'))
    .where('a.task_id', '=', sql.ref<string>('t.id'))
    .where('a.kind', 'in', ['dispatch', 'reassign', 'grantExtension', 'amend'])
    .where(sql<boolean>`(a.kind <> 'amend' or a.payload #> '{changes,dueOn}' is not null)`);
}

function unreminded(db: TenantDb, rung: ReturnType<typeof sql>, countsFrom: ReturnType<typeof sql>) {
  const reminder = db
    .selectFrom('reminders as r')
    .select('r.rung')
    .where('r.task_id', '=', sql.ref<string>('t.id'))
    .where(sql<boolean>`r.rung = ${rung} and r.counts_from = ${countsFrom}`);
  return sql<boolean>`not exists (${reminder})`;
}

/**
 * Notes that these tasks were reminded of.
 * @returns those that nobody else noted meanwhile
 */
export async function insertReminders(
  context: ActContext,
  tasks: readonly UnremindedTask[],
): Promise<UnremindedTask[]> {
  const rows = await context.db
    .insertInto('reminders')
    .values(
      tasks.map(({ taskId, rung, countsFrom }) => ({
        task_id: taskId,
        rung,
        counts_from: countsFrom,
        reminded_on: context.today,
        recorded_at: context.now,
      })),
    )
    .onConflict((conflict) => conflict.doNothing())
    .returning(['task_id', 'rung'])
    .execute();
  const noted = new Set(rows.map((row) => `${row.task_id} ${row.rung}`));
  return tasks.filter(({ taskId, rung }) => noted.has(`${taskId} ${rung}`));
}

/** Why somebody is told: the task is theirs, or it was escalated to them. */
export type Because = 'own' | 'escalated';

/** A reminder as it is brought to one account. */
export interface NewNotice {
  accountId: string;
  task: UnremindedTask;
  because: Because;
}

/** Who holds the task and stands above it at once is told once. */
export async function insertNotices(context: ActContext, notices: readonly NewNotice[]): Promise<void> {
  for (const part of chunksOf(notices)) {
    await context.db
      .insertInto('notices')
      .values(
        part.map(({ accountId, task, because }) => ({
          id: context.newId(),
          account_id: accountId,
          task_id: task.taskId,
          rung: task.rung,
          counts_from: task.countsFrom,
          because,
          recorded_at: context.now,
        })),
      )
      .onConflict((conflict) => conflict.doNothing())
      .execute();
  }
}

/** Open accounts that hold one of the roles on the day, by the organisation of their grant. */
export async function holdersOf(
  { db, today }: Pick<ReadContext, 'db' | 'today'>,
  roles: readonly Role[],
): Promise<Map<string, string[]>> {
  const rows = await db
    .selectFrom('grants as g')
    .innerJoin('accounts as a', 'a.id', 'g.account_id')
    .select(['g.organisation_id', 'g.account_id'])
    .distinct()
    .where('g.role', '=', sql<string>`any(${[...roles]}::text[])`)
    .where('a.closed_at', 'is', null)
    .where(holdsOn('g', today))
    .orderBy('g.account_id')
    .execute();
  return grouped(rows.map((row) => [row.organisation_id, row.account_id]));
}

/** Open accounts by the person behind them. */
export async function accountsOfPeople(db: TenantDb): Promise<Map<string, string[]>> {
  const rows = await db
    .selectFrom('accounts')
    .select(['person_id', 'id'])
    .where('person_id', 'is not', null)
    .where('closed_at', 'is', null)
    .execute();
  return grouped(rows.map((row) => [row.person_id ?? '', row.id]));
}

function grouped(pairs: readonly (readonly [string, string])[]): Map<string, string[]> {
  const groups = new Map<string, string[]>();
  for (const [key, value] of pairs) groups.set(key, [...(groups.get(key) ?? []), value]);
  return groups;
}
