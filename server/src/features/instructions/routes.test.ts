import { v7 } from 'uuid';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { allFeatures } from '../../features.ts';
import type { Output } from '../../platform/http/contract.ts';
import { ask, detailOf, dispatched, dispatchPlan, planOf } from '../../testing/tasks.ts';
import { testWorld, type World } from '../../testing/world.ts';
import type { instructionsContract } from './contract.ts';

type Written = Output<(typeof instructionsContract)['POST /api/instructions']>;
type Listed = Output<(typeof instructionsContract)['GET /api/instructions']>;

let world: World;
let fengyu: string;
beforeAll(async () => {
  world = await testWorld({ features: allFeatures });
  fengyu = world.organisation('政协枫屿县委员会');
});
afterAll(() => world.close());

function write<T = Written>(body: object, options: { username?: string; actionId?: string; language?: 'en' } = {}) {
  const { username = 'leader', ...more } = options;
  return world.as(username).call<T>('POST /api/instructions', { body }, more);
}

async function list(username: string, query: Record<string, string> = {}): Promise<Listed> {
  const answer = await world.as(username).call<Listed>('GET /api/instructions', { query });
  if (answer.status !== 200) throw new Error(JSON.stringify(answer.body));
  return answer.body;
}

const entryOf = async (username: string, directiveId: string, query: Record<string, string> = {}) =>
  (await list(username, query)).items.find((item) => item.directiveId === directiveId);

describe('an instruction with lead and due', () => {
  it('is a task at once, with somebody accountable, and never waits', async () => {
    const text = '请枫屿县政协月底前报来整改办法。';
    const { status, body } = await write({ text, leadOrganisationId: fengyu, dueOn: '2026-06-30' });
    expect([status, body.waitsBecause, body.taskIds.length]).toEqual([200, null, 1]);
    const task = await detailOf(world, body.taskIds[0] ?? '', 'fengyu');
    expect(task).toMatchObject({
      action: text,
      quote: text,
      state: 'dispatched',
      dueOn: '2026-06-30',
      lead: { id: fengyu },
      accountableBasis: 'liaison',
    });
    expect(await entryOf('clerk', body.directiveId, { waiting: 'true' })).toBeUndefined();
    expect(await entryOf('clerk', body.directiveId)).toMatchObject({
      text,
      by: world.actorOf('leader').displayName,
      waiting: false,
      tasks: [{ organisation: '政协枫屿县委员会', state: 'dispatched', dueOn: '2026-06-30' }],
    });
  });

  it('waits and says why where nobody would be accountable', async () => {
    const orphan = world.organisation('政协雪浦县委员会');
    await world.owner.query(
      `UPDATE posts SET superseded_at = now() WHERE post = 'liaison' AND superseded_at IS NULL AND organisation_id = $1`,
      [orphan],
    );
    const body = { text: '请雪浦县政协说明情况。', leadOrganisationId: orphan, dueOn: '2026-06-30' };
    const chinese = await write(body);
    expect(chinese.body).toMatchObject({ taskIds: [], waitsBecause: expect.stringContaining('联络员') });
    expect((await write(body, { language: 'en' })).body.waitsBecause).toContain('liaison');
    expect(await entryOf('clerk', chinese.body.directiveId, { waiting: 'true' })).toMatchObject({ waiting: true });
  });
});

