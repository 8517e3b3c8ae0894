import { isPageNumber } from '../leftout.ts';
import { readNumber } from '../numbering.ts';

/** Lines are taken for broken ones only where all are short, many are full, and most full ones stop in a sentence. */
const WIDEST = 64;
const NARROWEST = 14;
const LEAST_FULL = 3;
const LEAST_SHARE = 0.25;
const LEAST_OPEN = 0.6;
/** A full line may be shorter by this many characters: some signs begin no line. */
const SHORT_BY = 2.5;

export interface Mended {
  text: string;
  /** Breaks that were taken out; 0 where the text was left as it is. */
  count: number;
}

/**
 * Mends paragraphs whose lines were broken where a page or a mail program broke them. Only where the whole text shows the
 * pattern: one paragraph a line is left alone, whatever its lines look like.
 */
export function mendBreaks(text: string): Mended {
  const lines = text.split('\n').map(lineOf);
  const filled = lines.filter((line) => line.words !== '');
  const widest = filled.reduce((most, line) => Math.max(most, line.width), 0);
  const full = filled.filter((line) => line.width >= widest - SHORT_BY);
  const open = full.filter((line) => !endsSentence(line));
  const certain =
    widest >= NARROWEST &&
    widest <= WIDEST &&
    full.length >= LEAST_FULL &&
    full.length >= filled.length * LEAST_SHARE &&
    open.length >= full.length * LEAST_OPEN &&
    !filled.some((line) => line.isRow);
  if (!certain) return { text, count: 0 };
  const indents = filled.filter((line) => line.indented).length >= 2;
  let mended = '';
  let count = 0;
  lines.forEach((line, index) => {
    const before = lines[index - 1];
    const joins =
      before &&
      before.width >= widest - SHORT_BY &&
      continues(before, line, indents) &&
      !(index <= TITLE_LINES && TITLE_END.test(before.words));
    if (joins) count += 1;
    const latin = joins && /[A-Za-z,]$/.test(before.words) && /^[A-Za-z]/.test(line.words);
    mended += joins ? `${latin ? ' ' : ''}${line.words}` : `${index === 0 ? '' : '\n'}${line.raw.trimEnd()}`;
  });
  return { text: mended, count };
}

interface BrokenLine {
  raw: string;
  words: string;
  /** In Chinese characters; an indent counts, for it takes its place in the line. */
  width: number;
  indented: boolean;
  isRow: boolean;
}

function lineOf(raw: string): BrokenLine {
  const words = raw.trim();
  return {
    raw,
    words,
    width: [...raw.trimEnd()].reduce((sum, sign) => sum + (sign.charCodeAt(0) < 0x2000 ? 0.5 : 1), 0),
    indented: /^(?:\u3000| {2})/.test(raw),
    isRow: words.includes('\t'),
  };
}

/** A title may fill its line, and what stands under it begins anew. */
const TITLE_LINES = 4;
const TITLE_END = /(?:通知|意见|方案|办法|计划|规划|要点|安排|纪要|讲话|报告|规定|细则|决定|通报|函)$/;

const endsSentence = (line: BrokenLine): boolean => /[。；：！？!?;:]["”’」』）)]?$/.test(line.words);

/** Where a text indents its paragraphs, a line without indent goes on; else only after a line that stops in a sentence. */
function continues(before: BrokenLine, line: BrokenLine, indents: boolean): boolean {
  if (line.words === '' || line.indented || isPageNumber(line.words)) return false;
  if (endsSentence(before) && !before.words.endsWith('；')) return indents && readNumber(line.words) === null;
  return readNumber(line.words) === null || /[\d，、（《“]$/.test(before.words);
}
