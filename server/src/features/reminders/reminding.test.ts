import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { verifyAudit } from '../../platform/audit/index.ts';
import { addDays, daysBetween } from '../../platform/clock/days.ts';
import type { Output } from '../../platform/http/contract.ts';
import { ask, detailOf, dispatched, done, dueOn, taskWorld } from '../../testing/tasks.ts';
import type { World } from '../../testing/world.ts';
import { foldActs } from '../tasks/fold.ts';
import { actsOf } from '../tasks/index.ts';
import type { remindersContract } from './contract.ts';
import { remind } from './jobs.ts';
import { ladder, rungsReached, stepsOf } from './ladder.ts';
import { remindersRoutes } from './routes.ts';
import { insertNotices, reachedRungs } from './store.ts';

type Page = Output<(typeof remindersContract)['GET /api/notices']>;

let world: World;
let county: string;
beforeAll(async () => {
  world = await taskWorld([remindersRoutes]);
  // The world sets its clock by hand; the product does it by an act.
  await world.owner.query('DELETE FROM tenant_clocks');
  await world.owner.query('INSERT INTO tenant_clocks (tenant_id, offset_ms, anchor) VALUES ($1, 0, $2)', [
    world.tenantId,
    '2026-06-17',
  ]);
  county = world.organisation('政协枫屿县委员会');
});
afterAll(() => world.close());

const run = () => remind(world.app, world.tenantId);

/** A task of the county that was acknowledged on the day the world stands on. */
async function acknowledged(due: string): Promise<string> {
  const taskId = await given(due);
  await done(world, 'fengyu', taskId, 'acknowledge');
  return taskId;
}
async function given(due: string): Promise<string> {
  const { taskIds } = await dispatched(world, [ask([county], { deadline: dueOn(due) })]);
  return taskIds[0] as string;
}

const remindersOf = async (taskId: string) =>
  (
    await world.owner.query<{ said: string }>(
      `SELECT rung || ' ' || reminded_on AS said FROM reminders WHERE task_id = $1 ORDER BY recorded_at, rung`,
      [taskId],
    )
  ).rows.map((row) => row.said);
const escalations = async (taskId: string) =>
  (await actsOf(world.app.connections.tenant(world.tenantId), taskId)).filter((act) => act.kind === 'escalate');
const noticesOf = async (username: string, taskId: string) =>
  (await world.as(username).call<Page>('GET /api/notices')).body.items
    .filter((notice) => notice.taskId === taskId)
    .map(({ rung, because }) => `${rung} ${because}`);

it('tells everyone by which rules, in the words of the reader', async () => {
  type Rules = Output<(typeof remindersContract)['GET /api/notices/ladder']>;
  const { body } = await world.as('fengyu').call<Rules>('GET /api/notices/ladder');
  expect(body.steps).toEqual(stepsOf());
  expect(body).toMatchObject({ wakesAt: 8, sleepsAt: 20, escalating: ['officeClerk', 'leader'] });
  expect(body.reporting).toContain('unitClerk');
  expect(body.states).toEqual(['待签收', '已签收', '办理中', '已退回']);
  const english = await world.as('leader').call<Rules>('GET /api/notices/ladder', {}, { language: 'en' });
  expect(english.body.states).toHaveLength(4);
  expect(english.body.states.join()).toMatch(/^[ -~]+$/);
});