describe('an instruction without lead or due', () => {
  it('waits for the clerk, who dispatches it like any document', async () => {
    const { body } = await write({ text: '各专委会要加强联系群众。' });
    expect(body).toMatchObject({ taskIds: [], waitsBecause: null });
    expect(await entryOf('clerk', body.directiveId, { waiting: 'true' })).toMatchObject({ waiting: true, tasks: [] });
    const [requirement] = (await planOf(world, body.directiveId)).requirements;
    expect(requirement?.blockers.map((blocker) => blocker.code)).toEqual(['ownerUnresolved']);
    const choices = { requirements: [{ requirementId: requirement?.id, leads: [fengyu] }] };
    const plan = await planOf(world, body.directiveId, choices);
    expect((await dispatchPlan(world, plan, choices)).status).toBe(200);
    expect(await entryOf('clerk', body.directiveId, { waiting: 'true' })).toBeUndefined();
    expect((await entryOf('leader', body.directiveId))?.tasks).toHaveLength(1);
  });

  it('stands with the document it is about and with no other', async () => {
    const document = await dispatched(world, [ask([fengyu], { action: '建立联系群众台账' })]);
    const other = await dispatched(world, [ask([fengyu], { action: '举办读书分享' })]);
    const general = await write({ text: '请各单位注意保密。' });
    const atDocument = await write({ text: '这份文件抓紧落实。', aboutDirectiveId: document.directiveId });
    const atTask = await write({ text: '这本台账要实。', aboutTaskId: document.taskIds[0] });
    const about = async (aboutDirectiveId: string) =>
      (await list('leader', { aboutDirectiveId })).items.map((item) => item.directiveId);
    expect((await about(document.directiveId)).sort()).toEqual(
      [atDocument.body.directiveId, atTask.body.directiveId].sort(),
    );
    expect(await about(other.directiveId)).toEqual([]);
    const all = (await list('leader')).items.map((item) => item.directiveId);
    expect(all).toEqual(expect.arrayContaining([general, atDocument, atTask].map(({ body }) => body.directiveId)));
  });

  it('names the task it was written at', async () => {
    const first = await write({ text: '请枫屿县抓紧建账。', leadOrganisationId: fengyu, dueOn: '2026-06-30' });
    const { body } = await write({ text: '这一项要再快一些。', aboutTaskId: first.body.taskIds[0] });
    expect(await entryOf('clerk', body.directiveId)).toMatchObject({
      title: '关于“请枫屿县抓紧建账。”的批示',
      text: '这一项要再快一些。',
    });
  });
});

describe('writing', () => {
  it('happens once however often it is sent', async () => {
    const actionId = v7();
    const body = { text: '请办公室牵头研究。', leadOrganisationId: fengyu, dueOn: '2026-07-31' };
    const [first, again] = [await write(body, { actionId }), await write(body, { actionId })];
    expect([again.status, again.repeated]).toEqual([200, true]);
    expect(again.body).toEqual(first.body);
    expect((await write({ ...body, text: '另一句话。' }, { actionId })).status).toBe(409);
    const same = (await list('clerk')).items.filter((item) => item.text === body.text);
    expect(same.map((item) => item.tasks.length)).toEqual([1]);
  });

  it.each([
    ['an empty sentence', { text: ' ' }, 'text'],
    ['a day that has passed', { text: '请报来情况。', dueOn: '2026-06-16' }, 'dueOn'],
    ['a day that is none', { text: '请报来情况。', dueOn: '2026-02-30' }, 'dueOn'],
    ['an organisation that is none', { text: '请报来情况。', leadOrganisationId: v7() }, 'leadOrganisationId'],
    ['a document that is none', { text: '请报来情况。', aboutDirectiveId: v7() }, 'aboutDirectiveId'],
    ['a task that is none', { text: '请报来情况。', aboutTaskId: v7() }, 'aboutTaskId'],
  ])('refuses %s and names the field', async (_what, body, field) => {
    const before = (await list('clerk')).items.length;
    const answer = await write<{ field?: string; errors?: { field: string }[] }>(body);
    expect(answer.status).toBe(400);
    expect(answer.body.field ?? answer.body.errors?.[0]?.field).toBe(field);
    expect((await list('clerk')).items).toHaveLength(before);
  });

  it('is for leaders', async () => {
    for (const username of ['clerk', 'fengyu', 'verifier', 'secretary', 'sysadmin']) {
      expect((await write({ text: '请报来情况。' }, { username })).status, username).toBe(403);
    }
  });
});

describe('the list', () => {
  it('keeps one county out of what the city wrote', async () => {
    expect((await list('clerk')).items.length).toBeGreaterThan(0);
    expect((await list('fengyu')).items).toEqual([]);
  });

  it('pages through everything once, the newest first', async () => {
    const written: string[] = [];
    for (let index = 0; index < 52; index += 1)
      written.push((await write({ text: `第${index}条批示` })).body.directiveId);
    const pages: string[] = [];
    let cursor: string | null = null;
    do {
      const page: Listed = await list('clerk', cursor ? { cursor } : {});
      pages.push(...page.items.map((item) => item.directiveId));
      cursor = page.next;
    } while (cursor);
    expect(new Set(pages).size).toBe(pages.length);
    expect(pages.slice(0, 52)).toEqual(written.toReversed());
  });
});
