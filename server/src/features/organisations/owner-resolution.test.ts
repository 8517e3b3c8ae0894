import { afterAll, beforeAll, expect, it } from 'vitest';
import { testWorld, type World } from '../../testing/world.ts';
import { ownerResolver, resolveOwnerText } from './index.ts';

let world: World;
beforeAll(async () => {
  world = await testWorld();
});
afterAll(() => world.close());

it('reads names as of the day: a class is who exists then, a name is who bears it then', async () => {
  const context = world.reading('clerk');
  const bodyId = world.city.tenant.bodyId;
  const branches = { text: '各专委会党支部' };
  const founded = world.city.organisations.find((one) => one.kind === 'committeeBranch' && one.bodyId === bodyId);
  if (!founded) throw new Error('The city has no committee branch');
  const eve = `${Number(founded.validFrom.slice(0, 4)) - 1}${founded.validFrom.slice(4)}`;
  const resolve = await ownerResolver(context, { bodyId, on: founded.validFrom });
  expect(resolve(branches).organisationIds).toHaveLength(9);
  expect(resolve({ text: '各县（市、区）政协党组' }).organisationIds).toHaveLength(9);
  expect((await resolveOwnerText(context, branches, { bodyId, on: eve })).organisationIds).toEqual([]);
});

it('reads a county’s document with the county’s own names', async () => {
  const place = { bodyId: world.organisation('政协枫屿县委员会'), on: '2026-06-17' };
  const { organisationIds } = await resolveOwnerText(world.reading('clerk'), { text: '机关党组' }, place);
  expect(organisationIds).toEqual([world.organisation('枫屿县政协机关党组')]);
});
