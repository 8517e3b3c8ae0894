import { v7 } from 'uuid';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { allFeatures } from '../../features.ts';
import { importBody } from '../../testing/directives.ts';
import {
  citingOf,
  confirmedText,
  did,
  localText,
  type Policies,
  policyOf,
  revised,
  upstreamNumber,
  upstreamText,
  upstreamTitle,
} from '../../testing/policies.ts';
import { testWorld, type World } from '../../testing/world.ts';

let world: World;
let directiveId: string;
beforeAll(async () => {
  world = await testWorld({ features: allFeatures });
  directiveId = await confirmedText(world, localText);
});
afterAll(() => world.close());

const list = async (query: Record<string, string> = {}) =>
  (await did<Policies>(world, 'GET /api/policies', { query })).items;
const register = (body: object, options = {}) =>
  world.as('clerk').call<{ policyId: string; field?: string; title?: string }>('POST /api/policies', { body }, options);
const bare = { documentNumber: null, issuerName: '', issuedOn: null };

describe('what a document cites', () => {
  it('is shown first, and registered when a person says so: a stub for each unknown document', async () => {
    const before = await citingOf(world, directiveId);
    expect(before.items.map(({ title, documentNumber, fate }) => [title, documentNumber, fate])).toEqual([
      [upstreamTitle, '云协发[2025]05号', 'new'],
      ['关于印发〈委员履职办法〉的通知', null, 'new'],
    ]);
    expect(await list()).toEqual([]);
    const body = { directiveId, versionId: before.versionId };
    const actionId = v7();
    const [first, again] = [
      await world.as('clerk').call<{ stubs: string[] }>('POST /api/policies/cite', { body }, { actionId }),
      await world.as('clerk').call<{ stubs: string[] }>('POST /api/policies/cite', { body }, { actionId }),
    ];
    expect([first.status, first.body.stubs.length, again.repeated, again.body]).toEqual([200, 2, true, first.body]);
    // Another act about the same version finds everything registered.
    expect(await did(world, 'POST /api/policies/cite', { body })).toEqual({ stubs: [], citations: [] });
    expect((await list()).map((one) => [one.title, one.state, one.citedBy.value])).toEqual([
      ['关于印发〈委员履职办法〉的通知', 'stub', 1],
      [upstreamTitle, 'stub', 1],
    ]);
    expect((await citingOf(world, directiveId)).items.map(({ fate }) => fate)).toEqual(['registered', 'registered']);
    const entry = await policyOf(world, (await list({ search: '联系群众' }))[0]?.id ?? '');
    expect(entry.citations).toMatchObject([{ directive: { id: directiveId }, documentNumber: '云协发[2025]05号' }]);
  });

  it('counts documents, and opens them', async () => {
    const [entry] = await list({ search: '履职' });
    const facts = await world
      .as('clerk')
      .call<{ items: { link: string }[] }>(`GET ${entry?.citedBy.facts.split('?')[0]}` as never, {
        query: Object.fromEntries(new URLSearchParams(entry?.citedBy.facts.split('?')[1])),
      });
    expect(facts.body.items.map(({ link }) => link)).toEqual([`/directives/${directiveId}/citations`]);
  });

  it('goes to what is registered, by number in whatever brackets', async () => {
    const second = await confirmedText(
      world,
      `关于报送台账的通知\n各县（市、区）政协：\n按照《联系群众意见》（${upstreamNumber}）要求，于9月底前报送台账。`,
    );
    expect((await citingOf(world, second)).items).toMatchObject([{ fate: 'known', policy: { title: upstreamTitle } }]);
  });

  it('waits for the document to be confirmed, and for its newest version', async () => {
    const imported = await did<{ id: string; versionId: string }>(world, 'POST /api/directives', {
      body: { ...importBody(world, localText), title: '尚未确认' },
    });
    const refused = await world.as('clerk').call<{ title: string }>('POST /api/policies/cite', {
      body: { directiveId: imported.id, versionId: imported.versionId },
    });
    expect([refused.status, refused.body.title]).toEqual([422, 'policies.notConfirmed']);
    const stale = await world.as('clerk').call('POST /api/policies/cite', { body: { directiveId, versionId: v7() } });
    expect(stale.status).toBe(409);
    const unknown = await world.as('clerk').call('GET /api/policies/citing', { query: { directiveId: v7() } });
    expect(unknown.status).toBe(404);
  });

  it('makes one stub where two people register at one moment', async () => {
    const texts = ['甲', '乙'].map(
      (name) => `关于${name}项工作的通知\n各县（市、区）政协：\n按照《新的共同依据》，于9月底前报送${name}项情况。`,
    );
    const ids = await Promise.all(texts.map((text) => confirmedText(world, text)));
    const bodies = await Promise.all(
      ids.map(async (id) => ({ directiveId: id, versionId: (await citingOf(world, id)).versionId })),
    );
    await Promise.all(bodies.map((body) => did(world, 'POST /api/policies/cite', { body })));
    const shared = async () => (await list({ search: '共同依据' })).map((one) => one.citedBy.value);
    expect(await shared()).toEqual([2]);
    // A version that cites something else takes its document out of the number, as it does out of the page.
    const [first = ''] = ids;
    await revised(world, first, (texts[0] ?? '').replace('新的共同依据', '另一份依据'));
    const body = { directiveId: first, versionId: (await citingOf(world, first)).versionId };
    await did(world, 'POST /api/policies/cite', { body });
    expect(await shared()).toEqual([1]);
    const [entry] = await list({ search: '共同依据' });
    expect(new Set((await policyOf(world, entry?.id ?? '')).citations.map((one) => one.directive.id))).toEqual(
      new Set([ids[1]]),
    );
  });
});

