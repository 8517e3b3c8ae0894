import { v7 } from 'uuid';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { confirmAll, decide, importSmall, instruction, reviewOf, smallDocument } from '../../testing/directives.ts';
import { testWorld, type World } from '../../testing/world.ts';
import type { RequirementContent } from './content.ts';
import type { Requirement } from './contract.ts';
import { recordInstruction } from './recording.ts';
import { directivesRoutes } from './routes.ts';
import { foldActs } from './rules.ts';
import { stateOfRow } from './stepping.ts';
import { allRequirementRows, fullActs } from './store.ts';

let world: World;
beforeAll(async () => {
  world = await testWorld({ features: [directivesRoutes] });
  const bodyId = world.organisation('政协云汀市委员会');
  await world.addAccount({ username: 'second', role: 'officeClerk', organisationId: bodyId });
});
afterAll(() => world.close());

async function fresh(text?: string) {
  const { id } = await importSmall(world, text);
  const review = await reviewOf(world, id);
  return { id, review, requirements: review.requirements as [Requirement, Requirement, ...Requirement[]] };
}

const confirm = (directiveId: string, seenVersion: number) =>
  world
    .as('clerk')
    .call('POST /api/directives/:directiveId/confirm', { params: { directiveId }, body: { seenVersion } });

describe('an imported document', () => {
  it('keeps the whole text, every proposal at its exact characters, and what was left out with its reason', async () => {
    const { review, requirements } = await fresh();
    expect(review.text).toBe(smallDocument);
    expect(requirements.length).toBeGreaterThan(3);
    for (const requirement of requirements) {
      expect(review.text.slice(requirement.start, requirement.end)).toBe(requirement.content.action);
      expect(requirement).toMatchObject({ decision: 'undecided', decidedBy: null, proposal: null, byHand: false });
      expect(review.clauses.map((clause) => clause.key)).toContain(requirement.clauseKey);
    }
    expect(review.leftOut.map((segment) => [review.text.slice(segment.start, segment.end), segment.reason])).toEqual([
      ['第 1 页', 'pageNumber'],
    ]);
  });

  it('resolves the bodies as written and puts the audience where nobody is named', async () => {
    const { requirements } = await fresh();
    const counties = requirements.find((one) => one.content.owners[0]?.text.includes('县（市、区）政协党组'));
    expect(counties?.content.owners[0]?.organisationIds).toHaveLength(9);
    const { requirements: unnamed } = await fresh('工作通知\n一、档案\n建立健全联系群众工作档案，每半年检查1次。');
    const owner = unnamed[0].content.owners[0];
    expect(owner).toMatchObject({ audience: true, organisationIds: [world.organisation('云汀市政协提案委员会')] });
  });

  it('counts spans as the screen does, whatever signs the text holds', async () => {
    const { review, requirements } = await fresh(`𠀀𠮷字档案通知\n${smallDocument}`);
    for (const one of requirements) expect(review.text.slice(one.start, one.end)).toBe(one.content.action);
    const wordOfRow = await world.owner.query('SELECT content FROM requirements WHERE id = $1', [requirements[0].id]);
    expect((wordOfRow.rows[0].content as RequirementContent).action).toBe(requirements[0].content.action);
  });

  it('is taken in when it asks nothing of anyone, and says so', async () => {
    const answer = await importSmall(world, '活动简介\n活动于上午结束，气氛热烈。');
    expect(answer.asksSomething).toBe(false);
    await confirmAll(world, answer.id);
  });

  it('is listed with how far its review is, found by its title, and leads on from page to page', async () => {
    const { id, requirements } = await fresh();
    await decide(world, requirements[0], { kind: 'accept' });
    const list = await world
      .as('clerk')
      .call<{ items: { id: string; decided: object }[]; next: string | null }>('GET /api/directives', {
        query: { search: '联系群众' },
      });
    expect(list.body.items.find((item) => item.id === id)?.decided).toMatchObject({
      numerator: 1,
      denominator: requirements.length,
    });
    expect(
      (await world.as('clerk').call<{ items: unknown[] }>('GET /api/directives', { query: { search: '100%_' } })).body
        .items,
    ).toEqual([]);
    for (let count = 0; count < 31; count += 1)
      await world.act('clerk', (context) => recordInstruction(context, instruction(world)));
    const first = await world.as('clerk').call<typeof list.body>('GET /api/directives');
    const second = await world
      .as('clerk')
      .call<typeof list.body>('GET /api/directives', { query: { cursor: first.body.next ?? '' } });
    expect((await world.as('clerk').call('GET /api/directives', { query: { cursor: '2026-01-01_x' } })).status).toBe(
      400,
    );
    const ids = [...first.body.items, ...second.body.items].map((item) => item.id);
    expect(first.body.items).toHaveLength(30);
    expect(new Set(ids).size).toBe(ids.length);
  });
});

