import { parseDirective } from '@xieli/directive';
import { expect, it } from 'vitest';
import { asksSomething, reasonsOf } from './proposal.ts';

const text = [
  '关于做好联络工作的通知',
  '一、建立台账（9月底前完成）',
  '（一）摸清底数。各支部要建立联络台账，每季度至少走访1次。要点另发。',
  '（二）补齐短板。没有专委会党支部的县（市、区）政协，年内必须完成组建。',
  '二、改进作风。切记居高临下。及时报送情况。（责任单位：提案委员会）',
].join('\n');
const { obligations } = parseDirective(text, { referenceDate: '2026-06-17' });

/** The reasons of what is asked by these words, each with the words at the place it names. */
function evidence(quote: string) {
  const found = obligations.find((one) => one.quote.includes(quote));
  if (!found || !asksSomething(found)) throw new Error(`Nothing asks ${quote}`);
  return reasonsOf(text, found).map(({ key, span }) => [key, span ? text.slice(span.start, span.end) : null]);
}

it('says of each reason where its words stand, the nearest before what they ask for', () => {
  expect(evidence('建立联络台账')).toEqual([
    ['modal.directive', '要'],
    ['inherited.deadline', '9月底前'],
    ['year.referenceDate', '9月底前'],
    ['owner.subject', '各支部'],
  ]);
  expect(evidence('走访1次')).toContainEqual(['owner.carriedOver', '各支部']);
  expect(evidence('完成组建')).toContainEqual(['owner.conditional', '没有专委会党支部的']);
  expect(evidence('切记')).toContainEqual(['suspect.typo', '切记']);
  expect(evidence('报送情况')).toContainEqual(['owner.bracket', '提案委员会']);
});

it('points within the text, and at the very occurrence that governs', () => {
  const found = obligations.find((one) => one.quote === '建立联络台账');
  if (!found) throw new Error('Nothing was found');
  const [modal] = reasonsOf(text, found);
  expect(modal?.span).toEqual({ start: text.indexOf('要建立'), end: text.indexOf('建立联络') });
});

it('names no place where the reason has none', () => {
  const audience = obligations.find((one) => one.quote.includes('切记'));
  const reasons = audience ? reasonsOf(text, audience) : [];
  expect(reasons.filter((reason) => reason.text === '').every((reason) => reason.span === undefined)).toBe(true);
});
