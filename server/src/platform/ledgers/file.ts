import type { FileCell } from '../sheets/cell-text.ts';
import { filled, type Grid } from '../sheets/grid.ts';
import { readCode } from '../sheets/row-code.ts';

/** A row of a file below its header. */
export interface FileRow {
  /** Row number as the spreadsheet shows it, from 1. */
  row: number;
  /** Null where the row carries no code. */
  code: { mark: string; id: string; digests: ReadonlySet<string> } | null;
  cells: FileCell[];
}

/** The sheet of a file that holds rows of an export, and which export most of them are of. */
export interface CodedSheet {
  grid: Grid;
  /** The column of the codes. */
  column: number;
  mark: string;
}

/**
 * Finds the sheet and the column with the most codes, wherever they were moved to.
 * @returns the sheet, and the names of others that hold codes too; null when no sheet does
 */
export function findCodes(grids: readonly Grid[]): { found: CodedSheet; others: string[] } | null {
  const counted = grids.flatMap((grid) => {
    const best = codesOf(grid);
    return best ? [{ grid, ...best }] : [];
  });
  const [most] = counted.toSorted((one, other) => other.count - one.count);
  if (!most) return null;
  return { found: most, others: counted.flatMap(({ grid }) => (grid === most.grid ? [] : [grid.sheet])) };
}

function codesOf({ rows }: Grid): { column: number; mark: string; count: number } | null {
  const columns = new Map<number, number>();
  const marks = new Map<string, number>();
  for (const row of rows) {
    for (const [column, text] of row.entries()) {
      const code = text.startsWith('xieli.') ? readCode(text) : null;
      if (!code) continue;
      columns.set(column, (columns.get(column) ?? 0) + 1);
      marks.set(code.mark, (marks.get(code.mark) ?? 0) + 1);
    }
  }
  const [column] = mostOf(columns);
  const [mark, count] = mostOf(marks);
  return column === undefined || mark === undefined ? null : { column, mark, count: count ?? 0 };
}

function mostOf<Key>(counts: ReadonlyMap<Key, number>): [Key, number] | [] {
  return [...counts].reduce<[Key, number] | []>((best, one) => (one[1] > (best[1] ?? 0) ? one : best), []);
}

/** Titles stand above the rows; a header further down is none. */
const searchedRows = 40;

export interface FileHeader {
  /** Counted from 0. */
  row: number;
  /** Where each title of the ledger stands in the file. */
  places: ReadonlyMap<string, number>;
  /** Titles that the ledger has not, or has once and the file again. */
  unrecognised: string[];
}

/**
 * Finds the row that names the most columns of the ledger, in whatever order and between whatever others.
 * @param besides titles of the file that are no column of the ledger and no news
 */
export function findTitles(grid: Grid, titles: readonly string[], besides: readonly string[]): FileHeader | null {
  const wanted = new Set(titles);
  let best: { row: number; named: number } | null = null;
  for (const [row, cells] of grid.rows.slice(0, searchedRows).entries()) {
    const named = new Set(cells.map(titleOf).filter((title) => wanted.has(title))).size;
    if (named > (best?.named ?? 0)) best = { row, named };
  }
  if (!best) return null;
  const places = new Map<string, number>();
  const unrecognised: string[] = [];
  for (const [column, cell] of (grid.rows[best.row] ?? []).entries()) {
    const title = titleOf(cell);
    if (wanted.has(title) && !places.has(title)) places.set(title, column);
    else if (title !== '' && !besides.includes(title)) unrecognised.push(title);
  }
  return { row: best.row, places, unrecognised };
}

/** Line breaks and white space in a title come and go with the width of its column. */
const titleOf = (cell: string) => cell.replace(/\s+/g, ' ').trim();

/** The rows below the header that hold anything, merged cells filled. */
export function rowsBelow({ grid, column }: CodedSheet, header: FileHeader, titles: readonly string[]): FileRow[] {
  return filled(grid).flatMap((texts, at): FileRow[] => {
    if (at <= header.row || texts.every((text) => text === '')) return [];
    const code = readCode(texts[column] ?? '');
    const cells = titles.map((title): FileCell => {
      const place = header.places.get(title);
      if (place === undefined) return { text: '', number: false };
      return { text: texts[place] ?? '', number: grid.numbers.has(`${at},${place}`) };
    });
    return [{ row: at + 1, code: code?.id ? { ...code, id: code.id } : null, cells }];
  });
}
