import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { addDays, addMonths, isWithin, twelveMonths, twoQuarters } from './windows.ts';

const days = fc
  .integer({ min: Date.UTC(1900, 0, 1) / 86_400_000, max: Date.UTC(2199, 11, 31) / 86_400_000 })
  .map((count) => new Date(count * 86_400_000).toISOString().slice(0, 10));

describe('windows (measures.md 1.3)', () => {
  it.each([
    ['2026-06-30', '2025-07-01'],
    ['2026-01-01', '2025-01-02'],
    ['2026-12-31', '2026-01-01'],
    ['2026-03-31', '2025-04-01'],
    // The same day a year earlier falls back to 28 February.
    ['2024-02-29', '2023-03-01'],
    // 28 February a year earlier is a day like others, and the 29th follows it.
    ['2025-02-28', '2024-02-29'],
    ['2025-03-01', '2024-03-02'],
  ])('W12(%s) begins on %s', (day, from) => {
    expect(twelveMonths(day)).toEqual({ from, to: day });
  });

  it.each([
    ['2026-06-30', '2026-01-01'],
    ['2026-04-01', '2026-01-01'],
    ['2026-03-31', '2025-10-01'],
    ['2026-01-01', '2025-10-01'],
    ['2026-07-01', '2026-04-01'],
    ['2026-09-30', '2026-04-01'],
    ['2026-10-31', '2026-07-01'],
    ['2026-12-31', '2026-07-01'],
    ['2024-02-29', '2023-10-01'],
  ])('W2Q(%s) begins on %s', (day, from) => {
    expect(twoQuarters(day)).toEqual({ from, to: day });
  });

  it('W12 holds 365 or 366 days and ends where the next one begins a year later', () => {
    fc.assert(
      fc.property(days, (day) => {
        const { from } = twelveMonths(day);
        const length = (Date.parse(day) - Date.parse(from)) / 86_400_000 + 1;
        expect([365, 366]).toContain(length);
        expect(twelveMonths(addDays(from, -1)).to).toBe(addDays(from, -1));
      }),
    );
  });

  it('W2Q begins on the first day of a quarter and has more than three and at most six months', () => {
    fc.assert(
      fc.property(days, (day) => {
        const { from } = twoQuarters(day);
        expect(from).toMatch(/-(01|04|07|10)-01$/);
        expect(addMonths(from, 3) <= day && day < addMonths(from, 6)).toBe(true);
      }),
    );
  });
});

describe('days (measures.md 1.1)', () => {
  it.each([
    ['2026-03-01', -1, '2026-02-28'],
    ['2024-03-01', -1, '2024-02-29'],
    ['2025-12-31', 1, '2026-01-01'],
    ['2026-06-30', 0, '2026-06-30'],
  ])('%s and %i days is %s', (day, count, result) => {
    expect(addDays(day, count)).toBe(result);
  });

  it.each([
    ['2026-03-31', -1, '2026-02-28'],
    ['2024-01-31', 1, '2024-02-29'],
    ['2024-02-29', 36, '2027-02-28'],
    ['2026-01-31', 12, '2027-01-31'],
    ['2026-01-15', -1, '2025-12-15'],
    ['2026-11-30', 3, '2027-02-28'],
  ])('%s and %i months is %s', (day, count, result) => {
    expect(addMonths(day, count)).toBe(result);
  });

  it('an interval includes both its days, and an empty end is open', () => {
    const march = { from: '2026-03-01', to: '2026-03-31' };
    expect(['2026-02-28', '2026-03-01', '2026-03-31', '2026-04-01'].map((day) => isWithin(day, march))).toEqual([
      false,
      true,
      true,
      false,
    ]);
    expect(isWithin('9999-12-31', { from: '2026-03-01', to: null })).toBe(true);
  });
});
