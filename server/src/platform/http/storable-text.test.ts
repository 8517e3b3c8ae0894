import { describe, expect, it } from 'vitest';
import { storableText } from './storable-text.ts';

describe('the text of a request body', () => {
  it('loses what the database cannot keep, however deep it lies', () => {
    const body = { reason: 'a\u0000b', items: [{ text: 'x\ud800y' }, 3, null], ok: '𠀀' };
    expect(storableText(body)).toEqual({ reason: 'ab', items: [{ text: 'x\ufffdy' }, 3, null], ok: '𠀀' });
    expect(body.reason).toBe('a\u0000b');
  });

  it('is mended in the query of an address as well, which has a prototype of its own', () => {
    const query = Object.assign(Object.create(Object.create(null)), { search: 'a\u0000b' });
    expect(storableText(query)).toEqual({ search: 'ab' });
  });

  it('is refused in words where it is nested deeper than the stack is', () => {
    const nested = (levels: number) => JSON.parse(`${'['.repeat(levels)}${']'.repeat(levels)}`);
    expect(() => storableText(nested(100_000))).toThrow('storable.tooDeep');
    expect(storableText(nested(20))).toEqual(nested(20));
  });

  it('is left alone, the very same value, where there is nothing to mend', () => {
    const body = { reason: '与本市无关', items: [{ text: '𠀀' }] };
    expect(storableText(body)).toBe(body);
    expect(storableText(undefined)).toBeUndefined();
  });
});
