import { addTo, addWorkdays, type Day, formatDay, isDay, lastOfMonth } from './calendar.ts';
import type { Deadline } from './model.ts';
import { ordinalOf } from './numbering.ts';

type Evidence = NonNullable<Deadline['yearEvidence']>;
type Reading = Pick<Deadline, 'kind' | 'from' | 'to' | 'precision' | 'yearEvidence' | 'provisional'>;

type Groups = Record<string, string | undefined>;

interface TimeRule {
  name: string;
  /** Words without one of which the pattern cannot stand: a look at them is cheaper than the pattern. */
  needs: string[];
  pattern: RegExp;
  read: (groups: Groups, reference: Day, words: string, after: string) => Reading | null;
}

const YEAR = '(?<year>\\d{4}年|今年|本年度?|当年|明年|次年|后年)?';
const MONTH = '(?<month>1[0-2]|0?[1-9]|十[一二]?|[一二三四五六七八九])月份?';
const PART = '(?<part>[0-3]?\\d[日号]?(?![\\d个年项次人场名点%])|[上中下]{1,2}旬|月?[底末初]|中)?';
const BEFORE = '(?<before>之前|以前|前后|左右|前)?';
/** `10个工作日内`, `两个月内`: a length of time, and nothing of where it begins. */
export const LENGTH_WITHIN =
  '(?:\\d{1,3}|[一二两三四五六七八九十]{1,3})(?:个?工作日|个?月|个?星期|[日天周年])(?:时间)?(?:之内|以内|内)';
const TO = '(?:至|到|—{1,2}|－|–|-|~|～)';

/** A time about which no more is known than its words. */
const UNDATED: Reading = {
  kind: 'eventAnchor',
  from: null,
  to: null,
  precision: null,
  yearEvidence: null,
  provisional: false,
};
/** Counted from the day of issue (domain.md G6): the document's own issuing, or no event at all (今后五年内). */
const OWN_ISSUE =
  /(?:印发|发布|公布|下发|发文)(?:之日)?[起后]|[收接]到本(?:通知|办法|方案|意见|文件|规定|细则|函)|今后/;

/** Tried in this order at each place; the longest reading of a place wins (domain.md G6, GUIDE 2). */
const RULES: TimeRule[] = [
  {
    name: 'openRange',
    needs: ['月'],
    pattern: new RegExp(
      `${YEAR}年?${MONTH}${PART}${TO}(?!\\d|[一二三四五六七八九十]{1,2}月|[上中下]旬|次年|明年|[底末初])[^，。；）、\\d]{1,10}?(?:前|后|期间|结束)`,
      'g',
    ),
    read: () => UNDATED,
  },
  {
    // `每次走访后10个工作日内`, `自收到提案之日起3个月内`: nobody knows yet on which day that begins.
    name: 'afterEvent',
    needs: ['内'],
    pattern: new RegExp(
      `(?:(?:每次|自|从|在|于|[收接]到)[^，。；：、\\d]{0,20}?|[^，。；：、\\d每自从在于收接]{1,12}?)(?:之日起|之?后|以后|(?<![底末])前)的?${LENGTH_WITHIN}`,
      'g',
    ),
    read: (_, __, words) => (OWN_ISSUE.test(words) ? null : UNDATED),
  },
  {
    name: 'monthRange',
    needs: ['月'],
    pattern: new RegExp(
      `${YEAR}年?${MONTH}${PART}(?:起)?${TO}(?<year2>\\d{4}年|次年|明年|翌年)?(?:(?<month2>1[0-2]|0?[1-9]|十[一二]?|[一二三四五六七八九])月份?)?(?<part2>[0-3]?\\d[日号]|[上中下]{1,2}旬|[底末初]|中)?(?<before>前后|左右|之前|前)?`,
      'g',
    ),
    read: readRange,
  },
  {
    name: 'month',
    needs: ['月'],
    pattern: new RegExp(`(?<start>从|自)?${YEAR}年?${MONTH}${PART}${BEFORE}(?<open>开始|起)?`, 'g'),
    read: readMonth,
  },
  {
    name: 'festival',
    needs: ['前', '期间'],
    pattern:
      /(?:\d{4}年|今年|明年)?[“"]?(?<festival>七一|五一|十一|八一|国庆节?|元旦|教师节|建党节|建军节)[”"]?(?<before>前后|期间|之前|前)/g,
    read: readFestival,
  },
  {
    name: 'withinWorkdays',
    needs: ['工作日'],
    pattern:
      /(?:[自于从][^，。；]{0,20}之日起|[^，。；]{0,8}(?:印发|发布|公布|下发)后|[收接]到[^，。；]{0,12}(?:后|之日起))?(?<count>\d{1,3}|[一二两三四五六七八九十]{1,3})个?工作日(?:之?内|以内)/g,
    read: readWorkdays,
  },
  {
    name: 'within',
    needs: ['内'],
    pattern:
      /(?:[自于从][^，。；]{0,20}之日起|[收接]到[^，。；]{0,12}(?:后|之日起))?(?:在|用)?(?<count>\d{1,2}|[一二两三四五六七八九十]{1,2})(?<unit>年|个月|日|天|周)(?:时间)?(?:之内|以内|内)/g,
    read: readWithin,
  },
  {
    name: 'quarter',
    needs: ['季度'],
    pattern: new RegExp(`${YEAR}第?(?<quarter>[一二三四1-4])季度(?<end>[末底])?${BEFORE}`, 'g'),
    read: readQuarter,
  },
  {
    name: 'half',
    needs: ['半年'],
    pattern: new RegExp(`${YEAR}(?<half>[上下])半年(?<end>[末底])?${BEFORE}`, 'g'),
    read: readHalf,
  },
  {
    name: 'yearEnd',
    needs: ['底', '末', '年终', '内'],
    pattern: new RegExp(`${YEAR}(?:(?<end>年?[底末]|年终)|(?<within>年?内))${BEFORE}(?![^，。；]{0,2}考核)`, 'g'),
    read: readYearEnd,
  },
  { name: 'fromYear', needs: ['从'], pattern: /从(?<year>\d{4})年(?:起|开始)/g, read: readFromYear },
  {
    name: 'untilYear',
    needs: ['到', '至'],
    pattern: /(?:到|至)(?<year>\d{4})年(?!\d|[底末内]|\d{1,2}月)/g,
    read: readUntilYear,
  },
  { name: 'beforeYear', needs: ['前'], pattern: /(?<year>\d{4})年(?:以前|之前|前)/g, read: readUntilYear },
  {
    name: 'yearRange',
    needs: ['年'],
    pattern: new RegExp(`(?<year>\\d{4})年?${TO}(?<year2>\\d{4})年`, 'g'),
    read: readYearRange,
  },
  { name: 'wholeYear', needs: ['年'], pattern: /(?<year>全年|明年|后年|\d{4}年(?!度))(?:全年)?/g, read: readWholeYear },
  {
    name: 'thisMonth',
    needs: ['月'],
    pattern: /(?<which>本月|当月|下月|下个月)(?<part>[底末]|[上中下]旬)?(?<before>之前|前)?(?<open>起|开始)?/g,
    read: readThisMonth,
  },
];

