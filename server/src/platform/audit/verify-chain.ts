import { sql } from 'kysely';
import type { TenantDb } from '../database/connections.ts';
import { type AuditEntry, chainStart, sealedColumns, sealHash } from './chain.ts';
import type { FoundAct, RawFinding } from './findings.ts';

const batch = 1000;

interface ChainResult {
  entries: number;
  head: { seq: number; hash: string } | null;
}

/** Walks the chain from its beginning: places, links, and each entry against its seal. */
export async function verifyChain(db: TenantDb, report: (finding: RawFinding) => void): Promise<ChainResult> {
  let previous = chainStart;
  let seq = 0;
  let entries = 0;
  for (;;) {
    const seals = await db
      .selectFrom('audit_seals')
      .leftJoin('audit_entries', 'audit_entries.id', 'audit_seals.audit_id')
      .leftJoin('action_results', 'action_results.id', 'audit_seals.audit_id')
      .select(['audit_seals.seq', 'audit_seals.audit_id', 'audit_seals.previous', 'audit_seals.hash'])
      .select(['action_results.action as remembered_action', 'action_results.recorded_at as remembered_at'])
      .select(sealedColumns.map((column) => `audit_entries.${column}` as const))
      .where('audit_seals.seq', '>', String(seq))
      .orderBy('audit_seals.seq')
      .limit(batch)
      .execute();
    for (const seal of seals) {
      const place = Number(seal.seq);
      const linked = place === seq + 1 && seal.previous === previous;
      const act: FoundAct = {
        id: seal.audit_id,
        action: seal.action ?? seal.remembered_action ?? '',
        accountName: seal.account_name ?? '',
        at: seal.machine_at ?? seal.remembered_at,
      };
      if (!linked) report({ kind: 'brokenChain', table: 'audit_seals', id: seal.seq, label: null, act });
      if (seal.id === null)
        report({ kind: 'missingEntry', table: 'audit_entries', id: seal.audit_id, label: null, act });
      else if (sealHash(place, seal.previous, seal as AuditEntry) !== seal.hash) {
        report({ kind: 'changedEntry', table: 'audit_entries', id: seal.audit_id, label: null, act });
      }
      seq = place;
      previous = seal.hash;
      entries += 1;
    }
    if (seals.length < batch) return { entries, head: seq === 0 ? null : { seq, hash: previous } };
  }
}

/**
 * Compares the audit with what the acts remember: each act left one remembered row and one entry. Finds what the chain alone
 * cannot see, because it was removed or put in beside the chain.
 */
export async function verifyActs(db: TenantDb, report: (finding: RawFinding) => void): Promise<void> {
  await eachPage(
    (after) =>
      db
        .selectFrom('action_results')
        .leftJoin('audit_entries', 'audit_entries.id', 'action_results.id')
        .leftJoin('audit_seals', 'audit_seals.audit_id', 'action_results.id')
        .select(['action_results.id', 'action_results.action', 'action_results.recorded_at as at'])
        .select(sql<string>`''`.as('account_name'))
        .where('audit_entries.id', 'is', null)
        .where('audit_seals.seq', 'is', null)
        .where('action_results.id', '>', after)
        .orderBy('action_results.id')
        .limit(batch)
        .execute(),
    (row) => report({ kind: 'missingEntry', table: 'audit_entries', id: row.id, label: null, act: actOf(row) }),
  );
  await eachPage(
    (after) =>
      db
        .selectFrom('audit_entries')
        .leftJoin('action_results', 'action_results.id', 'audit_entries.id')
        .select(['audit_entries.id', 'audit_entries.action', 'audit_entries.account_name'])
        .select('audit_entries.machine_at as at')
        .where('audit_entries.outcome', '=', 'done')
        .where((where) =>
          where.or([
            where('action_results.id', 'is', null),
            where('action_results.action', '!=', where.ref('audit_entries.action')),
          ]),
        )
        .where('audit_entries.id', '>', after)
        .orderBy('audit_entries.id')
        .limit(batch)
        .execute(),
    (row) => report({ kind: 'foreignEntry', table: 'audit_entries', id: row.id, label: null, act: actOf(row) }),
  );
}

const firstId = '00000000-0000-0000-0000-000000000000';

async function eachPage<T extends { id: string }>(
  read: (after: string) => Promise<T[]>,
  visit: (row: T) => void,
): Promise<void> {
  let after = firstId;
  for (;;) {
    const rows = await read(after);
    rows.forEach(visit);
    const last = rows.at(-1);
    if (!last || rows.length < batch) return;
    after = last.id;
  }
}

function actOf(row: { id: string; action: string; account_name: string | null; at: string }): FoundAct {
  return { id: row.id, action: row.action, accountName: row.account_name ?? '', at: row.at };
}

/** Entries that wait for their seal, and since when. */
export async function unsealedTail(db: TenantDb): Promise<{ count: number; oldestAt: string | null }> {
  const row = await db
    .selectFrom('audit_entries')
    .leftJoin('audit_seals', 'audit_seals.audit_id', 'audit_entries.id')
    .select([sql<string>`count(*)`.as('count'), sql<string | null>`min(audit_entries.machine_at)`.as('oldest')])
    .where('audit_seals.seq', 'is', null)
    .executeTakeFirstOrThrow();
  return { count: Number(row.count), oldestAt: row.oldest };
}
