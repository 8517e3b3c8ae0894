import { normaliseName } from '@xieli/codes';

/** The columns of a 任务分解表 (domain.md F), and 编号, by which a returned row is known again. */
export const columnIds = [
  'number',
  'keyTask',
  'measure',
  'leader',
  'lead',
  'support',
  'person',
  'due',
  'progress',
  'completion',
  'remark',
  'taskId',
] as const;
export type ColumnId = (typeof columnIds)[number];

/** As printed. */
export const columnTitles: Record<ColumnId, string> = {
  number: '序号',
  keyTask: '重点任务',
  measure: '具体措施',
  leader: '责任领导',
  lead: '牵头单位',
  support: '配合单位',
  person: '责任人',
  due: '完成时限',
  progress: '进展',
  completion: '完成情况',
  remark: '备注',
  taskId: '编号',
};

/** What other offices call the same column, the most usual first. */
const otherTitles: Record<ColumnId, readonly string[]> = {
  number: ['序', '号', 'No', 'No.'],
  keyTask: [
    ...['主要任务', '重点工作', '工作任务', '目标任务', '重点事项', '工作事项', '任务事项', '任务名称', '工作项目'],
    ...['重点工作任务', '主要工作', '任务', '事项', '项目', '类别'],
  ],
  measure: [
    ...['工作措施', '主要措施', '工作举措', '具体举措', '推进措施', '落实措施', '任务内容', '工作内容', '具体任务'],
    ...['具体内容', '具体工作', '工作要求', '具体要求', '主要内容', '任务要求', '措施', '举措', '内容'],
  ],
  leader: ['分管领导', '牵头领导', '包保领导', '负责领导', '联系领导', '市级领导'],
  lead: [
    ...['牵头部门', '责任单位', '责任部门', '牵头处室', '责任处室', '责任支部', '主办单位', '承办单位', '实施单位'],
    ...['负责单位', '负责部门', '责任主体', '落实单位', '完成单位', '牵头'],
  ],
  support: ['配合部门', '协办单位', '协办部门', '协同单位', '协助单位', '参与单位', '参加单位', '配合处室', '配合'],
  person: ['责任人员', '具体责任人', '直接责任人', '负责人', '经办人', '承办人', '联系人'],
  due: [
    ...['完成时间', '时限', '完成期限', '办结时限', '时限要求', '时间要求', '时间节点', '时间安排', '完成日期'],
    ...['截止时间', '截止日期', '推进时限', '时间', '期限'],
  ],
  progress: ['进展情况', '工作进展', '推进情况', '落实情况', '目前进展', '最新进展', '进度'],
  completion: ['完成状态', '是否完成', '办理状态', '状态'],
  remark: ['说明', '附注'],
  taskId: [],
};

/** Order of belief: 0 for the printed title, then the other titles as listed. */
const titles = new Map<string, { id: ColumnId; rank: number }>(
  columnIds.flatMap((id) =>
    [columnTitles[id], ...otherTitles[id]].map((title, rank) => [normaliseName(title), { id, rank }] as const),
  ),
);

/**
 * The column that a title means. White space, width and a remark in brackets do not matter: `完成 时限（年月）`.
 * @returns null for a title that is not known; `rank` is higher for a less usual title
 */
export function columnOf(title: string): { id: ColumnId; rank: number } | null {
  const plain = normaliseName(title);
  return titles.get(plain) ?? titles.get(plain.replace(/[([【].*$/, '')) ?? null;
}
