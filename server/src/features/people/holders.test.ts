import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { testWorld, type World } from '../../testing/world.ts';
import { liaisonOf, peopleNamed, personNames, postHolders } from './index.ts';

let world: World;
beforeAll(async () => {
  world = await testWorld();
});
afterAll(() => world.close());

const holderInCity = (organisationId: string, post: string) =>
  world.city.posts.find((one) => one.organisationId === organisationId && one.post === post)?.personId;

describe('the liaison of an organisation', () => {
  it('is its own, else the one of its body, else nobody', async () => {
    const context = world.reading('clerk');
    const committee = world.organisation('枫屿县政协提案委员会');
    const partyCommittee = world.organisation('中共枫屿县委员会');
    const body = world.organisation('政协枫屿县委员会');
    const found = await liaisonOf(context, [committee, partyCommittee]);
    expect(found.get(committee)).toMatchObject({ personId: holderInCity(committee, 'liaison'), basis: 'own' });
    expect(found.get(partyCommittee)).toMatchObject({ personId: holderInCity(body, 'liaison'), basis: 'body' });
    expect((await liaisonOf(context, [partyCommittee], '1990-01-01')).size).toBe(0);
  });
});

describe('people of a name', () => {
  it('are sought within the organisation alone', async () => {
    const context = world.reading('clerk');
    const body = world.organisation('政协枫屿县委员会');
    const personId = holderInCity(body, 'liaison') ?? '';
    const name = (await personNames(context, [personId])).get(personId) ?? '';
    const there = await peopleNamed(context, [name], [body]);
    expect(there).toContainEqual({ personId, name, organisationId: body });
    expect(await peopleNamed(context, [name], [world.organisation('云汀市政协提案委员会')])).not.toContainEqual(
      expect.objectContaining({ personId }),
    );
    expect(await peopleNamed(context, [name.slice(0, 1)], [body])).toEqual([]);
  });
});

describe('post holders', () => {
  it('are those of the day', async () => {
    const context = world.reading('clerk');
    const body = world.organisation('政协云汀市委员会');
    const [chair] = await postHolders(context, [body], { posts: ['chair'] });
    expect(chair?.personId).toBe(holderInCity(body, 'chair'));
    expect(await postHolders(context, [body], { posts: ['chair'], on: '1990-01-01' })).toEqual([]);
  });
});
