import { addDays, addMonths, endOfMonth, startOfMonth } from '../../platform/clock/days.ts';

/** How often something recurs, as the document says it; `periodic` is 定期, 常态化 without a measure. */
export type RecurrencePeriod = 'P2Y' | 'P1Y' | 'P6M' | 'P3M' | 'P2M' | 'P1M' | 'P2W' | 'P1W' | 'P1D' | 'periodic';

/** A stretch of days, both ends included. */
export interface Period {
  from: string;
  to: string;
}

const months: Partial<Record<RecurrencePeriod, number>> = { P2Y: 24, P1Y: 12, P6M: 6, P3M: 3, P2M: 2, P1M: 1 };
const days: Partial<Record<RecurrencePeriod, number>> = { P2W: 14, P1W: 7 };

/**
 * The calendar periods of a recurring requirement from a day to the document's horizon: one task each (spine.md 4.1). The
 * first is the one that holds the day, the last is cut at the horizon. What recurs daily or without a measure is one period
 * up to the horizon, because a task a day would ask for nothing but reports.
 */
export function periodsOf(period: RecurrencePeriod, from: string, horizon: string): Period[] {
  if (from > horizon) return [];
  const length = months[period];
  const weeks = days[period];
  if (length === undefined && weeks === undefined) return [{ from, to: horizon }];
  const periods: Period[] = [];
  let begin = length === undefined ? mondayOf(from) : startOfPeriod(from, length);
  while (begin <= horizon) {
    const next = length === undefined ? addDays(begin, weeks ?? 7) : addMonths(begin, length);
    const end = addDays(next, -1);
    periods.push({ from: begin, to: end < horizon ? end : horizon });
    begin = next;
  }
  return periods;
}

function startOfPeriod(day: string, length: number): string {
  const month = Number(day.slice(5, 7));
  return startOfMonth(addMonths(startOfMonth(day), -((month - 1) % length)));
}

function mondayOf(day: string): string {
  const weekday = (new Date(`${day}T00:00:00Z`).getUTCDay() + 6) % 7;
  return addDays(day, -weekday);
}

/** First and last day of the month that holds the day. */
export function monthOf(day: string): Period {
  return { from: startOfMonth(day), to: endOfMonth(day) };
}
