import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import {
  actOn,
  ask,
  type Differences,
  detailOf,
  dispatched,
  dispatchPlan,
  dissolve,
  done,
  dueOn,
  planOf,
  type Row,
  sentenceEvidence,
  tasksOf,
  taskWorld,
  withoutBranch,
} from '../../testing/tasks.ts';
import type { World } from '../../testing/world.ts';

let world: World;
let fengyu: string;
let xuepu: string;
beforeAll(async () => {
  world = await taskWorld();
  fengyu = world.organisation('政协枫屿县委员会');
  xuepu = world.organisation('政协雪浦县委员会');
});
afterAll(() => world.close());

async function foundBranch(committee: string, bodyId: string, foundedOn: string) {
  const attachedTo = [world.organisation(committee)];
  const answer = await world.as('clerk').call<{ id: string }>('POST /api/organisations', {
    body: {
      ...{ name: `${committee}党支部`, kind: 'committeeBranch', bodyId, attachedTo },
      ...{ approvalDocument: '枫协党〔2026〕9号', foundedOn },
    },
  });
  if (answer.status !== 200) throw new Error(JSON.stringify(answer.body));
  return answer.body.id;
}

describe('a dissolved organisation', () => {
  it('keeps its task, marked, until it is reassigned or withdrawn', async () => {
    const doomed = world.organisation('云汀市政协文化文史和学习委员会党支部');
    const { taskIds } = await dispatched(world, [ask([doomed])]);
    await dissolve(world, doomed);
    const detail = await detailOf(world, taskIds[0] as string);
    expect(detail).toMatchObject({
      leadDissolved: true,
      state: 'dispatched',
      lead: { name: '云汀市政协文化文史和学习委员会党支部' },
    });
    expect(detail.can.find((one) => one.action === 'reassign')?.allowed).toBe(true);
    const gone = await actOn(world, 'clerk', taskIds[0] as string, 'reassign', {
      seenVersion: detail.version,
      organisationId: doomed,
      reason: '不改',
    });
    expect(gone.body.title).toBe('tasks.organisationGone');
    await done(world, 'clerk', taskIds[0] as string, 'reassign', {
      seenVersion: detail.version,
      organisationId: fengyu,
      reason: '机构整合',
    });
    expect(await detailOf(world, taskIds[0] as string)).toMatchObject({ leadDissolved: false, lead: { id: fengyu } });
  });
});

