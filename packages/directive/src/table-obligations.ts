import type { Day } from './calendar.ts';
import { bindingTime, findTimes } from './deadlines.ts';
import { ALL_RULES } from './families.ts';
import type { Deadline } from './model.ts';
import { type DraftObligation, type PassageContext, readPassage } from './obligations.ts';
import { rowOwners } from './owners.ts';
import type { Cell } from './paragraphs.ts';
import { findRecurrence } from './recurrence.ts';
import { actionCells, cellsOf, type TableRow } from './tables.ts';

/** Where a row stands. */
export interface RowPlace {
  text: string;
  reference: Day;
  clauseKey: string | null;
}

/** The actions a row of a task table asks for, with owners, time and rhythm from its columns (domain.md F, GUIDE 2). */
export function readRow(row: TableRow, place: RowPlace): DraftObligation[] {
  const owners = rowOwners(row);
  const deadline = rowTime(row, place.reference);
  const read = (cell: Cell, remark: boolean) => {
    const context: PassageContext = {
      text: place.text,
      reference: place.reference,
      paragraph: row.paragraph.index,
      clauseKey: place.clauseKey,
      options: { imperatives: true, statedByBody: true, without: ALL_RULES },
      inheritedOwners: [],
      inheritedDeadline: remark ? null : deadline,
      columnOwners: owners.length > 0 ? owners : null,
      measuredOnly: false,
    };
    const found = readPassage(context, cell.start, cell.end);
    const drafts = found.length > 0 || remark ? found : wholeCell(context, cell.start, cell.end);
    return remark ? drafts : drafts.map((draft) => withColumnRhythm(draft, row));
  };
  // A remark may ask for something too; that it is a remark alone makes it no task.
  return [
    ...actionCells(row).flatMap((cell) => read(cell, false)),
    ...cellsOf(row, 'remark').flatMap((cell) => read(cell, true)),
  ];
}

/** A task cell that names nothing but the thing to be made is an action as a whole. */
function wholeCell(context: PassageContext, start: number, end: number): DraftObligation[] {
  if (end - start < 2) return [];
  const quote = context.text.slice(start, end);
  return [
    {
      start,
      end,
      quote,
      paragraph: context.paragraph,
      clauseKey: context.clauseKey,
      act: 'directive',
      kind: 'deliver',
      strength: 'M2',
      hardness: context.inheritedDeadline ? 'hard' : 'semi',
      owners: context.columnOwners ?? [],
      deadline: context.inheritedDeadline,
      recurrence: null,
      quantities: [],
      supervisionMode: null,
      supervisionObject: null,
      references: [],
      confidence: 0.6,
      reasons: [{ key: 'table.wholeCell', text: quote.slice(0, 20) }],
    },
  ];
}

function rowTime(row: TableRow, reference: Day): Deadline | null {
  for (const cell of cellsOf(row, 'deadline')) {
    const times = findTimes(cell.text, { offset: cell.start, reference });
    const dated = times.find((time) => time.kind === 'due' || time.kind === 'window') ?? bindingTime(times);
    if (dated) return dated;
  }
  return null;
}

function withColumnRhythm(draft: DraftObligation, row: TableRow): DraftObligation {
  if (draft.recurrence) return draft;
  const words = cellsOf(row, 'deadline')
    .map((cell) => cell.text)
    .join(' ');
  const recurrence = /每/.test(words) ? findRecurrence(words) : null;
  return recurrence ? { ...draft, recurrence, deadline: null, hardness: 'hard' } : draft;
}
