import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { charactersPerLine } from './grid.ts';
import { formatDay } from './numbers.ts';
import { sealedPlaces, unsealedPlaces } from './signature.ts';
import { breakLines, lineCount, widthInCharacters } from './width.ts';

const issuers = fc.integer({ min: 1, max: 24 }).map((length) => '政'.repeat(length));
const days = fc
  .date({ min: new Date('1990-01-01'), max: new Date('2090-12-31'), noInvalidDate: true })
  .map((date) => formatDay(date.toISOString().slice(0, 10)));

describe('signature and date', () => {
  it('centres the issuer above a sealed date', () => {
    fc.assert(
      fc.property(issuers, days, (issuer, day) => {
        const { issuerRight, dateRight } = sealedPlaces(issuer, day);
        expect(dateRight).toBe(4);
        const middles = issuerRight + widthInCharacters(issuer) / 2 - (dateRight + widthInCharacters(day) / 2);
        if (issuerRight > 0) expect(middles).toBeCloseTo(0);
        else expect(middles).toBeGreaterThanOrEqual(0);
      }),
    );
  });

  it('begins an unsealed date two characters after the issuer', () => {
    fc.assert(
      fc.property(issuers, days, (issuer, day) => {
        const { issuerRight, dateRight } = unsealedPlaces(issuer, day);
        const longer = widthInCharacters(day) > widthInCharacters(issuer);
        expect(longer ? dateRight : issuerRight).toBe(2);
        const issuerStart = charactersPerLine - issuerRight - widthInCharacters(issuer);
        const dateStart = charactersPerLine - dateRight - widthInCharacters(day);
        // A date nearly as long as its issuer has no room for both characters and ends at the edge.
        if (dateRight > 0) expect(dateStart - issuerStart).toBe(2);
      }),
    );
  });

  it('moves the issuer for a longer date', () => {
    expect(unsealedPlaces('市政协', '2026年12月31日')).toEqual({ issuerRight: 8, dateRight: 2 });
  });
});

describe('lines of text', () => {
  it('fills 28 characters before it begins another line', () => {
    expect(lineCount('协'.repeat(28), 28)).toBe(1);
    expect(lineCount('协'.repeat(29), 28)).toBe(2);
    expect(lineCount('协'.repeat(28), 28, 2)).toBe(2);
  });

  it('takes a neighbour along rather than begin a line with a mark', () => {
    expect(lineCount(`${'协'.repeat(28)}。`, 28)).toBe(2);
    expect(lineCount(`${'协'.repeat(27)}（协）`, 28)).toBe(2);
  });

  it('breaks into lines that fit and lose nothing', () => {
    fc.assert(
      fc.property(fc.string({ unit: fc.constantFrom('协', '，', '（', '。', '1', 'a') }), (text) => {
        const lines = breakLines(text, 12, 2);
        expect(lines.join('')).toBe(text);
        for (const line of lines) expect(widthInCharacters(line)).toBeLessThanOrEqual(12);
      }),
    );
    expect(breakLines('协'.repeat(30), 12, -3).map((line) => line.length)).toEqual([15, 12, 3]);
  });

  it('never needs fewer lines for more text', () => {
    fc.assert(
      fc.property(fc.string(), fc.string(), (text, more) => {
        expect(lineCount(text + more, 28)).toBeGreaterThanOrEqual(lineCount(text, 28));
      }),
    );
  });
});
