import { v7 } from 'uuid';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { testWorld, type World } from '../../testing/world.ts';
import { endPosts } from '../people/index.ts';
import type { OrganisationDetail, OrganisationItem } from './contract.ts';
import { organisationRoutes, organisationsById, successorOf } from './index.ts';

let world: World;
beforeAll(async () => {
  world = await testWorld({ features: [organisationRoutes({ endPosts })] });
});
afterAll(() => world.close());

const body = () => world.organisation('政协枫屿县委员会');
const committee = () => world.organisation('枫屿县政协提案委员会');
const branch = (more: object = {}) => ({
  name: '枫屿县政协提案委员会党支部',
  kind: 'committeeBranch',
  bodyId: body(),
  attachedTo: [committee()],
  guidedBy: world.organisation('枫屿县政协机关党组'),
  approvalDocument: '枫政协党组〔2026〕3号',
  foundedOn: '2026-06-12',
  ...more,
});

type Page = { items: OrganisationItem[]; next: string | null };
const list = (query: Record<string, string | number | undefined>) =>
  world.as('clerk').call<Page>('GET /api/organisations', { query });
const detail = async (id: string, who = 'clerk', query = {}) =>
  (await world.as(who).call<OrganisationDetail>('GET /api/organisations/:id', { params: { id }, query })).body;
/** A branch of its own for a test that ends or renames one. */
async function foundBranch(name: string, more: object = {}): Promise<string> {
  const { body: founded } = await world
    .as('clerk')
    .call<{ id: string }>('POST /api/organisations', { body: branch({ name, ...more }) });
  return founded.id;
}

describe('the list', () => {
  it('begins with the own body, and pages through everything once', async () => {
    const seen: string[] = [];
    let cursor: string | null = null;
    do {
      const page: Page = (await list({ limit: 60, ...(cursor ? { cursor } : {}) })).body;
      seen.push(...page.items.map((one) => one.id));
      cursor = page.next;
    } while (cursor);
    expect(seen[0]).toBe(world.city.tenant.bodyId);
    expect(new Set(seen).size).toBe(seen.length);
    expect(seen.length).toBeGreaterThanOrEqual(world.city.organisations.length);
  });

  it.each([
    ['枫屿县政协提案委员会', '枫屿县政协提案委员会'],
    ['fyxzxtawyh', '枫屿县政协提案委员会'],
    ['fengyuxianzhengxietian', '枫屿县政协提案委员会'],
    ['人资环委', '云汀市政协人口资源环境委员会'],
  ])('finds by %s', async (search, name) => {
    const { items } = (await list({ search })).body;
    expect(items[0]?.name).toBe(name);
  });

  it('narrows by kind and body', async () => {
    const { items } = (await list({ kind: 'specialCommittee', bodyId: body() })).body;
    expect(items.length).toBeGreaterThan(0);
    expect(items.every((one) => one.kind === 'specialCommittee' && one.bodyId === body())).toBe(true);
    expect((await list({ search: '%' })).body.items).toEqual([]);
  });

  it.each([{ limit: 0 }, { limit: 5000 }, { bodyId: 'x' }, { on: '2026-02-30' }])('refuses %j', async (query) => {
    expect((await list(query)).status).toBe(400);
  });

  it('tells of every office Party group which body approved it and by which document', async () => {
    const { items } = (await list({ kind: 'officePartyGroup' })).body;
    expect(items.length).toBeGreaterThan(5);
    for (const { id, name, bodyName } of items) {
      const { existence, relations } = await detail(id);
      expect([name, existence.approvalDocument]).toEqual([name, expect.stringMatching(/关于设立.*机关党组的批复$/)]);
      const approvers = relations.filter((one) => one.relation === 'approves' && one.direction === 'incoming');
      expect([name, bodyName, approvers.map((one) => /委员会$|委$/.test(one.other.name))]).toEqual([
        name,
        bodyName,
        [true],
      ]);
    }
  });

  it('is closed to visitors', async () => {
    expect((await world.as(null).call('GET /api/organisations')).status).toBe(401);
  });
});

