import { v7 } from 'uuid';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { importBody, importSmall, reviewOf } from '../testing/directives.ts';
import { ask, dispatched, taskWorld } from '../testing/tasks.ts';
import type { Answer, CallInput, World } from '../testing/world.ts';
import { runAct, runPreparedAct } from './acts.ts';
import { verifyAudit } from './audit/index.ts';
import { feedbackRoutes } from './feedback/index.ts';
import type { RouteKey } from './http/contract.ts';
import { conflict } from './http/problems.ts';
import { messages } from './locale/messages.ts';

let world: World;
beforeAll(async () => {
  world = await taskWorld([feedbackRoutes]);
});
afterAll(() => world.close());

/** The same act three times at the same moment. @throws Error when the three are not one act with one answer */
async function atOnce<T>(username: string, key: RouteKey, input: CallInput): Promise<T> {
  const actionId = v7();
  const answers = await Promise.all(
    [1, 2, 3].map((): Promise<Answer<T>> => world.as(username).call<T>(key, input, { actionId })),
  );
  expect([key, answers.map(({ status, body }) => (status === 200 ? status : body))]).toEqual([key, [200, 200, 200]]);
  expect(answers.map((answer) => answer.repeated).toSorted()).toEqual([false, true, true]);
  const [first] = answers as [Answer<T>, ...Answer<T>[]];
  for (const { body } of answers) expect(body).toEqual(first.body);
  const { rows } = await world.owner.query('SELECT count(*)::int AS count FROM audit_entries WHERE id = $1', [
    actionId,
  ]);
  expect(rows).toEqual([{ count: 1 }]);
  return first.body;
}

test('an act that arrives three times at once is done once and answered alike, whatever state it leaves behind', async () => {
  await atOnce('fengyu', 'POST /api/feedback', { body: { page: '/', body: '按钮太小' } });
  const { id: directiveId } = await atOnce<{ id: string }>('clerk', 'POST /api/directives', {
    body: importBody(world),
  });
  const params = { directiveId };
  const review = await reviewOf(world, directiveId);
  const [first, ...rest] = review.requirements.map(({ id, version }) => ({ id, seenVersion: version }));
  await atOnce('clerk', 'POST /api/requirements/:requirementId/decide', {
    params: { requirementId: first?.id ?? '' },
    body: { seenVersion: first?.seenVersion, decision: { kind: 'accept' } },
  });
  await atOnce('clerk', 'POST /api/directives/:directiveId/decide', {
    params,
    body: { items: rest, decision: { kind: 'reject', reason: '不属本机关' } },
  });
  await atOnce('clerk', 'POST /api/directives/:directiveId/confirm', {
    params,
    body: { seenVersion: (await reviewOf(world, directiveId)).directive.currentVersion.version },
  });
  await atOnce('clerk', 'POST /api/directives/:directiveId/revise', {
    params,
    body: { seenVersion: (await reviewOf(world, directiveId)).directive.currentVersion.version },
  });
  const another = await importSmall(world, '云汀市政协办公室关于走访的通知\n各专委会要在9月底前完成走访。');
  await atOnce('clerk', 'POST /api/directives/:directiveId/withdraw', {
    params: { directiveId: another.id },
    body: { reason: '重复导入', seenVersion: (await reviewOf(world, another.id)).directive.version },
  });
});

test('acts on tasks as well', async () => {
  const lead = world.organisation('政协枫屿县委员会');
  const { taskIds } = await dispatched(world, [ask([lead]), ask([lead], { action: '开展走访' })]);
  const [taskId = '', other = ''] = taskIds;
  await atOnce('fengyu', 'POST /api/tasks/:taskId/acknowledge', { params: { taskId }, body: {} });
  await atOnce('fengyu', 'POST /api/tasks/:taskId/progress', { params: { taskId }, body: { text: '已走访' } });
  await atOnce('fengyu', 'POST /api/tasks/:taskId/submit', { params: { taskId }, body: { text: '已办结' } });
  const { version } = (
    await world.as('clerk').call<{ version: number }>('GET /api/tasks/:taskId', { params: { taskId: other } })
  ).body;
  await atOnce('clerk', 'POST /api/tasks/:taskId/withdraw', {
    params: { taskId: other },
    body: { seenVersion: version, reason: '另有安排' },
  });
});

test('of one id with two contents at the same moment one is done and the other is a conflict', async () => {
  const actionId = v7();
  const send = (body: string) =>
    world.as('leader').call<{ title?: string }>('POST /api/feedback', { body: { page: '/', body } }, { actionId });
  const answers = await Promise.all([send('甲'), send('乙')]);
  expect(answers.map((answer) => answer.status).toSorted()).toEqual([200, 409]);
  expect(answers.find((answer) => answer.status === 409)?.body.title).toBe('acts.actionIdReused');
});

test('an act that is done while its repeat is prepared answers the repeat, whatever the preparation met', async () => {
  const request = {
    ...{ tenantId: world.tenantId, actor: world.actorOf('clerk'), actionId: v7(), action: 'test' },
    ...{ input: {}, requestId: 'test' },
  };
  const refusal = conflict(messages('test', { changed: { zh: '已有变化', en: 'Changed' } }).changed());
  const first = () => runAct(world.app, request, async () => 'done once');
  const repeat = runPreparedAct(world.app, request, async () => {
    await first();
    throw refusal;
  });
  expect(await repeat).toEqual({ answer: 'done once', repeated: true });
  const another = { ...request, actionId: v7() };
  await expect(runPreparedAct(world.app, another, () => Promise.reject(refusal))).rejects.toBe(refusal);
});

test('an act that is refused frees its id for the next attempt', async () => {
  const { id: directiveId } = await importSmall(world, '云汀市政协办公室关于培训的通知\n各专委会要在9月底前完成培训。');
  const [requirement] = (await reviewOf(world, directiveId)).requirements;
  const actionId = v7();
  const decide = (seenVersion: number) =>
    world
      .as('clerk')
      .call(
        'POST /api/requirements/:requirementId/decide',
        { params: { requirementId: requirement?.id ?? '' }, body: { seenVersion, decision: { kind: 'accept' } } },
        { actionId },
      );
  const version = requirement?.version ?? 0;
  expect((await decide(version + 1)).status).toBe(409);
  expect((await decide(version)).status).toBe(200);
});

test('the audit holds against what was remembered', async () => {
  const report = await verifyAudit(world.app.connections, world.tenantId, world.app.clock.machineNow());
  expect(report.findings.filter((finding) => finding.table !== 'tenant_clocks')).toEqual([]);
});
