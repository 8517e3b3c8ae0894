import type { BoardTask, Clause } from './shapes.ts';

/** Height that head, sentence, totals and foot of the A4 sheet leave for its two lists, in CSS pixels. */
const sheetLeaves = 590;
/** What the late ones get at least, however many clauses there are. */
const keptForLate = 90;

type LateRow = Pick<BoardTask, 'action' | 'enteredOnBehalf'>;

/** How high a row of the sheet becomes: characters of a line, pixels of a line and around it (paper.module.css). */
const clauseRow = (name: string) => 4 + 14 * Math.max(2, Math.ceil(name.length / 13));
/** The mark of what was entered on behalf takes the room of six characters. */
const lateRow = (task: LateRow) =>
  7 + 14 * Math.max(1, Math.ceil((task.action.length + (task.enteredOnBehalf ? 6 : 0)) / 28));

function thatFit<T>(rows: readonly T[], heightOf: (row: T) => number, height: number): { rows: T[]; left: number } {
  let left = height;
  const fitting: T[] = [];
  for (const row of rows) {
    left -= heightOf(row);
    if (left < 0) return { rows: fitting, left: left + heightOf(row) };
    fitting.push(row);
  }
  return { rows: fitting, left };
}

/** The clauses and late tasks that one sheet of A4 holds, in their order; the sheet says how many more there are. */
export function fitOnSheet<C extends Pick<Clause, 'label'>, T extends LateRow>(
  clauses: readonly C[],
  late: readonly T[],
): { clauses: C[]; late: T[] } {
  const upper = thatFit(clauses, (clause) => clauseRow(clause.label), sheetLeaves - keptForLate);
  const lower = thatFit(late, lateRow, upper.left + keptForLate);
  return { clauses: upper.rows, late: lower.rows };
}
