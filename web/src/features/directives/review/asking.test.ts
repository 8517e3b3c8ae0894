import { describe, expect, it } from 'vitest';
import { asksOf } from './asking.ts';
import type { Content } from './model.ts';

type Deadline = NonNullable<Content['deadline']>;
const deadline = (part: Partial<Deadline>): Deadline => ({
  ...{
    kind: 'due',
    from: null,
    to: '2026-09-30',
    text: '9月底前',
    yearEvidence: null,
    inherited: false,
    provisional: false,
  },
  ...part,
});
const owner = (part: Partial<Content['owners'][number]>) => ({
  ...{ text: '提案委', role: 'lead' as const, organisationIds: ['a'], query: null, audience: false },
  ...part,
});
const asks = (time: Deadline | null, ...owners: Content['owners']) => asksOf({ deadline: time, owners }, '2026-06-17');

describe('a person is asked', () => {
  it.each([
    ['for a day where 近期 names none', deadline({ kind: 'vague', to: null, text: '近期' }), ['noDay']],
    ['for a day where one is meant and none was read', deadline({ to: null }), ['noDay']],
    ['about a day that has passed', deadline({ to: '2026-06-16' }), ['dayPassed']],
    [
      'about a window that has closed',
      deadline({ kind: 'window', from: '2026-01-01', to: '2026-03-31' }),
      ['dayPassed'],
    ],
  ])('%s', (_, time, expected) => {
    expect(asks(time, owner({}))).toEqual(expected);
  });

  it.each([
    ['today is not over', deadline({ to: '2026-06-17' })],
    ['a standing task ends never', deadline({ kind: 'standing', to: null })],
    ['an event has its own day', deadline({ kind: 'eventAnchor', to: null })],
    ['none is written', null],
  ])('nothing about a day where %s', (_, time) => {
    expect(asks(time, owner({}))).toEqual([]);
  });

  it('for an organisation where words match none, and not about the audience or a condition', () => {
    expect(asks(null, owner({}), owner({ organisationIds: [] }))).toEqual(['noOrganisation']);
    const query = { kind: 'specialCommittee', within: 'ownBody' as const, conditions: [] };
    expect(asks(null, owner({ audience: true, organisationIds: [] }), owner({ organisationIds: [], query }))).toEqual(
      [],
    );
  });
});
