import type { Span } from './model.ts';

/** One cell of a table row. `column` counts from 0; a cell covered by a merged one is empty. */
export interface Cell extends Span {
  column: number;
  text: string;
}

/** One line of the extracted text: a paragraph or a table row. */
export interface Paragraph extends Span {
  /** Line number from 0. */
  index: number;
  text: string;
  /** Present when the line holds tabs between cells. */
  cells: Cell[] | null;
}

/**
 * Cuts the text into lines without changing it. A carriage return and blanks at either end of a line lie outside the
 * paragraph's span, but inside the text.
 */
export function splitParagraphs(text: string): Paragraph[] {
  const paragraphs: Paragraph[] = [];
  let lineStart = 0;
  while (lineStart <= text.length) {
    const newline = text.indexOf('\n', lineStart);
    const lineEnd = newline < 0 ? text.length : newline;
    paragraphs.push(paragraphOf(text, paragraphs.length, lineStart, lineEnd));
    lineStart = lineEnd + 1;
  }
  return paragraphs;
}

function paragraphOf(text: string, index: number, lineStart: number, lineEnd: number): Paragraph {
  const line = text.slice(lineStart, lineEnd);
  if (looksLikeRow(line)) {
    const body = line.endsWith('\r') ? line.slice(0, -1) : line;
    const span = { start: lineStart, end: lineStart + body.length };
    return { index, text: body, ...span, cells: splitCells(body, lineStart) };
  }
  const span = trimSpan(text, { start: lineStart, end: lineEnd });
  return { index, text: text.slice(span.start, span.end), ...span, cells: null };
}

/** Tabs that only indent a paragraph do not make it a row. */
function looksLikeRow(line: string): boolean {
  const firstTab = line.indexOf('\t');
  if (firstTab < 0) return false;
  return line.replace(/^\s+/, '').trimEnd().includes('\t') || /^\t\S.*\t/.test(line);
}

function splitCells(line: string, lineStart: number): Cell[] {
  const cells: Cell[] = [];
  let from = 0;
  for (const part of line.split('\t')) {
    const raw = { start: lineStart + from, end: lineStart + from + part.length };
    const leading = part.length - part.trimStart().length;
    const trimmed = part.trim();
    const start = raw.start + (trimmed ? leading : 0);
    cells.push({ column: cells.length, text: trimmed, start, end: start + trimmed.length });
    from += part.length + 1;
  }
  return cells;
}

/** The span without blanks at its ends; empty at its start when there is nothing but blanks. */
export function trimSpan(text: string, span: Span): Span {
  let { start, end } = span;
  while (start < end && isBlank(text.charCodeAt(start))) start += 1;
  while (end > start && isBlank(text.charCodeAt(end - 1))) end -= 1;
  return { start, end };
}

function isBlank(code: number): boolean {
  return code <= 0x20 || code === 0xa0 || code === 0x3000 || code === 0xfeff || (code >= 0x2000 && code <= 0x200b);
}
