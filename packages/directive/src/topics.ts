import type { ClauseReading } from './clause-reading.ts';
import type { Segment } from './segments.ts';
import { signed } from './signs.ts';

/** One clause of a sentence with what was read of it. */
export interface Step {
  segment: Segment;
  reading: ClauseReading;
  predicate: string;
}

const THEN_ASKS = signed('就则便', /^(?:就|则|便)(?:要|应|须|必)/);
const FIRST_POINT = signed('第首是一', /^(?:第一|首先|一是|一要)/);
const IS_SO = signed(
  '是最终归说就既仅旨存具键重贵根核事系乎对义需离赖取于等异非决绝只利助为',
  /^(?:都|也|均|既|不仅|这)?(?:是|最[^，。；]{1,4}的(?:就)?是|最终|归根到底|说到底|就是|既是|不仅是|旨在|[仍还尚]?存在|具有|关键|重在|贵在|根本在|核心是|事关|关系|关乎|对于?|意义|需要|离不开|有赖于|取决于|更需要|就?在于|等于|无异于|不是|并非|[决绝]不是|不只是|有利于|有助于|成为)/,
);

/**
 * `加强…，具有重大意义`: clauses before a statement without a subject are what it speaks of. Returns their positions.
 */
export function topicsOf(steps: Step[]): Set<number> {
  const topics = new Set<number>();
  // 发现苗头性问题，就要及时提醒: the case, and what is asked in it.
  steps.forEach((step, position) => {
    const next = steps[position + 1];
    if (!next || step.reading.modal !== null || step.reading.subject !== null) return;
    if (TOPIC_OF_REQUEST.test(step.segment.text) && next.segment.text.startsWith('请')) topics.add(position);
    if (THEN_ASKS.test(next.segment.text)) topics.add(position);
  });
  if (FIRST_POINT.test(steps[1]?.segment.text ?? '') && steps[0]?.reading.modal === null) topics.add(0);
  for (const [from, to] of suppositions(steps)) for (let at = from; at < to; at += 1) topics.add(at);
  steps.forEach((step, position) => {
    if (step.reading.shape !== 'statement') return;
    if (!IS_SO.test(step.segment.text)) return;
    for (let before = position - 1; before >= 0; before -= 1) {
      const earlier = steps[before];
      if (
        !earlier ||
        earlier.reading.modal ||
        earlier.reading.shape !== 'action' ||
        earlier.reading.subject?.kind === 'agent'
      )
        return;
      if ('；;'.includes(earlier.segment.mark)) return;
      topics.add(before);
    }
  });
  return topics;
}

/** `防汛值守的具体安排，请…发个通知`: what the request is about. */
const TOPIC_OF_REQUEST = signed('排求项问况见名', /的[^，。；]{0,8}(?:安排|要求|事项|问题|情况|意见|名单)$/);

const SUPPOSES = signed(
  '如是倘假即怕再',
  /^(?:但|而)?[^，。；]{0,10}?(?:如果|要是|倘若|假如|即使|哪怕|再[好多大难]的)/,
);
const WOULD_BE = signed('就便也那', /^(?:就(?:像|会|是|不|难|谈|成|很|可能)|便会|也(?:只|就|会|不|难|比)|那就)/);

/** `如果只是装点门面，不能解决问题，就像…`: from what is supposed to what would come of it, that included. */
function suppositions(steps: Step[]): [number, number][] {
  const from = steps.findIndex(({ segment }) => SUPPOSES.test(segment.text));
  if (from < 0) return [];
  const to = steps.findIndex(({ segment }, at) => at > from && WOULD_BE.test(segment.text));
  return to < 0 ? [] : [[from, to + 1]];
}
