import { texts } from '../../../app/locale/text.ts';

/** The words of deciding many at once; loaded with what says them. */
export const bulkText = texts({
  'zh-CN': {
    selected: '已选 {count} 项',
    selectAll: '全选当前列出的',
    selectNone: '取消选择',
  },
  en: {
    selected: '{count} selected',
    selectAll: 'Select all listed',
    selectNone: 'Clear selection',
  },
});
