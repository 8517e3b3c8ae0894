import { describe, expect, test } from 'vitest';
import {
  addDays,
  dayInChina,
  daysBetween,
  formatBytes,
  formatDay,
  formatInstant,
  formatRatio,
  formatShortDay,
  formatWeekday,
} from './formats.ts';

describe('days', () => {
  test('are written in full, and without the year of today', () => {
    expect(formatDay('2026-03-05', 'zh-CN')).toBe('2026年3月5日');
    expect(formatDay('2026-03-05', 'en')).toBe('5 March 2026');
    expect(formatShortDay('2026-03-05', '2026-11-25', 'zh-CN')).toBe('3月5日');
    expect(formatShortDay('2027-03-05', '2026-11-25', 'zh-CN')).toBe('2027年3月5日');
    expect(formatWeekday('2026-11-25', 'zh-CN')).toBe('星期三');
  });

  test('are counted over the end of a month, a year and February', () => {
    expect(daysBetween('2026-12-30', '2027-01-02')).toBe(3);
    expect(daysBetween('2028-02-28', '2028-03-01')).toBe(2);
    expect(daysBetween('2026-11-25', '2026-11-20')).toBe(-5);
    expect(addDays('2028-02-28', 1)).toBe('2028-02-29');
    expect(addDays('2026-12-31', 1)).toBe('2027-01-01');
  });
});

describe('instants', () => {
  test('are shown in China, whatever the zone of the device', () => {
    expect(formatInstant('2026-03-05T16:30:00Z', 'zh-CN')).toBe('2026年3月6日 00:30');
    expect(dayInChina(new Date('2026-03-05T16:00:00Z'))).toBe('2026-03-06');
    expect(dayInChina(new Date('2026-03-05T15:59:59Z'))).toBe('2026-03-05');
  });
});

test('ratios and sizes', () => {
  expect(formatRatio(0.8752, 'zh-CN')).toBe('87.5%');
  expect(formatRatio(1, 'en')).toBe('100%');
  expect(formatBytes(1023)).toBe('1023 B');
  expect(formatBytes(50 * 1024 * 1024)).toBe('50.0 MB');
});
