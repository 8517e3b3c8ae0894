import { texts } from '../../app/locale/text.ts';

/** The words of the page of the rules alone. */
export const rulesText = texts({
  'zh-CN': {
    rules: '提醒规则',
    rulesLead: '系统按下列规则自动提醒和提级，每一级对每项任务只提醒一次。',
    rulesCaption: '各级提醒',
    when: '何时',
    whom: '提醒谁',
    up: '提级督办',
    'when.beforeDue': '完成时限前{count}天',
    'when.overdue': '过了完成时限',
    'when.unacknowledged': '交办后满{count}个工作日仍未签收',
    own: '承办人',
    ownAndAbove: '承办人和上级',
    upYes: '同时提级',
    upNo: '不提级',
    ownText: '承办人：责任人，以及承办单位中身份为{roles}的人；单位没有这些身份的，由它所属单位的承担。',
    upText: '提级：沿指导关系，交给最近一级有{above}的上级，不越级。已由人提级、已提交或已销号的，不再提级。',
    statesText: '只提醒这些状态的任务：{states}。',
    daysText: '完成时限前的天数按日历计算；未签收的天数按工作日计算，含放假和调休。',
    hoursText: '每天{from}时至{to}时之间提醒；此外到期的，等到{from}时。',
    fixedText: '各级提醒随程序确定，不能在页面上更改；提醒的时段由系统管理员设置。',
  },
  en: {
    rules: 'Rules of reminding',
    rulesLead: 'The program reminds and escalates by these rules, once at each step of each task.',
    rulesCaption: 'The steps',
    when: 'When',
    whom: 'Who is told',
    up: 'Escalation',
    'when.beforeDue': '{count} days before the due day',
    'when.beforeDue_one': '{count} day before the due day',
    'when.overdue': 'After the due day',
    'when.unacknowledged': 'Not acknowledged {count} working days after it was given',
    'when.unacknowledged_one': 'Not acknowledged {count} working day after it was given',
    own: 'Whoever carries it out',
    ownAndAbove: 'Whoever carries it out, and above',
    upYes: 'Escalated',
    upNo: 'Not escalated',
    ownText:
      'Who carries it out: the accountable person, and at the leading organisation everyone with one of the roles {roles}; where it has none, those of what it belongs to.',
    upText:
      'Above: up the guidance relation, the nearest that has one of the roles {above}, and no further. What a person has escalated, or what is submitted or closed, is not escalated again.',
    statesText: 'Tasks in these states alone: {states}.',
    daysText:
      'Days before the due day are those of the calendar; waiting is counted in working days, with holidays and the days worked in exchange.',
    hoursText: 'Between {from}:00 and {to}:00 each day; what comes due outside these hours waits until {from}:00.',
    fixedText:
      'The steps come with the program and cannot be changed on a page; the system administrator sets the hours.',
  },
});
