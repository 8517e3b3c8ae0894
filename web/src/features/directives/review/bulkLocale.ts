import { texts } from '../../../app/locale/text.ts';

/** The words of deciding many at once and of taking back; loaded with what says them. */
export const bulkText = texts({
  'zh-CN': {
    undoLast: '撤销刚才的决定',
    selected: '已选 {count} 项',
    selectAll: '全选当前列出的',
    selectNone: '取消选择',
    saved: '每次决定都会立即保存。',
  },
  en: {
    undoLast: 'Undo the last decision',
    selected: '{count} selected',
    selectAll: 'Select all listed',
    selectNone: 'Clear selection',
    saved: 'Each decision is saved at once.',
  },
});
