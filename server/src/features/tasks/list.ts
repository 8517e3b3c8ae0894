import { sql } from 'kysely';
import type { z } from 'zod';
import { reachesNothing } from '../../platform/access/actor.ts';
import { scopesOf } from '../../platform/access/permissions.ts';
import { rangeDays } from '../../platform/clock/days.ts';
import type { ReadContext } from '../../platform/context.ts';
import type { TenantDb } from '../../platform/database/connections.ts';
import { day, id } from '../../platform/http/contract.ts';
import { invalid } from '../../platform/http/problems.ts';
import { searchQuery } from '../../platform/search/words.ts';
import { anyOf, nearestTo, organisationsById } from '../organisations/index.ts';
import { type TaskState, taskStates } from './acts.ts';
import type { tasksContract } from './contract.ts';
import { isLate, punctualityOf } from './fold.ts';
import { say } from './messages.ts';
import type { ListedTask, TaskRow } from './shapes.ts';

/** Rows of `tasks as t` that are late on the day: the SQL twin of `isLate`, held together by a test. */
export function lateOn(today: string) {
  return sql<boolean>`t.state not in ('draft', 'closed', 'withdrawn') and t.due_on < ${today}::date`;
}

/** Rows of `tasks as t` that were done in time: the SQL twin of `punctualityOf` saying `doneInTime`, held together by a test. */
export const doneInTime = sql<boolean>`coalesce(t.state = 'closed' and t.finished_on <= t.due_on, false)`;

/** Rows of `tasks as t` of which an act was entered on behalf (代录), to be marked wherever the task is shown. */
export function enteredOnBehalf(db: TenantDb) {
  const act = db
    .selectFrom('task_acts as a')
    .select('a.id')
    .where('a.task_id', '=', sql.ref<string>('t.id'))
    .where('a.on_behalf_source', 'is not', null);
  return sql<boolean>`exists (${act})`;
}

function officialName(db: TenantDb, organisation: string, today: string) {
  return db
    .selectFrom('organisation_names as n')
    .select('n.name')
    .where('n.organisation_id', '=', sql.ref<string>(organisation))
    .where('n.kind', '=', 'official')
    .where('n.superseded_at', 'is', null)
    .orderBy(nearestTo('n', today))
    .limit(1);
}

function personName(db: TenantDb, person: string, today: string) {
  return db
    .selectFrom('person_names as n')
    .select('n.name')
    .where('n.person_id', '=', sql.ref<string>(person))
    .where('n.superseded_at', 'is', null)
    .orderBy(nearestTo('n', today))
    .limit(1);
}

/** Everything a list shows of a task, in one statement. */
export function selectTaskRows(db: TenantDb, today: string) {
  const supporters = db
    .selectFrom('task_parties as p')
    .select(
      sql<
        string[]
      >`coalesce(array_agg((${officialName(db, 'p.organisation_id', today)}) order by p.organisation_id), '{}')`.as(
        'names',
      ),
    )
    .where('p.task_id', '=', sql.ref<string>('t.id'));
  const leadLives = db
    .selectFrom('organisation_existences as x')
    .select('x.id')
    .where('x.organisation_id', '=', sql.ref<string>('t.lead_organisation_id'))
    .where('x.superseded_at', 'is', null)
    .where(sql<boolean>`x.valid @> ${today}::date`);
  const decided = db
    .selectFrom('task_acts as a')
    .select('a.id')
    .where('a.task_id', '=', sql.ref<string>('t.id'))
    .where('a.kind', 'in', ['grantExtension', 'refuseExtension']);
  const newest = db
    .selectFrom('requirement_revisions as r')
    .select(sql<number>`max(r.revision)`.as('revision'))
    .where('r.requirement_id', '=', sql.ref<string>('t.requirement_id'));
  return db
    .selectFrom('tasks as t')
    .innerJoin('directives as d', 'd.id', 't.directive_id')
    .select(['t.id', 't.directive_id', 'd.title', 't.clause_key', 't.action', 't.hardness', 't.state', 't.escalated'])
    .select(['t.lead_organisation_id', 't.accountable_person_id', 't.due_on', 't.original_due_on', 't.period'])
    .select(['t.finished_on', 't.extension_asked', 't.requirement_revision', 't.version'])
    .select([
      sql<string | null>`(${officialName(db, 't.lead_organisation_id', today)})`.as('lead_name'),
      sql<string | null>`(${personName(db, 't.accountable_person_id', today)})`.as('accountable_name'),
      sql<string[]>`(${supporters})`.as('supporters'),
      sql<boolean>`exists (${leadLives})`.as('lead_lives'),
      sql<boolean>`t.extension_asked and not exists (${decided})`.as('extension_open'),
      enteredOnBehalf(db).as('entered_on_behalf'),
      sql<number | null>`(${newest})`.as('newest_revision'),
    ]);
}

