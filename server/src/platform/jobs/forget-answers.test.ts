import { v7 } from 'uuid';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { testWorld, type World } from '../../testing/world.ts';
import { verifyAudit } from '../audit/index.ts';
import { feedbackRoutes } from '../feedback/index.ts';
import { forgetAnswersJob } from './index.ts';

let world: World;
beforeAll(async () => {
  world = await testWorld({ features: [feedbackRoutes] });
});
afterAll(() => world.close());

const give = (body: string, actionId: string) =>
  world
    .as('fengyu')
    .call<{ id?: string; title?: string }>('POST /api/feedback', { body: { page: '/', body } }, { actionId });
const remembered = async (id: string) =>
  (await world.owner.query('SELECT request_digest, response FROM action_results WHERE id = $1', [id])).rows[0];
const bodiesOf = async (id: string) =>
  (await world.owner.query<{ body: string }>('SELECT body FROM feedback WHERE id = $1', [id])).rows;

test('answers are forgotten after 90 days, and an id that was used stays used', async () => {
  const [old, young] = [v7(), v7()];
  await give('三月的意见', old);
  await world.moveTo('2026-09-14');
  await give('九月的意见', young);
  await forgetAnswersJob.run(world.app, world.tenantId);
  expect((await give('三月的意见', old)).status).toBe(200);

  await world.moveTo('2026-09-16');
  await forgetAnswersJob.run(world.app, world.tenantId);
  expect(await remembered(old)).toEqual({ request_digest: 'forgotten', response: null });
  expect((await remembered(young)).response).toMatchObject({ id: young });
  for (const body of ['三月的意见', '另一条']) {
    const answer = await give(body, old);
    expect([answer.status, answer.body.title]).toEqual([409, 'acts.longAgo']);
  }
  expect(await bodiesOf(old)).toEqual([{ body: '三月的意见' }]);
  expect((await give('九月的意见', young)).repeated).toBe(true);
});

test('the audit holds against what is left', async () => {
  const report = await verifyAudit(world.app.connections, world.tenantId, world.app.clock.machineNow());
  expect(report.findings.filter((finding) => finding.table !== 'tenant_clocks')).toEqual([]);
});

test('the act’s own row refuses its id even where nothing at all is remembered', async () => {
  const id = v7();
  await give('原来的意见', id);
  await world.owner.query('DELETE FROM action_results WHERE id = $1', [id]);
  const answer = await give('换了内容', id);
  expect([answer.status, answer.body.title]).toEqual([409, 'acts.actionIdReused']);
  expect(await bodiesOf(id)).toEqual([{ body: '原来的意见' }]);
  expect(await remembered(id)).toBeUndefined();
});
