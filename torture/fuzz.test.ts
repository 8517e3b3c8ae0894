import { parseDirective } from '@xieli/directive';
import { describe, expect, it } from 'vitest';
import { createRandom } from '../server/src/demo/random.ts';
import { fuzzReader, inexactSpan, passages } from './fuzz.ts';

describe('the reader under broken documents', () => {
  it('never throws and keeps every span exact', () => {
    const result = fuzzReader(createRandom(20261125), 25);
    expect(result.faults).toEqual([]);
    expect(result.characters).toBeGreaterThan(10_000);
  });

  it('does the same with short passages and heaps of splinters', () => {
    const random = createRandom(20261127);
    const result = fuzzReader(random, 600, passages(random, 200));
    expect(result.faults).toEqual([]);
    expect(result.characters).toBeGreaterThan(60_000);
  });

  it('would notice a span that is off by one', () => {
    const text = '一、任务\n各单位要在9月底前建立登记册。';
    const parsed = parseDirective(text, { referenceDate: '2026-06-01' });
    expect(inexactSpan(text, parsed)).toBeNull();
    for (const obligation of parsed.obligations) obligation.end -= 1;
    expect(inexactSpan(text, parsed)).toContain('not its quote');
  });
});
