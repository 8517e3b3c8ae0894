import { v7 } from 'uuid';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import {
  actOn,
  ask,
  closing,
  detailOf,
  dispatched,
  done,
  dueOn,
  type Refusal,
  sentenceEvidence,
  supporting,
  taskWorld,
} from '../../testing/tasks.ts';
import type { World } from '../../testing/world.ts';
import { foldActs, spansOf } from './fold.ts';
import { actsOf } from './index.ts';
import { summaryColumns } from './store.ts';

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
async function newTask(more: object = {}): Promise<string> {
  const { taskIds } = await dispatched(world, [ask([county], { deadline: dueOn('2026-07-31'), ...more })]);
  return taskIds[0] as string;
}

async function submittedTask(more: object = {}): Promise<{ taskId: string; version: number }> {
  const taskId = await newTask(more);
  const receipt = await done(world, 'fengyu', taskId, 'submit', {
    text: '已建成',
    evidence: [sentenceEvidence('台账已启用')],
  });
  return { taskId, version: receipt.version };
}

describe('the county', () => {
  it('acknowledges with its first progress, as an act of its own that says so', async () => {
    const taskId = await newTask();
    const receipt = await done(world, 'fengyu', taskId, 'progress', {
      text: '已开始建账',
      evidence: [sentenceEvidence('样表')],
    });
    expect(receipt.state).toBe('inProgress');
    const { timeline, evidence } = await detailOf(world, taskId, 'fengyu');
    expect(timeline.map(({ kind, implied, state }) => [kind, implied, state])).toEqual([
      ['dispatch', false, 'dispatched'],
      ['acknowledge', true, 'acknowledged'],
      ['progress', false, 'inProgress'],
    ]);
    expect(timeline[2]?.id).toBe(receipt.actId);
    expect(timeline[2]?.evidenceIds).toEqual(evidence.map((item) => item.id));
    expect(evidence).toMatchObject([{ body: '样表', ownerOrganisationId: county, linkWithdrawn: false }]);
  });

  it('answers a repeated tap with the first answer and writes nothing twice', async () => {
    const taskId = await newTask();
    const actionId = v7();
    const body = { text: '已开始建账', evidence: [sentenceEvidence('样表')] };
    const first = await actOn(world, 'fengyu', taskId, 'progress', body, actionId);
    const again = await actOn(world, 'fengyu', taskId, 'progress', body, actionId);
    expect([first.status, again.status, again.repeated]).toEqual([200, 200, true]);
    expect(again.body).toEqual(first.body);
    const other = await actOn(world, 'fengyu', taskId, 'progress', { text: '别的内容' }, actionId);
    expect(other.status).toBe(409);
    const detail = await detailOf(world, taskId);
    expect(detail.timeline).toHaveLength(3);
    expect(detail.evidence).toHaveLength(1);
  });

  it('doubles nothing when two taps arrive at the same moment', async () => {
    const taskId = await newTask();
    const actionId = v7();
    const answers = await Promise.all(
      [1, 2, 3].map(() => actOn(world, 'fengyu', taskId, 'progress', { text: '同时点了三次' }, actionId)),
    );
    expect(answers.map((answer) => answer.status)).toEqual([200, 200, 200]);
    expect((await detailOf(world, taskId)).timeline).toHaveLength(3);
  });

  it('reports nothing empty', async () => {
    const taskId = await newTask();
    const answer = await actOn(world, 'fengyu', taskId, 'progress', { text: '  ' });
    expect([answer.status, answer.body.field]).toEqual([400, 'text']);
  });

  it('tells when it happened, not after today and not before the dispatch', async () => {
    const taskId = await newTask();
    expect(
      (await actOn(world, 'fengyu', taskId, 'progress', { text: '明天', occurredOn: '2026-06-18' })).body.title,
    ).toBe('tasks.dayInFuture');
    expect(
      (await actOn(world, 'fengyu', taskId, 'progress', { text: '昨天', occurredOn: '2026-06-16' })).body.title,
    ).toBe('tasks.dayBeforeDispatch');
  });

  it('cannot touch a task of another county, nor learn that it exists', async () => {
    const taskId = await newTask();
    const answer = await actOn(world, 'xuepu', taskId, 'progress', { text: '不是我的' });
    expect(answer.status).toBe(404);
    expect((await world.as('xuepu').call('GET /api/tasks/:taskId', { params: { taskId } })).status).toBe(404);
  });

  it('may neither verify nor amend', async () => {
    const { taskId, version } = await submittedTask();
    expect((await actOn(world, 'fengyu', taskId, 'close', closing(version))).status).toBe(403);
    expect(
      (await actOn(world, 'fengyu', taskId, 'withdraw', { seenVersion: version, reason: '不想做了' })).status,
    ).toBe(403);
  });

  it('asks for one extension; the clerk decides and the original day stays visible', async () => {
    const taskId = await newTask();
    await done(world, 'fengyu', taskId, 'ask-extension', { wantedOn: '2026-09-30', reason: '系统尚未开通' });
    const asked = await detailOf(world, taskId);
    expect(asked).toMatchObject({
      extensionPending: true,
      extensionWantedOn: '2026-09-30',
      dueOn: '2026-07-31',
      state: 'acknowledged',
    });
    await done(world, 'clerk', taskId, 'grant-extension', { seenVersion: asked.version, dueOn: '2026-08-31' });
    expect(await detailOf(world, taskId)).toMatchObject({
      extensionPending: false,
      dueOn: '2026-08-31',
      originalDueOn: '2026-07-31',
    });
    expect(
      (await actOn(world, 'fengyu', taskId, 'ask-extension', { wantedOn: '2026-12-31', reason: '再延' })).body.title,
    ).toBe('tasks.extensionOnce');
  });

  it('works on what was returned, and not on what is under review', async () => {
    const { taskId, version } = await submittedTask();
    const locked = await actOn(world, 'fengyu', taskId, 'progress', { text: '补充' });
    expect(locked.status).toBe(409);
    expect(locked.body.current).toMatchObject({ state: 'submitted', version });
    await done(world, 'verifier', taskId, 'return', { seenVersion: version, reason: '台账缺第二季度' });
    expect((await done(world, 'fengyu', taskId, 'progress', { text: '已补' })).state).toBe('inProgress');
  });
});

