import type { Day, Interval } from './model.ts';

/** From one day through another, both included. */
export interface Window {
  from: Day;
  to: Day;
}

/** The day `count` days later; earlier when negative. */
export function addDays(day: Day, count: number): Day {
  const date = new Date(`${day}T00:00:00Z`);
  date.setUTCDate(date.getUTCDate() + count);
  return date.toISOString().slice(0, 10);
}

/** The same day of the month `count` months away, or that month's last day where it is shorter. */
export function addMonths(day: Day, count: number): Day {
  const date = new Date(`${day.slice(0, 7)}-01T00:00:00Z`);
  date.setUTCMonth(date.getUTCMonth() + count + 1, 0);
  const last = date.toISOString().slice(0, 10);
  return day.slice(8) < last.slice(8) ? `${last.slice(0, 8)}${day.slice(8)}` : last;
}

/** Whether an interval, or a window, holds on a day; both its days belong to it (measures.md 1.1). */
export function isWithin(day: Day, interval: Interval): boolean {
  return interval.from <= day && (interval.to === null || day <= interval.to);
}

/** W12: the twelve months that end on the day (measures.md 1.3). */
export function twelveMonths(day: Day): Window {
  return { from: addDays(addMonths(day, -12), 1), to: day };
}

/** W2Q: the whole calendar quarter before the one that holds the day, and that one through the day (measures.md 1.3). */
export function twoQuarters(day: Day): Window {
  const monthOfQuarter = (Number(day.slice(5, 7)) - 1) % 3;
  return { from: addMonths(`${day.slice(0, 7)}-01`, -monthOfQuarter - 3), to: day };
}
