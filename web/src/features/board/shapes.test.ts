import { describe, expect, it } from 'vitest';
import type { Figure } from '../../ui/FigureValue.tsx';
import { axisOf } from './axis.ts';
import { segmentsOf } from './segments.ts';
import { type Body, type Clause, chaptersOf, type Deadline, mostLate, shadeOf, sharesOf, shortName } from './shapes.ts';
import { fitOnSheet } from './sheet.ts';

const figure = (unit: 'count' | 'ratio', numerator: number, denominator: number | null): Figure => ({
  id: 'tasks.closed',
  version: 1,
  unit,
  asOf: '2026-11-25',
  scope: 'city',
  value: unit === 'count' ? numerator : denominator ? numerator / denominator : null,
  numerator,
  denominator,
  facts: '/api/figures/tasks.closed/facts?token=x',
});
const closed = (numerator: number, denominator: number) => figure('ratio', numerator, denominator);
const late = (count: number) => figure('count', count, null);

describe('the bar', () => {
  it('is made of three shares that fill it', () => {
    expect(sharesOf(closed(2, 8), late(2))).toEqual({ closed: 0.25, open: 0.5, late: 0.25 });
    expect(sharesOf(closed(8, 8), late(0))).toEqual({ closed: 1, open: 0, late: 0 });
  });

  it('is empty where there is nothing to count', () => {
    expect(sharesOf(closed(0, 0), late(0))).toEqual({ closed: 0, open: 0, late: 0 });
  });
});

describe('a cell', () => {
  it('is darkest only when everything is closed out', () => {
    expect([0, 1, 49, 50, 99, 100].map((done) => shadeOf(closed(done, 100)))).toEqual([0, 0, 1, 2, 3, 4]);
    expect(shadeOf(closed(0, 0))).toBe(0);
  });
});

describe('names', () => {
  it('shorten a body to its place and leave the others', () => {
    expect(shortName('政协枫屿县委员会')).toBe('枫屿县');
    expect(shortName('云汀市政协提案委员会')).toBe('云汀市政协提案委员会');
  });
});

describe('chapters', () => {
  it('gather what stands together and keep the order of the document', () => {
    const clause = (key: string, chapterKey: string | null) =>
      ({ key, chapter: chapterKey === null ? null : { key: chapterKey, label: '' } }) as Clause;
    const chapters = chaptersOf([clause('1', null), clause('2.1', '2'), clause('2.2', '2'), clause('3.1', '3')]);
    expect(chapters.map(({ chapter, clauses }) => [chapter?.key ?? null, clauses.map(({ key }) => key)])).toEqual([
      [null, ['1']],
      ['2', ['2.1', '2.2']],
      ['3', ['3.1']],
    ]);
  });
});

describe('who is late', () => {
  it('names those with most, and nobody who is in time', () => {
    const body = (id: string, count: number) => ({ id, name: id, closed: closed(0, 9), late: late(count) }) as Body;
    const bodies = [body('a', 1), body('b', 0), body('c', 5), body('d', 2)];
    expect(mostLate(bodies, 2).map(({ id }) => id)).toEqual(['c', 'd']);
    expect(mostLate([body('b', 0)], 2)).toEqual([]);
  });
});

describe('the line of deadlines', () => {
  const due = (on: string) => ({ on, tasks: late(1), late: late(0) }) as Deadline;
  const days = ['2026-08-31', '2026-11-20', '2026-12-31', '2028-01-30'];

  it('keeps the order of the days within 0 and 1, with today among them', () => {
    const axis = axisOf(days.map(due), '2026-11-25');
    const places = axis.marks.map(({ at }) => at);
    expect(places).toEqual([...places].sort((a, b) => a - b));
    expect(places.every((at) => at > 0 && at < 1)).toBe(true);
    expect(axis.todayAt).toBeGreaterThan(places[1] ?? 1);
    expect(axis.todayAt).toBeLessThan(places[2] ?? 0);
    expect(axis.months.map(({ day }) => day)).toEqual([
      '2026-09-01',
      '2026-10-01',
      '2026-11-01',
      '2026-12-01',
      '2027-01-01',
    ]);
  });

  it('sets apart what lies too far ahead instead of dropping it', () => {
    const axis = axisOf(days.map(due), '2026-11-25');
    expect(axis.later.map(({ on }) => on)).toEqual(['2028-01-30']);
    expect(axis.marks.length + axis.later.length).toBe(days.length);
  });

  it('stands without any deadline', () => {
    const axis = axisOf([], '2026-11-25');
    expect([axis.marks, axis.later]).toEqual([[], []]);
    expect(axis.todayAt).toBeCloseTo(0.5);
  });
});

describe('the text of a clause', () => {
  const text = '要建立台账，并按月更新𠀀台账。';

  it('is whole again when its segments are joined, overlaps or not', () => {
    const requirements = [
      { id: 'b', from: 7, to: 20 },
      { id: 'a', from: 1, to: 9 },
      { id: 'inside', from: 2, to: 4 },
    ];
    const segments = segmentsOf(text, requirements);
    expect(segments.map((segment) => segment.text).join('')).toBe(text);
    expect(segments.filter((segment) => segment.requirementId).map((segment) => segment.requirementId)).toEqual([
      'a',
      'b',
    ]);
  });

  it('is one plain segment where nothing is asked', () => {
    expect(segmentsOf(text, [])).toEqual([{ from: 0, text, requirementId: null }]);
  });
});

describe('the sheet of A4', () => {
  const clauses = (count: number, title = '把责任扛起来') =>
    Array.from({ length: count }, (_, index) => ({ label: `${index} ${title}` }));
  const tasks = (count: number, action = '建立台账', enteredOnBehalf = false) =>
    Array.from({ length: count }, () => ({ action, enteredOnBehalf }));

  it('holds a usual document with the longest late', () => {
    const sheet = fitOnSheet(clauses(8), tasks(20));
    expect([sheet.clauses.length, sheet.late.length]).toEqual([8, 15]);
  });

  it('keeps room for some late ones under a table of many rows', () => {
    const sheet = fitOnSheet(clauses(300), tasks(20));
    expect([sheet.clauses.length, sheet.late.length]).toEqual([15, 5]);
  });

  it('counts on long sentences taking more lines', () => {
    const long = '进一步推动专委会党建与机关党建、界别活动有机衔接并形成长效机制的有关要求';
    const sheet = fitOnSheet(clauses(300, long), tasks(20, long));
    expect(sheet.clauses.length).toBeLessThan(15);
    expect(sheet.late.length).toBeLessThan(5);
    expect(fitOnSheet([], tasks(3, long)).late).toHaveLength(3);
    // A mark beside a sentence that fills its line takes a line more.
    const full = '字'.repeat(28);
    const room = (marked: boolean) => fitOnSheet(clauses(8), tasks(20, full, marked)).late.length;
    expect(room(true)).toBeLessThan(room(false));
  });
});
