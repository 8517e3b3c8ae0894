import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { type Changes, decide, importSmall, reviewOf } from '../../testing/directives.ts';
import { testWorld, type World } from '../../testing/world.ts';
import type { Requirement } from './contract.ts';
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

type Answered = Changes & { current?: { requirements: Requirement[] }; detail?: string };

/** Takes back or puts back what stands next in the line that the person sees. */
async function turn(id: string, direction: 'undo' | 'redo', { leave = false, username = 'clerk' } = {}) {
  const { line } = await reviewOf(world, id, username);
  const stepId = line[direction]?.id;
  return world.as(username).call<Answered>(`POST /api/directives/:directiveId/${direction}`, {
    params: { directiveId: id },
    body: { stepId, leave },
  });
}

const accept = (id: string, items: readonly Requirement[], username = 'clerk') =>
  world.as(username).call<Changes>('POST /api/directives/:directiveId/decide', {
    params: { directiveId: id },
    body: { items: items.map((one) => ({ id: one.id, seenVersion: one.version })), decision: { kind: 'accept' } },
  });

async function fresh() {
  const { id } = await importSmall(world);
  const { requirements } = await reviewOf(world, id);
  return { id, requirements: requirements as [Requirement, Requirement, Requirement, ...Requirement[]] };
}

const decisions = async (id: string) => (await reviewOf(world, id)).requirements.map((one) => one.decision);

describe('undo and redo', () => {
  it('go through one’s own steps as they were taken, several items at once as one, and leave acts of their own', async () => {
    const { id, requirements } = await fresh();
    const start = await decisions(id);
    await accept(id, requirements);
    const [first] = (await reviewOf(world, id)).requirements as [Requirement];
    await decide(world, first, { kind: 'defer', reason: '等上级口径' });
    const end = await decisions(id);
    expect((await reviewOf(world, id)).line).toMatchObject({ undo: { kind: 'defer', count: 1 }, redo: null });
    expect((await turn(id, 'undo')).body.line).toMatchObject({
      undo: { kind: 'accept', count: requirements.length },
      redo: { kind: 'defer' },
    });
    await turn(id, 'undo');
    expect(await decisions(id)).toEqual(start);
    await turn(id, 'redo');
    await turn(id, 'redo');
    expect(await decisions(id)).toEqual(end);
    expect((await turn(id, 'redo')).status).toBe(400);
    const acts = await world.owner.query('SELECT kind FROM requirement_acts WHERE requirement_id = $1 ORDER BY seq', [
      first.id,
    ]);
    expect(acts.rows.map((row) => row.kind)).toEqual(['accept', 'defer', 'undo', 'undo', 'redo', 'redo']);
  });

  it('are each person’s own', async () => {
    const { id, requirements } = await fresh();
    await accept(id, [requirements[0]]);
    await accept(id, [requirements[1]], 'second');
    await turn(id, 'undo');
    expect((await decisions(id)).slice(0, 2)).toEqual(['undecided', 'accepted']);
    const foreign = (await reviewOf(world, id, 'second')).line.undo?.id;
    const answer = await world.as('clerk').call('POST /api/directives/:directiveId/undo', {
      params: { directiveId: id },
      body: { stepId: foreign },
    });
    expect(answer.status).toBe(409);
  });

  it('do not overwrite what somebody else has decided since: they say so, and can leave it alone', async () => {
    const { id, requirements } = await fresh();
    const { body } = await accept(id, requirements);
    const theirs = body.requirements.find((one) => one.id === requirements[1].id) as Requirement;
    await decide(world, theirs, { kind: 'reject', reason: '与本市无关' }, { username: 'second' });
    const refused = await turn(id, 'undo');
    expect(refused.status).toBe(409);
    expect(refused.body.detail).toContain('second');
    expect(refused.body.current?.requirements.map((one) => one.id)).toEqual([theirs.id]);
    expect((await decisions(id)).filter((one) => one === 'undecided')).toEqual([]);
    const rest = await turn(id, 'undo', { leave: true });
    expect(rest.body.requirements).toHaveLength(requirements.length - 1);
    expect((await decisions(id)).filter((one) => one !== 'undecided')).toEqual(['rejected']);
    await turn(id, 'redo');
    expect((await decisions(id)).filter((one) => one === 'accepted')).toHaveLength(requirements.length - 1);
  });

  it('put back nothing over what was decided since', async () => {
    const { id, requirements } = await fresh();
    await accept(id, [requirements[0]]);
    const { body } = await turn(id, 'undo');
    await accept(id, body.requirements, 'second');
    expect((await turn(id, 'redo')).status).toBe(409);
    await turn(id, 'undo', { username: 'second' });
    expect((await turn(id, 'redo')).status).toBe(200);
  });

  it('take back what was added by hand, and the taking back of a single decision', async () => {
    const { id, requirements } = await fresh();
    const { content, start, end } = requirements[0];
    const added = await world.as('clerk').call<Changes>('POST /api/directives/:directiveId/requirements', {
      params: { directiveId: id },
      body: { start, end, content },
    });
    const [item] = added.body.requirements as [Requirement];
    expect((await turn(id, 'undo')).body.gone).toEqual([item.id]);
    expect(await decisions(id)).toHaveLength(requirements.length);
    expect((await decide(world, { ...item, version: item.version + 1 }, { kind: 'accept' })).status).toBe(409);
    expect((await turn(id, 'redo')).body.requirements[0]).toMatchObject({ id: item.id, decision: 'accepted' });

    const rejected = await decide(world, requirements[1], { kind: 'reject', reason: '与本市无关' });
    await decide(world, rejected.body.requirement, { kind: 'undo' });
    expect((await turn(id, 'undo')).body.requirements[0]).toMatchObject({ decision: 'rejected', reason: '与本市无关' });
    expect((await turn(id, 'redo')).body.requirements[0]).toMatchObject({ decision: 'undecided' });
  });

  it('are refused once the version is confirmed, and to whoever may only read', async () => {
    const { id, requirements } = await fresh();
    await accept(id, requirements);
    const { directive, line } = await reviewOf(world, id);
    const body = { stepId: line.undo?.id };
    const params = { directiveId: id };
    expect((await world.as('verifier').call('POST /api/directives/:directiveId/undo', { params, body })).status).toBe(
      403,
    );
    await world.as('clerk').call('POST /api/directives/:directiveId/confirm', {
      params,
      body: { seenVersion: directive.currentVersion.version },
    });
    expect((await world.as('clerk').call('POST /api/directives/:directiveId/undo', { params, body })).status).toBe(409);
  });
});

