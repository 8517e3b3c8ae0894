import { sql } from 'kysely';
import { dayOf } from '../../platform/clock/days.ts';
import type { ActContext } from '../../platform/context.ts';
import type { TenantDb } from '../../platform/database/connections.ts';

export async function allOrganisations(db: TenantDb): Promise<{ id: string; bodyId: string }[]> {
  const rows = await db.selectFrom('organisations').select(['id', 'body_id']).orderBy('id').execute();
  return rows.map((row) => ({ id: row.id, bodyId: row.body_id }));
}

/** The document that this very file became, unless it was withdrawn. */
export async function importedBefore(
  db: TenantDb,
  sha256: string,
): Promise<{ directiveId: string; title: string; importedOn: string } | null> {
  const row = await db
    .selectFrom('directive_versions as v')
    .innerJoin('directives as d', 'd.id', 'v.directive_id')
    .select(['d.id', 'd.title', 'd.recorded_at'])
    .where('v.file_sha256', '=', sha256)
    .where('d.kind', '=', 'taskTable')
    .where('d.withdrawn_at', 'is', null)
    .orderBy('d.recorded_at')
    .limit(1)
    .executeTakeFirst();
  return row ? { directiveId: row.id, title: row.title, importedOn: dayOf(row.recorded_at) } : null;
}

const spreadsheet = 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet';

/** Gives a kept file its row and holds it, so that two imports of one file happen one after the other. */
export async function nameFile(context: ActContext, sha256: string, size: number): Promise<void> {
  await context.db
    .insertInto('files')
    .values({ sha256, size: String(size), media_type: spreadsheet, stored_at: context.now })
    .onConflict((same) => same.columns(['tenant_id', 'sha256']).doNothing())
    .execute();
  await context.db
    .selectFrom('files')
    .select(sql<number>`1`.as('held'))
    .where('sha256', '=', sha256)
    .forUpdate()
    .execute();
}

/** The clauses of a version in the order of the document. */
export async function clausesOf(db: TenantDb, versionId: string) {
  const rows = await db
    .selectFrom('clauses')
    .select(['key', 'parent_key', 'number', 'title', 'kind', 'start_at', 'end_at'])
    .where('version_id', '=', versionId)
    .orderBy('position')
    .execute();
  return rows.map((row) => ({
    ...{ key: row.key, parentKey: row.parent_key, number: row.number, title: row.title, kind: row.kind },
    ...{ start: row.start_at, end: row.end_at },
  }));
}

/** The timelines of many tasks. */
export async function actsOfTasks(db: TenantDb, taskIds: readonly string[]) {
  const rows = await db
    .selectFrom('task_acts')
    .select([
      'id',
      'task_id',
      'seq',
      'kind',
      'account_name',
      'organisation_id',
      'on_behalf_source',
      'occurred_on',
      'recorded_at',
      'payload',
    ])
    .where('task_id', '=', sql<string>`any(${[...taskIds]}::uuid[])`)
    .orderBy('seq')
    .execute();
  const acts = rows.map((row) => ({
    ...{
      id: row.id,
      taskId: row.task_id,
      seq: row.seq,
      kind: row.kind,
      by: row.account_name,
      organisationId: row.organisation_id,
    },
    ...{ onBehalfSource: row.on_behalf_source, occurredOn: row.occurred_on, recordedAt: row.recorded_at },
    payload: row.payload as Record<string, unknown>,
  }));
  return Map.groupBy(acts, (act) => act.taskId);
}

/** The bodies within which tasks of a document are led, drafts left out: nothing was sent to those yet. */
export async function bodiesWithTasks(db: TenantDb, directiveId: string): Promise<string[]> {
  const rows = await db
    .selectFrom('tasks')
    .select('lead_body_id')
    .distinct()
    .where('directive_id', '=', directiveId)
    .where('state', '<>', 'draft')
    .orderBy('lead_body_id')
    .execute();
  return rows.map((row) => row.lead_body_id);
}

/** The dispatches of a document in their order, each with the preview that was confirmed. */
export async function dispatchesOf(db: TenantDb, directiveId: string) {
  const rows = await db
    .selectFrom('dispatches as d')
    .innerJoin('accounts as a', 'a.id', 'd.account_id')
    .select(['d.id', 'd.version_id', 'd.occurred_on', 'd.recorded_at', 'd.preview', 'a.display_name'])
    .where('d.directive_id', '=', directiveId)
    .orderBy('d.recorded_at')
    .orderBy('d.id')
    .execute();
  return rows.map((row) => ({
    id: row.id,
    versionId: row.version_id,
    by: row.display_name,
    occurredOn: row.occurred_on,
    recordedAt: row.recorded_at,
    preview: row.preview as unknown,
  }));
}
