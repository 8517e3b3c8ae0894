import { likeness, type Pairs } from '../../platform/search/likeness.ts';

/**
 * How much one comparison may still cost. The server answers everybody on one thread, and to look for what is alike costs
 * the one list times the other. It counts steps and never time, so that the same texts always compare alike.
 */
export interface Effort {
  left: number;
  /** Something was left uncompared for it; whoever reads the comparison is told. */
  tooMuch: boolean;
}

/** About one second of work. */
export const enoughSteps = 3_000_000;

export const newEffort = (left = enoughSteps): Effort => ({ left, tooMuch: false });

/** Most pairs of texts that are held against each other at once, some 500 by 500. */
export const mostPairs = 250_000;

/** So many look-ups of a pair of characters take as long as one step of a search for the shortest edit. */
const lookUpsPerStep = 5;

/**
 * The likeness of each left text with each right one; null, and the effort says so, where that is too much.
 * @param left what is compared, in rows
 * @param right the same in columns
 */
export function likenesses(left: readonly Pairs[], right: readonly Pairs[], effort: Effort): number[][] | null {
  const lookUps = left.reduce((sum, one) => sum + one.counts.size, 0) * right.length;
  const steps = left.length * right.length > mostPairs ? Number.POSITIVE_INFINITY : lookUps / lookUpsPerStep;
  if (!afford(effort, steps)) return null;
  return left.map((one) => right.map((other) => likeness(one, other)));
}

/**
 * The longest edit that the effort still allows to look for: an edit of n removals and additions is found in n² / 2 steps.
 * @param most never longer than this
 */
export const affordableEdits = ({ left }: Effort, most: number) => Math.min(most, Math.floor(Math.sqrt(2 * left)));

/** Counts an edit that was found, or with `null` one that was given up after `looked` removals and additions. */
export function spendEdit(effort: Effort, found: readonly Changed[] | null | undefined, looked: number): void {
  const edits = found?.reduce((sum, part) => sum + (part.added || part.removed ? part.count : 0), 0) ?? looked;
  effort.left = Math.max(0, effort.left - edits ** 2 / 2);
  if (!found) effort.tooMuch = true;
}

interface Changed {
  added?: boolean;
  removed?: boolean;
  count: number;
}

/** Takes the steps from what is left. @returns false, and the effort says so, where that is not enough */
export function afford(effort: Effort, steps: number): boolean {
  const enough = steps <= effort.left;
  if (enough) effort.left -= steps;
  else effort.tooMuch = true;
  return enough;
}
