import { parseDirective } from '@xieli/directive';
import { expect, it } from 'vitest';
import { readSelection, sentenceAround } from './passage.ts';

function around(text: string, selected: string): string {
  const start = text.indexOf(selected);
  const { start: from, end } = sentenceAround(text, { start, end: start + selected.length });
  return text.slice(from, end);
}

it('takes the whole sentence around a selection and nothing of its neighbours', () => {
  const text = '一、通报\n各单位要重视。市政协办公室于每月5日前汇总情况，并通报各单位。另行安排。\n二、其他';
  expect(around(text, '汇总情况')).toBe('市政协办公室于每月5日前汇总情况，并通报各单位。');
  expect(around(text, '通报各单位。')).toBe('市政协办公室于每月5日前汇总情况，并通报各单位。');
  expect(around(text, '重视。市政协')).toBe('各单位要重视。市政协办公室于每月5日前汇总情况，并通报各单位。');
  expect(around(text, '其他')).toBe('二、其他');
});

const frame = '关于有关工作的通知\n一、有关工作\n';
function read(sentence: string, selected: string) {
  const text = `${frame}${sentence}`;
  const start = text.indexOf(selected);
  return readSelection(parseDirective(text, { referenceDate: '2026-06-17' }), { start, end: start + selected.length });
}

it('finds the subject, the rhythm and the deadline of a selection that begins behind the subject', () => {
  const reading = read('市政协办公室于每月5日前汇总走访情况，在9月底前印发通报。', '汇总走访情况');
  expect(reading.owners.map((owner) => owner.text)).toEqual(['市政协办公室']);
  expect([reading.quote, reading.recurrence?.period, reading.recurrence?.text]).toEqual([
    '汇总走访情况',
    'P1M',
    '每月5日前',
  ]);
  const dated = read('市政协办公室于每月5日前汇总走访情况，在9月底前印发通报。', '印发通报');
  expect([dated.deadline?.to, dated.owners.map((owner) => owner.text)]).toEqual(['2026-09-30', ['市政协办公室']]);
});

it('takes no subject that stands behind the selected words, or across a semicolon', () => {
  const owners = (sentence: string, selected: string) => read(sentence, selected).owners.map((owner) => owner.text);
  const behind = '走访委员，了解履职情况；市政协办公室负责汇总情况。';
  expect(owners(behind, '了解履职情况')).toEqual([]);
  expect(owners(behind, '汇总情况')).toEqual(['市政协办公室']);
  expect(owners('市政协办公室负责汇总情况；另附有关材料。', '有关材料')).toEqual([]);
  expect(owners('市政协办公室负责汇总情况，形成好的做法。', '好的做法')).toEqual(['市政协办公室']);
});

it('names nobody where the sentence names nobody', () => {
  expect(read('要在9月底前汇总走访情况。', '汇总走访情况').owners).toEqual([]);
  expect(read('走访群众的意义。', '走访群众的意义')).toMatchObject({ owners: [], deadline: null, recurrence: null });
});
