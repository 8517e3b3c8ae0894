import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { addDays } from '../../platform/clock/days.ts';
import { periodsOf } from './periods.ts';

describe('the periods of a recurring requirement', () => {
  it('begins with the one that holds the day and is cut at the horizon', () => {
    expect(periodsOf('P3M', '2026-05-20', '2026-12-31')).toEqual([
      { from: '2026-04-01', to: '2026-06-30' },
      { from: '2026-07-01', to: '2026-09-30' },
      { from: '2026-10-01', to: '2026-12-31' },
    ]);
    expect(periodsOf('P6M', '2026-11-30', '2027-03-31')).toEqual([
      { from: '2026-07-01', to: '2026-12-31' },
      { from: '2027-01-01', to: '2027-03-31' },
    ]);
    expect(periodsOf('P1Y', '2026-05-20', '2026-12-31')).toEqual([{ from: '2026-01-01', to: '2026-12-31' }]);
    expect(periodsOf('P1M', '2026-01-31', '2026-03-15').map((period) => period.to)).toEqual([
      '2026-01-31',
      '2026-02-28',
      '2026-03-15',
    ]);
  });

  it('lets weeks begin on Monday', () => {
    expect(periodsOf('P1W', '2026-06-17', '2026-06-25')).toEqual([
      { from: '2026-06-15', to: '2026-06-21' },
      { from: '2026-06-22', to: '2026-06-25' },
    ]);
  });

  it('makes one of what recurs daily or without measure', () => {
    for (const period of ['P1D', 'periodic'] as const) {
      expect(periodsOf(period, '2026-06-17', '2026-12-31')).toEqual([{ from: '2026-06-17', to: '2026-12-31' }]);
    }
  });

  it('has none beyond the horizon', () => {
    expect(periodsOf('P1M', '2027-01-01', '2026-12-31')).toEqual([]);
  });

  it('leaves no gap and no overlap', () => {
    const day = fc.integer({ min: 0, max: 2000 }).map((count) => addDays('2024-01-01', count));
    fc.assert(
      fc.property(
        fc.constantFrom('P1Y', 'P6M', 'P3M', 'P1M', 'P1W'),
        day,
        fc.integer({ min: 0, max: 800 }),
        (period, from, length) => {
          const horizon = addDays(from, length);
          const periods = periodsOf(period as 'P1M', from, horizon);
          expect(periods[0] && periods[0].from <= from && from <= periods[0].to).toBe(true);
          expect(periods.at(-1)?.to).toBe(horizon);
          periods.slice(1).forEach((next, index) => {
            expect(next.from).toBe(addDays((periods[index] as { to: string }).to, 1));
          });
        },
      ),
    );
  });
});
