import { texts } from '../../../app/locale/text.ts';

/** The words of what can be done with a version; loaded with it. */
export const headText = texts({
  'zh-CN': {
    head: '文件信息',
    nextUndecided: '看下一项待审定',
    confirm: '确认本版',
    confirmQuestion: '确认本版要求？',
    revise: '另起新版',
    reviseQuestion: '在同一原文上另起新版？',
    reviseText: '各项要求和审定结果带入新版，您只改需要改的。新版确认之前，现版继续有效。',
    giveUp: '放弃新版',
    giveUpQuestion: '放弃第 {number} 版？',
    giveUpText:
      '回到已确认的第 {number} 版，各项要求恢复到另起新版之前的样子，任务不受影响。本版的审定和改动只留作记录，不能再接着审。',
    assign: '分解下发',
    correct: '换用修订稿',
    citations: '引用',
    compare: '与上一版比较',
  },
  en: {
    head: 'About the document',
    nextUndecided: 'Go to the next one',
    confirm: 'Confirm this version',
    confirmQuestion: 'Confirm the requirements of this version?',
    revise: 'New version',
    reviseQuestion: 'Begin a new version over the same text?',
    reviseText:
      'Requirements and decisions are carried over; change what has to change. Until the new version is confirmed the present one stays in force.',
    giveUp: 'Give up this version',
    giveUpQuestion: 'Give up version {number}?',
    giveUpText:
      'Version {number}, which is confirmed, is the newest again, with every requirement as it was before; no task is touched. What was decided on this version stays on record only and cannot be gone on with.',
    assign: 'Assign and dispatch',
    correct: 'Corrected text',
    citations: 'Citations',
    compare: 'Compare with the version before',
  },
});