describe('a conditional owner (domain.md A39)', () => {
  const differencesOf = async (directiveId: string) =>
    (
      await world
        .as('clerk')
        .call<Differences>('GET /api/directives/:directiveId/differences', { params: { directiveId } })
    ).body;

  it('differs when a county founds its branch, and the founding becomes its evidence', async () => {
    const { directiveId, taskIds } = await dispatched(world, [
      ask([], { owners: [withoutBranch], action: '建立专委会党支部', hardness: 'hard', deadline: dueOn('2026-07-31') }),
    ]);
    expect((await tasksOf(world, directiveId)).map((task) => task.lead.name).sort()).toEqual(
      ['政协枫屿县委员会', '政协雪浦县委员会', '政协竹隐县委员会', '政协晴崖县委员会'].sort(),
    );
    expect(await differencesOf(directiveId)).toMatchObject({ left: [], joined: [] });
    await world.moveTo('2026-07-10');
    const branch = await foundBranch('枫屿县政协提案委员会', fengyu, '2026-07-08');
    const { left, joined } = await differencesOf(directiveId);
    expect([left, joined]).toMatchObject([
      [
        {
          organisation: { id: fengyu },
          why: 'fulfilled',
          kept: false,
          founding: { organisationId: branch, foundedOn: '2026-07-08', approvalDocument: '枫协党〔2026〕9号' },
        },
      ],
      [],
    ]);
    const [taskId, version] = [left[0]?.taskId as string, left[0]?.version as number];
    expect(taskIds).toContain(taskId);
    expect((await detailOf(world, taskId)).state).toBe('dispatched');
    expect((await detailOf(world, taskId)).difference?.why).toBe('fulfilled');

    const wrong = await actOn(world, 'clerk', taskId, 'ask-verification', {
      seenVersion: version,
      foundedOrganisationId: xuepu,
    });
    expect(wrong.body.title).toBe('tasks.notTheFounding');
    await done(world, 'clerk', taskId, 'ask-verification', { seenVersion: version, foundedOrganisationId: branch });
    const detail = await detailOf(world, taskId);
    expect(detail).toMatchObject({
      state: 'submitted',
      finishedOn: '2026-07-08',
      punctuality: 'submittedInTime',
      enteredOnBehalf: true,
    });
    expect(detail.evidence).toMatchObject([
      { kind: 'documentNumber', body: '枫协党〔2026〕9号', title: '设立枫屿县政协提案委员会党支部' },
    ]);
  });

  it('can be kept in spite of the difference, with a reason', async () => {
    const { directiveId } = await dispatched(world, [ask([], { owners: [withoutBranch], action: '做实党支部建设' })]);
    const task = (await tasksOf(world, directiveId)).find((one) => one.lead.id === xuepu) as Row;
    const none = await actOn(world, 'clerk', task.id, 'keep', {
      seenVersion: task.version,
      about: 'difference',
      reason: '无变化',
    });
    expect(none.body.title).toBe('tasks.noDifference');
    await foundBranch('雪浦县政协提案委员会', xuepu, '2026-07-10');
    await done(world, 'clerk', task.id, 'keep', {
      seenVersion: task.version,
      about: 'difference',
      reason: '还有一个专委会没有支部',
    });
    expect((await differencesOf(directiveId)).left).toMatchObject([{ organisation: { id: xuepu }, kept: true }]);
    expect((await detailOf(world, task.id)).difference).toBeNull();
  });

  it('offers new matches as new tasks through the same preview, once', async () => {
    const { directiveId, requirementIds } = await dispatched(world, [
      ask([], { owners: [withoutBranch], action: '补齐党支部' }),
    ]);
    const before = (await tasksOf(world, directiveId)).length;
    const branches = world.city.organisations.filter(
      (one) => one.kind === 'committeeBranch' && one.bodyId === world.organisation('政协梧渚市委员会'),
    );
    for (const branch of branches) {
      await world.owner.query(
        `UPDATE organisation_existences SET valid = daterange(lower(valid), '2026-07-09') WHERE organisation_id = $1`,
        [branch.id],
      );
    }
    const wuzhu = world.organisation('政协梧渚市委员会');
    expect((await differencesOf(directiveId)).joined).toMatchObject([
      { requirementId: requirementIds[0], organisation: { id: wuzhu } },
    ]);
    const plan = await planOf(world, directiveId);
    expect(plan.requirements[0]?.tasks.map((task) => task.lead.id)).toEqual([wuzhu]);
    expect((await dispatchPlan(world, plan)).status).toBe(200);
    expect(await tasksOf(world, directiveId)).toHaveLength(before + 1);
    expect((await differencesOf(directiveId)).joined).toEqual([]);
  });
});

describe('the reminder', () => {
  it('names organisation, person, day and link, and nobody who has submitted', async () => {
    const { directiveId, taskIds } = await dispatched(world, [
      ask([fengyu, xuepu], { deadline: dueOn('2026-07-12') }),
      ask([fengyu], { action: '报送年终总结', deadline: dueOn('2026-12-20') }),
    ]);
    await world.moveTo('2026-07-15');
    const submitted = (await tasksOf(world, directiveId)).find((task) => task.lead.id === xuepu) as Row;
    await done(world, 'xuepu', submitted.id, 'submit', { text: '完成', evidence: [sentenceEvidence('台账')] });
    const answer = await world
      .as('clerk')
      .call<{ text: string; taskIds: string[] }>('GET /api/directives/:directiveId/reminder', {
        params: { directiveId },
      });
    const open = taskIds.slice(0, 2).find((id) => id !== submitted.id) as string;
    expect(answer.body.taskIds).toEqual([open]);
    const { accountable } = await detailOf(world, open);
    for (const part of ['政协枫屿县委员会', accountable?.name ?? '?', '2026年7月12日', '已超过 3 天', `/t/${open}`])
      expect(answer.body.text).toContain(part);
    expect(answer.body.text).not.toContain('雪浦');
    expect(answer.body.text).not.toContain('年终总结');
  });
});

