import { texts } from '../../../app/locale/text.ts';

/** The words of the dialog that splits a requirement; loaded with it. */
export const splitText = texts({
  'zh-CN': {
    title: '拆分要求',
    split: '拆分',
    suggested: '请选择从哪里分开。拆分后两项都待审定，可以撤销。',
    noneSuggested: '没有找到明显的分隔处，请移动下面的滑块选择位置。',
    places: '建议的位置',
    'why.stop': '分号或句号之后',
    'why.conjunction': '“并”之前',
    'why.verb': '另一动作之前',
    elsewhere: '其他位置（用左右方向键移动）',
    first: '前一项',
    second: '后一项',
  },
  en: {
    title: 'Split the requirement',
    split: 'Split',
    suggested: 'Choose where to part it. Both parts are to be decided anew, and you can undo it.',
    noneSuggested: 'No obvious place was found; move the slider below.',
    places: 'Suggested places',
    'why.stop': 'after a semicolon or full stop',
    'why.conjunction': 'before “并” (and)',
    'why.verb': 'before a further action',
    elsewhere: 'Elsewhere (arrow keys move it)',
    first: 'First',
    second: 'Second',
  },
});
