import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { dayOf, isAwake, startOfDay } from './days.ts';

const asIntlSaysIt = new Intl.DateTimeFormat('sv-SE', {
  ...{ timeZone: 'Asia/Shanghai', year: 'numeric', month: '2-digit', day: '2-digit' },
});
const instants = fc.date({
  min: new Date('1992-01-01T00:00:00Z'),
  max: new Date('2100-01-01T00:00:00Z'),
  noInvalidDate: true,
});

describe('the day of an instant', () => {
  it('turns at midnight in Shanghai', () => {
    expect(dayOf('2026-06-16T15:59:59.999Z')).toBe('2026-06-16');
    expect(dayOf('2026-06-16T16:00:00Z')).toBe('2026-06-17');
    expect(dayOf('2026-06-16T16:00:00.123456Z')).toBe('2026-06-17');
    expect(dayOf(startOfDay('2026-12-31'))).toBe('2026-12-31');
  });

  it('is what the zone tables say, at any instant since 1992', () => {
    fc.assert(
      fc.property(instants, (instant) => {
        expect(dayOf(instant)).toBe(asIntlSaysIt.format(instant));
      }),
      { numRuns: 500 },
    );
  });

  it('refuses what is no instant', () => {
    expect(() => dayOf('yesterday')).toThrow(RangeError);
  });
});

it('disturbs nobody before the first hour and from the last one on, in Shanghai', () => {
  const at = (time: string) => isAwake(`2026-06-17T${time}+08:00`, { from: 8, to: 20 });
  const times = ['00:00:00', '07:59:59', '08:00:00', '19:59:59', '20:00:00', '23:30:00'];
  expect(times.map(at)).toEqual([false, false, true, true, false, false]);
});
