import { isPageNumber } from '../leftout.ts';
import { readNumber } from '../numbering.ts';
import { joinedLines, type Line, linesOfWords, usualSize } from './pdf-lines.ts';
import type { PageContent } from './pdf-page.ts';
import { tablesOf } from './pdf-tables.ts';

export interface PdfText {
  lines: string[];
  /** Printed lines that were joined to the one before. */
  mended: number;
  footnotes: string[];
  /** Running heads, page numbers and words across the page, in the order of the pages. */
  running: string[];
}

interface SetLine extends Line {
  page: number;
}

type Block = { kind: 'line'; line: SetLine } | { kind: 'table'; rows: string[][]; page: number };

/** Heads and feet stand in the outer parts of a page. */
const MARGIN_ZONE = 0.14;
const SAME_HEIGHT = 4;
/** A line may fall short of the margin by this many characters: some signs begin no line, and figures stay together. */
const SHORT_BY = 2.2;
const INDENT = 0.6;

/** Puts the pages together: heads, feet and footnotes apart, tables as rows, printed lines mended into paragraphs. */
export function textOfPages(pages: PageContent[]): PdfText {
  const size = usualSize(pages.flatMap((page) => page.words));
  const found: PdfText = { lines: [], mended: 0, footnotes: [], running: pages.flatMap((page) => page.slanted) };
  const laid = pages.map((page, number) => {
    const tables = tablesOf(page.rules, page.words);
    const inTable = new Set(tables.flatMap((table) => [...table.words]));
    const words = page.words.filter((word) => !inTable.has(word));
    return { page, tables, lines: linesOfWords(words).map((line) => ({ ...line, page: number })) };
  });
  const heads = runningLines(laid);
  const blocks = laid.flatMap(({ page, tables, lines }, number): Block[] => {
    const outside = outerLines(page, lines, heads);
    found.running.push(...[...outside].map((line) => line.text));
    const notes = footnoteLines(
      lines.filter((line) => !outside.has(line)),
      tables,
      size,
    );
    found.footnotes.push(...notesOfLines(notes));
    const body = lines.filter((line) => !outside.has(line) && !notes.includes(line));
    return [
      ...body.map((line) => ({ at: line.y, block: { kind: 'line', line } as const })),
      ...tables.map((table) => ({ at: table.top, block: { kind: 'table', rows: table.rows, page: number } as const })),
    ]
      .sort((a, b) => a.at - b.at)
      .map(({ block }) => block);
  });
  mend(blocks, size, found);
  return found;
}

interface LaidPage {
  page: PageContent;
  lines: SetLine[];
}

/** What stands in the outer part of two pages or more at one height, whatever the figures in it. */
function runningLines(laid: LaidPage[]): Set<string> {
  const pagesOf = new Map<string, Set<number>>();
  for (const { page, lines } of laid) {
    for (const line of lines) {
      if (!isOuter(page, line)) continue;
      const key = keyOf(line);
      pagesOf.set(key, (pagesOf.get(key) ?? new Set()).add(line.page));
    }
  }
  return new Set([...pagesOf].filter(([, pages]) => pages.size >= 2).map(([key]) => key));
}

const keyOf = (line: Line): string => `${Math.round(line.y / SAME_HEIGHT)} ${line.text.replace(/\d+/g, '#')}`;
const isOuter = (page: PageContent, line: Line): boolean =>
  line.y < page.height * MARGIN_ZONE || line.y > page.height * (1 - MARGIN_ZONE);

/** Running heads and page numbers, from the edges of the page inwards until a line is neither. */
function outerLines(page: PageContent, lines: SetLine[], heads: Set<string>): Set<SetLine> {
  const found = new Set<SetLine>();
  for (const inwards of [lines, [...lines].reverse()]) {
    for (const line of inwards) {
      if (!isOuter(page, line) || !(heads.has(keyOf(line)) || isPageNumber(line.text))) break;
      found.add(line);
    }
  }
  return found;
}

/** Small lines at the foot of a page, from the one that opens with a mark. */
function footnoteLines(lines: SetLine[], tables: { bottom: number }[], size: number): SetLine[] {
  const lowest = Math.max(0, ...tables.map((table) => table.bottom));
  const small: SetLine[] = [];
  for (const line of [...lines].reverse()) {
    if (line.size > size * 0.82 || line.y < lowest) break;
    small.unshift(line);
  }
  return small.length < lines.length ? small : [];
}

