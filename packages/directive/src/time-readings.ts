import { addTo, addWorkdays, type Day, formatDay, isDay, lastOfMonth } from './calendar.ts';
import type { Deadline } from './model.ts';
import { ordinalOf } from './numbering.ts';

type Evidence = NonNullable<Deadline['yearEvidence']>;
export type Reading = Pick<Deadline, 'kind' | 'from' | 'to' | 'precision' | 'yearEvidence' | 'provisional'>;

export type Groups = Record<string, string | undefined>;

/** A time about which no more is known than its words. */
export const UNDATED: Reading = {
  kind: 'eventAnchor',
  from: null,
  to: null,
  precision: null,
  yearEvidence: null,
  provisional: false,
};
/** Counted from the day of issue (domain.md G6): the document's own issuing, or no event at all (今后五年内). */
export const OWN_ISSUE =
  /(?:印发|发布|公布|下发|发文)(?:之日)?[起后]|[收接]到本(?:通知|办法|方案|意见|文件|规定|细则|函)|今后/;

function yearOf(word: string | undefined, reference: Day): { year: number; evidence: Evidence } {
  if (!word) return { year: reference.year, evidence: { source: 'referenceDate', text: String(reference.year) } };
  if (/^\d{4}/.test(word)) return { year: Number(word.slice(0, 4)), evidence: { source: 'printed', text: word } };
  const shift = /明年|次年|翌年/.test(word) ? 1 : word === '后年' ? 2 : 0;
  return { year: reference.year + shift, evidence: { source: 'relativeWord', text: word } };
}

/** First and last day of a month or of the part of it that is named; `底` and `末` name its last day. */
function partOfMonth(
  year: number,
  month: number,
  part: string | undefined,
): { from: Day; to: Day; isDay: boolean } | null {
  const last = lastOfMonth(year, month);
  const span = (from: number, to: number, isDayPart = false) => ({
    from: { year, month, day: from },
    to: { year, month, day: to },
    isDay: isDayPart,
  });
  if (!part) return span(1, last);
  if (/^\d/.test(part)) {
    const day = Number.parseInt(part, 10);
    return isDay({ year, month, day }) ? span(day, day, true) : null;
  }
  if (part === '上中旬') return span(1, 20);
  if (part === '中下旬') return span(11, last);
  if (part.startsWith('上旬') || part.endsWith('初')) return span(1, 10);
  if (part.startsWith('中')) return span(11, 20);
  if (part.startsWith('下旬')) return span(21, last);
  return span(last, last, true);
}

const monthNumber = (words: string): number => (/^\d/.test(words) ? Number(words) : (ordinalOf(words) ?? 0));

export function readMonth(groups: Groups, reference: Day): Reading | null {
  const { year, evidence } = yearOf(groups.year, reference);
  const part = groups.part;
  // 「3月5」 without 日 is a page, a score or a version more often than a day.
  if (part && /^\d+$/.test(part) && !groups.before) return null;
  const span = partOfMonth(year, monthNumber(groups.month ?? ''), part);
  if (!span) return null;
  const base = { yearEvidence: evidence, provisional: false };
  if (groups.before === '前后' || groups.before === '左右')
    return { ...base, kind: 'eventAnchor', from: formatDay(span.from), to: formatDay(span.to), precision: 'day' };
  if (groups.open || groups.start) {
    if (!groups.open) return null;
    return { ...base, kind: 'window', from: formatDay(span.from), to: null, precision: span.isDay ? 'day' : 'month' };
  }
  const due = groups.before !== undefined || /[底末]$/.test(part ?? '');
  if (due) return { ...base, kind: 'due', from: null, to: formatDay(span.to), precision: 'day' };
  return {
    ...base,
    kind: 'window',
    from: formatDay(span.from),
    to: formatDay(span.to),
    precision: span.isDay ? 'day' : 'month',
  };
}

export function readRange(groups: Groups, reference: Day): Reading | null {
  if (!groups.month2 && !groups.part2) return null;
  const { year, evidence } = yearOf(groups.year, reference);
  const month = monthNumber(groups.month ?? '');
  const from = partOfMonth(year, month, groups.part);
  const month2 = groups.month2 ? monthNumber(groups.month2) : month;
  const statedYear = groups.year2 ? (/^\d/.test(groups.year2) ? Number(groups.year2.slice(0, 4)) : year + 1) : year;
  const year2 = !groups.year2 && month2 < month ? year + 1 : statedYear;
  const to = partOfMonth(year2, month2, groups.part2);
  if (!from || !to) return null;
  return {
    kind: 'window',
    from: formatDay(from.from),
    to: formatDay(to.to),
    precision: groups.part || groups.part2 ? 'day' : 'month',
    yearEvidence: evidence,
    provisional: false,
  };
}

function periodOf(from: Day, to: Day, due: boolean, precision: Deadline['precision'], evidence: Evidence): Reading {
  return {
    kind: due ? 'due' : 'window',
    from: due ? null : formatDay(from),
    to: formatDay(to),
    precision: due ? 'day' : precision,
    yearEvidence: evidence,
    provisional: false,
  };
}

export function readQuarter(groups: Groups, reference: Day): Reading | null {
  const { year, evidence } = yearOf(groups.year, reference);
  const quarter = ordinalOf(groups.quarter ?? '') ?? 0;
  const month = quarter * 3;
  const from = { year, month: month - 2, day: 1 };
  const to = { year, month, day: lastOfMonth(year, month) };
  return periodOf(from, to, Boolean(groups.end || groups.before), 'quarter', evidence);
}