describe('a decision', () => {
  it.each([
    [{ kind: 'accept' }, 'accepted', null],
    [{ kind: 'reject', reason: '与本市无关' }, 'rejected', '与本市无关'],
    [{ kind: 'defer', reason: '等上级口径' }, 'deferred', '等上级口径'],
    [{ kind: 'nothingToDo', reason: '去年已建成' }, 'nothingToDo', '去年已建成'],
  ])('%j stands at once and names its person', async (decision, state, reason) => {
    const { requirements } = await fresh();
    const answer = await decide(world, requirements[0], decision);
    expect(answer.status).toBe(200);
    expect(answer.body.requirement).toMatchObject({ decision: state, reason, version: 2, undoable: true });
    expect(answer.body.requirement.decidedBy).toBe(world.actorOf('clerk').displayName);
  });

  it('needs a reason where one is asked for', async () => {
    const { requirements } = await fresh();
    for (const kind of ['reject', 'defer', 'nothingToDo']) {
      expect((await decide(world, requirements[0], { kind, reason: '  ' })).status).toBe(400);
    }
  });

  it('keeps a reason that holds signs no database can store', async () => {
    const { requirements } = await fresh();
    const answer = await decide(world, requirements[0], { kind: 'reject', reason: '与本市\u0000无关\ud800' });
    expect(answer.body.requirement.reason).toBe('与本市无关\ufffd');
  });

  it('keeps an edit and its proposal apart, and answers a query in it as of today', async () => {
    const { id, requirements } = await fresh();
    const query = {
      kind: 'cppccBody',
      within: 'guided',
      conditions: [{ has: false, kind: 'committeeBranch', by: 'sameBody' }],
    };
    const owners = [{ text: '没有专委会党支部的县', role: 'lead', organisationIds: [], query, audience: false }];
    const content = { ...requirements[0].content, action: '建成联系群众台账', owners };
    const answer = await decide(world, requirements[0], { kind: 'edit', content });
    expect(answer.body.requirement).toMatchObject({ decision: 'edited', content, proposal: requirements[0].content });
    const review = await reviewOf(world, id);
    expect(review.answers[0]).toMatchObject({ requirementId: requirements[0].id, owner: 0 });
    expect(review.answers[0]?.organisationIds).toHaveLength(4);
    for (const organisationId of review.answers[0]?.organisationIds ?? []) {
      expect(review.organisations.find((one) => one.id === organisationId)?.name).toMatch(/^政协/);
    }
  });

  it('refuses organisations that do not exist and a deadline that ends before it begins', async () => {
    const { requirements } = await fresh();
    const { content } = requirements[0];
    const stranger = { text: '某单位', role: 'lead', organisationIds: [v7()], query: null, audience: false };
    expect(
      (await decide(world, requirements[0], { kind: 'edit', content: { ...content, owners: [stranger] } })).status,
    ).toBe(400);
    const deadline = {
      kind: 'window',
      from: '2026-09-30',
      to: '2026-09-01',
      text: '',
      yearEvidence: null,
      inherited: false,
      provisional: false,
    };
    expect((await decide(world, requirements[0], { kind: 'edit', content: { ...content, deadline } })).status).toBe(
      400,
    );
  });

  it('made known is for soft principles alone', async () => {
    const { requirements } = await fresh();
    const hard = requirements.find((one) => one.content.hardness === 'hard') as Requirement;
    const soft = requirements.find((one) => one.content.hardness === 'soft') as Requirement;
    expect((await decide(world, hard, { kind: 'madeKnown' })).status).toBe(422);
    expect((await decide(world, soft, { kind: 'madeKnown' })).body.requirement.decision).toBe('madeKnown');
  });

  it('is taken back by the one who took it, and by nobody else', async () => {
    const { requirements } = await fresh();
    const deferred = await decide(world, requirements[0], { kind: 'defer', reason: '等上级口径' });
    const accepted = await decide(world, deferred.body.requirement, { kind: 'accept' });
    expect((await decide(world, accepted.body.requirement, { kind: 'undo' }, { username: 'second' })).status).toBe(422);
    const back = await decide(world, accepted.body.requirement, { kind: 'undo' });
    expect(back.body.requirement).toMatchObject({ decision: 'deferred', reason: '等上级口径' });
    const start = await decide(world, back.body.requirement, { kind: 'undo' });
    expect(start.body.requirement).toMatchObject({ decision: 'undecided', reason: null, undoable: false });
    expect((await decide(world, start.body.requirement, { kind: 'undo' })).status).toBe(422);
  });

  it('repeated with the same id answers the same and decides once; with other content it is a conflict', async () => {
    const { requirements } = await fresh();
    const actionId = v7();
    const first = await decide(world, requirements[0], { kind: 'accept' }, { actionId });
    const again = await decide(world, requirements[0], { kind: 'accept' }, { actionId });
    expect(again).toMatchObject({ status: 200, repeated: true, body: first.body });
    const other = await decide(world, requirements[0], { kind: 'reject', reason: '与本市无关' }, { actionId });
    expect(other.status).toBe(409);
    const acts = await world.owner.query('SELECT id FROM requirement_acts WHERE requirement_id = $1', [
      requirements[0].id,
    ]);
    expect(acts.rows).toEqual([{ id: actionId }]);
  });

  it('of a second person at the same item is a conflict that says who decided what', async () => {
    const { requirements } = await fresh();
    const both = await Promise.all([
      decide(world, requirements[0], { kind: 'accept' }),
      decide(world, requirements[0], { kind: 'reject', reason: '与本市无关' }, { username: 'second' }),
    ]);
    expect(both.map((answer) => answer.status).sort()).toEqual([200, 409]);
    const lost = both.find((answer) => answer.status === 409)?.body as unknown as {
      detail: string;
      current: { requirements: Requirement[] };
    };
    const winner = both[0].status === 200 ? world.actorOf('clerk').displayName : 'second';
    expect(lost.detail).toContain(winner);
    expect(lost.current.requirements[0]).toMatchObject({ id: requirements[0].id, version: 2, decidedBy: winner });
  });

  it('is refused to those who may only read, and hidden from those who may not', async () => {
    const { id, requirements } = await fresh();
    expect((await decide(world, requirements[0], { kind: 'accept' }, { username: 'verifier' })).status).toBe(403);
    expect((await decide(world, requirements[0], { kind: 'accept' }, { username: 'yanhu' })).status).toBe(403);
    const strange = await world.as('yanhu').call('GET /api/directives/:directiveId', { params: { directiveId: id } });
    expect(strange.status).toBe(404);
    expect((await world.as('sysadmin').call('GET /api/directives')).status).toBe(403);
    expect((await world.as('yanhu').call<{ items: unknown[] }>('GET /api/directives')).body.items).toEqual([]);
  });
});

