import { characterSet, holdsAny, matchesOf } from './matches.ts';
import type { Quantity } from './model.ts';
import { ordinalOf } from './numbering.ts';
import { signed } from './signs.ts';

/** 10个工作日, 3个月 and 5天内 say when, not how much. */
const UNITS =
  '次|场|期|轮|篇|份|堂|节课|平方米|平米|学分|学时|课时|小时|分钟|天(?!之?内)|名|人次|人|位|家|户|个百分点|个(?!工作日|月|星期)|项|件|条|处|套|台|所|座|支|门|部|本|页|字|公里|亩|万元|亿元|元|吨|分(?!之)|倍|张|批|种|户次|场次|款|例';
const DIGIT = '[\\d一二两三四五六七八九十百千]';
/** Never begun inside a run of digits: one without end would be tried again from each of them. */
const FIRST = `(?<!${DIGIT})`;
const NUMBER = '\\d{1,12}(?:\\.\\d{1,6})?(?:[万亿](?!元))?|[一二两三四五六七八九十百千]{1,12}';
const LEAST = '不少于|不低于|至少|最少|达到|超过|力争达到|不得少于|不得低于|高于|多于';
const MOST = '不超过|不多于|不高于|至多|最多|控制在|不得超过|低于|少于';

const COUNTED = new RegExp(
  `(?<bound>${LEAST}|${MOST})?(?:为|有|在)?${FIRST}(?<least>(?:\\d{1,12}|[一二两三四五六七八九十])[至到—－-])?(?<number>${NUMBER})(?<unit>${UNITS})(?<after>以上|以下|以内|左右)?`,
  'g',
);
const PERCENT = signed(
  '%％',
  new RegExp(
    `(?<bound>${LEAST}|${MOST})?(?:为|到|至|在)?${FIRST}(?<number>\\d{1,12}(?:\\.\\d{1,6})?)[%％](?<after>以上|以下|以内|左右)?`,
    'g',
  ),
);
const FRACTION = signed(
  '分',
  new RegExp(
    `(?<bound>${LEAST}|${MOST})?${FIRST}(?<parts>[一二两三四五六七八九十百]{1,6})分之(?<number>[一二两三四五六七八九十百]{1,6})(?<after>以上|以下|以内)?`,
    'g',
  ),
);

/** A length of time is a measure only behind a bound: `公示期不少于5日`, `一般不超过6个月`. */
const LASTING = signed(
  '少低至达过高多超制',
  new RegExp(
    `(?<bound>${LEAST}|${MOST})${FIRST}(?<number>${NUMBER})(?<unit>个工作日|个月|小时|[日天周年](?!岁))(?![^，。；]{0,2}[内前])(?<after>以上|以内)?`,
    'g',
  ),
);

/** With 一 only these count something; 一个机制, 一批典型, 一项工作 are articles. */
const COUNTABLE_ONE = /^(?:次|场|期|轮|篇|份|堂|节课)$/;
/** A number that names a period, an order or a share of history is no target (domain.md G7, false friends). */
const NOT_A_TARGET = /(?:第|每|近|连续|过去|历时|共|共计|已|已有|占|增长|下降|周年|[一二三四五六七八九十\d]届)$/;

const NUMERAL = characterSet('0123456789一二两三四五六七八九十百千');

/** Numbers an action has to reach or keep within (domain.md G7). A percentage keeps its printed value. */
export function findQuantities(text: string): Quantity[] {
  if (!holdsAny(NUMERAL, text)) return [];
  const found: { at: number; quantity: Quantity }[] = [];
  const add = (match: RegExpMatchArray, value: number, unit: string) => {
    const groups = match.groups ?? {};
    found.push({
      at: match.index ?? 0,
      quantity: { text: match[0], value, unit, op: operatorOf(groups.bound ?? boundBefore(text, match), groups.after) },
    });
  };
  for (const match of FRACTION.matches(text)) {
    const whole = ordinalOf(match.groups?.parts ?? '');
    const share = ordinalOf(match.groups?.number ?? '');
    if (whole && share) add(match, share / whole, '');
  }
  for (const match of PERCENT.matches(text)) {
    if (!NOT_A_TARGET.test(text.slice(0, match.index))) add(match, Number(match.groups?.number), '%');
  }
  for (const match of matchesOf(COUNTED, text)) {
    const { number = '', unit = '', bound, after } = match.groups ?? {};
    if (NOT_A_TARGET.test(text.slice(Math.max(0, match.index - 4), match.index))) continue;
    if (/^[一两]$/.test(number) && !bound && !after && !COUNTABLE_ONE.test(unit)) continue;
    if (/^[二三四五六七八九十百千]+$/.test(number) && /^[个项支]$/.test(unit) && !bound && !after) continue;
    if (isNamed(text, match.index, match[0].length)) continue;
    if (/^[千万]/.test(number) && !bound) continue;
    const { least } = match.groups ?? {};
    add(match, countedValue(least ? least.slice(0, -1) : number), unit);
  }
  for (const match of LASTING.matches(text)) {
    if (found.some(({ at }) => at === match.index)) continue;
    add(match, countedValue(match.groups?.number ?? ''), match.groups?.unit ?? '');
  }
  return found.sort((a, b) => a.at - b.at).map((entry) => entry.quantity);
}

/** `至少专题研究1次`, `2至3名`: the bound stands before the verb, or the lesser number is one. */
function boundBefore(text: string, match: RegExpMatchArray): string | undefined {
  if (match.groups?.least) return '至少';
  return /至少[^，。；\d]{1,12}$/.test(text.slice(0, match.index)) ? '至少' : undefined;
}

/** `“三会一课”`, `一次性`, `两个维护`: a number inside a name. */
function isNamed(text: string, at: number, length: number): boolean {
  const after = text.slice(at + length, at + length + 1);
  if (after === '性' || after === '化') return true;
  const opened = text.lastIndexOf('“', at);
  if (opened < 0) return false;
  const closed = text.indexOf('”', opened);
  return closed < 0 || closed >= at;
}

function countedValue(number: string): number {
  const match = /^(\d+(?:\.\d+)?)([万亿])?$/.exec(number);
  if (!match) return ordinalOf(number) ?? 0;
  const scale = match[2] === '万' ? 10_000 : match[2] === '亿' ? 100_000_000 : 1;
  return Number(match[1]) * scale;
}

function operatorOf(bound: string | undefined, after: string | undefined): Quantity['op'] {
  if (bound === '超过' || bound === '高于' || bound === '多于') return '>';
  if (bound && new RegExp(`^(?:${MOST})$`).test(bound)) return '<=';
  if (bound || after === '以上') return '>=';
  if (after === '以下' || after === '以内') return '<=';
  return '=';
}
