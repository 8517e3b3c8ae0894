import { describe, expect, it } from 'vitest';
import { SHAPES } from './cases/shapes.ts';
import { parseDirective } from './parse.ts';

/**
 * How many characters the patterns of the reader pass over while it reads: its work, counted and not timed. A pattern that is
 * found stops where it ends; one that is bound to the beginning and is not there has looked at the beginning.
 */
function workOf(text: string): number {
  const exec = RegExp.prototype.exec;
  let work = 0;
  RegExp.prototype.exec = function counted(this: RegExp, words: string) {
    const from = this.global || this.sticky ? this.lastIndex : 0;
    const match = exec.call(this, words);
    const rest = words.length - from;
    if (match) work += match.index + match[0].length - from;
    else work += this.source.startsWith('^') ? Math.min(rest, 100) : rest;
    return match;
  };
  try {
    parseDirective(text, { referenceDate: '2026-06-01' });
  } finally {
    RegExp.prototype.exec = exec;
  }
  return work;
}

describe('the work of reading', () => {
  it.each(Object.entries(SHAPES))('grows with the length and no faster: %s', (_, shape) => {
    const [short, long] = [workOf(shape(3_000)), workOf(shape(12_000))];
    expect(short).toBeGreaterThan(0);
    expect(long / short).toBeLessThan(5.5);
  });
});
