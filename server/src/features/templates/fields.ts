import type { PaperKind } from './contract.ts';

/**
 * How a field is filled: `text` in its line, `block` and `table` in place of their whole paragraph. A table can also be laid out
 * by the office: a row of its own that holds `{{表.列}}` is repeated for each record.
 */
export type FieldSort = 'text' | 'block' | 'table';

export interface TemplateField {
  sort: FieldSort;
  zh: string;
  en: string;
  /** The papers that have it. */
  kinds: readonly PaperKind[];
  /** A paper without it is hardly one; a template without it is warned of, not refused. */
  needed?: true;
  /** A line that holds nothing but such fields is left empty where they have no value, labels included. */
  optional?: true;
  /** Of a table: its columns, by which the paper's table is found and its rows are addressed. */
  columns?: readonly string[];
}

const all: readonly PaperKind[] = ['progressCircular', 'dispatchNotice', 'urgingLetter'];
const circular: readonly PaperKind[] = ['progressCircular'];
const notice: readonly PaperKind[] = ['dispatchNotice'];
const urging: readonly PaperKind[] = ['progressCircular', 'urgingLetter'];

/** The named fields of a template. The names are what an office writes into its own file, so none is ever changed. */
export const templateFields = {
  标题: { sort: 'text', kinds: all, needed: true, zh: '公文标题', en: 'Title of the paper' },
  主送机关: {
    sort: 'text',
    kinds: all,
    needed: true,
    zh: '主送机关，多个以逗号分开，不含冒号',
    en: 'Recipients, comma between them, without the colon',
  },
  发文字号: {
    sort: 'text',
    kinds: all,
    needed: true,
    zh: '如“云协发〔2026〕3号”，草稿中为空',
    en: 'Number of the paper; empty in a draft',
  },
  成文日期: {
    sort: 'text',
    kinds: all,
    needed: true,
    zh: '编号印发时填写的日期，草稿中为空',
    en: 'Date of the paper; empty in a draft',
  },
  发文机关: { sort: 'text', kinds: all, zh: '发文机关全称', en: 'Full name of the issuer' },
  抄送机关: {
    sort: 'text',
    kinds: all,
    optional: true,
    zh: '抄送机关，没有时该行留空',
    en: 'Copies to; its line stays empty if none',
  },
  印发机关: {
    sort: 'text',
    kinds: all,
    optional: true,
    zh: '印发机关，没有时该行留空',
    en: 'Printed by; its line stays empty if none',
  },
  印发日期: {
    sort: 'text',
    kinds: all,
    optional: true,
    zh: '同成文日期，没有印发机关时该行留空',
    en: 'Day of printing, the date of the paper; its line stays empty if nobody prints',
  },
  统计日期: { sort: 'text', kinds: all, zh: '数据截止的日期', en: 'The day of the figures' },
  正文: {
    sort: 'block',
    kinds: all,
    needed: true,
    zh: '全部正文，含各级标题和表格',
    en: 'The whole text with its headings and tables',
  },
  开头: { sort: 'block', kinds: all, zh: '正文中经办填写的开头', en: 'The opening that the clerk wrote' },
  结尾: { sort: 'block', kinds: all, zh: '正文中经办填写的结尾', en: 'The closing that the clerk wrote' },
  下发任务数: { sort: 'text', kinds: all, zh: '已下发任务的件数', en: 'Count of dispatched tasks' },
  硬性任务数: { sort: 'text', kinds: notice, zh: '其中有硬性要求的件数', en: 'Count of those with a hard requirement' },
  销号任务数: { sort: 'text', kinds: urging, zh: '已销号任务的件数', en: 'Count of closed tasks' },
  销号率: { sort: 'text', kinds: urging, zh: '已销号占已下发的比例', en: 'Share of dispatched tasks that are closed' },
  逾期任务数: {
    sort: 'text',
    kinds: urging,
    zh: '逾期未提交任务的件数',
    en: 'Count of late tasks that are not submitted',
  },
  按时完成率: { sort: 'text', kinds: circular, zh: '到期任务按时完成的比例', en: 'Share of due tasks done on time' },
  待核验任务数: {
    sort: 'text',
    kinds: urging,
    zh: '已提交待核验的件数',
    en: 'Count of tasks waiting to be verified',
  },
  十日内到期任务数: { sort: 'text', kinds: circular, zh: '十日内到期的件数', en: 'Count of tasks due within ten days' },
  单位进展表: {
    sort: 'table',
    kinds: circular,
    columns: ['单位', '已下发', '已销号', '逾期未提交'],
    zh: '各单位任务进展情况',
    en: 'Table of every body',
  },
  逾期任务表: {
    sort: 'table',
    kinds: urging,
    columns: ['序号', '任务', '牵头单位', '完成时限', '逾期天数', '状态'],
    zh: '逾期未提交的任务',
    en: 'Table of late tasks that are not submitted',
  },
  任务分解表: {
    sort: 'table',
    kinds: notice,
    needed: true,
    columns: ['序号', '任务', '牵头单位', '责任人', '完成时限'],
    zh: '附件中的任务分解表',
    en: 'The task breakdown that is attached',
  },
} as const satisfies Record<string, TemplateField>;

