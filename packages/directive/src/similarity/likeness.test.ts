import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { clauseComparer, proposedFrom, stretchesOf } from './likeness.ts';

function like(one: string, other: string, corpus: readonly string[] = []) {
  const { prepare, compare } = clauseComparer([...corpus, one, other]);
  return compare(prepare(one), prepare(other));
}

describe('likeness of clauses', () => {
  it('is high where one carries the other out, and says by which words', () => {
    const found = like('健全委员联系群众的工作制度。', '各专委会6月底前制定委员联系群众工作办法，明确联系频次。');
    expect(found.score).toBeGreaterThanOrEqual(proposedFrom);
    expect(found.shared).toContain('委员联系群众');
    expect(found.otherAct).toBe(false);
  });

  it('brings together what says one matter by different words', () => {
    const found = like('政协党组每年向同级党委报告一次工作。', '市政协党组于一季度向市委专题汇报。');
    expect(found.score).toBeGreaterThanOrEqual(proposedFrom);
  });

  it.each([
    [
      'formula words alone',
      '要高度重视，切实加强组织领导，确保落到实处。',
      '各科室要高度重视，切实加强组织领导，确保落到实处。',
    ],
    ['a time that is the same', '年底前完成委员履职档案数字化。', '年底前完成机关供暖管道改造。'],
    ['nothing', '', '建立台账。'],
  ])('is none where both share %s', (_what, one, other) => {
    expect(like(one, other).score).toBeLessThan(proposedFrom);
  });

  it('is less where the same thing is done something else to', () => {
    const same = like('建立委员联系群众台账。', '制定委员联系群众台账样式。');
    const different = like('建立委员联系群众台账。', '评选委员联系群众先进。');
    expect([same.otherAct, different.otherAct]).toEqual([false, true]);
    expect(different.score).toBeLessThan(same.score);
  });

  it('is less where one side alone speaks of running a house', () => {
    expect(like('健全党员委员管理制度。', '健全机关食堂管理制度。').score).toBeLessThan(proposedFrom);
  });

  it('counts full and half width alike', () => {
    expect(like('建成ＡＢ系统。', '建成AB系统。').score).toBe(like('建成AB系统！', '建成AB系统。').score);
  });

  it('leaves stretches without formula words and times', () => {
    expect(stretchesOf('进一步健全完善工作机制，每季度走访群众')).toEqual(['走访群众']);
  });

  const words = fc
    .array(fc.constantFrom('委员', '提案', '协商', '建立', '台账', '每季度', '，', '。', '走访', '食堂', 'A', '𠀀'), {
      maxLength: 16,
    })
    .map((parts) => parts.join(''));

  it('lies between 0 and 1, is the same both ways and for any order of the corpus', () => {
    fc.assert(
      fc.property(words, words, fc.array(words, { maxLength: 5 }), (one, other, corpus) => {
        const there = like(one, other, corpus);
        const { prepare, compare } = clauseComparer([other, one, ...corpus.toReversed()]);
        const back = compare(prepare(other), prepare(one));
        expect(there.score).toBeGreaterThanOrEqual(0);
        expect(there.score).toBeLessThanOrEqual(1);
        expect([back.score, back.otherAct]).toEqual([there.score, there.otherAct]);
        for (const word of there.shared) {
          for (const text of [one, other]) expect(stretchesOf(text).some((part) => part.includes(word))).toBe(true);
        }
      }),
    );
  });
});
