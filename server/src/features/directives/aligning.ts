import { diffArrays, diffWords } from 'diff';
import { likeness, pairsOf } from '../../platform/search/likeness.ts';

/** Two texts that correspond: their places in the two lists. */
export interface Pair {
  before: number;
  after: number;
}

/** From this likeness on a changed text is taken for the same one changed. */
const alikeFrom = 0.5;

/**
 * Which texts of two lists correspond: the same words in the same order first, then within each changed stretch what is most
 * alike, never crossing. Ordered by place; what is in no pair was left out or is new.
 */
export function alignTexts(before: readonly string[], after: readonly string[]): Pair[] {
  const pairs: Pair[] = [];
  let [b, a] = [0, 0];
  let gone: number[] = [];
  let come: number[] = [];
  const close = () => {
    pairs.push(...mostAlike(before, after, gone, come));
    gone = [];
    come = [];
  };
  for (const run of diffArrays([...before], [...after])) {
    if (run.removed) for (const _ of run.value) gone.push(b++);
    else if (run.added) for (const _ of run.value) come.push(a++);
    else {
      close();
      for (const _ of run.value) pairs.push({ before: b++, after: a++ });
    }
  }
  close();
  return pairs;
}

/** The pairs of a changed stretch with the greatest likeness in all that do not cross. */
function mostAlike(
  before: readonly string[],
  after: readonly string[],
  gone: readonly number[],
  come: readonly number[],
): Pair[] {
  if (!gone.length || !come.length) return [];
  const left = gone.map((at) => pairsOf(before[at] ?? ''));
  const right = come.map((at) => pairsOf(after[at] ?? ''));
  const score = left.map((one) => right.map((other) => likeness(one, other)));
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

const words = new Intl.Segmenter('zh', { granularity: 'word' });

/** What changed between two wordings, word by word. */
export function wordChanges(before: string, after: string): Piece[] {
  return diffWords(before, after, { intlSegmenter: words }).map((part) => ({
    kind: part.added ? 'added' : part.removed ? 'removed' : 'same',
    text: part.value,
  }));
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
export function stableKeys(before: readonly KeyedClause[], after: readonly KeyedClause[]): Map<string, string> {
  const pairs = alignTexts(
    before.map((clause) => clause.text),
    after.map((clause) => clause.text),
  );
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
