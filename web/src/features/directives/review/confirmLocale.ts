import { texts } from '../../../app/locale/text.ts';

/** What follows from confirming a version, and what is asked before many are accepted; loaded when it is asked for. */
export const confirmWords = texts({
  'zh-CN': {
    follows: '确认后本版不再改动，采纳的要求可以下发。以后如需修改，在同一原文上另起新版。',
    blocked: '还有 {count} 项没有审定，审定完才能确认。',
    timesPassed: '{count} 项的日期已过。',
    timesVague: '{count} 项没有写明日期。',
    timesList: '须核对时限的要求',
    timesTitle: '采纳 {count} 项前，请核对时限',
    acceptAll: '全部采纳（{count} 项）',
    acceptClear: '只采纳时限明确的（{count} 项）',
    unmatched: '{count} 项尚未对应到单位，下发前需要逐项指定。',
  },
  en: {
    follows:
      'After this the version does not change, and what was accepted can be dispatched. Later changes are a new version over the same text.',
    blocked: '{count} are not decided; decide them before confirming.',
    blocked_one: '{count} is not decided; decide it before confirming.',
    timesPassed: 'The day has passed of {count}.',
    timesVague: '{count} name no day.',
    timesVague_one: '{count} names no day.',
    timesList: 'Requirements whose time should be looked at',
    timesTitle: 'Look at the times before accepting {count}',
    acceptAll: 'Accept all ({count})',
    acceptClear: 'Accept those with a clear time ({count})',
    unmatched: '{count} match no organisation yet; each has to be given one before it is dispatched.',
    unmatched_one: '{count} matches no organisation yet; it has to be given one before it is dispatched.',
  },
});