/** Words for a time that the calendar cannot resolve: asked for, never guessed. */
const EVENTS =
  /(?:在)?(?:本次)?(?:会议?后|会前|换届前|届满[前后]|[寒暑]假[前后]|放假[前后]|开学[前后]|本学期(?:内|末|结束前)?|[上下]学期|学期[末初]|全会(?:召开)?(?:期间|前后|后)|大会(?:召开)?(?:期间|前)|“?两会”?(?:期间|前|后)|春节[前后]?(?:期间)?|活动结束后|汛期(?:前|期间))/g;
const VAGUE = /近期|近日|尽快|尽早|适时|及时|抓紧|即时|立即|马上|随时/g;
const STANDING = /长期|常态化|持续(?=[开推抓做])/g;
const UNDATED_WORDS = [
  [EVENTS, 'eventAnchor'],
  [VAGUE, 'vague'],
  [STANDING, 'standing'],
] as const;

/** A time that is told of, not set: 以来, 截至, 已经… (domain.md G6, last row). */
const PAST_BEFORE = /(?:截至|截止到|截止|自从|早在|始于|成立于|召开于|第|每年|每)$/;
const PAST_AFTER = /^(?:以来|至今|召开的|印发的|出台的|发布的|举行的|举办的|开展的|通过的|同期|度)/;

export interface TimeReadingOptions {
  /** Offset of the stretch in the whole text. */
  offset: number;
  reference: Day;
}

/**
 * All times a stretch sets, in text order, with normalised dates (both ends included), the evidence for the year and
 * the exact words. A month without a year takes the year of the reference date; a past one is not rolled forward.
 * Vague words and events come with `null` dates.
 */
export function findTimes(text: string, options: TimeReadingOptions): Deadline[] {
  const found: Deadline[] = [];
  const taken: { from: number; to: number }[] = [];
  const plain = withoutTitles(text);
  const isFree = (from: number, to: number) => taken.every((span) => to <= span.from || from >= span.to);
  const add = (at: number, words: string, reading: Reading) => {
    taken.push({ from: at, to: at + words.length });
    const span = { start: options.offset + at, end: options.offset + at + words.length };
    found.push({ ...reading, text: words, span, inherited: false });
  };
  if (/[月年季周日天末底内一节旦庆]/.test(plain)) {
    for (const rule of RULES) {
      if (!rule.needs.some((word) => plain.includes(word))) continue;
      for (const match of plain.matchAll(rule.pattern)) {
        const words = match[0];
        if (!isFree(match.index, match.index + words.length)) continue;
        if (PAST_BEFORE.test(text.slice(Math.max(0, match.index - 4), match.index))) continue;
        if (PAST_AFTER.test(text.slice(match.index + words.length, match.index + words.length + 4))) continue;
        const after = plain.slice(match.index + words.length, match.index + words.length + 4);
        const reading = rule.read(match.groups ?? {}, options.reference, words, after);
        if (reading) add(match.index, words, reading);
      }
    }
  }
  for (const [pattern, kind] of UNDATED_WORDS) {
    for (const match of text.matchAll(pattern)) {
      if (!isFree(match.index, match.index + match[0].length)) continue;
      add(match.index, match[0], { ...UNDATED, kind });
    }
  }
  return found.sort((a, b) => a.span.start - b.span.start);
}

