import { readFileSync } from 'node:fs';
import path from 'node:path';
import { describe, expect, it } from 'vitest';
import { plainText } from '../../fixtures/circular.ts';
import { mendBreaks } from './soft-breaks.ts';
import { readPlain } from './txt.ts';

const paragraphs = plainText()
  .trimEnd()
  .split('\n')
  .filter((line) => !line.includes('\t'));

/** Lines of so many characters, as a page breaks them: some signs begin no line. */
function broken(width: number, indent: string): string {
  return paragraphs
    .map((paragraph) => {
      const lines: string[] = [];
      for (let left = indent + paragraph; left !== ''; ) {
        const end = /[，。；：、）]/.test(left.charAt(width)) ? width - 1 : width;
        lines.push(left.slice(0, end));
        left = left.slice(end);
      }
      return lines.join('\n');
    })
    .join('\n');
}

describe('lines that were broken inside of paragraphs', () => {
  it.each([
    [28, '　　'],
    [28, ''],
    [36, ''],
    [20, ''],
  ])('of %i characters, indented by “%s”, are mended', (width, indent) => {
    const { text, count } = mendBreaks(broken(width, indent));
    expect(text.split('\n').map((line) => line.trim())).toEqual(paragraphs);
    expect(count).toBeGreaterThan(10);
  });

  it('are left where a person says so, and the mending is said', () => {
    const text = broken(28, '　　');
    expect(readPlain(text)).toMatchObject({ ok: true, notes: [{ key: 'linesMended' }] });
    expect(readPlain(text, { keepBreaks: true })).toMatchObject({ ok: true, text, notes: [] });
  });
});

describe('a text with one paragraph a line', () => {
  it.each(Array.from({ length: 15 }, (_, index) => String(index + 1).padStart(2, '0')))(
    'is left alone (annotated document %s)',
    (name) => {
      const text = readFileSync(path.join(import.meta.dirname, `../../benchmark/texts/${name}.txt`), 'utf8');
      expect(mendBreaks(text)).toEqual({ text, count: 0 });
    },
  );

  it.each([
    ['short lines', '一、建立台账\n二、走访委员\n三、报送总结\n四、开展评估'],
    ['verses of one length', '各支部要建立联络台账并报送。\n各专委会要走访委员并反馈。\n办公室要汇总情况并通报。'],
    ['a table', `${'各县级政协\t建立台账\t六月底前\n'.repeat(5)}`],
    ['nothing', ''],
  ])('is left alone: %s', (_, text) => {
    expect(mendBreaks(text)).toEqual({ text, count: 0 });
  });
});
