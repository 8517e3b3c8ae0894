import { expect, test } from 'vitest';
import { keptPlace, nothingKept, parseKept, settledCount } from './keptChoices.ts';

test('what was settled is found again, and what is no such text is nothing', () => {
  const kept = { choices: { requirements: [{ requirementId: 'r', excluded: '已下发' }] }, versionId: 'v1' };
  expect(parseKept(JSON.stringify(kept))).toEqual(kept);
  for (const text of [null, '', '{', '[]', '{"choices":{}}', 'null']) expect(parseKept(text)).toEqual(nothingKept);
});

test('each requirement and the end of recurring tasks count as settled', () => {
  expect(settledCount(nothingKept.choices)).toBe(0);
  expect(settledCount({ horizon: '2026-12-31', requirements: [{ requirementId: 'r' }] })).toBe(2);
});

test('no account finds what another one settled', () => {
  expect(keptPlace('a', 'd').startsWith(keptPlace('a'))).toBe(true);
  expect(keptPlace('ab', 'd').startsWith(keptPlace('a'))).toBe(false);
});
