import type { ReadContext } from '../../platform/context.ts';
import { notFound } from '../../platform/http/problems.ts';
import type { Sentence } from '../../platform/locale/messages.ts';
import { type Asked, type Ledger, ledgerRoute } from '../../platform/sheets/ledger.ts';
import { directiveHeads } from '../directives/index.ts';
import { organisationNames } from '../organisations/index.ts';
import { wayToChange } from '../tasks/index.ts';
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

const fromDocument: Sentence = {
  zh: '取自部署文件；文件有误时，更正文件',
  en: 'Taken from the document; correct the document where it is wrong',
};
const reported: Sentence = {
  zh: '由报送的进展得出；单位自行报送，或由办公室代录',
  en: 'Told by the reports; the body reports it, or the office enters it on behalf',
};

/** How a person changes what a column says, or why nobody can. */
const changes: Record<ColumnId, Sentence> = {
  number: { zh: '每次导出重新编号', en: 'Counted anew in each export' },
  keyTask: fromDocument,
  measure: wayToChange.requirement,
  leader: wayToChange.amending,
  lead: wayToChange.lead,
  support: wayToChange.amending,
  person: wayToChange.amending,
  due: wayToChange.due,
  progress: reported,
  completion: wayToChange.acts,
  remark: { zh: '导入时的备注，此后不变', en: 'The remark of the imported table; it stays as it came' },
  taskId: { zh: '编号不能更改', en: 'Ids are never changed' },
};

/** The task table of a document, as far as the viewer may see it. @throws Problem notFound where that is nothing */
export const tableLedger = ledgerRoute('taskTable', async (context, asked: Asked<{ directiveId: string }>) => {
  const { directiveId } = asked.query;
  const { title, ownerBodyId } = await headOf(context, directiveId);
  const rows = await visibleRows(context, directiveId);
  const unit = (await organisationNames(context, [ownerBodyId])).get(ownerBodyId) ?? '';
  return ledgerOf(context, tableTitle(title), unit, rows);
});

/** The rows of one body, to be filled in and returned. @throws Problem notFound */
export const bodyLedger = ledgerRoute(
  'bodyTable',
  async (context, asked: Asked<{ directiveId: string; bodyId: string }>) => {
    const { directiveId, bodyId } = asked.query;
    const { title } = await headOf(context, directiveId);
    const rows = await visibleRows(context, directiveId, bodyId);
    const unit = (await organisationNames(context, [bodyId])).get(bodyId) ?? '';
    const ledger = ledgerOf(context, tableTitle(title), unit, rows);
    return { ...ledger, fileName: `${ledger.fileName}（${unit}）`, baseline: baselineOf(rows) };
  },
);

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

function ledgerOf(context: ReadContext, title: string, unit: string, rows: readonly TableRow[]): Ledger {
  return {
    fileName: title,
    sheet: sheetName,
    title,
    unit: `单位：${unit}`,
    date: `日期：${dayWords(context.today)}`,
    columns: columnIds.map((id) => ({
      title: columnTitles[id],
      width: widths[id],
      change: changes[id],
      ...(id === 'taskId' ? { narrow: true } : {}),
      ...(id === 'number' ? { ordinal: true } : {}),
    })),
    rows: rows.map(({ taskId, cells }) => ({ id: taskId, cells: columnIds.map((id) => cells[id]) })),
    page: '/t/{id}',
  };
}

function baselineOf(rows: readonly TableRow[]): Ledger['baseline'] {
  return {
    sheet: baselineSheet,
    rows: [columnIds.map((id) => columnTitles[id]), ...rows.map(({ cells }) => columnIds.map((id) => cells[id]))],
  };
}
