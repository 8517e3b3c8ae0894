import { type Selectable, sql, type Updateable } from 'kysely';
import type { ActContext } from '../../platform/context.ts';
import { chunksOf } from '../../platform/database/chunks.ts';
import type { TenantDb } from '../../platform/database/connections.ts';
import type { DB } from '../../platform/database/schema.gen.ts';
import { searchWords } from '../../platform/search/words.ts';
import type { Act } from './acts.ts';
import { foldActs, type Span, spansOf, type TaskSummary } from './fold.ts';

export type StoredTask = NonNullable<Awaited<ReturnType<typeof findTask>>>;

const selectTask = (db: TenantDb, taskId: string) =>
  db
    .selectFrom('tasks')
    .select(['id', 'directive_id', 'requirement_id', 'requirement_revision', 'clause_key', 'dispatch_id', 'series_id'])
    .select(['period', 'action', 'standard', 'hardness', 'quantity', 'evidence_demand', 'state', 'due_on', 'version'])
    .select(['supervision_mode', 'supervision_object', 'evidence_expected'])
    .select([
      'lead_organisation_id',
      'lead_body_id',
      'accountable_person_id',
      'leader_person_id',
      'revision',
      'last_seq',
    ])
    .where('id', '=', taskId);

export async function findTask(db: TenantDb, taskId: string) {
  return (await selectTask(db, taskId).executeTakeFirst()) ?? null;
}

/** The task, held until the act is done: acts on one task happen one after the other. */
export async function lockTask(context: ActContext, taskId: string): Promise<StoredTask | null> {
  return (await selectTask(context.db, taskId).forUpdate().executeTakeFirst()) ?? null;
}

/** The organisations a task concerns: its lead first, then the supporters. Of a draft, the issuing body alone. */
export async function organisationsOfTask(
  db: TenantDb,
  taskId: string,
): Promise<{ lead: string[]; parties: string[] }> {
  const supporters = db
    .selectFrom('task_parties as p')
    .select(sql<string[]>`coalesce(array_agg(p.organisation_id order by p.organisation_id), '{}')`.as('ids'))
    .where('p.task_id', '=', sql.ref<string>('t.id'));
  const row = await db
    .selectFrom('tasks as t')
    .innerJoin('directives as d', 'd.id', 't.directive_id')
    .select(['t.state', 't.lead_organisation_id', 'd.owner_body_id'])
    .select(sql<string[]>`(${supporters})`.as('supporters'))
    .where('t.id', '=', taskId)
    .executeTakeFirst();
  if (!row) return { lead: [], parties: [] };
  if (row.state === 'draft') return { lead: [row.owner_body_id], parties: [row.owner_body_id] };
  return { lead: [row.lead_organisation_id], parties: [row.lead_organisation_id, ...row.supporters] };
}

export async function supportersOf(db: TenantDb, taskId: string): Promise<string[]> {
  const rows = await db
    .selectFrom('task_parties')
    .select('organisation_id')
    .where('task_id', '=', taskId)
    .orderBy('organisation_id')
    .execute();
  return rows.map((row) => row.organisation_id);
}

/** A timeline row with who did it; `Act` is what the fold needs of it. */
export type StoredAct = Act & { accountName: string; organisationId: string | null; impliedBy: string | null };

export async function actsOf(db: TenantDb, taskId: string): Promise<StoredAct[]> {
  const rows = await db.selectFrom('task_acts').selectAll().where('task_id', '=', taskId).orderBy('seq').execute();
  return rows.map(asAct);
}

/** The acts of many tasks, those of one task in their order. */
export async function actsOfTasks(
  db: TenantDb,
  taskIds: readonly string[],
): Promise<{ taskId: string; act: StoredAct }[]> {
  const rows = await db
    .selectFrom('task_acts')
    .selectAll()
    .where('task_id', '=', sql<string>`any(${[...taskIds]}::uuid[])`)
    .orderBy('task_id')
    .orderBy('seq')
    .execute();
  return rows.map((row) => ({ taskId: row.task_id, act: asAct(row) }));
}

