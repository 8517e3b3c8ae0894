const shanghaiAheadMs = 8 * 3_600_000;

/**
 * The calendar day in Asia/Shanghai of an instant, as `YYYY-MM-DD`: eight hours ahead since the last summer time of 1991. Asked
 * several times by every request, so it is reckoned and not formatted by Intl.
 */
export function dayOf(instant: string | Date): string {
  const time = typeof instant === 'string' ? Date.parse(instant) : instant.getTime();
  return new Date(time + shanghaiAheadMs).toISOString().slice(0, 10);
}

/** Day and minute in Asia/Shanghai of an instant, as a table shows it: `2026-06-17 09:01`. */
export function minuteOf(instant: string): string {
  return new Date(Date.parse(instant) + shanghaiAheadMs).toISOString().slice(0, 16).replace('T', ' ');
}

/** Whether a text is a day of the calendar as `YYYY-MM-DD`. */
export function isDay(text: string): boolean {
  return (
    /^\d{4}-\d{2}-\d{2}$/.test(text) && !Number.isNaN(Date.parse(text)) && new Date(text).toISOString().startsWith(text)
  );
}

/** The instant at which a day begins in Asia/Shanghai (no daylight saving there since 1991). */
export function startOfDay(day: string): string {
  return new Date(`${day}T00:00:00+08:00`).toISOString();
}

/** The day `count` days later; earlier when negative. */
export function addDays(day: string, count: number): string {
  const date = new Date(`${day}T00:00:00Z`);
  date.setUTCDate(date.getUTCDate() + count);
  return date.toISOString().slice(0, 10);
}

/** Whole days from one day to another; negative when the second is earlier. */
export function daysBetween(from: string, to: string): number {
  return Math.round((Date.parse(`${to}T00:00:00Z`) - Date.parse(`${from}T00:00:00Z`)) / 86_400_000);
}

/** The last day of the month that holds the day. */
export function endOfMonth(day: string): string {
  const [year, month] = day.split('-').map(Number) as [number, number];
  return new Date(Date.UTC(year, month, 0)).toISOString().slice(0, 10);
}

/** The first day of the month that holds the day. */
export function startOfMonth(day: string): string {
  return `${day.slice(0, 7)}-01`;
}

/** The same day of the month `count` months away, or that month's last day where it is shorter. */
export function addMonths(day: string, count: number): string {
  const [year, month, date] = day.split('-').map(Number) as [number, number, number];
  const first = new Date(Date.UTC(year, month - 1 + count, 1)).toISOString().slice(0, 10);
  const last = endOfMonth(first);
  return `${first.slice(0, 8)}${String(Math.min(date, Number(last.slice(8)))).padStart(2, '0')}`;
}

/** `[from, to]` with both ends included, as PostgreSQL prints a daterange; an absent end is open. */
export function dayRange(from: string | null, to: string | null): string {
  return `[${from ?? ''},${to === null ? '' : addDays(to, 1)})`;
}

/** Both days of a printed daterange, ends included; `null` where it is open. */
export function rangeDays(range: string): { from: string | null; to: string | null } {
  const match = /^([[(])([^,]*),([^\])]*)([\])])$/.exec(range);
  if (!match) return { from: null, to: null };
  const [, open, from, to, close] = match as unknown as [string, string, string, string, string];
  return {
    from: from === '' ? null : open === '(' ? addDays(from, 1) : from,
    to: to === '' ? null : close === ')' ? addDays(to, -1) : to,
  };
}

/** Hours of the day in which people may be disturbed, `from` included and `to` not. */
export interface WakingHours {
  from: number;
  to: number;
}

/** Whether an instant lies in the hours in which people may be disturbed, in Asia/Shanghai. */
export function isAwake(instant: string, hours: WakingHours): boolean {
  const hour = new Date(Date.parse(instant) + shanghaiAheadMs).getUTCHours();
  return hour >= hours.from && hour < hours.to;
}
