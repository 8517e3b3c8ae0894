import { type Kysely, sql } from 'kysely';
import type { DB } from '../database/schema.gen.ts';
import type { FoundAct, RawFinding } from './findings.ts';
import { labelOf } from './labels.ts';
import { auditedTables, digestRow } from './records.ts';

const batch = 500;

/** What the audit last said of a record. */
interface Newest {
  table: string;
  id: string;
  digest: string | null;
  version: number;
  act: FoundAct;
}

type Row = Record<string, unknown>;

/**
 * Compares every record of the audited tables with the newest digest that an act left of it. Both sides are read in the same
 * order and walked together, so memory does not grow with the installation.
 * @param db a transaction, because cursors live in one
 * @returns how many were compared, and how many carry a digest of an older shape
 */
export async function verifyRecords(
  db: Kysely<DB>,
  tenantId: string,
  report: (finding: RawFinding) => void,
): Promise<{ compared: number; olderShape: number }> {
  const newest = newestDigests(db, tenantId)[Symbol.asyncIterator]();
  let said = await newest.next();
  const totals = { compared: 0, olderShape: 0 };
  for (const table of Object.keys(auditedTables).sort()) {
    while (!said.done && said.value.table < table) said = await newest.next();
    for await (const { id, row } of rowsOf(db, tenantId, table)) {
      while (!said.done && said.value.table === table && said.value.id < id) {
        reportVanished(said.value, report);
        said = await newest.next();
      }
      const own = !said.done && said.value.table === table && said.value.id === id ? said.value : null;
      judge(table, id, row, own, totals, report);
      if (own) said = await newest.next();
    }
    while (!said.done && said.value.table === table) {
      reportVanished(said.value, report);
      said = await newest.next();
    }
  }
  return totals;
}

function judge(
  table: string,
  id: string,
  row: Row,
  said: Newest | null,
  totals: { compared: number; olderShape: number },
  report: (finding: RawFinding) => void,
): void {
  totals.compared += 1;
  if (said === null || said.digest === null) {
    report({ kind: 'unwrittenRecord', table, id, act: said?.act ?? null, ...labelOf(table, row) });
    return;
  }
  if (said.version !== auditedTables[table]?.version) {
    totals.olderShape += 1;
    return;
  }
  if (said.digest !== digestRow(table, row))
    report({ kind: 'changedRecord', table, id, act: said.act, ...labelOf(table, row) });
}

function reportVanished(said: Newest, report: (finding: RawFinding) => void): void {
  if (said.digest === null) return;
  report({ kind: 'vanishedRecord', table: said.table, id: said.id, label: null, act: said.act });
}

/** The newest digest of each record, ordered by table and key. The seals keep the order of acts, which a clock set back does not. */
async function* newestDigests(db: Kysely<DB>, tenantId: string): AsyncGenerator<Newest> {
  const select = sql`
    select distinct on (1, 2) record ->> 'table' collate "C" as "table", record ->> 'id' collate "C" as id,
      record ->> 'digest' as digest, (record ->> 'version')::int as version,
      entry.id as act_id, entry.action, entry.account_name, entry.machine_at
    from audit_entries entry
    left join audit_seals seal on seal.tenant_id = entry.tenant_id and seal.audit_id = entry.id
    cross join lateral jsonb_array_elements(entry.records) record
    where entry.tenant_id = ${tenantId}
    order by 1, 2, seal.seq desc nulls first, entry.machine_at desc, entry.id desc`;
  for await (const row of cursor(db, 'newest_digests', select)) {
    yield {
      table: String(row.table),
      id: String(row.id),
      digest: row.digest as string | null,
      version: Number(row.version),
      act: {
        id: String(row.act_id),
        action: String(row.action),
        accountName: String(row.account_name ?? ''),
        at: String(row.machine_at),
      },
    };
  }
}

/** The rows of one audited table with their declared columns, ordered by key. */
async function* rowsOf(db: Kysely<DB>, tenantId: string, table: string): AsyncGenerator<{ id: string; row: Row }> {
  const declared = auditedTables[table];
  if (!declared) throw new Error(`Not an audited table: ${table}`);
  const key = sql.join(
    declared.key.map((column) => sql`${sql.ref(column)}::text`),
    sql` || '/' || `,
  );
  const columns = sql.join([...new Set(declared.columns)].map((column) => sql.ref(column)));
  const select = sql`
    select (${key}) collate "C" as audited_key, ${columns} from ${sql.table(table)}
    where tenant_id = ${tenantId} order by 1`;
  for await (const row of cursor(db, `rows_of_${table}`, select)) yield { id: String(row.audited_key), row };
}

async function* cursor(db: Kysely<DB>, name: string, select: ReturnType<typeof sql>): AsyncGenerator<Row> {
  await sql`declare ${sql.id(name)} no scroll cursor for ${select}`.execute(db);
  for (;;) {
    const { rows } = await sql<Row>`fetch ${sql.lit(batch)} from ${sql.id(name)}`.execute(db);
    yield* rows;
    if (rows.length < batch) break;
  }
  await sql`close ${sql.id(name)}`.execute(db);
}
