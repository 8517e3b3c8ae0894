import { texts } from '../../app/locale/text.ts';

/** The words of the page about what words for organisations are kept to mean. */
export const ownerWordsText = texts({
  'zh-CN': {
    title: '责任单位叫法',
    lead: '审定中改过、经办人记住的叫法。以后导入的文件遇到这些叫法，就对应到后面的单位。',
    back: '组织',
    none: '还没有记住的叫法',
    noneText: '审定时改正责任单位，确认版本后可以记住。',
    meaning: '“{text}”',
    from: '{by}记于{at}，见',
    forBody: '用于{body}的文件',
    end: '停用',
    endQuestion: '停用“{text}”？',
    endText: '以后导入的文件不再这样对应。已经审定的文件不变。',
  },
  en: {
    title: 'Words for organisations',
    lead: 'Words that were matched in a review and kept by a clerk. Documents to come are read by them.',
    back: 'Organisations',
    none: 'Nothing is kept yet',
    noneText: 'Mend who acts in a review; once the version is confirmed it can be kept.',
    meaning: '“{text}”',
    from: 'kept by {by}, {at}, from',
    forBody: 'in documents of {body}',
    end: 'End',
    endQuestion: 'End “{text}”?',
    endText: 'Documents to come are not read so any more. Those decided already stay as they are.',
  },
});
