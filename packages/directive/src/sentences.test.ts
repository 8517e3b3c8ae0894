import { describe, expect, it } from 'vitest';
import { ASKED } from './cases/asked.ts';
import { GUIDE } from './cases/guide.ts';
import type { SentenceCase } from './cases/sentence-case.ts';
import { TOLD } from './cases/told.ts';
import { UNMARKED } from './cases/unmarked.ts';
import { parseDirective } from './parse.ts';

const REFERENCE = '2026-06-01';

/** Puts a sentence where it would stand: under a numbered heading of a notice or of a speech. */
function readSentence(testCase: SentenceCase) {
  const frame =
    testCase.genre === 'speech'
      ? '在全市联络工作会议上的讲话\n同志们：\n一、关于联络工作\n'
      : '关于做好联络工作的通知\n各县级政协：\n一、联络工作\n';
  const tail = '\n二、其他事项\n另行安排。';
  return parseDirective(`${frame}${testCase.sentence}${tail}`, { referenceDate: REFERENCE }).obligations;
}

describe.each([
  ['what is asked', ASKED],
  ['what is only told', TOLD],
  ['the examples of the grammar', GUIDE],
  ['what no modal marks', UNMARKED],
])('%s', (_, cases) => {
  it.each(cases.map((testCase) => [testCase.sentence, testCase] as const))('%s', (_sentence, testCase) => {
    const found = readSentence(testCase);
    expect(found.map((obligation) => obligation.quote)).toEqual(testCase.actions);
    if (testCase.owners) {
      const owners = found[0]?.owners.filter((owner) => owner.role === 'lead').map((owner) => owner.text);
      expect(owners).toEqual(testCase.owners);
    }
    if (testCase.due) expect(found.map((obligation) => obligation.deadline?.to ?? null)).toEqual(testCase.due);
    if (testCase.hardness) expect(found.map((obligation) => obligation.hardness)).toEqual(testCase.hardness);
    if (testCase.acts) expect(found.map((obligation) => obligation.act)).toEqual(testCase.acts);
  });
});

it('holds at least 170 sentences over all twelve speech acts', () => {
  const all = [...ASKED, ...TOLD, ...GUIDE, ...UNMARKED];
  expect(all.length).toBeGreaterThanOrEqual(170);
  expect(new Set(all.map((testCase) => testCase.about)).size).toBeGreaterThanOrEqual(13);
});
