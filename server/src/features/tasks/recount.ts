import { sql } from 'kysely';
import type { TenantDb } from '../../platform/database/connections.ts';
import type { Act } from './acts.ts';
import { foldActs, type Span, spansOf } from './fold.ts';
import { actsOfTasks, summaryColumns } from './store.ts';

/** A task whose stored summary is not what its acts add up to. */
export interface Miscount {
  taskId: string;
  action: string;
  /** Columns that differ; `spans` for the states over time, `timeline` where the acts are no timeline at all. */
  fields: string[];
}

type Stored = Partial<Record<string, unknown>>;

/** Which stored fields differ from the fold over the acts (spine.md 4.3). Pure. */
export function differingFields(stored: Stored, storedSpans: readonly Span[], acts: readonly Act[]): string[] {
  const counted = counting(acts);
  if (counted === null) return ['timeline'];
  const fields = Object.entries(counted.columns).flatMap(([column, value]) =>
    stored[column] === value ? [] : [column],
  );
  return sameSpans(storedSpans, counted.spans) ? fields : [...fields, 'spans'];
}

/** What the acts add up to; null where they cannot be a timeline, which is damage and itself the finding. */
function counting(acts: readonly Act[]) {
  try {
    return { columns: summaryColumns(foldActs(acts)), spans: spansOf(acts) };
  } catch {
    return null;
  }
}

function sameSpans(stored: readonly Span[], counted: readonly Span[]): boolean {
  const told = (spans: readonly Span[]) =>
    JSON.stringify(
      spans.map(({ fromSeq, state, fromOn, toOn, fromAt, toAt }) => [
        ...[fromSeq, state, fromOn, toOn],
        ...[Date.parse(fromAt), toAt === null ? null : Date.parse(toAt)],
      ]),
    );
  return told(stored) === told(counted);
}

const pageSize = 500;

/**
 * Folds the acts of every task anew and compares.
 * @param snapshot one moment, because an act in between would look like a difference
 */
export async function* recountTasks(snapshot: TenantDb): AsyncGenerator<Miscount> {
  for (let after = '00000000-0000-0000-0000-000000000000'; ; ) {
    const tasks = await snapshot
      .selectFrom('tasks')
      .selectAll()
      .where('id', '>', after)
      .orderBy('id')
      .limit(pageSize)
      .execute();
    const ids = tasks.map((task) => task.id);
    const acts = Map.groupBy(await actsOfTasks(snapshot, ids), (one) => one.taskId);
    const spans = await spansOfTasks(snapshot, ids);
    for (const task of tasks) {
      const fields = differingFields(
        task,
        spans.get(task.id) ?? [],
        (acts.get(task.id) ?? []).map((one) => one.act),
      );
      if (fields.length > 0) yield { taskId: task.id, action: task.action, fields };
    }
    const last = ids.at(-1);
    if (last === undefined || ids.length < pageSize) return;
    after = last;
  }
}

async function spansOfTasks(db: TenantDb, taskIds: readonly string[]): Promise<Map<string, Span[]>> {
  const rows = await db
    .selectFrom('task_spans')
    .selectAll()
    .where('task_id', '=', sql<string>`any(${[...taskIds]}::uuid[])`)
    .orderBy('task_id')
    .orderBy('from_seq')
    .execute();
  const byTask = new Map<string, Span[]>();
  for (const row of rows) {
    const span = {
      fromSeq: row.from_seq,
      state: row.state as Span['state'],
      ...{ fromOn: row.from_on, toOn: row.to_on, fromAt: row.from_at, toAt: row.to_at },
    };
    byTask.set(row.task_id, [...(byTask.get(row.task_id) ?? []), span]);
  }
  return byTask;
}
