import { openArchive, type RefusalReason } from '@xieli/directive';
import type { CellValue, Sheet } from 'hucre';
import { readXlsx } from 'hucre/xlsx';
import type { Grid } from './grid.ts';

export type ReadAnswer = { ok: true; grids: Grid[] } | { ok: false; reason: RefusalReason };

/** Rows of a sheet that are read; the limit on rows of a table is checked by whoever reads the table. */
export const mostSheetRows = 20_100;
const mostUnpackedBytes = 120 * 1024 * 1024;
const mostColumns = 60;
const mostSheets = 20;
const longestCell = 5000;
const neededPart =
  /^(?:\[Content_Types\]\.xml|_rels\/\.rels|xl\/(?:workbook|sharedStrings|styles)\.xml|xl\/_rels\/workbook\.xml\.rels|xl\/worksheets\/[^/]+\.xml)$/;

/** Reads every sheet as texts. What is no workbook, or one built to do harm, is a refusal and no exception. */
export async function readWorkbook(bytes: Uint8Array): Promise<ReadAnswer> {
  if (bytes[0] !== 0x50 || bytes[1] !== 0x4b) return { ok: false, reason: 'unsupportedFormat' };
  const archive = openArchive(bytes, { wants: (name) => neededPart.test(name), mostBytes: mostUnpackedBytes });
  if (!(archive instanceof Uint8Array)) return { ok: false, reason: archive.reason };
  try {
    const { sheets } = await readXlsx(archive, { maxRows: mostSheetRows });
    return { ok: true, grids: sheets.slice(0, mostSheets).map(gridOf) };
  } catch {
    // The library reports a damaged file by whatever error it stumbles over; the person can only save it anew.
    return { ok: false, reason: 'damaged' };
  }
}

function gridOf(sheet: Sheet): Grid {
  const rows = sheet.rows.map((row, at) =>
    row.slice(0, mostColumns).map((value, col) => {
      const formula = sheet.cells?.get(`${at},${col}`)?.formula;
      return formula ? `=${formula.replace(/^=/, '')}` : textOf(value);
    }),
  );
  return {
    sheet: sheet.name,
    rows,
    merges: (sheet.merges ?? []).map(({ startRow, startCol, endRow, endCol }) => ({
      startRow,
      startCol,
      endRow: Math.min(endRow, rows.length - 1),
      endCol: Math.min(endCol, mostColumns - 1),
    })),
  };
}

function textOf(value: CellValue): string {
  if (value === null) return '';
  if (value instanceof Date) return value.toISOString().slice(0, 10);
  const text = String(value).replace(/\r\n?/g, '\n').replaceAll('\u0000', '').toWellFormed().trim();
  return text.length <= longestCell ? text : `${text.slice(0, longestCell - 1).toWellFormed()}…`;
}
