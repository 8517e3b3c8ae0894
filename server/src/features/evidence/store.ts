import { sql } from 'kysely';
import { rangeDays } from '../../platform/clock/days.ts';
import type { ActContext, ReadContext } from '../../platform/context.ts';
import type { TenantDb } from '../../platform/database/connections.ts';

/** One piece of evidence with its newest revision. */
export interface EvidenceRow {
  id: string;
  ownerOrganisationId: string;
  kind: 'text' | 'file' | 'documentNumber' | 'record';
  title: string;
  body: string;
  fileSha256: string | null;
  fileName: string | null;
  mediaType: string | null;
  fileSize: number | null;
  aboutFrom: string;
  aboutTo: string;
  arrivedAt: string;
  enteredBy: string;
  onBehalfSource: string | null;
  revision: number;
  version: number;
  withdrawnAt: string | null;
  withdrawnReason: string | null;
}

function selectEvidence(db: TenantDb) {
  return db
    .selectFrom('evidence as e')
    .innerJoin('evidence_revisions as r', (join) =>
      join.onRef('r.evidence_id', '=', 'e.id').onRef('r.revision', '=', 'e.revision'),
    )
    .leftJoin('files as f', 'f.sha256', 'r.file_sha256')
    .leftJoin('accounts as a', 'a.id', 'r.account_id')
    .select(['e.id', 'e.owner_organisation_id', 'e.revision', 'e.version', 'e.withdrawn_at', 'e.withdrawn_reason'])
    .select([
      'r.kind',
      'r.title',
      'r.body',
      'r.file_sha256',
      'r.file_name',
      'r.about',
      'r.arrived_at',
      'r.on_behalf_source',
    ])
    .select(['f.media_type', 'f.size', 'a.display_name']);
}

type Selected = Awaited<ReturnType<ReturnType<typeof selectEvidence>['executeTakeFirstOrThrow']>>;

function asEvidence(row: Selected): EvidenceRow {
  const about = rangeDays(row.about);
  return {
    id: row.id,
    ownerOrganisationId: row.owner_organisation_id,
    kind: row.kind as EvidenceRow['kind'],
    title: row.title,
    body: row.body,
    fileSha256: row.file_sha256,
    fileName: row.file_name,
    mediaType: row.media_type,
    fileSize: row.size === null ? null : Number(row.size),
    aboutFrom: about.from ?? '',
    aboutTo: about.to ?? '',
    arrivedAt: row.arrived_at,
    enteredBy: row.display_name ?? '',
    onBehalfSource: row.on_behalf_source,
    revision: row.revision,
    version: row.version,
    withdrawnAt: row.withdrawn_at,
    withdrawnReason: row.withdrawn_reason,
  };
}

export async function findEvidence(db: TenantDb, evidenceId: string): Promise<EvidenceRow | null> {
  const row = await selectEvidence(db).where('e.id', '=', evidenceId).executeTakeFirst();
  return row ? asEvidence(row) : null;
}

/** A record as one of its links sees it. */
export interface LinkedEvidence extends EvidenceRow {
  linkId: string;
  linkWithdrawn: boolean;
  /** The act of the task that brought it. */
  linkingActId: string;
  /** Revisions of the record and of the task when it was linked. */
  linkedRevision: number;
  linkedTaskRevision: number;
}

/** The evidence linked to a task, withdrawn links and records included and marked, in the order of arrival. */
export async function evidenceOfTask(db: TenantDb, taskId: string): Promise<LinkedEvidence[]> {
  const rows = await selectEvidence(db)
    .innerJoin('task_evidence as l', 'l.evidence_id', 'e.id')
    .select(['l.id as link_id', 'l.withdrawing_act_id', 'l.linking_act_id', 'l.evidence_revision', 'l.task_revision'])
    .where('l.task_id', '=', taskId)
    .orderBy('r.arrived_at')
    .orderBy('e.id')
    .execute();
  return rows.map((row) => ({
    ...asEvidence(row),
    linkId: row.link_id,
    linkWithdrawn: row.withdrawing_act_id !== null,
    linkingActId: row.linking_act_id,
    linkedRevision: row.evidence_revision,
    linkedTaskRevision: row.task_revision,
  }));
}

/** The same for many tasks, by task. */
export async function evidenceOfTasks(db: TenantDb, taskIds: readonly string[]) {
  const rows = await selectEvidence(db)
    .innerJoin('task_evidence as l', 'l.evidence_id', 'e.id')
    .select(['l.task_id', 'l.withdrawing_act_id'])
    .where('l.task_id', '=', sql<string>`any(${[...taskIds]}::uuid[])`)
    .orderBy('r.arrived_at')
    .orderBy('e.id')
    .execute();
  const found = rows.map((row) => ({
    ...asEvidence(row),
    taskId: row.task_id,
    linkWithdrawn: row.withdrawing_act_id !== null,
  }));
  return Map.groupBy(found, (one) => one.taskId);
}

