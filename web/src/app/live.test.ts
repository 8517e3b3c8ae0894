import { expect, test } from 'vitest';
import { concerns } from './live.ts';

test('a page looks again when one of its tables changed, or when anything may have', () => {
  expect(concerns(['tasks', 'acts'], ['acts'])).toBe(true);
  expect(concerns(['evidence'], ['tasks', 'acts'])).toBe(false);
  expect(concerns(null, ['tasks'])).toBe(true);
});
