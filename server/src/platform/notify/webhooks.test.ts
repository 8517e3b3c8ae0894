import { Webhook } from 'standardwebhooks';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { taskEvents } from '../../features/tasks/index.ts';
import { httpReceiver, json } from '../../testing/receivers.ts';
import { actOn, ask, dispatched, done, taskWorld } from '../../testing/tasks.ts';
import type { CallInput, World } from '../../testing/world.ts';
import { sealOnce } from '../audit/index.ts';
import type { RouteKey } from '../http/contract.ts';
import { openCipher } from '../secrets/cipher.ts';
import { deliverJob } from './jobs.ts';
import { notifyRoutes } from './routes.ts';
import { queueDeliveries } from './store.ts';

const sources = [taskEvents];
const job = deliverJob(sources);

let world: World;
let county: string;
let receiver: Awaited<ReturnType<typeof httpReceiver>>;
let signingKey: string;
beforeAll(async () => {
  world = await taskWorld([notifyRoutes(sources)]);
  county = world.organisation('政协枫屿县委员会');
  receiver = await httpReceiver(json({}));
  await given();
  await sealOnce(world.app, world.tenantId);
  const body = { seenVersion: 0, wakesAt: 8, sleepsAt: 20, networks: ['127.0.0.0/8'] };
  await world.as('sysadmin').call('POST /api/channels/settings', { body });
});
afterAll(async () => {
  await receiver.close();
  await world.close();
});

async function given(): Promise<string> {
  const { taskIds } = await dispatched(world, [ask([county])]);
  return taskIds[0] as string;
}
async function minute() {
  await sealOnce(world.app, world.tenantId);
  await job.run(world.app, world.tenantId);
}
/** What arrived, each verified as a receiver would. */
const verified = () =>
  receiver.received.map(({ headers, body }) => ({
    id: headers['webhook-id'],
    event: new Webhook(signingKey).verify(body, headers as Record<string, string>) as {
      type: string;
      timestamp: string;
      data: Record<string, string>;
    },
  }));
const add = (more: object = {}) =>
  world.as('sysadmin').call<{ id: string; signingKey: string; field?: string }>('POST /api/channels/webhooks', {
    body: { name: '数据平台', url: `${receiver.url}/hook`, events: ['task.dispatch', 'task.acknowledge'], ...more },
  });

it('is told only of events that exist, and its key is shown once', async () => {
  const unknown = await add({ events: ['task.dispatch', 'task.gossip'] });
  expect([unknown.status, unknown.body.field]).toEqual([400, 'events.1']);
  const answer = await add();
  expect(answer.status).toBe(200);
  signingKey = answer.body.signingKey;
  expect(signingKey).toMatch(/^whsec_[\w+/]{43}=$/);
  const shown = await world.as('sysadmin').call('GET /api/channels');
  expect(JSON.stringify(shown.body)).toContain('task.acknowledge');
  expect(JSON.stringify(shown.body)).not.toContain(signingKey);
  const { rows } = await world.owner.query('SELECT id, response FROM action_results WHERE id = $1', [answer.body.id]);
  expect(rows).toEqual([{ id: answer.body.id, response: null }]);
});

it('is told what it chose, signed, in order, after the commit, each act once, and nothing of the past', async () => {
  const taskId = await given();
  await done(world, 'fengyu', taskId, 'progress', { text: '已开始' });
  expect((await actOn(world, 'fengyu', taskId, 'acknowledge')).status).toBe(409);
  await minute();
  await minute();
  const events = verified().map(({ event }) => event);
  expect(events.map(({ type, data }) => [type, data.taskId])).toEqual([
    ['task.dispatch', taskId],
    ['task.acknowledge', taskId],
  ]);
  expect(Object.keys(events[0] ?? {}).sort()).toEqual(['data', 'timestamp', 'type']);
  expect(JSON.stringify(events)).not.toMatch(/[\u4e00-\u9fff]/);
});

