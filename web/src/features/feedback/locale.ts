import { texts } from '../../app/locale/text.ts';

/** The words of the office's list of feedback. */
export const feedbackText = texts({
  'zh-CN': {
    title: '意见反馈',
    lead: '大家在各个页面提出的意见，最新的在前。',
    none: '还没有人提出意见',
    noneText: '每个页面都有“意见反馈”入口。',
    onPage: '页面 {page}',
    somebody: '未署名',
  },
  en: {
    title: 'Feedback',
    lead: 'What people said on any page, the newest first.',
    none: 'Nobody has said anything yet',
    noneText: 'Every page has an entry for feedback.',
    onPage: 'page {page}',
    somebody: 'without a name',
  },
});