type Selected = Awaited<ReturnType<ReturnType<typeof selectTaskRows>['execute']>>[number];

export function asTaskRow(row: Selected, today: string): TaskRow {
  const state = row.state as TaskState;
  const ended = state === 'closed' || state === 'withdrawn';
  const period = row.period === null ? null : rangeDays(row.period);
  return {
    id: row.id,
    directiveId: row.directive_id,
    directiveTitle: row.title,
    clauseKey: row.clause_key,
    action: row.action,
    hardness: row.hardness as TaskRow['hardness'],
    state,
    late: isLate({ state, dueOn: row.due_on }, today),
    punctuality: punctualityOf({ state, dueOn: row.due_on, finishedOn: row.finished_on }),
    escalated: row.escalated,
    lead: { id: row.lead_organisation_id, name: row.lead_name ?? '' },
    leadDissolved: !row.lead_lives,
    accountable: row.accountable_person_id ? { id: row.accountable_person_id, name: row.accountable_name ?? '' } : null,
    supporters: row.supporters,
    dueOn: row.due_on,
    originalDueOn: row.original_due_on,
    period: period?.from && period.to ? { from: period.from, to: period.to } : null,
    finishedOn: row.finished_on,
    extensionPending: row.extension_open && !ended,
    toRecheck: !ended && row.newest_revision !== null && row.newest_revision > row.requirement_revision,
    enteredOnBehalf: row.entered_on_behalf,
    version: row.version,
  };
}

/**
 * Narrows `tasks as t` to what the viewer may read, or take along: led or supported by an organisation in reach; drafts to who
 * dispatches. Who may read further than he may export, as an inspector who is also a county's clerk, exports the county's.
 */
export async function readableTasks(context: ReadContext, permission: 'task.read' | 'task.export' = 'task.read') {
  const reach = await context.reach(permission);
  const dispatches = !reachesNothing(await context.reach('task.dispatch'));
  let query = selectTaskRows(context.db, context.today);
  if (!dispatches) query = query.where('t.state', '<>', 'draft');
  if (reach.city) return query;
  const own = anyOf(reach.organisationIds);
  const supported = context.db
    .selectFrom('task_parties as mine')
    .select('mine.id')
    .where('mine.task_id', '=', sql.ref<string>('t.id'))
    .where('mine.organisation_id', '=', own);
  return query.where(sql<boolean>`(t.lead_organisation_id = ${own} or exists (${supported}))`);
}

/**
 * The organisations whose tasks are the viewer's own to do. Who dispatches to the others does what falls to the body itself and
 * to its office: the committees are its own as well, and have clerks of their own.
 */
export async function deskOf(context: ReadContext): Promise<ReadonlySet<string>> {
  const desk = new Set<string>();
  const own = context.app.scopes.of(context.tenantId);
  for (const { role, organisationId } of context.actor.roles) {
    if (!scopesOf(role, 'task.report').includes('own')) continue;
    const below = await own(organisationId, 'own');
    const dispatches = scopesOf(role, 'task.dispatch').length > 0;
    const kinds = dispatches ? await organisationsById(context, [...below]) : null;
    for (const id of below) if (!kinds || id === organisationId || kinds.get(id)?.kind === 'office') desk.add(id);
  }
  return desk;
}

type ListQuery = z.output<(typeof tasksContract)['GET /api/tasks']['query']>;

