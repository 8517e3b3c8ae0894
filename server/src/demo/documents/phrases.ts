import { addMonths, endOfMonth, parseDate } from '../dates.ts';

/** Dates in the words of an official document. The year is named only where it is not that of the document. */

function yearWord(year: number, documentDate: string): string {
  const difference = year - parseDate(documentDate).year;
  if (difference === 0) return '';
  if (difference === 1) return '明年';
  return `${year}年`;
}

/** `12月底前`, `明年1月底前`. */
export function byEndOfMonth(documentDate: string, monthsLater: number): string {
  const { year, month } = parseDate(endOfMonth(documentDate, monthsLater));
  return `${yearWord(year, documentDate)}${month}月底前`;
}

/** `9月20日前`, `明年1月20日前`. */
export function byDay(documentDate: string, monthsLater: number, day: number): string {
  const { year, month } = parseDate(addMonths(`${documentDate.slice(0, 8)}01`, monthsLater));
  return `${yearWord(year, documentDate)}${month}月${day}日前`;
}

const QUARTERS = ['第一季度', '第二季度', '第三季度', '第四季度'] as const;

/** The quarter after the one that holds the month so many months later: `第四季度`, `明年第一季度`. */
export function quarterAfter(documentDate: string, monthsLater: number): string {
  const { year, month } = parseDate(addMonths(`${documentDate.slice(0, 8)}01`, monthsLater));
  const index = Math.floor((month - 1) / 3) + 1;
  return `${yearWord(year + Math.floor(index / 4), documentDate)}${QUARTERS[index % 4]}`;
}

/** `年底前` while the year still leaves two months for it, else `明年6月底前`. */
export function byEndOfYear(documentDate: string): string {
  return parseDate(documentDate).month <= 10 ? '年底前' : '明年6月底前';
}
