import { texts } from '../../app/locale/text.ts';

/** The words of the panels of the first page, which is loaded by everyone. */
export const panelText = texts({
  'zh-CN': {
    panel: '需要我办理',
    panelNone: '现在没有要办理的任务。',
    panelAll: '查看全部任务',
    supporting: '配合',
    toVerify: '等待核验',
    toVerifyNone: '现在没有等待核验的任务。',
    extensionsToDecide: '待审批的延期',
    lateTasks: '已逾期的任务',
    acknowledgeAll: '整批签收 {count} 项',
    acknowledgeTitle: '签收这一批任务？',
    acknowledgeText: '表示已收到这 {count} 项任务并开始办理，逐项留下签收记录。',
  },
  en: {
    panel: 'For me to do',
    panelNone: 'Nothing to do now.',
    panelAll: 'All tasks',
    supporting: 'Supporting',
    toVerify: 'To verify',
    toVerifyNone: 'Nothing waits for verification.',
    extensionsToDecide: 'Extensions to decide',
    lateTasks: 'Late tasks',
    acknowledgeAll: 'Acknowledge all {count}',
    acknowledgeTitle: 'Acknowledge all of these?',
    acknowledgeText: 'You have these {count} tasks and begin; each is acknowledged on its own record.',
  },
});
