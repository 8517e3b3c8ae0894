import { expect, it } from 'vitest';
import type { Requirement, Review } from './model.ts';
import { withChanges } from './news.ts';

const one = (id: string, start: number, version = 1) => ({ id, start, position: start, version }) as Requirement;
const review = { requirements: [one('a', 0), one('c', 20, 3)], line: { undo: null, redo: null } } as unknown as Review;
const after = (changes: Parameters<typeof withChanges>[1]) =>
  withChanges(review, changes).requirements.map(({ id, version }) => `${id}${version}`);

it('takes the later state of an item and never an older one, whichever answer came last', () => {
  expect(after({ requirements: [one('a', 0, 2)] })).toEqual(['a2', 'c3']);
  expect(after({ requirements: [one('c', 20, 2)] })).toEqual(['a1', 'c3']);
});

it('puts new items where they stand in the document and lets go of those that are gone', () => {
  expect(after({ requirements: [one('b', 10)], gone: ['c'] })).toEqual(['a1', 'b1']);
});

it('keeps her line of undo where an answer says nothing about it', () => {
  const line = { undo: { id: 's', kind: 'accept', count: 1 }, redo: null } as Review['line'];
  expect(withChanges(review, { line }).line).toBe(line);
  expect(withChanges(review, {}).line).toBe(review.line);
});
