import { afterAll, beforeAll, expect, it } from 'vitest';
import type { Output } from '../../platform/http/contract.ts';
import { type Changes, decide, importSmall, reviewOf } from '../../testing/directives.ts';
import { testWorld, type World } from '../../testing/world.ts';
import type { directivesContract, Requirement } from './contract.ts';
import { directivesRoutes } from './routes.ts';

type News = Output<(typeof directivesContract)['GET /api/directives/:directiveId/review/changes']>;

let world: World;
beforeAll(async () => {
  world = await testWorld({ features: [directivesRoutes] });
  const bodyId = world.organisation('政协云汀市委员会');
  await world.addAccount({ username: 'second', role: 'officeClerk', organisationId: bodyId });
});
afterAll(() => world.close());

it('tells an open page only what changed since it looked, and which of it others did', async () => {
  const { id } = await importSmall(world);
  const { directive, requirements, seq } = await reviewOf(world, id);
  const [first, second, third] = requirements as [Requirement, Requirement, Requirement];
  const versionId = directive.currentVersion.id;
  const since = async (after: number, directiveId = id) =>
    world.as('clerk').call<News>('GET /api/directives/:directiveId/review/changes', {
      params: { directiveId },
      query: { versionId, after },
    });
  expect((await since(seq)).body).toMatchObject({ seq, requirements: [], news: [] });
  await decide(world, first, { kind: 'accept' });
  await decide(world, second, { kind: 'reject', reason: '与本市无关' }, { username: 'second' });
  const { body } = await since(seq);
  expect(body.requirements.map((one) => one.id).sort()).toEqual([first.id, second.id].sort());
  expect(body.requirements.find((one) => one.id === second.id)).toMatchObject({ decidedBy: 'second' });
  expect(body.news).toMatchObject([{ by: 'second', kind: 'reject', count: 1 }]);
  expect((await since(body.seq)).body.requirements).toEqual([]);

  const merged = await world.as('second').call<Changes>('POST /api/directives/:directiveId/merge', {
    params: { directiveId: id },
    body: {
      items: [
        body.requirements.find((one) => one.id === first.id),
        body.requirements.find((one) => one.id === second.id),
      ]
        .filter((one) => one !== undefined)
        .map((one) => ({ id: one.id, seenVersion: one.version })),
    },
  });
  expect((await since(body.seq)).body.gone).toEqual(merged.body.gone);
  expect(merged.body.gone).toHaveLength(1);
  expect((await since(0, (await importSmall(world)).id)).status).toBe(404);
  expect(third.decision).toBe('undecided');
});

it('says who else has the document open, to those alone who review, and forgets who left', async () => {
  const { id } = await importSmall(world);
  const here = (username: string, leaving = false, directiveId = id) =>
    world.as(username).call<{ names: string[] }>('POST /api/directives/:directiveId/here', {
      params: { directiveId },
      body: { leaving },
    });
  expect((await here('clerk')).body.names).toEqual([]);
  expect((await here('second')).body.names).toEqual([world.actorOf('clerk').displayName]);
  expect((await here('clerk')).body.names).toEqual(['second']);
  expect((await here('verifier')).status).toBe(403);
  expect((await here('clerk', false, world.actorOf('clerk').accountId)).status).toBe(404);
  await here('second', true);
  expect((await here('clerk')).body.names).toEqual([]);
  await here('second');
  await world.owner.query(`UPDATE review_presences SET seen_at = seen_at - interval '2 minutes'`);
  expect((await here('clerk')).body.names).toEqual([]);
});
