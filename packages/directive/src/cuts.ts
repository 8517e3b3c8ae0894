import { skipAdverbs, startsPredicate } from './lexicon/words.ts';
import { enclosedPositions } from './segments.ts';

/** A place in a passage where one action may end and the next begin, and what says so. */
export interface Cut {
  /** UTF-16 offset in the passage; what follows begins here. */
  at: number;
  why: 'stop' | 'conjunction' | 'verb';
}

const stops = /[；;。！？]/;
const pauses = /[，,、]/;
const conjunction = /^(?:并且|并|同时|以及)/;
/** Words that hold 并 and join nothing. */
const otherwise = /^并(?:非|不|没|未|行|列|存|轨|购|入)/;

/**
 * Where a passage may be taken apart: behind a semicolon or full stop, before 并 and its like, and behind a comma or 、 where
 * a further verb begins; never inside brackets or quotation marks, where a name or an aside would be torn. In their order; a
 * person chooses among them or cuts elsewhere.
 */
export function findCuts(passage: string): Cut[] {
  const cuts: Cut[] = [];
  const enclosed = enclosedPositions(passage, 0, passage.length);
  for (let at = 1; at < passage.length; at += 1) {
    const why = enclosed[at - 1] ? null : whyAt(passage, at);
    const blank = passage.slice(at).replace(/[\s，,、；;。！？]/g, '') === '';
    if (why && !blank) cuts.push({ at, why });
  }
  return cuts;
}

function whyAt(passage: string, at: number): Cut['why'] | null {
  const before = passage.charAt(at - 1);
  const rest = passage.slice(at);
  if (stops.test(before)) return 'stop';
  const joined = otherwise.test(rest) ? null : conjunction.exec(rest);
  if (pauses.test(before)) {
    if (joined) return 'conjunction';
    return startsPredicate(passage, skipAdverbs(passage, at)) ? 'verb' : null;
  }
  // Without a comma before it, 并 joins two actions only where a verb follows (建立并完善台账); 合并 is a word of its own.
  const follows = joined && startsPredicate(passage, at + joined[0].length);
  return follows && before !== '合' && before !== '一' ? 'conjunction' : null;
}
