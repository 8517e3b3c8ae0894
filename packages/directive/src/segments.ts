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

/**
 * Marks every character that lies inside brackets or quotation marks, where a comma parts nothing. An opener that is
 * never closed in the stretch encloses nothing. Linear in the length.
 */
export function enclosedPositions(text: string, start: number, end: number): Uint8Array {
  const enclosed = new Uint8Array(end - start + 1);
  const open: { closer: string; at: number }[] = [];
  const pairs: { from: number; to: number }[] = [];
  for (let at = start; at < end; at += 1) {
    const char = text.charAt(at);
    if (char === '"') {
      const top = open.at(-1);
      if (top?.closer === '"') {
        open.pop();
        pairs.push({ from: top.at, to: at });
      } else open.push({ closer: '"', at });
      continue;
    }
    const closer = CLOSER_OF[char];
    if (closer) {
      open.push({ closer: SAME_CLOSER[closer] ?? closer, at });
      continue;
    }
    if (!CLOSERS.has(char)) continue;
    const wanted = SAME_CLOSER[char] ?? char;
    // Only a few levels are looked back through, so that a heap of unclosed brackets stays linear.
    for (let depth = open.length - 1; depth >= Math.max(0, open.length - 4); depth -= 1) {
      const candidate = open[depth];
      if (candidate?.closer !== wanted) continue;
      pairs.push({ from: candidate.at, to: at });
      open.length = depth;
      break;
    }
  }
  const delta = new Int32Array(end - start + 2);
  for (const pair of pairs) {
    delta[pair.from - start] = (delta[pair.from - start] ?? 0) + 1;
    delta[pair.to - start] = (delta[pair.to - start] ?? 0) - 1;
  }
  let depth = 0;
  for (let index = 0; index < enclosed.length; index += 1) {
    depth += delta[index] ?? 0;
    enclosed[index] = depth > 0 ? 1 : 0;
  }
  return enclosed;
}

/** Cuts a stretch of the text into sentences and segments; marks inside brackets and quotation marks do not count. */
export function splitSentences(text: string, start: number, end: number): Sentence[] {
  const enclosed = enclosedPositions(text, start, end);
  const sentences: Sentence[] = [];
  let segments: Segment[] = [];
  let segmentStart = start;
  const closeSegment = (at: number, mark: string) => {
    const span = trimSpan(text, { start: segmentStart, end: at });
    if (span.end > span.start) segments.push({ ...span, text: text.slice(span.start, span.end), mark });
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
    const char = text.charAt(at);
    if (enclosed[at - start]) continue;
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