/** One page of tasks, filtered and sorted; the cursor is the place after its last row. */
export async function listTasks(
  context: ReadContext,
  asked: ListQuery,
  permission: 'task.read' | 'task.export' = 'task.read',
): Promise<{ items: ListedTask[]; next: string | null }> {
  const { today } = context;
  let query = await readableTasks(context, permission);
  const desk = asked.mine === 'true' ? await deskOf(context) : null;
  if (desk) query = query.where(ledOrSupportedBy(context.db, desk));
  const states = statesOf(asked.state);
  if (states) query = query.where('t.state', '=', sql<string>`any(${states}::text[])`);
  if (asked.late)
    query = query.where(asked.late === 'true' ? lateOn(today) : sql<boolean>`not coalesce(${lateOn(today)}, false)`);
  if (asked.escalated) query = query.where('t.escalated', '=', asked.escalated === 'true');
  if (asked.extensionPending) query = query.where(extensionPending(context.db, asked.extensionPending === 'true'));
  if (asked.organisationId) query = query.where(ledOrSupportedBy(context.db, [asked.organisationId]));
  if (asked.bodyId) query = query.where('t.lead_body_id', '=', asked.bodyId);
  if (asked.directiveId) query = query.where('t.directive_id', '=', asked.directiveId);
  if (asked.clauseKey) query = query.where('t.clause_key', '=', asked.clauseKey);
  if (asked.requirementId) query = query.where('t.requirement_id', '=', asked.requirementId);
  if (asked.accountablePersonId) query = query.where('t.accountable_person_id', '=', asked.accountablePersonId);
  if (asked.hardness) query = query.where('t.hardness', '=', asked.hardness);
  if (asked.dueFrom) query = query.where('t.due_on', '>=', asked.dueFrom);
  if (asked.dueTo) query = query.where('t.due_on', '<=', asked.dueTo);
  const search = asked.search ? searchQuery(asked.search) : null;
  if (search) query = query.where(sql<boolean>`t.words @@ to_tsquery('simple', ${search})`);

  const after = asked.cursor ? readCursor(asked.cursor) : null;
  if (asked.sort === 'newest') {
    query = query.orderBy('t.id', 'desc');
    if (after) query = query.where('t.id', '<', after.id);
  } else {
    const descending = asked.sort === '-due';
    query = query.orderBy('t.due_on', (order) => (descending ? order.desc() : order.asc()).nullsLast());
    query = query.orderBy('t.id', descending ? 'desc' : 'asc');
    if (after) query = query.where(afterDue(after, descending));
  }
  const rows = await query.limit(asked.limit + 1).execute();
  const page = rows.slice(0, asked.limit);
  const last = page.at(-1);
  return {
    items: page.map((row) => ({
      ...asTaskRow(row, today),
      part: desk && (desk.has(row.lead_organisation_id) ? 'lead' : 'support'),
    })),
    next: last && rows.length > asked.limit ? writeCursor({ due: last.due_on, id: last.id }) : null,
  };
}

function statesOf(text: string | undefined): TaskState[] | null {
  if (!text) return null;
  const asked = text.split(',');
  return taskStates.filter((state) => asked.includes(state));
}

function extensionPending(db: TenantDb, wanted: boolean) {
  const decided = db
    .selectFrom('task_acts as decision')
    .select('decision.id')
    .where('decision.task_id', '=', sql.ref<string>('t.id'))
    .where('decision.kind', 'in', ['grantExtension', 'refuseExtension']);
  const pending = sql<boolean>`t.extension_asked and t.state not in ('closed', 'withdrawn') and not exists (${decided})`;
  return wanted ? pending : sql<boolean>`not (${pending})`;
}

function ledOrSupportedBy(db: TenantDb, organisationIds: Iterable<string>) {
  const these = anyOf(organisationIds);
  const supported = db
    .selectFrom('task_parties as party')
    .select('party.id')
    .where('party.task_id', '=', sql.ref<string>('t.id'))
    .where('party.organisation_id', '=', these);
  return sql<boolean>`(t.lead_organisation_id = ${these} or exists (${supported}))`;
}

interface Cursor {
  due: string | null;
  id: string;
}

/** Rows after the cursor; undated ones come last in both directions. */
function afterDue({ due, id }: Cursor, descending: boolean) {
  const beyond = sql.raw(descending ? '<' : '>');
  if (due === null) return sql<boolean>`t.due_on is null and t.id ${beyond} ${id}`;
  return sql<boolean>`(t.due_on ${beyond} ${due}::date or (t.due_on = ${due}::date and t.id ${beyond} ${id}) or t.due_on is null)`;
}

const writeCursor = ({ due, id }: Cursor) => `${due ?? 'none'}.${id}`;

/** @throws Problem invalid when the text is no cursor of this list */
function readCursor(text: string): Cursor {
  const [due = '', last = '', ...more] = text.split('.');
  const isPlace = (due === 'none' || day.safeParse(due).success) && id.safeParse(last).success && more.length === 0;
  if (!isPlace) throw invalid(say.badCursor(), { field: 'cursor' });
  return { due: due === 'none' ? null : due, id: last };
}
