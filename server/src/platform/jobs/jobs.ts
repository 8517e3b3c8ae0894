import { PgBoss } from 'pg-boss';
import type { App } from '../context.ts';
import { queueSchema } from '../database/app-role.ts';

/** Something the program does by itself, for one tenant at a time. May run twice after a crash; it has to bear that. */
export interface Job {
  name: string;
  /** Cron, read in Asia/Shanghai. */
  cron: string;
  run(app: App, tenantId: string): Promise<void>;
}

export interface RunningJobs {
  healthy(): boolean;
  stop(): Promise<void>;
}

/**
 * Starts the queue and its schedules. The queue lives in its own schema, the one place where the application's role makes
 * tables; nothing outside this folder knows of it.
 */
export async function startJobs(app: App, connectionString: string, jobs: readonly Job[]): Promise<RunningJobs> {
  const boss = new PgBoss({
    connectionString,
    schema: queueSchema,
    createSchema: false,
    max: 2,
    application_name: 'xieli-jobs',
  });
  let healthy = true;
  boss.on('error', (error) => {
    healthy = false;
    app.log.error({ err: error }, 'the job queue reports an error');
  });
  await boss.start();
  for (const job of jobs) {
    await boss.createQueue(job.name, { policy: 'singleton', retryLimit: 3, retryDelay: 60 });
    await boss.schedule(job.name, job.cron, null, { tz: 'Asia/Shanghai' });
    await boss.work(job.name, async () => {
      const tenants = await app.connections.shared.selectFrom('tenants').select('tenant_id').execute();
      for (const { tenant_id } of tenants) await job.run(app, tenant_id);
      healthy = true;
    });
  }
  return {
    healthy: () => healthy,
    stop: () => boss.stop({ graceful: true, timeout: 10_000 }),
  };
}
