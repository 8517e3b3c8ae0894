import { v7 } from 'uuid';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { computeFigure } from '../../platform/figures/figure.ts';
import { readToken } from '../../platform/figures/token.ts';
import {
  ask,
  confirmedDocument,
  detailOf,
  dispatched,
  dispatchPlan,
  dissolve,
  dueOn,
  linesOf,
  planOf,
  type Refusal,
  tasksOf,
  taskWorld,
} from '../../testing/tasks.ts';
import type { World } from '../../testing/world.ts';
import { openAsksFigure, overlapFigure, recordDrafts } from './index.ts';

let world: World;
let fengyu: string;
let xuepu: string;
beforeAll(async () => {
  world = await taskWorld();
  fengyu = world.organisation('政协枫屿县委员会');
  xuepu = world.organisation('政协雪浦县委员会');
});
afterAll(() => world.close());

describe('a dispatch', () => {
  it('shows what goes to whom and what each carries, then does exactly that', async () => {
    const { directiveId } = await confirmedDocument(world, [
      ask([fengyu, xuepu], { deadline: dueOn('2026-06-30') }),
      ask([fengyu], { action: '开展民主评议' }),
    ]);
    const plan = await planOf(world, directiveId);
    expect(plan.bodies.map(({ body, taskKeys }) => [body.name, taskKeys.length])).toEqual([
      ['政协枫屿县委员会', 2],
      ['政协雪浦县委员会', 1],
    ]);
    expect(plan.bodies[0]).toMatchObject({ openAsks: { value: 0 }, overlapping: { value: 0 } });
    const answer = await dispatchPlan(world, plan);
    expect(answer.status).toBe(200);
    const tasks = await tasksOf(world, directiveId);
    expect(tasks.map((task) => [task.lead.name, task.state, task.accountable !== null, task.dueOn])).toEqual([
      ['政协枫屿县委员会', 'dispatched', true, '2026-06-30'],
      ['政协雪浦县委员会', 'dispatched', true, '2026-06-30'],
      ['政协枫屿县委员会', 'dispatched', true, null],
    ]);
    const detail = await detailOf(world, tasks[0]?.id ?? '');
    expect(detail).toMatchObject({
      quote: expect.stringContaining('建立委员联系群众台账'),
      clauseTitle: '1. 联系群众',
      accountableBasis: 'liaison',
    });
  });

  it('counts open asks of this month or without date, and overlaps, as figures that open their facts', async () => {
    const other = world.organisation('政协竹隐县委员会');
    await dispatched(world, [
      ask([other], { deadline: dueOn('2026-06-20') }),
      ask([other], { action: '开展民主评议' }),
      ask([other], { action: '举办读书分享', deadline: dueOn('2026-09-30'), references: ['《关于读书活动的意见》'] }),
    ]);
    const { directiveId } = await confirmedDocument(world, [
      ask([other], { action: '建立委员联系群众工作台账' }),
      ask([other], { action: '推荐书目', references: ['关于读书活动的意见'] }),
    ]);
    const [load] = (await planOf(world, directiveId)).bodies;
    expect([load?.openAsks.value, load?.overlapping.value]).toEqual([2, 2]);
    const facts = new URL(load?.overlapping.facts ?? '', 'http://x');
    const answer = await world
      .as('clerk')
      .call<{ items: { title: string; link: string }[] }>('GET /api/figures/:figureId/facts', {
        params: { figureId: 'tasks.overlaps' },
        query: { token: facts.searchParams.get('token') ?? '' },
      });
    expect(answer.body.items.map((item) => item.title).sort()).toEqual(['举办读书分享', '建立委员联系群众台账']);
  });

  it('counts what all bodies carry as each would be counted alone', async () => {
    const third = world.organisation('政协晴崖县委员会');
    await dispatched(world, [ask([fengyu, xuepu], { action: '走访界别群众' }), ask([xuepu], { action: '开展读书' })]);
    const { directiveId } = await confirmedDocument(world, [ask([fengyu, xuepu, third], { action: '走访界别的群众' })]);
    const { bodies } = await planOf(world, directiveId);
    expect(bodies).toHaveLength(3);
    const reading = world.reading('clerk');
    for (const { openAsks, overlapping } of bodies) {
      const argsOf = ({ facts }: { facts: string }) =>
        readToken(new URL(facts, 'http://x').searchParams.get('token') ?? '')?.args as never;
      expect(openAsks).toEqual(await computeFigure(reading, openAsksFigure, argsOf(openAsks)));
      expect(overlapping).toEqual(await computeFigure(reading, overlapFigure, argsOf(overlapping)));
    }
    expect(new Set(bodies.map(({ openAsks }) => openAsks.value)).size).toBeGreaterThan(1);
    expect(bodies.map(({ overlapping }) => overlapping.value).sort()).toEqual([0, 1, 1]);
  });

  it('says in the reader’s language what stands in the way and what changed', async () => {
    const doomed = world.organisation('云汀市政协经济委员会党支部');
    const { directiveId } = await confirmedDocument(world, [ask([doomed])]);
    const plan = await planOf(world, directiveId);
    await dissolve(world, doomed);
    const dispatchInEnglish = ({ digest }: { digest: string }) =>
      world
        .as('clerk')
        .call<Refusal>(
          'POST /api/directives/:directiveId/dispatch',
          { params: { directiveId }, body: { digest, seen: linesOf(plan) } },
          { language: 'en' },
        );
    const changed = await dispatchInEnglish(plan);
    expect([changed.status, changed.body.current]).toMatchObject([
      409,
      {
        changed: [{ blockers: [{ text: '云汀市政协经济委员会党支部 is dissolved; choose another or leave it out' }] }],
      },
    ]);
    const blocked = await dispatchInEnglish(await planOf(world, directiveId));
    expect([blocked.status, blocked.body.errors]).toMatchObject([
      422,
      [{ code: 'dissolved', message: '云汀市政协经济委员会党支部 is dissolved; choose another or leave it out' }],
    ]);
  });

  it('remembers the lead a clerk chose where the words matched nobody', async () => {
    const unmatched = { text: '界别', role: 'lead' as const, organisationIds: [], query: null, audience: false };
    const { directiveId, requirementIds } = await confirmedDocument(world, [ask([], { owners: [unmatched] })]);
    expect((await planOf(world, directiveId)).requirements[0]?.blockers).toMatchObject([{ code: 'ownerUnresolved' }]);
    const choices = { requirements: [{ requirementId: requirementIds[0], leads: [fengyu] }] };
    expect((await dispatchPlan(world, await planOf(world, directiveId, choices), choices)).status).toBe(200);
    expect((await planOf(world, directiveId)).requirements[0]).toMatchObject({
      tasks: [],
      blockers: [],
      alreadyDispatched: [{ id: fengyu }],
    });
  });

  it('happens once however often it is sent', async () => {
    const { directiveId } = await confirmedDocument(world, [ask([fengyu, xuepu])]);
    const plan = await planOf(world, directiveId);
    const actionId = v7();
    const first = await dispatchPlan(world, plan, {}, { actionId });
    const again = await dispatchPlan(world, plan, {}, { actionId });
    expect([first.status, again.status, again.repeated]).toEqual([200, 200, true]);
    expect(again.body).toEqual(first.body);
    expect(await tasksOf(world, directiveId)).toHaveLength(2);
    expect((await dispatchPlan(world, plan, {}, {})).status).toBe(409);
  });

  it('lets one of two clerks with the same preview through', async () => {
    const { directiveId } = await confirmedDocument(world, [ask([fengyu, xuepu])]);
    const plan = await planOf(world, directiveId);
    const answers = await Promise.all([dispatchPlan(world, plan), dispatchPlan(world, plan)]);
    expect(answers.map((answer) => answer.status).sort()).toEqual([200, 409]);
    expect(await tasksOf(world, directiveId)).toHaveLength(2);
  });

  it('stops with the difference when an organisation was dissolved in between', async () => {
    const doomed = world.organisation('云汀市政协民族宗教和港澳台侨委员会党支部');
    const { directiveId } = await confirmedDocument(world, [ask([fengyu, doomed])]);
    const plan = await planOf(world, directiveId);
    await dissolve(world, doomed);
    const answer = await dispatchPlan(world, plan);
    expect(answer.status).toBe(409);
    const refusal = answer.body as unknown as Refusal;
    expect(refusal.current).toMatchObject({
      added: [],
      removed: [],
      changed: [{ organisation: '云汀市政协民族宗教和港澳台侨委员会党支部', blockers: [{ code: 'dissolved' }] }],
    });
    expect(await tasksOf(world, directiveId)).toEqual([]);
    const fresh = await planOf(world, directiveId);
    const blocked = await dispatchPlan(world, fresh);
    expect([blocked.status, (blocked.body as unknown as Refusal).title]).toEqual([422, 'tasks.planBlocked']);
    const choices = {
      requirements: [
        { requirementId: fresh.requirements[0]?.id, organisations: [{ organisationId: doomed, excluded: '已撤销' }] },
      ],
    };
    expect((await dispatchPlan(world, await planOf(world, directiveId, choices), choices)).status).toBe(200);
  });

  it('is impossible where nobody would be accountable, and possible once somebody is named', async () => {
    const orphan = world.organisation('政协晴崖县委员会');
    await world.owner.query(
      `UPDATE posts SET superseded_at = now() WHERE post = 'liaison' AND superseded_at IS NULL AND organisation_id = $1`,
      [orphan],
    );
    const { directiveId, requirementIds } = await confirmedDocument(world, [ask([fengyu, orphan])]);
    const plan = await planOf(world, directiveId);
    expect(plan.requirements[0]?.tasks.flatMap((task) => task.blockers)).toMatchObject([{ code: 'nobodyAccountable' }]);
    const refused = await dispatchPlan(world, plan);
    expect([refused.status, (refused.body as unknown as Refusal).title]).toEqual([422, 'tasks.planBlocked']);
    expect(await tasksOf(world, directiveId)).toEqual([]);
    const chair = world.city.posts.find((post) => post.organisationId === orphan && post.post === 'chair');
    const named = [{ organisationId: orphan, accountablePersonId: chair?.personId }];
    const choices = { requirements: [{ requirementId: requirementIds[0], organisations: named }] };
    expect((await dispatchPlan(world, await planOf(world, directiveId, choices), choices)).status).toBe(200);
  });

  it('stops when the named person left in between', async () => {
    const chair = world.city.posts.find((post) => post.organisationId === xuepu && post.post === 'chair');
    const { directiveId, requirementIds } = await confirmedDocument(world, [ask([xuepu])]);
    const choices = {
      requirements: [
        {
          requirementId: requirementIds[0],
          organisations: [{ organisationId: xuepu, accountablePersonId: chair?.personId }],
        },
      ],
    };
    const plan = await planOf(world, directiveId, choices);
    expect(plan.requirements[0]?.tasks[0]?.accountable).toMatchObject({ id: chair?.personId, basis: 'named' });
    for (const table of ['posts', 'body_memberships', 'branch_memberships']) {
      await world.owner.query(`UPDATE ${table} SET superseded_at = now() WHERE person_id = $1`, [chair?.personId]);
    }
    const answer = await dispatchPlan(world, plan, choices);
    expect([answer.status, (answer.body as unknown as Refusal).current]).toMatchObject([
      409,
      { changed: [{ blockers: [{ code: 'accountableLeft' }] }] },
    ]);
  });

  it('is the clerk’s', async () => {
    const { directiveId } = await confirmedDocument(world, [ask([fengyu])]);
    const plan = await planOf(world, directiveId);
    expect((await dispatchPlan(world, plan, {}, { username: 'fengyu' })).status).toBe(403);
    expect((await dispatchPlan(world, plan, {}, { username: 'leader' })).status).toBe(403);
  });

  it('needs a confirmed document', async () => {
    const answer = await world
      .as('clerk')
      .call('POST /api/directives/:directiveId/plan', { params: { directiveId: v7() }, body: {} });
    expect(answer.status).toBe(404);
  });

  it('keeps a recommendation soft whatever its date', async () => {
    const { taskIds } = await dispatched(world, [
      ask([fengyu], { act: 'suggestion', hardness: 'hard', deadline: dueOn('2026-07-31') }),
    ]);
    expect((await detailOf(world, taskIds[0] as string)).hardness).toBe('soft');
  });

  it('makes one series per organisation of what recurs', async () => {
    const { taskIds } = await dispatched(world, [
      ask([fengyu, xuepu], { recurrence: { period: 'P3M', minimum: 1, text: '每季度' } }),
    ]);
    const rows = await world.app.connections
      .tenant(world.tenantId)
      .selectFrom('tasks')
      .select(['lead_organisation_id', 'series_id', 'period', 'due_on'])
      .where('id', 'in', taskIds)
      .execute();
    expect(rows).toHaveLength(6);
    expect(new Set(rows.map((row) => `${row.lead_organisation_id} ${row.series_id}`)).size).toBe(2);
    expect(new Set(rows.map((row) => row.due_on))).toEqual(new Set(['2026-06-30', '2026-09-30', '2026-12-31']));
  });
});

