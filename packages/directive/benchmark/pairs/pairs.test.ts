import { describe, expect, it } from 'vitest';
import { labelledPairs, measurePairs } from './measure.ts';

const all = labelledPairs();

describe('the labelled clause pairs', () => {
  it('are many, as many hard as easy, and none twice', () => {
    expect(all.length).toBeGreaterThanOrEqual(120);
    const negatives = all.filter((pair) => !pair.implements);
    expect(negatives.length / all.length).toBeGreaterThanOrEqual(0.4);
    expect(new Set(negatives.map(({ kind }) => kind))).toContain('otherAct');
    expect(new Set(all.map(({ upstream, local }) => `${upstream}|${local}`)).size).toBe(all.length);
    expect(new Set(all.map(({ id }) => id)).size).toBe(all.length);
    const heldOut = all.filter(({ half }) => half === 'heldOut');
    expect(heldOut.length).toBe(all.length / 2);
  });

  it.each([
    ['tuned', 0.8, 0.85],
    ['heldOut', 0.8, 0.7],
  ] as const)('are proposed in the half %s at least this well', (half, precision, recall) => {
    const measured = measurePairs(all.filter((pair) => pair.half === half));
    expect(measured.precision).toBeGreaterThanOrEqual(precision);
    expect(measured.recall).toBeGreaterThanOrEqual(recall);
  });

  it('are charged for what is proposed wrongly and for what is missed', () => {
    const everything = measurePairs(all, 0);
    expect([everything.recall, everything.proposed]).toEqual([1, all.length]);
    expect(everything.precision).toBeLessThan(0.6);
    const nothing = measurePairs(all, 1.1);
    expect([nothing.precision, nothing.recall]).toEqual([0, 0]);
  });
});
