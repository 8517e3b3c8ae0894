import type pg from 'pg';
import { openApp } from '../server/src/boot.ts';
import type { Config } from '../server/src/config.ts';
import { remind } from '../server/src/features/reminders/jobs.ts';
import { ladder } from '../server/src/features/reminders/ladder.ts';
import { reachedRungs } from '../server/src/features/reminders/store.ts';
import { openGround } from '../server/src/ground.ts';
import { openLog } from '../server/src/platform/log.ts';
import { asOwner } from './city.ts';
import { median } from './measure.ts';

export interface RemindMeasure {
  openTasks: number;
  /** Milliseconds of the one statement that finds what has reached a rung, at nine in the morning of a new day. */
  statementMs: number;
  /** Milliseconds of the whole job of that hour, which also writes reminders, notices and escalations. */
  dayMs: number;
  /** Milliseconds of the job in an hour with nothing new. */
  quietMs: number;
  /** Medians of what a day brings. */
  reminders: number;
  escalations: number;
}

/** Copies tasks with their dispatch until so many are open; enough history for the ladder, which reads no more of a task. */
async function multiply(owner: pg.Client, wanted: number): Promise<number> {
  const open = `state in ('dispatched', 'acknowledged', 'inProgress', 'returned')`;
  const count = async () =>
    Number((await owner.query<{ n: string }>(`SELECT count(*) AS n FROM tasks WHERE ${open}`)).rows[0]?.n);
  const { rows } = await owner.query<{ name: string }>(
    `SELECT column_name AS name FROM information_schema.columns WHERE table_name = 'tasks' AND column_name <> 'id'`,
  );
  const columns = rows.map(({ name }) => name).join(', ');
  await owner.query('CREATE TEMP TABLE copied (source uuid, id uuid)');
  for (let have = await count(); have < wanted; have = await count()) {
    await owner.query('TRUNCATE copied');
    await owner.query(`INSERT INTO copied SELECT id, gen_random_uuid() FROM tasks WHERE ${open} LIMIT $1`, [
      wanted - have,
    ]);
    await owner.query(
      `INSERT INTO tasks (id, ${columns}) SELECT c.id, ${columns} FROM copied c JOIN tasks t ON t.id = c.source`,
    );
    await owner.query(
      `INSERT INTO task_acts (tenant_id, id, task_id, seq, kind, account_id, account_name, organisation_id, occurred_on,
         recorded_at, payload)
       SELECT a.tenant_id, gen_random_uuid(), c.id, a.seq, a.kind, a.account_id, a.account_name, a.organisation_id,
         a.occurred_on, a.recorded_at, a.payload
       FROM copied c JOIN task_acts a ON a.task_id = c.source`,
    );
    await owner.query(
      `INSERT INTO task_spans SELECT s.tenant_id, c.id, s.from_seq, s.state, s.from_on, s.to_on, s.from_at, s.to_at
       FROM copied c JOIN task_spans s ON s.task_id = c.source`,
    );
  }
  await owner.query('VACUUM ANALYZE');
  return count();
}

/**
 * The hourly job beside its one statement, day after day: the first day takes what has gathered and is not counted.
 * @param config of an installation that holds one filled city
 */
export async function measureReminding(config: Config, rounds: number): Promise<RemindMeasure> {
  const ground = await openGround(config, { command: 'bench', mode: 'production' });
  const app = openApp(config, ground, openLog(), () => undefined);
  try {
    const openTasks = await asOwner(ground.ownerUrl, (owner) => multiply(owner, 100_000));
    const { tenant_id: tenantId } = await app.connections.shared
      .selectFrom('tenants')
      .select('tenant_id')
      .executeTakeFirstOrThrow();
    const db = app.connections.tenant(tenantId);
    const found: Record<'statementMs' | 'dayMs' | 'quietMs' | 'reminders' | 'escalations', number[]> = {
      ...{ statementMs: [], dayMs: [], quietMs: [], reminders: [], escalations: [] },
    };
    const escalated = async () =>
      Number(
        (
          await db
            .selectFrom('task_acts')
            .select((eb) => eb.fn.countAll<string>().as('n'))
            .where('kind', '=', 'escalate')
            .executeTakeFirstOrThrow()
        ).n,
      );
    for (let round = 0; round <= rounds; round += 1) {
      const offset = nineOnDay(round) - Date.now();
      await asOwner(ground.ownerUrl, (owner) => setClock(owner, tenantId, offset));
      await app.clock.reload();
      const before = await escalated();
      const statementMs = await timed(() => reachedRungs(db, app.clock.today(tenantId), ladder));
      let reminders = 0;
      const dayMs = await timed(async () => {
        reminders = await remind(app, tenantId);
      });
      const quietMs = await timed(() => remind(app, tenantId));
      if (round === 0) continue;
      found.statementMs.push(statementMs);
      found.dayMs.push(dayMs);
      found.quietMs.push(quietMs);
      found.reminders.push(reminders);
      found.escalations.push((await escalated()) - before);
    }
    return {
      openTasks,
      statementMs: median(found.statementMs),
      dayMs: median(found.dayMs),
      quietMs: median(found.quietMs),
      reminders: median(found.reminders),
      escalations: median(found.escalations),
    };
  } finally {
    await ground.close();
  }
}

async function timed(work: () => Promise<unknown>): Promise<number> {
  const began = performance.now();
  await work();
  return performance.now() - began;
}

const dayMs = 86_400_000;
const nineOnDay = (day: number) =>
  Date.parse(`${new Date(Date.now() + day * dayMs).toISOString().slice(0, 10)}T09:00:00+08:00`);

async function setClock(owner: pg.Client, tenantId: string, offset: number): Promise<void> {
  await owner.query(
    `INSERT INTO tenant_clocks (tenant_id, offset_ms, anchor) VALUES ($1, $2, $3)
     ON CONFLICT (tenant_id) DO UPDATE SET offset_ms = excluded.offset_ms`,
    [tenantId, offset, new Date().toISOString().slice(0, 10)],
  );
}
