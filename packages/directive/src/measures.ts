import { agentAtStart } from './agents.ts';
import { verbAt } from './lexicon/words.ts';
import { signed } from './signs.ts';

/**
 * Where a clause that asks for a measure (domain.md G7) begins to say it: behind the rate or amount (`出勤率|不低于80%`), or
 * at `at` where the deed itself is measured (`每年走访不少于2次`). Null where it asks for none.
 */
export function measureStart(text: string, at: number): number | null {
  if (!HOLDS_MEASURE.test(text)) return null;
  const words = text.slice(at);
  const rated = RATED.exec(words);
  const match = rated ?? (verbAt(text, at) === null && agentAtStart(words) === 0 ? MEASURED.exec(words) : null);
  if (match === null) return null;
  const thing = match.groups?.thing ?? '';
  // 推动到位率达到…, 将比例控制在…, 每年走访不少于…: what is done stands before the measure and goes with it.
  const does =
    /^(?:把|将|使|力争|确保)/.test(thing) || verbAt(thing, 0) !== null || (rated === null && holdsDeed(thing));
  return does ? at : at + thing.length;
}

function holdsDeed(words: string): boolean {
  for (let at = 0; at < words.length - 1; at += 1) if ((verbAt(words, at)?.length ?? 0) > 1) return true;
  return false;
}

/** What both patterns below need, and most clauses do not hold. */
const HOLDS_MEASURE = signed('于过达到至在', /[于过达到至在][^，。；]{0,6}[\d一二三四五六七八九十百]/);
/** `出勤率不低于80%`: a measure without a verb of doing. */
const MEASURED = signed(
  '低少超多达高升增扩降缩稳控保',
  /^(?<thing>[^，。；]{1,20}?)(?:平均|一般)?(?:不低于|不少于|不超过|不多于|达到|提高[到至]|提升[到至]|增长?[到至]|扩大[到至]|[下]?降低?[到至]|压缩至|压缩到|稳定在|控制在|保持在)[^，。；]{0,6}[\d一二三四五六七八九十百]/,
);
/** The same of a rate, share or amount, whatever word it begins with. */
const RATED = signed(
  '率例占积间数分满量限长权',
  /^(?<thing>[^，。；]{1,24}(?:率|比例|占比|面积|时间|次数|数量|得分|满意度|总量|期限|时长|人数|权重))(?:一般|平均|原则上)?(?:要)?(?:不低于|不少于|不超过|不多于|达到|提高[到至]|提升[到至]|增长?[到至]|扩大[到至]|[下]?降低?[到至]|压缩至|压缩到|稳定在|控制在|保持在)[^，。；]{0,6}[\d一二三四五六七八九十百]/,
);
