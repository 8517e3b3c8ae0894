import { sql } from 'kysely';
import type { ReadContext } from '../../platform/context.ts';
import type { TenantDb } from '../../platform/database/connections.ts';
import { notFound } from '../../platform/http/problems.ts';
import type { RequirementContent } from './content.ts';
import type { Audience, DecisionState, DirectiveKind } from './contract.ts';
import type { Reason } from './evidence-spans.ts';
import { say } from './messages.ts';
import type { ReadingNote } from './reading-worker.ts';
import {
  type DirectiveState,
  type RequirementAct,
  type RequirementActKind,
  type StoredDecision,
  stateOf,
} from './rules.ts';

export interface DirectiveRow {
  id: string;
  kind: DirectiveKind;
  title: string;
  issuer_name: string;
  owner_body_id: string;
  document_number: string | null;
  issued_on: string;
  horizon: string;
  audience: Audience;
  sample: boolean;
  version: number;
  recorded_at: string;
  recorded_by: string;
  withdrawn_at: string | null;
}

export interface VersionRow {
  id: string;
  number: number;
  version: number;
  format: string;
  recorded_at: string;
  confirmed_at: string | null;
  confirmed_by: string | null;
}

/** A document with its versions, newest first, and where it stands. */
export interface Standing {
  directive: DirectiveRow;
  current: VersionRow;
  confirmed: VersionRow | null;
  state: DirectiveState;
}

/** What the reader found besides clauses and requirements, kept with the version. */
export interface Reading {
  leftOut: {
    start: number;
    end: number;
    reason: 'advertisement' | 'pageNumber' | 'navigation' | 'watermark' | 'runningHead';
  }[];
  problems: { start: number; end: number }[];
  /** A reading of before numbers were kept has none. */
  references: { start: number; end: number; title: string; number?: string | null; role: string }[];
  /** Why the reader believes what it proposed, by requirement. */
  reasons: Record<string, Reason[]>;
  /** The text differs so much from the version before that what only changed was not looked for. */
  unpaired?: boolean;
  notes: ReadingNote[];
}

export interface ClauseRow {
  key: string;
  parent_key: string | null;
  position: number;
  level: number;
  number: string;
  title: string;
  kind: 'heading' | 'content' | 'tableRow';
  start_at: number;
  end_at: number;
  scope_end: number;
}

export interface RequirementRow {
  id: string;
  directive_id: string;
  version_id: string;
  clause_key: string | null;
  position: number;
  start_at: number;
  end_at: number;
  proposal: RequirementContent | null;
  content: RequirementContent;
  confidence: number | null;
  decision: StoredDecision;
  reason: string | null;
  revision: number;
  last_seq: number;
  version: number;
  recorded_at: string;
}

export interface ActRow {
  id: string;
  requirement_id: string;
  seq: number;
  kind: RequirementActKind;
  account_id: string;
  occurred_on: string;
  recorded_at: string;
  /** The act that an undo or redo is about. */
  of: string | null;
  /** The acts of a version that was given up by this one. */
  takesBack: string[] | null;
}

/** An act with its person and the step it belongs to. */
export type StoredAct = RequirementAct & { id: string; accountId: string; together?: string };

/** `= any(…)` over ids, one statement text whatever their number. */
export const anyOf = (ids: readonly string[]) => sql<string>`any(${[...ids]}::uuid[])`;

/**
 * The document and where it stands.
 * @param held for the act: whoever else acts on this document waits, so that the steps of a version have one order; rows that
 *   only name the document do not wait
 * @throws Problem notFound
 */
export async function standingOf(db: TenantDb, directiveId: string, held?: 'held'): Promise<Standing> {
  let query = db.selectFrom('directives').selectAll().where('id', '=', directiveId);
  if (held) query = query.forNoKeyUpdate();
  const directive = (await query.executeTakeFirst()) as DirectiveRow | undefined;
  if (!directive) throw notFound(say.notFound());
  const versions = await db
    .selectFrom('directive_versions')
    .select(['id', 'number', 'version', 'format', 'recorded_at', 'confirmed_at', 'confirmed_by'])
    .where('directive_id', '=', directiveId)
    .orderBy('number', 'desc')
    .execute();
  const current = versions[0];
  if (!current) throw new Error(`Directive ${directiveId} has no version`);
  return {
    directive,
    current,
    confirmed: versions.find((version) => version.confirmed_at) ?? null,
    state: stateOf({
      withdrawn: directive.withdrawn_at !== null,
      number: current.number,
      confirmed: current.confirmed_at !== null,
    }),
  };
}

