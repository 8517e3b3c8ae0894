/** Calendar arithmetic on `YYYY-MM-DD` strings, without time zones. */

export interface CalendarDate {
  year: number;
  /** 1 to 12. */
  month: number;
  day: number;
}

const FORM = /^(\d{4})-(\d{2})-(\d{2})$/;

export function formatDate({ year, month, day }: CalendarDate): string {
  return `${String(year).padStart(4, '0')}-${String(month).padStart(2, '0')}-${String(day).padStart(2, '0')}`;
}

/** Throws a RangeError when the text is no date of the calendar. */
export function parseDate(text: string): CalendarDate {
  const match = FORM.exec(text);
  if (match === null) throw new RangeError(`Not a date: ${text}`);
  const date = { year: Number(match[1]), month: Number(match[2]), day: Number(match[3]) };
  if (date.month < 1 || date.month > 12 || date.day < 1 || date.day > daysInMonth(date.year, date.month)) {
    throw new RangeError(`No such day: ${text}`);
  }
  return date;
}

export function daysInMonth(year: number, month: number): number {
  return new Date(Date.UTC(year, month, 0)).getUTCDate();
}

export function addDays(text: string, days: number): string {
  const { year, month, day } = parseDate(text);
  return new Date(Date.UTC(year, month - 1, day + days)).toISOString().slice(0, 10);
}

/** The same day so many months later; the last day of the month where that day does not exist. */
export function addMonths(text: string, months: number): string {
  const { year, month, day } = parseDate(text);
  const index = year * 12 + (month - 1) + months;
  const target = { year: Math.floor(index / 12), month: (index % 12) + 1 };
  return formatDate({ ...target, day: Math.min(day, daysInMonth(target.year, target.month)) });
}

/** The last day of the month that lies so many months after the one of this date. */
export function endOfMonth(text: string, monthsLater = 0): string {
  const { year, month } = parseDate(addMonths(`${text.slice(0, 8)}01`, monthsLater));
  return formatDate({ year, month, day: daysInMonth(year, month) });
}

/** `2026年8月25日`. */
export function chineseDate(text: string): string {
  const { year, month, day } = parseDate(text);
  return `${year}年${month}月${day}日`;
}