describe('the job', () => {
  it('reminds once at each rung, however often it runs and however the clock jumps', async () => {
    await world.moveTo('2026-06-17');
    const taskId = await acknowledged('2026-07-31');
    for (const day of ['2026-06-30', '2026-07-01', '2026-07-01', '2026-07-24', '2026-07-23', '2026-07-24']) {
      await world.moveTo(day);
      await run();
    }
    // Two at the same moment, as when a slow run meets the next hour.
    await world.moveTo('2026-07-30');
    await Promise.all([run(), run()]);
    expect(await remindersOf(taskId)).toEqual(['due30 2026-07-01', 'due7 2026-07-24', 'due1 2026-07-30']);
    expect(await noticesOf('fengyu', taskId)).toEqual(['due1 own', 'due7 own', 'due30 own']);
    expect(await escalations(taskId)).toEqual([]);
  });

  it('reminds of all others where one task cannot be reminded of, says so, and makes up for it', async () => {
    await world.moveTo('2026-06-17');
    const [stuck, other] = [await acknowledged('2026-07-05'), await acknowledged('2026-07-05')];
    await world.owner.query(`CREATE FUNCTION stick() RETURNS trigger LANGUAGE plpgsql AS
      $$ BEGIN IF NEW.task_id = '${stuck}' THEN RAISE EXCEPTION 'stuck'; END IF; RETURN NEW; END $$`);
    await world.owner.query('CREATE TRIGGER stick BEFORE INSERT ON reminders FOR EACH ROW EXECUTE FUNCTION stick()');
    await world.moveTo('2026-06-28');
    await expect(run()).rejects.toThrow('1 tasks could not be reminded of');
    expect([await remindersOf(stuck), await remindersOf(other)]).toEqual([[], ['due7 2026-06-28']]);
    await world.owner.query('DROP FUNCTION stick CASCADE');
    await run();
    expect(await remindersOf(stuck)).toEqual(['due7 2026-06-28']);
  });

  it('makes up for days on which the server was off by the nearest rung alone', async () => {
    await world.moveTo('2026-08-03');
    const taskId = await acknowledged('2026-10-30');
    await world.moveTo('2026-10-27');
    await run();
    expect(await remindersOf(taskId)).toEqual(['due7 2026-10-27']);
  });

  it('begins anew with the day of a granted extension', async () => {
    await world.moveTo('2026-11-02');
    const taskId = await acknowledged('2026-11-20');
    await world.moveTo('2026-11-13');
    await run();
    await done(world, 'fengyu', taskId, 'ask-extension', { wantedOn: '2026-12-11', reason: '雨天多' });
    const { version } = await detailOf(world, taskId);
    await done(world, 'clerk', taskId, 'grant-extension', {
      seenVersion: version,
      dueOn: '2026-12-11',
      reason: '同意',
    });
    for (const day of ['2026-11-19', '2026-11-23', '2026-12-04']) {
      await world.moveTo(day);
      await run();
    }
    expect(await remindersOf(taskId)).toEqual(['due7 2026-11-13', 'due7 2026-12-04']);
  });

  it('is silent in the evening and says it in the morning', async () => {
    await world.moveTo('2027-01-04');
    const taskId = await acknowledged('2027-03-01');
    const night = Date.parse('2027-02-22T20:30:00+08:00') - Date.now();
    await world.owner.query('UPDATE tenant_clocks SET offset_ms = $1', [night]);
    await world.app.clock.reload();
    expect(await run()).toBe(0);
    await world.moveTo('2027-02-23');
    await run();
    expect(await remindersOf(taskId)).toEqual(['due7 2027-02-23']);
  });

  it('says nothing of what was handed in', async () => {
    await world.moveTo('2027-03-02');
    const taskId = await acknowledged('2027-03-31');
    await done(world, 'fengyu', taskId, 'submit', { text: '已建成' });
    await world.moveTo('2027-04-01');
    await run();
    expect(await remindersOf(taskId)).toEqual([]);
  });
});

describe('escalation by the job', () => {
  it('sends what is overdue up the guidance relation at once, and never twice', async () => {
    await world.moveTo('2027-05-06');
    const taskId = await acknowledged('2027-05-31');
    for (const day of ['2027-06-01', '2027-06-02']) {
      await world.moveTo(day);
      await run();
    }
    const [act, ...more] = await escalations(taskId);
    expect(more).toEqual([]);
    expect(act).toMatchObject({
      ...{ accountId: null, accountName: '协力', occurredOn: '2027-06-01' },
      organisationId: world.organisation('政协云汀市委员会'),
      payload: { reason: '已过完成时限（2027年5月31日），按督办规则自动提级' },
    });
    for (const superior of ['clerk', 'leader'])
      expect(await noticesOf(superior, taskId)).toEqual(['overdue escalated']);
    expect(await noticesOf('fengyu', taskId)).toEqual(['overdue own']);
    for (const other of ['verifier', 'inspector', 'sysadmin']) expect(await noticesOf(other, taskId)).toEqual([]);
  });

  it('sends what nobody acknowledged up after three working days, and leaves it there when it gets late', async () => {
    await world.moveTo('2026-06-16');
    const taskId = await given('2026-06-23');
    await world.moveTo('2026-06-22');
    await run();
    expect(await escalations(taskId)).toEqual([]);
    for (const day of ['2026-06-23', '2026-06-26']) {
      await world.moveTo(day);
      await run();
    }
    expect(await remindersOf(taskId)).toEqual(['due1 2026-06-22', 'unacknowledged 2026-06-23', 'overdue 2026-06-26']);
    const acts = await escalations(taskId);
    expect(acts.map((act) => act.payload)).toEqual([
      { reason: '2026年6月16日交办后满3个工作日仍未签收，按督办规则自动提级' },
    ]);
    expect(await noticesOf('leader', taskId)).toEqual(['unacknowledged escalated']);
  });

  it('says in the act that weekdays were counted where the holidays are not known', async () => {
    await world.moveTo('2027-12-27');
    const taskId = await given('2028-03-31');
    await world.moveTo('2027-12-31');
    await run();
    expect((await escalations(taskId))[0]?.payload).toEqual({
      reason:
        '2027年12月27日交办后满3个工作日仍未签收，按督办规则自动提级（2027年放假安排尚未收录，工作日按周一至周五计算）',
    });
  });

  it('leaves alone what a person has escalated already', async () => {
    await world.moveTo('2028-02-01');
    const taskId = await acknowledged('2028-02-29');
    await done(world, 'leader', taskId, 'escalate', { reason: '请尽快' });
    await world.moveTo('2028-03-01');
    await run();
    expect(await remindersOf(taskId)).toEqual(['overdue 2028-03-01']);
    expect((await escalations(taskId)).map((act) => act.accountName)).toEqual([world.actorOf('leader').displayName]);
    expect(await noticesOf('leader', taskId)).toEqual([]);
  });
});

