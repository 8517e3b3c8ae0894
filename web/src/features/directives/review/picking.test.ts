import { describe, expect, it } from 'vitest';
import type { Owner, Requirement } from './model.ts';
import { pickFor, withPicks } from './picking.ts';

const owner = (text: string, organisationIds: string[] = []): Owner => ({
  ...{ text, role: 'lead', organisationIds, query: null, audience: false },
});
const of = (owners: Owner[], decision: Requirement['decision'] = 'undecided') =>
  ({ id: 'a', version: 3, decision, content: { owners } }) as Requirement;

describe('choosing whom words mean', () => {
  it('decides that owner alone while others are open, and accepts with the last', () => {
    const two = of([owner('界别'), owner('联络组'), owner('办公室', ['o'])]);
    const first = pickFor(two, 0, ['x']);
    expect(first).toEqual({ keep: [owner('界别', ['x']), owner('联络组'), owner('办公室', ['o'])] });
    const kept = new Map([['a', { version: 3, owners: 'keep' in first ? first.keep : [] }]]);
    const [shown] = withPicks([two], kept);
    expect(shown).toMatchObject({ picked: true, content: { owners: [{ organisationIds: ['x'] }, {}, {}] } });
    const last = pickFor(shown ?? two, 1, ['y', 'z']);
    expect(last).toMatchObject({
      save: { owners: [{ organisationIds: ['x'] }, { organisationIds: ['y', 'z'] }, { organisationIds: ['o'] }] },
    });
  });

  it('saves at once where the requirement is accepted already', () => {
    expect(pickFor(of([owner('界别'), owner('联络组')], 'accepted'), 0, ['x'])).toHaveProperty('save');
    expect(pickFor(of([owner('界别'), owner('联络组')], 'rejected'), 0, ['x'])).toHaveProperty('keep');
  });

  it('shows what was decided since and not what was kept before', () => {
    const kept = new Map([['a', { version: 2, owners: [owner('界别', ['x'])] }]]);
    const now = of([owner('界别')]);
    expect(withPicks([now], kept)).toEqual([now]);
  });
});
