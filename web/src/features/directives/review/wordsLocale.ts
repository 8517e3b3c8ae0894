import { texts } from '../../../app/locale/text.ts';

/** What a review has taught about words for organisations; loaded once the version is confirmed. */
export const wordsText = texts({
  'zh-CN': {
    title: '以后这样认？',
    lead: '本次审定改过下面这些叫法的对应单位。记住后，以后导入的文件遇到同样的叫法就这样对应，仍由您审定。',
    meaning: '以后把“{text}”认作{names}',
    count: '本文件 {count} 处',
    keep: '记住',
    all: '查看记住的叫法',
  },
  en: {
    title: 'Read it so from now on?',
    lead: 'In this review these words were matched to other organisations. Kept, they are matched so in documents to come; you still decide.',
    meaning: 'From now on take “{text}” for {names}',
    count: '{count} times in this document',
    count_one: 'once in this document',
    keep: 'Keep',
    all: 'What is kept',
  },
});
