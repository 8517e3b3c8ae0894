import { texts } from '../app/locale/text.ts';

/** What is said where a browser does not copy by itself. */
export const copyWords = texts({
  'zh-CN': { selected: '没能自动复制，内容已选中：请按 Ctrl+C，或长按后选“复制”。' },
  en: {
    selected: 'It could not be copied by itself and is selected: press Ctrl+C, or touch it long and choose “Copy”.',
  },
});