it('is told again under the same id when it answered an error, or when the administrator says so', async () => {
  receiver.received.splice(0);
  receiver.answerWith((response) => void response.writeHead(503).end());
  await given();
  await minute();
  receiver.answerWith(json({}));
  await world.owner.query(`UPDATE deliveries SET due_at = '2020-01-01' WHERE state = 'pending'`);
  await minute();
  const [sent] = (
    await world.as('sysadmin').call<{ items: { id: string }[] }>('GET /api/deliveries', { query: { state: 'sent' } })
  ).body.items;
  const params = { deliveryId: sent?.id ?? '' };
  await world.as('sysadmin').call('POST /api/deliveries/:deliveryId/repeat', { params });
  await minute();
  expect(verified().map(({ id }) => id)).toEqual(Array(3).fill(sent?.id));
});

it('whose events cannot be read holds up neither another webhook nor a message to a person', async () => {
  const robot = await httpReceiver(json({ errcode: 0 }));
  const made = { kind: 'wecom', settings: {}, secret: { url: `${robot.url}/send` } };
  const { body } = await world
    .as('sysadmin')
    .call<{ id: string }>('POST /api/channels', { body: { name: '工作群', made } });
  // In the order of names before the one that works.
  const broken = (await add({ name: 'A' })).body.id;
  await world.owner.query(`UPDATE channels SET settings = '{}' WHERE id = '${broken}'`);
  await world.act('sysadmin', (context) => {
    const message = { title: '提醒', lines: [], link: null, language: 'zh-CN' as const };
    const receiver = { receiverId: body.id, receiverName: '全市', about: '2026-07-01', address: null };
    return queueDeliveries(context, [{ channelId: body.id, ...receiver, message }]);
  });
  receiver.received.splice(0);
  await given();
  await sealOnce(world.app, world.tenantId);
  await expect(job.run(world.app, world.tenantId)).rejects.toThrow('1 parts');
  expect(verified().map(({ event }) => event.type)).toEqual(['task.dispatch']);
  expect(robot.received).toHaveLength(1);
  await robot.close();
  await world.owner.query(`UPDATE channels SET enabled = false WHERE id = '${broken}'`);
});

it('leaves no trace in a minute in which nothing happened, so that the audit does not feed on itself', async () => {
  const entries = async () => (await world.owner.query('SELECT count(*)::int AS count FROM audit_entries')).rows[0];
  await minute();
  const before = await entries();
  for (let time = 0; time < 3; time += 1) await minute();
  expect(await entries()).toEqual(before);
});

