import { sql, type Updateable } from 'kysely';
import type { ActContext, ReadContext } from '../../platform/context.ts';
import type { DB } from '../../platform/database/schema.gen.ts';
import { conflict, forbidden, notFound } from '../../platform/http/problems.ts';
import { anyOf } from '../organisations/index.ts';
import { newestCiting } from './figures.ts';
import { say } from './messages.ts';
import type { PolicyState } from './shapes.ts';

type Reader = Pick<ReadContext, 'db'>;

const columns = [
  ...([
    'id',
    'title',
    'title_key',
    'document_number',
    'number_key',
    'issuer_name',
    'issued_on',
    'repealed_on',
  ] as const),
  ...(['directive_id', 'merged_into', 'completed_at', 'version', 'recorded_at'] as const),
] as const;

export interface PolicyRow {
  id: string;
  title: string;
  title_key: string;
  document_number: string | null;
  number_key: string;
  issuer_name: string;
  issued_on: string | null;
  repealed_on: string | null;
  directive_id: string | null;
  merged_into: string | null;
  completed_at: string | null;
  version: number;
  recorded_at: string;
}

/** What is known of a document: by whom it was cited alone, or what it is and where its text lies. */
export function stateOfPolicy(row: Pick<PolicyRow, 'merged_into' | 'completed_at' | 'directive_id'>): PolicyState {
  if (row.merged_into !== null) return 'merged';
  return row.completed_at === null && row.directive_id === null ? 'stub' : 'complete';
}

/** @throws Problem forbidden for the program itself: what is registered has a person behind it */
export function accountOf(context: ActContext): string {
  if (context.actor.accountId === '') throw forbidden(say.accountNeeded());
  return context.actor.accountId;
}

/** @param held for the act: whoever else changes this entry waits. @throws Problem notFound */
export async function policyOf({ db }: Reader, policyId: string, held?: 'held'): Promise<PolicyRow> {
  let query = db.selectFrom('upstream_policies').select(columns).where('id', '=', policyId);
  if (held) query = query.forNoKeyUpdate();
  const row = await query.executeTakeFirst();
  if (!row) throw notFound(say.notFound());
  return row;
}

/** An entry that an act may change. @throws Problem notFound, or a conflict where it is another one's double */
export async function livePolicy(context: Reader, policyId: string, held?: 'held'): Promise<PolicyRow> {
  const policy = await policyOf(context, policyId, held);
  if (policy.merged_into !== null) throw conflict(say.merged());
  return policy;
}

/** Every entry that is no double, for matching. */
export function livePolicies({ db }: Reader): Promise<PolicyRow[]> {
  return db.selectFrom('upstream_policies').select(columns).where('merged_into', 'is', null).orderBy('id').execute();
}

const pageSize = 50;

/** A page of entries that are no doubles, by the order in which they came to be known, the newest first. */
export async function listPolicies(
  { db }: Reader,
  { search, state, cursor }: { search?: string; state?: PolicyState; cursor?: string },
): Promise<{ rows: PolicyRow[]; next: string | null }> {
  let query = db
    .selectFrom('upstream_policies')
    .select(columns)
    .orderBy('id', 'desc')
    .limit(pageSize + 1);
  query = query.where('merged_into', state === 'merged' ? 'is not' : 'is', null);
  if (state === 'stub') query = query.where('completed_at', 'is', null).where('directive_id', 'is', null);
  if (state === 'complete')
    query = query.where((or) => or.or([or('completed_at', 'is not', null), or('directive_id', 'is not', null)]));
  if (search) {
    const pattern = `%${search.replace(/[\\%_]/g, '\\$&')}%`;
    query = query.where((any) =>
      any.or([
        any('title', 'ilike', pattern),
        any('document_number', 'ilike', pattern),
        any('issuer_name', 'ilike', pattern),
      ]),
    );
  }
  if (cursor) query = query.where('id', '<', cursor);
  const found = await query.execute();
  const rows = found.slice(0, pageSize);
  return { rows, next: found.length > pageSize ? (rows.at(-1)?.id ?? null) : null };
}

