import type { FurtherCheck } from '../../platform/audit/index.ts';
import { onSnapshot } from '../../platform/database/snapshot.ts';
import type { Job } from '../../platform/jobs/index.ts';
import { recountTasks } from './recount.ts';

/**
 * Recounts every task from its acts each night. A difference is an error of the program: it is logged and shown by the
 * audit's check, and never repaired here, because the repair would hide its cause (spine.md 4.3).
 */
export const recountJob: Job = {
  name: 'tasks.recount',
  cron: '20 2 * * *',
  run: (app, tenantId) =>
    onSnapshot(app.connections.tenant(tenantId), async (snapshot) => {
      for await (const { taskId, fields } of recountTasks(snapshot))
        app.log.error({ tenantId, taskId, fields }, 'a task is not what its acts add up to');
    }),
};

/** The same as part of the audit administrator's check. */
export const recountCheck: FurtherCheck = async (snapshot, report) => {
  for await (const { taskId, action } of recountTasks(snapshot))
    report({ kind: 'differingSummary', table: 'tasks', id: taskId, label: action, act: null });
};
