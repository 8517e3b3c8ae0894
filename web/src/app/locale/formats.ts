import type { Language } from './language.ts';

const zone = 'Asia/Shanghai';
const millisecondsOfDay = 86_400_000;

/** A day of the calendar in full: `2026年3月5日`, `5 March 2026`. */
export function formatDay(day: string, language: Language): string {
  return dayFormat(language, { dateStyle: 'long' }).format(noonOf(day));
}

/** A day without its year where the year is that of `today`: `3月5日`, `5 March`. */
export function formatShortDay(day: string, today: string, language: Language): string {
  if (day.slice(0, 4) !== today.slice(0, 4)) return formatDay(day, language);
  return dayFormat(language, { month: 'long', day: 'numeric' }).format(noonOf(day));
}

/** The day of the week: `星期四`, `Thursday`. */
export function formatWeekday(day: string, language: Language): string {
  return dayFormat(language, { weekday: 'long' }).format(noonOf(day));
}

/** An instant in UTC as date and time in China: `2026年3月5日 14:30`. */
export function formatInstant(instant: string, language: Language): string {
  return new Intl.DateTimeFormat(locale(language), {
    timeZone: zone,
    year: 'numeric',
    month: language === 'en' ? 'short' : 'long',
    day: 'numeric',
    hour: '2-digit',
    minute: '2-digit',
    hourCycle: 'h23',
  }).format(new Date(instant));
}

/** The same, or the time alone where the instant lies on the day of `now`: `14:30`. */
export function formatRecent(instant: string, now: Date, language: Language): string {
  if (dayInChina(new Date(instant)) !== dayInChina(now)) return formatInstant(instant, language);
  return new Intl.DateTimeFormat(locale(language), { timeZone: zone, timeStyle: 'short', hourCycle: 'h23' }).format(
    new Date(instant),
  );
}

/** A count with separators. */
export function formatNumber(value: number, language: Language): string {
  return new Intl.NumberFormat(locale(language), { maximumFractionDigits: 2 }).format(value);
}

/** A ratio 0–1 as a percentage with one decimal at most: `87.5%`. */
export function formatRatio(ratio: number, language: Language): string {
  return new Intl.NumberFormat(locale(language), { style: 'percent', maximumFractionDigits: 1 }).format(ratio);
}

/** The size of a file in units of 1,024 bytes. */
export function formatBytes(bytes: number): string {
  if (bytes < 1024) return `${bytes} B`;
  if (bytes < 1024 ** 2) return `${(bytes / 1024).toFixed(0)} KB`;
  if (bytes < 1024 ** 3) return `${(bytes / 1024 ** 2).toFixed(1)} MB`;
  return `${(bytes / 1024 ** 3).toFixed(2)} GB`;
}

/** Days of the calendar from one day to another; negative when `to` lies before `from`. */
export function daysBetween(from: string, to: string): number {
  return Math.round((noonOf(to).getTime() - noonOf(from).getTime()) / millisecondsOfDay);
}

/** The day that lies `days` after a day. */
export function addDays(day: string, days: number): string {
  return new Date(noonOf(day).getTime() + days * millisecondsOfDay).toISOString().slice(0, 10);
}

/** The calendar day in China at an instant, as `YYYY-MM-DD`. */
export function dayInChina(instant: Date): string {
  return new Intl.DateTimeFormat('sv-SE', { timeZone: zone }).format(instant);
}

// A day has no zone: it is read and written in UTC, at noon, so that no offset can move it.
function noonOf(day: string): Date {
  return new Date(`${day}T12:00:00Z`);
}

function dayFormat(language: Language, options: Intl.DateTimeFormatOptions): Intl.DateTimeFormat {
  return new Intl.DateTimeFormat(locale(language), { ...options, timeZone: 'UTC' });
}

function locale(language: Language): string {
  return language === 'en' ? 'en-GB' : 'zh-CN';
}