describe('the statement', () => {
  it('finds what the rule finds, on every day of half a year', async () => {
    await world.moveTo('2028-05-04');
    const taskIds: string[] = [];
    for (const due of ['2028-05-05', '2028-05-20', '2028-06-15', '2028-08-01']) taskIds.push(await given(due));
    await done(world, 'fengyu', taskIds[2] as string, 'acknowledge');
    const db = world.app.connections.tenant(world.tenantId);
    const timelines = new Map(await Promise.all(taskIds.map(async (id) => [id, await actsOf(db, id)] as const)));
    for (let day = '2028-05-04'; day < '2028-10-01'; day = addDays(day, 1 + (daysBetween('2028-05-04', day) % 3))) {
      const found = (await reachedRungs(db, day, ladder)).filter(({ taskId }) => timelines.has(taskId));
      const expected = [...timelines].flatMap(([taskId, acts]) => {
        const { state, dueOn: dueDay } = foldActs(acts);
        const givenOn = acts.find((act) => act.kind === 'dispatch')?.occurredOn ?? '';
        const terms = { state, dueOn: dueDay, givenOn, inForceSince: givenOn };
        return rungsReached(terms, day).map((reached) => ({ taskId, ...reached }));
      });
      const told = (list: readonly { taskId: string; rung: string; countsFrom: string }[]) =>
        list.map(({ taskId, rung, countsFrom }) => `${taskId} ${rung} ${countsFrom}`).sort();
      expect([day, told(found)]).toEqual([day, told(expected)]);
    }
  });
});

describe('the notices of a person', () => {
  const due1 = (taskId: string) => ({
    ...{ taskId, rung: 'due1' as const, countsFrom: '2029-07-01' },
    ...{ leadOrganisationId: county, accountablePersonId: null },
  });

  it('are counted until they are read, one by one or all that were seen', async () => {
    await world.moveTo('2029-03-01');
    await run();
    const until = world.app.clock.businessNow(world.tenantId);
    await world.as('fengyu').call('POST /api/notices/read-all', { body: { until } });
    const unread = async () =>
      (await world.as('fengyu').call<{ unread: number }>('GET /api/notices/unread')).body.unread;
    expect(await unread()).toBe(0);
    for (let count = 0; count < 3; count += 1) await acknowledged('2029-05-31');
    await world.moveTo('2029-05-01');
    await run();
    expect(await unread()).toBe(3);
    const { items } = (await world.as('fengyu').call<Page>('GET /api/notices')).body;
    const first = items[0] as Page['items'][number];
    const params = { noticeId: first.id };
    expect((await world.as('clerk').call('POST /api/notices/:noticeId/read', { params })).status).toBe(404);
    expect((await world.as('fengyu').call('POST /api/notices/:noticeId/read', { params })).status).toBe(200);
    expect(await unread()).toBe(2);
    await world.as('fengyu').call('POST /api/notices/read-all', { body: { until: first.arrivedAt } });
    expect(await unread()).toBe(0);
  });

  it('are gone from sight with the right to the task', async () => {
    await world.moveTo('2029-06-01');
    const taskId = await acknowledged('2029-07-01');
    await world.moveTo('2029-06-30');
    await run();
    const moved = await world.addAccount({ username: 'moved', role: 'branchSecretary', organisationId: county });
    await world.act(moved, (context) =>
      insertNotices(context, [{ accountId: moved.accountId, task: due1(taskId), because: 'own' }]),
    );
    expect(await noticesOf('moved', taskId)).toEqual(['due1 own']);
    moved.roles = [{ role: 'branchSecretary', organisationId: world.organisation('云汀市政协提案委员会') }];
    expect(await noticesOf('moved', taskId)).toEqual([]);
  });

  it('and every reminder stand in the audit, which holds', async () => {
    const report = await verifyAudit(world.app.connections, world.tenantId, world.app.clock.machineNow());
    expect(report.findings.filter((finding) => finding.table !== 'tenant_clocks')).toEqual([]);
  });
});

it('writes nothing where there is nothing to say', async () => {
  const entries = async () => (await world.owner.query('SELECT count(*)::int AS count FROM audit_entries')).rows[0];
  await run();
  const before = await entries();
  expect(await run()).toBe(0);
  expect(await entries()).toEqual(before);
});
