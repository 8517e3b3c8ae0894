import { Readable } from 'node:stream';
import { writeXlsx } from 'hucre/xlsx';
import type { TablePreview } from '../features/taskTables/index.ts';
import { addDays } from '../platform/clock/days.ts';
import { renderTaskTable } from './documents/index.ts';
import type { Stage } from './history.ts';

/** The clerk takes in the office's own Excel breakdown, which becomes drafts that wait for their dispatch. */
export async function importTable(stage: Stage): Promise<void> {
  const clerk = stage.persona('clerk');
  const table = renderTaskTable(stage.anchor, stage.city);
  const fileName = `${table.title}.xlsx`;
  const day = addDays(table.date, 2);
  const upload = { bytes: Readable.from(await workbookOf(table)), fileName };
  const preview = await stage.act<TablePreview>(clerk, day, 'POST /api/task-tables/read', {
    query: { issuedOn: table.date },
    upload,
  });
  await stage.act(clerk, day, 'POST /api/task-tables/import', {
    body: {
      token: preview.token,
      fileName,
      title: table.title,
      issuer: table.issuer,
      issuedOn: table.date,
      choices: [],
    },
  });
}

/** The table as an office keeps it: merged title, unit and date, header, rows. */
async function workbookOf({
  title,
  issuer,
  date,
  columns,
  rows,
}: ReturnType<typeof renderTaskTable>): Promise<Uint8Array[]> {
  const head = [[title], [`单位：${issuer}`, '', `日期：${date}`], [...columns]];
  const body = rows.map((row) => columns.map((column) => row[column]));
  const merges = [{ startRow: 0, startCol: 0, endRow: 0, endCol: columns.length - 1 }];
  return [await writeXlsx({ sheets: [{ name: '任务分解表', rows: [...head, ...body], merges }] })];
}