/** Writes an entry where it is still as it was seen. @throws Problem conflict where it is not */
export async function writePolicy(
  context: ActContext,
  policyId: string,
  seen: number,
  change: Updateable<DB['upstream_policies']>,
): Promise<number> {
  const row = await context.db
    .updateTable('upstream_policies')
    .set({ ...change, version: seen + 1 })
    .where('id', '=', policyId)
    .where('version', '=', seen)
    .returning('version')
    .executeTakeFirst();
  if (!row) throw conflict(say.changedMeanwhile());
  return row.version;
}

/** The entries that are this one or were merged into it: citations name what they were registered as. */
export async function withDoubles({ db }: Reader, policyId: string): Promise<string[]> {
  const rows = await db.selectFrom('upstream_policies').select('id').where('merged_into', '=', policyId).execute();
  return [policyId, ...rows.map((row) => row.id)];
}

/** Places where a document is cited, of the newest version that was registered, in the order of ours. */
export async function citationsOf(context: Reader, policyId: string) {
  const ids = await withDoubles(context, policyId);
  return context.db
    .selectFrom('upstream_citations as c')
    .innerJoin(newestCiting(context.db).as('newest'), 'newest.version_id', 'c.version_id')
    .innerJoin('directives as d', 'd.id', 'c.directive_id')
    .select(['c.id', 'c.directive_id', 'c.version_id', 'c.clause_key', 'c.title', 'c.document_number', 'c.start_at'])
    .select('d.title as directive_title')
    .where('c.policy_id', '=', anyOf(ids))
    .where('d.withdrawn_at', 'is', null)
    .orderBy('d.issued_on', 'desc')
    .orderBy('d.id')
    .orderBy('c.start_at')
    .execute();
}

/** Titles of documents that were not withdrawn, by id. */
export async function titlesOf({ db }: Reader, ids: readonly string[]): Promise<Map<string, string>> {
  if (ids.length === 0) return new Map();
  const rows = await db
    .selectFrom('directives')
    .select(['id', 'title'])
    .where('id', '=', anyOf(ids))
    .where('withdrawn_at', 'is', null)
    .execute();
  return new Map(rows.map((row) => [row.id, row.title]));
}

/** Imported documents with the words that they are matched by. */
export function importedDocuments({ db }: Reader) {
  return db
    .selectFrom('directives')
    .select(['id', 'title', 'document_number'])
    .where('withdrawn_at', 'is', null)
    .where('kind', 'not in', ['taskTable', 'instruction'])
    .orderBy('id', 'desc')
    .execute();
}

/** The bodies that a sheet may be about: that of each linked document, and those that lead a task of a linked requirement. */
export async function bodiesLinked({ db }: Reader, upstreamDirectiveId: string): Promise<string[]> {
  const rows = await db
    .selectFrom('upstream_links as l')
    .innerJoin('directives as d', 'd.id', 'l.directive_id')
    .leftJoin('tasks as t', (join) =>
      join.onRef('t.requirement_id', '=', 'l.requirement_id').on('t.state', 'not in', ['draft', 'withdrawn']),
    )
    .distinct()
    .select(['d.owner_body_id', 't.lead_body_id'])
    .where('l.upstream_directive_id', '=', upstreamDirectiveId)
    .where('l.state', '=', 'confirmed')
    .execute();
  return [...new Set(rows.flatMap((row) => [row.owner_body_id, row.lead_body_id]))].filter((id) => id !== null);
}

/** Whether anything was filled in under an entry, by any body or by this one. */
export async function isWritten({ db }: Reader, policyId: string, bodyId?: string): Promise<boolean> {
  let query = db.selectFrom('gap_entries').select('id').where('policy_id', '=', policyId).limit(1);
  if (bodyId !== undefined) query = query.where('body_id', '=', bodyId);
  return (await query.executeTakeFirst()) !== undefined;
}

/** Who did something last, by name. */
export async function accountNames({ db }: Reader, ids: readonly string[]): Promise<Map<string, string>> {
  if (ids.length === 0) return new Map();
  const rows = await db
    .selectFrom('accounts')
    .select(['id', 'display_name'])
    .where('id', '=', sql<string>`any(${[...new Set(ids)]}::uuid[])`)
    .execute();
  return new Map(rows.map((row) => [row.id, row.display_name]));
}
