import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { alignTexts, type KeyedClause, stableKeys, wordChanges } from './aligning.ts';
import { enoughSteps, newEffort } from './effort.ts';

const lines = fc.array(fc.constantFrom('建立台账', '报送情况', '开展走访活动', '加强组织领导', '做好总结'), {
  maxLength: 8,
});

describe('aligning', () => {
  it('pairs a list with itself line by line, and never crosses', () => {
    fc.assert(
      fc.property(lines, lines, (before, after) => {
        expect(alignTexts(before, before)).toEqual(before.map((_, at) => ({ before: at, after: at })));
        const pairs = alignTexts(before, after);
        expect([...pairs].sort((a, b) => a.before - b.before)).toEqual(pairs);
        expect(new Set(pairs.map((pair) => pair.after)).size).toBe(pairs.length);
        expect([...pairs].sort((a, b) => a.after - b.after)).toEqual(pairs);
      }),
    );
  });

  it('finds a changed line beside one that was put in', () => {
    const before = ['一、建立台账', '各县政协要在9月底前建成联系群众台账。', '二、总结'];
    const after = ['一、建立台账', '各专委会要做好宣传。', '各县政协要在10月底前建成联系群众台账。', '二、总结'];
    expect(alignTexts(before, after)).toEqual([
      { before: 0, after: 0 },
      { before: 1, after: 2 },
      { before: 2, after: 3 },
    ]);
  });
});

it('tells the change word by word, and both wordings come out of it whole', () => {
  const pieces = wordChanges('在9月底前建成台账', '在10月底前建成并公开台账');
  const side = (without: string) =>
    pieces
      .filter((piece) => piece.kind !== without)
      .map((piece) => piece.text)
      .join('');
  expect([side('added'), side('removed')]).toEqual(['在9月底前建成台账', '在10月底前建成并公开台账']);
  expect(pieces.filter((piece) => piece.kind === 'same').map((piece) => piece.text)).toContain('台账');
});

describe('keys of clauses', () => {
  const before: KeyedClause[] = [
    { key: '1', parentKey: null, text: '一、建立台账' },
    { key: '1.1', parentKey: '1', text: '（一）县级政协建立联系群众台账' },
    { key: '2', parentKey: null, text: '二、开展走访' },
  ];

  it('stay with their clauses when another is put in before them', () => {
    const after: KeyedClause[] = [
      { key: '1', parentKey: null, text: '一、加强领导' },
      { key: '2', parentKey: null, text: '二、建立台账' },
      { key: '2.1', parentKey: '2', text: '（一）县级政协建立联系群众工作台账' },
      { key: '3', parentKey: null, text: '三、开展走访' },
    ];
    expect(Object.fromEntries(stableKeys(before, after))).toEqual({ 1: '3', 2: '1', '2.1': '1.1', 3: '2' });
  });

  it('are never given twice, and are what they were where nothing changed', () => {
    fc.assert(
      fc.property(lines, lines, (left, right) => {
        const keyed = (texts: readonly string[]) =>
          texts.map((text, at): KeyedClause => ({ key: `${at + 1}`, parentKey: null, text }));
        const keys = [...stableKeys(keyed(left), keyed(right)).values()];
        expect(new Set(keys).size).toBe(right.length);
        for (const [from, to] of stableKeys(keyed(left), keyed(left))) expect(to).toBe(from);
      }),
    );
  });
});

describe('of texts that differ too much', () => {
  const numbered = (count: number, words: string) => Array.from({ length: count }, (_, at) => `第${at}项${words}`);
  const [was, is] = ['要求各县政协按时报送台账', '要求各县政协每月报送台账'];

  it('pairs a stretch that is short enough by likeness, and says of a longer one that it was too much', () => {
    const short = newEffort();
    expect(alignTexts(numbered(60, was), numbered(60, is), short)).toHaveLength(60);
    expect(short.tooMuch).toBe(false);
    const long = newEffort();
    expect(alignTexts(['一、总则', ...numbered(600, was)], ['一、总则', ...numbered(600, is)], long)).toEqual([
      { before: 0, after: 0 },
    ]);
    expect(long.tooMuch).toBe(true);
  });

  it('tells a long line of other words whole, and finds one changed word in a long line', () => {
    const other = Array.from({ length: 3000 }, (_, at) => String.fromCodePoint(0x4e00 + at)).join('，');
    const effort = newEffort();
    expect(wordChanges(other, '台账'.repeat(3000), effort)).toEqual([
      { kind: 'removed', text: other },
      { kind: 'added', text: '台账'.repeat(3000) },
    ]);
    expect(effort.tooMuch).toBe(true);
    const same = newEffort();
    expect(wordChanges(other, other.replace('，丠', '，某'), same).length).toBeGreaterThan(2);
    expect(same.tooMuch).toBe(false);
  });

  it('never spends more than it has, however many lines there are, and goes on telling both wordings whole', () => {
    const effort = newEffort();
    for (let at = 0; at < 200; at += 1) {
      const [before, after] = [numbered(40, was).join('、'), numbered(40, `${at}是`).reverse().join('，')];
      const pieces = wordChanges(before, after, effort);
      const side = (without: string) => pieces.filter((piece) => piece.kind !== without).map((piece) => piece.text);
      expect([side('added').join(''), side('removed').join('')]).toEqual([before, after]);
      expect(effort.left).toBeGreaterThanOrEqual(0);
    }
    expect(effort.tooMuch).toBe(true);
    expect(effort.left).toBeLessThan(enoughSteps / 100);
  });
});
