import { sql } from 'kysely';
import type { TenantDb } from '../database/connections.ts';
import type { Finding, RawFinding } from './findings.ts';

type Row = Record<string, unknown>;

/** The column in which a record says what it is called. */
const ownLabel: Record<string, string> = {
  accounts: 'username',
  channels: 'name',
  clauses: 'title',
  deliveries: 'receiver_name',
  directives: 'title',
  evidence_revisions: 'title',
  feedback: 'body',
  files: 'sha256',
  organisation_names: 'name',
  person_names: 'name',
  tasks: 'action',
  upstream_citations: 'title',
  upstream_policies: 'title',
};

/** The column by which a record without a name of its own belongs to one that has it. */
const labelledBy: readonly { column: string; table: keyof typeof lookUp }[] = [
  { column: 'task_id', table: 'tasks' },
  { column: 'policy_id', table: 'upstream_policies' },
  { column: 'evidence_id', table: 'evidence' },
  { column: 'account_id', table: 'accounts' },
  { column: 'person_id', table: 'people' },
  { column: 'organisation_id', table: 'organisations' },
  { column: 'from_id', table: 'organisations' },
  { column: 'directive_id', table: 'directives' },
  { column: 'requirement_id', table: 'requirements' },
];

/** Tables that are labelled by their own id through another table. */
const byOwnId: ReadonlySet<string> = new Set(['organisations', 'people', 'requirements', 'evidence']);

const lookUp = {
  upstream_policies: (db: TenantDb, ids: readonly string[]) =>
    db.selectFrom('upstream_policies').select(['id', 'title as label']).where('id', '=', anyOf(ids)).execute(),
  tasks: (db: TenantDb, ids: readonly string[]) =>
    db.selectFrom('tasks').select(['id', 'action as label']).where('id', '=', anyOf(ids)).execute(),
  directives: (db: TenantDb, ids: readonly string[]) =>
    db.selectFrom('directives').select(['id', 'title as label']).where('id', '=', anyOf(ids)).execute(),
  accounts: (db: TenantDb, ids: readonly string[]) =>
    db.selectFrom('accounts').select(['id', 'username as label']).where('id', '=', anyOf(ids)).execute(),
  requirements: (db: TenantDb, ids: readonly string[]) =>
    db
      .selectFrom('requirements')
      .select(['id', sql<string>`content ->> 'action'`.as('label')])
      .where('id', '=', anyOf(ids))
      .execute(),
  evidence: (db: TenantDb, ids: readonly string[]) =>
    db
      .selectFrom('evidence_revisions')
      .select(['evidence_id as id', 'title as label'])
      .where('evidence_id', '=', anyOf(ids))
      .orderBy('revision')
      .execute(),
  organisations: (db: TenantDb, ids: readonly string[]) =>
    db
      .selectFrom('organisation_names')
      .select(['organisation_id as id', 'name as label'])
      .where('organisation_id', '=', anyOf(ids))
      .where('kind', '=', 'official')
      .where('superseded_at', 'is', null)
      .orderBy('valid')
      .execute(),
  people: (db: TenantDb, ids: readonly string[]) =>
    db
      .selectFrom('person_names')
      .select(['person_id as id', 'name as label'])
      .where('person_id', '=', anyOf(ids))
      .where('superseded_at', 'is', null)
      .orderBy('valid')
      .execute(),
};

function anyOf(ids: readonly string[]) {
  return sql<string>`any(${[...ids]}::uuid[])`;
}

/** What a row is called, or the record that lends it its name. */
export function labelOf(table: string, row: Row): Pick<RawFinding, 'label' | 'of'> {
  const column = ownLabel[table];
  if (column) return { label: String(row[column] ?? '') || null };
  if (byOwnId.has(table)) return { label: null, of: { table, id: String(row.id) } };
  const lender = labelledBy.find(({ column: name }) => row[name] != null);
  return lender ? { label: null, of: { table: lender.table, id: String(row[lender.column]) } } : { label: null };
}

/** Looks up the borrowed names; a record that is gone keeps none. */
export async function withLabels(db: TenantDb, raw: readonly RawFinding[]): Promise<Finding[]> {
  const labels = new Map<string, string | null>();
  for (const table of Object.keys(lookUp) as (keyof typeof lookUp)[]) {
    const ids = [...new Set(raw.flatMap((finding) => (finding.of?.table === table ? [finding.of.id] : [])))];
    if (ids.length === 0) continue;
    for (const row of await lookUp[table](db, ids)) labels.set(`${table} ${row.id}`, row.label);
  }
  return raw.map(({ of, ...finding }) => ({
    ...finding,
    label: finding.label ?? (of ? (labels.get(`${of.table} ${of.id}`) ?? null) : null),
  }));
}
