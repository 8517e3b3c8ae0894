import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { confirmAll, decide, importSmall, reviewOf } from '../../testing/directives.ts';
import { testWorld, type World } from '../../testing/world.ts';
import { organisationRoutes } from '../organisations/index.ts';
import { endPosts } from '../people/index.ts';
import type { Owner, RequirementContent } from './content.ts';
import { correctionsOf } from './owner-corrections.ts';
import { directivesRoutes } from './routes.ts';

const owner = (text: string, organisationIds: string[] = [], more: Partial<Owner> = {}): Owner => ({
  ...{ text, organisationIds, role: 'lead', query: null, audience: false },
  ...more,
});
const content = (...owners: Owner[]) => ({ owners }) as RequirementContent;
const corrected = (before: Owner, after: Owner, decision: 'edited' | 'rejected' = 'edited') => ({
  ...{ decision, proposal: content(before), content: content(after) },
});

describe('what a review teaches about words', () => {
  const one = corrected(owner('局机关支部'), owner('局机关支部', ['a']));

  it('is counted by words, and by place where a name was put in their stead', () => {
    const renamed = corrected(owner('局机关支部'), owner('机关党支部', ['a']));
    expect(correctionsOf([one, renamed])).toEqual([{ text: '局机关支部', organisationIds: ['a'], count: 2 }]);
  });

  it('is nothing of words that still stand there, beside a name that was put in another’s stead', () => {
    const proposal = content(owner('甲委', ['a']), owner('乙室'));
    const moved = { decision: 'edited' as const, proposal, content: content(owner('乙室'), owner('丙组', ['c'])) };
    expect(correctionsOf([moved]).map(({ text }) => text)).not.toContain('乙室');
  });

  it('is nothing where the same words were matched in two ways', () => {
    expect(correctionsOf([one, corrected(owner('局机关支部'), owner('局机关支部', ['b']))])).toEqual([]);
  });

  it.each([
    ['the audience', owner('大家', ['a'], { audience: true })],
    [
      'a condition',
      owner('没有党支部的专委会', [], { query: { kind: 'specialCommittee', within: 'ownBody', conditions: [] } }),
    ],
    ['nobody', owner('')],
  ])('is nothing about %s', (_, before) => {
    expect(correctionsOf([corrected(before, owner('局机关支部', ['a']))])).toEqual([]);
  });

  it('is nothing from what was rejected or added by hand', () => {
    const rejected = corrected(owner('局机关支部'), owner('局机关支部', ['a']), 'rejected');
    const byHand = { ...one, proposal: null };
    expect(correctionsOf([rejected, byHand])).toEqual([]);
  });
});

