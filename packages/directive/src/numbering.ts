import { characterSet } from './matches.ts';

/** A kind of number that opens a paragraph; kinds are nested in documents in the order of `rank` where they have one. */
export type NumberStyle =
  | 'chapter'
  | 'section'
  | 'article'
  | 'han'
  | 'bracketHan'
  | 'arabic'
  | 'bracketArabic'
  | 'circled'
  | 'isPoint'
  | 'mustPoint'
  | 'barePoint'
  | 'ordinal'
  | 'phase';

export interface ParagraphNumber {
  style: NumberStyle;
  /** As printed, without the mark after it. */
  number: string;
  /** Length of the number with its mark and the blanks after it. */
  length: number;
  /** What the number counts to, for runs (`二` is 2); null where it was not read. */
  ordinal: number | null;
}

const HAN = '[一二三四五六七八九十百零〇]';

interface NumberRule {
  style: NumberStyle;
  /** Group 1 is the number as printed. */
  pattern: RegExp;
}

/** Tried in this order; domain.md G1 and GUIDE 1. */
const RULES: NumberRule[] = [
  { style: 'chapter', pattern: new RegExp(`^(第${HAN}{1,4}[章编])[\\s　]*`) },
  { style: 'section', pattern: new RegExp(`^(第${HAN}{1,4}节)[\\s　]+`) },
  { style: 'article', pattern: new RegExp(`^(第(?:${HAN}{1,5}|\\d{1,3})条)[\\s　]*(?=[^款规约件的之和与至、，])`) },
  {
    style: 'phase',
    pattern: new RegExp(`^(第${HAN}{1,2}(?:阶段|步骤?|环节))(?=[\\s　：:（(、，,。]|$)[\\s　]*[：:、，,]?[\\s　]*`),
  },
  { style: 'ordinal', pattern: new RegExp(`^(第${HAN}{1,2})[，,、：:][\\s　]*`) },
  { style: 'han', pattern: new RegExp(`^(${HAN}{1,4})[\\s　]*(?:、|[.．](?!\\d)|，(?=[\\s　]))[\\s　]*`) },
  { style: 'bracketHan', pattern: new RegExp(`^([（(][\\s　]*${HAN}{1,4}[\\s　]*[）)])[\\s　、.．]*`) },
  { style: 'bracketArabic', pattern: /^([（(][\s　]*\d{1,3}[\s　]*[）)])[\s　、.．]*/ },
  { style: 'arabic', pattern: /^(\d{1,3})[\s　]*(?:、|[.．](?![\d]))[\s　]*/ },
  { style: 'arabic', pattern: /^(\d{1,2})[）)][\s　]*/ },
  { style: 'circled', pattern: /^([①-⑳㈠-㈩])[\s　、.．]*/ },
  { style: 'isPoint', pattern: new RegExp(`^(${HAN}{1,3}是)(?![一二三否])[\\s　]*[：:，,]?[\\s　]*`) },
  { style: 'mustPoint', pattern: new RegExp(`^(${HAN}{1,2}要)(?![求点素义])[\\s　]*[：:，,]?[\\s　]*`) },
];

/** What each of them begins with. */
const OPENS_NUMBER = characterSet('第一二三四五六七八九十百零〇（(0123456789①②③④⑤⑥⑦⑧⑨⑩⑪⑫⑬⑭⑮⑯⑰⑱⑲⑳㈠㈡㈢㈣㈤㈥㈦㈧㈨㈩');

/** `一抓…`, `二抓…`: a numeral straight before a verb. Only believed in a run, see `structure.ts`. */
const BARE =
  /^([一二三四五六七八九十])(?=[^\s、.．，。是要个些定切年月日次名条项种致般旦直样起下面方部分者百千万亿]{2})/;

/** Reads the number a paragraph opens with, or null. `第一党支部`, `一些单位`, `3.5万人`, `2026年` open with none. */
export function readNumber(text: string): ParagraphNumber | null {
  if (OPENS_NUMBER[text.charCodeAt(0)] !== 1) return null;
  for (const rule of RULES) {
    const match = rule.pattern.exec(text);
    const number = match?.[1];
    if (!match || number === undefined) continue;
    return { style: rule.style, number, length: match[0].length, ordinal: ordinalOf(number) };
  }
  return null;
}

/** Reads a numeral without a mark (`一抓责任落实`). The caller has to see its neighbour in the run. */
export function readBareNumber(text: string): ParagraphNumber | null {
  const number = BARE.exec(text)?.[1];
  if (number === undefined) return null;
  return { style: 'barePoint', number, length: number.length, ordinal: ordinalOf(number) };
}

/** A table cell that is nothing but a number: `1`, `1—2`, `（三）`, `一`. */
export function readCellNumber(text: string): string | null {
  if (/^\d{1,3}(?:\s*[—–\-－．.]\s*\d{1,3}){0,2}$/.test(text)) return text;
  return CELL_NUMBER.test(text) ? text : null;
}

const CELL_NUMBER = new RegExp(`^(?:[（(]${HAN}{1,3}[）)]|${HAN}{1,3}|[（(]\\d{1,3}[）)])$`);

/** The value of a Chinese or Arabic numeral up to 9,999 anywhere in the words, or null. */
export function ordinalOf(words: string): number | null {
  const arabic = /\d+/.exec(words)?.[0];
  if (arabic !== undefined) return Number(arabic);
  const han = /[零〇一二两三四五六七八九十百千]+/.exec(words)?.[0];
  return han === undefined ? null : hanToNumber(han);
}

const HAN_DIGITS: Record<string, number> = {
  零: 0,
  〇: 0,
  一: 1,
  二: 2,
  两: 2,
  三: 3,
  四: 4,
  五: 5,
  六: 6,
  七: 7,
  八: 8,
  九: 9,
};
const HAN_UNITS: Record<string, number> = { 十: 10, 百: 100, 千: 1000 };

function hanToNumber(han: string): number {
  if (!/[十百千]/.test(han)) return [...han].reduce((value, digit) => value * 10 + (HAN_DIGITS[digit] ?? 0), 0);
  let total = 0;
  let digit = 0;
  for (const char of han) {
    const unit = HAN_UNITS[char];
    if (unit === undefined) {
      digit = HAN_DIGITS[char] ?? 0;
      continue;
    }
    total += (digit || 1) * unit;
    digit = 0;
  }
  return total + digit;
}
