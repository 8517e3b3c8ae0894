import { pino } from 'pino';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { verifyAudit } from '../../platform/audit/index.ts';
import { ask, dispatched, done, dueOn, sentenceEvidence, taskWorld } from '../../testing/tasks.ts';
import type { World } from '../../testing/world.ts';
import { recountCheck, recountJob } from './jobs.ts';

let world: World;
let county: string;
beforeAll(async () => {
  world = await taskWorld();
  // The world sets its clock by hand; the product does it by an act.
  await world.owner.query('DELETE FROM tenant_clocks');
  county = world.organisation('政协枫屿县委员会');
});
afterAll(() => world.close());

/** A task that has been worked on: several acts, several spans. */
async function workedOn(): Promise<string> {
  const { taskIds } = await dispatched(world, [ask([county], { deadline: dueOn('2026-07-31') })]);
  const taskId = taskIds[0] as string;
  await done(world, 'fengyu', taskId, 'progress', { text: '已开始', evidence: [sentenceEvidence('样表')] });
  await done(world, 'fengyu', taskId, 'submit', { text: '已建成' });
  return taskId;
}

/** What the job writes into the log. */
async function logged(): Promise<Record<string, unknown>[]> {
  const lines: string[] = [];
  const log = pino({ base: null, timestamp: false }, { write: (line: string) => void lines.push(line) });
  await recountJob.run({ ...world.app, log }, world.tenantId);
  return lines.map((line) => JSON.parse(line));
}

/** The task with its spans, as they are stored. */
const rowsOf = async (taskId: string) => [
  (await world.owner.query('SELECT * FROM tasks WHERE id = $1', [taskId])).rows,
  (await world.owner.query('SELECT * FROM task_spans WHERE task_id = $1 ORDER BY from_seq', [taskId])).rows,
];

const findings = async () =>
  (await verifyAudit(world.app.connections, world.tenantId, world.app.clock.machineNow(), [recountCheck])).findings;

describe('the recount', () => {
  it('finds nothing where everything was done by acts', async () => {
    await workedOn();
    expect(await logged()).toEqual([]);
    expect(await findings()).toEqual([]);
  });

  it.each([
    ['due_on', `UPDATE tasks SET due_on = '2026-12-31' WHERE id = $1`, ['due_on']],
    ['state', `UPDATE tasks SET state = 'acknowledged', finished_on = NULL WHERE id = $1`, ['state', 'finished_on']],
    ['a lost span', 'DELETE FROM task_spans WHERE task_id = $1 AND from_seq = 3', ['spans']],
    ['a shifted span', `UPDATE task_spans SET from_on = '2026-06-01' WHERE task_id = $1 AND from_seq = 1`, ['spans']],
    ['a lost act', 'DELETE FROM task_acts WHERE task_id = $1 AND seq = 2', ['timeline']],
  ])('names the task and the field of %s, and repairs nothing', async (_what, harm, fields) => {
    const taskId = await workedOn();
    await world.owner.query(harm, [taskId]);
    const before = await rowsOf(taskId);
    const own = (await logged()).filter((line) => line.taskId === taskId);
    expect(own).toEqual([
      { level: 50, tenantId: world.tenantId, taskId, fields, msg: 'a task is not what its acts add up to' },
    ]);
    expect(await rowsOf(taskId)).toEqual(before);
  });

  it('is part of the audit’s check, which names a row changed by hand once', async () => {
    const changed = await workedOn();
    await world.owner.query(`UPDATE tasks SET due_on = '2026-12-31' WHERE id = $1`, [changed]);
    const own = (await findings()).filter((finding) => finding.id === changed);
    expect(own.map((finding) => finding.kind)).toEqual(['changedRecord']);

    const miscounted = await workedOn();
    // A fault of the program: written by an act, audited as it stands, and still not what the acts say.
    await world.act('clerk', (context) =>
      context.db.updateTable('tasks').set({ due_on: '2026-12-31' }).where('id', '=', miscounted).execute(),
    );
    const found = (await findings()).filter((finding) => finding.id === miscounted);
    expect(found).toEqual([
      { kind: 'differingSummary', table: 'tasks', id: miscounted, label: '建立委员联系群众台账', act: null },
    ]);
  });
});
