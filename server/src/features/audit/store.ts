import { sql } from 'kysely';
import { addDays, startOfDay } from '../../platform/clock/days.ts';
import type { ReadContext } from '../../platform/context.ts';
import { readPlace, writePlace } from '../../platform/http/place.ts';

const pageSize = 50;

export interface AuditFilter {
  /** Keys of acts; null is all of them. */
  actions: readonly string[] | null;
  accountId?: string | undefined;
  account?: string | undefined;
  outcome?: string | undefined;
  /** Days of machine time in China, both included. */
  from?: string | undefined;
  until?: string | undefined;
  record?: string | undefined;
  sort?: 'at' | '-at' | undefined;
  cursor?: string | undefined;
}

/** A page of audit entries, the newest first unless asked otherwise. */
export async function listEntries(context: ReadContext, filter: AuditFilter) {
  let list = context.db
    .selectFrom('audit_entries as entry')
    .leftJoin('audit_seals as seal', 'seal.audit_id', 'entry.id')
    .select(['entry.id', 'entry.action', 'entry.account_name', 'entry.role', 'entry.outcome', 'entry.details'])
    .select(['entry.records', 'entry.machine_at', 'entry.business_at', 'seal.seq']);
  if (filter.actions) list = list.where('entry.action', '=', sql<string>`any(${[...filter.actions]}::text[])`);
  if (filter.accountId) list = list.where('entry.account_id', '=', filter.accountId);
  if (filter.account) {
    list = list.where(sql<boolean>`strpos(lower(entry.account_name), ${filter.account.trim().toLowerCase()}) > 0`);
  }
  if (filter.outcome) list = list.where('entry.outcome', '=', filter.outcome);
  if (filter.from) list = list.where('entry.machine_at', '>=', startOfDay(filter.from));
  if (filter.until) list = list.where('entry.machine_at', '<', startOfDay(addDays(filter.until, 1)));
  if (filter.record) {
    const wanted = JSON.stringify([{ id: filter.record.trim() }]);
    list = list.where(sql<boolean>`entry.records @> ${wanted}::jsonb`);
  }
  const oldestFirst = filter.sort === 'at';
  const after = readPlace(filter.cursor);
  if (after) {
    list = list.where(({ eb, refTuple, tuple }) =>
      eb(refTuple('entry.machine_at', 'entry.id'), oldestFirst ? '>' : '<', tuple(after.at, after.id)),
    );
  }
  const rows = await list
    .orderBy('entry.machine_at', oldestFirst ? 'asc' : 'desc')
    .orderBy('entry.id', oldestFirst ? 'asc' : 'desc')
    .limit(pageSize + 1)
    .execute();
  const shown = rows.slice(0, pageSize);
  const last = rows.length > pageSize ? shown.at(-1) : undefined;
  return { rows: shown, next: last ? writePlace({ at: last.machine_at, id: last.id }) : null };
}
