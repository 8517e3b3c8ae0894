import type { Level } from './model.ts';

/** 发文字号: 机关代字, year and serial number of the year. */
export interface DocumentNumber {
  readonly code: string;
  readonly year: number;
  readonly serial: number;
}

/** Why a text is no 发文字号. */
export type NumberFault = 'brackets' | 'year' | 'leadingZero' | 'ordinal' | 'code' | 'shape';

/** `协岚发〔2026〕5号`: hexagon brackets, no leading zero, no 第 (GB/T 9704-2012, 7.2.5). */
export function formatNumber({ code, year, serial }: DocumentNumber): string {
  return `${code}〔${year}〕${serial}号`;
}

/** Reads a 发文字号 as the standard writes it, or says what is wrong with it. Never throws. */
export function parseNumber(text: string): DocumentNumber | { fault: NumberFault } {
  const match = /^(.*?)([〔[［(（【])(\d+)([〕\]］)）】])(第?)(\d+)号$/.exec(text.trim());
  if (!match) return { fault: 'shape' };
  const [, code = '', open, year = '', close, ordinal, serial = ''] = match;
  if (open !== '〔' || close !== '〕') return { fault: 'brackets' };
  if (ordinal !== '') return { fault: 'ordinal' };
  if (serial.startsWith('0')) return { fault: 'leadingZero' };
  const number = { code, year: Number(year), serial: Number(serial) };
  const fault = numberFault(number);
  return fault ? { fault } : number;
}

/** What is wrong with the parts of a 发文字号; null if nothing is. */
export function numberFault({ code, year, serial }: DocumentNumber): NumberFault | null {
  if (!/^[\p{Script=Han}A-Za-z]{1,12}$/u.test(code)) return 'code';
  if (!Number.isInteger(year) || year < 1949 || year > 2999) return 'year';
  if (!Number.isInteger(serial) || serial < 1 || serial > 99_999) return 'shape';
  return null;
}

/** 份号: six digits. Throws RangeError outside 1 to 999999. */
export function formatCopyNumber(copy: number): string {
  if (!Number.isInteger(copy) || copy < 1 || copy > 999_999) throw new RangeError(`no copy number: ${copy}`);
  return String(copy).padStart(6, '0');
}

/** Whether a text is a day of the calendar, written `YYYY-MM-DD`. */
export function isDay(text: string): boolean {
  const match = /^(\d{4})-(\d{2})-(\d{2})$/.exec(text);
  if (!match) return false;
  const day = new Date(`${text}T00:00:00Z`);
  return !Number.isNaN(day.getTime()) && day.toISOString().startsWith(text);
}

/** `2026年6月5日`: Arabic digits, no leading zeros (7.3.5.4). Throws RangeError on what is no day. */
export function formatDay(day: string): string {
  if (!isDay(day)) throw new RangeError(`no day: ${day}`);
  const [year, month, date] = day.split('-').map(Number);
  return `${year}年${month}月${date}日`;
}

const digits = ['', '一', '二', '三', '四', '五', '六', '七', '八', '九'];

/** 1 to 99 in Chinese numerals. Throws RangeError outside. */
export function chineseNumeral(n: number): string {
  if (!Number.isInteger(n) || n < 1 || n > 99) throw new RangeError(`no heading has number ${n}`);
  const tens = Math.floor(n / 10);
  const head = tens === 0 ? '' : tens === 1 ? '十' : `${digits[tens]}十`;
  return `${head}${digits[n % 10]}`;
}

/** Number of a heading as the standard writes it at its level (7.3.3). */
export function levelLabel(level: Level, n: number): string {
  if (level === 1) return `${chineseNumeral(n)}、`;
  if (level === 2) return `（${chineseNumeral(n)}）`;
  return level === 3 ? `${n}.` : `（${n}）`;
}

/** Counts headings: a heading goes on at its level and begins the deeper ones anew. */
export function headingCounter(): (level: Level) => number {
  const counts: [number, number, number, number] = [0, 0, 0, 0];
  return (level) => {
    counts[level - 1] = (counts[level - 1] ?? 0) + 1;
    counts.fill(0, level);
    return counts[level - 1] ?? 1;
  };
}
