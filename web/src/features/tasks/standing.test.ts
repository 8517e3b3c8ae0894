import { describe, expect, test } from 'vitest';
import { closingDay, firstExtensionDay, openReturn } from './standing.ts';

describe('the first day of an extension', () => {
  test('is the day after the deadline, also over the end of a month', () => {
    expect(firstExtensionDay('2026-06-30', '2026-06-17')).toBe('2026-07-01');
  });

  test('is today where the deadline is over, and where there is none', () => {
    expect(firstExtensionDay('2026-06-10', '2026-06-17')).toBe('2026-06-17');
    expect(firstExtensionDay('2026-06-16', '2026-06-17')).toBe('2026-06-17');
    expect(firstExtensionDay(null, '2026-06-17')).toBe('2026-06-17');
  });
});

const act = (kind: 'submit' | 'return' | 'close' | 'progress', occurredOn: string, text = '') => ({
  ...{ kind, occurredOn, text },
});

describe('the return to be mended', () => {
  const timeline = [
    act('submit', '2026-06-01'),
    act('return', '2026-06-02', '缺签到表'),
    act('submit', '2026-06-03'),
    act('return', '2026-06-04', '数字对不上'),
  ];
  test('is the latest one of a returned task', () => {
    expect(openReturn({ state: 'returned', timeline })?.text).toBe('数字对不上');
  });

  test('is none once the organisation works on it again', () => {
    expect(openReturn({ state: 'inProgress', timeline: [...timeline, act('progress', '2026-06-05')] })).toBeNull();
  });
});

test('a task was closed on the day of its closing, not on that of its submission', () => {
  expect(closingDay([act('submit', '2026-05-22'), act('close', '2026-05-29')])).toBe('2026-05-29');
  expect(closingDay([act('submit', '2026-05-22')])).toBeNull();
});
