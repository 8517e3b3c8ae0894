import { readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { fileURLToPath } from 'node:url';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { copyText } from './copyText.ts';

class TextArea {
  select = vi.fn();
}
const selectAllChildren = vi.fn();
const element = {} as HTMLElement;

beforeEach(() => {
  selectAllChildren.mockClear();
  vi.stubGlobal('HTMLTextAreaElement', TextArea);
  vi.stubGlobal('window', { getSelection: () => ({ selectAllChildren }) });
});
afterEach(() => vi.unstubAllGlobals());

describe('copying', () => {
  it('goes to the clipboard where there is one, and leaves the selection alone', async () => {
    const writeText = vi.fn(async () => undefined);
    vi.stubGlobal('navigator', { clipboard: { writeText } });
    expect(await copyText('abc', element)).toBe('copied');
    expect(writeText).toHaveBeenCalledWith('abc');
    expect(selectAllChildren).not.toHaveBeenCalled();
  });

  it.each([
    ['plain http, where a page has no clipboard', {}],
    ['a browser that refuses', { clipboard: { writeText: () => Promise.reject(new Error('denied')) } }],
  ])('selects what is shown on %s', async (_where, navigator) => {
    vi.stubGlobal('navigator', navigator);
    expect(await copyText('abc', element)).toBe('selected');
    expect(selectAllChildren).toHaveBeenCalledWith(element);
    const field = new TextArea();
    expect(await copyText('abc', field as unknown as HTMLElement)).toBe('selected');
    expect(field.select).toHaveBeenCalledOnce();
  });

  it('is done in this one place', () => {
    const sources = fileURLToPath(new URL('..', import.meta.url));
    const using = readdirSync(sources, { recursive: true, encoding: 'utf8' }).filter(
      (file) =>
        /\.tsx?$/.test(file) &&
        !file.endsWith('.test.ts') &&
        readFileSync(path.join(sources, file), 'utf8').includes('navigator.clipboard'),
    );
    expect(using).toEqual([path.join('ui', 'copyText.ts')]);
  });
});
