import { v7 } from 'uuid';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { allFeatures } from '../../features.ts';
import { confirmAll, reviewOf } from '../../testing/directives.ts';
import {
  type Again,
  againOf,
  decideProposals,
  did,
  gapsOf,
  linkable,
  type Proposals,
  policyOf,
  proposalsOf,
  revised,
  upstreamText,
} from '../../testing/policies.ts';
import { testWorld, type World } from '../../testing/world.ts';

let world: World;
let at: Awaited<ReturnType<typeof linkable>>;
let city: string;
beforeAll(async () => {
  world = await testWorld({ features: allFeatures });
  at = await linkable(world);
  city = world.organisation('政协云汀市委员会');
});
afterAll(() => world.close());

const proposals = () => proposalsOf(world, at.policyId, at.directiveId);
/** What a page shows of a link, sent along with a confirmation. */
const seenOf = ({ version, wordsNow, requirement }: Again['items'][number]) => ({
  ...{ seenVersion: version, seenWords: wordsNow ?? '', seenAction: requirement.action },
});
const act = <T>(key: 'reconfirm' | 'withdraw', linkId: string, body: object, options = {}) =>
  world
    .as('clerk')
    .call<T & { title: string }>(`POST /api/policy-links/:linkId/${key}`, { params: { linkId }, body }, options);

const revise = (directiveId: string, text: string) => revised(world, directiveId, text);

const actionOf = (seen: Proposals, requirementId: string) =>
  seen.requirements.find((one) => one.id === requirementId)?.action ?? '';
const clauseOf = (seen: Proposals, key: string) => seen.clauses.find((one) => one.key === key)?.label ?? '';

describe('proposing', () => {
  it('offers what is alike, the most alike first, with the words that both say', async () => {
    const seen = await proposals();
    expect(seen.links).toEqual([]);
    const said = seen.proposals.map((one) => [actionOf(seen, one.requirementId), clauseOf(seen, one.clauseKey)]);
    expect(said).toContainEqual([expect.stringContaining('联系群众台账'), '一、健全制度']);
    expect(said).toContainEqual([expect.stringContaining('走访活动'), '二、常态走访']);
    expect(said.some(([, clause]) => clause === '三、加强报送')).toBe(false);
    expect(seen.proposals.map(({ score }) => score)).toEqual(
      seen.proposals.map(({ score }) => score).toSorted((one, other) => other - one),
    );
    expect(seen.proposals.find((one) => clauseOf(seen, one.clauseKey) === '一、健全制度')?.shared.join()).toContain(
      '台账',
    );
  });

  it('is asked for in the versions that the portions were counted in, and ends where the requirements do', async () => {
    const { upstreamVersionId, localVersionId, compared, portionSize, requirements } = await proposals();
    expect(compared).toBe(requirements.length);
    const ask = async (more: object) => {
      const query = { directiveId: at.directiveId, upstreamVersionId, localVersionId, portion: 0, ...more };
      const input = { params: { policyId: at.policyId }, query };
      const { status, body } = await world
        .as('clerk')
        .call<{ title: string; proposals: unknown[] }>('GET /api/policies/:policyId/proposals/portion', input);
      return [status, body.title ?? body.proposals.length];
    };
    expect(await ask({ portion: Math.ceil(compared / portionSize) })).toEqual([200, 0]);
    expect(await ask({ upstreamVersionId: v7() })).toEqual([409, 'policies.newVersion']);
    expect(await ask({ localVersionId: v7() })).toEqual([409, 'policies.newVersion']);
  });

  it('needs a text above and a confirmed document of ours, and never a document with itself', async () => {
    const refusal = async (policyId: string, directiveId: string) =>
      (
        await world.as('clerk').call<{ title: string }>('GET /api/policies/:policyId/proposals', {
          ...{ params: { policyId }, query: { directiveId } },
        })
      ).body.title;
    const bare = { title: '没有正文的意见', documentNumber: null, issuerName: '', issuedOn: null };
    const { policyId } = await did<{ policyId: string }>(world, 'POST /api/policies', { body: bare });
    expect(await refusal(policyId, at.directiveId)).toBe('policies.noText');
    expect(await refusal(at.policyId, at.upstreamId)).toBe('policies.sameDocument');
    expect(await refusal(v7(), at.directiveId)).toBe('policies.notFound');
    expect(await refusal(at.policyId, v7())).toBe('directives.notFound');
  });
});

