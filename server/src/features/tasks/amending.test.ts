import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { actOn, ask, detailOf, dispatched, done, dueOn, taskWorld } from '../../testing/tasks.ts';
import type { World } from '../../testing/world.ts';

let world: World;
let county: string;
let supporter: string;
beforeAll(async () => {
  world = await taskWorld();
  county = world.organisation('政协枫屿县委员会');
  supporter = world.organisation('云汀市政协提案委员会');
});
afterAll(() => world.close());

/** One task of the county, due at the end of July. */
async function newTask(): Promise<string> {
  const { taskIds } = await dispatched(world, [ask([county], { deadline: dueOn('2026-07-31') })]);
  return taskIds[0] as string;
}

describe('the office', () => {
  it('amends with both sides kept, and refuses a change of nothing', async () => {
    const taskId = await newTask();
    const { version } = await detailOf(world, taskId);
    expect(
      (await actOn(world, 'clerk', taskId, 'amend', { seenVersion: version, reason: '无改动', dueOn: '2026-07-31' }))
        .body.title,
    ).toBe('tasks.nothingAmended');
    await done(world, 'clerk', taskId, 'amend', {
      seenVersion: version,
      reason: '会议改期',
      dueOn: '2026-08-10',
      supporters: [supporter],
    });
    const detail = await detailOf(world, taskId);
    expect(detail).toMatchObject({
      dueOn: '2026-08-10',
      originalDueOn: '2026-07-31',
      revision: 2,
      supporters: ['云汀市政协提案委员会'],
    });
    expect(detail.timeline.at(-1)?.text).toContain('时限由2026年7月31日调整为2026年8月10日');
    const stale = await actOn(world, 'clerk', taskId, 'amend', {
      seenVersion: version,
      reason: '旧页面',
      dueOn: '2026-09-01',
    });
    expect([stale.status, stale.body.current?.dueOn]).toEqual([409, '2026-08-10']);
  });

  it('names accountable only who belongs to the lead or its body', async () => {
    const taskId = await newTask();
    const { version } = await detailOf(world, taskId);
    const foreign = world.actorOf('xuepu').personId;
    const answer = await actOn(world, 'clerk', taskId, 'amend', {
      seenVersion: version,
      reason: '换人',
      accountablePersonId: foreign,
    });
    expect(answer.body.title).toBe('tasks.personNotOfOrganisation');
    const chair = world.city.posts.find((post) => post.organisationId === county && post.post === 'chair');
    await done(world, 'clerk', taskId, 'amend', {
      seenVersion: version,
      reason: '换人',
      accountablePersonId: chair?.personId,
    });
    expect((await detailOf(world, taskId)).accountable?.id).toBe(chair?.personId);
  });

  it('reassigns to a successor, who acknowledges anew', async () => {
    const taskId = await newTask();
    const { version } = await done(world, 'fengyu', taskId, 'acknowledge');
    const successor = world.organisation('政协雪浦县委员会');
    await done(world, 'clerk', taskId, 'reassign', {
      seenVersion: version,
      organisationId: successor,
      reason: '职能划转',
    });
    const detail = await detailOf(world, taskId, 'xuepu');
    expect(detail).toMatchObject({ state: 'dispatched', lead: { id: successor } });
    expect(detail.accountable?.id).toBe(
      world.city.posts.find((post) => post.organisationId === successor && post.post === 'liaison')?.personId,
    );
    expect((await actOn(world, 'fengyu', taskId, 'progress', { text: '还是我办' })).status).toBe(404);
  });

  it('withdraws with a reason, for good', async () => {
    const taskId = await newTask();
    const { version } = await detailOf(world, taskId);
    expect((await actOn(world, 'clerk', taskId, 'withdraw', { seenVersion: version, reason: '' })).status).toBe(400);
    await done(world, 'clerk', taskId, 'withdraw', { seenVersion: version, reason: '并入另一项' });
    expect((await actOn(world, 'fengyu', taskId, 'progress', { text: '继续' })).status).toBe(409);
  });

  it('escalates by hand, once', async () => {
    const taskId = await newTask();
    await done(world, 'clerk', taskId, 'escalate', { reason: '两次催办无进展' });
    expect(await detailOf(world, taskId)).toMatchObject({ escalated: true, state: 'dispatched' });
    expect((await actOn(world, 'leader', taskId, 'escalate', { reason: '再提' })).body.title).toBe(
      'tasks.alreadyEscalated',
    );
  });
});
