import { roles } from '../../platform/access/permissions.ts';
import { minuteOf } from '../../platform/clock/days.ts';
import type { ReadContext } from '../../platform/context.ts';
import type { Download } from '../../platform/http/pipeline.ts';
import { dayInWords } from '../../platform/locale/messages.ts';
import type { Paper } from '../../platform/sheets/paper.ts';
import { paperDownload } from '../../platform/sheets/printing.ts';
import { organisationNames, tenantBody } from '../organisations/index.ts';
import { type Right, type RightsAsked, rightsOn } from './rights.ts';
import { mayDo } from './rules.ts';

const columns: Paper['columns'] = [
  { title: '序号', width: 5 },
  { title: '姓名', width: 9 },
  { title: '账号', width: 13 },
  { title: '角色', width: 12 },
  { title: '单位', width: 22 },
  { title: '生效日期', width: 14 },
  { title: '截止日期', width: 14 },
  { title: '申请人', width: 9 },
  { title: '批准人', width: 9 },
  { title: '授权时间', width: 17 },
  { title: '当日情况', width: 20 },
  { title: '可办事项', width: 48 },
];

/** The ledger of rights on a day, for whoever checks it on paper. */
export async function exportRights(context: ReadContext, asked: RightsAsked): Promise<Download> {
  const [rights, body] = await Promise.all([rightsOn(context, asked), tenantBody(context)]);
  const unit = body === null ? '' : ((await organisationNames(context, [body])).get(body) ?? '');
  const on = dayInWords(asked.on, 'zh-CN');
  context.note({ on: asked.on });
  return paperDownload(
    {
      sheet: '权限台账',
      title: `${on}权限台账`,
      unit: `单位：${unit}`,
      date: `导出日期：${dayInWords(context.today, 'zh-CN')}`,
      columns,
      rows: rights.map((right, index) => rowOf(right, index + 1)),
    },
    `权限台账（${on}）`,
  );
}

function rowOf(right: Right, number: number): string[] {
  return [
    String(number),
    right.displayName,
    right.username,
    roles[right.role].zh,
    right.organisationName,
    right.from === null ? '' : dayInWords(right.from, 'zh-CN'),
    right.until === null ? '长期' : dayInWords(right.until, 'zh-CN'),
    right.requestedBy ?? '',
    right.grantedBy ?? '初始设置',
    minuteOf(right.grantedAt),
    standing(right),
    mayDo(right.role, 'zh-CN')
      .map(({ words, reach }) => `${words}（${reach}）`)
      .join('、'),
  ];
}

function standing(right: Right): string {
  if (right.accountClosed) return '账号停用，授权未起作用';
  const by = right.changedBy === null ? '' : `，${right.changedBy}`;
  if (right.endedAt !== null) return `当日结束（${minuteOf(right.endedAt)}${by}）`;
  return right.changedAt === null ? '有效' : `有效；此后变更（${minuteOf(right.changedAt)}${by}）`;
}
