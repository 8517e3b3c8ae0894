import { looksLikeFormula } from '../../platform/sheets/grid.ts';
import { transitions } from '../tasks/index.ts';
import { type ColumnId, columnIds, columnTitles } from './columns.ts';
import type { SheetRow } from './rows.ts';
import type { Comparison } from './shapes.ts';
import type { TableRow } from './table-rows.ts';

type Compared = Omit<Comparison, 'token' | 'fileName'>;

/** Columns whose change can be entered as progress; the others are settled here and only shown. */
const enterable: readonly ColumnId[] = ['progress', 'completion', 'remark'];
/** 序号 counts anew in every table and says nothing. */
const compared: readonly ColumnId[] = columnIds.filter((id) => id !== 'taskId' && id !== 'number');

/**
 * A returned table beside what is known: row by row, told apart by 编号. Where the table carries what it said when it was
 * sent, a change is a change against that; otherwise against today. A row whose progress is already the last report was
 * entered before, as when a file is read a second time. A row that is gone or new is listed, and nothing happens to it.
 */
export function compareReturned(
  returned: readonly SheetRow[],
  present: ReadonlySet<ColumnId>,
  known: readonly TableRow[],
  sent: ReadonlyMap<string, Record<ColumnId, string>>,
  whyNot: { state: (row: TableRow) => string },
): Compared {
  const byId = new Map(known.map((row) => [row.taskId, row]));
  const seen = new Set<string>();
  const result: Compared = { changed: [], unchanged: [], missing: [], unknown: [] };
  for (const { row, cells } of returned) {
    const task = byId.get(cells.taskId.trim().toLowerCase());
    const text = [cells.measure || cells.keyTask, cells.lead].filter((part) => part !== '').join(' · ');
    if (!task) {
      result.unknown.push({ row, text, why: cells.taskId.trim() === '' ? 'added' : 'foreign' });
      continue;
    }
    if (seen.has(task.taskId)) {
      result.unknown.push({ row, text, why: 'twice' });
      continue;
    }
    seen.add(task.taskId);
    const changes = changesOf(cells, present, sent.get(task.taskId) ?? task.cells, task.cells);
    if (changes.length === 0) {
      result.unchanged.push({ taskId: task.taskId, row });
      continue;
    }
    const possible = transitions.progress.from.includes(task.state) && task.state !== 'draft';
    const said = reportOf(changes);
    const entered = said !== null && task.lastReport !== null && sameText(said, task.lastReport.text ?? '');
    result.changed.push({
      taskId: task.taskId,
      row,
      action: task.action,
      organisation: task.leadName,
      state: task.state,
      changes,
      text: possible && !entered ? said : null,
      reason: said !== null && !possible && !entered ? whyNot.state(task) : null,
      enteredOn: entered ? (task.lastReport?.on ?? null) : null,
    });
  }
  result.missing = known
    .filter((task) => !seen.has(task.taskId))
    .map(({ taskId, action, leadName }) => ({ taskId, action, organisation: leadName }));
  return result;
}

type Change = Compared['changed'][number]['changes'][number];

function changesOf(
  cells: Record<ColumnId, string>,
  present: ReadonlySet<ColumnId>,
  before: Record<ColumnId, string>,
  now: Record<ColumnId, string>,
): Change[] {
  return compared.flatMap((column): Change[] => {
    if (!present.has(column) || sameText(cells[column], before[column])) return [];
    return [
      {
        column,
        title: columnTitles[column],
        before: before[column],
        after: cells[column],
        enterable: enterable.includes(column),
        formula: looksLikeFormula(cells[column]),
        changedHere: sameText(before[column], now[column]) ? null : now[column],
      },
    ];
  });
}

/** Line ends and white space at the edges are what a spreadsheet changes by itself. */
export function sameText(one: string, other: string): boolean {
  const plain = (text: string) =>
    text
      .replace(/\r\n?/g, '\n')
      .replace(/[ \t]+$/gm, '')
      .trim();
  return plain(one) === plain(other);
}

/** The progress that the changes tell, or null where nothing of it can be entered. */
function reportOf(changes: readonly Change[]): string | null {
  const said = changes.flatMap((change) => {
    if (!change.enterable || change.after === '') return [];
    return change.column === 'progress'
      ? [addition(change.before, change.after)]
      : [`${change.title}：${change.after}`];
  });
  return said.length === 0 ? null : said.join('。').slice(0, 2000).toWellFormed();
}

/** What was written behind the old text; the whole where the old text was rewritten. */
function addition(before: string, after: string): string {
  if (before === '' || !after.startsWith(before)) return after;
  return after.slice(before.length).replace(/^[\s；;，,。]+/, '') || after;
}
