import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { verifyAudit } from '../../platform/audit/index.ts';
import type { Output } from '../../platform/http/contract.ts';
import type { notifyContract } from '../../platform/notify/contract.ts';
import { deliver } from '../../platform/notify/jobs.ts';
import { notifyRoutes } from '../../platform/notify/routes.ts';
import { openCipher } from '../../platform/secrets/cipher.ts';
import { httpReceiver, json, mailReceiver, wordsOf } from '../../testing/receivers.ts';
import { ask, dispatched, done, dueOn, type Refusal, taskWorld } from '../../testing/tasks.ts';
import type { World } from '../../testing/world.ts';
import { remindJob } from './jobs.ts';
import { remindersRoutes } from './routes.ts';

type Channels = Output<(typeof notifyContract)['GET /api/channels']>;
type Delivery = Output<(typeof notifyContract)['GET /api/deliveries']>['items'][number];

const account = { user: 'xieli', password: 'only-here-7' };
const title = '走访三户委员 13800000001';

let world: World;
let county: string;
let mail: Awaited<ReturnType<typeof mailReceiver>>;
let robot: Awaited<ReturnType<typeof httpReceiver>>;
beforeAll(async () => {
  world = await taskWorld([remindersRoutes, notifyRoutes([])]);
  county = world.organisation('政协枫屿县委员会');
  mail = await mailReceiver(account);
  robot = await httpReceiver(json({ errcode: 0 }));
});
afterAll(async () => {
  await mail.close();
  await robot.close();
  await world.close();
});

const administrator = <T>(key: Parameters<ReturnType<World['as']>['call']>[0], input = {}) =>
  world.as('sysadmin').call<T & Refusal>(key, input);
const channels = async () => (await administrator<Channels>('GET /api/channels')).body;
const deliveries = async (state?: Delivery['state']) =>
  (await administrator<{ items: Delivery[] }>('GET /api/deliveries', { query: { state } })).body.items;
const mailSettings = (more: object = {}) => ({
  ...{ host: '127.0.0.1', port: mail.port, security: 'none', user: account.user, from: 'xieli@office.example' },
  ...{ titles: false, ...more },
});
const mailChannel = (more?: object) => ({
  kind: 'mail',
  settings: mailSettings(more),
  secret: { password: account.password },
});

async function add(name: string, made: object): Promise<string> {
  const answer = await administrator<{ id: string }>('POST /api/channels', { body: { name, made } });
  expect([answer.status, answer.body.detail]).toEqual([200, undefined]);
  return answer.body.id;
}
async function amend(name: string, more: object) {
  const channel = (await channels()).channels.find((one) => one.name === name);
  const params = { channelId: channel?.id ?? '' };
  const body = { seenVersion: channel?.version, name, enabled: true, made: null, ...more };
  const answer = await administrator<object>('POST /api/channels/:channelId/amend', { params, body });
  expect(answer.status).toBe(200);
}

/** A task of the county that reaches a rung on the day, and the jobs of that hour. */
async function hourOf(day: string): Promise<void> {
  await world.moveTo(day);
  await remindJob.run(world.app, world.tenantId);
  await deliver(world.app, world.tenantId);
}
async function taskDue(given: string, due: string): Promise<void> {
  await world.moveTo(given);
  const { taskIds } = await dispatched(world, [ask([county], { action: title, deadline: dueOn(due) })]);
  await done(world, 'fengyu', taskIds[0] as string, 'acknowledge');
}
/** Lets the pause of what waits pass. */
const wait = () => world.owner.query(`UPDATE deliveries SET due_at = '2020-01-01' WHERE state = 'pending'`);

describe('the administrator', () => {
  it('is told why nothing arrives, opens the network of the office, and sees that it does', async () => {
    const channelId = await add('办公邮箱', mailChannel());
    const test = () =>
      administrator<object>('POST /api/channels/:channelId/test', {
        params: { channelId },
        body: { to: 'clerk@office.example' },
      });
    const closed = await test();
    expect([closed.status, closed.body.detail]).toEqual([422, '127.0.0.1 是内网地址，尚未列入“允许的内网网段”']);
    const open = (networks: string[], seenVersion = 0) =>
      administrator<object>('POST /api/channels/settings', {
        body: { seenVersion, wakesAt: 8, sleepsAt: 20, networks },
      });
    expect((await open(['127.0.0.1'])).status).toBe(400);
    expect((await open(['127.0.0.0/8'])).status).toBe(200);
    expect((await open(['0.0.0.0/0'])).status).toBe(409);
    expect((await test()).status).toBe(200);
    expect(wordsOf(mail.received.splice(0)[0]?.text ?? '')).toContain('协力：测试消息');
  });

  it('never sees a secret again, nor does anyone who reads the database', async () => {
    await add('工作群', { kind: 'wecom', settings: {}, secret: { url: `${robot.url}/send?key=secret-key-9` } });
    const shown = JSON.stringify(await channels());
    expect(shown).toContain(new URL(robot.url).host);
    const { rows } = await world.owner.query('SELECT c.*, encode(c.secret, $1) AS bytes FROM channels c', ['escape']);
    for (const text of [shown, JSON.stringify(rows)]) {
      expect(text).not.toContain('secret-key-9');
      expect(text).not.toContain(account.password);
    }
  });

  it('is the only one: nobody else sees channels or deliveries', async () => {
    for (const username of ['clerk', 'fengyu', 'leader', 'secadmin', 'auditadmin']) {
      const answers = await Promise.all(
        (['GET /api/channels', 'GET /api/deliveries'] as const).map((key) => world.as(username).call(key)),
      );
      expect([username, ...answers.map(({ status }) => status)]).toEqual([username, 403, 403]);
    }
  });
});

