import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { rowsOfFile } from '../../testing/task-tables.ts';
import {
  ask,
  detailOf,
  dispatched,
  done,
  dueOn,
  type Row,
  sentenceEvidence,
  supporting,
  taskWorld,
} from '../../testing/tasks.ts';
import type { World } from '../../testing/world.ts';
import { isLate } from './fold.ts';
import { listTasks } from './list.ts';

let world: World;
let fengyu: string;
let xuepu: string;
let directiveId: string;
beforeAll(async () => {
  world = await taskWorld();
  fengyu = world.organisation('政协枫屿县委员会');
  xuepu = world.organisation('政协雪浦县委员会');
  const contents = [
    ask([fengyu, xuepu], { deadline: dueOn('2026-06-20') }),
    ask([fengyu], { action: '开展民主评议党员', deadline: dueOn('2026-07-05'), hardness: 'hard' }),
    ask([xuepu], { action: '举办读书分享', owners: [...ask([xuepu]).owners, supporting(fengyu)] }),
    ask([xuepu], { action: '报送调研选题', deadline: dueOn('2026-06-20') }),
  ];
  directiveId = (await dispatched(world, contents)).directiveId;
  await world.moveTo('2026-06-25');
});
afterAll(() => world.close());

type Query = Record<string, string | number>;
const page = async (query: Query, username = 'clerk') =>
  (await world.as(username).call<{ items: Row[]; next: string | null }>('GET /api/tasks', { query })).body;
const found = async (query: Query, username?: string) =>
  (await page(query, username)).items.map((row) => `${row.lead.name.slice(2, 4)} ${row.action}`).sort();

const ledger = '建立委员联系群众台账';

