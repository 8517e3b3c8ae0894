import { joinedLines, linesOfWords } from './pdf-lines.ts';
import type { Rule, Words } from './pdf-page.ts';

/** A table that is drawn with lines: where it lies, and its rows with one place for each column, covered places empty. */
export interface PdfTable {
  top: number;
  bottom: number;
  rows: string[][];
  /** The words that stand in it. */
  words: Set<Words>;
}

/** Lines that nearly touch, touch: a border is drawn piece by piece. */
const NEAR = 3;
const CELLS_LIMIT = 5_000;

/** The tables of a page by its ruling lines. Words between lines that make no cells stay what they are. */
export function tablesOf(rules: Rule[], words: Words[]): PdfTable[] {
  return groupsOf(rules).flatMap((group) => {
    const xs = placesOf(group.filter(isUpright).map(({ left }) => left));
    const ys = placesOf(group.filter((rule) => !isUpright(rule)).map(({ top }) => top));
    const [columns, rows] = [xs.length - 1, ys.length - 1];
    if (columns < 1 || rows < 1 || columns * rows < 2 || columns * rows > CELLS_LIMIT) return [];
    return [readTable(group, xs, ys, words)];
  });
}

const isUpright = (rule: Rule): boolean => rule.bottom - rule.top > rule.right - rule.left;

/** Lines that touch each other, directly or by others. */
function groupsOf(rules: Rule[]): Rule[][] {
  const groups: Rule[][] = [];
  const left = new Set(rules);
  for (const first of rules) {
    if (!left.delete(first)) continue;
    const group = [first];
    for (const rule of group) {
      for (const other of left) {
        if (!touches(rule, other)) continue;
        left.delete(other);
        group.push(other);
      }
    }
    groups.push(group);
  }
  return groups;
}

function touches(one: Rule, other: Rule): boolean {
  return (
    one.left <= other.right + NEAR &&
    other.left <= one.right + NEAR &&
    one.top <= other.bottom + NEAR &&
    other.top <= one.bottom + NEAR
  );
}

function placesOf(values: number[]): number[] {
  const sorted = [...values].sort((a, b) => a - b);
  return sorted.filter((value, index) => index === 0 || value - (sorted[index - 1] as number) > NEAR);
}

function readTable(rules: Rule[], xs: number[], ys: number[], words: Words[]): PdfTable {
  const uprights = rules.filter(isUpright);
  const levels = rules.filter((rule) => !isUpright(rule));
  const [columns, rows] = [xs.length - 1, ys.length - 1];
  const x = (at: number) => xs[at] as number;
  const y = (at: number) => ys[at] as number;
  const walled = (row: number, border: number) =>
    uprights.some((rule) => near(rule.left, x(border)) && covers(rule.top, rule.bottom, y(row), y(row + 1)));
  const floored = (column: number, border: number) =>
    levels.some((rule) => near(rule.top, y(border)) && covers(rule.left, rule.right, x(column), x(column + 1)));
  const inside = words.filter((word) => isWithin(word, x(0), x(columns), y(0), y(rows)));
  const texts = Array.from({ length: rows }, () => new Array<string>(columns).fill(''));
  const taken = texts.map((row) => row.map(() => false));
  for (let row = 0; row < rows; row += 1) {
    for (let column = 0; column < columns; column += 1) {
      if (taken[row]?.[column]) continue;
      let right = column + 1;
      while (right < columns && !walled(row, right) && !taken[row]?.[right]) right += 1;
      let below = row + 1;
      while (below < rows && !floored(column, below)) below += 1;
      for (let covered = row; covered < below; covered += 1) taken[covered]?.fill(true, column, right);
      const own = inside.filter((word) => isWithin(word, x(column), x(right), y(row), y(below)));
      (texts[row] as string[])[column] = joinedLines(linesOfWords(own).map((line) => line.text));
    }
  }
  const kept = texts.filter((row) => row.some((text) => text !== ''));
  return { top: y(0), bottom: y(rows), rows: kept, words: new Set(inside) };
}

/** By the middle of the words: they may hang over the line that is drawn beneath them. */
function isWithin(word: Words, left: number, right: number, top: number, bottom: number): boolean {
  const [x, y] = [word.x + word.width / 2, word.y - word.size * 0.4];
  return x > left && x < right && y > top && y < bottom;
}

const near = (one: number, other: number): boolean => Math.abs(one - other) <= NEAR;

/** Whether a line runs along most of a stretch. */
function covers(from: number, to: number, start: number, end: number): boolean {
  return Math.min(to, end) - Math.max(from, start) > (end - start) * 0.6;
}