describe('a supporter', () => {
  it('sees the task and reports to it, but cannot submit it', async () => {
    const { taskIds } = await dispatched(world, [
      ask([county], { owners: [...ask([county]).owners, supporting(supporter)] }),
    ]);
    const taskId = taskIds[0] as string;
    await done(world, 'proposals', taskId, 'note', { text: '已派员参加', evidence: [sentenceEvidence('会签单')] });
    const detail = await detailOf(world, taskId, 'proposals');
    expect(detail.parties).toEqual([{ id: supporter, name: '云汀市政协提案委员会' }]);
    expect(detail.evidence[0]?.ownerOrganisationId).toBe(supporter);
    expect(detail.timeline.at(-1)).toMatchObject({
      kind: 'note',
      organisation: '云汀市政协提案委员会',
      state: 'dispatched',
    });
    expect((await actOn(world, 'proposals', taskId, 'submit', { text: '代为提交' })).body.title).toBe('tasks.onlyLead');
    const refusals = await world.owner.query(
      "SELECT details FROM audit_entries WHERE outcome = 'refused' AND action LIKE '%/submit' AND account_id = $1",
      [world.actorOf('proposals').accountId],
    );
    expect(refusals.rows).toEqual([{ details: { permission: 'task.report' } }]);
    expect(detail.can.find((one) => one.action === 'submit')).toMatchObject({
      allowed: false,
      reason: expect.stringContaining('权限'),
    });
    expect(detail.can.find((one) => one.action === 'note')?.allowed).toBe(true);
    expect((await detailOf(world, taskId, 'fengyu')).can.find((one) => one.action === 'note')?.allowed).toBe(false);
    expect((await actOn(world, 'fengyu', taskId, 'note', { text: '牵头单位' })).body.title).toBe(
      'tasks.onlySupporters',
    );
  });
});