describe('a digest', () => {
  it('goes once a day to who asked for it, with counts alone, and to the group', async () => {
    await taskDue('2026-06-18', '2026-07-28');
    await hourOf('2026-06-29');
    expect(mail.received).toEqual([]);
    const wanted = { seenVersion: 0, mailAddress: 'fengyu@office.example', bySms: false, language: 'zh-CN' };
    expect((await world.as('fengyu').call('POST /api/notices/preferences', { body: wanted })).status).toBe(200);
    await taskDue('2026-06-29', '2026-08-03');
    for (const day of ['2026-07-06', '2026-07-06']) await hourOf(day);
    expect(mail.received.map(({ to }) => to)).toEqual([['fengyu@office.example']]);
    const words = wordsOf(mail.received[0]?.text ?? '');
    expect(words).toContain('30天内到期：2项');
    expect(words).not.toContain('走访');
    const said = JSON.parse(robot.received.at(-1)?.body ?? '').markdown.content;
    expect(said).toContain('30天内到期：1项');
    expect(said).not.toMatch(/走访|枫屿/);
  });

  it('waits for the next day with what came after it, and lists titles only where the mail stays inside', async () => {
    mail.received.splice(0);
    await taskDue('2026-07-06', '2026-08-05');
    await amend('办公邮箱', { made: mailChannel({ titles: true }) });
    await hourOf('2026-07-06');
    expect(mail.received).toEqual([]);
    await taskDue('2026-07-06', '2026-08-06');
    await hourOf('2026-07-07');
    const words = wordsOf(mail.received[0]?.text ?? '');
    expect(mail.received).toHaveLength(1);
    expect(words).toContain('走访三户委员 ***********');
    expect(words).not.toContain('13800000001');
  });

  it('loses nothing and says nothing twice when the clock jumps a day forth and back', async () => {
    mail.received.splice(0);
    const told = () => mail.received.map(({ text }) => /(\d+)条新提醒/.exec(wordsOf(text))?.[1]);
    await world.as('fengyu').call('POST /api/notices/read-all', { body: { until: '2026-07-08T00:00:00Z' } });
    await taskDue('2026-07-08', '2026-08-08');
    await hourOf('2026-07-09');
    await taskDue('2026-07-07', '2026-08-07');
    await hourOf('2026-07-08');
    await hourOf('2026-07-09');
    expect(told()).toEqual(['1', '1']);
    const { rows } = await world.owner.query(
      `SELECT count(*)::int AS count FROM notices n JOIN reminders r USING (tenant_id, task_id, rung, counts_from)
       WHERE n.account_id = $1 AND n.read_at IS NULL`,
      [world.actorOf('fengyu').accountId],
    );
    expect(rows).toEqual([{ count: 2 }]);
  });

  it('is sealed in its address at rest, and holds no name of an organisation', async () => {
    const { rows } = await world.owner.query<{ message: object }>('SELECT * FROM deliveries');
    expect(rows.length).toBeGreaterThan(2);
    expect(JSON.stringify(rows)).not.toContain('fengyu@office.example');
    for (const { message } of rows) expect(JSON.stringify(message)).not.toContain('枫屿');
  });
});

