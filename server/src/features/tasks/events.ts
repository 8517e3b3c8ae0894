import { sql } from 'kysely';
import type { EventSource } from '../../platform/notify/index.ts';
import { actKinds } from './acts.ts';

/** What programs outside may be told of tasks: each act of the timeline but the drafting, by its kind, with ids alone. */
export const taskEvents: EventSource = {
  table: 'task_acts',
  types: actKinds.filter((kind) => kind !== 'draft').map((kind) => `task.${kind}`),
  async read(db, ids) {
    const rows = await db
      .selectFrom('task_acts')
      .select(['id', 'task_id', 'kind', 'recorded_at'])
      .where('id', '=', sql<string>`any(${[...ids]}::uuid[])`)
      .orderBy('recorded_at')
      .orderBy('task_id')
      .orderBy('seq')
      .execute();
    return rows.map((row) => ({
      id: row.id,
      type: `task.${row.kind}`,
      timestamp: row.recorded_at,
      data: { taskId: row.task_id, actId: row.id },
    }));
  },
};