export type FieldName = keyof typeof templateFields;

export const fieldNames = Object.keys(templateFields) as FieldName[];

/** A name as it is written into a template: a field, or a column of a table's row. */
export interface AddressedField {
  name: FieldName;
  field: TemplateField;
  /** Set where it addresses a column of the repeated row. */
  column?: string;
}

/** What a written name means; null where there is no such field. */
export function fieldOf(written: string): AddressedField | null {
  const [head = '', column, ...rest] = written.split('.');
  if (rest.length > 0 || !Object.hasOwn(templateFields, head)) return null;
  const name = head as FieldName;
  const field: TemplateField = templateFields[name];
  if (column === undefined) return { name, field };
  return field.columns?.includes(column) ? { name, field, column } : null;
}

/** Every name that may be written, table columns included. */
export const writableNames: readonly string[] = fieldNames.flatMap((name) => {
  const { columns = [] }: TemplateField = templateFields[name];
  return [name, ...columns.map((column) => `${name}.${column}`)];
});

/** What an office calls a field in its own words, where that is too far from our name to be guessed. */
const otherNames: Readonly<Record<string, FieldName>> = {
  文号: '发文字号',
  编号: '发文字号',
  日期: '成文日期',
  落款: '发文机关',
  署名: '发文机关',
  单位: '发文机关',
  抬头: '主送机关',
  收文机关: '主送机关',
  主送: '主送机关',
  抄送: '抄送机关',
  内容: '正文',
  题目: '标题',
  附件: '任务分解表',
};

/** The known name that is nearest to an unknown one; null where none is near enough to be meant. */
export function nearestName(written: string): string | null {
  const meant = otherNames[written];
  if (meant) return meant;
  const ranked = writableNames
    .map((name) => ({ name, steps: editSteps(written, name) }))
    .sort((a, b) => a.steps - b.steps || a.name.length - b.name.length);
  const [best] = ranked;
  return best && best.steps <= Math.floor(Math.max(best.name.length, written.length) / 2) ? best.name : null;
}

/** Signs to insert, delete or replace to get from one text to the other (Levenshtein). */
function editSteps(from: string, to: string): number {
  let row = Array.from({ length: to.length + 1 }, (_, i) => i);
  for (const [i, sign] of [...from].entries()) {
    const next = [i + 1];
    for (const [j, other] of [...to].entries())
      next.push(Math.min((next[j] ?? 0) + 1, (row[j + 1] ?? 0) + 1, (row[j] ?? 0) + (sign === other ? 0 : 1)));
    row = next;
  }
  return row.at(-1) ?? 0;
}
