import { filled, type Grid } from '../../platform/sheets/grid.ts';
import { type ColumnId, columnIds } from './columns.ts';
import type { Header } from './header.ts';

/** One row of the table below its header. */
export interface SheetRow {
  /** Row number as the spreadsheet shows it, from 1. */
  row: number;
  cells: Record<ColumnId, string>;
}

export interface SheetRows {
  rows: SheetRow[];
  /** Lines below the header that are no rows, as written: notes, 填表人, empty titles. */
  leftOut: { row: number; text: string }[];
}

const footnote = /^(?:注|备注|说明|填表人|填报人|审核人|联系人|制表)[:：]|^注\s*\d|^[(（]?合计|^[(（]?共/;

/**
 * The rows below the header, merged cells filled down. An empty 重点任务 takes that of the row above, as offices leave it
 * blank instead of merging; no other column is filled in.
 * @param asWritten keeps an empty 重点任务 empty, to compare a table with what was sent
 */
export function readRows(grid: Grid, header: Header, asWritten = false): SheetRows {
  const texts = filled(grid);
  const rows: SheetRow[] = [];
  const leftOut: SheetRows['leftOut'] = [];
  let group = '';
  for (let at = header.row + 1; at < texts.length; at += 1) {
    const line = texts[at] ?? [];
    const distinct = [...new Set(line.map((cell) => cell.trim()).filter((cell) => cell !== ''))];
    if (distinct.length === 0) continue;
    const cells = cellsOf(line, header);
    if (isNoRow(distinct, cells)) {
      leftOut.push({ row: at + 1, text: distinct.join(' ') });
      continue;
    }
    if (cells.keyTask === '' && !asWritten) cells.keyTask = group;
    group = cells.keyTask;
    rows.push({ row: at + 1, cells });
  }
  return { rows, leftOut };
}

function cellsOf(line: readonly string[], header: Header): Record<ColumnId, string> {
  const cells = {} as Record<ColumnId, string>;
  for (const id of columnIds) {
    const col = header.columns.get(id);
    cells[id] = col === undefined ? '' : (line[col] ?? '').trim();
  }
  return cells;
}

/** A remark below the table, or a repeated group title over its whole width. */
function isNoRow(distinct: readonly string[], cells: Record<ColumnId, string>): boolean {
  if (footnote.test(distinct[0] ?? '')) return true;
  return distinct.length === 1 && cells.lead === '' ? true : distinct.length === 1 && cells.lead === cells.measure;
}
