import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { Grid, Merge } from '../../platform/sheets/grid.ts';
import { type ColumnId, columnIds, columnOf, columnTitles } from './columns.ts';
import { findHeader, readHead } from './header.ts';
import { readRows } from './rows.ts';

const grid = (rows: string[][], merges: Merge[] = []): Grid => ({
  sheet: '表',
  rows,
  numbers: new Set(),
  merges,
});

describe('the title of a column', () => {
  it('is known under the names that offices use, whatever its width, spaces and remarks in brackets', () => {
    expect(columnOf('主要 任务')?.id).toBe('keyTask');
    expect(columnOf('责任部门')?.id).toBe('lead');
    expect(columnOf('协办单位')?.id).toBe('support');
    expect(columnOf('完成时限（年月）')?.id).toBe('due');
    expect(columnOf('Ｎｏ．')?.id).toBe('number');
    expect(columnOf('预算')).toBeNull();
  });

  it('means one column only', () => {
    for (const id of columnIds) expect(columnOf(columnTitles[id])).toEqual({ id, rank: 0 });
  });
});

describe('the header', () => {
  it('lies below title and unit line', () => {
    const header = findHeader(
      grid([
        ['全市政协系统党建重点任务分解表'],
        ['单位：某市政协办公室', '', '', '日期：2026年3月5日'],
        ['序号', '主要任务', '工作措施', '责任单位', '协办单位', '完成时间', '经费'],
        ['1', '学习', '举办读书班', '办公室', '', '6月底前', '2万'],
      ]),
    );
    expect(header?.row).toBe(2);
    expect(Object.fromEntries(header?.columns ?? [])).toEqual({
      number: 0,
      keyTask: 1,
      measure: 2,
      lead: 3,
      support: 4,
      due: 5,
    });
    expect(header?.ignored).toEqual(['经费']);
    expect(readHead(header?.above ?? [])).toEqual({
      title: '全市政协系统党建重点任务分解表',
      unit: '某市政协办公室',
      date: '2026年3月5日',
    });
  });

  it('of two rows is read as one', () => {
    const merged = (startRow: number, startCol: number, endRow: number, endCol: number) => ({
      startRow,
      startCol,
      endRow,
      endCol,
    });
    const header = findHeader(
      grid(
        [
          ['序号', '重点任务', '责任分工', '', '完成时限'],
          ['', '', '牵头单位', '配合单位', ''],
          ['1', '学习', '办公室', '', '长期'],
        ],
        [merged(0, 0, 1, 0), merged(0, 1, 1, 1), merged(0, 2, 0, 3), merged(0, 4, 1, 4)],
      ),
    );
    expect(header?.row).toBe(1);
    expect(Object.fromEntries(header?.columns ?? [])).toEqual({ number: 0, keyTask: 1, lead: 2, support: 3, due: 4 });
  });

  it('prefers the printed title to a less usual one, and tells a title that stands twice', () => {
    const both = findHeader(grid([['任务内容', '责任单位', '牵头单位']]));
    expect(both?.columns.get('lead')).toBe(2);
    expect(both?.ignored).toEqual(['责任单位']);
    expect(findHeader(grid([['任务内容', '牵头单位', '牵头单位']]))?.twice).toEqual(['牵头单位']);
  });

  it('is the row that names the most, not a shorter one that is repeated further down', () => {
    const table = [
      ['任务内容', '牵头单位', '完成时限'],
      ['学习', '办公室', '长期'],
      ['任务内容', '牵头单位', ''],
    ];
    expect(findHeader(grid(table))?.row).toBe(0);
  });

  it('is not there when nobody is named who leads', () => {
    expect(findHeader(grid([['序号', '姓名', '性别', '备注']]))).toBeNull();
    expect(findHeader(grid([]))).toBeNull();
  });

  it('is found wherever it stands, in whatever order its columns come', () => {
    const order = fc.shuffledSubarray([...columnIds], { minLength: columnIds.length });
    const noise = fc.array(fc.constantFrom('说明', '', '某某市', '附件1', '各单位要高度重视'), { maxLength: 3 });
    fc.assert(
      fc.property(order, fc.array(noise, { maxLength: 12 }), (columns, above) => {
        const titles = columns.map((id) => columnTitles[id]);
        const found = findHeader(grid([...above, titles, columns.map(() => '内容')]));
        expect(found?.row).toBe(above.length);
        columns.forEach((id, col) => {
          expect(found?.columns.get(id)).toBe(col);
        });
      }),
    );
  });

  it('never fails on any grid', () => {
    const cell = fc.oneof(fc.constantFrom('牵头单位', '重点任务', '任务', '责任单位', ''), fc.string({ maxLength: 8 }));
    const rows = fc.array(fc.array(cell, { maxLength: 6 }), { maxLength: 8 });
    const place = fc.nat({ max: 9 });
    const merges = fc.array(fc.record({ startRow: place, startCol: place, endRow: place, endCol: place }), {
      maxLength: 4,
    });
    fc.assert(
      fc.property(rows, merges, (cells, areas) => {
        const header = findHeader(grid(cells, areas));
        if (!header) return;
        expect(header.columns.has('lead')).toBe(true);
        readRows(grid(cells, areas), header);
      }),
    );
  });
});

describe('the rows', () => {
  const titles = ['序号', '重点任务', '具体措施', '牵头单位', '备注'];
  const read = (rows: string[][], merges: Merge[] = [], asWritten = false) => {
    const table = grid([titles, ...rows], merges);
    const header = findHeader(table);
    if (!header) throw new Error('no header');
    return readRows(table, header, asWritten);
  };
  const texts = (rows: { cells: Record<ColumnId, string> }[], id: ColumnId) => rows.map((row) => row.cells[id]);

  it('take the text of a merged cell, and an empty 重点任务 from above', () => {
    const { rows } = read(
      [
        ['1', '学习', '读书班', '办公室', ''],
        ['2', '', '集中学习', '', ''],
        ['3', '品牌', '建成', '提案委', ''],
        ['4', '', '推广', '提案委', ''],
      ],
      [{ startRow: 1, startCol: 3, endRow: 2, endCol: 3 }],
    );
    expect(texts(rows, 'keyTask')).toEqual(['学习', '学习', '品牌', '品牌']);
    expect(texts(rows, 'lead')).toEqual(['办公室', '办公室', '提案委', '提案委']);
    expect(rows.map((row) => row.row)).toEqual([2, 3, 4, 5]);
  });

  it('do not take 牵头单位 from above unless the cells are merged', () => {
    const { rows } = read([
      ['1', '学习', '读书班', '办公室', ''],
      ['2', '', '集中学习', '', ''],
    ]);
    expect(texts(rows, 'lead')).toEqual(['办公室', '']);
  });

  it('leave out blank lines, group titles and notes, and say which', () => {
    const { rows, leftOut } = read([
      ['一、学习', '', '', '', ''],
      ['1', '学习', '读书班', '办公室', ''],
      ['', '', '', '', ''],
      ['注：每月25日前报送', '', '', '', ''],
    ]);
    expect(rows).toHaveLength(1);
    expect(leftOut).toEqual([
      { row: 2, text: '一、学习' },
      { row: 5, text: '注：每月25日前报送' },
    ]);
  });
});
