import { texts } from '../../../app/locale/text.ts';

/** The words of the help about keys; loaded with it. */
export const keysText = texts({
  'zh-CN': {
    move: '上一项 / 下一项',
    select: '选中或取消',
    bulk: '采纳选中的各项',
    merge: '合并选中的各项',
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
    order: 'change the order',
    filter: 'filter: to decide / all',
    help: 'open or close this help',
    lead: 'Press the keys anywhere on the page; they rest while you type.',
  },
});
