import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { readDay, readDue } from './due.ts';

const reference = '2026-03-05';

describe('完成时限', () => {
  it.each([
    ['2026-06-30', '2026-06-30'],
    ['2026/6/3', '2026-06-03'],
    ['2026.6.3', '2026-06-03'],
    ['２０２６年６月３日', '2026-06-03'],
    ['20260603', '2026-06-03'],
    ['46176', '2026-06-03'],
    ['6月底前', '2026-06-30'],
    ['2026年9月底前', '2026-09-30'],
    ['年底前', '2026-12-31'],
    ['明年3月底', '2027-03-31'],
  ])('%s is %s', (text, day) => {
    expect(readDue(text, reference)).toMatchObject({ dueOn: day, unreadable: false });
  });

  it('keeps the words beside the day', () => {
    expect(readDue('6月底前', reference).deadline).toMatchObject({ text: '6月底前', yearEvidence: '2026' });
  });

  it('sets no day where the words give none, and says so', () => {
    expect(readDue('', reference)).toMatchObject({ dueOn: null, deadline: null, unreadable: false });
    expect(readDue('长期坚持', reference)).toMatchObject({ dueOn: null, deadline: { kind: 'standing' } });
    expect(readDue('每季度', reference)).toMatchObject({ dueOn: null, recurrence: { period: 'P3M' } });
  });

  it('does not take a day that does not exist', () => {
    expect(readDay('2026-02-30')).toBeNull();
    expect(readDue('2026-13-45', reference)).toMatchObject({ dueOn: null, unreadable: true });
  });

  it('never fails, and answers a day of the calendar or none', () => {
    const cell = fc.oneof(fc.string({ maxLength: 20 }), fc.stringMatching(/^[0-9年月日季度底前半./-]{0,14}$/));
    fc.assert(
      fc.property(cell, (text) => {
        const { dueOn } = readDue(text, reference);
        if (dueOn !== null) expect(new Date(`${dueOn}T00:00:00Z`).toISOString().slice(0, 10)).toBe(dueOn);
      }),
    );
  });
});
