import { expect, test } from 'vitest';
import { createRandom } from '../server/src/demo/random.ts';
import { fuzzFiles } from './files.ts';

test('a broken file of any format is read or refused, and never throws', async () => {
  const result = await fuzzFiles(createRandom(5), 120);
  expect(result.faults).toEqual([]);
  expect(result.read).toBeGreaterThan(10);
  expect(result.refused).toBeGreaterThan(10);
});