describe('a bulk decision', () => {
  const bulk = (directiveId: string, items: readonly { id: string; version: number }[], decision: object) =>
    world
      .as('clerk')
      .call<{ requirements: Requirement[]; current: { requirements: Requirement[] } }>(
        'POST /api/directives/:directiveId/decide',
        {
          params: { directiveId },
          body: { items: items.map((item) => ({ id: item.id, seenVersion: item.version })), decision },
        },
      );

  it('gives every item an act of its own with one reason', async () => {
    const { id, requirements } = await fresh();
    const answer = await bulk(id, requirements, { kind: 'nothingToDo', reason: '本年度已布置' });
    expect(answer.body.requirements).toHaveLength(requirements.length);
    for (const one of answer.body.requirements)
      expect(one).toMatchObject({ decision: 'nothingToDo', reason: '本年度已布置', version: 2 });
    const undone = await bulk(id, answer.body.requirements, { kind: 'undo' });
    for (const one of undone.body.requirements) expect(one).toMatchObject({ decision: 'undecided', version: 3 });
  });

  it('decides all or nothing when one of them was decided meanwhile', async () => {
    const { id, requirements } = await fresh();
    await decide(world, requirements[1], { kind: 'reject', reason: '与本市无关' }, { username: 'second' });
    const answer = await bulk(id, requirements, { kind: 'accept' });
    expect(answer.status).toBe(409);
    expect(answer.body.current.requirements.map((one) => one.id)).toEqual([requirements[1].id]);
    const { requirements: after } = await reviewOf(world, id);
    expect(after.filter((one) => one.decision !== 'undecided').map((one) => one.id)).toEqual([requirements[1].id]);
  });

  it('does not reach into another document', async () => {
    const one = await fresh();
    const other = await fresh();
    expect((await bulk(one.id, [one.requirements[0], other.requirements[0]], { kind: 'accept' })).status).toBe(404);
  });
});

