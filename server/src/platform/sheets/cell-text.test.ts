import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { cellText, mostCellCharacters, plainCell, sameCell } from './cell-text.ts';

const text = (value: string) => ({ text: value, number: false });
const number = (value: number) => ({ text: String(value), number: true });

describe('a cell of a file says the same as a value', () => {
  it.each([
    ['2026年6月30日', text('2026-06-30'), 'a day that the spreadsheet took for one'],
    ['2026-06-30', text('2026/6/30'), 'a day typed anew'],
    ['2026-06-30', text('２０２６－６－３０'.replaceAll('－', '-')), 'full-width digits'],
    ['2026-06-17 09:01', text('2026-06-17 09:01:00'), 'a minute with its seconds'],
    ['2026-06-30', number(46203), 'a day as Excel counts, its format lost'],
    ['007', number(7), 'digits that became a number'],
    ['12.50', number(12.5), 'a number of digits'],
    ['张　三', text('张 三'), 'white space of another width'],
    ['一\n二', text('一\r\n二 '), 'line ends'],
    ['=1+1', text('=1+1'), 'a text like a formula'],
    ['', text(' '), 'nothing'],
  ])('%s · %o: %s', (value, cell) => expect(sameCell(cell, value)).toBe(true));

  it.each([
    ['007', text('7'), 'leading zeros taken away'],
    ['2026-06-30', text('2026-07-01'), 'another day'],
    ['2026-06-30', number(46204), 'the next day as Excel counts'],
    ['', number(0), 'nothing and a nought'],
    ['。', text('.'), 'another full stop'],
    ['张三', text('张 三'), 'a space in between'],
    ['2', text('=1+1'), 'a formula and what it comes to'],
  ])('%s · %o is a change: %s', (value, cell) => expect(sameCell(cell, value)).toBe(false));

  it('is laid down in one step, whatever the text', () => {
    fc.assert(
      fc.property(
        fc.string({ unit: fc.constantFrom(...' \n\r\t\u3000\u00a0０９2年月日-/.:T=a'), maxLength: 14 }),
        (value) => {
          expect(plainCell(plainCell(value))).toBe(plainCell(value));
        },
      ),
    );
  });
});

describe('a value as a cell', () => {
  it('holds no sign that a workbook cannot hold', () => {
    expect(cellText('a\u0000b\u0007c\ud800d\te\nf', 'zh-CN')).toBe('abc\ufffdd\te\nf');
  });

  it('is cut where it has no room, and says so', () => {
    const whole = '字'.repeat(mostCellCharacters);
    expect(cellText(whole, 'zh-CN')).toBe(whole);
    const cut = cellText(`${whole}字`, 'zh-CN');
    expect([cut.length, cut.endsWith('……（全文32768字，单元格未列完）')]).toEqual([mostCellCharacters, true]);
    expect(cellText(`${whole}字`, 'en')).toContain('32768 characters');
  });
});
