import { describe, expect, it } from 'vitest';
import { learn, passagesOf } from './real-texts.mjs';

const foreign = '会议要求，各县区在河长制巡查之外，另设一本水岸台账，由驻村委员逐月核对并向群众公开结果。';

describe('a passage of a real text', () => {
  it('is found wherever it begins, with other punctuation, inside other words', () => {
    const known = learn([foreign]);
    const characters = [...foreign.replaceAll(/[，。]/g, '')];
    for (let at = 0; at + 16 <= characters.length; at += 1) {
      const copied = characters.slice(at, at + 16).join(at % 2 === 0 ? '' : '、');
      expect([copied, passagesOf(`甲乙丙“${copied}”丁戊己`, known).length > 0]).toEqual([copied, true]);
    }
  });

  it('is not a few common words, a text of one’s own, or a formula that everybody uses', () => {
    const formula = '政治协商、民主监督、参政议政、凝聚共识';
    const known = learn([foreign, `要履行${formula}职能`]);
    expect(passagesOf('由驻村委员逐月核对台账', known)).toEqual([]);
    expect(passagesOf('各县区政协在走访之外另设一本联系群众台账，由联络员逐月核对', known)).toEqual([]);
    expect(passagesOf(`政协的职能是${formula}`, known)).toEqual([]);
  });

  it('is known by its digest alone', () => {
    expect([...learn([foreign])].every((digest) => /^[\w-]{7}$/.test(digest))).toBe(true);
  });
});