export async function versionText(db: TenantDb, versionId: string): Promise<{ text: string; reading: Reading }> {
  const row = await db
    .selectFrom('directive_versions')
    .select(['text', 'reading'])
    .where('id', '=', versionId)
    .executeTakeFirstOrThrow();
  return { text: row.text, reading: readingOf(row.reading) };
}

/** What the reader found, without the text. */
export async function versionReading(db: TenantDb, versionId: string): Promise<Reading> {
  const row = await db
    .selectFrom('directive_versions')
    .select('reading')
    .where('id', '=', versionId)
    .executeTakeFirstOrThrow();
  return readingOf(row.reading);
}

/** Readings of before notes carried words keep their keys alone, and none of before told how many lines it kept back. */
function readingOf(stored: unknown): Reading {
  type Kept = Omit<ReadingNote, 'untold'> & { untold?: number };
  const reading = stored as Omit<Reading, 'notes'> & { notes: (Kept | ReadingNote['key'])[] };
  return {
    ...reading,
    notes: reading.notes.map((note) =>
      typeof note === 'string' ? { key: note, words: [], untold: 0 } : { ...note, untold: note.untold ?? 0 },
    ),
  };
}

export async function clauseRows(db: TenantDb, versionId: string): Promise<ClauseRow[]> {
  const rows = await db
    .selectFrom('clauses')
    .select(['key', 'parent_key', 'position', 'level', 'number', 'title', 'kind', 'start_at', 'end_at', 'scope_end'])
    .where('version_id', '=', versionId)
    .orderBy('position')
    .execute();
  return rows as ClauseRow[];
}

/** The requirements of a document, in its order, without those that are gone. They always belong to its newest version. */
export async function requirementRows(db: TenantDb, directiveId: string): Promise<RequirementRow[]> {
  const rows = await allRequirementRows(db, directiveId);
  return rows.filter((row) => row.decision !== 'gone');
}

/** The same with those that are gone: one of them may have been asked of somebody by an earlier version. */
export async function allRequirementRows(db: TenantDb, directiveId: string): Promise<RequirementRow[]> {
  const rows = await db
    .selectFrom('requirements')
    .selectAll()
    .where('directive_id', '=', directiveId)
    .orderBy('start_at')
    .orderBy('position')
    .orderBy('id')
    .execute();
  return rows as RequirementRow[];
}

/** A requirement as one version holds it. */
export interface HeldRequirement {
  id: string;
  clauseKey: string | null;
  start: number;
  end: number;
  content: RequirementContent;
  decision: DecisionState;
  reason: string | null;
  revision: number;
  recordedAt: string;
}

/**
 * The requirements of a version in its order: those that were kept when the next one was begun, and of the newest version
 * what they are now. An earlier one that kept nothing had none, or is of before anything was kept and had the text of the next
 * one: either way it had what that one has, but for what came only then.
 */
export async function heldRequirements(
  db: TenantDb,
  directiveId: string,
  versionId: string,
): Promise<HeldRequirement[]> {
  const kept = await db
    .selectFrom('version_requirements as k')
    .innerJoin('requirements as r', 'r.id', 'k.requirement_id')
    .select(['r.id', 'k.clause_key', 'k.start_at', 'k.end_at', 'k.content', 'k.decision', 'k.reason', 'r.revision'])
    .select('r.recorded_at')
    .where('k.version_id', '=', versionId)
    .orderBy('k.start_at')
    .orderBy('k.position')
    .execute();
  const next = kept.length > 0 ? null : await versionAfter(db, directiveId, versionId);
  if (next) {
    const later = await heldRequirements(db, directiveId, next.id);
    return later.filter((one) => Date.parse(one.recordedAt) < Date.parse(next.recorded_at));
  }
  const rows = kept.length > 0 ? kept : await requirementRows(db, directiveId);
  return rows.map((row) => ({
    ...{ id: row.id, clauseKey: row.clause_key, start: row.start_at, end: row.end_at },
    ...{ content: row.content as RequirementContent, decision: row.decision as DecisionState },
    ...{ reason: row.reason, revision: row.revision, recordedAt: row.recorded_at },
  }));
}

async function versionAfter(db: TenantDb, directiveId: string, versionId: string) {
  const versions = await db
    .selectFrom('directive_versions')
    .select(['id', 'recorded_at'])
    .where('directive_id', '=', directiveId)
    .orderBy('number')
    .execute();
  return versions[versions.findIndex((version) => version.id === versionId) + 1] ?? null;
}

