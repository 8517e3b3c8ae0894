import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { addDays } from '../../platform/clock/days.ts';
import { ladder, lastDayToAcknowledge, type RemindedTerms, rungsReached, stepsOf, workdaysAfter } from './ladder.ts';

/** A task given long ago and acknowledged, due on the day. */
const due = (dueOn: string, more: Partial<RemindedTerms> = {}): RemindedTerms => ({
  ...{ state: 'acknowledged', dueOn, inForceSince: '2026-01-05', givenOn: '2026-01-05' },
  ...more,
});
const rungs = (task: RemindedTerms, today: string) => rungsReached(task, today).map(({ rung }) => rung);
const days = fc.integer({ min: 0, max: 400 }).map((count) => addDays('2026-01-06', count));

describe('the ladder', () => {
  it.each([
    ['2026-05-30', []],
    ['2026-05-31', ['due30']],
    ['2026-06-22', ['due30']],
    ['2026-06-23', ['due7']],
    ['2026-06-28', ['due7']],
    ['2026-06-29', ['due1']],
    ['2026-06-30', ['due1']],
    ['2026-07-01', ['overdue']],
    ['2026-12-31', ['overdue']],
  ])('stands on %s at %j for what is due on 30 June', (today, expected) => {
    expect(rungs(due('2026-06-30'), today)).toEqual(expected);
  });

  it('is told step by step as it is, and otherwise where it is otherwise', () => {
    expect(stepsOf().map(({ rung, days, escalates }) => [rung, days, escalates])).toEqual([
      ['due30', 30, false],
      ['due7', 7, false],
      ['due1', 1, false],
      ['overdue', null, true],
      ['unacknowledged', 3, true],
    ]);
    const milder = {
      beforeDue: [{ rung: 'due7' as const, days: 10, escalates: true }],
      overdue: { ...ladder.overdue, escalates: false },
      unacknowledged: { ...ladder.unacknowledged, workdays: 5 },
    };
    expect(stepsOf(milder).map(({ when, days, escalates }) => [when, days, escalates])).toEqual([
      ['beforeDue', 10, true],
      ['overdue', null, false],
      ['unacknowledged', 5, true],
    ]);
  });

  it('counts nothing that lay before the task was given or its day was set', () => {
    const given = (inForceSince: string) => due('2026-06-30', { inForceSince });
    expect(rungs(given('2026-06-25'), '2026-06-26')).toEqual([]);
    expect(rungs(given('2026-06-25'), '2026-06-29')).toEqual(['due1']);
    expect(rungs(given('2026-06-23'), '2026-06-23')).toEqual([]);
    expect(rungs(given('2026-06-22'), '2026-06-23')).toEqual(['due7']);
    // Given after its own day: overdue from the next morning, not in the same minute.
    expect(rungs(given('2026-07-02'), '2026-07-02')).toEqual([]);
    expect(rungs(given('2026-07-02'), '2026-07-03')).toEqual(['overdue']);
  });

  it('counts from the due day in force, so that a granted extension begins it anew', () => {
    const before = rungsReached(due('2026-06-30'), '2026-06-25');
    const after = rungsReached(due('2026-07-31', { inForceSince: '2026-06-25' }), '2026-07-24');
    expect([before, after]).toEqual([
      [{ rung: 'due7', countsFrom: '2026-06-30' }],
      [{ rung: 'due7', countsFrom: '2026-07-31' }],
    ]);
  });

  it('stands on at most one rung of a due day, and always on one from the last day on', () => {
    fc.assert(
      fc.property(days, days, (dueOn, today) => {
        const reached = rungs(due(dueOn), today);
        expect(reached.length).toBeLessThanOrEqual(1);
        if (today >= addDays(dueOn, -1) && dueOn > '2026-01-06') expect(reached).toHaveLength(1);
      }),
    );
  });

  it('is silent about what is under review, closed, withdrawn or not dispatched', () => {
    for (const state of ['draft', 'submitted', 'closed', 'withdrawn'] as const)
      expect(rungs(due('2026-06-01', { state }), '2026-07-01')).toEqual([]);
  });
});

describe('what nobody acknowledges', () => {
  const waiting = (givenOn: string) => due('2027-06-30', { state: 'dispatched', givenOn, inForceSince: givenOn });

  it.each([
    ['a plain week', '2026-06-15', '2026-06-19'],
    // 19 June is the dragon-boat festival.
    ['a holiday', '2026-06-16', '2026-06-23'],
    // Sunday, 4 January 2026 is worked in exchange for the new year.
    ['a Sunday worked in exchange', '2025-12-31', '2026-01-07'],
  ])('goes up on the day after three working days, over %s', (_what, givenOn, firstDay) => {
    expect(rungs(waiting(givenOn), addDays(firstDay, -1))).toEqual([]);
    expect(rungs(waiting(givenOn), firstDay)).toEqual(['unacknowledged']);
  });

  it('says where the holidays of a year are not known', () => {
    expect(workdaysAfter('2026-12-24', 3)).toEqual({ day: '2026-12-29', provisional: false });
    expect(workdaysAfter('2026-12-30', 3).provisional).toBe(true);
  });

  it('never waits less than three working days, whatever the day', () => {
    fc.assert(
      fc.property(days, (today) => {
        const last = lastDayToAcknowledge(today);
        expect(workdaysAfter(last, 3).day < today).toBe(true);
        expect(workdaysAfter(addDays(last, 1), 3).day >= today).toBe(true);
      }),
    );
  });
});
