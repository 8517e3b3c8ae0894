/** Every match of a global pattern, in order. `matchAll` copies its pattern at each call, which costs more than looking. */
export function matchesOf(pattern: RegExp, text: string): readonly RegExpExecArray[] {
  pattern.lastIndex = 0;
  const first = pattern.exec(text);
  if (first === null) return NO_MATCHES;
  const found: RegExpExecArray[] = [];
  for (let match: RegExpExecArray | null = first; match !== null; match = pattern.exec(text)) {
    found.push(match);
    // A match of nothing would be found at its place for ever.
    if (match[0] === '') pattern.lastIndex += 1;
  }
  return found;
}

export const NO_MATCHES: readonly RegExpExecArray[] = [];

/** Which characters belong to a set, by their code: one look in a table instead of a pattern. */
export type CharacterSet = Uint8Array;

export function characterSet(characters: string): CharacterSet {
  const set = new Uint8Array(0x10000);
  for (const character of characters) set[character.charCodeAt(0)] = 1;
  return set;
}

/** Whether any character of the set stands in the text. */
export function holdsAny(set: CharacterSet, text: string): boolean {
  for (let at = 0; at < text.length; at += 1) if (set[text.charCodeAt(at)] === 1) return true;
  return false;
}
