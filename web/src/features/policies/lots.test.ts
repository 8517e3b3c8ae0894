import { expect, it } from 'vitest';
import { lotsOf } from './lots.ts';

it('sends every one of a long list, in lots that are taken at once', () => {
  const items = Array.from({ length: 1_201 }, (_, index) => index);
  const lots = lotsOf(items, 500);
  expect(lots.map(({ lot, done }) => [lot.length, done])).toEqual([
    [500, 0],
    [500, 500],
    [201, 1_000],
  ]);
  expect(lots.flatMap(({ lot }) => lot)).toEqual(items);
  expect(lotsOf([1, 2], 500)).toEqual([{ lot: [1, 2], done: 0 }]);
  expect(lotsOf([], 500)).toEqual([]);
});
