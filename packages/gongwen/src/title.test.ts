import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { breakTitle, isShaped, titleWidth, titleWords } from './title.ts';
import { widthInCharacters } from './width.ts';

const words = [
  '政协',
  '澄岚市',
  '委员会',
  '关于',
  '做好',
  '2026年',
  '联络',
  '工作',
  '进展',
  '情况',
  '的',
  '通报',
  '《意见》',
  '、',
];
const titles = fc.array(fc.constantFrom(...words), { minLength: 1, maxLength: 28 }).map((parts) => parts.join(''));

/** Where each of the parts ends in the whole. */
function endsOf(parts: readonly string[]): number[] {
  return parts.map((_, i) => parts.slice(0, i + 1).join('').length);
}

describe('lines of a title', () => {
  it('stays whole where it fits one line', () => {
    expect(breakTitle('关于做好委员联络工作的通知')).toEqual(['关于做好委员联络工作的通知']);
  });

  it('makes a trapezoid or a diamond of a long one', () => {
    const lines = breakTitle('政协澄岚市委员会关于2026年第二季度全市政协系统党建工作重点任务进展情况的通报', [
      '政协澄岚市委员会',
      '第二季度',
      '党建工作',
    ]);
    expect(lines.length).toBeGreaterThan(1);
    expect(isShaped(lines.map(widthInCharacters))).toBe(true);
  });

  it('keeps together what must not be split', () => {
    const lines = breakTitle('关于转发《政协澄岚市委员会联络工作规则》和做好下半年工作的通知', ['政协澄岚市委员会']);
    expect(lines.some((line) => line.includes('政协澄岚市委员会'))).toBe(true);
  });

  it('loses nothing, overfills no line and breaks only between words', () => {
    fc.assert(
      fc.property(titles, (title) => {
        const lines = breakTitle(title);
        expect(lines.join('')).toBe(title);
        for (const line of lines) expect(widthInCharacters(line)).toBeLessThanOrEqual(titleWidth);
        const ends = new Set(endsOf(titleWords(title)));
        for (const end of endsOf(lines)) expect(ends.has(end)).toBe(true);
      }),
    );
  });

  it('begins no line with a mark or particle that leans on the word before', () => {
    fc.assert(
      fc.property(titles, (title) => {
        for (const line of breakTitle(title).slice(1)) expect(line).not.toMatch(/^[的、》]/);
      }),
    );
  });

  it('splits a word that is longer than a line, because nothing else is left', () => {
    const lines = breakTitle('A'.repeat(100));
    expect(lines.join('')).toBe('A'.repeat(100));
    for (const line of lines) expect(widthInCharacters(line)).toBeLessThanOrEqual(titleWidth);
  });

  it.each([
    [[3, 4, 5], true],
    [[5, 4], true],
    [[3, 6, 4], true],
    [[5, 3, 6], false],
    [[4, 4], false],
  ])('knows the shapes: %j', (widths, shaped) => {
    expect(isShaped(widths)).toBe(shaped);
  });
});
