import { describe, expect, it } from 'vitest';
import {
  answerTo,
  type Decisions,
  type Finding,
  keyOf,
  openFindings,
  type PreviewRow,
  sameQuestions,
  standingOf,
} from './choices.ts';

const finding = (row: number, more: Partial<Finding> = {}): Finding => ({
  ...{ severity: 'error', row, column: 'lead', title: '牵头单位', value: '某科', organisationId: null },
  ...{ message: '', remedy: '', offers: [] },
  ...more,
});
const row = (number: number, findings: Finding[]): PreviewRow => ({
  ...{ row: number, cells: {}, leads: [], supporters: [], leader: null, dueOn: null, findings },
  status: findings.some((one) => one.severity === 'error') ? 'error' : findings.length ? 'warning' : 'new',
});
const decide = (...answers: [Finding, Parameters<typeof answerTo>[1]][]): Decisions =>
  new Map(answers.map(([one, choose]) => [keyOf(one), { choice: answerTo(one, choose), words: '' }]));

describe('decisions about a table', () => {
  const id = '01890000-0000-7000-8000-000000000001';

  it('settle a row when each of its errors is answered', () => {
    const both = [finding(4), finding(4, { column: 'due', value: '2026-02-30' })];
    const one = decide([both[0] as Finding, { kind: 'organisation', id }]);
    expect(standingOf(row(4, both), one)).toBe('error');
    expect(openFindings([row(4, both)], one)).toBe(1);
    const all = decide([both[0] as Finding, { kind: 'organisation', id }], [both[1] as Finding, { kind: 'leaveOut' }]);
    expect(standingOf(row(4, both), all)).toBe('settled');
    expect(openFindings([row(4, both)], all)).toBe(0);
  });

  it('leave out the row where its lead is left out, and only the organisation where it supports', () => {
    expect(answerTo(finding(4), { kind: 'leaveOut' })).toMatchObject({ column: 'row', value: '' });
    expect(answerTo(finding(4, { column: 'support' }), { kind: 'leaveOut' })).toMatchObject({
      column: 'support',
      value: '某科',
    });
    const two = [finding(4), finding(4, { column: 'person', value: '张三' })];
    const decisions = decide([two[0] as Finding, { kind: 'leaveOut' }]);
    expect(standingOf(row(4, two), decisions)).toBe('leftOut');
    expect(openFindings([row(4, two)], decisions)).toBe(0);
  });

  it('can be repeated for the same words elsewhere, never for an empty cell', () => {
    const rows = [row(4, [finding(4)]), row(5, [finding(5)]), row(6, [finding(6, { value: '另一科' })])];
    expect(sameQuestions(rows, finding(4)).map((one) => one.row)).toEqual([5]);
    const empty = [row(4, [finding(4, { value: '' })]), row(5, [finding(5, { value: '' })])];
    expect(sameQuestions(empty, finding(4, { value: '' }))).toEqual([]);
  });
});