describe('a requirement added by hand', () => {
  const add = (directiveId: string, body: object) =>
    world.as('clerk').call<{ requirements: Requirement[] }>('POST /api/directives/:directiveId/requirements', {
      params: { directiveId },
      body,
    });

  it('stands at its passage, in its clause, accepted', async () => {
    const { id, review, requirements } = await fresh();
    const start = review.text.indexOf('补齐短板');
    const content = { ...requirements[0].content, action: '补齐短板' };
    const answer = await add(id, { start, end: start + 4, content });
    expect(answer.body.requirements[0]).toMatchObject({
      start,
      end: start + 4,
      clauseKey: '2',
      decision: 'accepted',
      byHand: true,
      confidence: null,
    });
  });

  it('is refused outside the text and over blanks', async () => {
    const { id, review, requirements } = await fresh();
    const { content } = requirements[0];
    expect((await add(id, { start: 3, end: review.text.length + 1, content })).status).toBe(400);
    const newline = review.text.indexOf('\n');
    expect((await add(id, { start: newline, end: newline + 1, content })).status).toBe(400);
    expect((await add(id, { start: 5, end: 5, content })).status).toBe(400);
  });
});

it('reads a selected passage within its sentence, and says whom the words mean', async () => {
  const { id, review } = await fresh(
    '工作通知\n一、通报\n要及时通报。市政协办公室于每月5日前汇总走访情况。\n二、其他\n另行安排。',
  );
  const propose = (words: string) => {
    const start = review.text.indexOf(words);
    return world.as('clerk').call<{ content: RequirementContent }>('GET /api/directives/:directiveId/passage', {
      params: { directiveId: id },
      query: { start, end: start + words.length },
    });
  };
  const { content } = (await propose('汇总走访情况')).body;
  expect(content).toMatchObject({ action: '汇总走访情况', recurrence: { period: 'P1M' } });
  expect(content.owners).toMatchObject([
    { text: '市政协办公室', audience: false, organisationIds: [expect.any(String)] },
  ]);
  expect((await propose('另行安排')).body.content.owners).toMatchObject([{ text: '', audience: true }]);
  expect((await propose('\n')).status).toBe(400);
});

describe('confirming', () => {
  it('is refused while anything is undecided and names it', async () => {
    const { id, review, requirements } = await fresh();
    await decide(world, requirements[0], { kind: 'accept' });
    const answer = await confirm(id, review.directive.currentVersion.version);
    expect(answer.status).toBe(422);
    expect((answer.body as { errors: unknown[] }).errors).toHaveLength(requirements.length - 1);
  });

  it('freezes the version: nothing can be decided, added or amended afterwards', async () => {
    const { id, review, requirements } = await fresh();
    await decide(world, requirements[0], { kind: 'reject', reason: '与本市无关' });
    await confirmAll(world, id);
    const after = await reviewOf(world, id);
    expect(after.directive).toMatchObject({
      state: 'confirmed',
      confirmedVersionId: review.directive.currentVersion.id,
    });
    const [first, second] = after.requirements as [Requirement, Requirement];
    expect([first.revision, second.revision]).toEqual([0, 1]);
    expect((await decide(world, second, { kind: 'reject', reason: '与本市无关' })).status).toBe(409);
    const { content, start, end } = second;
    const params = { directiveId: id };
    expect(
      (
        await world
          .as('clerk')
          .call('POST /api/directives/:directiveId/requirements', { params, body: { start, end, content } })
      ).status,
    ).toBe(409);
    const withdraw = { seenVersion: after.directive.version, reason: '导错了' };
    expect(
      (await world.as('clerk').call('POST /api/directives/:directiveId/withdraw', { params, body: withdraw })).status,
    ).toBe(409);
  });

  it('by two people at once happens once', async () => {
    const { id, review } = await fresh();
    const items = review.requirements.map((one) => ({ id: one.id, seenVersion: one.version }));
    await world.as('clerk').call('POST /api/directives/:directiveId/decide', {
      params: { directiveId: id },
      body: { items, decision: { kind: 'accept' } },
    });
    const seen = review.directive.currentVersion.version;
    const both = await Promise.all([confirm(id, seen), confirm(id, seen)]);
    expect(both.map((answer) => answer.status).sort()).toEqual([200, 409]);
    const revisions = await world.owner.query(
      'SELECT 1 FROM requirement_revisions r JOIN requirements q ON q.tenant_id = r.tenant_id AND q.id = r.requirement_id WHERE q.directive_id = $1',
      [id],
    );
    expect(revisions.rowCount).toBe(items.length);
  });
});

