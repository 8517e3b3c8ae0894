import type { Day } from './calendar.ts';
import type { Deadline } from './model.ts';
import { type SignedPattern, signed } from './signs.ts';
import {
  type Groups,
  OWN_ISSUE,
  type Reading,
  readFestival,
  readFromYear,
  readHalf,
  readMonth,
  readQuarter,
  readRange,
  readThisMonth,
  readUntilYear,
  readWholeYear,
  readWithin,
  readWorkdays,
  readYearEnd,
  readYearRange,
  UNDATED,
} from './time-readings.ts';

interface TimeRule {
  name: string;
  pattern: SignedPattern;
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

/** Tried in this order at each place; the longest reading of a place wins (domain.md G6, GUIDE 2). */
const RULES: TimeRule[] = [
  {
    name: 'openRange',
    pattern: signed(
      '月',
      new RegExp(
        `${YEAR}年?${MONTH}${PART}${TO}(?!\\d|[一二三四五六七八九十]{1,2}月|[上中下]旬|次年|明年|[底末初])[^，。；）、\\d]{1,10}?(?:前|后|期间|结束)`,
        'g',
      ),
    ),
    read: () => UNDATED,
  },
  {
    // `每次走访后10个工作日内`, `自收到提案之日起3个月内`: nobody knows yet on which day that begins.
    name: 'afterEvent',
    pattern: signed(
      '内',
      new RegExp(
        `(?:(?:每次|自|从|在|于|[收接]到)[^，。；：、\\d]{0,20}?|[^，。；：、\\d每自从在于收接]{1,12}?)(?:之日起|之?后|以后|(?<![底末])前)的?${LENGTH_WITHIN}`,
        'g',
      ),
    ),
    read: (_, __, words) => (OWN_ISSUE.test(words) ? null : UNDATED),
  },
  {
    name: 'monthRange',
    pattern: signed(
      '月',
      new RegExp(
        `${YEAR}年?${MONTH}${PART}(?:起)?${TO}(?<year2>\\d{4}年|次年|明年|翌年)?(?:(?<month2>1[0-2]|0?[1-9]|十[一二]?|[一二三四五六七八九])月份?)?(?<part2>[0-3]?\\d[日号]|[上中下]{1,2}旬|[底末初]|中)?(?<before>前后|左右|之前|前)?`,
        'g',
      ),
    ),
    read: readRange,
  },
  {
    name: 'month',
    pattern: signed('月', new RegExp(`(?<start>从|自)?${YEAR}年?${MONTH}${PART}${BEFORE}(?<open>开始|起)?`, 'g')),
    read: readMonth,
  },
  {
    name: 'festival',
    pattern: signed(
      '七五十八庆旦师节军',
      /(?:\d{4}年|今年|明年)?[“"]?(?<festival>七一|五一|十一|八一|国庆节?|元旦|教师节|建党节|建军节)[”"]?(?<before>前后|期间|之前|前)/g,
    ),
    read: readFestival,
  },
  {
    name: 'withinWorkdays',
    pattern: signed(
      '工',
      /(?:[自于从][^，。；]{0,20}之日起|[^，。；]{0,8}(?:印发|发布|公布|下发)后|[收接]到[^，。；]{0,12}(?:后|之日起))?(?<count>\d{1,3}|[一二两三四五六七八九十]{1,3})个?工作日(?:之?内|以内)/g,
    ),
    read: readWorkdays,
  },
  {
    name: 'within',
    pattern: signed(
      '内',
      /(?:[自于从][^，。；]{0,20}之日起|[收接]到[^，。；]{0,12}(?:后|之日起))?(?:在|用)?(?<count>\d{1,2}|[一二两三四五六七八九十]{1,2})(?<unit>年|个月|日|天|周)(?:时间)?(?:之内|以内|内)/g,
    ),
    read: readWithin,
  },
  {
    name: 'quarter',
    pattern: signed('季', new RegExp(`${YEAR}第?(?<quarter>[一二三四1-4])季度(?<end>[末底])?${BEFORE}`, 'g')),
    read: readQuarter,
  },
  {
    name: 'half',
    pattern: signed('半', new RegExp(`${YEAR}(?<half>[上下])半年(?<end>[末底])?${BEFORE}`, 'g')),
    read: readHalf,
  },
  {
    name: 'yearEnd',
    pattern: signed(
      '底末终内',
      new RegExp(`${YEAR}(?:(?<end>年?[底末]|年终)|(?<within>年?内))${BEFORE}(?![^，。；]{0,2}考核)`, 'g'),
    ),
    read: readYearEnd,
  },
  { name: 'fromYear', pattern: signed('从', /从(?<year>\d{4})年(?:起|开始)/g), read: readFromYear },
  {
    name: 'untilYear',
    pattern: signed('到至', /(?:到|至)(?<year>\d{4})年(?!\d|[底末内]|\d{1,2}月)/g),
    read: readUntilYear,
  },
  { name: 'beforeYear', pattern: signed('前', /(?<year>\d{4})年(?:以前|之前|前)/g), read: readUntilYear },
  {
    name: 'yearRange',
    pattern: signed('年', new RegExp(`(?<year>\\d{4})年?${TO}(?<year2>\\d{4})年`, 'g')),
    read: readYearRange,
  },
  {
    name: 'wholeYear',
    pattern: signed('全明后年', /(?<year>全年|明年|后年|\d{4}年(?!度))(?:全年)?/g),
    read: readWholeYear,
  },
  {
    name: 'thisMonth',
    pattern: signed(
      '本当下',
      /(?<which>本月|当月|下月|下个月)(?<part>[底末]|[上中下]旬)?(?<before>之前|前)?(?<open>起|开始)?/g,
    ),
    read: readThisMonth,
  },
];

/** Words for a time that the calendar cannot resolve: asked for, never guessed. */
const EVENTS = signed(
  '后前换满寒暑假开期末初间大两春束汛',
  /(?:在)?(?:本次)?(?:会议?后|会前|换届前|届满[前后]|[寒暑]假[前后]|放假[前后]|开学[前后]|本学期(?:内|末|结束前)?|[上下]学期|学期[末初]|全会(?:召开)?(?:期间|前后|后)|大会(?:召开)?(?:期间|前)|“?两会”?(?:期间|前|后)|春节[前后]?(?:期间)?|活动结束后|汛期(?:前|期间))/g,
);
const VAGUE = signed('近尽适及紧即马随', /近期|近日|尽快|尽早|适时|及时|抓紧|即时|立即|马上|随时/g);
const STANDING = signed('长态续', /长期|常态化|持续(?=[开推抓做])/g);
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
  const add = (at: number, length: number, reading: Reading) => {
    taken.push({ from: at, to: at + length });
    const span = { start: options.offset + at, end: options.offset + at + length };
    found.push({ ...reading, text: text.slice(at, at + length), span, inherited: false });
  };
  for (const rule of RULES) {
    for (const match of rule.pattern.matches(plain)) {
      const words = match[0];
      if (!isFree(match.index, match.index + words.length)) continue;
      if (PAST_BEFORE.test(text.slice(Math.max(0, match.index - 4), match.index))) continue;
      if (PAST_AFTER.test(text.slice(match.index + words.length, match.index + words.length + 4))) continue;
      const after = plain.slice(match.index + words.length, match.index + words.length + 4);
      const reading = rule.read(match.groups ?? {}, options.reference, words, after);
      if (reading) add(match.index, words.length, reading);
    }
  }
  for (const [pattern, kind] of UNDATED_WORDS) {
    for (const match of pattern.matches(text)) {
      if (!isFree(match.index, match.index + match[0].length)) continue;
      add(match.index, match[0].length, { ...UNDATED, kind });
    }
  }
  return found.length < 2 ? found : found.sort((a, b) => a.span.start - b.span.start);
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
