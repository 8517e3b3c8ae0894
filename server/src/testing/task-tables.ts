import { readXlsx, writeXlsx } from 'hucre/xlsx';
import { renderTaskTable } from '../demo/documents/index.ts';
import type { TaskTableRow } from '../demo/documents/model.ts';
import { directivesRoutes } from '../features/directives/index.ts';
import { evidenceRoutes } from '../features/evidence/index.ts';
import { tasksRoutes } from '../features/tasks/index.ts';
import { taskTablesRoutes } from '../features/taskTables/index.ts';
import type { Choice, Comparison, TablePreview } from '../features/taskTables/shapes.ts';
import { dispatchPlan, planOf } from './tasks.ts';
import { type Answer, testWorld, type World } from './world.ts';

export function tableWorld(): Promise<World> {
  return testWorld({ features: [directivesRoutes, evidenceRoutes, tasksRoutes, taskTablesRoutes] });
}

export interface OfficeTable {
  title: string;
  unit: string;
  date: string;
  columns: string[];
  rows: string[][];
  merges?: { startRow: number; startCol: number; endRow: number; endCol: number }[];
}

/** A table as an office would make it: merged title, unit-and-date line, header, rows. */
export async function officeFile(table: OfficeTable): Promise<Buffer> {
  const last = table.columns.length - 1;
  const rows = [[table.title], [`单位：${table.unit}`, '', `日期：${table.date}`], table.columns, ...table.rows];
  const merges = [{ startRow: 0, startCol: 0, endRow: 0, endCol: last }, ...(table.merges ?? [])];
  return Buffer.from(await writeXlsx({ sheets: [{ name: '分解表', rows, merges }] }));
}

/** The fictional table of the demo, its rows changed by `edit`. */
export function demoTable(
  { city }: Pick<World, 'city'>,
  edit: (row: TaskTableRow, index: number) => TaskTableRow = (row) => row,
): OfficeTable {
  const { title, issuer, date, columns, rows } = renderTaskTable('2026-06-17', city);
  return {
    title,
    unit: issuer,
    date,
    columns: [...columns],
    rows: rows.map(edit).map((row) => columns.map((column) => row[column])),
  };
}

/** The rows of the first sheet, its hidden sheets dropped when it is written again, as an office program may do. */
export async function rowsOfFile(bytes: Buffer): Promise<string[][]> {
  const { sheets } = await readXlsx(bytes);
  return (sheets[0]?.rows ?? []).map((row) => row.map((value) => (value === null ? '' : String(value))));
}

/** The same workbook with its first sheet changed by hand; the hidden one stays. */
export async function editedFile(
  bytes: Buffer,
  edit: (rows: (string | number | boolean | Date | null)[][]) => void,
  options: { keepHidden?: boolean } = {},
): Promise<Buffer> {
  const { sheets } = await readXlsx(bytes);
  const kept = options.keepHidden === false ? sheets.slice(0, 1) : sheets;
  if (kept[0]) edit(kept[0].rows);
  return Buffer.from(
    await writeXlsx({ sheets: kept.map(({ name, rows, merges, veryHidden }) => ({ name, rows, merges, veryHidden })) }),
  );
}

export interface Refusal {
  detail: string;
  errors?: { row: number; column: string; message: string }[];
  current?: unknown;
}

export const readFileOf = (
  world: World,
  bytes: Buffer,
  options: { fileName?: string; who?: string; issuedOn?: string } = {},
): Promise<Answer<TablePreview & Refusal>> =>
  world
    .as(options.who ?? 'clerk')
    .call(
      'POST /api/task-tables/read',
      { query: { issuedOn: options.issuedOn }, upload: { bytes, fileName: options.fileName ?? '任务分解表.xlsx' } },
      { actionId: null },
    );

export const importFile = (
  world: World,
  preview: TablePreview,
  choices: Partial<Choice>[] = [],
  options: { actionId?: string; who?: string; title?: string } = {},
): Promise<Answer<{ directiveId: string; taskIds: string[] } & Refusal>> =>
  world.as(options.who ?? 'clerk').call(
    'POST /api/task-tables/import',
    {
      body: {
        token: preview.token,
        fileName: preview.fileName,
        title: options.title ?? preview.title ?? '任务分解表',
        issuer: preview.issuer ?? '市政协办公室',
        issuedOn: preview.issuedOn,
        choices,
      },
    },
    options.actionId ? { actionId: options.actionId } : {},
  );

/** Dispatches everything of an imported table. */
export async function dispatchAll(world: World, directiveId: string): Promise<string[]> {
  const answer = await dispatchPlan(world, await planOf(world, directiveId));
  if (answer.status !== 200) throw new Error(`The dispatch failed: ${JSON.stringify(answer.body)}`);
  return answer.body.taskIds;
}

export const returnFile = (
  world: World,
  bytes: Buffer,
  query: { directiveId: string; bodyId: string },
  fileName = '枫屿县返回.xlsx',
): Promise<Answer<Comparison & Refusal>> =>
  world
    .as('clerk')
    .call('POST /api/task-tables/returned/read', { query, upload: { bytes, fileName } }, { actionId: null });
