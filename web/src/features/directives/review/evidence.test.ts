import { expect, it } from 'vitest';
import { evidenceOf, headingAt, nextEvidence } from './evidence.ts';
import type { Clause } from './model.ts';

const at = (start: number, end: number) => ({ start, end });
const requirement = {
  clauseKey: '1.1',
  reasons: [
    { key: 'modal.directive', text: '要', span: at(30, 31) },
    { key: 'inherited.deadline', text: '9月底前', span: at(5, 9) },
    { key: 'year.referenceDate', text: '2026', span: at(5, 9) },
    { key: 'owner.audience', text: '' },
  ],
};
const clause = (key: string, start: number, end: number) => ({ key, start, end }) as Clause;
const clauses = [clause('1', 0, 12), clause('1.1', 13, 60)];

it('lists each place once, in the order of the text', () => {
  expect(evidenceOf(requirement)).toEqual([at(5, 9), at(30, 31)]);
  expect(evidenceOf({ reasons: [] })).toEqual([]);
});

it('goes from one place to the next and begins anew after the last', () => {
  expect(nextEvidence(requirement, null)).toEqual(at(5, 9));
  expect(nextEvidence(requirement, at(5, 9))).toEqual(at(30, 31));
  expect(nextEvidence(requirement, at(30, 31))).toEqual(at(5, 9));
  expect(nextEvidence({ reasons: [] }, null)).toBeNull();
});

it('names the heading that handed something down, and never the own paragraph', () => {
  expect(headingAt(clauses, requirement, at(5, 9))?.key).toBe('1');
  expect(headingAt(clauses, requirement, at(30, 31))).toBeNull();
  expect(headingAt(clauses, requirement, at(100, 101))).toBeNull();
});
