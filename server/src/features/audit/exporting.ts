import { minuteOf } from '../../platform/clock/days.ts';
import type { ReadContext } from '../../platform/context.ts';
import type { Output } from '../../platform/http/contract.ts';
import type { Language, Sentence } from '../../platform/locale/messages.ts';
import type { Ledger } from '../../platform/sheets/ledger.ts';
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

const sealedForEver: Sentence = { zh: '审计记录不能更改', en: 'Audit entries are never changed' };

/** The audit entries as a ledger, each with the records that its act wrote. */
export function exportEntries(
  context: ReadContext,
  filter: Record<string, unknown>,
  page: (cursor: string | undefined) => Promise<Page>,
  language: Language,
): Promise<Ledger> {
  const outcome = wordsOf(outcomeWords, language);
  const sealed = wordsOf(sealWords, language);
  const [byProgram, colon] = language === 'en' ? [program.en, ': '] : [program.zh, '：'];
  return listSheet(
    context,
    {
      title: { zh: '审计记录', en: 'Audit entries' },
      columns: [
        { title: { zh: '时间', en: 'Time' }, width: 18, cell: (row) => minuteOf(row.at), change: sealedForEver },
        {
          title: { zh: '业务时间', en: 'Business time' },
          width: 18,
          cell: (row) => minuteOf(row.businessAt),
          change: sealedForEver,
        },
        { title: { zh: '操作', en: 'Action' }, width: 24, cell: (row) => row.actionName, change: sealedForEver },
        {
          title: { zh: '操作人', en: 'Account' },
          width: 12,
          cell: (row) => row.accountName || byProgram,
          change: sealedForEver,
        },
        { title: { zh: '角色', en: 'Role' }, width: 16, cell: (row) => row.roleName, change: sealedForEver },
        { title: { zh: '结果', en: 'Outcome' }, width: 10, cell: (row) => outcome(row.outcome), change: sealedForEver },
        {
          title: { zh: '写入记录', en: 'Records' },
          width: 40,
          cell: (row) => row.records.map((one) => `${tableName(one.table, language)} ${one.id}`).join('\n'),
          change: sealedForEver,
        },
        {
          title: { zh: '说明', en: 'Notes' },
          width: 40,
          cell: (row) => row.details.map(({ name, value }) => `${name}${colon}${value}`).join('\n'),
          change: sealedForEver,
        },
        {
          title: { zh: '封存', en: 'Seal' },
          width: 10,
          cell: (row) => sealed(String(row.sealed)),
          change: sealedForEver,
        },
        { title: { zh: '编号', en: 'Id' }, width: 12, cell: (row) => row.id, change: sealedForEver },
      ],
      filter,
      read: page,
      rowId: (row) => row.id,
      page: '/audit',
    },
    language,
  );
}