it('marks a task to re-check when its requirement has a newer revision, and follows only by an act', async () => {
  const { taskIds, requirementIds } = await dispatched(world, [ask([fengyu])]);
  const taskId = taskIds[0] as string;
  const content = JSON.stringify(ask([fengyu], { action: '建立委员联系群众台账并公示', standard: '台账按周更新' }));
  await world.owner.query(
    `INSERT INTO requirement_revisions SELECT tenant_id, gen_random_uuid(), requirement_id, 2, version_id, false, $2::jsonb, now() FROM requirement_revisions WHERE requirement_id = $1`,
    [requirementIds[0], content],
  );
  const detail = await detailOf(world, taskId);
  expect(detail).toMatchObject({
    toRecheck: true,
    action: '建立委员联系群众台账',
    recheck: { revision: 2, before: { standard: '台账按月更新' }, now: { standard: '台账按周更新' } },
  });
  await done(world, 'clerk', taskId, 'amend', {
    seenVersion: detail.version,
    reason: '按新要求',
    followRevision: true,
  });
  expect(await detailOf(world, taskId)).toMatchObject({
    toRecheck: false,
    action: '建立委员联系群众台账并公示',
    standard: '台账按周更新',
    recheck: null,
  });
});

describe('following a newer revision', () => {
  /** Freezes what the requirement says now. */
  async function revise(requirementId: string, revision: number, content: object, dropped = false) {
    await world.owner.query(
      `INSERT INTO requirement_revisions SELECT tenant_id, gen_random_uuid(), requirement_id, $2::int, version_id, $4::boolean, $3::jsonb, now() FROM requirement_revisions WHERE requirement_id = $1 AND revision = 1`,
      [requirementId, revision, JSON.stringify(content), dropped],
    );
  }
  const follow = async (taskId: string, more: object = {}) => {
    const { version } = await detailOf(world, taskId);
    return actOn(world, 'clerk', taskId, 'amend', {
      ...{ seenVersion: version, reason: '按新要求', followRevision: true, ...more },
    });
  };
  const beginning = ask([], { deadline: dueOn('2026-07-31') });
  const begin = async () => {
    const { taskIds, requirementIds } = await dispatched(world, [{ ...beginning, owners: ask([fengyu]).owners }]);
    return { taskId: taskIds[0] as string, requirementId: requirementIds[0] as string };
  };

  it('takes over the moved deadline and keeps both sides of everything it changes', async () => {
    const { taskId, requirementId } = await begin();
    await revise(requirementId, 2, {
      ...ask([fengyu], { action: '建立台账并公示', deadline: dueOn('2026-08-31'), hardness: 'hard' }),
      ...{ evidenceExpected: '公示照片', quantities: [{ text: '不少于3次', value: 3, unit: '次', op: '>=' }] },
    });
    expect((await detailOf(world, taskId)).recheck?.ownersChanged).toBe(false);
    expect((await follow(taskId)).status).toBe(200);
    const detail = await detailOf(world, taskId);
    expect(detail).toMatchObject({
      ...{ dueOn: '2026-08-31', originalDueOn: '2026-07-31', action: '建立台账并公示', hardness: 'hard', revision: 2 },
      ...{ evidenceExpected: '公示照片', quantities: [{ text: '不少于3次' }], toRecheck: false },
    });
    const told = detail.timeline.at(-1)?.text ?? '';
    for (const part of [
      '时限由2026年7月31日调整为2026年8月31日',
      '内容由“建立委员联系群众台账”调整为“建立台账并公示”',
      '任务性质由半硬任务调整为硬任务',
      '可用的佐证由“台账首页”调整为“公示照片”',
      '量化要求由“无”调整为“不少于3次”',
    ])
      expect(told).toContain(part);
    expect(told).not.toContain('标准由');
    expect(told).not.toContain('责任单位');
  });

  it('leaves an extension alone where the deadline did not move, and takes the day that the clerk names', async () => {
    const { taskId, requirementId } = await begin();
    const { version } = await detailOf(world, taskId);
    await done(world, 'clerk', taskId, 'amend', { seenVersion: version, reason: '顺延', dueOn: '2026-08-10' });
    await revise(requirementId, 2, ask([fengyu], { standard: '按周更新', deadline: dueOn('2026-07-31') }));
    expect((await follow(taskId)).status).toBe(200);
    expect(await detailOf(world, taskId)).toMatchObject({ dueOn: '2026-08-10', standard: '按周更新' });
    await revise(requirementId, 3, ask([fengyu], { standard: '按周更新', deadline: dueOn('2026-09-30') }));
    expect((await follow(taskId, { dueOn: '2026-09-15' })).status).toBe(200);
    expect((await detailOf(world, taskId)).dueOn).toBe('2026-09-15');
  });

  it('takes over what a revision moved that was passed over by keeping the task as it was', async () => {
    const { taskId, requirementId } = await begin();
    await revise(requirementId, 2, ask([fengyu], { deadline: dueOn('2026-08-31') }));
    const { version } = await detailOf(world, taskId);
    await done(world, 'clerk', taskId, 'keep', { seenVersion: version, about: 'revision', reason: '先不动' });
    expect((await detailOf(world, taskId)).dueOn).toBe('2026-07-31');
    await revise(requirementId, 3, ask([fengyu], { action: '公示台账', deadline: dueOn('2026-08-31') }));
    expect((await follow(taskId)).status).toBe(200);
    expect(await detailOf(world, taskId)).toMatchObject({ dueOn: '2026-08-31', action: '公示台账' });
  });

  it('says that other organisations are asked and leaves the task with its lead', async () => {
    const { taskId, requirementId } = await begin();
    const [xuepuOwner] = ask([xuepu]).owners;
    await revise(requirementId, 2, { ...beginning, owners: [{ ...xuepuOwner, text: '雪浦县政协' }] });
    expect((await detailOf(world, taskId)).recheck?.ownersChanged).toBe(true);
    expect((await follow(taskId)).status).toBe(200);
    const detail = await detailOf(world, taskId);
    expect(detail.lead.id).toBe(fengyu);
    expect(detail.timeline.at(-1)?.text).toContain('新版的责任单位由“牵头单位”改为“雪浦县政协”');
    expect(detail.timeline.at(-1)?.text).toContain('需要时请改派');
  });

  it('says that it is asked more often, and leaves this task the one time that it is', async () => {
    const { taskId, requirementId } = await begin();
    const recurrence = { period: 'P3M' as const, minimum: 1, text: '每季度至少1次' };
    await revise(requirementId, 2, ask([fengyu], { deadline: dueOn('2026-07-31'), recurrence }));
    expect((await follow(taskId)).status).toBe(200);
    const detail = await detailOf(world, taskId);
    expect(detail).toMatchObject({ dueOn: '2026-07-31', toRecheck: false });
    expect(detail.timeline.at(-1)?.text).toContain('新版的频次由“无”改为“每季度至少1次”');
  });

  it('is refused in words where the new version does not ask it any more', async () => {
    const { taskId, requirementId } = await begin();
    await revise(requirementId, 2, { ...beginning, action: '不再要求' }, true);
    const answer = await follow(taskId);
    expect([answer.status, answer.body.title, answer.body.field]).toEqual([
      ...[400, 'tasks.nothingToFollow', 'followRevision'],
    ]);
    expect(await detailOf(world, taskId)).toMatchObject({ action: beginning.action, toRecheck: true });
  });
});

