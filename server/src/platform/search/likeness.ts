/** A text ready to be compared: its pairs of neighbouring characters, each as often as it occurs. */
export interface Pairs {
  plain: string;
  size: number;
  counts: ReadonlyMap<string, number>;
}

/**
 * How alike two texts are: Dice's coefficient over pairs of neighbouring characters, 0 to 1. Punctuation, white space and
 * the difference of letter case and width do not count. Pairs are counted as often as they occur.
 */
export function similarity(a: string, b: string): number {
  return likeness(pairsOf(a), pairsOf(b));
}

/** The same for texts that are compared many times. */
export function likeness(a: Pairs, b: Pairs): number {
  if (a.size === 0 || b.size === 0) return a.plain !== '' && a.plain === b.plain ? 1 : 0;
  const [few, many] = a.counts.size <= b.counts.size ? [a, b] : [b, a];
  let shared = 0;
  for (const [pair, count] of few.counts) shared += Math.min(count, many.counts.get(pair) ?? 0);
  return (2 * shared) / (a.size + b.size);
}

/** Letters and digits alone, in one width and case. */
export function plainText(text: string): string {
  return text
    .normalize('NFKC')
    .toLowerCase()
    .replace(/[^\p{L}\p{N}]/gu, '');
}

export function pairsOf(text: string): Pairs {
  const plain = plainText(text);
  const signs = [...plain];
  const counts = new Map<string, number>();
  for (let at = 1; at < signs.length; at++) {
    const pair = `${signs[at - 1]}${signs[at]}`;
    counts.set(pair, (counts.get(pair) ?? 0) + 1);
  }
  return { plain, size: Math.max(signs.length - 1, 0), counts };
}
