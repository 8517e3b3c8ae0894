import chineseDays from 'chinese-days';

/** A calendar day; months count from 1. */
export interface Day {
  year: number;
  month: number;
  day: number;
}

/** The last year whose holiday arrangement the calendar library knows; dates counted beyond it are provisional. */
const LAST_ARRANGED_YEAR = 2026;

/** Reads `YYYY-MM-DD`; null when it is no day of the calendar. */
export function parseDay(iso: string): Day | null {
  const match = /^(\d{4})-(\d{2})-(\d{2})$/.exec(iso);
  if (!match) return null;
  const day = { year: Number(match[1]), month: Number(match[2]), day: Number(match[3]) };
  return isDay(day) ? day : null;
}

export function isDay(day: Day): boolean {
  return day.month >= 1 && day.month <= 12 && day.day >= 1 && day.day <= lastOfMonth(day.year, day.month);
}

export function formatDay(day: Day): string {
  return `${String(day.year).padStart(4, '0')}-${String(day.month).padStart(2, '0')}-${String(day.day).padStart(2, '0')}`;
}

export function lastOfMonth(year: number, month: number): number {
  return new Date(Date.UTC(year, month, 0)).getUTCDate();
}

/** Adds calendar units; a day that the month does not have becomes its last. */
export function addTo(day: Day, amount: number, unit: 'day' | 'month' | 'year'): Day {
  if (unit === 'day') {
    const date = new Date(Date.UTC(day.year, day.month - 1, day.day + amount));
    return { year: date.getUTCFullYear(), month: date.getUTCMonth() + 1, day: date.getUTCDate() };
  }
  const months = day.year * 12 + (day.month - 1) + (unit === 'year' ? amount * 12 : amount);
  const year = Math.floor(months / 12);
  const month = (months % 12) + 1;
  return { year, month, day: Math.min(day.day, lastOfMonth(year, month)) };
}

/** The n-th working day after a day, by the published holiday arrangements (domain.md G6). */
export function addWorkdays(day: Day, amount: number): { day: Day; provisional: boolean } {
  let current = day;
  let left = amount;
  while (left > 0) {
    current = addTo(current, 1, 'day');
    if (chineseDays.isWorkday(formatDay(current))) left -= 1;
  }
  return { day: current, provisional: current.year > LAST_ARRANGED_YEAR };
}
