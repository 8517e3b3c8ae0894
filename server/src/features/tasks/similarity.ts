import { likeness, type Pairs, pairsOf, plainText } from '../../platform/search/likeness.ts';

/** From this likeness on two asks are shown as overlapping (spine.md 4.9). */
export const overlapFrom = 0.6;

/** The ask of a task, prepared once and compared with many. */
export interface Ask {
  pairs: Pairs;
  cited: ReadonlySet<string>;
}

/** @param references titles of the documents that the ask refers to */
export function askOf(action: string, references: readonly string[]): Ask {
  return { pairs: pairsOf(action), cited: new Set(references.map(plainText)) };
}

/** Whether two asks overlap: founded on the same upstream document, or alike in words (spine.md 4.9). */
export function overlaps(a: Ask, b: Ask): boolean {
  for (const title of a.cited) if (b.cited.has(title)) return true;
  return likeness(a.pairs, b.pairs) >= overlapFrom;
}
