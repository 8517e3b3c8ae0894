import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { similarity } from '../../platform/search/likeness.ts';
import { askOf, overlapFrom, overlaps } from './similarity.ts';

describe('similarity', () => {
  it('is near one for the same ask in other words, near nought for another ask', () => {
    expect(similarity('建立委员联系群众台账', '建立委员联系群众的台账')).toBeGreaterThan(0.8);
    expect(similarity('建立委员联系群众台账', '开展民主评议党员')).toBeLessThan(0.1);
  });

  it('does not care about punctuation, width and case', () => {
    expect(similarity('报送 ABC 台账。', '报送ａｂｃ台账')).toBe(1);
  });

  it('knows texts of one character', () => {
    expect(similarity('一', '一')).toBe(1);
    expect(similarity('一', '二')).toBe(0);
    expect(similarity('', '')).toBe(0);
  });

  it('is symmetric, within 0 and 1, and 1 for a text with itself', () => {
    const text = fc.string({ unit: fc.constantFrom(...'建立台账委员联系群众党支部活动𠀀，。'), maxLength: 30 });
    fc.assert(
      fc.property(text, text, (a, b) => {
        const value = similarity(a, b);
        expect(value).toBe(similarity(b, a));
        expect(value).toBeGreaterThanOrEqual(0);
        expect(value).toBeLessThanOrEqual(1);
        if (a.replace(/[，。]/g, '') !== '') expect(similarity(a, a)).toBe(1);
      }),
    );
  });

  it('counts a repeated pair as often as it occurs', () => {
    expect(similarity('天天天天', '天天')).toBe(0.5);
  });
});

describe('overlap', () => {
  it('is likeness or the same upstream document', () => {
    const base = askOf('建立委员联系群众台账', ['《关于加强联系群众工作的意见》']);
    expect(overlaps(base, askOf('开展民主评议', ['关于加强联系群众工作的意见']))).toBe(true);
    expect(overlaps(base, askOf('开展民主评议', []))).toBe(false);
    expect(overlaps(base, askOf('建立委员联系群众台帐', []))).toBe(true);
    expect(overlapFrom).toBe(0.6);
  });
});