describe('splitting and merging', () => {
  const twofold =
    '工作通知\n一、台账\n各县（市、区）政协党组要建立台账并完善制度，加强培训。\n二、走访\n各专委会每季度至少开展1次走访活动。';
  async function twofoldFresh() {
    const { id } = await importSmall(world, twofold);
    const review = await reviewOf(world, id);
    return { id, review, requirements: review.requirements as [Requirement, ...Requirement[]] };
  }
  const split = ({ id, version }: Requirement, at: number, username = 'clerk') =>
    world.as(username).call<Changes>('POST /api/requirements/:requirementId/split', {
      params: { requirementId: id },
      body: { seenVersion: version, at },
    });
  const merge = (directiveId: string, items: readonly Requirement[]) =>
    world.as('clerk').call<Changes>('POST /api/directives/:directiveId/merge', {
      params: { directiveId },
      body: { items: items.map((one) => ({ id: one.id, seenVersion: one.version })) },
    });
  const passages = async (id: string) => {
    const { text, requirements } = await reviewOf(world, id);
    return requirements.map((one) => text.slice(one.start, one.end));
  };

  it('offers places in the passage, parts it there to the very characters, and goes back and forth', async () => {
    const { id, review, requirements } = await twofoldFresh();
    const [whole] = requirements.filter((one) => one.content.action.includes('建立台账')) as [Requirement];
    const before = await passages(id);
    const answer = await world
      .as('clerk')
      .call<{ cuts: { at: number }[] }>('GET /api/requirements/:requirementId/cuts', {
        params: { requirementId: whole.id },
      });
    const at = review.text.indexOf('并完善制度');
    expect(answer.body.cuts.map((cut) => cut.at)).toContain(at);
    const { body } = await split(whole, at);
    expect(body.line.undo).toMatchObject({ kind: 'split' });
    const halves = body.requirements.sort((a, b) => a.start - b.start) as [Requirement, Requirement];
    for (const half of halves) {
      expect(review.text.slice(half.start, half.end)).toBe(half.content.action);
      expect(half).toMatchObject({ decision: 'undecided', clauseKey: whole.clauseKey, byHand: false });
    }
    expect([halves[0].id, halves[0].start, halves[1].end]).toEqual([whole.id, whole.start, whole.end]);
    const after = await passages(id);
    expect(after).toHaveLength(before.length + 1);
    await turn(id, 'undo');
    expect(await passages(id)).toEqual(before);
    await turn(id, 'redo');
    expect(await passages(id)).toEqual(after);
    const now = (await reviewOf(world, id)).requirements.filter((one) => halves.some((half) => half.id === one.id));
    const merged = await merge(id, now);
    expect(merged.body.gone).toEqual([halves[1].id]);
    expect(await passages(id)).toEqual(before);
    expect(merged.body.requirements[0]?.content).toEqual(whole.content);
    await turn(id, 'undo');
    expect(await passages(id)).toEqual(after);
  });

  it('takes nothing back of a split once somebody has decided a part of it', async () => {
    const { id, review, requirements } = await twofoldFresh();
    const [whole] = requirements;
    const { body } = await split(whole, review.text.indexOf('并完善制度'));
    const part = body.requirements.find((one) => one.id !== whole.id) as Requirement;
    await decide(world, part, { kind: 'accept' }, { username: 'second' });
    expect((await turn(id, 'undo')).status).toBe(409);
    await turn(id, 'undo', { leave: true });
    expect(await passages(id)).toHaveLength(requirements.length + 1);
  });

  it('refuses a cut outside, items that are no neighbours, and what was changed meanwhile', async () => {
    const { id, requirements } = await twofoldFresh();
    const [first] = requirements;
    const last = requirements.at(-1) as Requirement;
    expect((await split(first, first.end)).status).toBe(400);
    expect((await split(first, first.start + 2, 'verifier')).status).toBe(403);
    expect((await merge(id, [first, last])).status).toBe(422);
    await decide(world, first, { kind: 'accept' }, { username: 'second' });
    expect((await split(first, first.start + 2)).status).toBe(409);
  });

  it('drops on confirming what was merged into another and had been asked before', async () => {
    const { id, review, requirements } = await twofoldFresh();
    const [whole] = requirements;
    const { body } = await split(whole, review.text.indexOf('并完善制度'));
    await accept(id, (await reviewOf(world, id)).requirements);
    const params = { directiveId: id };
    const seenVersion = review.directive.currentVersion.version;
    await world.as('clerk').call('POST /api/directives/:directiveId/confirm', { params, body: { seenVersion } });
    const { directive } = await reviewOf(world, id);
    await world.as('clerk').call('POST /api/directives/:directiveId/revise', {
      params,
      body: { seenVersion: directive.currentVersion.version },
    });
    const halves = new Set(body.requirements.map((one) => one.id));
    await merge(
      id,
      (await reviewOf(world, id)).requirements.filter((one) => halves.has(one.id)),
    );
    const draft = await reviewOf(world, id);
    await accept(
      id,
      draft.requirements.filter((one) => one.id === whole.id),
    );
    await world.as('clerk').call('POST /api/directives/:directiveId/confirm', {
      params,
      body: { seenVersion: draft.directive.currentVersion.version },
    });
    const gone = body.requirements.find((one) => one.id !== whole.id)?.id;
    const { rows } = await world.owner.query(
      'SELECT dropped FROM requirement_revisions WHERE requirement_id = $1 ORDER BY revision',
      [gone],
    );
    expect(rows.map((row) => row.dropped)).toEqual([false, true]);
  });
});

it('stores of every item exactly what its acts amount to', async () => {
  const db = world.app.connections.tenant(world.tenantId);
  for (const { id } of await db.selectFrom('directives').select('id').execute()) {
    const rows = await allRequirementRows(db, id);
    const acts = await fullActs(
      db,
      rows.map((row) => row.id),
    );
    for (const row of rows) {
      const state = stateOfRow(row);
      expect(state).toEqual(foldActs(row.proposal, state.span, acts.get(row.id) ?? []));
    }
  }
});
