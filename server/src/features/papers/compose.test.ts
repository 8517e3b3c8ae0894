import { checkPaper, layOut, type Paper, plain } from '@xieli/gongwen';
import { describe, expect, it } from 'vitest';
import type { Figure } from '../../platform/figures/figure.ts';
import { paperKind } from '../templates/contract.ts';
import { composePaper, firstWords, listAgrees, type PaperFacts } from './compose.ts';

const figure = (numerator: number, denominator: number | null = null): Figure => ({
  id: 'tasks.some',
  version: 1,
  unit: denominator === null ? 'count' : 'ratio',
  asOf: '2026-06-17',
  scope: 'city',
  value: denominator === null ? numerator : denominator === 0 ? null : numerator / denominator,
  numerator,
  denominator,
  facts: '',
});

const facts: PaperFacts = {
  kind: 'progressCircular',
  issuer: '政协澄岚市委员会',
  directive: { title: '关于落实《联络规则》的通知', issuer: '市政协办公室', issuedOn: '2026-03-05' },
  asOf: '2026-06-17',
  bodies: [{ id: 'b1', name: '政协枫屿县委员会' }],
  figures: {
    dispatched: figure(48),
    hard: figure(12),
    closed: figure(31, 48),
    late: figure(2),
    onTime: figure(2, 3),
    toVerify: figure(5),
    dueSoon: figure(7),
    'closed:b1': figure(0, 0),
    'late:b1': figure(2),
  },
  tasks: [
    {
      id: 't1',
      action: '建立联络台账',
      organisation: '政协枫屿县委员会',
      accountable: '沈亦舟',
      dueOn: '2026-06-01',
      state: 'inProgress',
    },
  ],
};
const written = { copiesTo: ['市委办公室'], printedBy: '市政协办公室' };

function paperOf(change: Partial<PaperFacts> = {}, words: object = {}): Paper {
  const all = { ...facts, ...change };
  const first = { ...firstWords(all, all.kind === 'urgingLetter' ? '政协枫屿县委员会' : null), ...written, ...words };
  return composePaper(all, first, { number: { code: '澄协发', year: 2026, serial: 5 }, datedOn: '2026-06-17' });
}

const textsOf = (paper: Paper) => paper.body.map((block) => (block.kind === 'table' ? '' : plain(block.text)));

describe('a paper from its facts', () => {
  it.each(paperKind.options)('%s can be laid out as it first stands', (kind) => {
    const paper = paperOf({ kind });
    expect(checkPaper(paper)).toEqual([]);
    expect(layOut(paper).lines.length).toBeGreaterThan(10);
  });

  it('says the figures in words, a small ratio as its counts, and each opens its figure', () => {
    const paper = paperOf();
    expect(textsOf(paper)).toContain(
      '截至2026年6月17日，下发任务48项，已销号31项，销号率64.6%；已到期任务按时完成率2/3；逾期未提交2项，已提交待核验5项，十日内到期7项。',
    );
    const refs = paper.body.flatMap((block) =>
      block.kind === 'table' || typeof block.text === 'string' ? [] : block.text.flatMap(({ ref }) => ref ?? []),
    );
    expect(refs).toEqual(
      ['dispatched', 'closed', 'closed', 'onTime', 'late', 'toVerify', 'dueSoon'].map((name) => `figure:${name}`),
    );
  });

  it('cites a title with inner book-title marks made single', () => {
    expect(paperOf().title).toBe('关于《关于落实〈联络规则〉的通知》任务进展情况的通报');
  });

  it('lists each late task with its days, and says so where there is none', () => {
    const [, , list] = paperOf({ kind: 'urgingLetter' }).body;
    expect(list).toMatchObject({
      kind: 'table',
      rows: [['1', [{ text: '建立联络台账', ref: 'task:t1' }], '政协枫屿县委员会', '2026年6月1日', '16', '办理中']],
    });
    expect(textsOf(paperOf({ tasks: [] }))).toContain('目前没有逾期未提交的任务。');
  });

  it('keeps the clerk’s own sentences, a paragraph to a line, and leaves the imprint out where nobody prints', () => {
    const paper = paperOf({}, { opening: '第一段。\n\n 第二段。', closing: '', printedBy: '' });
    expect(textsOf(paper).slice(0, 2)).toEqual(['第一段。', '第二段。']);
    expect(paper.imprint).toBeUndefined();
  });

  it('knows when its list and its figure do not agree', () => {
    expect(listAgrees(facts)).toBe(false);
    const both = { ...facts.figures, late: figure(1), dispatched: figure(48) };
    expect(listAgrees({ ...facts, figures: both })).toBe(true);
    expect(listAgrees({ ...facts, figures: both, kind: 'dispatchNotice' })).toBe(false);
  });

  it('refuses to speak of a figure it was not given', () => {
    expect(() => paperOf({ figures: {} })).toThrow('dispatched');
  });
});