describe('a person', () => {
  it('confirms one and rejects another, once however often it is sent; neither is proposed again', async () => {
    const seen = await proposals();
    const ledger = seen.proposals.find((one) => clauseOf(seen, one.clauseKey) === '一、健全制度');
    const rest = seen.proposals.filter((one) => one !== ledger);
    if (!ledger || rest.length === 0) throw new Error('nothing proposed');
    const actionId = v7();
    const first = await decideProposals(world, at.policyId, seen, [ledger], 'confirm', { actionId });
    const again = await decideProposals(world, at.policyId, seen, [ledger], 'confirm', { actionId });
    expect([first.status, again.repeated, again.body]).toEqual([200, true, first.body]);
    expect((await decideProposals(world, at.policyId, seen, rest, 'reject')).status).toBe(200);
    // To say the same again changes nothing.
    expect((await decideProposals(world, at.policyId, seen, [ledger], 'confirm')).body.linkIds).toEqual([]);
    const after = await proposals();
    expect(after.proposals).toEqual([]);
    expect(after.links.filter((one) => one.decision === 'rejected')).toHaveLength(rest.length);
    expect(after.links.find((one) => one.decision === 'confirmed')).toMatchObject({
      ...{ proposed: true, state: 'covers', faults: [], by: world.actorOf('clerk').displayName },
      ...{ score: ledger.score, requirement: { id: ledger.requirementId } },
    });
  });

  it('takes back what was decided last, in one go as it was decided, and no further than somebody else has decided', async () => {
    const seen = await proposals();
    const undo = (items: object, username = 'clerk') =>
      world.as(username).call<{ title: string; linkIds: string[] }>('POST /api/policies/:policyId/links/undo', {
        ...{ params: { policyId: at.policyId }, body: { directiveId: at.directiveId, items } },
      });
    const rejected = seen.links.filter((one) => one.decision === 'rejected');
    const items = rejected.map(({ id, version }) => ({ linkId: id, seenVersion: version }));
    expect(seen.undo).toEqual({ decision: 'reject', items: expect.arrayContaining(items) });
    expect(seen.undo?.items).toHaveLength(rejected.length);
    // The confirmation lies further back; what somebody else decides is not undone by him who was there before.
    const [confirmed] = seen.links.filter((one) => one.decision === 'confirmed');
    const early = await undo([{ linkId: confirmed?.id, seenVersion: confirmed?.version }]);
    expect(early).toMatchObject({
      status: 409,
      body: { title: 'policies.decidedSince', current: { links: [{ id: confirmed?.id, decision: 'confirmed' }] } },
    });
    expect((await undo(items, 'verifier')).status).toBe(403);
    expect((await undo(items.map((one) => ({ ...one, seenVersion: one.seenVersion + 1 })))).status).toBe(409);
    expect((await undo(items)).body.linkIds).toHaveLength(items.length);
    const open = await proposals();
    expect(open.links.map(({ id }) => id)).toEqual([confirmed?.id]);
    expect(open.proposals.map(({ clauseKey }) => clauseKey).toSorted()).toEqual(
      rejected.map(({ clauseKey }) => clauseKey).toSorted(),
    );
    expect(open.undo).toEqual({
      decision: 'confirm',
      items: [{ linkId: confirmed?.id, seenVersion: confirmed?.version }],
    });
    // Confirmed instead, taken back to open, rejected again: each time it is what it was before.
    const [one] = open.proposals;
    if (!one) throw new Error('nothing proposed');
    await decideProposals(world, at.policyId, open, [one], 'confirm');
    expect((await undo((await proposals()).undo?.items ?? [])).status).toBe(200);
    expect((await proposals()).proposals).toEqual(open.proposals);
    await decideProposals(world, at.policyId, open, open.proposals, 'reject');
    const again = await proposals();
    await decideProposals(world, at.policyId, again, [one], 'confirm');
    expect((await undo((await proposals()).undo?.items ?? [])).status).toBe(200);
    const back = await proposals();
    expect(back.proposals).toEqual([]);
    const stateOf = ({ links }: Proposals) =>
      links.map(({ id, decision, wordsThen, score }) => [id, decision, wordsThen, score]).toSorted();
    expect(stateOf(back)).toEqual(stateOf(again));
  });

  it('adds by hand what was not proposed, and changes a rejection', async () => {
    const seen = await proposals();
    const requirementId = seen.links.find((one) => one.decision === 'rejected')?.requirement.id ?? '';
    const clauseKey = seen.clauses.find(({ label }) => label === '三、加强报送')?.key ?? '';
    const pairs = [
      { requirementId, clauseKey },
      ...seen.links
        .filter((one) => one.decision === 'rejected')
        .map((one) => ({ requirementId: one.requirement.id, clauseKey: one.clauseKey })),
    ];
    expect((await decideProposals(world, at.policyId, seen, pairs, 'confirm')).status).toBe(200);
    const { links } = await proposals();
    expect(links.every((one) => one.decision === 'confirmed')).toBe(true);
    expect(links.find((one) => one.clauseKey === clauseKey)).toMatchObject({ proposed: false });
  });

  it('and another one at the same moment link a pair once', async () => {
    const seen = await proposals();
    const linked = new Set(seen.links.map((one) => `${one.requirement.id} ${one.clauseKey}`));
    const pairs = seen.requirements.flatMap(({ id }) =>
      seen.clauses.map(({ key }) => ({ requirementId: id, clauseKey: key })),
    );
    const free = pairs.find((one) => !linked.has(`${one.requirementId} ${one.clauseKey}`));
    if (!free) throw new Error('every pair is linked');
    const both = await Promise.all(
      Array.from({ length: 8 }, () => decideProposals(world, at.policyId, seen, [free], 'reject')),
    );
    expect(new Set(both.map(({ status }) => status))).toEqual(new Set([200]));
    expect(both.flatMap(({ body }) => body.linkIds)).toHaveLength(1);
  });

  it('is refused for what is not as it was seen, and for want of the right; nothing is written then', async () => {
    const seen = await proposals();
    const [one] = seen.requirements;
    const clauseKey = seen.clauses[0]?.key ?? '';
    const good = { requirementId: one?.id ?? '', clauseKey };
    const other = { ...seen, upstreamVersionId: v7() };
    expect(await decideProposals(world, at.policyId, other, [good], 'reject')).toMatchObject({
      status: 409,
      body: { title: 'policies.newVersion', current: { upstreamVersionId: seen.upstreamVersionId } },
    });
    const gone = [good, { requirementId: good.requirementId, clauseKey: 'none' }];
    expect(await decideProposals(world, at.policyId, seen, gone, 'reject')).toMatchObject({
      status: 409,
      body: {
        title: 'policies.itemGone',
        current: { requirement: { id: one?.id, revision: one?.revision }, clause: null },
      },
    });
    expect((await proposals()).links).toEqual(seen.links);
    for (const username of ['verifier', 'leader', 'fengyu'])
      expect((await decideProposals(world, at.policyId, seen, [good], 'reject', { username })).status).toBe(403);
    expect((await decideProposals(world, at.policyId, seen, [], 'reject')).status).toBe(400);
  });
});