describe('代录', () => {
  it('keeps its source, is marked, and counts from the day it happened', async () => {
    const taskId = await newTask();
    await world.moveTo('2026-08-05');
    const body = { source: '8月5日电话告知', act: { kind: 'submit', text: '7月底已建成', occurredOn: '2026-07-30' } };
    await done(world, 'clerk', taskId, 'on-behalf', body);
    const detail = await detailOf(world, taskId);
    expect(detail).toMatchObject({
      state: 'submitted',
      finishedOn: '2026-07-30',
      punctuality: 'submittedInTime',
      enteredOnBehalf: true,
    });
    expect(detail.timeline.filter((entry) => entry.onBehalfSource).map((entry) => entry.kind)).toEqual([
      'acknowledge',
      'submit',
    ]);
    expect(detail.timeline.at(-1)?.occurredOn).toBe('2026-07-30');
    const list = await world
      .as('clerk')
      .call<{ items: { id: string; enteredOnBehalf: boolean }[] }>('GET /api/tasks', { query: { state: 'submitted' } });
    expect(list.body.items.find((item) => item.id === taskId)?.enteredOnBehalf).toBe(true);
    await world.moveTo('2026-06-17');
  });

  it('needs a source and the right', async () => {
    const taskId = await newTask();
    const act = { kind: 'acknowledge', occurredOn: '2026-06-17' };
    expect((await actOn(world, 'clerk', taskId, 'on-behalf', { source: '', act })).status).toBe(400);
    expect((await actOn(world, 'fengyu', taskId, 'on-behalf', { source: '自己', act })).status).toBe(403);
  });
});

describe('the verifier', () => {
  it('closes through the three gates and leaves them on the timeline', async () => {
    const { taskId } = await submittedTask({
      hardness: 'hard',
      quantities: [{ text: '不少于2次', value: 2, unit: '次', op: '>=' }],
    });
    const guidance = await done(world, 'verifier', taskId, 'give-guidance', { text: '到县里看过样表' });
    const { version } = guidance;
    const missing = await actOn(
      world,
      'verifier',
      taskId,
      'close',
      closing(version, { guidance: { notNeeded: '' }, finding: '', values: [1] }),
    );
    expect(missing.status).toBe(400);
    expect(missing.body.errors?.map((error) => error.field)).toEqual(['guidance', 'values.0', 'finding']);
    const english = await world
      .as('verifier')
      .call<Refusal>(
        'POST /api/tasks/:taskId/close',
        { params: { taskId }, body: closing(version, { finding: '', values: [2] }) },
        { language: 'en' },
      );
    expect(english.body.errors).toEqual([{ field: 'finding', message: 'Write what you found on this very item' }]);
    await done(
      world,
      'verifier',
      taskId,
      'close',
      closing(version, { guidance: { actId: guidance.actId }, values: [2] }),
    );
    const detail = await detailOf(world, taskId);
    expect(detail.state).toBe('closed');
    expect(detail.timeline.at(-1)?.text).toContain('抽查三户');
    expect(detail.guidance).toMatchObject([{ actId: guidance.actId, text: '到县里看过样表' }]);
  });

  it('cannot close a hard task whose only evidence is withdrawn', async () => {
    const { taskId } = await submittedTask({ hardness: 'hard' });
    const before = await detailOf(world, taskId);
    const [evidence] = before.evidence;
    await world.as('fengyu').call('POST /api/evidence/:evidenceId/withdraw', {
      params: { evidenceId: evidence?.id ?? '' },
      body: { seenVersion: evidence?.version, reason: '传错了' },
    });
    expect((await detailOf(world, taskId)).missingForClosing).toHaveLength(1);
    const answer = await actOn(world, 'verifier', taskId, 'close', closing(before.version));
    expect([answer.status, answer.body.title]).toEqual([400, 'tasks.hardNeedsEvidence']);
  });

  it('is never the accountable person, the submitter or who entered on behalf', async () => {
    const { taskId, version } = await submittedTask();
    const { accountable } = await detailOf(world, taskId);
    const city = world.organisation('政协云汀市委员会');
    await world.addAccount({
      username: `accountable-${taskId}`,
      role: 'verifier',
      organisationId: city,
      personId: accountable?.id ?? '',
    });
    expect((await actOn(world, `accountable-${taskId}`, taskId, 'close', closing(version))).body.title).toBe(
      'tasks.verifierIsAccountable',
    );

    const submitter = world.actorOf('fengyu');
    await world.addAccount({
      username: `second-${taskId}`,
      role: 'verifier',
      organisationId: city,
      personId: submitter.personId ?? '',
    });
    const second = await actOn(world, `second-${taskId}`, taskId, 'return', {
      seenVersion: version,
      reason: '自己退自己',
    });
    expect([second.status, second.body.title]).toEqual([
      403,
      submitter.personId === accountable?.id ? 'tasks.verifierIsAccountable' : 'tasks.verifierDidIt',
    ]);
  });

  it('meets a clear conflict when another was faster', async () => {
    const { taskId, version } = await submittedTask();
    await world.addAccount({
      username: `rival-${taskId}`,
      role: 'verifier',
      organisationId: world.organisation('政协云汀市委员会'),
    });
    const answers = await Promise.all([
      actOn(world, 'verifier', taskId, 'close', closing(version)),
      actOn(world, `rival-${taskId}`, taskId, 'return', { seenVersion: version, reason: '要再看看' }),
    ]);
    expect(answers.map((answer) => answer.status).sort()).toEqual([200, 409]);
    const loser = answers.find((answer) => answer.status === 409);
    expect(loser?.body.current).toMatchObject({
      state: expect.stringMatching(/closed|returned/),
      lastAct: { by: expect.any(String) },
    });
    expect(
      (await detailOf(world, taskId)).timeline.filter((entry) => entry.kind === 'close' || entry.kind === 'return'),
    ).toHaveLength(1);
  });
});

