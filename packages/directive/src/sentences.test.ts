import { describe, expect, it } from 'vitest';
import { ASKED } from './cases/asked.ts';
import { GUIDE } from './cases/guide.ts';
import { MISREAD } from './cases/misread.ts';
import { SECOND_HAND_ASKED } from './cases/second-hand-asked.ts';
import { SECOND_HAND_ASKED_MORE } from './cases/second-hand-asked-more.ts';
import { SECOND_HAND_TOLD } from './cases/second-hand-told.ts';
import { SECOND_HAND_TOLD_MORE } from './cases/second-hand-told-more.ts';

import type { SentenceCase } from './cases/sentence-case.ts';
import { TOLD } from './cases/told.ts';
import { UNMARKED } from './cases/unmarked.ts';
import { parseDirective } from './parse.ts';

const SECOND_ASKED = [...SECOND_HAND_ASKED, ...SECOND_HAND_ASKED_MORE];
const SECOND_TOLD = [...SECOND_HAND_TOLD, ...SECOND_HAND_TOLD_MORE];
const REFERENCE = '2026-06-01';
const REFERENCE_OF_SECOND_HAND = '2026-03-01';

/** Puts a sentence where it would stand: under a numbered heading of a notice or of a speech. */
function readSentence(testCase: SentenceCase, referenceDate: string) {
  const frame =
    testCase.genre === 'speech'
      ? '在全市联络工作会议上的讲话\n同志们：\n一、关于联络工作\n'
      : '关于做好联络工作的通知\n各县级政协：\n一、联络工作\n';
  const tail = '\n二、其他事项\n另行安排。';
  return parseDirective(`${frame}${testCase.sentence}${tail}`, { referenceDate }).obligations;
}

function expectReading(testCase: SentenceCase, referenceDate: string): void {
  const found = readSentence(testCase, referenceDate);
  expect(found.map((obligation) => obligation.quote)).toEqual(testCase.actions);
  if (testCase.owners) {
    const owners = found[0]?.owners.filter((owner) => owner.role === 'lead').map((owner) => owner.text);
    expect(owners).toEqual(testCase.owners);
  }
  if (testCase.due) expect(found.map((obligation) => obligation.deadline?.to ?? null)).toEqual(testCase.due);
  if (testCase.hardness) expect(found.map((obligation) => obligation.hardness)).toEqual(testCase.hardness);
  if (testCase.acts) expect(found.map((obligation) => obligation.act)).toEqual(testCase.acts);
}

const bySentence = (cases: SentenceCase[]) => cases.map((testCase) => [testCase.sentence, testCase] as const);

describe.each([
  ['what is asked', ASKED, REFERENCE],
  ['what is only told', TOLD, REFERENCE],
  ['the examples of the grammar', GUIDE, REFERENCE],
  ['what no modal marks', UNMARKED, REFERENCE],
  ['what a second hand takes as asked', SECOND_ASKED, REFERENCE_OF_SECOND_HAND],
  ['what a second hand takes as told', SECOND_TOLD, REFERENCE_OF_SECOND_HAND],
])('%s', (_, cases, referenceDate) => {
  it.each(bySentence(cases))('%s', (_sentence, testCase) => expectReading(testCase, referenceDate));
});

describe('what is still misread', () => {
  it.fails.each(bySentence(MISREAD))('%s', (_sentence, testCase) => expectReading(testCase, REFERENCE_OF_SECOND_HAND));
});

it('holds at least 300 sentences that are read right, ten or more of each of the twelve speech acts', () => {
  const all = [...ASKED, ...TOLD, ...GUIDE, ...UNMARKED, ...SECOND_ASKED, ...SECOND_TOLD];
  expect(all.length).toBeGreaterThanOrEqual(300);
  const counts = Map.groupBy(all, (testCase) => testCase.about);
  const acts = [...counts.keys()].filter((about) => about !== 'falseFriend' && about !== 'guide');
  expect(acts).toHaveLength(12);
  for (const act of acts) expect(counts.get(act)?.length, act).toBeGreaterThanOrEqual(10);
  expect(counts.get('falseFriend')?.length).toBeGreaterThanOrEqual(70);
});