describe('a new version', () => {
  it('above makes links outdated or orphaned; they are listed, confirmed anew or withdrawn', async () => {
    expect((await againOf(world, at.upstreamId)).items).toEqual([]);
    const changed = upstreamText
      .replace('明确联系方式和频次', '明确联系方式、频次和责任人')
      .replace('\n三、加强报送\n重点提案办理情况要按季度向主席会议报告。', '');
    await revise(at.upstreamId, changed);
    const above = await againOf(world, at.upstreamId);
    expect(above.versionNumber).toBe(2);
    expect(above.items.map(({ clause, state }) => [clause, state]).toSorted()).toEqual(
      expect.arrayContaining([['一、健全制度', 'outdated']]),
    );
    const orphan = above.items.find(({ state }) => state === 'orphaned');
    expect(orphan?.wordsNow).toBeNull();
    expect(above.anyHolds).toBe(true);
    // The same links are listed with our document.
    expect((await againOf(world, at.directiveId)).items.map(({ id }) => id).toSorted()).toEqual(
      above.items.map(({ id }) => id).toSorted(),
    );
    const outdated = above.items.find(({ state }) => state === 'outdated');
    if (!outdated || !orphan) throw new Error('nothing to look at');
    expect([outdated.wordsThen, outdated.wordsNow].map((words) => words?.includes('责任人'))).toEqual([false, true]);
    const rows = async () => (await gapsOf(world, at.policyId, city)).rows;
    expect((await rows())[0]).toMatchObject({ defect: 'own', links: [{ state: 'outdated' }] });
    const actionId = v7();
    const body = seenOf(outdated);
    // To confirm the pair once more does not take the new words for seen, and says so.
    const pair = { requirementId: outdated.requirement.id, clauseKey: outdated.clauseKey };
    const more = await decideProposals(world, at.policyId, await proposals(), [pair], 'confirm');
    expect(more).toMatchObject({
      status: 409,
      body: { title: 'policies.confirmedBefore', current: { id: outdated.id, state: 'outdated', by: outdated.by } },
    });
    expect((more.body as unknown as { detail: string }).detail).toContain('一、健全制度');
    const unseen = await act<{ title: string }>('reconfirm', outdated.id, { ...body, seenWords: '以前看到的条款' });
    expect(unseen).toMatchObject({
      status: 409,
      body: { title: 'policies.newVersion', current: { id: outdated.id, wordsNow: outdated.wordsNow } },
    });
    const otherAction = { ...body, seenAction: '以前看到的要求' };
    expect((await act('reconfirm', outdated.id, otherAction)).status).toBe(409);
    const [first, again] = [
      await act('reconfirm', outdated.id, body, { actionId }),
      await act('reconfirm', outdated.id, body, { actionId }),
    ];
    expect([first.status, first.body, again.body]).toEqual([
      200,
      { version: outdated.version + 1, state: 'covers' },
      first.body,
    ]);
    expect(await act('reconfirm', outdated.id, body)).toMatchObject({
      status: 409,
      body: { title: 'policies.changedMeanwhile', current: { id: outdated.id, version: outdated.version + 1 } },
    });
    const refused = await act('reconfirm', orphan.id, seenOf(orphan));
    expect([refused.status, refused.body.title]).toEqual([422, 'policies.cannotReconfirm']);
    const withdrawn = { seenVersion: orphan.version, reason: '上级条款已删去' };
    expect((await act('withdraw', orphan.id, { ...withdrawn, reason: ' ' })).status).toBe(400);
    expect((await act('withdraw', orphan.id, withdrawn)).status).toBe(200);
    expect(await act('withdraw', orphan.id, withdrawn)).toMatchObject({
      status: 409,
      body: { title: 'policies.linkState', current: { id: orphan.id, decision: 'withdrawn' } },
    });
    expect((await act('withdraw', orphan.id, { ...withdrawn, seenVersion: orphan.version + 1 })).status).toBe(409);
    expect((await act('withdraw', v7(), withdrawn)).status).toBe(404);
    expect((await againOf(world, at.upstreamId)).items).toEqual([]);
  });

  it('of ours makes them predated', async () => {
    const review = await reviewOf(world, at.directiveId);
    const body = { seenVersion: review.directive.currentVersion.version };
    const params = { directiveId: at.directiveId };
    await did(world, 'POST /api/directives/:directiveId/revise', { params, body });
    const again = await reviewOf(world, at.directiveId);
    const requirement = again.requirements.find((one) => one.content.action.includes('联系群众台账'));
    if (!requirement) throw new Error('no such requirement');
    const content = { ...requirement.content, action: '建成委员联系群众电子台账' };
    await did(world, 'POST /api/requirements/:requirementId/decide', {
      params: { requirementId: requirement.id },
      body: { seenVersion: requirement.version, decision: { kind: 'edit', content } },
    });
    await confirmAll(world, at.directiveId);
    const items = (await againOf(world, at.directiveId)).items;
    expect(items.length).toBeGreaterThan(0);
    expect(new Set(items.map(({ state }) => state))).toEqual(new Set(['predated']));
    for (const one of items) expect((await act('reconfirm', one.id, seenOf(one))).status).toBe(200);
    expect((await againOf(world, at.directiveId)).items).toEqual([]);
  });

  it('is not what makes them unwanted, ambiguous or orphaned: repeal, a second entry, and a text that was taken away do', async () => {
    const states = async () => [...new Set((await againOf(world, at.directiveId)).items.map(({ state }) => state))];
    const amend = async (change: object) => {
      const { version, title, documentNumber, issuerName, issuedOn } = await policyOf(world, at.policyId);
      const body = { seenVersion: version, title, documentNumber, issuerName, issuedOn, repealedOn: null, ...change };
      await did(world, 'POST /api/policies/:policyId/amend', { params: { policyId: at.policyId }, body });
    };
    await amend({ repealedOn: '2026-06-01' });
    expect(await states()).toEqual(['unwanted']);
    await amend({});
    const bare = { title: '同一份文件的另一条登记', documentNumber: null, issuerName: '', issuedOn: null };
    const { policyId } = await did<{ policyId: string }>(world, 'POST /api/policies', { body: bare });
    const attach = (id: string, seenVersion: number, directiveId: string | null) =>
      did(world, 'POST /api/policies/:policyId/attach', {
        params: { policyId: id },
        body: { seenVersion, directiveId },
      });
    await attach(policyId, 1, at.upstreamId);
    expect(await states()).toEqual(['ambiguous']);
    await attach(policyId, 2, null);
    const { version } = await policyOf(world, at.policyId);
    await attach(at.policyId, version, null);
    expect(await states()).toEqual(['orphaned']);
    await attach(at.policyId, version + 1, at.upstreamId);
    expect(await states()).toEqual([]);
  });
});
