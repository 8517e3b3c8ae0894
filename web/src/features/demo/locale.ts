import { texts } from '../../app/locale/text.ts';

/** The words of the demo's controls, which are loaded when they are opened. */
export const demoText = texts({
  'zh-CN': {
    panel: '演示控制',
    choose: '选一个身份看看',
    chooseLead: '同一件事，每个身份看到的不一样。点一下即可切换，不必输入密码。',
    current: '当前身份',
    clock: '业务日期',
    clockLead: '把日期往后推，看任务怎样到期、逾期。只能向后，回到开头请用“重置演示”。',
    moveTo: '推进到',
    move: '推进日期',
    nextDay: '往后一天',
    nextWeek: '往后一周',
    nextMonth: '往后 30 天',
    reset: '重置演示',
    resetText: '演示城市恢复到最初的样子，您在演示中所做的一切都会清除。',
  },
  en: {
    panel: 'Demo controls',
    choose: 'Look at it as somebody',
    chooseLead: 'Everyone sees the same matter differently. One click switches, without a password.',
    current: 'you are here',
    clock: 'Business date',
    clockLead:
      'Move the date forward and watch deadlines come. It moves forward only; “Reset the demo” goes back to the beginning.',
    moveTo: 'Move to',
    move: 'Move the date',
    nextDay: 'One day on',
    nextWeek: 'One week on',
    nextMonth: '30 days on',
    reset: 'Reset the demo',
    resetText: 'The demo city returns to its beginning, and everything you did in it is removed.',
  },
});