describe('whoever set it up', () => {
  const manager = <T extends object>(key: RouteKey, input: CallInput) => world.as('sysadmin').call<T>(key, input);
  const change = <T extends object>(id: string, what: 'amend' | 'signing-key' | 'close', body: object) =>
    manager<T>(`POST /api/channels/:channelId/${what}`, { params: { channelId: id }, body });
  const channels = async () =>
    (await manager<{ channels: { id: string; name: string; version: number }[] }>('GET /api/channels', {})).body
      .channels;
  const versionOf = async (id: string) => (await channels()).find((one) => one.id === id)?.version ?? 0;
  let id: string;

  it('gives it another address and other events; its key stays', async () => {
    const { body } = await add({ name: '旧平台' });
    id = body.id;
    const settings = { url: `${receiver.url}/elsewhere`, events: ['task.progress'] };
    const amended = { seenVersion: 1, name: '新平台', enabled: true, made: { kind: 'webhook', settings } };
    const unknown = { ...amended, made: { kind: 'webhook', settings: { ...settings, events: ['task.gossip'] } } };
    expect((await change(id, 'amend', unknown)).body).toMatchObject({ field: 'made.settings.events.0' });
    expect((await change(id, 'amend', amended)).body).toMatchObject({ version: 2 });
    expect((await change(id, 'amend', amended)).status).toBe(409);
    const taskId = await given();
    await done(world, 'fengyu', taskId, 'progress', { text: '已开始' });
    receiver.received.splice(0);
    await minute();
    const told = receiver.received.filter(({ path }) => path === '/elsewhere');
    expect(told).toHaveLength(1);
    const [{ body: text, headers } = { body: '', headers: {} }] = told;
    const event = new Webhook(body.signingKey).verify(text, headers as Record<string, string>);
    expect(event).toMatchObject({ type: 'task.progress', data: { taskId } });
  });

  it('gives it a new signing key, shown once, also where the kept one cannot be opened any more', async () => {
    const lost = openCipher({
      encryption: Buffer.alloc(32, 8),
      blindIndex: Buffer.alloc(32, 9),
      request: Buffer.alloc(32, 10),
    });
    await world.owner.query('UPDATE channels SET secret = $1 WHERE id = $2', [lost.seal('{}', 'channels.secret'), id]);
    await done(world, 'fengyu', await given(), 'progress', { text: '已开始' });
    await minute();
    const failed = await manager<{ items: { id: string; failure: string }[] }>('GET /api/deliveries', {
      query: { state: 'retrying' },
    });
    expect(failed.body.items.map(({ failure }) => failure)).toEqual([expect.stringContaining('换新签名密钥')]);
    const seenVersion = await versionOf(id);
    const { body } = await change<{ signingKey: string }>(id, 'signing-key', { seenVersion });
    expect((await change(id, 'signing-key', { seenVersion })).status).toBe(409);
    const { rows } = await world.owner.query('SELECT response FROM action_results WHERE response::text LIKE $1', [
      `%${body.signingKey}%`,
    ]);
    expect(rows).toEqual([]);
    receiver.received.splice(0);
    await world.owner.query(`UPDATE deliveries SET due_at = '2020-01-01' WHERE state = 'pending'`);
    await minute();
    const [told] = receiver.received;
    expect(new Webhook(body.signingKey).verify(told?.body ?? '', told?.headers as Record<string, string>)).toBeTruthy();
    const robot = (await channels()).find(({ name }) => name === '工作群');
    expect((await change(robot?.id ?? '', 'signing-key', { seenVersion: 1 })).status).toBe(422);
  });

  it('removes it: nothing is sent any more, what was sent stays, and its name is free', async () => {
    receiver.answerWith((response) => void response.writeHead(503).end());
    await done(world, 'fengyu', await given(), 'progress', { text: '已开始' });
    await minute();
    receiver.answerWith(json({}));
    expect((await change(id, 'close', { seenVersion: 1 })).status).toBe(409);
    expect((await change(id, 'close', { seenVersion: await versionOf(id) })).status).toBe(200);
    expect((await channels()).map(({ name }) => name)).not.toContain('新平台');
    expect((await change(id, 'close', { seenVersion: 9 })).status).toBe(404);
    type Item = { id: string; channelName: string; channelRemoved: boolean; state: string; failure: string | null };
    const all = (await manager<{ items: Item[] }>('GET /api/deliveries', {})).body.items;
    const kept = all.filter(({ channelName }) => channelName === '新平台');
    expect(kept.map(({ channelRemoved, state, failure }) => [channelRemoved, state, failure])).toEqual([
      [true, 'failed', '通道已移除，没有送出'],
      [true, 'sent', null],
      [true, 'sent', null],
    ]);
    const repeat = { params: { deliveryId: kept[0]?.id ?? '' } };
    expect((await manager('POST /api/deliveries/:deliveryId/repeat', repeat)).status).toBe(422);
    receiver.received.splice(0);
    await done(world, 'fengyu', await given(), 'progress', { text: '已开始' });
    await minute();
    expect(receiver.received.filter(({ path }) => path === '/elsewhere')).toEqual([]);
    expect((await add({ name: '新平台' })).status).toBe(200);
    const { rows } = await world.owner.query('SELECT secret FROM channels WHERE id = $1', [id]);
    expect(world.app.cipher.open(rows[0]?.secret, 'channels.secret')).toBe('{}');
  });
});