it('marks evidence to re-check when it was revised after it was linked, or its task was', async () => {
  const { taskIds } = await dispatched(world, [ask([fengyu])]);
  const taskId = taskIds[0] as string;
  await done(world, 'fengyu', taskId, 'acknowledge');
  const evidence = [sentenceEvidence('走访三户'), sentenceEvidence('座谈一次')];
  await done(world, 'fengyu', taskId, 'progress', { text: '已走访', evidence });
  const marks = async () => (await detailOf(world, taskId)).evidence.map((item) => [item.body, item.toRecheck]);
  expect((await marks()).sort()).toEqual([
    ['座谈一次', false],
    ['走访三户', false],
  ]);
  const before = (await detailOf(world, taskId)).evidence.find((item) => item.body === '走访三户');
  const revised = await world.as('fengyu').call('POST /api/evidence/:evidenceId/revise', {
    params: { evidenceId: before?.id ?? '' },
    body: { seenVersion: before?.revision, content: sentenceEvidence('走访五户') },
  });
  expect(revised.status).toBe(200);
  expect((await marks()).filter(([, toRecheck]) => toRecheck)).toEqual([['走访五户', true]]);
  const { version } = await detailOf(world, taskId);
  await done(world, 'clerk', taskId, 'amend', { seenVersion: version, reason: '延到月底', dueOn: '2026-07-31' });
  expect((await marks()).map(([, toRecheck]) => toRecheck)).toEqual([true, true]);
});
