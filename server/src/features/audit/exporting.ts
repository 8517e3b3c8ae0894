import { minuteOf } from '../../platform/clock/days.ts';
import type { ReadContext } from '../../platform/context.ts';
import type { Output } from '../../platform/http/contract.ts';
import type { Download } from '../../platform/http/pipeline.ts';
import type { Language } from '../../platform/locale/messages.ts';
import { listSheet, wordsOf } from '../../platform/sheets/list-sheet.ts';
import type { auditContract } from './contract.ts';
import { tableName } from './sentences.ts';

type Page = Output<(typeof auditContract)['GET /api/audit']>;

const outcomeWords = {
  done: { zh: '已完成', en: 'done' },
  refused: { zh: '已拒绝', en: 'refused' },
  read: { zh: '已查看', en: 'read' },
};
const program = { zh: '系统', en: 'the program' };
const sealWords = { true: { zh: '已封存', en: 'sealed' }, false: { zh: '待封存', en: 'waits for its seal' } };

/** The audit entries as a spreadsheet, each with the records that its act wrote. */
export function exportEntries(
  context: ReadContext,
  filter: Record<string, unknown>,
  page: (cursor: string | undefined) => Promise<Page>,
  language: Language,
): Promise<Download> {
  const outcome = wordsOf(outcomeWords, language);
  const sealed = wordsOf(sealWords, language);
  const [byProgram, colon] = language === 'en' ? [program.en, ': '] : [program.zh, '：'];
  return listSheet(
    context,
    {
      title: { zh: '审计记录', en: 'Audit entries' },
      columns: [
        { title: { zh: '时间', en: 'Time' }, width: 18, cell: (row) => minuteOf(row.at) },
        { title: { zh: '业务时间', en: 'Business time' }, width: 18, cell: (row) => minuteOf(row.businessAt) },
        { title: { zh: '操作', en: 'Action' }, width: 24, cell: (row) => row.actionName },
        { title: { zh: '操作人', en: 'Account' }, width: 12, cell: (row) => row.accountName || byProgram },
        { title: { zh: '角色', en: 'Role' }, width: 16, cell: (row) => row.roleName },
        { title: { zh: '结果', en: 'Outcome' }, width: 10, cell: (row) => outcome(row.outcome) },
        {
          title: { zh: '写入记录', en: 'Records' },
          width: 40,
          cell: (row) => row.records.map((one) => `${tableName(one.table, language)} ${one.id}`).join('\n'),
        },
        {
          title: { zh: '说明', en: 'Notes' },
          width: 40,
          cell: (row) => row.details.map(({ name, value }) => `${name}${colon}${value}`).join('\n'),
        },
        { title: { zh: '封存', en: 'Seal' }, width: 10, cell: (row) => sealed(String(row.sealed)) },
        { title: { zh: '编号', en: 'Id' }, width: 12, cell: (row) => row.id },
      ],
      filter,
      page,
    },
    language,
  );
}
