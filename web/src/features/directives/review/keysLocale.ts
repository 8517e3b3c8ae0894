import { texts } from '../../../app/locale/text.ts';

/** The words of the help about keys; loaded with it. */
export const keysText = texts({
  'zh-CN': {
    move: '上一项 / 下一项',
    select: '选中或取消',
    bulk: '采纳选中的各项',
    merge: '合并选中的各项',
    date: '补上或改正完成日期',
    pick: '按序号选定可能的单位',
    pickAll: '可能的单位都选',
    evidence: '在原文中逐处查看识别依据',
    selectAll: '全选当前列出的，或取消选择',
    bulkOther: '对选中的各项：{decision}',
    certainty: '按把握筛选：全部 / 拿不准 / 较有把握 / 有把握',
    order: '切换排列',
    filter: '切换筛选：待审定 / 全部',
    help: '打开或关闭本说明',
    lead: '在页面上直接按键即可；正在输入文字时不起作用。',
  },
  en: {
    move: 'previous / next',
    select: 'select or not',
    bulk: 'accept all selected',
    merge: 'merge all selected',
    date: 'add or mend the date',
    pick: 'pick one of the organisations it may mean',
    pickAll: 'pick all of them',
    evidence: 'show the reasons in the text, one after the other',
    selectAll: 'select all listed, or none',
    bulkOther: 'for all selected: {decision}',
    certainty: 'filter by certainty: all / not sure / fairly sure / sure',
    order: 'change the order',
    filter: 'filter: to decide / all',
    help: 'open or close this help',
    lead: 'Press the keys anywhere on the page; they rest while you type.',
  },
});
