import { roles } from '../../platform/access/permissions.ts';
import { minuteOf } from '../../platform/clock/days.ts';
import type { ReadContext } from '../../platform/context.ts';
import { dayInWords, type Sentence } from '../../platform/locale/messages.ts';
import type { Ledger } from '../../platform/sheets/ledger.ts';
import { organisationNames, tenantBody } from '../organisations/index.ts';
import { type Right, type RightsAsked, rightsOn } from './rights.ts';
import { mayDo } from './rules.ts';

const granted: Sentence = {
  zh: '由系统管理员申请、安全管理员批准或结束',
  en: 'Asked for by the system, approved and ended by the security administrator',
};
const ofTheAccount: Sentence = { zh: '在账号页更改', en: 'Change it on the page of the account' };
const recorded: Sentence = { zh: '授权时的记录，不能更改', en: 'Recorded when it was granted; never changed' };

const columns: Ledger['columns'] = [
  { title: '序号', width: 5, change: { zh: '每次导出重新编号', en: 'Counted anew in each export' }, ordinal: true },
  { title: '姓名', width: 9, change: ofTheAccount },
  { title: '账号', width: 13, change: { zh: '开通时确定，此后不变', en: 'Settled when the account is opened' } },
  { title: '角色', width: 12, change: granted },
  { title: '单位', width: 22, change: granted },
  { title: '生效日期', width: 14, change: granted },
  { title: '截止日期', width: 14, change: granted },
  { title: '申请人', width: 9, change: recorded },
  { title: '批准人', width: 9, change: recorded },
  { title: '授权时间', width: 17, change: recorded },
  {
    title: '当日情况',
    width: 20,
    change: { zh: '由授权和停用的记录得出', en: 'Follows from the records of grants and closures' },
  },
  {
    // What a role could do on a past day stands in the program of that day; this is the one that prints.
    title: '可办事项（按现行程序）',
    width: 48,
    change: { zh: '按现行程序由角色得出', en: 'Follows from the role, by the present program' },
  },
];

/** The ledger of rights on a day, for whoever checks it on paper. */
export async function rightsLedger(context: ReadContext, asked: RightsAsked): Promise<Ledger> {
  const [rights, body] = await Promise.all([rightsOn(context, asked), tenantBody(context)]);
  const unit = body === null ? '' : ((await organisationNames(context, [body])).get(body) ?? '');
  const on = dayInWords(asked.on, 'zh-CN');
  context.note({ on: asked.on });
  return {
    fileName: `权限台账（${on}）`,
    sheet: '权限台账',
    title: `${on}权限台账`,
    unit: `单位：${unit}`,
    date: `导出日期：${dayInWords(context.today, 'zh-CN')}`,
    columns,
    rows: rights.map((right, index) => ({ id: right.id, cells: rowOf(right, index + 1) })),
    page: '/rights',
  };
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
    right.grantedBy ?? '初始设置或运维命令',
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
