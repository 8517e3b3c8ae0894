import { organisationKinds, relationKinds } from '@xieli/codes';
import fc from 'fast-check';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { testWorld, type World } from '../../testing/world.ts';
import { answerOwnerQuery, type OwnerQuery, recordOrganisations } from './index.ts';

let world: World;
beforeAll(async () => {
  world = await testWorld();
});
afterAll(() => world.close());

const lackingABranch: OwnerQuery = {
  kind: 'cppccBody',
  within: 'guided',
  conditions: [{ has: false, kind: 'committeeBranch', by: 'sameBody' }],
};

interface Dated {
  validFrom: string;
  validTo: string | null;
}

/** The same question put to the plain data, by the words of spine.md 4.4. */
function plainAnswer(query: OwnerQuery, bodyId: string, on: string): string[] {
  const { organisations, relations } = world.city;
  const holds = ({ validFrom, validTo }: Dated) => validFrom <= on && (validTo === null || on <= validTo);
  const guided = new Set<string>();
  for (const from of [bodyId]) {
    for (const one of relations) {
      if (one.relation !== 'guides' || one.fromId !== from || !holds(one)) continue;
      if (organisations.some((body) => body.id === one.toId && body.bodyId === body.id)) guided.add(one.toId);
    }
  }
  const inside = (id: string) =>
    (query.within !== 'guided' && id === bodyId) || (query.within !== 'ownBody' && guided.has(id));
  return organisations
    .filter((sought) => sought.kind === query.kind && holds(sought) && inside(sought.bodyId))
    .filter((sought) =>
      query.conditions.every(({ has, kind, by }) => {
        const found = organisations.some(
          (other) =>
            other.kind === kind &&
            holds(other) &&
            (by === 'sameBody'
              ? other.bodyId === sought.bodyId && other.id !== sought.id
              : relations.some(
                  (one) => one.fromId === other.id && one.relation === by && one.toId === sought.id && holds(one),
                )),
        );
        return found === has;
      }),
    )
    .map((one) => one.id)
    .sort();
}

describe('an owner query', () => {
  it('finds the counties that have no committee branch (domain.md A39)', async () => {
    const answer = await answerOwnerQuery(
      world.reading('clerk'),
      world.city.tenant.bodyId,
      lackingABranch,
      '2026-06-17',
    );
    expect(answer).toHaveLength(4);
    expect(answer).toContain(world.organisation('政协枫屿县委员会'));
  });

  it('answers as the plain data do, for any query and day', async () => {
    // The kinds of which there are many come often, so that answers are seldom empty.
    const common = fc.constantFrom('cppccBody', 'specialCommittee', 'committeeBranch', 'officeBranch', 'partyGroup');
    const kinds = fc.oneof(
      { weight: 4, arbitrary: common },
      { weight: 1, arbitrary: fc.constantFrom(...organisationKinds.map((kind) => kind.id)) },
    );
    const query = fc.record({
      kind: kinds,
      within: fc.constantFrom('ownBody' as const, 'guided' as const, 'system' as const),
      conditions: fc.array(
        fc.record({
          has: fc.boolean(),
          kind: kinds,
          by: fc.constantFrom('sameBody' as const, ...relationKinds.map((kind) => kind.id)),
        }),
        { maxLength: 2 },
      ),
    });
    const bodies = world.city.organisations.filter((one) => one.id === one.bodyId).map((one) => one.id);
    const days = fc.constantFrom('2000-01-01', '2024-06-30', '2025-04-20', '2025-09-15', '2025-09-16', '2026-06-17');
    await fc.assert(
      fc.asyncProperty(query, fc.constantFrom(...bodies), days, async (asked, bodyId, on) => {
        expect(await answerOwnerQuery(world.reading('clerk'), bodyId, asked, on)).toEqual(
          plainAnswer(asked, bodyId, on),
        );
      }),
      { numRuns: 60 },
    );
  });

  it('loses a county on the day it founds its branch, and not before', async () => {
    const bodyId = world.organisation('政协枫屿县委员会');
    const branch = {
      id: '019ed3e0-0000-7000-8000-000000000001',
      bodyId,
      kind: 'committeeBranch' as const,
      approvalDocument: null,
      validFrom: '2026-06-10',
      validTo: null,
    };
    await world.act('clerk', (context) =>
      recordOrganisations(context, { organisations: [branch], names: [], relations: [] }),
    );
    const answer = (on: string) =>
      answerOwnerQuery(world.reading('clerk'), world.city.tenant.bodyId, lackingABranch, on);
    expect(await answer('2026-06-09')).toContain(bodyId);
    expect(await answer('2026-06-10')).not.toContain(bodyId);
    expect(await answer('2026-06-10')).toHaveLength(3);
  });
});
