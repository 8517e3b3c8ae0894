import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { matchPolicy, numberKey, type Registered, titleKey } from './matching.ts';

describe('the key of a title', () => {
  it.each([
    ['brackets', '《关于加强联系群众工作的意见》', '关于加强联系群众工作的意见'],
    ['nested brackets', '《关于印发〈联系群众办法〉的通知》', '关于印发联系群众办法的通知'],
    ['angle brackets for nested ones', '关于印发<联系群众办法>的通知', '关于印发〈联系群众办法〉的通知'],
    ['width', '关于做好２０２６年工作的意见', '关于做好2026年工作的意见'],
    ['an issuer before 关于', '云汀市委办公室关于加强联系群众工作的意见', '关于加强联系群众工作的意见'],
    ['a line break within', '关于加强\n联系群众工作的意见', '关于加强联系群众工作的意见'],
    ['brackets of a trial', '联系群众办法（试行）', '联系群众办法(试行)'],
  ])('is the same in spite of %s', (_what, one, other) => {
    expect(titleKey(one)).toBe(titleKey(other));
  });

  it.each([
    ['联系群众办法', '联系群众办法（试行）'],
    ['2025年工作要点', '2026年工作要点'],
  ])('differs for %s and %s', (one, other) => {
    expect(titleKey(one)).not.toBe(titleKey(other));
  });
});

describe('the key of a number', () => {
  it.each(['云协发〔2020〕5号', '云协发［2020］5号', '云协发[2020]05号', '云协发（2020）第5号', '云协发【2020】 5 号'])(
    'is the same for %s',
    (number) => {
      expect(numberKey(number)).toBe('云协发[2020]5');
    },
  );

  it('keeps year and serial apart', () => {
    expect(numberKey('云协发〔2020〕5号')).not.toBe(numberKey('云协发〔2020〕15号'));
    expect(numberKey('云协发〔2020〕5号')).not.toBe(numberKey('云协发〔2021〕5号'));
    expect(numberKey(null)).toBe('');
  });
});

describe('matching a citation', () => {
  const known = (id: string, title: string, number: string | null = null): Registered => ({
    id,
    titleKey: titleKey(title),
    numberKey: numberKey(number),
  });
  const opinion = known('opinion', '关于加强联系群众工作的意见', '云协发〔2020〕5号');
  const bare = known('bare', '委员联系群众办法');

  it('goes by the number first', () => {
    const cited = { title: '另一种写法', number: '云协发[2020]5号' };
    expect(matchPolicy(cited, [bare, opinion])).toEqual({ kind: 'number', id: 'opinion' });
  });
  it('goes by the title where one side has no number', () => {
    expect(matchPolicy({ title: '《委员联系群众办法》', number: '云协办〔2021〕1号' }, [bare, opinion])).toEqual({
      kind: 'title',
      id: 'bare',
    });
  });
  it('takes one title with another number for another document', () => {
    const cited = { title: '关于加强联系群众工作的意见', number: '云协发〔2024〕9号' };
    expect(matchPolicy(cited, [opinion])).toEqual({ kind: 'none' });
  });
  it('does not choose between several of one title', () => {
    const other = known('other', '关于加强联系群众工作的意见', '云协发〔2024〕9号');
    const cited = { title: '关于加强联系群众工作的意见', number: null };
    expect(matchPolicy(cited, [opinion, other])).toEqual({ kind: 'several', ids: ['opinion', 'other'] });
  });
  it('finds nothing for a bare number that is not registered', () => {
    expect(matchPolicy({ title: '云协发〔2019〕2号', number: '云协发〔2019〕2号' }, [opinion, bare])).toEqual({
      kind: 'none',
    });
  });

  it('finds what it registered itself, whatever the title and number', () => {
    fc.assert(
      fc.property(fc.string({ minLength: 1 }), fc.option(fc.string({ minLength: 1 })), (title, number) => {
        const registered = known('one', title, number);
        fc.pre(registered.titleKey !== '');
        const isNumber = registered.numberKey !== '';
        expect(matchPolicy({ title, number }, [registered])).toEqual({
          kind: isNumber ? 'number' : 'title',
          id: 'one',
        });
      }),
    );
  });
});