describe('founding', () => {
  it('makes an organisation with its relations, from the founding day on', async () => {
    const { status, body: founded } = await world
      .as('fengyu')
      .call<{ id: string }>('POST /api/organisations', { body: branch() });
    expect(status).toBe(200);
    const seen = await detail(founded.id);
    expect(seen).toMatchObject({
      name: '枫屿县政协提案委员会党支部',
      kind: 'committeeBranch',
      version: 1,
      existence: { exists: true, from: '2026-06-12', to: null, approvalDocument: '枫政协党组〔2026〕3号' },
    });
    expect(seen.relations.map((one) => [one.relation, one.direction, one.other.name])).toEqual([
      ['attachedTo', 'outgoing', '枫屿县政协提案委员会'],
      ['guidesAndUrges', 'incoming', '枫屿县政协机关党组'],
    ]);
    expect(seen.timeline).toMatchObject([
      { kind: 'founded', occurredOn: '2026-06-12', by: world.actorOf('fengyu').displayName },
    ]);
    expect((await detail(founded.id, 'clerk', { on: '2026-06-11' })).existence.exists).toBe(false);
    // The clerk of the county reaches what was founded at once.
    const reach = await world.reading('fengyu').reach('task.report');
    expect(reach.city || reach.organisationIds.has(founded.id)).toBe(true);
  });

  it('answers a repeated tap as the first, and refuses other content under the same id', async () => {
    const actionId = v7();
    const input = { body: branch({ name: '枫屿县政协重复点按党支部' }) };
    const first = await world.as('clerk').call<{ id: string }>('POST /api/organisations', input, { actionId });
    const second = await world.as('clerk').call<{ id: string }>('POST /api/organisations', input, { actionId });
    expect(second).toMatchObject({ status: 200, repeated: true, body: first.body });
    expect((await list({ search: '重复点按' })).body.items).toHaveLength(1);
    const other = { body: branch({ name: '枫屿县政协另一个党支部' }) };
    expect((await world.as('clerk').call('POST /api/organisations', other, { actionId })).status).toBe(409);
    expect((await world.as('clerk').call('POST /api/organisations', other, { actionId: null })).status).toBe(400);
  });

  it('lets one of two clerks who found the same', async () => {
    const input = { body: branch({ name: '枫屿县政协同时设立党支部' }) };
    const answers = await Promise.all(
      ['clerk', 'fengyu'].map((who) => world.as(who).call('POST /api/organisations', input)),
    );
    expect(answers.map((one) => one.status).sort()).toEqual([200, 400]);
  });

  it.each([
    ['kind', () => ({ kind: 'guild' })],
    ['kind', () => ({ kind: 'cppccBody' })],
    ['kind', () => ({ kind: 'toString' })],
    ['name', () => ({ name: '枫屿县政协办公室' })],
    ['name', () => ({ name: ' x ' })],
    ['foundedOn', () => ({ foundedOn: '2026-06-18' })],
    ['foundedOn', () => ({ foundedOn: '2026-02-30' })],
    ['bodyId', () => ({ bodyId: committee() })],
    ['bodyId', () => ({ bodyId: v7() })],
    ['attachedTo', () => ({ attachedTo: [] })],
    ['attachedTo', () => ({ attachedTo: [world.organisation('云汀市政协提案委员会')] })],
    ['attachedTo', () => ({ attachedTo: [world.organisation('枫屿县政协办公室')] })],
    ['guidedBy', () => ({ guidedBy: world.organisation('云汀市政协机关党组') })],
  ])('refuses a wrong %s', async (field, wrong) => {
    const answer = await world
      .as('clerk')
      .call('POST /api/organisations', { body: branch({ name: '枫屿县政协试错党支部', ...wrong() }) });
    expect(answer).toMatchObject({ status: 400, body: { field } });
  });

  it('is for those who may, where they may', async () => {
    const input = { body: branch({ name: '枫屿县政协越权党支部' }) };
    expect((await world.as('leader').call('POST /api/organisations', input)).status).toBe(403);
    expect((await world.as('yanhu').call('POST /api/organisations', input)).status).toBe(403);
    expect((await world.as('auditadmin').call('POST /api/organisations', input)).status).toBe(403);
    expect((await list({ search: '越权' })).body.items).toEqual([]);
  });
});