describe('an entry', () => {
  it('is completed by hand, once however often it is sent, and not over what somebody else wrote', async () => {
    const [stub] = await list({ search: '履职' });
    const params = { policyId: stub?.id ?? '' };
    const { version } = await policyOf(world, params.policyId);
    const body = {
      ...{ seenVersion: version, title: '《关于印发〈委员履职办法〉的通知》', documentNumber: '云协办〔2024〕8号' },
      ...{ issuerName: '云汀市政协办公室', issuedOn: '2024-03-01', repealedOn: null },
    };
    const call = (options = {}) =>
      world.as('clerk').call<{ version: number }>('POST /api/policies/:policyId/amend', { params, body }, options);
    const actionId = v7();
    const [first, again, stale] = [await call({ actionId }), await call({ actionId }), await call()];
    expect([first.status, again.body, stale.status]).toEqual([200, first.body, 409]);
    expect(await policyOf(world, params.policyId)).toMatchObject({
      ...{ state: 'complete', title: '关于印发〈委员履职办法〉的通知', issuerName: '云汀市政协办公室' },
    });
  });

  it('is attached to an imported document, which is offered by its number, and shows its clauses', async () => {
    const text = await confirmedText(world, upstreamText, { documentNumber: upstreamNumber });
    const [stub] = await list({ search: '加强委员联系' });
    const params = { policyId: stub?.id ?? '' };
    const entry = await policyOf(world, params.policyId);
    expect([entry.state, entry.maybeTexts]).toEqual(['stub', [{ id: text, title: upstreamTitle }]]);
    const attach = (directiveId_: string | null, seenVersion: number) =>
      world.as('clerk').call<{ field?: string }>('POST /api/policies/:policyId/attach', {
        ...{ params, body: { seenVersion, directiveId: directiveId_ } },
      });
    expect((await attach(v7(), entry.version)).body.field).toBe('directiveId');
    expect((await attach(text, entry.version)).status).toBe(200);
    const complete = await policyOf(world, params.policyId);
    expect([complete.state, complete.directive?.id, complete.clauses.map(({ label }) => label)]).toEqual([
      'complete',
      text,
      ['一、健全制度', '二、常态走访', '三、加强报送'],
    ]);
    expect(complete.clauses[0]?.words).toContain('界别群众台账');
  });

  it('is registered once under one title and number', async () => {
    const actionId = v7();
    const body = { ...bare, title: '关于开展调研工作的意见', documentNumber: '云协发〔2023〕1号' };
    const [first, again] = [await register(body, { actionId }), await register(body, { actionId })];
    expect([first.status, again.repeated]).toEqual([200, true]);
    const taken = await register({
      ...body,
      title: '《关于开展调研工作的意见》',
      documentNumber: '云协发[2023]第01号',
    });
    expect([taken.status, taken.body.title, taken.body.field]).toEqual([409, 'policies.taken', 'title']);
    expect((await register({ ...body, documentNumber: '云协发〔2024〕1号' })).status).toBe(200);
    expect((await register({ ...body, title: ' ' })).status).toBe(400);
    expect((await register({ ...body, title: '《》' })).body).toMatchObject({
      title: 'policies.titleEmpty',
      field: 'title',
    });
    expect((await register({ ...body, issuedOn: '2026-02-30' })).status).toBe(400);
  });

  it('is merged with its double, and what cited the double is found at the other one', async () => {
    const double = (await register({ ...bare, title: '履职办法的通知' })).body.policyId;
    const target = (await list({ search: '印发' }))[0]?.id ?? '';
    // The stub that is cited goes into the one that was typed.
    const { version } = await policyOf(world, target);
    const merge = (policyId: string, body: object) =>
      world.as('clerk').call<{ title: string }>('POST /api/policies/:policyId/merge', { params: { policyId }, body });
    expect((await merge(target, { seenVersion: version, intoId: target })).status).toBe(400);
    expect((await merge(target, { seenVersion: version + 5, intoId: double })).status).toBe(409);
    expect((await merge(target, { seenVersion: version, intoId: double })).status).toBe(200);
    expect(await policyOf(world, target)).toMatchObject({ state: 'merged', mergedInto: { id: double } });
    expect((await policyOf(world, double)).citations).toMatchObject([{ directive: { id: directiveId } }]);
    expect((await list({ search: '履职办法' })).map((one) => [one.id, one.citedBy.value])).toEqual([[double, 1]]);
    const amended = await world.as('clerk').call<{ title: string }>('POST /api/policies/:policyId/attach', {
      ...{ params: { policyId: target }, body: { seenVersion: version + 1, directiveId: null } },
    });
    expect([amended.status, amended.body.title]).toEqual([409, 'policies.merged']);
  });
});

describe('the register', () => {
  it('is the office’s: others read it or do not see it at all', async () => {
    const seen = async (username: string) => (await world.as(username).call('GET /api/policies', {})).status;
    expect(await Promise.all(['clerk', 'verifier', 'leader'].map(seen))).toEqual([200, 200, 200]);
    expect(await Promise.all(['fengyu', 'secretary', 'inspector', 'sysadmin'].map(seen))).toEqual([403, 403, 403, 403]);
    const body = { ...bare, title: '不该登记' };
    expect((await world.as('verifier').call('POST /api/policies', { body })).status).toBe(403);
  });
});
