import { texts } from '../../../app/locale/text.ts';

/** What follows from confirming a version; loaded when it is asked for. */
export const confirmWords = texts({
  'zh-CN': {
    follows: '确认后本版不再改动，采纳的要求可以下发。以后如需修改，在同一原文上另起新版。',
    blocked: '还有 {count} 项没有审定，审定完才能确认。',
    unmatched: '{count} 项尚未对应到单位，下发前需要逐项指定。',
  },
  en: {
    follows:
      'After this the version does not change, and what was accepted can be dispatched. Later changes are a new version over the same text.',
    blocked: '{count} are not decided; decide them before confirming.',
    blocked_one: '{count} is not decided; decide it before confirming.',
    unmatched: '{count} match no organisation yet; each has to be given one before it is dispatched.',
    unmatched_one: '{count} matches no organisation yet; it has to be given one before it is dispatched.',
  },
});
