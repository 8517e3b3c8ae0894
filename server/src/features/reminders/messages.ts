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

export const say = messages('notices', {
  notFound: { zh: '没有找到这条提醒', en: 'This notice was not found' },
});
