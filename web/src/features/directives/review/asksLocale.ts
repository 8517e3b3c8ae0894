import { texts } from '../../../app/locale/text.ts';

/** What a card asks of the person, and why it was proposed; loaded beside the page. */
export const asksText = texts({
  'zh-CN': {
    mayMean: '可能是：',
    allOfThem: '都是',
    picked: '已选的单位先留在这里，其余单位选定后一并采纳。',
    dayAsked: '没有写明日期，请补上',
    dayPassed: '这个日期已过，请核对',
    dayBeforeIssue: '这个日期早于成文日期，请核对年份',
    addDay: '补上日期',
    mendDay: '改正日期',
    'certain.unsure': '拿不准，请逐字核对原文',
    'certain.likely': '较有把握，请看一眼原文',
    'certain.sure': '有把握',
    inHeading: '（见“{heading}”）',
  },
  en: {
    mayMean: 'may mean:',
    allOfThem: 'all of them',
    picked: 'What was chosen is kept here and accepted once the other words are matched as well.',
    dayAsked: 'no day is named; please add one',
    dayPassed: 'this day has passed; please check',
    dayBeforeIssue: 'this day lies before the date of issue; please check the year',
    addDay: 'Add the date',
    mendDay: 'Mend the date',
    'certain.unsure': 'not sure: compare it with the text word by word',
    'certain.likely': 'fairly sure: have a look at the text',
    'certain.sure': 'sure',
    inHeading: '(in “{heading}”)',
  },
});
