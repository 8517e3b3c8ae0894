import { describe, expect, it } from 'vitest';
import { byParagraph, innermost, type Overlays, paragraphAt, paragraphsOf, piecesOf, pressed } from './marks.ts';

const none: Overlays = { requirements: [], leftOut: [], problems: [], references: [] };

describe('the lines of a document', () => {
  const text = '甲𠀀乙\n\n丙丁';
  const lines = paragraphsOf(text);

  it('carry UTF-16 offsets and give back the text', () => {
    expect(lines.map((line) => text.slice(line.start, line.end))).toEqual(['甲𠀀乙', '', '丙丁']);
    expect(lines.map((line) => line.start)).toEqual([0, 5, 6]);
  });

  it('are found by any offset, a line break belonging to the line before it', () => {
    expect([0, 4, 5, 6, 8].map((offset) => paragraphAt(lines, offset))).toEqual([0, 0, 1, 2, 2]);
  });

  it('know every passage that touches them', () => {
    const over = byParagraph(lines, [{ start: 2, end: 7 }]);
    expect([...over.keys()]).toEqual([0, 1, 2]);
    expect(byParagraph(lines, [{ start: 6, end: 8 }]).has(0)).toBe(false);
  });
});

describe('the pieces of a line', () => {
  it('follow each other without gap, however passages overlap', () => {
    const line = { start: 10, end: 30 };
    const requirements = [
      { id: 'a', start: 5, end: 20 },
      { id: 'b', start: 12, end: 25 },
      { id: 'c', start: 14, end: 16 },
    ];
    const pieces = piecesOf(line, { ...none, requirements, leftOut: [{ start: 26, end: 40, reason: 'pageNumber' }] });
    expect(pieces[0]?.start).toBe(10);
    expect(pieces.at(-1)?.end).toBe(30);
    for (const [index, piece] of pieces.slice(1).entries()) expect(piece.start).toBe(pieces[index]?.end);
    expect(pieces.map((piece) => piece.requirementIds.join(''))).toEqual(['a', 'ab', 'abc', 'ab', 'b', '', '']);
    expect(pieces.at(-1)?.leftOut).toBe('pageNumber');
  });

  it('are one piece where nothing lies over the line', () => {
    expect(piecesOf({ start: 3, end: 9 }, none)).toHaveLength(1);
  });

  it('mean their innermost passage when clicked', () => {
    const spans = new Map([
      ['wide', { start: 0, end: 50 }],
      ['narrow', { start: 10, end: 20 }],
    ]);
    expect(innermost(['wide', 'narrow'], spans)).toBe('narrow');
    expect(innermost([], spans)).toBeNull();
  });

  it('mean the next one around it when the innermost is in hand, and come round to it again', () => {
    const spans = new Map([
      ['wide', { start: 0, end: 50 }],
      ['narrow', { start: 10, end: 20 }],
      ['middle', { start: 5, end: 30 }],
    ]);
    const ids = [...spans.keys()];
    expect(pressed(ids, spans, null)).toBe('narrow');
    expect(pressed(ids, spans, 'elsewhere')).toBe('narrow');
    expect(pressed(ids, spans, 'narrow')).toBe('middle');
    expect(pressed(ids, spans, 'middle')).toBe('wide');
    expect(pressed(ids, spans, 'wide')).toBe('narrow');
    expect(pressed([], spans, 'wide')).toBeNull();
  });

  it('show the words that bear a proposal out, inside a passage and outside any', () => {
    const requirements = [{ id: 'a', start: 14, end: 20 }];
    const evidence = [
      { start: 12, end: 13 },
      { start: 16, end: 18 },
    ];
    const pieces = piecesOf({ start: 10, end: 24 }, { ...none, requirements, evidence });
    expect(pieces.filter((piece) => piece.evidence).map(({ start, end }) => [start, end])).toEqual([
      [12, 13],
      [16, 18],
    ]);
  });
});
