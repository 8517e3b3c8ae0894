import { messages } from '../../platform/locale/messages.ts';

/** What the job writes into the timeline of a task that it escalates. */
export const reason = messages('reminders', {
  overdue: {
    zh: '已过完成时限（{day}），按督办规则自动提级',
    en: 'Past its due day ({day}); escalated by the rule',
  },
  unacknowledged: {
    zh: '{day}交办后满{count}个工作日仍未签收，按督办规则自动提级',
    en: 'Not acknowledged {count} working days after {day}; escalated by the rule',
  },
  weekdaysOnly: {
    zh: '（{year}年放假安排尚未收录，工作日按周一至周五计算）',
    en: ' (the holidays of {year} are not known yet; weekdays were counted)',
  },
});

/** What a digest says outside the house. */
export const digest = messages('digest', {
  title: { zh: '协力：{count}条新提醒', en: 'Xieli: new notices ({count})' },
  overdue: { zh: '已逾期：{count}项', en: 'Overdue: {count}' },
  unacknowledged: { zh: '三个工作日未签收：{count}项', en: 'Not acknowledged for three working days: {count}' },
  due1: { zh: '即将到期：{count}项', en: 'Due at once: {count}' },
  due7: { zh: '7天内到期：{count}项', en: 'Due within 7 days: {count}' },
  due30: { zh: '30天内到期：{count}项', en: 'Due within 30 days: {count}' },
  more: { zh: '另有{count}项，请登录查看', en: '{count} more, to be read in Xieli' },
  group: { zh: '全市', en: 'The whole city' },
});

export const say = messages('notices', {
  notFound: { zh: '没有找到这条提醒', en: 'This notice was not found' },
  changedMeanwhile: { zh: '刚在别处修改过，请刷新后再改', en: 'Changed elsewhere meanwhile; reload and try again' },
  noPhone: {
    zh: '您的人员档案里没有手机号，请联系本单位经办人补充',
    en: 'No phone number is on file for you; ask the clerk of your organisation to add it',
  },
});
