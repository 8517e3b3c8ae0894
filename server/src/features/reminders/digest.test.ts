import fc from 'fast-check';
import { expect, it } from 'vitest';
import { digestOf, withoutPhones } from './digest.ts';
import type { Rung } from './ladder.ts';

const counts = new Map<Rung, number>([
  ['due7', 3],
  ['overdue', 2],
]);

it('tells how many, the gravest first, and nothing else where titles may not leave', () => {
  expect(digestOf({ counts, titles: null }, 'https://xieli.example.cn/notices', 'zh-CN')).toEqual({
    title: '协力：5条新提醒',
    lines: ['已逾期：2项', '7天内到期：3项'],
    link: 'https://xieli.example.cn/notices',
    language: 'zh-CN',
  });
  expect(digestOf({ counts, titles: null }, null, 'en').lines).toEqual(['Overdue: 2', 'Due within 7 days: 3']);
});

it('lists titles where they may leave, and says how many it left out', () => {
  const titles = Array.from({ length: 23 }, (_, index) => `任务${index + 1}`);
  const { lines } = digestOf({ counts, titles }, null, 'zh-CN');
  expect(lines.slice(2, 4)).toEqual(['· 任务1', '· 任务2']);
  expect(lines.at(-1)).toBe('另有3项，请登录查看');
});

it('hides every number that could be called, however it is written, and leaves years and counts', () => {
  expect(withoutPhones('联系人王某 138-0000-0001，8月30日前报 2026 年 12 项')).toBe(
    '联系人王某 *************，8月30日前报 2026 年 12 项',
  );
  fc.assert(
    fc.property(fc.stringMatching(/^1\d{10}$/), fc.string(), fc.string(), (phone, before, after) => {
      expect(withoutPhones(`${before}${phone}${after}`)).not.toContain(phone);
    }),
  );
});
