import { texts } from '../../app/locale/text.ts';

/** The words of the 批示 box. */
export const instructText = texts({
  'zh-CN': {
    'instruct.title': '写批示',
    'instruct.text': '批示内容',
    'instruct.textHint': '例如：请办公室月底前拿出整改办法，并抄送各专委会。',
    'instruct.about': '关于：{action}',
    'instruct.lead': '牵头单位（可不填）',
    'instruct.due': '完成时限（可不填）',
    'instruct.how': '牵头单位和时限都写明的，立即下发为任务；否则转办公室经办。',
    'instruct.send': '发出批示',
    'instruct.done': '知道了',
    'instruct.dispatched': '批示已下发为任务。',
    'instruct.openTask': '查看任务',
    'instruct.waits': '批示已转办公室经办，分解后即下发。',
  },
  en: {
    'instruct.title': 'Instruction',
    'instruct.text': 'What you want done',
    'instruct.textHint': 'Such as: the office proposes a remedy by the end of the month.',
    'instruct.about': 'About: {action}',
    'instruct.lead': 'Lead organisation (optional)',
    'instruct.due': 'Due day (optional)',
    'instruct.how': 'With lead and due day it becomes a task at once; otherwise the office takes it up.',
    'instruct.send': 'Send',
    'instruct.done': 'Done',
    'instruct.dispatched': 'The instruction is dispatched as a task.',
    'instruct.openTask': 'Open the task',
    'instruct.waits': 'The instruction went to the office, which will dispatch it.',
  },
});