describe('evidence', () => {
  it('is linked and unlinked by acts, once each', async () => {
    const taskId = await newTask();
    const other = await newTask();
    await done(world, 'fengyu', other, 'progress', { text: '有台账', evidence: [sentenceEvidence('共用的台账')] });
    const evidenceId = (await detailOf(world, other)).evidence[0]?.id;
    await done(world, 'fengyu', taskId, 'link-evidence', { evidenceId });
    expect((await actOn(world, 'fengyu', taskId, 'link-evidence', { evidenceId })).status).toBe(409);
    const can = async (who: string, id = taskId) =>
      Object.fromEntries(
        (await detailOf(world, id, who)).evidence.flatMap((one) => one.can.map((may) => [may.action, may.allowed])),
      );
    expect(await can('fengyu')).toEqual({ unlink: true, revise: true, withdraw: true });
    // The office may put a record right for the county, as 代录, and not take it away.
    expect(await can('clerk')).toEqual({ unlink: false, revise: true, withdraw: false });
    expect((await detailOf(world, taskId)).evidence).toMatchObject([{ id: evidenceId, linkWithdrawn: false }]);
    await done(world, 'fengyu', taskId, 'withdraw-evidence', { evidenceId, reason: '关联错了' });
    expect((await detailOf(world, taskId)).evidence).toMatchObject([{ id: evidenceId, linkWithdrawn: true }]);
    expect(await can('fengyu')).toEqual({ unlink: false, revise: true, withdraw: true });
    expect(await can('fengyu', other)).toEqual({ unlink: true, revise: true, withdraw: true });
    expect((await detailOf(world, other)).evidence).toMatchObject([{ linkWithdrawn: false }]);
    expect((await actOn(world, 'fengyu', taskId, 'link-evidence', { evidenceId: v7() })).body.title).toBe(
      'tasks.evidenceUnknown',
    );
  });
});

it('stores exactly what the acts add up to', async () => {
  const db = world.app.connections.tenant(world.tenantId);
  const tasks = await db.selectFrom('tasks').selectAll().execute();
  expect(tasks.length).toBeGreaterThan(15);
  for (const task of tasks) {
    const acts = await actsOf(db, task.id);
    expect(task).toMatchObject(summaryColumns(foldActs(acts)));
    const spans = await db
      .selectFrom('task_spans')
      .selectAll()
      .where('task_id', '=', task.id)
      .orderBy('from_seq')
      .execute();
    expect(
      spans.map((span) => [span.from_seq, span.state, span.from_on, span.to_on, span.to_at && Date.parse(span.to_at)]),
    ).toEqual(
      spansOf(acts).map((span) => [
        span.fromSeq,
        span.state,
        span.fromOn,
        span.toOn,
        span.toAt && Date.parse(span.toAt),
      ]),
    );
  }
});
