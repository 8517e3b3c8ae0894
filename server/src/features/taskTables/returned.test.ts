import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { type ColumnId, columnIds } from './columns.ts';
import { compareReturned } from './returned.ts';
import type { TableRow } from './table-rows.ts';

const known = (count: number): TableRow[] =>
  Array.from({ length: count }, (_, index) => ({
    taskId: `0000000${index}-0000-7000-8000-000000000000`,
    version: 1,
    state: 'inProgress',
    action: `任务${index}`,
    leadName: '某县政协',
    leadBodyId: 'body',
    cells: Object.fromEntries(
      columnIds.map((id) => [id, id === 'taskId' ? `0000000${index}-0000-7000-8000-000000000000` : `${id}${index}`]),
    ) as TableRow['cells'],
    lastReport: null,
  }));

const all = new Set<ColumnId>(columnIds);
const words = { state: () => '已销号' };
const editable = columnIds.filter((id) => id !== 'taskId' && id !== 'number');

describe('a comparison', () => {
  it('finds exactly the edits, whatever was edited, deleted, added and reordered', () => {
    const edits = fc.array(
      fc.record({
        index: fc.nat({ max: 5 }),
        column: fc.constantFrom(...editable),
        text: fc.string({ minLength: 1, maxLength: 12 }).filter((text) => text.trim() === text),
      }),
      { maxLength: 6 },
    );
    fc.assert(
      fc.property(edits, fc.shuffledSubarray([0, 1, 2, 3, 4, 5]), fc.nat({ max: 3 }), (changes, kept, added) => {
        const rows = known(6);
        const cells = rows.map((row) => ({ ...row.cells }));
        for (const { index, column, text } of changes) (cells[index] as TableRow['cells'])[column] = text;
        const sheet = [
          ...kept.map((index) => cells[index] as TableRow['cells']),
          ...Array.from({ length: added }, () => ({ ...(cells[0] as TableRow['cells']), taskId: '' })),
        ].map((one, at) => ({ row: at + 4, cells: one }));
        const result = compareReturned(sheet, all, rows, new Map(), words);
        const expected = kept.flatMap((index) => {
          const edited = editable.filter((column) => cells[index]?.[column] !== rows[index]?.cells[column]);
          return edited.length ? [[rows[index]?.taskId, edited]] : [];
        });
        expect(result.changed.map((row) => [row.taskId, row.changes.map((change) => change.column)])).toEqual(expected);
        expect(result.changed.length + result.unchanged.length).toBe(kept.length);
        expect(result.missing).toHaveLength(6 - kept.length);
        expect(result.unknown).toHaveLength(added);
      }),
    );
  });

  it('does not take a column that the table no longer has for emptied', () => {
    const rows = known(1);
    const cells = { ...(rows[0] as TableRow).cells, remark: '', support: '' };
    const present = new Set<ColumnId>(['taskId', 'measure', 'lead', 'progress']);
    expect(compareReturned([{ row: 4, cells }], present, rows, new Map(), words).changed).toEqual([]);
  });

  it('takes the first of two rows of one task and names the second', () => {
    const rows = known(1);
    const { cells } = rows[0] as TableRow;
    const sheet = [4, 5].map((row) => ({ row, cells }));
    const { unchanged, unknown } = compareReturned(sheet, all, rows, new Map(), words);
    expect([unchanged.map((one) => one.row), unknown.map((one) => [one.row, one.why])]).toEqual([[4], [[5, 'twice']]]);
  });

  it('enters nothing into a task that takes no more progress, and says why', () => {
    const [row] = known(1) as [TableRow];
    const cells = { ...row.cells, progress: '再报一次' };
    const { changed } = compareReturned([{ row: 4, cells }], all, [{ ...row, state: 'closed' }], new Map(), words);
    expect(changed[0]).toMatchObject({ text: null, reason: '已销号' });
  });

  it('says of progress that is the last report already when that was, and enters nothing', () => {
    const [row] = known(1) as [TableRow];
    const cells = { ...row.cells, progress: '已走访 ' };
    const compare = (text: string) => {
      const lastReport = { text, on: '2026-06-17', onBehalf: true };
      return compareReturned([{ row: 4, cells }], all, [{ ...row, lastReport }], new Map(), words).changed[0];
    };
    expect(compare('已走访')).toMatchObject({ text: null, reason: null, enteredOn: '2026-06-17' });
    expect(compare('已走访八户')).toMatchObject({ text: '已走访 ', enteredOn: null });
  });

  it('measures a change against what was sent, where the table still tells it', () => {
    const [row] = known(1) as [TableRow];
    const sent = new Map([[row.taskId, row.cells]]);
    const now = { ...row, cells: { ...row.cells, progress: '期间有人报了进展' } };
    expect(compareReturned([{ row: 4, cells: row.cells }], all, [now], sent, words).changed).toEqual([]);
    const edited = { ...row.cells, progress: '县里写的' };
    const { changed } = compareReturned([{ row: 4, cells: edited }], all, [now], sent, words);
    expect(changed[0]?.changes[0]).toMatchObject({
      before: 'progress0',
      after: '县里写的',
      changedHere: '期间有人报了进展',
    });
  });
});
