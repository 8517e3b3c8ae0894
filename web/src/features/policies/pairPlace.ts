/** Where the person is in a list of pairs: at the pair with this key; without one, at whichever stands at the place. */
export interface Held {
  key: string | null;
  index: number;
}

/**
 * The place of the held pair in the list as it is now; -1 where it is gone, because somebody else decided it: the next key must
 * not decide a pair that nobody looked at.
 */
export function placeOf(keys: readonly string[], { key, index }: Held): number {
  return key === null ? Math.min(index, keys.length - 1) : keys.indexOf(key);
}

/** One step down or up from the held pair, or from where it stood. */
export function moved(keys: readonly string[], held: Held, by: 1 | -1): Held {
  const at = placeOf(keys, held);
  const from = at >= 0 ? at + by : held.index + (by > 0 ? 0 : -1);
  const index = Math.max(0, Math.min(from, keys.length - 1));
  return { key: keys[index] ?? null, index };
}

/** Where the person is once these were decided: where they were, or at what follows the pair that they decided. */
export function afterDeciding(keys: readonly string[], held: Held, decided: ReadonlySet<string>): Held {
  const at = placeOf(keys, held);
  if (at < 0 || !decided.has(keys[at] ?? '')) return held;
  return { key: null, index: keys.slice(0, at).filter((key) => !decided.has(key)).length };
}