/** Each note with the lines that belong to it: a note opens with its mark. */
function notesOfLines(lines: SetLine[]): string[] {
  const notes: string[][] = [];
  for (const { text } of lines) {
    const mark = /^(?:\d{1,3}(?![\d年月日.、])|[①-⑳*＊†])/.exec(text)?.[0];
    if (mark || notes.length === 0) notes.push([text.slice(mark?.length ?? 0).trim()]);
    else notes.at(-1)?.push(text);
  }
  return notes.map((words) => joinedLines(words));
}

/** The margins between which the lines of left or right pages are set. */
interface Margins {
  left: number;
  right: number;
}

function marginsOf(blocks: Block[], size: number): Margins[] {
  return [0, 1].map((parity) => {
    const lines = blocks.flatMap((block) =>
      block.kind === 'line' && block.line.page % 2 === parity && Math.abs(block.line.size - size) < size * 0.1
        ? [block.line]
        : [],
    );
    return {
      left: lines.reduce((least, line) => Math.min(least, line.left), Number.POSITIVE_INFINITY),
      right: lines.reduce((most, line) => Math.max(most, line.right), 0),
    };
  });
}

function mend(blocks: Block[], size: number, found: PdfText): void {
  const margins = marginsOf(blocks, size);
  const leading = usualLeading(blocks, size);
  let paragraph: SetLine[] = [];
  let table: Extract<Block, { kind: 'table' }> | null = null;
  const print = (rows: string[][]) => {
    for (const row of rows) found.lines.push(row.join('\t'));
  };
  const end = () => {
    if (paragraph.length > 0) found.lines.push(joinedLines(paragraph.map((line) => line.text)));
    found.mended += Math.max(0, paragraph.length - 1);
    paragraph = [];
  };
  for (const block of blocks) {
    if (block.kind === 'table') {
      end();
      if (table && table.page !== block.page && table.rows[0]?.length === block.rows[0]?.length) {
        joinSplitRow(table.rows, block.rows);
        table = { ...block, rows: [...table.rows, ...block.rows] };
        continue;
      }
      if (table) print(table.rows);
      table = block;
      continue;
    }
    if (table) print(table.rows);
    table = null;
    const last = paragraph.at(-1);
    if (last && !continues(last, block.line, { margins, size, leading })) end();
    paragraph.push(block.line);
  }
  end();
  if (table) print(table.rows);
}

/**
 * A row that a page cuts through goes on at the top of the next one, in some of its cells and in the middle of a sentence. A
 * row of its own under merged cells fills most of the others, or has a number.
 */
function joinSplitRow(above: string[][], below: string[][]): void {
  const [last, first] = [above.at(-1), below[0]];
  if (!last || !first || first[0] !== '') return;
  const filled = first.flatMap((text, column) => (text === '' ? [] : [{ text, before: last[column] ?? '' }]));
  const goesOn =
    filled.length <= first.length / 2 &&
    filled.every(({ text, before }) => before !== '' && !/[。；]$/.test(before) && !/^[\d—–\-.（）()]+$/.test(text));
  if (!goesOn) return;
  first.forEach((text, column) => {
    last[column] = joinedLines([last[column] ?? '', text]);
  });
  below.shift();
}

/** The distance of most lines from the one before. */
function usualLeading(blocks: Block[], size: number): number {
  const gaps = blocks.flatMap((block, index) => {
    const before = blocks[index - 1];
    if (block.kind !== 'line' || before?.kind !== 'line' || before.line.page !== block.line.page) return [];
    const gap = block.line.y - before.line.y;
    return gap > size * 0.9 && gap < size * 3 ? [gap] : [];
  });
  return gaps.sort((a, b) => a - b)[gaps.length >> 1] ?? size * 1.8;
}

/** Whether a printed line goes on with the sentence of the one before. */
function continues(
  last: SetLine,
  line: SetLine,
  { margins, size, leading }: { margins: Margins[]; size: number; leading: number },
): boolean {
  if (Math.abs(last.size - line.size) > size * 0.1) return false;
  const [before, here] = [margins[last.page % 2] as Margins, margins[line.page % 2] as Margins];
  if (last.size > size * 1.15)
    return last.page === line.page && line.y - last.y < last.size * 2 && isCentred(line, here);
  if (last.page === line.page && line.y - last.y > leading * 1.5) return false;
  if (line.left > here.left + size * INDENT) return false;
  if (last.right < before.right - size * SHORT_BY) return false;
  return !(/[。；：！？]$/.test(last.text) && readNumber(line.text) !== null);
}

function isCentred(line: Line, { left, right }: Margins): boolean {
  return Math.abs((line.left + line.right) / 2 - (left + right) / 2) < line.size;
}
