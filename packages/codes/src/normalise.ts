const MIDDLE_DOTS = /[•‧・]/g;
const WHITE_SPACE = /\s+/g;

/**
 * The form in which names and code words are compared: NFKC, no white space, one kind of middle dot.
 * Source: measures.md 1.4. Never throws.
 */
export function normaliseName(text: string): string {
  return text.normalize('NFKC').replace(WHITE_SPACE, '').replace(MIDDLE_DOTS, '·');
}

/** Index from every normalised word of a list to its entry. A word claimed by two entries is a programming error. */
export function indexByWord<Entry>(entries: readonly Entry[], wordsOf: (entry: Entry) => readonly string[]) {
  const index = new Map<string, Entry>();
  for (const entry of entries) {
    for (const word of wordsOf(entry)) {
      const key = normaliseName(word);
      const holder = index.get(key);
      if (holder !== undefined && holder !== entry) throw new Error(`The word ${word} names two entries of one list`);
      index.set(key, entry);
    }
  }
  return index;
}
