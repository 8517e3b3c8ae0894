import { texts } from '../../app/locale/text.ts';

/** The words of the sheet of A4. */
export const paperText = texts({
  'zh-CN': {
    'paper.asOf': '截至 {day}',
    'paper.line':
      '审定要求 {requirements} 项，已分解 {assigned} 项；下发任务 {tasks} 项，已销号 {closed} 项（{ratio}），按时完成率 {onTime}；逾期 {late} 项，待核验 {toVerify} 项，十日内到期 {soon} 项。',
    'paper.table': '各条目、各单位销号情况（已销号 / 已下发，▲ 为逾期项数）',
    'paper.more': '另有 {count} 条未列出，见系统。',
    'paper.late': '逾期最久的任务',
    'paper.lateMore': '共逾期 {count} 项，此处列出 {shown} 项，其余见系统。',
    'paper.action': '任务',
    'paper.organisation': '牵头单位',
    'paper.accountable': '责任人',
    'paper.due': '时限',
    'paper.days': '逾期天数',
    'paper.onBehalf': '含代录',
    'paper.foot':
      '数据截至 {day}，范围：{scope}。销号率＝已销号任务÷已下发且未撤回的任务；逾期＝时限早于当日且尚未销号；按时完成以实际完成日期和批准的延期为准。',
  },
  en: {
    'paper.asOf': 'As of {day}',
    'paper.line':
      '{requirements} requirements confirmed, {assigned} with tasks; {tasks} tasks dispatched, {closed} closed out ({ratio}), {onTime} done on time; {late} late, {toVerify} under review, {soon} due within ten days.',
    'paper.table': 'Closed out of dispatched, by clause and body (▲ late)',
    'paper.more': '{count} more clauses are in the system.',
    'paper.late': 'Late longest',
    'paper.lateMore': '{count} tasks are late; {shown} are listed, the rest is in the system.',
    'paper.action': 'Task',
    'paper.organisation': 'Lead',
    'paper.accountable': 'Accountable',
    'paper.due': 'Due',
    'paper.days': 'Days late',
    'paper.onBehalf': 'partly entered on behalf',
    'paper.foot':
      'As of {day}, scope: {scope}. Closed out = tasks closed out ÷ tasks dispatched and not withdrawn; late = due before this day and not closed out; on time counts the day the work was done and granted extensions.',
  },
});
