import type { CellStyle, WriteSheet } from 'hucre';
import { writeXlsx } from 'hucre/xlsx';
import { writtenText } from '../sheets/paper.ts';
import type { ReadBack } from './readback.ts';

/** The words of a marked copy, in the language of whoever asked for it. */
export interface MarkedWords {
  verdict: string;
  nowHere: string;
  same: string;
  differs: string;
  empty: string;
  missing: string;
  record: string;
  /** Said below the missing rows that are listed; null where all are. */
  more: string | null;
  unknown: Record<ReadBack['report']['unknown'][number]['why'], string>;
}

export interface MarkedQuestion extends ReadBack {
  words: MarkedWords;
}

const fills = { differs: 'FFF2CC', unknown: 'F8CBAD', head: 'EDEDED' } as const;
const filled = (rgb: string): CellStyle => ({
  fill: { type: 'pattern', pattern: 'solid', fgColor: { rgb } },
  alignment: { vertical: 'center', wrapText: true },
});
const plain: CellStyle = { alignment: { vertical: 'center', wrapText: true } };
const widthOfColumns = 18;
const widthOfNotes = 44;

/**
 * The sheet of the file as it was read, all of it text, with two columns more: what became of each row, and what Xieli says
 * where the file says otherwise. Cells that differ are coloured; rows that the file has not are a sheet of their own.
 */
export function writeMarked(question: MarkedQuestion): Promise<Uint8Array> {
  const missing = missingSheet(question);
  return writeXlsx({ sheets: [mainSheet(question), ...(missing ? [missing] : [])] });
}

function mainSheet({ report, sheet, header, words }: MarkedQuestion): WriteSheet {
  const { rows } = sheet.grid;
  const width = Math.max(...rows.map((row) => row.length), 1);
  const texts = rows.map((row) => [...row, ...Array.from({ length: width + 2 - row.length }, () => '')]);
  const cells = new Map<string, { value: string; type: 'string'; style: CellStyle }>();
  const put = (row: number, column: number, value: string, style: CellStyle) =>
    cells.set(`${row},${column}`, { value: writtenText(value), type: 'string', style });
  // A text that begins with = stays a text: every cell says what it is.
  for (const [row, line] of texts.entries())
    for (const [column, value] of line.entries()) put(row, column, value, plain);
  const verdict = (row: number, said: string, now: string, style: CellStyle) => {
    put(row, width, said, style);
    put(row, width + 1, now, style);
  };
  verdict(header.row, words.verdict, words.nowHere, filled(fills.head));
  for (const { row } of report.unchanged) verdict(row - 1, words.same, '', plain);
  for (const { row, changes } of report.changed) {
    const now = changes.map((change) => `${change.column}：${change.now === '' ? words.empty : change.now}`);
    verdict(row - 1, words.differs, now.join('\n'), filled(fills.differs));
    for (const { column, inFile } of changes) {
      const place = header.places.get(column);
      if (place !== undefined) put(row - 1, place, inFile, filled(fills.differs));
    }
  }
  for (const { row, why } of report.unknown) verdict(row - 1, words.unknown[why], '', filled(fills.unknown));
  return {
    name: sheet.grid.sheet,
    rows: texts,
    cells,
    columns: Array.from({ length: width + 2 }, (_, column) =>
      column === sheet.column ? { width: 4, hidden: true } : { width: column > width ? widthOfNotes : widthOfColumns },
    ),
    freezePane: { rows: header.row + 1 },
  };
}

function missingSheet({ report, words, sheet }: MarkedQuestion): WriteSheet | null {
  const { items } = report.missing;
  if (items.length === 0) return null;
  const name = words.missing === sheet.grid.sheet ? `${words.missing}_` : words.missing;
  const rows = [
    [words.record],
    ...items.map(({ label }) => [writtenText(label)]),
    ...(words.more === null ? [] : [[words.more]]),
  ];
  return { name, rows, columns: [{ width: 80 }] };
}
