/** From this likeness on two asks are shown as overlapping (spine.md 4.9). */
export const overlapFrom = 0.6;

/**
 * How alike two texts are: Dice's coefficient over pairs of neighbouring characters, 0 to 1. Punctuation, white space and
 * the difference of letter case and width do not count. Pairs are counted as often as they occur.
 */
export function similarity(a: string, b: string): number {
  const left = pairsOf(a);
  const right = pairsOf(b);
  if (left.size === 0 || right.size === 0) return plain(a) !== '' && plain(a) === plain(b) ? 1 : 0;
  let shared = 0;
  for (const [pair, count] of left.pairs) shared += Math.min(count, right.pairs.get(pair) ?? 0);
  return (2 * shared) / (left.size + right.size);
}

/** The ask of another task, as far as the comparison needs it. */
export interface Ask {
  action: string;
  /** Titles of the documents that it refers to. */
  references: readonly string[];
}

/** Whether two asks overlap: alike in words, or founded on the same upstream document (spine.md 4.9). */
export function overlaps(a: Ask, b: Ask): boolean {
  const cited = new Set(a.references.map(plain));
  return b.references.some((title) => cited.has(plain(title))) || similarity(a.action, b.action) >= overlapFrom;
}

function plain(text: string): string {
  return text
    .normalize('NFKC')
    .toLowerCase()
    .replace(/[^\p{L}\p{N}]/gu, '');
}

function pairsOf(text: string): { size: number; pairs: Map<string, number> } {
  const signs = [...plain(text)];
  const pairs = new Map<string, number>();
  for (let at = 1; at < signs.length; at++) {
    const pair = `${signs[at - 1]}${signs[at]}`;
    pairs.set(pair, (pairs.get(pair) ?? 0) + 1);
  }
  return { size: Math.max(signs.length - 1, 0), pairs };
}