function asAct(row: Selectable<DB['task_acts']>): StoredAct {
  return {
    id: row.id,
    seq: row.seq,
    kind: row.kind,
    accountId: row.account_id,
    accountName: row.account_name,
    organisationId: row.organisation_id,
    onBehalfSource: row.on_behalf_source,
    impliedBy: row.implied_by,
    occurredOn: row.occurred_on,
    recordedAt: row.recorded_at,
    payload: row.payload,
  } as StoredAct;
}

export type UnsavedAct = Act & { organisationId: string | null; impliedBy: string | null };

export async function insertActs(
  context: ActContext,
  acts: readonly { taskId: string; act: UnsavedAct }[],
): Promise<void> {
  for (const part of chunksOf(acts)) {
    await context.db
      .insertInto('task_acts')
      .values(
        part.map(({ taskId, act }) => ({
          id: act.id,
          task_id: taskId,
          seq: act.seq,
          kind: act.kind,
          account_id: act.accountId,
          account_name: context.actor.displayName,
          organisation_id: act.organisationId,
          on_behalf_source: act.onBehalfSource,
          implied_by: act.impliedBy,
          occurred_on: act.occurredOn,
          recorded_at: act.recordedAt,
          payload: JSON.stringify(act.payload),
        })),
      )
      .execute();
  }
}

/** The columns of a task that its acts decide. */
export function summaryColumns(summary: TaskSummary) {
  return {
    state: summary.state,
    last_seq: summary.lastSeq,
    revision: summary.revision,
    requirement_revision: summary.requirementRevision,
    standard: summary.standard,
    lead_organisation_id: summary.leadOrganisationId,
    lead_body_id: summary.leadBodyId,
    accountable_person_id: summary.accountablePersonId,
    leader_person_id: summary.leaderPersonId,
    due_on: summary.dueOn,
    original_due_on: summary.originalDueOn,
    escalated: summary.escalated,
    extension_asked: summary.extensionAsked,
    finished_on: summary.finishedOn,
  };
}

export type TaskColumns = Omit<Updateable<DB['tasks']>, keyof ReturnType<typeof summaryColumns> | 'id' | 'tenant_id'>;

/** Writes what the acts add up to. @returns the new version */
export async function storeSummary(
  context: ActContext,
  taskId: string,
  { after, before, also = {} }: { after: readonly Act[]; before: readonly Act[]; also?: TaskColumns | undefined },
): Promise<number> {
  const summary = foldActs(after);
  const row = await context.db
    .updateTable('tasks')
    .set((eb) => ({ ...also, ...summaryColumns(summary), version: eb('version', '+', 1) }))
    .where('id', '=', taskId)
    .returning('version')
    .executeTakeFirstOrThrow();
  await storeSpans(context, taskId, spansOf(after), spansOf(before));
  return row.version;
}

/** Closes the span that ended and adds those that began. */
async function storeSpans(
  context: ActContext,
  taskId: string,
  spans: readonly Span[],
  before: readonly Span[],
): Promise<void> {
  const known = new Map(before.map((span) => [span.fromSeq, span]));
  for (const span of spans) {
    const stored = known.get(span.fromSeq);
    if (stored && stored.toAt === null && span.toAt !== null) {
      await context.db
        .updateTable('task_spans')
        .set({ to_on: span.toOn, to_at: span.toAt })
        .where('task_id', '=', taskId)
        .where('from_seq', '=', span.fromSeq)
        .execute();
    }
  }
  await insertSpans(
    context,
    spans.filter((span) => !known.has(span.fromSeq)).map((span) => ({ taskId, span })),
  );
}

export async function insertSpans(
  context: ActContext,
  spans: readonly { taskId: string; span: Span }[],
): Promise<void> {
  for (const part of chunksOf(spans)) {
    await context.db
      .insertInto('task_spans')
      .values(
        part.map(({ taskId, span }) => ({
          task_id: taskId,
          from_seq: span.fromSeq,
          state: span.state,
          from_on: span.fromOn,
          to_on: span.toOn,
          from_at: span.fromAt,
          to_at: span.toAt,
        })),
      )
      .execute();
  }
}