describe('a new version over the same text', () => {
  it('keeps requirements and their ids, and counts only changes of meaning', async () => {
    const { id, requirements } = await fresh();
    await confirmAll(world, id);
    const confirmed = await reviewOf(world, id);
    const params = { directiveId: id };
    const seenVersion = confirmed.directive.currentVersion.version;
    const revised = await world
      .as('clerk')
      .call('POST /api/directives/:directiveId/revise', { params, body: { seenVersion } });
    expect(revised.status).toBe(200);
    const draft = await reviewOf(world, id);
    expect(draft.directive).toMatchObject({
      state: 'revising',
      confirmedVersionId: confirmed.directive.currentVersion.id,
    });
    expect(draft.clauses).toEqual(confirmed.clauses);
    expect(draft.requirements.map((one) => one.id)).toEqual(requirements.map((one) => one.id));

    const [first, second, third] = draft.requirements as [Requirement, Requirement, Requirement];
    await decide(world, first, { kind: 'edit', content: { ...first.content, action: '建成并公开联系群众台账' } });
    await decide(world, second, { kind: 'edit', content: { ...second.content, evidenceExpected: '报告文号' } });
    await decide(world, third, { kind: 'nothingToDo', reason: '已由上级承担' });
    await confirmAll(world, id);
    const after = await reviewOf(world, id);
    expect(after.requirements.slice(0, 3).map((one) => one.revision)).toEqual([2, 1, 2]);
    const dropped = await world.owner.query(
      'SELECT revision, dropped FROM requirement_revisions WHERE requirement_id = $1 ORDER BY revision',
      [third.id],
    );
    expect(dropped.rows).toEqual([
      { revision: 1, dropped: false },
      { revision: 2, dropped: true },
    ]);
  });

  it('begins only after a confirmation', async () => {
    const { id, review } = await fresh();
    const body = { seenVersion: review.directive.currentVersion.version };
    expect(
      (await world.as('clerk').call('POST /api/directives/:directiveId/revise', { params: { directiveId: id }, body }))
        .status,
    ).toBe(409);
  });
});

describe('the head of a document', () => {
  it('changes its audience for every item that means it, and leaves the decisions', async () => {
    const { id, review, requirements } = await fresh(
      '工作通知\n一、档案\n建立健全联系群众工作档案，每半年检查1次。\n二、走访\n各专委会每季度至少开展1次走访活动。',
    );
    await decide(world, requirements[0], { kind: 'accept' });
    const office = world.organisation('云汀市政协办公室');
    const { title, kind, issuerName, documentNumber, horizon, version } = review.directive;
    const body = {
      seenVersion: version,
      title,
      kind,
      issuerName,
      documentNumber,
      horizon,
      audience: { text: '办公室', organisationIds: [office] },
    };
    const call = () =>
      world.as('clerk').call('POST /api/directives/:directiveId/amend', { params: { directiveId: id }, body });
    expect((await call()).status).toBe(200);
    expect((await call()).status).toBe(409);
    const after = await reviewOf(world, id);
    expect(after.requirements[0]).toMatchObject({
      decision: 'accepted',
      content: { owners: [{ audience: true, organisationIds: [office] }] },
    });
    const named = after.requirements.find((one) => one.content.owners.every((owner) => !owner.audience));
    expect(named?.version).toBe(1);
  });

  it('of an unconfirmed import can be withdrawn; then nothing more is decided', async () => {
    const { id, review, requirements } = await fresh();
    const params = { directiveId: id };
    const body = { seenVersion: review.directive.version, reason: '导错了文件' };
    expect((await world.as('clerk').call('POST /api/directives/:directiveId/withdraw', { params, body })).status).toBe(
      200,
    );
    expect((await decide(world, requirements[0], { kind: 'accept' })).status).toBe(409);
    const list = await world
      .as('clerk')
      .call<{ items: { id: string }[] }>('GET /api/directives', { query: { state: 'withdrawn' } });
    expect(list.body.items.map((item) => item.id)).toContain(id);
  });
});

it('stores of every requirement exactly what its acts amount to', async () => {
  const db = world.app.connections.tenant(world.tenantId);
  const directives = await db.selectFrom('directives').select('id').execute();
  let compared = 0;
  for (const { id } of directives) {
    const rows = await allRequirementRows(db, id);
    const acts = await fullActs(
      db,
      rows.map((row) => row.id),
    );
    for (const row of rows) {
      const state = stateOfRow(row);
      const own = acts.get(row.id) ?? [];
      expect(state).toEqual(foldActs(row.proposal, state.span, own));
      expect(row.last_seq).toBe(own.length);
      compared += own.length;
    }
  }
  expect(compared).toBeGreaterThan(30);
});
