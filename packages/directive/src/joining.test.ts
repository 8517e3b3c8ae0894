import { describe, expect, it } from 'vitest';
import { toGuideShape } from './guide-shape.ts';
import { parseDirective } from './parse.ts';

const read = (sentence: string) =>
  parseDirective(`关于做好联络工作的通知\n一、任务\n${sentence}`, { referenceDate: '2026-03-01' });

describe('a clause that only says by when', () => {
  it('dates the action before it and is no action of its own', () => {
    const { text, obligations } = read('各支部要摸清党员底数，4月15日前完成。');
    expect(obligations).toHaveLength(1);
    expect(obligations[0]).toMatchObject({ quote: '摸清党员底数', deadline: { to: '2026-04-15' }, hardness: 'semi' });
    const { dueClause } = obligations[0] as (typeof obligations)[0];
    expect(dueClause && text.slice(dueClause.start, dueClause.end)).toBe('4月15日前完成');
  });

  it('stands alone in the shape of the guide, with the date', () => {
    const { obligations } = toGuideShape(read('各支部要摸清党员底数，4月15日前完成。'));
    expect(obligations.map(({ quote, deadline }) => [quote, deadline?.to ?? null])).toEqual([
      ['摸清党员底数', null],
      ['4月15日前完成', '2026-04-15'],
    ]);
  });

  it('leaves an action that has a date of its own, or that stands in another sentence', () => {
    const quotes = (sentence: string) => read(sentence).obligations.map(({ quote }) => quote);
    expect(quotes('各支部要在3月底前摸清党员底数，4月15日前完成。')).toEqual([
      '在3月底前摸清党员底数',
      '4月15日前完成',
    ]);
    expect(quotes('各支部要摸清党员底数。4月15日前完成。')).toEqual(['摸清党员底数', '4月15日前完成']);
    expect(quotes('各支部要摸清党员底数，4月15日前完成选址。')).toEqual(['摸清党员底数', '4月15日前完成选址']);
  });
});

describe('a clause that sends on what the one before it makes', () => {
  const about = (sentence: string) => {
    const { text, obligations } = read(sentence);
    return obligations.map((one) => one.about && text.slice(one.about.start, one.about.end));
  };

  it('knows what that is', () => {
    expect(about('各支部要制定整改方案，9月20日前报市政协机关党组。')).toEqual([null, '制定整改方案']);
    expect(about('各支部要制定整改方案，5月底前完成，并报机关党委备案。')).toEqual([null, '制定整改方案，5月底前完成']);
  });

  it('knows what a body bears whose name stands between the two', () => {
    expect(about('归档工作由机关党委负责。')).toEqual(['归档工作']);
    expect(about('由机关党委负责归档工作。')).toEqual([null]);
  });

  it('needs no other where it names its thing', () => {
    expect(about('各支部要制定整改方案，9月20日前报送《整改台账》。')).toEqual([null, null]);
    expect(about('各支部要制定整改方案，将台账报机关党委。')).toEqual([null, null]);
    expect(about('各支部要制定整改方案。9月20日前报市政协机关党组。')).toEqual([null, null]);
  });
});
