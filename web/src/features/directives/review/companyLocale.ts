import { texts } from '../../../app/locale/text.ts';

/** The words about others at the same document; loaded with them. */
export const companyText = texts({
  'zh-CN': {
    here: '同时在审：{names}',
    did: '{by}（{at}）：{step}，{count} 项',
  },
  en: {
    here: 'Also here: {names}',
    did: '{by} ({at}): {step}, {count} items',
    did_one: '{by} ({at}): {step}',
  },
});
