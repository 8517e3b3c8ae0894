import type { Client } from 'pg';
import { readTableComment, type TableKind } from './table-kinds.ts';

export type Distributable = { name: string; kind: TableKind; references: string[] };

/** What a transaction over tables of several kinds begins with; without effect on a single server (distributed.md 2.10). */
export async function settleForCluster(owner: Client): Promise<void> {
  await owner.query('SET LOCAL citus.enable_local_reference_table_foreign_keys = off');
  await owner.query("SET LOCAL citus.multi_shard_modify_mode = 'sequential'");
}

/**
 * On a cluster, distributes what is not distributed yet: reference tables first, then tenant tables by `tenant_id`,
 * parents before children, all colocated (distributed.md 6). On a single server it does nothing.
 * To be called in the transaction that made the tables.
 */
export async function distributeNewTables(owner: Client): Promise<void> {
  const { rows: citus } = await owner.query<{ present: boolean }>(
    "SELECT to_regclass('pg_dist_partition') IS NOT NULL AS present",
  );
  if (!citus[0]?.present) return;

  const { rows } = await owner.query<{ name: string; comment: string; distributed: boolean; references: string[] }>(
    `SELECT c.relname AS name, obj_description(c.oid, 'pg_class') AS comment,
            EXISTS (SELECT FROM pg_dist_partition p WHERE p.logicalrelid = c.oid) AS distributed,
            ARRAY(SELECT DISTINCT t.relname FROM pg_constraint k JOIN pg_class t ON t.oid = k.confrelid
                  WHERE k.conrelid = c.oid AND k.contype = 'f' AND t.oid <> c.oid) AS references
     FROM pg_class c
     WHERE c.relnamespace = 'public'::regnamespace AND c.relkind IN ('r', 'p')
       AND obj_description(c.oid, 'pg_class') LIKE 'xieli:%'
     ORDER BY c.relname`,
  );
  const tables = rows.map(({ name, comment, distributed, references }) => {
    const kind = readTableComment(comment)?.kind;
    return { name, kind: kind ?? 'local', distributed, references };
  });
  const done = tables.filter((table) => table.distributed);
  let first = done.find((table) => table.kind === 'tenant')?.name ?? null;
  for (const { name, kind } of distributionOrder(tables, new Set(done.map((table) => table.name)))) {
    const table = owner.escapeIdentifier(name);
    if (kind === 'reference') {
      await owner.query('SELECT create_reference_table($1::regclass)', [table]);
    } else if (first === null) {
      await owner.query("SELECT create_distributed_table($1::regclass, 'tenant_id', shard_count => 32)", [table]);
      first = name;
    } else {
      await owner.query("SELECT create_distributed_table($1::regclass, 'tenant_id', colocate_with => $2)", [
        table,
        first,
      ]);
    }
  }
}

/**
 * The order in which tables can be distributed: each after everything its foreign keys point to.
 * @throws Error naming the tables that wait for each other or for a local table.
 */
export function distributionOrder(tables: Distributable[], done: ReadonlySet<string>): Distributable[] {
  const reached = new Set(done);
  const order: Distributable[] = [];
  let waiting = tables.filter((table) => table.kind !== 'local' && !reached.has(table.name));
  while (waiting.length > 0) {
    const ready = waiting.filter((table) => table.references.every((name) => reached.has(name)));
    if (ready.length === 0) {
      throw new Error(`No order to distribute: ${waiting.map((table) => table.name).join(', ')}`);
    }
    const next = ready.find((table) => table.kind === 'reference') ?? (ready[0] as Distributable);
    order.push(next);
    reached.add(next.name);
    waiting = waiting.filter((table) => table !== next);
  }
  return order;
}
