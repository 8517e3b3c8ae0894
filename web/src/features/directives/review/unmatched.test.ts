import { expect, it } from 'vitest';
import type { Requirement } from './model.ts';
import { unmatchedCount } from './unmatched.ts';

type Owner = Requirement['content']['owners'][number];
const owner = (more: Partial<Owner>): Owner => ({
  ...{ text: '界别', role: 'lead', organisationIds: [], query: null, audience: false },
  ...more,
});
const one = (owners: Owner[], decision: Requirement['decision'] = 'accepted') => ({
  decision,
  content: { owners } as Requirement['content'],
});

it('counts what was accepted and has nobody to go to', () => {
  const query = { kind: 'cppccBody', within: 'guided' as const, conditions: [] };
  const found = owner({ organisationIds: ['a'] });
  expect(unmatchedCount([one([owner({})]), one([]), one([found, owner({})], 'edited')])).toBe(3);
  expect(unmatchedCount([one([found, owner({ role: 'support' })]), one([owner({ query })])])).toBe(0);
  expect(unmatchedCount([one([owner({})], 'undecided'), one([owner({})], 'rejected')])).toBe(0);
});