/** The organisations for which an evidence matters: its owner and the leads and supporters of the tasks it is linked to. */
export async function organisationsOfEvidence(db: TenantDb, evidenceId: string): Promise<string[]> {
  const owner = await db
    .selectFrom('evidence')
    .select('owner_organisation_id')
    .where('id', '=', evidenceId)
    .executeTakeFirst();
  if (!owner) return [];
  const leads = await db
    .selectFrom('task_evidence as l')
    .innerJoin('tasks as t', 't.id', 'l.task_id')
    .select('t.lead_organisation_id')
    .where('l.evidence_id', '=', evidenceId)
    .execute();
  const supporters = await db
    .selectFrom('task_evidence as l')
    .innerJoin('task_parties as p', 'p.task_id', 'l.task_id')
    .select('p.organisation_id')
    .where('l.evidence_id', '=', evidenceId)
    .execute();
  return [
    ...new Set([
      owner.owner_organisation_id,
      ...leads.map((row) => row.lead_organisation_id),
      ...supporters.map((row) => row.organisation_id),
    ]),
  ];
}

export async function tasksOfEvidence(db: TenantDb, evidenceId: string) {
  return db
    .selectFrom('task_evidence as l')
    .innerJoin('tasks as t', 't.id', 'l.task_id')
    .select(['t.id', 't.action', 't.lead_organisation_id', 'l.withdrawing_act_id'])
    .where('l.evidence_id', '=', evidenceId)
    .orderBy('t.id')
    .execute();
}

export async function revisionsOfEvidence(db: TenantDb, evidenceId: string) {
  return db
    .selectFrom('evidence_revisions')
    .select(['revision', 'title', 'arrived_at'])
    .where('evidence_id', '=', evidenceId)
    .orderBy('revision', 'desc')
    .execute();
}

/** Which of these file hashes a row names. */
export async function knownFiles(db: TenantDb, hashes: readonly string[]): Promise<Set<string>> {
  const rows = await db
    .selectFrom('files')
    .select('sha256')
    .where('sha256', '=', sql<string>`any(${[...hashes]}::text[])`)
    .execute();
  return new Set(rows.map((row) => row.sha256));
}

/** What a file that was kept is by its bytes; null where there is none. */
export async function storedType(db: TenantDb, sha256: string): Promise<string | null> {
  const row = await db.selectFrom('files').select('media_type').where('sha256', '=', sha256).executeTakeFirst();
  return row?.media_type ?? null;
}

export async function insertFile(
  context: ActContext,
  file: { sha256: string; size: number; mediaType: string },
): Promise<void> {
  await context.db
    .insertInto('files')
    .values({ sha256: file.sha256, size: String(file.size), media_type: file.mediaType, stored_at: context.now })
    .onConflict((conflict) => conflict.columns(['tenant_id', 'sha256']).doNothing())
    .execute();
}

export interface NewRevision {
  kind: EvidenceRow['kind'];
  title: string;
  body: string;
  fileSha256: string | null;
  fileName: string | null;
  about: string;
  onBehalfSource: string | null;
}

export async function insertRevision(
  context: ActContext,
  evidenceId: string,
  revision: number,
  content: NewRevision,
): Promise<void> {
  await context.db
    .insertInto('evidence_revisions')
    .values({
      id: context.newId(),
      evidence_id: evidenceId,
      revision,
      kind: content.kind,
      title: content.title,
      body: content.body,
      file_sha256: content.fileSha256,
      file_name: content.fileName,
      about: content.about,
      arrived_at: context.now,
      account_id: context.actor.accountId || null,
      on_behalf_source: content.onBehalfSource,
    })
    .execute();
}

export async function insertEvidence(
  context: ActContext,
  evidenceId: string,
  ownerOrganisationId: string,
): Promise<void> {
  await context.db
    .insertInto('evidence')
    .values({ id: evidenceId, owner_organisation_id: ownerOrganisationId, recorded_at: context.now })
    .execute();
}

/** Raises revision and version where the caller saw the present version; false where somebody was faster. */
export async function raiseRevision(context: ActContext, evidenceId: string, seenVersion: number): Promise<boolean> {
  const row = await context.db
    .updateTable('evidence')
    .set((eb) => ({ revision: eb('revision', '+', 1), version: eb('version', '+', 1) }))
    .where('id', '=', evidenceId)
    .where('version', '=', seenVersion)
    .where('withdrawn_at', 'is', null)
    .returning('id')
    .executeTakeFirst();
  return row !== undefined;
}

export async function markWithdrawn(
  context: ActContext,
  evidenceId: string,
  seenVersion: number,
  reason: string,
): Promise<boolean> {
  const row = await context.db
    .updateTable('evidence')
    .set((eb) => ({ withdrawn_at: context.now, withdrawn_reason: reason, version: eb('version', '+', 1) }))
    .where('id', '=', evidenceId)
    .where('version', '=', seenVersion)
    .where('withdrawn_at', 'is', null)
    .returning('id')
    .executeTakeFirst();
  return row !== undefined;
}

export async function insertLink(
  context: ActContext,
  link: { taskId: string; taskRevision: number; evidenceId: string; evidenceRevision: number; actId: string },
): Promise<void> {
  await context.db
    .insertInto('task_evidence')
    .values({
      id: context.newId(),
      task_id: link.taskId,
      evidence_id: link.evidenceId,
      task_revision: link.taskRevision,
      evidence_revision: link.evidenceRevision,
      linking_act_id: link.actId,
    })
    .execute();
}

/** Live evidence of a task: neither the record nor the link withdrawn. The gate of a hard task counts these. */
export async function liveEvidenceOf(context: ReadContext, taskId: string) {
  const all = await evidenceOfTask(context.db, taskId);
  return all.filter((item) => item.withdrawnAt === null && !item.linkWithdrawn);
}
