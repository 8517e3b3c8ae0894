import { describe, expect, test } from 'vitest';
import { speak } from '../app/locale/text.ts';
import { readChoice } from './columns.ts';
import { type Figure, figureInWords } from './FigureValue.tsx';
import { sortFiles } from './fileRules.ts';
import { directionOf, nextSort } from './listAddress.ts';
import { uiText } from './locale.ts';
import { marksAPlace } from './ProblemNotice.tsx';

const figure: Figure = {
  id: 'coverage',
  version: 1,
  unit: 'ratio',
  asOf: '2026-11-25',
  scope: 'city',
  value: 0.8752,
  numerator: 7,
  denominator: 8,
  facts: '/api/figures/coverage/facts?token=x',
};
const inWords = (change: Partial<Figure>) =>
  figureInWords({ ...figure, ...change }, 'zh-CN', (key, slots) => speak(uiText, 'zh-CN', key, slots));

describe('a figure in words', () => {
  test('is a percentage from five on and two counts below', () => {
    expect(inWords({})).toBe('87.5%');
    expect(inWords({ value: 0.6, numerator: 3, denominator: 5 })).toBe('60%');
    expect(inWords({ value: 0.75, numerator: 3, denominator: 4 })).toBe('3 / 4');
  });

  test('says that there is no data, which is not zero', () => {
    expect(inWords({ value: null, numerator: 0, denominator: 0 })).toBe('无数据');
    expect(inWords({ unit: 'count', value: 0, numerator: 0, denominator: null })).toBe('0');
    expect(inWords({ unit: 'count', value: 12_345, denominator: null })).toBe('12,345');
  });
});

describe('the order of a list', () => {
  test('goes from ascending to descending to its own', () => {
    expect(nextSort(null, 'dueOn')).toBe('dueOn');
    expect(nextSort('dueOn', 'dueOn')).toBe('-dueOn');
    expect(nextSort('-dueOn', 'dueOn')).toBeNull();
    expect(nextSort('-dueOn', 'name')).toBe('name');
  });

  test('is said by the header of its column alone', () => {
    expect(directionOf('-dueOn', 'dueOn')).toBe('descending');
    expect(directionOf('-dueOn', 'name')).toBe('none');
  });
});

describe('the columns that are shown', () => {
  const columns = [{ id: 'due' }, { id: 'lead' }, { id: 'note', hidden: true }];

  test('are the choice of this device, else those not hidden', () => {
    expect([...readChoice('note due', columns)]).toEqual(['due', 'note']);
    expect([...readChoice(null, columns)]).toEqual(['due', 'lead']);
  });

  test('survive a choice of columns that no longer exist', () => {
    expect([...readChoice('gone', columns)]).toEqual(['due', 'lead']);
  });
});

describe('chosen files', () => {
  const file = (name: string, size: number) => new File([new Uint8Array(size)], name);
  const limit = { bytes: 100, endings: ['.pdf', '.jpg'] };

  test('are taken by ending and size, the others refused with the reason', () => {
    const { taken, refused } = sortFiles(
      [file('照片.JPG', 100), file('空.pdf', 0), file('大.pdf', 101), file('木马.exe', 5)],
      limit,
    );
    expect(taken.map((one) => one.name)).toEqual(['照片.JPG']);
    expect(refused.map(({ reason, file: one }) => [one.name, reason])).toEqual([
      ['空.pdf', 'zero'],
      ['大.pdf', 'tooLarge'],
      ['木马.exe', 'wrongType'],
    ]);
  });
});

describe('a refusal marks a place', () => {
  const label = (path: string) => (path === 'dueOn' ? '完成时限' : null);

  test('where the form has words for the field, or a table names a row', () => {
    expect(marksAPlace({ field: 'dueOn', errors: [] }, label)).toBe(true);
    expect(marksAPlace({ field: null, errors: [{ field: 'dueOn', detail: '太早' }] }, label)).toBe(true);
    expect(marksAPlace({ field: null, errors: [{ row: 3, detail: '缺姓名' }] }, undefined)).toBe(true);
  });

  test('and none where the form has no words for it', () => {
    expect(marksAPlace({ field: 'act.occurredOn', errors: [] }, label)).toBe(false);
    expect(marksAPlace({ field: 'dueOn', errors: [{ field: 'dueOn', detail: '太早' }] }, undefined)).toBe(false);
    expect(marksAPlace({ field: null, errors: [] }, () => '内容')).toBe(false);
  });
});
