import type { ReadContext } from '../../platform/context.ts';
import type { Download } from '../../platform/http/pipeline.ts';
import { notFound } from '../../platform/http/problems.ts';
import type { Paper } from '../../platform/sheets/paper.ts';
import { paperDownload } from '../../platform/sheets/printing.ts';
import { directiveHeads } from '../directives/index.ts';
import { organisationNames } from '../organisations/index.ts';
import { type ColumnId, columnIds, columnTitles } from './columns.ts';
import { say } from './messages.ts';
import { dayWords, type TableRow, tableRows } from './table-rows.ts';

const sheetName = '任务分解表';

/** The hidden sheet of a table that is sent out: what each row said, to tell afterwards what was changed in it. */
export const baselineSheet = '发出时内容';

const widths: Record<ColumnId, number> = {
  number: 5,
  keyTask: 16,
  measure: 34,
  leader: 9,
  lead: 18,
  support: 18,
  person: 9,
  due: 13,
  progress: 30,
  completion: 12,
  remark: 12,
  taskId: 7,
};

/** The task table of a document, as far as the viewer may see it. @throws Problem notFound where that is nothing */
export async function exportTable(context: ReadContext, directiveId: string): Promise<Download> {
  const { title, ownerBodyId } = await headOf(context, directiveId);
  const rows = await visibleRows(context, directiveId);
  const unit = (await organisationNames(context, [ownerBodyId])).get(ownerBodyId) ?? '';
  return paperDownload(paperOf(context, tableTitle(title), unit, rows), tableTitle(title));
}

/** The rows of one body, to be filled in and returned. @throws Problem notFound */
export async function exportCounty(context: ReadContext, directiveId: string, bodyId: string): Promise<Download> {
  const { title } = await headOf(context, directiveId);
  const rows = await visibleRows(context, directiveId, bodyId);
  const unit = (await organisationNames(context, [bodyId])).get(bodyId) ?? '';
  const paper = paperOf(context, tableTitle(title), unit, rows);
  return paperDownload({ ...paper, baseline: baselineOf(rows) }, `${tableTitle(title)}（${unit}）`);
}

async function headOf(context: ReadContext, directiveId: string) {
  const head = (await directiveHeads(context, [directiveId])).get(directiveId);
  if (!head) throw notFound(say.nothingVisible());
  return head;
}

async function visibleRows(context: ReadContext, directiveId: string, bodyId?: string): Promise<TableRow[]> {
  const rows = await tableRows(context, directiveId, bodyId);
  if (rows.length === 0) throw notFound(say.nothingVisible());
  return rows;
}

/** `关于加强…的意见` → `《关于加强…的意见》任务分解表`; a table keeps its own title. */
function tableTitle(title: string): string {
  return title.includes('任务分解表') ? title : `《${title.replace(/^《|》$/g, '')}》任务分解表`;
}

function paperOf(context: ReadContext, title: string, unit: string, rows: readonly TableRow[]): Paper {
  return {
    sheet: sheetName,
    title,
    unit: `单位：${unit}`,
    date: `日期：${dayWords(context.today)}`,
    columns: columnIds.map((id) => ({
      title: columnTitles[id],
      width: widths[id],
      ...(id === 'taskId' ? { narrow: true } : {}),
    })),
    rows: rows.map(({ cells }) => columnIds.map((id) => cells[id])),
  };
}

function baselineOf(rows: readonly TableRow[]): Paper['baseline'] {
  return {
    sheet: baselineSheet,
    rows: [columnIds.map((id) => columnTitles[id]), ...rows.map(({ cells }) => columnIds.map((id) => cells[id]))],
  };
}
