import { afterAll, beforeAll, expect, it } from 'vitest';
import { allFeatures } from '../../features.ts';
import type { figuresContract } from '../../platform/figures/contract.ts';
import type { Output } from '../../platform/http/contract.ts';
import { ask, dispatched, done, dueOn, sentenceEvidence } from '../../testing/tasks.ts';
import { testWorld, type World } from '../../testing/world.ts';
import type { tasksContract } from '../tasks/contract.ts';
import { punctualityOf, type TaskState } from '../tasks/index.ts';
import type { boardContract } from './contract.ts';

type Board = Output<(typeof boardContract)['GET /api/board']>;
type Tasks = Output<(typeof tasksContract)['GET /api/tasks']>;
type Facts = Output<(typeof figuresContract)['GET /api/figures/:figureId/facts']>;

let world: World;
let directiveId: string;
let working: string;
let handedIn: string;

beforeAll(async () => {
  world = await testWorld({ features: allFeatures });
  const fengyu = world.organisation('政协枫屿县委员会');
  const document = await dispatched(world, [
    ask([fengyu], { action: '建立联系群众台账', deadline: dueOn('2026-07-01'), hardness: 'hard' }),
    ask([fengyu], { action: '开展民主评议', deadline: dueOn('2026-07-05') }),
  ]);
  directiveId = document.directiveId;
  [working, handedIn] = document.taskIds as [string, string];
  await done(world, 'fengyu', working, 'progress', { text: '已建三户', evidence: [sentenceEvidence('台账')] });
  await done(world, 'fengyu', handedIn, 'submit', { text: '完成', evidence: [sentenceEvidence('评议表')] });
  await world.moveTo('2026-07-10');
});
afterAll(() => world.close());

async function boardOf(username: string): Promise<Board> {
  return (await world.as(username).call<Board>('GET /api/board', { query: { directiveId } })).body;
}

it('says the same of a task and its day on the board and in the lists', async () => {
  const { lateTasks, headline } = await boardOf('leader');
  const told = [
    { id: working, state: 'inProgress', late: true, punctuality: null },
    { id: handedIn, state: 'submitted', late: true, punctuality: 'submittedInTime' },
  ];
  expect(lateTasks.map(({ taskId, state, late, punctuality }) => ({ id: taskId, state, late, punctuality }))).toEqual(
    told,
  );
  for (const username of ['fengyu', 'clerk', 'verifier']) {
    const { body } = await world.as(username).call<Tasks>('GET /api/tasks', { query: { late: 'true', sort: 'due' } });
    expect(body.items.map(({ id, state, late, punctuality }) => ({ id, state, late, punctuality }))).toEqual(told);
  }
  expect(headline.late.value).toBe(2);
});

it('counts as done on time what the rule calls done in time, whatever the state', async () => {
  const seen = new Set<boolean>();
  for (const state of ['inProgress', 'submitted', 'closed', 'returned', 'withdrawn'] as TaskState[])
    for (const finishedOn of ['2026-07-01', '2026-07-02', null]) {
      await world.owner.query('UPDATE tasks SET state = $2, finished_on = $3 WHERE id = $1', [
        working,
        state,
        finishedOn,
      ]);
      const { onTime } = (await boardOf('leader')).headline;
      const token = new URL(onTime.facts, 'http://x').searchParams.get('token') ?? '';
      const params = { figureId: onTime.id };
      const answer = await world
        .as('leader')
        .call<Facts>('GET /api/figures/:figureId/facts', { params, query: { token } });
      if (answer.status !== 200) throw new Error(JSON.stringify([state, finishedOn, answer.body]));
      const counted = answer.body.items.some((fact) => fact.id === working && fact.counted);
      seen.add(counted);
      const rule = punctualityOf({ state, dueOn: '2026-07-01', finishedOn });
      expect([state, finishedOn, counted]).toEqual([state, finishedOn, rule === 'doneInTime']);
    }
  expect(seen).toEqual(new Set([true, false]));
});