describe('renaming', () => {
  it('keeps the former name for the former days, and as an alias', async () => {
    const id = await foundBranch('枫屿县政协旧名党支部');
    const answer = await world.as('clerk').call('POST /api/organisations/:id/rename', {
      params: { id },
      body: { name: '枫屿县政协新名党支部', from: '2026-06-15', seenVersion: 1 },
    });
    expect(answer).toMatchObject({ status: 200, body: { id, version: 2 } });
    expect((await detail(id)).name).toBe('枫屿县政协新名党支部');
    expect((await detail(id, 'clerk', { on: '2026-06-14' })).name).toBe('枫屿县政协旧名党支部');
    expect((await list({ search: '旧名党支部' })).body.items[0]).toMatchObject({
      id,
      aliases: ['枫屿县政协旧名党支部'],
    });
    expect((await detail(id)).timeline[0]).toMatchObject({
      kind: 'renamed',
      former: '枫屿县政协旧名党支部',
      name: '枫屿县政协新名党支部',
    });
    const { rows } = await world.owner.query(
      `SELECT count(*)::int AS kept FROM organisation_names WHERE organisation_id = $1 AND superseded_at IS NOT NULL`,
      [id],
    );
    expect(rows[0]).toEqual({ kept: 1 });
  });

  it('meets a version that somebody else has changed with a conflict that shows the present state', async () => {
    const id = await foundBranch('枫屿县政协并发更名党支部');
    const to = (name: string) => ({ params: { id }, body: { name, from: '2026-06-15', seenVersion: 1 } });
    await world.as('clerk').call('POST /api/organisations/:id/rename', to('枫屿县政协甲党支部'));
    const late = await world.as('fengyu').call('POST /api/organisations/:id/rename', to('枫屿县政协乙党支部'));
    expect(late).toMatchObject({ status: 409, body: { current: { name: '枫屿县政协甲党支部', version: 2 } } });
  });

  it.each([
    ['name', { name: '枫屿县政协办公室' }],
    ['from', { from: '2026-06-18' }],
    ['from', { from: '2026-06-12' }],
  ])('refuses a wrong %s', async (field, wrong) => {
    const id = await foundBranch(`枫屿县政协更名试错党支部${v7()}`);
    const answer = await world.as('clerk').call('POST /api/organisations/:id/rename', {
      params: { id },
      body: { name: '枫屿县政协未用之名', from: '2026-06-15', seenVersion: 1, ...wrong },
    });
    expect(answer).toMatchObject({ status: 400, body: { field } });
    expect((await detail(id)).version).toBe(1);
  });

  it('of what is not there is not found, of what is another’s is forbidden', async () => {
    const input = { body: { name: '某个新的名称', from: '2026-06-15', seenVersion: 1 } };
    const missing = await world
      .as('clerk')
      .call('POST /api/organisations/:id/rename', { params: { id: v7() }, ...input });
    expect(missing.status).toBe(404);
    const foreign = await world
      .as('yanhu')
      .call('POST /api/organisations/:id/rename', { params: { id: committee() }, ...input });
    expect(foreign.status).toBe(403);
  });
});

