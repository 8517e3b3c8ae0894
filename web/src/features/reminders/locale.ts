import { texts } from '../../app/locale/text.ts';

/** The words of what the program reminds of by itself. */
export const remindersText = texts({
  'zh-CN': {
    title: '提醒',
    lead: '系统按时限自动发出的提醒，最新的在前。每一级只提醒一次，夜间不打扰。',
    unread: '条未读',
    readAll: '全部标为已读',
    none: '还没有提醒',
    noneText: '任务临近时限（30天、7天、1天）、逾期或三个工作日未签收时，这里会有提醒。',
    new: '未读',
    unacknowledged: '三个工作日未签收',
    escalated: '已提级，请督办',
    over: '已办理',
    also: '另外怎样通知我',
    alsoText: '每天最多一条汇总。不填写就只在系统内提醒。',
    mailAddress: '我的邮箱',
    sms: '发短信到 {phone}',
    smsWithout: '发短信（人员档案里还没有您的手机号）',
    save: '保存',
    saved: '已按您的选择发送。',
  },
  en: {
    title: 'Notices',
    lead: 'What the program reminds of by itself, the newest first. Each step comes once, and nobody is disturbed at night.',
    unread: ' unread',
    readAll: 'Mark all as read',
    none: 'No notices yet',
    noneText:
      'They come when a task nears its due day (30, 7 and 1 days), is overdue, or is not acknowledged for three working days.',
    new: 'unread',
    unacknowledged: 'not acknowledged for three working days',
    escalated: 'escalated to you',
    over: 'dealt with',
    also: 'How else I am told',
    alsoText: 'At most one digest a day. Leave it empty to be told here alone.',
    mailAddress: 'My mail address',
    sms: 'By SMS to {phone}',
    smsWithout: 'By SMS (no phone number is on file for you yet)',
    save: 'Save',
    saved: 'You are told as you chose.',
  },
});
