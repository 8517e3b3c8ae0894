import { openArchive, type RefusalReason } from '@xieli/directive';
import type { CellValue, Sheet } from 'hucre';
import { readXlsx } from 'hucre/xlsx';
import type { Grid } from './grid.ts';

export type ReadAnswer = { ok: true; grids: Grid[] } | { ok: false; reason: RefusalReason | 'noWorkbook' };

/** Rows of a sheet that are read; the limit on rows of a table is checked by whoever reads the table. */
export const mostSheetRows = 20_100;
const mostUnpackedBytes = 120 * 1024 * 1024;
const mostColumns = 60;
const mostSheets = 20;
const neededPart =
  /^(?:\[Content_Types\]\.xml|_rels\/\.rels|xl\/(?:workbook|sharedStrings|styles)\.xml|xl\/_rels\/workbook\.xml\.rels|xl\/worksheets\/[^/]+\.xml)$/;

export interface WorkbookQuestion {
  bytes: Uint8Array;
  /** Characters of a cell that are read; a longer one ends with `…`. */
  longestCell: number;
}

/** Reads every sheet as texts. What is no workbook, or one built to do harm, is a refusal and no exception. */
export async function readWorkbook({ bytes, longestCell }: WorkbookQuestion): Promise<ReadAnswer> {
  if (bytes[0] !== 0x50 || bytes[1] !== 0x4b) return { ok: false, reason: 'unsupportedFormat' };
  const names = new Set<string>();
  const wants = (name: string) => {
    names.add(name);
    return neededPart.test(name);
  };
  const archive = openArchive(bytes, { wants, mostBytes: mostUnpackedBytes });
  if (!(archive instanceof Uint8Array)) return { ok: false, reason: archive.reason };
  // A Word file and any other archive is sound and no workbook.
  if (!names.has('xl/workbook.xml')) return { ok: false, reason: 'noWorkbook' };
  try {
    const { sheets } = await readXlsx(archive, { maxRows: mostSheetRows });
    return { ok: true, grids: sheets.slice(0, mostSheets).map((sheet) => gridOf(sheet, longestCell)) };
  } catch {
    // The library reports a damaged file by whatever error it stumbles over; the person can only save it anew.
    return { ok: false, reason: 'damaged' };
  }
}

function gridOf(sheet: Sheet, longestCell: number): Grid {
  const numbers = new Set<string>();
  const rows = sheet.rows.map((row, at) =>
    row.slice(0, mostColumns).map((value, col) => {
      const formula = sheet.cells?.get(`${at},${col}`)?.formula;
      if (formula) return `=${formula.replace(/^=/, '')}`;
      if (typeof value === 'number') numbers.add(`${at},${col}`);
      return textOf(value, longestCell);
    }),
  );
  return {
    sheet: sheet.name,
    rows,
    numbers,
    merges: (sheet.merges ?? []).map(({ startRow, startCol, endRow, endCol }) => ({
      startRow,
      startCol,
      endRow: Math.min(endRow, rows.length - 1),
      endCol: Math.min(endCol, mostColumns - 1),
    })),
  };
}

function textOf(value: CellValue, longestCell: number): string {
  if (value === null) return '';
  if (value instanceof Date) return momentOf(value);
  const text = String(value).replace(/\r\n?/g, '\n').replaceAll('\u0000', '').toWellFormed().trim();
  return text.length <= longestCell ? text : `${text.slice(0, longestCell - 1).toWellFormed()}…`;
}

/** A day, and the minute where the cell has one. */
function momentOf(date: Date): string {
  const [day, minute] = [date.toISOString().slice(0, 10), date.toISOString().slice(11, 16)];
  return minute === '00:00' ? day : `${day} ${minute}`;
}
