import { describe, expect, it } from 'vitest';
import { DOCUMENTS } from './cases/documents.ts';
import { parseDirective } from './parse.ts';

describe('whole documents', () => {
  it.each(DOCUMENTS.map((document) => [document.genre, document] as const))('%s', (_, document) => {
    const parsed = parseDirective(document.text, { referenceDate: document.referenceDate });
    expect(parsed.obligations.map((obligation) => obligation.quote)).toEqual(document.actions);
  });

  it('lists a time that is only given in a section of its own', () => {
    const letter = DOCUMENTS.find((document) => document.genre === 'letter');
    const parsed = parseDirective(letter?.text ?? '', { referenceDate: '2026-06-22' });
    expect(parsed.deadlines.map((deadline) => `${deadline.from}..${deadline.to}`)).toEqual([
      '2026-07-11..2026-07-20',
      '2026-07-15..2026-07-15',
      'null..2026-07-10',
    ]);
  });

  it('names problems without making tasks of them', () => {
    const speech = DOCUMENTS.find((document) => document.genre === 'speech');
    const parsed = parseDirective(speech?.text ?? '', { referenceDate: '2026-02-10' });
    expect(parsed.problems.map((problem) => problem.quote)).toEqual(['但与新要求相比还有差距', '有的同志工作标准不高']);
  });

  it('flags a likely misprint and does not mend it', () => {
    const parsed = parseDirective('关于考察的通知\n一、纪律\n外出考察要切记铺张浪费。', {
      referenceDate: '2026-06-01',
    });
    expect(parsed.obligations[0]).toMatchObject({ quote: '切记铺张浪费', act: 'prohibition' });
    expect(parsed.obligations[0]?.reasons).toContainEqual({ key: 'suspect.typo', text: '切记' });
    expect(parsed.obligations[0]?.confidence).toBeLessThan(0.5);
  });

  it('takes the letterhead above the number for no title', () => {
    const text =
      '云汀市政协办公室文件\n云协办〔2026〕36号\n关于开展走访活动的通知\n各县（市、区）政协：\n一、走访\n各支部要走访群众。';
    expect(parseDirective(text, { referenceDate: '2026-06-01' }).title).toBe('关于开展走访活动的通知');
    const numbered = '关于开展走访活动的通知\n云协办〔2026〕36号\n各县（市、区）政协：\n一、走访\n各支部要走访群众。';
    expect(parseDirective(numbered, { referenceDate: '2026-06-01' }).title).toBe('关于开展走访活动的通知');
  });

  it('flags the misprint that runs the other way as well', () => {
    const [first, second] = parseDirective('关于考察的通知\n一、纪律\n外出考察切忌做好记录。外出考察切忌铺张浪费。', {
      referenceDate: '2026-06-01',
    }).obligations;
    expect(first?.reasons).toContainEqual({ key: 'suspect.typo', text: '切忌' });
    expect(second?.reasons.map(({ key }) => key)).not.toContain('suspect.typo');
  });

  it('gives a row whose cell of leads is covered those of the row above', () => {
    const table =
      '关于分工的通知\n序号\t任务\t责任单位\n1\t修订办法\t提案委员会\n2\t评选优秀提案\t\n3\t编印文集\t文史委员会';
    const { obligations } = parseDirective(table, { referenceDate: '2026-06-01' });
    expect(obligations.map(({ owners }) => owners.map(({ text }) => text))).toEqual([
      ['提案委员会'],
      ['提案委员会'],
      ['文史委员会'],
    ]);
  });

  it('keeps the words that watch over a task', () => {
    const parsed = parseDirective('关于督查的通知\n一、督查\n对硬任务进行跟踪监督。对薄弱环节进行强力监督。', {
      referenceDate: '2026-06-01',
    });
    expect(
      parsed.obligations.map(({ supervisionMode, supervisionObject }) => [supervisionMode, supervisionObject]),
    ).toEqual([
      ['track', 'hardTask'],
      ['forceful', 'weakLink'],
    ]);
  });

  it('keeps what is watched over where it stands before the word that demands it', () => {
    const parsed = parseDirective(
      '关于督查的通知\n一、督查\n对硬指标要盯住监督，对硬任务和关键举措要跟踪监督，对薄弱环节要强力监督。',
      { referenceDate: '2026-06-01' },
    );
    expect(
      parsed.obligations.map(({ supervisionMode, supervisionObject }) => [supervisionMode, supervisionObject]),
    ).toEqual([
      ['watch', 'hardIndicator'],
      ['track', 'hardTask'],
      ['forceful', 'weakLink'],
    ]);
  });
});
