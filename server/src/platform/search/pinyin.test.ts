import { expect, it } from 'vitest';
import { spellingOf } from './pinyin.ts';

it('spells as one types, without tones and signs', () => {
  expect(spellingOf('绿水县政协')).toEqual({ pinyin: 'lvshuixianzhengxie', initials: 'lsxzx' });
  expect(spellingOf('（第3）组')).toEqual({ pinyin: 'di3zu', initials: 'd3z' });
  expect(spellingOf('')).toEqual({ pinyin: '', initials: '' });
});

it('reads the beginning of a person’s name as a surname', () => {
  expect(spellingOf('单一平', { person: true }).initials).toBe('syp');
  expect(spellingOf('单一平').initials).toBe('dyp');
});
