import type { CellStyle, WriteSheet } from 'hucre';
import { writeXlsx, writeXlsxStream } from 'hucre/xlsx';

/** A table to be printed: title over its whole width, a line of unit and date, header, rows. */
export interface Paper {
  sheet: string;
  title: string;
  /** Left and right half of the line under the title. */
  unit: string;
  date: string;
  columns: {
    title: string;
    width: number;
    /** Shrunk instead of wrapped. */
    narrow?: true;
    /** Neither seen nor printed, and kept by whatever program saves the file anew. */
    hidden?: true;
  }[];
  /** What the last, hidden column says beside the title: which export this is. */
  mark?: string;
  rows: string[][];
  /** A second, hidden sheet: what the table said when it was sent, to compare a returned one with. */
  baseline?: { sheet: string; rows: string[][] };
}

/** A table whose rows come one after the other, however many there are. */
export type LongPaper = Omit<Paper, 'rows' | 'baseline'> & { rows: Iterable<string[]> | AsyncIterable<string[]> };

const line = { style: 'thin', color: { rgb: '808080' } } as const;
const box = { top: line, right: line, bottom: line, left: line };
const songti = '宋体';
const titleStyle: CellStyle = {
  font: { name: '方正小标宋简体', size: 18, bold: true },
  alignment: { horizontal: 'center', vertical: 'center', wrapText: true },
};
const sideStyle = (horizontal: 'left' | 'right'): CellStyle => ({
  font: { name: songti, size: 11 },
  alignment: { horizontal, vertical: 'center' },
});
const headStyle: CellStyle = {
  font: { name: '黑体', size: 11, bold: true },
  fill: { type: 'pattern', pattern: 'solid', fgColor: { rgb: 'EDEDED' } },
  alignment: { horizontal: 'center', vertical: 'center', wrapText: true },
  border: box,
};
const cellStyle: CellStyle = {
  font: { name: songti, size: 10.5 },
  alignment: { vertical: 'center', wrapText: true },
  border: box,
};
const narrowStyle: CellStyle = {
  font: { name: songti, size: 8, color: { rgb: '808080' } },
  alignment: { vertical: 'center', shrinkToFit: true },
  border: box,
};

/** A text as a workbook writes it: what looks like the code of a sign (`_x0041_`) would be read as that sign. */
export function writtenText(text: string): string {
  return text.replace(/_(?=x[0-9a-f]{4}_)/gi, '_x005F_');
}

/** First row of the table below title, unit-and-date line and header. */
export const firstTableRow = 3;

/** Writes the paper: merged title, frozen header that is repeated on each page, A4 landscape, as wide as the page. */
export async function writeWorkbook(paper: Paper): Promise<Uint8Array> {
  const { columns, rows, baseline } = paper;
  const last = columns.findLastIndex((column) => !column.hidden);
  const half = Math.max(1, Math.floor((last + 1) / 2));
  const blank = (): string[] => columns.map(() => '');
  const side = blank();
  side[0] = paper.unit;
  side[half] = paper.date;
  const table = [titleLine(paper), side, columns.map((column) => column.title), ...rows].map(writtenRow);
  const cells = new Map<string, { value: string; type: 'string'; style: CellStyle }>();
  for (const [at, row] of table.entries()) {
    for (const [col, value] of row.entries()) {
      cells.set(`${at},${col}`, {
        value,
        type: 'string',
        style: styleAt(at, col, half, columns[col]?.narrow ?? false),
      });
    }
  }
  const sheet: WriteSheet = {
    name: paper.sheet,
    columns: columns.map(shapeOf),
    rows: table,
    cells,
    merges: [
      { startRow: 0, startCol: 0, endRow: 0, endCol: last },
      { startRow: 1, startCol: 0, endRow: 1, endCol: half - 1 },
      { startRow: 1, startCol: half, endRow: 1, endCol: last },
    ].filter(({ startCol, endCol }) => startCol < endCol),
    rowDefs: new Map([
      [0, { height: 36 }],
      [1, { height: 20 }],
      [2, { height: 28 }],
    ]),
    freezePane: { rows: firstTableRow },
    pageSetup: {
      paperSize: 'a4',
      orientation: 'landscape',
      fitToPage: true,
      fitToWidth: 1,
      fitToHeight: 0,
      printTitlesRow: '$3:$3',
      printArea: `$A$1:$${letterOf(last)}$${table.length}`,
      horizontalCentered: true,
      margins: { top: 0.6, bottom: 0.6, left: 0.4, right: 0.4, header: 0.3, footer: 0.3 },
    },
    headerFooter: { oddFooter: '&C第 &P 页，共 &N 页' },
  };
  const hidden: WriteSheet[] = baseline
    ? [{ name: baseline.sheet, rows: baseline.rows.map(writtenRow), veryHidden: true }]
    : [];
  return writeXlsx({ sheets: [sheet, ...hidden], defaultFont: { name: songti, size: 10.5 } });
}

/**
 * The same table row by row, for one that is too long to be laid out in memory; without merged title and print settings. What
 * is more than a sheet can hold goes on in further sheets.
 */
export function streamWorkbook(paper: LongPaper): ReadableStream<Uint8Array> {
  const { columns, rows } = paper;
  async function* lines() {
    yield writtenRow(titleLine(paper));
    yield writtenRow([paper.unit, paper.date]);
    yield columns.map((column) => column.title);
    for await (const row of rows) yield writtenRow(row);
  }
  return writeXlsxStream(lines(), {
    name: paper.sheet,
    columns: columns.map(shapeOf),
    freezePane: { rows: firstTableRow },
  });
}

const writtenRow = (row: readonly string[]) => row.map(writtenText);

/** The title first and the mark last, with nothing between them. */
function titleLine({ title, columns, mark }: Pick<Paper, 'title' | 'columns' | 'mark'>): string[] {
  const texts = [title, ...columns.slice(1).map(() => '')];
  return mark === undefined ? texts : [...texts.slice(0, -1), mark];
}

function shapeOf({ width, hidden }: Paper['columns'][number]) {
  return { width, ...(hidden ? { hidden } : {}) };
}

function styleAt(row: number, col: number, half: number, narrow: boolean): CellStyle {
  if (row === 0) return titleStyle;
  if (row === 1) return sideStyle(col < half ? 'left' : 'right');
  if (row === 2) return headStyle;
  return narrow ? narrowStyle : cellStyle;
}

/** `0` → `A`; a table has no more than 26 columns. */
function letterOf(col: number): string {
  return String.fromCharCode(65 + col);
}