/** A task about to be stored with its first act. */
export interface NewTask {
  id: string;
  directiveId: string;
  requirementId: string;
  clauseKey: string | null;
  dispatchId: string | null;
  seriesId: string | null;
  period: string | null;
  action: string;
  hardness: string;
  supervisionMode: string | null;
  supervisionObject: string | null;
  quantities: unknown[];
  evidenceExpected: string;
  evidenceDemand: unknown;
  accountableBasis: string | null;
  remark: string;
  supporters: readonly string[];
  /** Words under which it is found besides its own. */
  foundBy: string;
  act: UnsavedAct;
}

export async function insertTasks(context: ActContext, tasks: readonly NewTask[]): Promise<void> {
  for (const part of chunksOf(tasks)) {
    await context.db
      .insertInto('tasks')
      .values(
        part.map((task) => {
          const summary = foldActs([task.act]);
          return {
            ...summaryColumns(summary),
            id: task.id,
            directive_id: task.directiveId,
            requirement_id: task.requirementId,
            clause_key: task.clauseKey,
            dispatch_id: task.dispatchId,
            series_id: task.seriesId,
            period: task.period,
            action: task.action,
            hardness: task.hardness,
            supervision_mode: task.supervisionMode,
            supervision_object: task.supervisionObject,
            quantity: task.quantities.length ? JSON.stringify(task.quantities) : null,
            evidence_expected: task.evidenceExpected,
            evidence_demand: task.evidenceDemand ? JSON.stringify(task.evidenceDemand) : null,
            accountable_basis: task.accountableBasis,
            remark: task.remark,
            recorded_at: context.now,
            words: sql<string>`to_tsvector('simple', ${searchWords(`${task.action} ${summary.standard} ${task.foundBy}`)})`,
          };
        }),
      )
      .execute();
  }
  await insertParties(
    context,
    tasks.flatMap((task) => task.supporters.map((organisationId) => ({ taskId: task.id, organisationId }))),
  );
  await insertActs(
    context,
    tasks.map((task) => ({ taskId: task.id, act: task.act })),
  );
  await insertSpans(
    context,
    tasks.flatMap((task) => spansOf([task.act]).map((span) => ({ taskId: task.id, span }))),
  );
}

export async function insertParties(
  context: ActContext,
  parties: readonly { taskId: string; organisationId: string }[],
): Promise<void> {
  for (const part of chunksOf(parties)) {
    await context.db
      .insertInto('task_parties')
      .values(
        part.map(({ taskId, organisationId }) => ({
          id: context.newId(),
          task_id: taskId,
          organisation_id: organisationId,
        })),
      )
      .execute();
  }
}

/** Makes exactly these organisations the supporters. */
export async function replaceParties(
  context: ActContext,
  taskId: string,
  organisationIds: readonly string[],
): Promise<void> {
  const before = await supportersOf(context.db, taskId);
  const gone = before.filter((id) => !organisationIds.includes(id));
  if (gone.length) {
    await context.db
      .deleteFrom('task_parties')
      .where('task_id', '=', taskId)
      .where('organisation_id', '=', sql<string>`any(${gone}::uuid[])`)
      .execute();
  }
  await insertParties(
    context,
    organisationIds.filter((id) => !before.includes(id)).map((organisationId) => ({ taskId, organisationId })),
  );
}

/** The row of the link between a task and a record of evidence that is not withdrawn, or null. */
export async function findLink(db: TenantDb, taskId: string, evidenceId: string) {
  return (
    (await db
      .selectFrom('task_evidence')
      .select('id')
      .where('task_id', '=', taskId)
      .where('evidence_id', '=', evidenceId)
      .where('withdrawing_act_id', 'is', null)
      .executeTakeFirst()) ?? null
  );
}

export async function withdrawLink(context: ActContext, linkId: string, actId: string): Promise<void> {
  await context.db.updateTable('task_evidence').set({ withdrawing_act_id: actId }).where('id', '=', linkId).execute();
}

/** The people behind accounts, for the rule that nobody verifies his own work under another name. */
export async function peopleOfAccounts(db: TenantDb, accountIds: readonly string[]): Promise<Set<string>> {
  if (accountIds.length === 0) return new Set();
  const rows = await db
    .selectFrom('accounts')
    .select('person_id')
    .where('id', '=', sql<string>`any(${[...accountIds]}::uuid[])`)
    .execute();
  return new Set(rows.flatMap((row) => row.person_id ?? []));
}
