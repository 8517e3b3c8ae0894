import type { z } from 'zod';
import type { ReadContext } from '../../platform/context.ts';
import type { Language, Sentence } from '../../platform/locale/messages.ts';
import type { Ledger } from '../../platform/sheets/ledger.ts';
import { listSheet, type SheetColumn, unchanging, wordsOf } from '../../platform/sheets/list-sheet.ts';
import type { tasksContract } from './contract.ts';
import { listTasks } from './list.ts';
import { hardnessWord, stateWord } from './rules.ts';
import type { TaskRow } from './shapes.ts';
import { wayToChange } from './way-to-change.ts';

const rowsAtOnce = 500;

/** What stands out about a task beside its state, as the list marks it. */
const marks: readonly { word: Sentence; on: (task: TaskRow) => boolean }[] = [
  { word: { zh: '逾期', en: 'late' }, on: (task) => task.late },
  { word: { zh: '提级督办', en: 'escalated' }, on: (task) => task.escalated },
  { word: { zh: '延期待批', en: 'extension to decide' }, on: (task) => task.extensionPending },
  { word: { zh: '需复核', en: 'to re-check' }, on: (task) => task.toRecheck },
  { word: { zh: '牵头单位已撤销', en: 'lead dissolved' }, on: (task) => task.leadDissolved },
  { word: { zh: '含代录', en: 'partly entered on behalf' }, on: (task) => task.enteredOnBehalf },
];

function columnsIn(language: Language): SheetColumn<TaskRow>[] {
  const word = ({ zh, en }: Sentence) => (language === 'en' ? en : zh);
  const marksOf = (task: TaskRow) => marks.filter(({ on }) => on(task)).map((mark) => word(mark.word));
  const state = wordsOf(stateWord, language);
  const hardness = wordsOf(hardnessWord, language);
  return [
    { title: { zh: '任务', en: 'Task' }, width: 40, cell: (task) => task.action, change: wayToChange.requirement },
    { title: { zh: '状态', en: 'State' }, width: 10, cell: (task) => state(task.state), change: wayToChange.acts },
    {
      title: { zh: '标记', en: 'Marks' },
      width: 16,
      cell: (task) => marksOf(task).join('、'),
      change: wayToChange.acts,
    },
    {
      title: { zh: '完成时限', en: 'Due' },
      width: 12,
      cell: (task) => task.dueOn ?? '',
      change: wayToChange.due,
    },
    {
      title: { zh: '原定时限', en: 'First due' },
      width: 12,
      cell: (task) => task.originalDueOn ?? '',
      change: { zh: '下发时的时限，此后不变', en: 'The day it was dispatched with; it stays' },
    },
    {
      title: { zh: '提交日期', en: 'Submitted on' },
      width: 12,
      cell: (task) => task.finishedOn ?? '',
      change: wayToChange.acts,
    },
    {
      title: { zh: '牵头单位', en: 'Lead' },
      width: 24,
      cell: (task) => task.lead.name,
      change: wayToChange.lead,
    },
    {
      title: { zh: '配合单位', en: 'Supporters' },
      width: 24,
      cell: (task) => task.supporters.join('、'),
      change: wayToChange.amending,
    },
    {
      title: { zh: '责任人', en: 'Accountable' },
      width: 10,
      cell: (task) => task.accountable?.name ?? '',
      change: wayToChange.amending,
    },
    {
      title: { zh: '任务性质', en: 'Kind' },
      width: 10,
      cell: (task) => hardness(task.hardness),
      change: wayToChange.requirement,
    },
    {
      title: { zh: '部署文件', en: 'Document' },
      width: 36,
      cell: (task) => task.directiveTitle,
      change: { zh: '在部署文件页更改', en: 'Change it on the page of the document' },
    },
    { title: { zh: '编号', en: 'Id' }, width: 12, cell: (task) => task.id, change: unchanging },
  ];
}

/** The list of tasks as a ledger: filter and order as on the page, rows as far as the reader may take them along. */
export function exportTasks(
  context: ReadContext,
  filter: z.output<(typeof tasksContract)['GET /api/tasks/export']['query']>,
  language: Language,
): Promise<Ledger> {
  return listSheet(
    context,
    {
      title: { zh: '任务列表', en: 'Tasks' },
      columns: columnsIn(language),
      filter,
      read: (cursor) => listTasks(context, { ...filter, cursor, limit: rowsAtOnce }, 'task.export'),
      rowId: (task) => task.id,
      page: '/t/{id}',
    },
    language,
  );
}
