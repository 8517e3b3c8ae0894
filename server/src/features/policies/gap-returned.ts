import type { Message } from '../../platform/locale/messages.ts';
import { plainCell } from '../../platform/sheets/cell-text.ts';
import { looksLikeFormula } from '../../platform/sheets/grid.ts';
import { digestOf } from '../../platform/sheets/row-code.ts';
import { readDay } from '../taskTables/index.ts';
import { type WrittenColumn, writtenCells, writtenColumns } from './gap-columns.ts';
import type { Written } from './gaps.ts';
import { say } from './messages.ts';
import type { GapRow } from './shapes.ts';

/** A row of a returned sheet. */
export interface ReturnedRow {
  row: number;
  /** Null where it carries no code. */
  code: { mark: string; id: string; digests: ReadonlySet<string> } | null;
  clause: string;
  cells: Record<WrittenColumn, string>;
}

interface Change {
  field: WrittenColumn;
  before: string;
  after: string;
}

export interface Compared {
  changed: { row: number; entryId: string; clause: string; changes: Change[]; written: Written }[];
  errors: { row: number; clause: string; said: Message }[];
  unchanged: number[];
  missing: { entryId: string; clause: string }[];
}

/** What a comparison rests on. */
export interface Known {
  /** The mark of the export that most rows are of. */
  mark: string;
  rows: readonly GapRow[];
  title: (column: WrittenColumn) => string;
  /** The organisations that are called so. */
  owners: (name: string) => readonly string[];
}

/**
 * A returned gap sheet beside what is known, row by row, by the code of each. What was changed in the file is taken; what was changed
 * here alone stays; what was changed at both is an error, because nothing may overwrite what somebody wrote meanwhile.
 */
export function compareGaps(returned: readonly ReturnedRow[], known: Known): Compared {
  const byId = new Map(known.rows.map((row) => [row.entryId, row]));
  const seen = new Set<string>();
  const result: Compared = { changed: [], errors: [], unchanged: [], missing: [] };
  for (const one of returned) {
    const { row, clause } = one;
    const refuse = (said: Message) => result.errors.push({ row, clause, said });
    const entry = one.code?.mark === known.mark ? byId.get(one.code.id) : undefined;
    if (!one.code) refuse(say.rowAdded());
    else if (!entry) refuse(say.rowForeign());
    else if (seen.has(entry.entryId)) refuse(say.rowTwice());
    else {
      seen.add(entry.entryId);
      const read = readRow(one, entry, known);
      for (const said of read.errors) refuse(said);
      if (read.errors.length > 0) continue;
      if (read.changes.length === 0) result.unchanged.push(row);
      else
        result.changed.push({
          ...{ row, entryId: entry.entryId, clause: entry.clause, changes: read.changes, written: read.written },
        });
    }
  }
  result.missing = known.rows
    .filter(({ entryId }) => !seen.has(entryId))
    .map(({ entryId, clause }) => ({ entryId, clause }));
  return result;
}

function readRow(one: ReturnedRow, entry: GapRow, known: Known) {
  const now = writtenCells(entry);
  const errors: Message[] = [];
  const changes: Change[] = [];
  const written: Written = {
    ...{ gap: entry.gap, measure: entry.measure, ownerId: entry.owner?.id ?? null, dueOn: entry.dueOn },
  };
  for (const field of writtenColumns) {
    const inFile = plainCell(one.cells[field]);
    if (inFile === plainCell(now[field])) continue;
    const [id, title] = [entry.entryId, known.title(field)];
    // Unchanged in the file since the export: it was changed here, and stays so.
    if (one.code?.digests.has(digestOf(id, title, one.cells[field]))) continue;
    const changedHere = !one.code?.digests.has(digestOf(id, title, now[field]));
    if (changedHere) errors.push(say.rowHere({ column: title, now: now[field] || '—' }));
    else {
      const said = take(field, inFile, written, known);
      if (said) errors.push(said);
      else changes.push({ field, before: now[field], after: shown(field, inFile, written) });
    }
  }
  return { errors, changes, written };
}

const shown = (field: WrittenColumn, text: string, written: Written) =>
  field === 'dueOn' ? (written.dueOn ?? '') : text;

/** Takes a cell into what will be written. @returns why it cannot be, or null */
function take(field: WrittenColumn, text: string, into: Written, known: Known): Message | null {
  const column = known.title(field);
  if (looksLikeFormula(text)) return say.rowFormula({ column });
  if (field === 'gap' || field === 'measure') {
    if (text.length > 1000) return say.rowTooLong({ column });
    into[field] = text;
    return null;
  }
  if (field === 'dueOn') {
    const day = text === '' ? null : readDay(text);
    if (text !== '' && day === null) return say.rowDay({ text });
    into.dueOn = day;
    return null;
  }
  const found = text === '' ? [] : known.owners(text);
  if (text !== '' && found.length === 0) return say.rowOwner({ name: text });
  if (found.length > 1) return say.rowOwnerSeveral({ name: text });
  into.ownerId = found[0] ?? null;
  return null;
}
