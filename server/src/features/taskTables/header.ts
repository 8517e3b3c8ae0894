import { filled, type Grid } from '../../platform/sheets/grid.ts';
import { codeTitle } from '../../platform/sheets/ledger.ts';
import { readCode } from '../../platform/sheets/row-code.ts';
import { type ColumnId, columnOf } from './columns.ts';

export interface Header {
  /** Last row of the header, counted from 0; what follows are rows of the table. */
  row: number;
  columns: ReadonlyMap<ColumnId, number>;
  /** Titles that mean no known column, as written; said to the person and not read. */
  ignored: string[];
  /** Columns that are named twice by the same title. */
  twice: string[];
  /** Texts above the header, one line each. */
  above: string[];
}

/** Titles, seals and explanations stand above the header; a table that begins later is none. */
const searchedRows = 40;

/**
 * Finds the header row: the one with the most known titles, where at least a task (重点任务 or 具体措施) and 牵头单位 are
 * named. A header of two rows, with 责任分工 merged over 牵头单位 and 配合单位, is read as one.
 * @returns null when no row can be the header
 */
export function findHeader(grid: Grid): Header | null {
  const rows = filled(grid);
  let best: { at: number; titles: string[]; known: number } | null = null;
  for (let at = 0; at < Math.min(rows.length, searchedRows); at += 1) {
    const titles = titlesAt(grid, rows, at);
    const known = knownColumns(titles);
    if (isTable(known) && known.size > (best?.known ?? 0)) best = { at, titles, known: known.size };
  }
  if (!best) return null;
  return { row: best.at, ...placesOf(best.titles), above: linesAbove(grid, rows, best.at, best.titles) };
}

/** The titles that a row gives, those of the row above taken where a merged title spans it. */
function titlesAt(grid: Grid, rows: readonly string[][], at: number): string[] {
  const own = rows[at] ?? [];
  const above = rows[at - 1];
  if (!above) return own;
  const belowGroup = grid.merges.some(
    (merge) =>
      merge.endRow === at - 1 && merge.endCol > merge.startCol && merge.endCol - merge.startCol < own.length - 1,
  );
  if (!belowGroup) return own;
  return own.map((title, col) => (columnOf(title) ? title : columnOf(above[col] ?? '') ? (above[col] ?? '') : title));
}

function knownColumns(titles: readonly string[]): Set<ColumnId> {
  return new Set(titles.flatMap((title) => columnOf(title)?.id ?? []));
}

function isTable(known: ReadonlySet<ColumnId>): boolean {
  return known.has('lead') && (known.has('measure') || known.has('keyTask'));
}

function placesOf(titles: readonly string[]): Pick<Header, 'columns' | 'ignored' | 'twice'> {
  const columns = new Map<ColumnId, number>();
  const ranks = new Map<ColumnId, number>();
  const ignored: string[] = [];
  const twice: string[] = [];
  for (const [col, title] of titles.entries()) {
    const found = columnOf(title);
    if (!found) {
      if (title.trim() !== '' && !isCodeTitle(title.trim())) ignored.push(title.trim());
      continue;
    }
    const rank = ranks.get(found.id);
    if (rank !== undefined && rank === found.rank) twice.push(title.trim());
    if (rank !== undefined && rank <= found.rank) {
      ignored.push(title.trim());
      continue;
    }
    const replaced = columns.get(found.id);
    if (replaced !== undefined) ignored.push((titles[replaced] ?? '').trim());
    columns.set(found.id, col);
    ranks.set(found.id, found.rank);
  }
  return { columns, ignored: [...new Set(ignored)], twice: [...new Set(twice)] };
}

const isCodeTitle = (title: string) => title === codeTitle.zh || title === codeTitle.en;

function linesAbove(grid: Grid, rows: readonly string[][], at: number, titles: readonly string[]): string[] {
  const first = rows[at - 1]?.some((title, col) => columnOf(title) && title === titles[col]) ? at - 1 : at;
  return grid.rows
    .slice(0, first)
    .map((row) => row.filter((cell) => cell !== '' && readCode(cell) === null).join(' '))
    .filter((line) => line !== '');
}

/** What the lines above a table say of it; each null where they do not. */
export interface TableHead {
  title: string | null;
  unit: string | null;
  /** As written: `2026年3月5日`. */
  date: string | null;
}

/** Reads 单位 and 日期 from the lines above the header; the title is the longest of the other lines. */
export function readHead(above: readonly string[]): TableHead {
  const joined = above.join(' ');
  const unit =
    /(?:填报|编制|制表|发文|报送)?单位(?:[(（](?:盖章|公章)[)）])?\s*[:：]\s*([^\s:：]{2,40})/.exec(joined)?.[1] ??
    null;
  const date =
    /(?:日期|时间|截至)\s*[:：]?\s*(\d{4}\s*[年./-]\s*\d{1,2}\s*[月./-]\s*\d{1,2}\s*日?|\d{8})/
      .exec(joined)?.[1]
      ?.replace(/\s+/g, '') ?? null;
  const titles = above.filter((line) => !/[:：]/.test(line) && !/^附件|^[(（]/.test(line));
  const title = titles.reduce<string | null>((best, line) => (line.length > (best?.length ?? 0) ? line : best), null);
  return { title: title === null ? null : title.replace(/\s+/g, ''), unit, date };
}