describe('dissolving', () => {
  const dissolving = (id: string, more: object = {}) => ({
    params: { id },
    body: { on: '2026-06-16', reason: '机构调整，职责并入', seenVersion: 1, ...more },
  });

  it('ends existence, relations and posts on the eve, and keeps what was', async () => {
    const id = await foundBranch('枫屿县政协将撤党支部');
    const person = world.city.people[0]?.id ?? '';
    await world.act('clerk', (context) =>
      context.db
        .insertInto('posts')
        .values({
          id: v7(),
          person_id: person,
          organisation_id: id,
          post: 'liaison',
          valid: '[2026-06-13,)',
          recorded_at: context.now,
        })
        .execute()
        .then(() => null),
    );
    const successorId = world.organisation('枫屿县政协机关党支部');
    expect(
      (await world.as('clerk').call('POST /api/organisations/:id/dissolve', dissolving(id, { successorId }))).status,
    ).toBe(200);
    const seen = await detail(id);
    expect(seen).toMatchObject({
      name: '枫屿县政协将撤党支部',
      existence: { exists: false, from: '2026-06-12', to: '2026-06-15' },
      relations: [],
    });
    expect(seen.timeline[0]).toMatchObject({
      kind: 'dissolved',
      reason: '机构调整，职责并入',
      successor: { id: successorId },
    });
    expect(seen.can.filter((one) => one.allowed)).toEqual([]);
    expect((await detail(id, 'clerk', { on: '2026-06-15' })).relations).toHaveLength(2);
    const { rows } = await world.owner.query(
      `SELECT valid FROM posts WHERE organisation_id = $1 AND superseded_at IS NULL`,
      [id],
    );
    expect(rows).toEqual([{ valid: '[2026-06-13,2026-06-16)' }]);
    const context = world.reading('clerk');
    expect((await organisationsById(context, [id])).get(id)?.exists).toBe(false);
    expect(await successorOf(context, id)).toBe(successorId);
    expect((await list({ search: '将撤党支部' })).body.items).toEqual([]);
    const withDissolved = await list({ search: '将撤党支部', dissolved: 'true' });
    expect(withDissolved.body.items).toMatchObject([{ id, exists: false }]);
    // It stays in sight of its county: its tasks do too.
    const reach = await world.reading('fengyu').reach('task.read');
    expect(reach.city || reach.organisationIds.has(id)).toBe(true);
    expect(
      (await world.as('clerk').call('POST /api/organisations/:id/dissolve', dissolving(id, { seenVersion: 2 }))).status,
    ).toBe(400);
  });

  it('is refused while others hang on it', async () => {
    await foundBranch('枫屿县政协依托着的党支部');
    const carrying = await world.as('clerk').call('POST /api/organisations/:id/dissolve', dissolving(committee()));
    expect(carrying).toMatchObject({ status: 400, body: { detail: expect.stringContaining('依托着的党支部') } });
    expect((await world.as('clerk').call('POST /api/organisations/:id/dissolve', dissolving(body()))).status).toBe(400);
  });

  it.each([
    ['on', () => ({ on: '2026-06-18' })],
    ['on', () => ({ on: '2026-06-12' })],
    ['reason', () => ({ reason: ' ' })],
    ['successorId', () => ({ successorId: v7() })],
  ])('refuses a wrong %s', async (field, wrong) => {
    const id = await foundBranch(`枫屿县政协撤销试错党支部${v7()}`);
    const answer = await world.as('clerk').call('POST /api/organisations/:id/dissolve', dissolving(id, wrong()));
    expect(answer).toMatchObject({ status: 400, body: { field } });
  });
});

describe('what the caller may do', () => {
  it('is what the routes enforce', async () => {
    const allowed = async (who: string, id: string) =>
      (await detail(id, who)).can.filter((one) => one.allowed).map((one) => one.action);
    expect(await allowed('clerk', body())).toEqual(['found', 'rename', 'dissolve', 'appoint']);
    expect(await allowed('fengyu', committee())).toEqual(['rename', 'dissolve', 'appoint']);
    expect(await allowed('yanhu', committee())).toEqual([]);
    expect(await allowed('leader', body())).toEqual([]);
    const english = await world
      .as('leader')
      .call<OrganisationDetail>('GET /api/organisations/:id', { params: { id: body() } }, { language: 'en' });
    expect(english.body.can[0]?.reason).toBe('You do not have the right “Found, rename, dissolve organisations”');
  });
});

describe('a corrected fact', () => {
  /** What the records say of a day, as they were known at an instant (spine.md 2). */
  const nameOf = async (id: string, on: string, knownAt: string) => {
    const { rows } = await world.owner.query<{ name: string }>(
      `SELECT name FROM organisation_names WHERE organisation_id = $1 AND kind = 'official' AND valid @> $2::date
       AND recorded_at <= $3 AND (superseded_at IS NULL OR superseded_at > $3)`,
      [id, on, knownAt],
    );
    return rows.map(({ name }) => name);
  };

  it('is read of any day as it was known at any instant, before the correction and after it', async () => {
    const [before, after] = ['枫屿县政协更正前党支部', '枫屿县政协更正后党支部'];
    const id = await foundBranch(before);
    await world.moveTo('2026-06-19');
    const body = { name: after, from: '2026-06-15', seenVersion: 1 };
    const renamed = await world.as('clerk').call('POST /api/organisations/:id/rename', { params: { id }, body });
    expect(renamed.status).toBe(200);
    const [knownBefore, knownAfter] = ['2026-06-18T00:00:00+08:00', '2026-06-20T00:00:00+08:00'];
    expect(await nameOf(id, '2026-06-16', knownBefore)).toEqual([before]);
    expect(await nameOf(id, '2026-06-16', knownAfter)).toEqual([after]);
    expect(await nameOf(id, '2026-06-14', knownAfter)).toEqual([before]);
    expect(await nameOf(id, '2026-06-16', '2026-06-16T00:00:00+08:00')).toEqual([]);
  });
});