export function readHalf(groups: Groups, reference: Day): Reading | null {
  const { year, evidence } = yearOf(groups.year, reference);
  const first = groups.half === '上';
  const from = { year, month: first ? 1 : 7, day: 1 };
  const to = first ? { year, month: 6, day: 30 } : { year, month: 12, day: 31 };
  return periodOf(from, to, Boolean(groups.end || groups.before), 'quarter', evidence);
}

export function readYearEnd(groups: Groups, reference: Day): Reading | null {
  const end = groups.end;
  // 「终」 alone is 年终, a standing date; a bare 「底」 or 「末」 belongs to something else.
  if (end === '年终' || (!groups.year && end !== undefined && !end.startsWith('年'))) return null;
  if (!groups.year && groups.within !== undefined && !groups.within.startsWith('年')) return null;
  const { year, evidence } = yearOf(groups.year, reference);
  if (groups.before === '前后' || groups.before === '左右') return null;
  return periodOf({ year, month: 1, day: 1 }, { year, month: 12, day: 31 }, true, 'day', evidence);
}

export function readUntilYear(groups: Groups): Reading | null {
  const year = Number((groups.year ?? '').slice(0, 4));
  const evidence: Evidence = { source: 'printed', text: `${year}年` };
  return periodOf({ year, month: 1, day: 1 }, { year, month: 12, day: 31 }, true, 'year', evidence);
}

export function readFromYear(groups: Groups): Reading | null {
  const year = Number(groups.year);
  const evidence: Evidence = { source: 'printed', text: `${year}年` };
  return { ...periodOf({ year, month: 1, day: 1 }, { year, month: 12, day: 31 }, false, 'year', evidence), to: null };
}

export function readYearRange(groups: Groups): Reading | null {
  const first = Number(groups.year);
  const last = Number(groups.year2);
  if (!(first <= last)) return null;
  const evidence: Evidence = { source: 'printed', text: `${first}` };
  return periodOf({ year: first, month: 1, day: 1 }, { year: last, month: 12, day: 31 }, false, 'year', evidence);
}

export function readWholeYear(groups: Groups, reference: Day): Reading | null {
  const word = groups.year === '全年' ? undefined : groups.year;
  const { year, evidence } = yearOf(word, reference);
  if (year < reference.year) return null;
  return periodOf({ year, month: 1, day: 1 }, { year, month: 12, day: 31 }, false, 'year', evidence);
}

const FESTIVALS: Record<string, [number, number]> = {
  七一: [7, 1],
  建党节: [7, 1],
  五一: [5, 1],
  十一: [10, 1],
  国庆: [10, 1],
  国庆节: [10, 1],
  八一: [8, 1],
  建军节: [8, 1],
  元旦: [1, 1],
  教师节: [9, 10],
};

export function readFestival(groups: Groups, reference: Day): Reading | null {
  const date = FESTIVALS[groups.festival ?? ''];
  if (!date) return null;
  const day = formatDay({ year: reference.year, month: date[0], day: date[1] });
  const evidence: Evidence = { source: 'referenceDate', text: String(reference.year) };
  const due = groups.before === '前' || groups.before === '之前';
  return {
    kind: due ? 'due' : 'eventAnchor',
    from: due ? null : day,
    to: day,
    precision: 'day',
    yearEvidence: evidence,
    provisional: false,
  };
}

export function readWorkdays(groups: Groups, reference: Day, words: string): Reading | null {
  const count = ordinalOf(groups.count ?? '');
  if (!count) return null;
  if (!OWN_ISSUE.test(words)) return UNDATED;
  const { day, provisional } = addWorkdays(reference, count);
  const evidence: Evidence = { source: 'issueDate', text: formatDay(reference) };
  return { kind: 'due', from: null, to: formatDay(day), precision: 'day', yearEvidence: evidence, provisional };
}

export function readWithin(groups: Groups, reference: Day, words: string, after: string): Reading | null {
  const count = ordinalOf(groups.count ?? '');
  if (!count) return null;
  const unit = groups.unit;
  // Days run from something that happens (差评应在3日内核查), and so does the time for which a thing is forbidden.
  if ((/[日天]/.test(unit ?? '') && !OWN_ISSUE.test(words)) || /^不[得可能]/.test(after)) return UNDATED;
  const day =
    unit === '年'
      ? addTo(reference, count, 'year')
      : unit === '个月'
        ? addTo(reference, count, 'month')
        : addTo(reference, unit === '周' ? count * 7 : count, 'day');
  const evidence: Evidence = { source: 'issueDate', text: formatDay(reference) };
  return { kind: 'due', from: null, to: formatDay(day), precision: 'day', yearEvidence: evidence, provisional: false };
}

export function readThisMonth(groups: Groups, reference: Day): Reading | null {
  const shifted = groups.which?.startsWith('下') ? addTo({ ...reference, day: 1 }, 1, 'month') : reference;
  const span = partOfMonth(shifted.year, shifted.month, groups.part);
  if (!span) return null;
  const evidence: Evidence = { source: 'referenceDate', text: formatDay(reference) };
  const due = groups.before !== undefined || /[底末]/.test(groups.part ?? '');
  const period = periodOf(span.from, span.to, due, 'month', evidence);
  return groups.open ? { ...period, to: null } : period;
}