describe('drafts', () => {
  it('are seen by who dispatches alone, and dispatched through the same preview', async () => {
    const { directiveId, requirementIds } = await confirmedDocument(world, [ask([fengyu])]);
    const [draftId] = await world.act('clerk', (context) =>
      recordDrafts(context, [
        {
          ...{
            directiveId,
            requirementId: requirementIds[0] as string,
            requirementRevision: 1,
            clauseKey: '1',
            content: ask([fengyu]),
          },
          ...{
            leadOrganisationId: fengyu,
            supporters: [xuepu],
            accountablePersonId: null,
            leaderPersonId: null,
            dueOn: '2026-08-31',
          },
          ...{ remark: '表内备注', foundBy: '', progress: { text: '已起草', source: '任务分解表' } },
        },
      ]),
    );
    expect(await tasksOf(world, directiveId, 'fengyu')).toEqual([]);
    expect(
      (await world.as('fengyu').call('GET /api/tasks/:taskId', { params: { taskId: draftId as string } })).status,
    ).toBe(404);
    expect(await detailOf(world, draftId as string)).toMatchObject({
      state: 'draft',
      enteredOnBehalf: true,
      remark: '表内备注',
    });
    const answer = await dispatchPlan(world, await planOf(world, directiveId));
    expect(answer.body.taskIds).toEqual([draftId]);
    const detail = await detailOf(world, draftId as string, 'fengyu');
    expect(detail).toMatchObject({ state: 'dispatched', dueOn: '2026-08-31', supporters: ['政协雪浦县委员会'] });
    expect(detail.timeline.map((entry) => entry.kind)).toEqual(['draft', 'progress', 'dispatch']);
    expect(detail.accountable).not.toBeNull();
  });
});

