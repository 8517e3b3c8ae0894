import { matchesOf, NO_MATCHES } from './matches.ts';

/**
 * A pattern with its signs: characters of which at least one stands in whatever it matches. A clause is looked at once, and
 * a pattern none of whose signs stand in it is not tried: of some hundred that are asked of each clause, few can match.
 */
export class SignedPattern {
  readonly signs: string;
  readonly pattern: RegExp;
  readonly #word: number;
  readonly #bit: number;

  constructor(signs: string, pattern: RegExp) {
    this.signs = signs;
    this.pattern = pattern;
    this.#word = allSigned.length >> 5;
    this.#bit = 1 << (allSigned.length & 31);
    allSigned.push(this);
    if (this.#word >= WORDS) throw new RangeError('more signed patterns than there are words for');
    for (let at = 0; at < signs.length; at += 1) {
      const place = signs.charCodeAt(at) * WORDS + this.#word;
      PATTERNS_OF[place] = (PATTERNS_OF[place] as number) | this.#bit;
    }
  }

  test(text: string): boolean {
    return this.canMatch(text) && this.pattern.test(text);
  }

  exec(text: string): RegExpExecArray | null {
    return this.canMatch(text) ? this.pattern.exec(text) : null;
  }

  /** Every match of a global pattern, in order. */
  matches(text: string): readonly RegExpExecArray[] {
    return this.canMatch(text) ? matchesOf(this.pattern, text) : NO_MATCHES;
  }

  canMatch(text: string): boolean {
    if (text !== lastText) look(text);
    return ((held[this.#word] as number) & this.#bit) !== 0;
  }
}

/** @param signs what the pattern cannot match without; held against its source by signs.test.ts */
export function signed(signs: string, pattern: RegExp): SignedPattern {
  return new SignedPattern(signs, pattern);
}

/** All there are, for the test that proves their signs. */
export const allSigned: SignedPattern[] = [];

/** Words of 32 patterns each. */
const WORDS = 4;
/** For each character the patterns whose sign it is, its words side by side. */
const PATTERNS_OF = new Int32Array(0x10000 * WORDS);

// What the last text holds: many patterns are asked of one clause, one after the other.
let lastText = '';
const held = new Int32Array(WORDS);

function look(text: string): void {
  let first = 0;
  let second = 0;
  let third = 0;
  let fourth = 0;
  for (let at = 0; at < text.length; at += 1) {
    const place = text.charCodeAt(at) * WORDS;
    first |= PATTERNS_OF[place] as number;
    second |= PATTERNS_OF[place + 1] as number;
    third |= PATTERNS_OF[place + 2] as number;
    fourth |= PATTERNS_OF[place + 3] as number;
  }
  held[0] = first;
  held[1] = second;
  held[2] = third;
  held[3] = fourth;
  lastText = text;
}
