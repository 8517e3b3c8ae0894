import { languageOf, messages, speak } from '../../platform/locale/messages.ts';
import { type Asked, ledgerRoute } from '../../platform/sheets/ledger.ts';
import {
  columnTitle,
  coverageWords,
  type GapColumn,
  gapColumns,
  inLanguage,
  requirementLines,
  widths,
  writtenCells,
} from './gap-columns.ts';
import { gapSheet } from './gaps.ts';

const say = messages('policies', {
  sheetTitle: { zh: '《{title}》对标对表', en: 'Gap sheet of {title}' },
  sheetName: { zh: '对标对表', en: 'Gap sheet' },
  sheetUnit: { zh: '单位：{body}', en: 'Body: {body}' },
  sheetDate: { zh: '日期：{day}', en: 'Date: {day}' },
});

const follows = {
  zh: '由上级文件正文得出',
  en: 'Follows from the text of the document above',
};
const written = {
  zh: '在对标对表页填写，或修改后在该页“读回”上传',
  en: 'Write it on the page of the gap sheet, or upload the changed file there',
};
const changes: Record<GapColumn, { zh: string; en: string }> = {
  number: { zh: '每次导出重新编号', en: 'Counted anew in each export' },
  clause: follows,
  words: follows,
  requirements: {
    zh: '在上级文件页确认或撤销对应关系',
    en: 'Confirm or withdraw links on the page of the document above',
  },
  coverage: { zh: '由对应关系和任务得出', en: 'Follows from links and tasks' },
  ...{ gap: written, measure: written, owner: written, dueOn: written },
};

/** The gap sheet of an upstream document for one body, to be filled in and returned. */
export const gapLedger = ledgerRoute(
  'gapSheet',
  async (context, { query, visitor }: Asked<{ policyId: string; bodyId: string }>) => {
    const language = languageOf(visitor.language);
    const { policy, body, rows } = await gapSheet(context, query.policyId, query.bodyId);
    const title = speak(say.sheetTitle({ title: policy.title }), language);
    context.note({ filter: query });
    return {
      fileName: `${title}（${body.name}）`,
      ...{ sheet: speak(say.sheetName(), language), title },
      unit: speak(say.sheetUnit({ body: body.name }), language),
      date: speak(say.sheetDate({ day: context.today }), language),
      columns: gapColumns.map((column) => ({
        ...{ title: columnTitle(column, language), width: widths[column], change: changes[column] },
        ...(column === 'number' ? { ordinal: true as const } : {}),
      })),
      rows: rows.map((row, index) => {
        const cells: Record<GapColumn, string> = {
          ...{ number: String(index + 1), clause: row.clause, words: row.words, ...writtenCells(row) },
          requirements: requirementLines(row, language),
          coverage: inLanguage(coverageWords[row.coverage], language),
        };
        return { id: row.entryId, cells: gapColumns.map((column) => cells[column]) };
      }),
      page: `/policies/${query.policyId}/gaps?bodyId=${query.bodyId}`,
    };
  },
);
