import { describe, expect, it } from 'vitest';
import { afterDeciding, moved, placeOf } from './pairPlace.ts';

const list = ['a', 'b', 'c', 'd'];
const at = (key: string) => ({ key, index: list.indexOf(key) });

describe('the pair in hand', () => {
  it('stays in hand when the list is read anew in another order', () => {
    expect(placeOf(['new', 'a', 'b', 'c'], at('b'))).toBe(2);
    expect(placeOf(['c', 'b', 'a'], at('b'))).toBe(1);
  });

  it('is none when somebody else has decided it, until the person moves on from where it stood', () => {
    const left = ['a', 'c', 'd'];
    expect(placeOf(left, at('b'))).toBe(-1);
    expect(moved(left, at('b'), 1)).toEqual({ key: 'c', index: 1 });
    expect(moved(left, at('b'), -1)).toEqual({ key: 'a', index: 0 });
    expect(moved(['a'], at('d'), 1)).toEqual({ key: 'a', index: 0 });
    expect(moved([], at('a'), 1)).toEqual({ key: null, index: 0 });
  });

  it('moves within the list', () => {
    expect(moved(list, at('b'), 1)).toEqual(at('c'));
    expect(moved(list, at('d'), 1)).toEqual(at('d'));
    expect(moved(list, at('a'), -1)).toEqual(at('a'));
  });

  it('is followed by the next one when it was decided, and stays when others were', () => {
    const held = afterDeciding(list, at('b'), new Set(['b']));
    expect(placeOf(['a', 'c', 'd'], held)).toBe(1);
    expect(placeOf(['a', 'b'], afterDeciding(list, at('b'), new Set(['c', 'd'])))).toBe(1);
    const several = afterDeciding(list, at('c'), new Set(['a', 'c']));
    expect(placeOf(['b', 'd'], several)).toBe(1);
    expect(placeOf(['a', 'b', 'c'], afterDeciding(list, at('d'), new Set(['d'])))).toBe(2);
    expect(placeOf([], afterDeciding(list, at('a'), new Set(list)))).toBe(-1);
  });
});
