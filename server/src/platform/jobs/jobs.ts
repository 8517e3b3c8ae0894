import { PgBoss } from 'pg-boss';
import type { App } from '../context.ts';
import { queueSchema } from '../database/app-role.ts';
import { isUnknownOutcome } from '../database/errors.ts';

/** Something the program does by itself, for one tenant at a time. May run twice after a crash; it has to bear that. */
export interface Job {
  name: string;
  /** Cron, read in Asia/Shanghai. */
  cron: string;
  run(app: App, tenantId: string): Promise<void>;
}

/** How a job has fared since the start. */
export interface JobRecord {
  name: string;
  /** When it last came to its end, in milliseconds of the machine; null where it has not. */
  succeededAt: number | null;
  failures: number;
}

export interface RunningJobs {
  healthy(): boolean;
  records(): readonly JobRecord[];
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
  boss.on('error', (told) => {
    const error = asThrown(told);
    // A database that is gone is no fault of the queue, which goes on by itself when it is back.
    if (isUnknownOutcome(error)) return app.log.warn({ reason: error.message }, 'the job queue has lost the database');
    healthy = false;
    app.log.error({ err: error }, 'the job queue reports an error');
  });
  await boss.start();
  const records: JobRecord[] = [];
  for (const job of jobs) {
    const record: JobRecord = { name: job.name, succeededAt: null, failures: 0 };
    records.push(record);
    await boss.createQueue(job.name, { policy: 'singleton', retryLimit: 3, retryDelay: 60 });
    await boss.schedule(job.name, job.cron, null, { tz: 'Asia/Shanghai' });
    await boss.work(job.name, async () => {
      try {
        await runForAll(app, job);
        record.succeededAt = Date.parse(app.clock.machineNow());
        healthy = true;
      } catch (error) {
        record.failures += 1;
        throw error;
      }
    });
  }
  return {
    healthy: () => healthy,
    records: () => records,
    stop: () => boss.stop({ graceful: true, timeout: 10_000 }),
  };
}

/** The queue tells of what its workers met by a copy, which is no Error and so would be known to nobody again. */
export function asThrown(told: Error): Error {
  return told instanceof Error ? told : Object.assign(new Error((told as Error).message), told);
}

/**
 * Runs a job once for each tenant.
 * @throws AggregateError after every tenant had its turn, where the job failed for some
 */
export async function runForAll(app: App, job: Job): Promise<void> {
  const tenants = await app.connections.shared.selectFrom('tenants').select('tenant_id').execute();
  const failures: unknown[] = [];
  for (const { tenant_id } of tenants) await job.run(app, tenant_id).catch((error: unknown) => failures.push(error));
  if (failures.length > 0)
    throw new AggregateError(failures, `${job.name} failed for ${failures.length} of ${tenants.length} tenants`);
}
