import { diffArrays, diffWords } from 'diff';
import { pairsOf } from '../../platform/search/likeness.ts';
import { afford, affordableEdits, type Effort, likenesses, newEffort, spendEdit } from './effort.ts';

/** Two texts that correspond: their places in the two lists. */
export interface Pair {
  before: number;
  after: number;
}

/** From this likeness on a changed text is taken for the same one changed. */
const alikeFrom = 0.5;

/** The longest edit between two lists of lines, and between two wordings, that is looked for. */
const mostEdits = { lines: 1500, words: 600 };

/**
 * Which texts of two lists correspond: the same words in the same order first, then within each changed stretch what is most
 * alike, never crossing. Ordered by place; what is in no pair was left out or is new.
 * @param effort says afterwards whether there was too much to look for all of that
 */
export function alignTexts(before: readonly string[], after: readonly string[], effort = newEffort()): Pair[] {
  const pairs: Pair[] = [];
  let [b, a] = [0, 0];
  for (const same of [...sameTexts(before, after, effort), { before: before.length, after: after.length }]) {
    const [gone, come] = [places(b, same.before), places(a, same.after)];
    pairs.push(...mostAlike(before, after, gone, come, effort));
    if (same.before < before.length) pairs.push(same);
    [b, a] = [same.before + 1, same.after + 1];
  }
  return pairs;
}

const places = (from: number, to: number) => Array.from({ length: to - from }, (_, at) => from + at);

/** The most texts that are the same in both lists in the same order. Of lists that differ too much: what begins and ends both. */
export function sameTexts(before: readonly string[], after: readonly string[], effort = newEffort()): Pair[] {
  const shorter = Math.min(before.length, after.length);
  let head = 0;
  while (head < shorter && before[head] === after[head]) head += 1;
  let tail = 0;
  while (tail < shorter - head && before.at(-1 - tail) === after.at(-1 - tail)) tail += 1;
  const [left, right] = [before.slice(head, before.length - tail), after.slice(head, after.length - tail)];
  const pairs = places(0, head).map((at) => ({ before: at, after: at }));
  let [b, a] = [head, head];
  for (const run of left.length && right.length ? shortestEdit(left, right, effort) : []) {
    if (run.removed) b += run.count;
    else if (run.added) a += run.count;
    else for (let at = 0; at < run.count; at += 1) pairs.push({ before: b++, after: a++ });
  }
  for (let at = tail; at > 0; at -= 1) pairs.push({ before: before.length - at, after: after.length - at });
  return pairs;
}

/** Empty where the lists have so little in common that to find it takes too much. */
function shortestEdit(before: readonly string[], after: readonly string[], effort: Effort) {
  const looked = affordableEdits(effort, mostEdits.lines);
  const runs = diffArrays([...before], [...after], { maxEditLength: looked });
  spendEdit(effort, runs, looked);
  return runs ?? [];
}

/** The pairs of a changed stretch with the greatest likeness in all that do not cross; none where it is too long to tell. */
function mostAlike(
  before: readonly string[],
  after: readonly string[],
  gone: readonly number[],
  come: readonly number[],
  effort: Effort,
): Pair[] {
  if (!gone.length || !come.length) return [];
  const score = likenesses(
    gone.map((at) => pairsOf(before[at] ?? '')),
    come.map((at) => pairsOf(after[at] ?? '')),
    effort,
  );
  if (score === null) return [];
  // best[i][j]: the most that the texts from i and j on can reach.
  const best = Array.from({ length: gone.length + 1 }, () => new Float64Array(come.length + 1));
  const at = (i: number, j: number) => best[i]?.[j] ?? 0;
  const gain = (i: number, j: number) => {
    const likeness = score[i]?.[j] ?? 0;
    return likeness >= alikeFrom ? likeness + at(i + 1, j + 1) : 0;
  };
  for (let i = gone.length - 1; i >= 0; i -= 1)
    for (let j = come.length - 1; j >= 0; j -= 1)
      (best[i] as Float64Array)[j] = Math.max(gain(i, j), at(i + 1, j), at(i, j + 1));
  const pairs: Pair[] = [];
  for (let i = 0, j = 0; i < gone.length && j < come.length; ) {
    if (at(i, j) > 0 && gain(i, j) === at(i, j))
      pairs.push({ before: gone[i++] as number, after: come[j++] as number });
    else if (at(i + 1, j) >= at(i, j + 1)) i += 1;
    else j += 1;
  }
  return pairs;
}

export interface Piece {
  kind: 'same' | 'removed' | 'added';
  text: string;
}

/** What it takes to find the words of a text before they can be compared. */
const stepsPerSign = 5;
const words = new Intl.Segmenter('zh', { granularity: 'word' });

/**
 * What changed between two wordings, word by word; the one whole and then the other where they have too little in common.
 * @param effort says afterwards whether it was too much
 */
export function wordChanges(before: string, after: string, effort = newEffort()): Piece[] {
  const whole: Piece[] = [
    { kind: 'removed', text: before },
    { kind: 'added', text: after },
  ];
  if (!afford(effort, (before.length + after.length) * stepsPerSign)) return whole;
  const looked = affordableEdits(effort, mostEdits.words);
  const parts = diffWords(before, after, { intlSegmenter: words, maxEditLength: looked });
  spendEdit(effort, parts, looked);
  if (!parts) return whole;
  return parts.map((part) => ({ kind: part.added ? 'added' : part.removed ? 'removed' : 'same', text: part.value }));
}

export interface KeyedClause {
  key: string;
  parentKey: string | null;
  text: string;
}

/**
 * The keys of a corrected document's clauses: one that corresponds to a clause of the version before, under the same parent,
 * keeps its key, so that whatever names it still finds it; a new one gets a key that no clause had.
 * @param before clauses in their order, parents before children
 * @param after the same, with the keys by which the reader numbered them
 * @returns the stable key of each key of `after`
 */
export function stableKeys(
  before: readonly KeyedClause[],
  after: readonly KeyedClause[],
  effort = newEffort(),
): Map<string, string> {
  const texts = (clauses: readonly KeyedClause[]) => clauses.map((clause) => clause.text);
  const pairs = alignTexts(texts(before), texts(after), effort);
  const counterpart = new Map(pairs.map((pair) => [pair.after, before[pair.before]]));
  const keys = new Map<string, string>();
  const used = new Set(before.map((clause) => clause.key));
  after.forEach((clause, place) => {
    const parent = clause.parentKey === null ? null : (keys.get(clause.parentKey) ?? null);
    const same = counterpart.get(place);
    const key = same && same.parentKey === parent ? same.key : freshKey(parent, used);
    used.add(key);
    keys.set(clause.key, key);
  });
  return keys;
}

function freshKey(parent: string | null, used: ReadonlySet<string>): string {
  for (let number = 1; ; number += 1) {
    const key = parent === null ? `${number}` : `${parent}.${number}`;
    if (!used.has(key)) return key;
  }
}