/** A year or month in the name of a document sets no time: the name is blanked, its length kept. */
function withoutTitles(text: string): string {
  return text.includes('《') ? text.replace(/《[^》]{0,200}》/g, (title) => '　'.repeat(title.length)) : text;
}

/** The time that binds an action: a dated one before an event, an event before a vague word. */
export function bindingTime(times: Deadline[]): Deadline | null {
  const order: Deadline['kind'][] = ['due', 'window', 'eventAnchor', 'standing', 'vague'];
  for (const kind of order) {
    const found = times.find((time) => time.kind === kind);
    if (found) return found;
  }
  return null;
}

export const isDated = (deadline: Deadline | null): boolean =>
  deadline !== null && (deadline.from !== null || deadline.to !== null);

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

function readMonth(groups: Groups, reference: Day): Reading | null {
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

function readRange(groups: Groups, reference: Day): Reading | null {
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

function readQuarter(groups: Groups, reference: Day): Reading | null {
  const { year, evidence } = yearOf(groups.year, reference);
  const quarter = ordinalOf(groups.quarter ?? '') ?? 0;
  const month = quarter * 3;
  const from = { year, month: month - 2, day: 1 };
  const to = { year, month, day: lastOfMonth(year, month) };
  return periodOf(from, to, Boolean(groups.end || groups.before), 'quarter', evidence);
}

function readHalf(groups: Groups, reference: Day): Reading | null {
  const { year, evidence } = yearOf(groups.year, reference);
  const first = groups.half === '上';
  const from = { year, month: first ? 1 : 7, day: 1 };
  const to = first ? { year, month: 6, day: 30 } : { year, month: 12, day: 31 };
  return periodOf(from, to, Boolean(groups.end || groups.before), 'quarter', evidence);
}

function readYearEnd(groups: Groups, reference: Day): Reading | null {
  const end = groups.end;
  // 「终」 alone is 年终, a standing date; a bare 「底」 or 「末」 belongs to something else.
  if (end === '年终' || (!groups.year && end !== undefined && !end.startsWith('年'))) return null;
  if (!groups.year && groups.within !== undefined && !groups.within.startsWith('年')) return null;
  const { year, evidence } = yearOf(groups.year, reference);
  if (groups.before === '前后' || groups.before === '左右') return null;
  return periodOf({ year, month: 1, day: 1 }, { year, month: 12, day: 31 }, true, 'day', evidence);
}

function readUntilYear(groups: Groups): Reading | null {
  const year = Number((groups.year ?? '').slice(0, 4));
  const evidence: Evidence = { source: 'printed', text: `${year}年` };
  return periodOf({ year, month: 1, day: 1 }, { year, month: 12, day: 31 }, true, 'year', evidence);
}

function readFromYear(groups: Groups): Reading | null {
  const year = Number(groups.year);
  const evidence: Evidence = { source: 'printed', text: `${year}年` };
  return { ...periodOf({ year, month: 1, day: 1 }, { year, month: 12, day: 31 }, false, 'year', evidence), to: null };
}

function readYearRange(groups: Groups): Reading | null {
  const first = Number(groups.year);
  const last = Number(groups.year2);
  if (!(first <= last)) return null;
  const evidence: Evidence = { source: 'printed', text: `${first}` };
  return periodOf({ year: first, month: 1, day: 1 }, { year: last, month: 12, day: 31 }, false, 'year', evidence);
}

function readWholeYear(groups: Groups, reference: Day): Reading | null {
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

function readFestival(groups: Groups, reference: Day): Reading | null {
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

function readWorkdays(groups: Groups, reference: Day, words: string): Reading | null {
  const count = ordinalOf(groups.count ?? '');
  if (!count) return null;
  if (!OWN_ISSUE.test(words)) return UNDATED;
  const { day, provisional } = addWorkdays(reference, count);
  const evidence: Evidence = { source: 'issueDate', text: formatDay(reference) };
  return { kind: 'due', from: null, to: formatDay(day), precision: 'day', yearEvidence: evidence, provisional };
}

function readWithin(groups: Groups, reference: Day, words: string, after: string): Reading | null {
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

function readThisMonth(groups: Groups, reference: Day): Reading | null {
  const shifted = groups.which?.startsWith('下') ? addTo({ ...reference, day: 1 }, 1, 'month') : reference;
  const span = partOfMonth(shifted.year, shifted.month, groups.part);
  if (!span) return null;
  const evidence: Evidence = { source: 'referenceDate', text: formatDay(reference) };
  const due = groups.before !== undefined || /[底末]/.test(groups.part ?? '');
  const period = periodOf(span.from, span.to, due, 'month', evidence);
  return groups.open ? { ...period, to: null } : period;
}
