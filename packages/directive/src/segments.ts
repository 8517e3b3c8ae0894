import { characterSet } from './matches.ts';
import type { Span } from './model.ts';
import { trimSpan } from './paragraphs.ts';

/** A stretch between two commas, with the mark that ends it (`''` at the end of a paragraph). */
export interface Segment extends Span {
  text: string;
  mark: string;
}

/** The segments up to a full stop. A semicolon stays inside: it parts clauses, not sentences. */
export interface Sentence extends Span {
  segments: Segment[];
}

const CLOSER_OF: Record<string, string> = {
  '（': '）',
  '(': ')',
  '《': '》',
  '〈': '〉',
  '“': '”',
  '‘': '’',
  '「': '」',
  '『': '』',
  '【': '】',
  '[': ']',
  '〔': '〕',
};
const CLOSERS = new Set(Object.values(CLOSER_OF));
/** `（` and `(` are mixed freely in typed documents. */
const SAME_CLOSER: Record<string, string> = { ')': '）', ']': '〕' };

const STOPS = '。！？!?';
const COMMAS = '，,；;：:';
const PARTING = characterSet(`${STOPS}${COMMAS}”`);
const MARKS = characterSet(`"${[...Object.keys(CLOSER_OF), ...CLOSERS].join('')}`);

/** Most characters are, and none of them is a mark. */
const isHan = (code: number): boolean => code >= 0x4e00 && code <= 0x9fff;

/**
 * Marks every character that lies inside brackets or quotation marks, where a comma parts nothing. An opener that is
 * never closed in the stretch encloses nothing. Empty where nothing is enclosed at all. Linear in the length.
 */
export function enclosedPositions(text: string, start: number, end: number): Uint8Array {
  const open: { closer: string; at: number }[] = [];
  // Pairs are closed from the inside out, so that each stretch is filled by its outermost pair only once it is known.
  const pairs: { from: number; to: number }[] = [];
  const close = (from: number, to: number) => {
    while (pairs.length > 0 && (pairs.at(-1)?.from ?? 0) > from) pairs.pop();
    pairs.push({ from, to });
  };
  for (let index = 0; index < end - start; index += 1) {
    const code = text.charCodeAt(start + index);
    if (isHan(code) || MARKS[code] !== 1) continue;
    const char = text.charAt(start + index);
    if (char === '"') {
      const top = open.at(-1);
      if (top?.closer === '"') {
        open.pop();
        close(top.at, index);
      } else open.push({ closer: '"', at: index });
      continue;
    }
    const closer = CLOSER_OF[char];
    if (closer) {
      open.push({ closer: SAME_CLOSER[closer] ?? closer, at: index });
      continue;
    }
    const wanted = SAME_CLOSER[char] ?? char;
    // Only a few levels are looked back through, so that a heap of unclosed brackets stays linear.
    for (let depth = open.length - 1; depth >= Math.max(0, open.length - 4); depth -= 1) {
      const candidate = open[depth];
      if (candidate?.closer !== wanted) continue;
      close(candidate.at, index);
      open.length = depth;
      break;
    }
  }
  if (pairs.length === 0) return NOTHING_ENCLOSED;
  const enclosed = new Uint8Array(end - start + 1);
  for (const { from, to } of pairs) enclosed.fill(1, from, to);
  return enclosed;
}

const NOTHING_ENCLOSED = new Uint8Array(0);

/** Cuts a stretch of the text into sentences and segments; marks inside brackets and quotation marks do not count. */
export function splitSentences(text: string, start: number, end: number): Sentence[] {
  const enclosed = enclosedPositions(text, start, end);
  const sentences: Sentence[] = [];
  let segments: Segment[] = [];
  let segmentStart = start;
  const closeSegment = (at: number, mark: string) => {
    const span = trimSpan(text, { start: segmentStart, end: at });
    const { start: from, end: to } = span;
    if (to > from) segments.push({ start: from, end: to, text: text.slice(from, to), mark });
    else if (mark && segments.length > 0) segments[segments.length - 1] = { ...(segments.at(-1) as Segment), mark };
    segmentStart = at + 1;
  };
  const closeSentence = () => {
    const first = segments[0];
    const last = segments.at(-1);
    if (first && last) sentences.push({ start: first.start, end: last.end, segments });
    segments = [];
  };
  for (let at = start; at < end; at += 1) {
    const code = text.charCodeAt(at);
    if (isHan(code) || PARTING[code] !== 1 || enclosed[at - start] === 1) continue;
    const char = text.charAt(at);
    if (STOPS.includes(char) || (char === '”' && STOPS.includes(text.charAt(at - 1)))) {
      closeSegment(at, char);
      closeSentence();
    } else if (COMMAS.includes(char) && !betweenDigits(text, at)) closeSegment(at, char);
  }
  closeSegment(end, '');
  closeSentence();
  return sentences;
}

/** `1,200` and `8:30` are numbers, not clauses. */
function betweenDigits(text: string, at: number): boolean {
  const isDigit = (code: number) => code >= 0x30 && code <= 0x39;
  return isDigit(text.charCodeAt(at - 1)) && isDigit(text.charCodeAt(at + 1));
}