describe('what does not arrive', () => {
  it('is tried again with growing pauses, then failed with its reason, and can be repeated', async () => {
    mail.received.splice(0);
    await amend('办公邮箱', { made: mailChannel({ port: 1 }) });
    await taskDue('2026-07-07', '2026-08-20');
    await hourOf('2026-07-21');
    const [waiting] = await deliveries('retrying');
    expect(await deliveries('pending')).toEqual([]);
    expect(waiting).toMatchObject({
      ...{ channelName: '办公邮箱', receiverName: world.actorOf('fengyu').displayName, attempts: 1 },
      failure: '连不上对方（ECONNREFUSED）',
    });
    await deliver(world.app, world.tenantId);
    expect((await deliveries('retrying'))[0]?.attempts).toBe(1);
    for (let attempt = 2; attempt <= 6; attempt += 1) {
      await wait();
      await deliver(world.app, world.tenantId);
    }
    const [failed] = await deliveries('failed');
    expect(failed).toMatchObject({ id: waiting?.id, attempts: 6, nextAt: null, failure: '连不上对方（ECONNREFUSED）' });

    await amend('办公邮箱', { made: mailChannel() });
    const params = { deliveryId: failed?.id ?? '' };
    const actionId = crypto.randomUUID();
    for (const repeated of [false, true]) {
      const answer = await world
        .as('sysadmin')
        .call('POST /api/deliveries/:deliveryId/repeat', { params }, { actionId });
      expect([answer.status, answer.repeated]).toEqual([200, repeated]);
    }
    await deliver(world.app, world.tenantId);
    expect(mail.received).toHaveLength(1);
    expect((await deliveries()).find(({ id }) => id === failed?.id)).toMatchObject({ state: 'sent', failure: null });
  });

  it('because other keys sealed the channel is said, and the channel is still there to be mended', async () => {
    const [kept] = (await world.owner.query("SELECT id, secret FROM channels WHERE name = '办公邮箱'")).rows;
    const put = (secret: Buffer) =>
      world.owner.query('UPDATE channels SET secret = $1 WHERE id = $2', [secret, kept.id]);
    await put(
      openCipher({
        encryption: Buffer.alloc(32, 8),
        blindIndex: Buffer.alloc(32, 9),
        request: Buffer.alloc(32, 7),
      }).seal('{}', 'channels.secret'),
    );
    expect(JSON.stringify(await channels())).toContain('办公邮箱');
    const input = { params: { channelId: kept.id }, body: { to: 'clerk@office.example' } };
    const test = await administrator<object>('POST /api/channels/:channelId/test', input);
    expect([test.status, test.body.detail]).toEqual([
      422,
      '本机密钥打不开这个通道已保存的密码或地址，请用“修改”重新填写',
    ]);
    await put(kept.secret);
  });

  it('waits for the morning, and for a channel that was turned off', async () => {
    const before = robot.received.length;
    const [sent] = (await deliveries('sent')).filter(({ kind }) => kind === 'wecom');
    await administrator('POST /api/deliveries/:deliveryId/repeat', { params: { deliveryId: sent?.id ?? '' } });
    await world.owner.query('UPDATE tenant_clocks SET offset_ms = $1', [
      Date.parse('2026-07-21T21:00:00+08:00') - Date.now(),
    ]);
    await world.app.clock.reload();
    await deliver(world.app, world.tenantId);
    await amend('工作群', { enabled: false });
    await world.moveTo('2026-07-22');
    await deliver(world.app, world.tenantId);
    expect(robot.received).toHaveLength(before);
    await amend('工作群', { enabled: true });
    await deliver(world.app, world.tenantId);
    expect(robot.received).toHaveLength(before + 1);
  });

  it('while it waits can be sent at once by whoever has mended the cause', async () => {
    mail.received.splice(0);
    await amend('办公邮箱', { made: mailChannel({ port: 1 }) });
    await taskDue('2026-07-23', '2026-08-23');
    await hourOf('2026-07-24');
    const [waiting] = await deliveries('retrying');
    expect(waiting).toMatchObject({ attempts: 1, failure: '连不上对方（ECONNREFUSED）', nextAt: expect.any(String) });
    const repeat = () =>
      administrator('POST /api/deliveries/:deliveryId/repeat', { params: { deliveryId: waiting?.id ?? '' } });
    expect((await repeat()).status).toBe(200);
    // The count stays: an attempt that is under way is noted by it, and nothing is sent twice.
    expect((await deliveries('retrying'))[0]).toMatchObject({ id: waiting?.id, attempts: 1 });
    await amend('办公邮箱', { made: mailChannel() });
    await deliver(world.app, world.tenantId);
    expect(mail.received).toHaveLength(1);
    expect((await deliveries('sent')).map(({ id }) => id)).toContain(waiting?.id);
  });

  it('fails at once where no further attempt can mend it', async () => {
    const allow = async (networks: string[]) => {
      const { settings } = await channels();
      const body = { seenVersion: settings.version, wakesAt: 8, sleepsAt: 20, networks };
      await administrator('POST /api/channels/settings', { body });
    };
    await allow([]);
    await taskDue('2026-07-27', '2026-08-27');
    await hourOf('2026-07-28');
    const failed = (await deliveries('failed')).filter(({ attempts }) => attempts === 1);
    const closed = { failure: expect.stringContaining('127.0.0.1 是内网地址'), nextAt: null };
    expect(failed).toMatchObject([closed, closed]);
    await allow(['127.0.0.0/8']);
    robot.answerWith((response) => void response.writeHead(302, { location: 'http://elsewhere.example' }).end());
    const [sent] = (await deliveries('sent')).filter(({ kind }) => kind === 'wecom');
    await administrator('POST /api/deliveries/:deliveryId/repeat', { params: { deliveryId: sent?.id ?? '' } });
    await deliver(world.app, world.tenantId);
    expect((await deliveries('failed')).find(({ id }) => id === sent?.id)?.failure).toContain('elsewhere.example');
    robot.answerWith(json({ errcode: 0 }));
  });
});

it('stands in the audit, which holds', async () => {
  const report = await verifyAudit(world.app.connections, world.tenantId, world.app.clock.machineNow());
  const byHand = new Set(['tenant_clocks', 'deliveries']);
  expect(report.findings.filter((finding) => !byHand.has(finding.table ?? ''))).toEqual([]);
});
