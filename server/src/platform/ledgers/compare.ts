import { type FileCell, sameCell } from '../sheets/cell-text.ts';
import type { LedgerRow } from '../sheets/ledger.ts';
import { digestOf } from '../sheets/row-code.ts';
import type { LedgerReport, Origin } from './contract.ts';
import type { FileRow } from './file.ts';

type Row = LedgerReport['changed'][number];
type Unknown = LedgerReport['unknown'][number];

/** A column that is compared: its title, and its place among the cells of a row. */
export interface ComparedColumn {
  title: string;
  at: number;
}

/**
 * What the cells of a row say otherwise than the ledger does now. By the digests of its code it is told where the difference
 * comes from: what still has its digest was not touched since the export.
 */
export function changesOf(
  { cells, code }: Pick<FileRow, 'cells' | 'code'>,
  now: LedgerRow,
  columns: readonly ComparedColumn[],
): Row['changes'] {
  return columns.flatMap(({ title, at }) => {
    const cell = cells[at] ?? { text: '', number: false };
    const value = now.cells[at] ?? '';
    if (sameCell(cell, value)) return [];
    const digests = code?.digests ?? new Set<string>();
    return [{ column: title, inFile: cell.text, now: value, origin: originOf(now.id, title, cell, value, digests) }];
  });
}

function originOf(id: string, title: string, cell: FileCell, value: string, digests: ReadonlySet<string>): Origin {
  if (digests.size === 0) return 'unknown';
  const keptInFile = digests.has(digestOf(id, title, cell.text));
  const keptHere = digests.has(digestOf(id, title, value));
  if (keptInFile === keptHere) return keptHere ? 'unknown' : 'both';
  return keptInFile ? 'here' : 'file';
}

/** Rows of a file by the id of their record, and those that stand for no record of this export. */
export function sortRows(
  rows: readonly FileRow[],
  mark: string,
  labelFor: (cells: readonly string[]) => string,
): { byId: Map<string, FileRow>; unknown: Unknown[] } {
  const byId = new Map<string, FileRow>();
  const unknown: Unknown[] = [];
  for (const row of rows) {
    const why = whyUnknown(row, mark, byId);
    if (why) unknown.push({ row: row.row, label: labelFor(row.cells.map((cell) => cell.text)), why });
    else if (row.code) byId.set(row.code.id, row);
  }
  return { byId, unknown };
}

function whyUnknown({ code }: FileRow, mark: string, byId: ReadonlyMap<string, FileRow>): Unknown['why'] | null {
  if (!code) return 'added';
  if (code.mark !== mark) return 'otherExport';
  return byId.has(code.id) ? 'twice' : null;
}

/** Characters of a name by which a person knows a row. */
const longestLabel = 120;

/** The first two things that a row says of its record. */
export function labelOf(cells: readonly string[]): string {
  const said = cells.filter((text) => text !== '').slice(0, 2);
  const label = said.map((text) => text.replace(/\s+/g, ' ')).join(' · ');
  return label.length <= longestLabel ? label : `${label.slice(0, longestLabel).toWellFormed()}…`;
}
