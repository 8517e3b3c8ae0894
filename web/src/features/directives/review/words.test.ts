import { describe, expect, it } from 'vitest';
import { speak } from '../../../app/locale/text.ts';
import { reviewText } from './locale.ts';
import type { Requirement, Review } from './model.ts';
import { deadlineInWords, recurrenceInWords, resolvedOwners, yearEvidenceInWords } from './words.ts';

const t = (key: keyof (typeof reviewText)['zh-CN'], slots?: Record<string, string | number>) =>
  speak(reviewText, 'zh-CN', key, slots);
const deadline = {
  kind: 'due',
  from: null,
  to: '2026-09-30',
  text: '9月底前',
  yearEvidence: null,
  inherited: false,
  provisional: false,
} as const;

describe('what a card says', () => {
  it('normalises a deadline, and does not invent a day', () => {
    expect(deadlineInWords(deadline, t, 'zh-CN')).toBe('2026年9月30日前');
    expect(deadlineInWords({ ...deadline, kind: 'window', from: '2026-07-01' }, t, 'zh-CN')).toBe(
      '2026年7月1日至2026年9月30日',
    );
    expect(deadlineInWords({ ...deadline, to: null }, t, 'zh-CN')).toBe('没有明确日期');
    expect(deadlineInWords({ ...deadline, kind: 'window', from: null }, t, 'zh-CN')).toBe('…至2026年9月30日');
    expect(deadlineInWords(null, t, 'zh-CN')).toBeNull();
  });

  it('says why this year, in words, and leaves what a person wrote', () => {
    expect(yearEvidenceInWords('relativeWord:明年', t)).toBe('年份：由“明年”推定');
    expect(yearEvidenceInWords('按会议要求', t)).toBe('按会议要求');
  });

  it('counts a recurrence', () => {
    expect(recurrenceInWords({ period: 'P3M', minimum: 2, text: '' }, t)).toBe('每季度至少 2 次');
    expect(recurrenceInWords({ period: 'periodic', minimum: null, text: '' }, t)).toBe('定期');
  });

  it('names the organisations of an owner, and today’s answer of a conditional one', () => {
    const owner = { text: '各县', role: 'lead', organisationIds: ['a'], query: null, audience: false };
    const query = { kind: 'cppccBody', within: 'guided', conditions: [] };
    const content = { owners: [owner, { ...owner, text: '没有支部的县', organisationIds: ['a'], query }] };
    const requirement = { id: 'r', content } as unknown as Requirement;
    const review = { answers: [{ requirementId: 'r', owner: 1, organisationIds: ['b'] }] } as unknown as Review;
    const names = new Map([
      ['a', '甲县'],
      ['b', '乙县'],
    ]);
    expect(resolvedOwners(requirement, review, names).map((one) => [one.conditional, one.names])).toEqual([
      [false, ['甲县']],
      [true, ['乙县']],
    ]);
  });
});
