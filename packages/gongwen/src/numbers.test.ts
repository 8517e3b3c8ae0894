import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import {
  chineseNumeral,
  formatCopyNumber,
  formatDay,
  formatNumber,
  headingCounter,
  levelLabel,
  numberFault,
  parseNumber,
} from './numbers.ts';

describe('发文字号', () => {
  it('is written with hexagon brackets, without leading zero and without 第', () => {
    expect(formatNumber({ code: '协岚发', year: 2026, serial: 5 })).toBe('协岚发〔2026〕5号');
  });

  it('is read back as it was written', () => {
    const codes = fc.stringMatching(/^[协政发函办党组纪]{1,12}$/);
    fc.assert(
      fc.property(
        codes,
        fc.integer({ min: 1949, max: 2999 }),
        fc.integer({ min: 1, max: 99_999 }),
        (code, year, serial) => {
          expect(parseNumber(formatNumber({ code, year, serial }))).toEqual({ code, year, serial });
        },
      ),
    );
  });

  it.each([
    ['协岚发[2026]5号', 'brackets'],
    ['协岚发（2026）5号', 'brackets'],
    ['协岚发【2026】5号', 'brackets'],
    ['协岚发〔2026〕05号', 'leadingZero'],
    ['协岚发〔2026〕第5号', 'ordinal'],
    ['协岚发〔26〕5号', 'year'],
    ['〔2026〕5号', 'code'],
    ['协岚发2026年5号', 'shape'],
    ['', 'shape'],
  ])('refuses %s: %s', (text, fault) => {
    expect(parseNumber(text)).toEqual({ fault });
  });

  it('says of parts what is wrong with them', () => {
    expect(numberFault({ code: '协发', year: 2026, serial: 1 })).toBeNull();
    expect(numberFault({ code: '协发', year: 2026, serial: 1.5 })).toBe('shape');
    expect(numberFault({ code: '协 发', year: 2026, serial: 1 })).toBe('code');
  });
});

describe('numbers and days', () => {
  it('writes a copy number in six digits', () => {
    expect(formatCopyNumber(12)).toBe('000012');
    expect(() => formatCopyNumber(1_000_000)).toThrow(RangeError);
  });

  it('writes days without leading zeros and refuses what the calendar does not have', () => {
    expect(formatDay('2026-06-05')).toBe('2026年6月5日');
    expect(() => formatDay('2026-02-29')).toThrow(RangeError);
    fc.assert(
      fc.property(
        fc.date({ min: new Date('1949-01-01'), max: new Date('2999-12-31'), noInvalidDate: true }),
        (date) => {
          expect(formatDay(date.toISOString().slice(0, 10))).not.toMatch(/年0|月0/);
        },
      ),
    );
  });

  it('counts 1 to 99 in Chinese, each once', () => {
    const all = Array.from({ length: 99 }, (_, i) => chineseNumeral(i + 1));
    expect([all[0], all[9], all[10], all[19], all[98]]).toEqual(['一', '十', '十一', '二十', '九十九']);
    expect(new Set(all).size).toBe(99);
    expect(() => chineseNumeral(100)).toThrow(RangeError);
  });

  it('numbers headings by their level and begins deeper levels anew', () => {
    const count = headingCounter();
    const labels = ([1, 2, 2, 3, 4, 4, 1, 2, 3] as const).map((level) => levelLabel(level, count(level)));
    expect(labels).toEqual(['一、', '（一）', '（二）', '1.', '（1）', '（2）', '二、', '（一）', '1.']);
  });
});
