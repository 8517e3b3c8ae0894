import type { ActContext, ReadContext } from '../../platform/context.ts';
import { conflict, invalid, notFound, refused } from '../../platform/http/problems.ts';
import { type Language, speak } from '../../platform/locale/messages.ts';
import { digestOf, readToken, writeToken } from '../../platform/sheets/preview-token.ts';
import { cleanFileName } from '../evidence/index.ts';
import { type HeldTask, holdTask, recordAct, stateWord } from '../tasks/index.ts';
import type { ColumnId } from './columns.ts';
import { baselineSheet } from './exporting.ts';
import { findHeader } from './header.ts';
import { say } from './messages.ts';
import type { KeptTable, ReadTable } from './reading.ts';
import { compareReturned, sameText } from './returned.ts';
import { readRows } from './rows.ts';
import type { Comparison } from './shapes.ts';
import { nameFile } from './store.ts';
import { tableRows } from './table-rows.ts';

export interface ReturnedFile {
  directiveId: string;
  bodyId: string;
  fileName: string;
}

/** Compares a kept, returned table with the tasks of the body. Nothing is written. @throws Problem where it is none */
export async function compareTable(
  context: ReadContext,
  file: ReturnedFile,
  { table, sha256 }: KeptTable,
  language: Language,
): Promise<Comparison> {
  if (!table.header.columns.has('taskId')) throw refused(say.notReturned());
  const known = await tableRows(context, file.directiveId, file.bodyId);
  if (known.length === 0) throw notFound(say.nothingVisible());
  const present = new Set(table.header.columns.keys());
  const state = (row: (typeof known)[number]) => stateWord[row.state][language === 'en' ? 'en' : 'zh'];
  const compared = compareReturned(table.rows, present, known, sentRows(table), { state });
  compared.unknown.push(...table.leftOut.map(({ row, text }) => ({ row, text, why: 'added' as const })));
  const digest = digestOf({
    ...compared,
    versions: known.map(({ taskId, version }) => [taskId, version]),
    directiveId: file.directiveId,
  });
  return { token: writeToken({ sha256, digest }), fileName: file.fileName, ...compared };
}

/** What the rows said when the table was sent, from its hidden sheet; empty where that was lost on the way. */
function sentRows({ grids }: ReadTable): Map<string, Record<ColumnId, string>> {
  const grid = grids.find((one) => one.sheet === baselineSheet);
  const header = grid && findHeader(grid);
  if (!grid || !header) return new Map();
  return new Map(readRows(grid, header, true).rows.map(({ cells }) => [cells.taskId, cells]));
}

/**
 * Enters the progress of the chosen rows on behalf of the body, with the returned file as its source; all or nothing. A row
 * that says what was reported for that day already is passed over.
 * @param kept the file that the token names, as `readKept` read it
 * @returns the tasks whose progress was written
 * @throws Problem conflict when what the comparison showed has changed; invalid when a chosen row holds nothing to enter
 */
export async function applyReturned(
  context: ActContext,
  file: ReturnedFile & { token: string; occurredOn: string; taskIds: readonly string[] },
  kept: KeptTable,
  language: Language,
): Promise<{ taskIds: string[] }> {
  const { sha256, digest } = readToken(file.token);
  const now = await compareTable(context, file, kept, language);
  if (readToken(now.token).digest !== digest) throw conflict(say.changedMeanwhile(), { current: now });
  const chosen = [...new Set(file.taskIds)].map((taskId) => {
    const row = now.changed.find((one) => one.taskId === taskId);
    if (!row?.text) throw invalid(say.rowNotChosen(), { field: 'taskIds' });
    return { taskId, text: row.text };
  });
  await nameFile(context, sha256, kept.size);
  const source = speak(say.returnedSource({ fileName: cleanFileName(file.fileName) }), 'zh-CN');
  const written: string[] = [];
  for (const { taskId, text } of chosen) {
    const held = await holdTask(context, taskId);
    if (isReported(held, text, file.occurredOn)) continue;
    await recordAct(context, held, {
      kind: 'progress',
      payload: { text },
      occurredOn: file.occurredOn,
      onBehalfSource: source,
      actId: chosen.length === 1 ? context.actionId : context.newId(),
    });
    written.push(taskId);
  }
  context.note({ file: sha256, tasks: written.length });
  return { taskIds: written };
}

/** Asked of the held task: the same table may be entered by two people at the same moment. */
function isReported({ acts }: HeldTask, text: string, day: string): boolean {
  const reports = acts.filter((act) => act.kind === 'progress' || act.kind === 'submit');
  return reports.some((act) => (act.occurredOn === day || act === reports.at(-1)) && sameText(act.payload.text, text));
}