describe('a whole dispatch', () => {
  it('is acknowledged in one tap: one act for each task of one’s own', async () => {
    const { directiveId, dispatchId } = await dispatched(world, [
      ask([fengyu, xuepu]),
      ask([fengyu], { action: '开展民主评议' }),
    ]);
    const list = await world
      .as('fengyu')
      .call<{ items: { id: string; toAcknowledge: string[] }[] }>('GET /api/directives/:directiveId/dispatches', {
        params: { directiveId },
      });
    expect(list.body.items).toMatchObject([
      { id: dispatchId, toAcknowledge: [expect.any(String), expect.any(String)] },
    ]);
    const actionId = v7();
    const call = () =>
      world
        .as('fengyu')
        .call<{ receipts: { state: string }[] }>(
          'POST /api/dispatches/:dispatchId/acknowledge',
          { params: { dispatchId }, body: {} },
          { actionId },
        );
    const answer = await call();
    expect(answer.body.receipts.map((receipt) => receipt.state)).toEqual(['acknowledged', 'acknowledged']);
    expect((await call()).body).toEqual(answer.body);
    expect((await tasksOf(world, directiveId)).map((task) => [task.lead.name, task.state]).sort()).toEqual([
      ['政协枫屿县委员会', 'acknowledged'],
      ['政协枫屿县委员会', 'acknowledged'],
      ['政协雪浦县委员会', 'dispatched'],
    ]);
    const nothing = await world
      .as('fengyu')
      .call('POST /api/dispatches/:dispatchId/acknowledge', { params: { dispatchId }, body: {} });
    expect(nothing.status).toBe(422);
    const stranger = await world
      .as('qingya')
      .call('POST /api/dispatches/:dispatchId/acknowledge', { params: { dispatchId }, body: {} });
    expect(stranger.status).toBe(404);
  });
});
