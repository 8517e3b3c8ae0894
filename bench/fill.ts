import type pg from 'pg';
import type { City } from '../server/src/demo/model.ts';
import type { Row } from './documents.ts';
import { documentHistory } from './history.ts';

const rowsPerStatement = 4000;

/**
 * Fills a city with documents, tasks and their history by bulk statements, as the owner of the schema, and lets the planner
 * look at what came in.
 * @returns how many tasks and acts there are
 */
export async function fillCity(
  owner: pg.Client,
  city: City,
  documents: number,
): Promise<{ tasks: number; acts: number }> {
  let [tasks, acts] = [0, 0];
  for (let number = 0; number < documents; number += 1) {
    const rows = documentHistory(city, number);
    await owner.query('BEGIN');
    for (const [table, some] of rows) await insertRows(owner, city.tenant.id, table, some);
    await owner.query('COMMIT');
    tasks += rows.get('tasks')?.length ?? 0;
    acts += rows.get('task_acts')?.length ?? 0;
  }
  await owner.query('VACUUM ANALYZE');
  return { tasks, acts };
}

async function insertRows(owner: pg.Client, tenantId: string, table: string, rows: readonly Row[]): Promise<void> {
  const [first] = rows;
  if (!first) return;
  const columns = ['tenant_id', ...Object.keys(first)].join(', ');
  for (let from = 0; from < rows.length; from += rowsPerStatement) {
    const part = rows.slice(from, from + rowsPerStatement).map((row) => ({ tenant_id: tenantId, ...row }));
    await owner.query(
      `INSERT INTO ${table} (${columns}) SELECT ${columns} FROM jsonb_populate_recordset(null::${table}, $1)`,
      [JSON.stringify(part)],
    );
  }
}
