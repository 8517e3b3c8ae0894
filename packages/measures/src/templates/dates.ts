import type { Day } from '../model.ts';
import { type Cell, cellText, digitsOf, fault, type Outcome, read } from './outcome.ts';

/** A calendar time of the place, as a clock on the wall shows it. */
interface Clock {
  year: number;
  month: number;
  /** Null for a month alone. */
  day: number | null;
  hour: number;
  minute: number;
  second: number;
}

/** What a month alone means: its first day, its last, itself, or nothing (measures.md 1.5). */
export type MonthAlone = 'first' | 'last' | 'itself' | 'refused';

/** No form is longer, blanks between its parts included. */
const longestDate = 60;
const secondsOfDay = 86_400;
/** 31 December 9999. */
const lastSerial = 2_958_465;
/** The 1900 system believes in a 29 February 1900, so the days before it are counted from one day later. */
const nonexistentSerial = 60;

const dayForms = [
  /^(\d{4})([-/.])(?<month>\d{1,2})\2(?<day>\d{1,2})$/,
  /^(\d{4})年(?<month>\d{1,2})月(?<day>\d{1,2})日$/,
  /^(\d{4})(?<month>\d{2})(?<day>\d{2})$/,
  /^(\d{4})[-/.](?<month>\d{1,2})$/,
  /^(\d{4})年(?<month>\d{1,2})月$/,
];
const serialForm = /^\d{1,7}(?:\.\d+)?$/;
const timed = /^(.*?)(?:\s*T\s*|\s+|(?<=日))(\d{1,2}):(\d{2})(?::(\d{2}))?$/;

/** The day that a cell means, in any form of measures.md 1.5; a time in it is left out. */
export function readDay(cell: Cell, monthAlone: MonthAlone): Outcome<Day> {
  const clock = clockOf(cell);
  if (!clock.ok) return clock;
  const { year, month, day } = clock.value;
  const ofMonth = `${digits(year, 4)}-${digits(month, 2)}`;
  if (day !== null) return read(`${ofMonth}-${digits(day, 2)}`);
  if (monthAlone === 'itself') return read(ofMonth);
  if (monthAlone === 'refused') return fault('dayNeeded');
  return read(`${ofMonth}-${digits(monthAlone === 'first' ? 1 : daysOf(year, month), 2)}`);
}

/** The moment that a cell means, `YYYY-MM-DDTHH:MM:SS` without a zone; a date alone is 00:00. */
export function readMoment(cell: Cell): Outcome<string> {
  const clock = clockOf(cell);
  if (!clock.ok) return clock.fault.key === 'dateUnreadable' ? fault('momentUnreadable') : clock;
  const { year, month, day, hour, minute, second } = clock.value;
  if (day === null) return fault('dayNeeded');
  const date = `${digits(year, 4)}-${digits(month, 2)}-${digits(day, 2)}`;
  return read(`${date}T${digits(hour, 2)}:${digits(minute, 2)}:${digits(second, 2)}`);
}

/** The last day of a branch's term where 届满日期 is empty: 3 years after 设立日期, less one day (measures.md 2.1). */
export function defaultTermEnd(from: Day): Day {
  const [year = 0, month = 0, day = 0] = from.split('-').map(Number);
  const later = new Date(0);
  later.setUTCFullYear(year + 3, month - 1, Math.min(day, daysOf(year + 3, month)) - 1);
  return later.toISOString().slice(0, 10);
}

function clockOf(cell: Cell): Outcome<Clock> {
  if (cell instanceof Date) return clockOfSeconds(Math.round(cell.getTime() / 1000));
  if (typeof cell === 'boolean') return fault('dateUnreadable');
  const text = digitsOf(cellText(cell));
  if (text.length > longestDate) return fault('dateUnreadable');
  const match = timed.exec(text);
  const date = dateOf((match?.[1] ?? text).replace(/\s+/g, ''), typeof cell === 'number');
  if (!match || !date.ok) return date;
  if (date.value.day === null) return fault('dateUnreadable');
  const [hour, minute, second] = [Number(match[2]), Number(match[3]), Number(match[4] ?? 0)];
  if (hour > 23 || minute > 59 || second > 59) return fault('dateNonexistent');
  return read({ ...date.value, hour, minute, second });
}

function dateOf(text: string, isNumber: boolean): Outcome<Clock> {
  for (const form of dayForms) {
    const match = form.exec(text);
    if (!match) continue;
    const [year, month] = [Number(match[1]), Number(match.groups?.month)];
    const day = match.groups?.day === undefined ? null : Number(match.groups.day);
    // A spreadsheet that takes 2022.10 for a number keeps 2022.1, as it does of 2022.1 itself.
    if (day === null && isNumber && text.endsWith('.1')) return fault('dateUnclear');
    if (!isDay(year, month, day ?? 1)) return fault('dateNonexistent');
    return read({ year, month, day, hour: 0, minute: 0, second: 0 });
  }
  return serialForm.test(text) ? clockOfSerial(text) : fault('dateUnreadable');
}

/** A serial number of the 1900 system; a year alone and a month without a sign between are none that anybody meant. */
function clockOfSerial(text: string): Outcome<Clock> {
  if (/^(?:19|20|21)\d{2}(?:0[1-9]|1[0-2])?$/.test(text)) return fault('dateUnclear');
  const seconds = Math.round(Number(text) * secondsOfDay);
  const serial = Math.floor(seconds / secondsOfDay);
  if (serial < 1 || serial > lastSerial || serial === nonexistentSerial) return fault('dateNonexistent');
  const dayZero = Date.UTC(1899, 11, serial < nonexistentSerial ? 31 : 30) / 1000;
  return clockOfSeconds(dayZero + seconds);
}

/** Readers of workbooks give the time on the wall in the UTC fields of a `Date`. */
function clockOfSeconds(seconds: number): Outcome<Clock> {
  const date = new Date(seconds * 1000);
  const year = date.getUTCFullYear();
  if (Number.isNaN(year)) return fault('dateUnreadable');
  if (year < 1 || year > 9999) return fault('dateNonexistent');
  return read({
    year,
    month: date.getUTCMonth() + 1,
    day: date.getUTCDate(),
    hour: date.getUTCHours(),
    minute: date.getUTCMinutes(),
    second: date.getUTCSeconds(),
  });
}

function isDay(year: number, month: number, day: number): boolean {
  return year >= 1 && month >= 1 && month <= 12 && day >= 1 && day <= daysOf(year, month);
}

function daysOf(year: number, month: number): number {
  if (month === 2) return year % 4 === 0 && (year % 100 !== 0 || year % 400 === 0) ? 29 : 28;
  return [4, 6, 9, 11].includes(month) ? 30 : 31;
}

function digits(value: number, length: number): string {
  return String(value).padStart(length, '0');
}