/** Requirements by id, those that are gone among them. */
export async function requirementsById(db: TenantDb, ids: readonly string[]): Promise<RequirementRow[]> {
  const rows = await db.selectFrom('requirements').selectAll().where('id', '=', anyOf(ids)).execute();
  return rows as RequirementRow[];
}

/** Requirements by id, locked against a second decider; always in one order, so that two bulk decisions cannot block each other. */
export async function lockRequirements(db: TenantDb, ids: readonly string[]): Promise<RequirementRow[]> {
  const rows = await db
    .selectFrom('requirements')
    .selectAll()
    .where('id', '=', anyOf(ids))
    .orderBy('id')
    .forUpdate()
    .execute();
  return rows as RequirementRow[];
}

/** The timeline of requirements without what was said in it, in order. */
export async function actRows(db: TenantDb, requirementIds: readonly string[]): Promise<Map<string, ActRow[]>> {
  const rows = await db
    .selectFrom('requirement_acts')
    .select(['id', 'requirement_id', 'seq', 'kind', 'account_id', 'occurred_on', 'recorded_at'])
    .select(sql<string | null>`payload ->> 'of'`.as('of'))
    .select(sql<string[] | null>`payload -> 'takesBack'`.as('takesBack'))
    .where('requirement_id', '=', anyOf(requirementIds))
    .orderBy('requirement_id')
    .orderBy('seq')
    .execute();
  return Map.groupBy(rows as ActRow[], (row) => row.requirement_id);
}

/** The acts themselves, for a fold. */
export async function fullActs(db: TenantDb, requirementIds: readonly string[]): Promise<Map<string, StoredAct[]>> {
  const rows = await db
    .selectFrom('requirement_acts')
    .select(['id', 'requirement_id', 'kind', 'account_id', 'payload'])
    .where('requirement_id', '=', anyOf(requirementIds))
    .orderBy('requirement_id')
    .orderBy('seq')
    .execute();
  const acts = Map.groupBy(rows, (row) => row.requirement_id);
  return new Map(
    [...acts].map(([id, own]) => [
      id,
      own.map(
        (row) => ({ ...(row.payload as object), id: row.id, kind: row.kind, accountId: row.account_id }) as StoredAct,
      ),
    ]),
  );
}

export async function accountNames(db: TenantDb, ids: readonly string[]): Promise<Map<string, string>> {
  const rows = await db
    .selectFrom('accounts')
    .select(['id', 'display_name'])
    .where('id', '=', anyOf([...new Set(ids)]))
    .execute();
  return new Map(rows.map((row) => [row.id, row.display_name]));
}

/** The newest frozen revision of each requirement that has one. */
export async function newestRevisions(db: TenantDb, requirementIds: readonly string[]) {
  const rows = await db
    .selectFrom('requirement_revisions')
    .distinctOn('requirement_id')
    .select(['requirement_id', 'revision', 'version_id', 'dropped', 'content'])
    .where('requirement_id', '=', anyOf(requirementIds))
    .orderBy('requirement_id')
    .orderBy('revision', 'desc')
    .execute();
  return new Map(rows.map((row) => [row.requirement_id, { ...row, content: row.content as RequirementContent }]));
}

/**
 * Whose documents a caller with this reach sees: those of his bodies, and those under which an organisation of his has a
 * task. The tasks are read by their table because they lie downstream of this feature.
 */
export function withinReach(organisationIds: ReadonlySet<string>) {
  const ids = anyOf([...organisationIds]);
  return sql<boolean>`(owner_body_id = ${ids} or exists (
    select from tasks where tasks.tenant_id = directives.tenant_id and tasks.directive_id = directives.id
      and tasks.state <> 'draft' and (tasks.lead_organisation_id = ${ids} or tasks.lead_body_id = ${ids})))`;
}

/** The organisations that a document concerns: its body and, once dispatched, those that have a task under it. */
export async function concernedBy(context: ReadContext, directiveId: string): Promise<string[]> {
  const directive = await context.db
    .selectFrom('directives')
    .select('owner_body_id')
    .where('id', '=', directiveId)
    .executeTakeFirst();
  if (!directive) return [];
  const leads = await context.db
    .selectFrom('tasks')
    .distinct()
    .select(['lead_organisation_id', 'lead_body_id'])
    .where('directive_id', '=', directiveId)
    .where('state', '<>', 'draft')
    .execute();
  return [
    ...new Set([directive.owner_body_id, ...leads.flatMap((row) => [row.lead_organisation_id, row.lead_body_id])]),
  ];
}