describe('the list of tasks', () => {
  it('shows everybody what their organisations lead or support, and nothing else', async () => {
    expect(await found({})).toHaveLength(5);
    expect(await found({}, 'fengyu')).toEqual([`枫屿 ${ledger}`, '枫屿 开展民主评议党员', '雪浦 举办读书分享'].sort());
    expect(await found({}, 'xuepu')).toEqual([`雪浦 ${ledger}`, '雪浦 举办读书分享', '雪浦 报送调研选题'].sort());
    expect(await found({}, 'qingya')).toEqual([]);
    expect((await world.as('sysadmin').call('GET /api/tasks')).status).toBe(403);
    expect((await world.as(null).call('GET /api/tasks')).status).toBe(401);
  });

  it.each([
    [{ late: 'true' }, [`枫屿 ${ledger}`, `雪浦 ${ledger}`, '雪浦 报送调研选题']],
    [{ late: 'false' }, ['枫屿 开展民主评议党员', '雪浦 举办读书分享']],
    [{ hardness: 'hard' }, ['枫屿 开展民主评议党员']],
    [{ dueFrom: '2026-07-01' }, ['枫屿 开展民主评议党员']],
    [{ dueTo: '2026-06-20', search: '选题' }, ['雪浦 报送调研选题']],
    [{ search: '民主评议' }, ['枫屿 开展民主评议党员']],
    [{ search: '读书 分享' }, ['雪浦 举办读书分享']],
    [{ search: '不存在的事' }, []],
    [{ state: 'submitted,closed' }, []],
    [{ state: 'dispatched', hardness: 'hard' }, ['枫屿 开展民主评议党员']],
    [{ clauseKey: '2' }, ['枫屿 开展民主评议党员']],
  ])('filters by %o', async (query, expected) => {
    expect(await found(query as unknown as Query)).toEqual([...expected].sort());
  });

  it('filters by organisation, led or supported, and by accountable person', async () => {
    expect(await found({ organisationId: fengyu })).toEqual(await found({}, 'fengyu'));
    expect(await found({ bodyId: fengyu })).toHaveLength(2);
    const liaison = world.city.posts.find((post) => post.organisationId === fengyu && post.post === 'liaison');
    expect(await found({ accountablePersonId: liaison?.personId ?? '' })).toHaveLength(2);
    expect(await found({ directiveId })).toHaveLength(5);
  });

  it.each(['due', '-due', 'newest'])('pages through everything once, sorted by %s', async (sort) => {
    const whole = (await page({ sort, limit: 200 })).items.map((row) => row.id);
    const paged: string[] = [];
    let next: string | null = null;
    do {
      const answer: { items: Row[]; next: string | null } = await page({
        sort,
        limit: 2,
        ...(next ? { cursor: next } : {}),
      });
      paged.push(...answer.items.map((row) => row.id));
      next = answer.next;
    } while (next);
    expect(paged).toEqual(whole);
    expect(new Set(paged).size).toBe(5);
  });

  it('puts undated tasks last', async () => {
    const dues = (await page({ sort: 'due' })).items.map((row) => row.dueOn);
    expect(dues).toEqual(['2026-06-20', '2026-06-20', '2026-06-20', '2026-07-05', null]);
    const latestFirst = (await page({ sort: '-due' })).items.map((row) => row.dueOn);
    expect(latestFirst).toEqual(['2026-07-05', '2026-06-20', '2026-06-20', '2026-06-20', null]);
  });

  it.each([{ sort: '-due' }, { hardness: 'hard' }, { search: '台账', sort: 'newest' }])(
    'exports what %o leaves, in its order, to whoever may take it along, and notes that',
    async (query) => {
      const exported = async (username: string) => {
        const answer = await world.as(username).call('GET /api/tasks/export', { query: query as unknown as Query });
        return { status: answer.status, ids: (await rowsOfFile(answer.bytes)).slice(3).map((row) => row.at(-2)) };
      };
      const listed = async (username: string) =>
        (await page(query as unknown as Query, username)).items.map(({ id }) => id);
      for (const username of ['clerk', 'fengyu']) {
        expect(await exported(username)).toEqual({ status: 200, ids: await listed(username) });
      }
      // An inspector takes nothing away, whatever he may read.
      expect((await world.as('inspector').call('GET /api/tasks/export')).status).toBe(403);
      const noted = await world.owner.query(
        "SELECT account_name FROM audit_entries WHERE action = 'GET /api/tasks/export' AND outcome = 'read'",
      );
      expect(noted.rows.length).toBeGreaterThanOrEqual(2);
    },
  );

  it('exports for an inspector who is also the clerk of a county what the county may take along, no more', async () => {
    const clerk = world.actorOf('fengyu');
    const both = world.reading({ ...clerk, roles: [...clerk.roles, ...world.actorOf('inspector').roles] });
    const leads = async (permission: 'task.read' | 'task.export') =>
      new Set((await listTasks(both, { sort: 'due', limit: 200 }, permission)).items.map((row) => row.lead.id));
    expect(await leads('task.read')).toEqual(new Set([fengyu, xuepu]));
    expect((await page({}, 'fengyu')).items.map((row) => row.lead.id)).toEqual(
      expect.arrayContaining([...(await leads('task.export'))]),
    );
    expect((await listTasks(both, { sort: 'due', limit: 200 }, 'task.export')).items).toHaveLength(3);
  });

  it('refuses a cursor and a filter that are none', async () => {
    for (const query of [{ cursor: 'x' }, { limit: 0 }, { hardness: 'soft as butter' }, { dueFrom: '2026-13-01' }]) {
      expect((await world.as('clerk').call('GET /api/tasks', { query: query as never })).status).toBe(400);
    }
  });

  it('calls the same tasks late as the rule does, whatever their state', async () => {
    const mine = (await page({ search: '台账' }, 'fengyu')).items[0] as Row;
    await done(world, 'fengyu', mine.id, 'submit', { text: '完成', evidence: [sentenceEvidence('台账')] });
    const rows = (await page({ limit: 200 })).items;
    const late = new Set((await page({ late: 'true', limit: 200 })).items.map((row) => row.id));
    for (const row of rows)
      expect([row.id, late.has(row.id), row.late]).toEqual([
        row.id,
        isLate(row, '2026-06-25'),
        isLate(row, '2026-06-25'),
      ]);
    expect(await detailOf(world, mine.id)).toMatchObject({ late: true, punctuality: 'submittedLate' });
  });

  it('finds extensions that wait for a decision', async () => {
    const task = (await page({ search: '选题' })).items[0] as Row;
    await done(world, 'xuepu', task.id, 'ask-extension', { wantedOn: '2026-07-31', reason: '等部门答复' });
    expect(await found({ extensionPending: 'true' })).toEqual(['雪浦 报送调研选题']);
    expect(await found({ extensionPending: 'false' })).toHaveLength(4);
    const { version } = await detailOf(world, task.id);
    await done(world, 'clerk', task.id, 'refuse-extension', { seenVersion: version, reason: '可先报题目' });
    expect(await found({ extensionPending: 'true' })).toEqual([]);
  });

  it('tells what is one’s own to do from what one may see, and which part one has in it', async () => {
    const body = world.organisation('政协云汀市委员会');
    const office = world.organisation('云汀市政协办公室');
    const committee = world.organisation('云汀市政协提案委员会');
    const led = [body, office, committee, fengyu].map((id) => ask([id], { action: '报送年度总结' }));
    const supported = ask([committee], {
      action: '编印提案汇编',
      owners: [...ask([committee]).owners, supporting(office)],
    });
    const { directiveId: own } = await dispatched(world, [...led, supported]);
    const mine = async (username: string) =>
      (await page({ mine: 'true', directiveId: own }, username)).items
        .map(({ lead, part }) => `${part} ${lead.name}`)
        .sort();
    expect(await mine('clerk')).toEqual([
      'lead 云汀市政协办公室',
      'lead 政协云汀市委员会',
      'support 云汀市政协提案委员会',
    ]);
    expect(await mine('fengyu')).toEqual(['lead 政协枫屿县委员会']);
    expect((await page({ mine: 'true', directiveId }, 'fengyu')).items).toHaveLength(3);
    // The batch that is offered beside them holds the same tasks: the committees acknowledge their own.
    const offered = await world
      .as('clerk')
      .call<{ items: { toAcknowledge: string[] }[] }>('GET /api/directives/:directiveId/dispatches', {
        params: { directiveId: own },
      });
    expect(offered.body.items.map(({ toAcknowledge }) => toAcknowledge.length)).toEqual([2]);
  });
});