describe('words that a clerk has explained', () => {
  let world: World;
  beforeAll(async () => {
    world = await testWorld({ features: [directivesRoutes, organisationRoutes({ endPosts })] });
  });
  afterAll(() => world.close());

  const text = '关于报送名单的通知\n一、名单\n局机关支部要在9月底前报送名单。提案委、局机关支部要建立台账。';
  const branch = () => world.organisation('云汀市政协机关第一党支部');
  const corrections = (directiveId: string, who = 'clerk') =>
    world
      .as(who)
      .call<{ items: { text: string; organisations: { id: string; name: string }[]; count: number }[] }>(
        'GET /api/directives/:directiveId/owner-corrections',
        { params: { directiveId } },
      );
  const keep = (directiveId: string, organisationId: string, who = 'clerk') =>
    world.as(who).call<{ id: string }>('POST /api/directives/:directiveId/owner-aliases', {
      params: { directiveId },
      body: { text: '局机关支部', organisationIds: [organisationId] },
    });
  const kept = () =>
    world
      .as('clerk')
      .call<{ items: { id: string; text: string; organisations: { name: string }[]; recordedBy: string }[] }>(
        'GET /api/owner-aliases',
      );

  /** Imports the text, and matches the words to the branch where they were not matched. */
  async function explained(): Promise<string> {
    const { id } = await importSmall(world, text);
    for (const requirement of (await reviewOf(world, id)).requirements) {
      const owners = requirement.content.owners.map((one) =>
        one.text === '局机关支部' ? { ...one, organisationIds: [branch()] } : one,
      );
      await decide(world, requirement, { kind: 'edit', content: { ...requirement.content, owners } });
    }
    return id;
  }

  it('are offered once the version is confirmed, kept by an act of hers, known in the next reading, and ended', async () => {
    const { id } = await importSmall(world, text);
    const before = await reviewOf(world, id);
    expect(before.requirements[0]?.content.owners[0]).toMatchObject({ text: '局机关支部', organisationIds: [] });

    const taught = await explained();
    expect((await corrections(taught)).body.items).toEqual([]);
    expect((await keep(taught, branch())).status).toBe(409);
    await confirmAll(world, taught);
    expect((await corrections(taught)).body.items).toEqual([
      { text: '局机关支部', organisations: [{ id: branch(), name: '云汀市政协机关第一党支部' }], count: 2 },
    ]);
    // Only what the review itself says is kept.
    expect((await keep(taught, world.organisation('云汀市政协提案委员会'))).status).toBe(409);
    const made = await keep(taught, branch());
    expect(made.status).toBe(200);
    expect((await keep(taught, branch())).status).toBe(409);
    expect((await corrections(taught)).body.items).toEqual([]);
    const { rows } = await world.owner.query("SELECT action FROM audit_entries WHERE action LIKE '%owner-aliases%'");
    expect(rows).toEqual([{ action: 'POST /api/directives/:directiveId/owner-aliases' }]);

    const { requirements } = await reviewOf(world, (await importSmall(world, text)).id);
    expect(requirements[0]?.content.owners[0]?.organisationIds).toEqual([branch()]);
    expect(requirements[0]?.reasons).toContainEqual({ key: 'owner.remembered', text: '局机关支部' });
    const { items } = (await kept()).body;
    expect(items).toMatchObject([
      { text: '局机关支部', organisations: [{ name: '云汀市政协机关第一党支部' }], id: made.body.id },
    ]);

    const end = () =>
      world.as('clerk').call('POST /api/owner-aliases/:aliasId/end', { params: { aliasId: made.body.id }, body: {} });
    expect((await end()).status).toBe(200);
    expect((await end()).status).toBe(409);
    expect((await kept()).body.items).toEqual([]);
    const after = await reviewOf(world, (await importSmall(world, text)).id);
    expect(after.requirements[0]?.content.owners[0]?.organisationIds).toEqual([]);
    expect((await keep(taught, branch())).status).toBe(200);
  });

  it('mean nothing in the documents of another body, nor to who may not explain them', async () => {
    const county = world.organisation('政协枫屿县委员会');
    const answer = await world.as('clerk').call<{ id: string }>('POST /api/directives', {
      body: {
        ...{ source: { kind: 'text', text }, title: '关于报送名单的通知', kind: 'notice', issuerName: '枫屿县政协' },
        ...{ documentNumber: null, issuedOn: '2026-06-17', ownerBodyId: county },
        audience: { text: '', organisationIds: [county] },
      },
    });
    const { requirements } = await reviewOf(world, answer.body.id);
    expect(requirements[0]?.content.owners[0]?.organisationIds).toEqual([]);
    const refused = await corrections(answer.body.id, 'fengyu');
    expect([403, 404]).toContain(refused.status);
  });

  it('show the candidates where they may mean several, and none once a person has picked', async () => {
    const { id } = await importSmall(
      world,
      '关于报送名单的通知\n一、名单\n县提案委要在9月底前报送名单。第一党支部要建立台账。',
    );
    const review = await reviewOf(world, id);
    const names = new Map(review.organisations.map((one) => [one.id, one.name]));
    const meant = review.candidates.find((one) => one.text === '第一党支部');
    expect(meant?.organisationIds.map((one) => names.get(one))).toContain('云汀市政协机关第一党支部');
    await confirmAll(world, id);
    expect((await reviewOf(world, id)).candidates).toEqual([]);
  });
});
