import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { overlapFinder } from './overlaps.ts';
import { briefly, readRows, smallestRows } from './testing.ts';

describe('组织名册', () => {
  const body = { 组织名称: '政协澄岚市委员会', 别名: '澄岚市政协、市政协', 组织类型: '政协委员会', 政协机构: null };

  it('wants a 政协机构 of every organisation but a 政协委员会, which is its own', () => {
    expect(briefly(readRows('organisations', [{ 政协机构: null }]).errors)).toEqual(['2 政协机构 bodyNeeded']);
    for (const own of [null, '政协澄岚市委员会', '市 政协']) {
      const { drafts, errors } = readRows('organisations', [{ ...body, 政协机构: own }]);
      expect(errors).toEqual([]);
      expect(drafts).toMatchObject([{ kind: 'cppccBody', body: null }]);
    }
    expect(briefly(readRows('organisations', [{ ...body, 政协机构: '政协青禾县委员会' }]).errors)).toEqual([
      '2 政协机构 bodyIsItself',
    ]);
  });

  it('has a 指导机构 only for a 政协委员会, and never itself', () => {
    expect(readRows('organisations', [{ ...body, 指导机构: '政协棠梨省委员会' }])).toMatchObject({
      drafts: [{ guidedBy: { key: '政协棠梨省委员会' } }],
      errors: [],
    });
    expect(briefly(readRows('organisations', [{ 指导机构: '政协棠梨省委员会' }]).errors)).toEqual([
      '2 指导机构 guidedByNeedsBody',
    ]);
    expect(briefly(readRows('organisations', [{ ...body, 指导机构: '澄岚市政协' }]).errors)).toEqual([
      '2 指导机构 guidesItself',
    ]);
  });

  it.each([
    ['专委会党支部', 1],
    ['功能型党支部', 1],
    ['党小组', 1],
    ['机关党支部', 0],
    ['专门委员会', 0],
  ])('takes 依托组织 of a %s: %i', (kind, parts) => {
    const { drafts, errors, warnings } = readRows('organisations', [{ 组织类型: kind, 依托组织: '经济委员会' }]);
    expect(errors).toEqual([]);
    expect(drafts[0]?.attachedTo.parts).toHaveLength(parts);
    expect(briefly(warnings)).toEqual(parts === 1 ? [] : ['2 依托组织 meaningless']);
  });

  it.each([
    ['专委会党支部', '2027-01-19'],
    ['功能型党支部', '2027-01-19'],
    ['机关党支部', '2027-01-19'],
    ['党小组', null],
    ['机关党委', null],
  ])('takes 届满日期 of a %s as %s', (kind, termEnds) => {
    const { drafts, warnings } = readRows('organisations', [{ 组织类型: kind, 届满日期: '2027-01-19' }]);
    expect(drafts).toMatchObject([{ termEnds }]);
    expect(briefly(warnings)).toEqual(termEnds ? [] : ['2 届满日期 meaningless']);
  });

  it('ends no organisation and no term before it was set up', () => {
    expect(readRows('organisations', [{ 撤销日期: '2022-01-20' }]).errors).toEqual([]);
    expect(readRows('organisations', [{ 撤销日期: '2022-01-19' }]).errors).toEqual([
      {
        row: 2,
        column: '撤销日期',
        value: '2022-01-19',
        message: { key: 'endBeforeStart', slots: { column: '设立日期', start: '2022-01-20' } },
      },
    ]);
    const branch = { 组织类型: '机关党支部', 届满日期: '2021-12' };
    expect(briefly(readRows('organisations', [branch]).errors)).toEqual(['2 届满日期 endBeforeStart']);
  });

  it('knows an organisation by 政协机构 and 组织名称', () => {
    const member = { ...body, 组织类型: '政协党组', 政协机构: '政协澄岚市委员会' };
    expect(briefly(readRows('organisations', [body, member]).errors)).toEqual(['3 组织名称 keyTwice']);
    const rows = [{}, { 政协机构: '青禾县政协' }, { 组织名称: '提案 委员会' }, body, { ...body, 政协机构: '市政协' }];
    expect(readRows('organisations', rows).errors).toEqual([
      {
        row: 4,
        column: '组织名称',
        value: '提案 委员会',
        message: { key: 'keyTwice', slots: { other: 2, columns: '组织名称、政协机构' } },
      },
      expect.objectContaining({
        row: 6,
        message: { key: 'keyTwice', slots: { other: 5, columns: '组织名称、政协机构' } },
      }),
    ]);
  });
});

describe('委员花名册', () => {
  it('wants a 届次 of everybody but 机关干部', () => {
    expect(briefly(readRows('roster', [{ 届次: null }]).errors)).toEqual(['2 届次 termNeeded']);
    expect(readRows('roster', [{ 届次: null, 政协职务: '机关干部' }])).toMatchObject({
      errors: [],
      drafts: [{ term: null, title: 'officeStaff' }],
    });
  });

  it.each([
    ['在任', false],
    ['暂停', false],
    ['辞职', true],
    ['撤销', true],
    ['去世', true],
    ['届满', true],
    ['调出', true],
  ])('wants a 终止日期 for %s: %s', (status, isNeeded) => {
    expect(briefly(readRows('roster', [{ 状态: status }]).errors)).toEqual(isNeeded ? ['2 终止日期 endNeeded'] : []);
    expect(readRows('roster', [{ 状态: status, 终止日期: '2026-01-01' }]).errors).toEqual([]);
  });

  it('ends nothing before it began', () => {
    const row = { 终止日期: '2022-01-09' };
    expect(briefly(readRows('roster', [row]).errors)).toEqual(['2 终止日期 endBeforeStart']);
    // Whether it overlaps is not known before it is corrected.
    expect(briefly(readRows('roster', [row, { 起始日期: '2020-01-01' }]).errors)).toEqual([
      '2 终止日期 endBeforeStart',
    ]);
  });

  it('knows a row by 手机号, 政协机构, 届次, 起始日期 and whether it is 暂停', () => {
    const rows = [
      {},
      { 状态: '暂停' },
      { 届次: 6 },
      { 政协机构: '青禾县政协' },
      { 手机号: '13900000002', 姓名: '顾南乔' },
      { 届次: '5', 状态: '辞职', 终止日期: '2023-01-01' },
      { 状态: '暂停', 终止日期: '2022-03-01' },
    ];
    const { drafts, errors } = readRows('roster', rows);
    expect(drafts).toHaveLength(5);
    expect(errors.map(({ row, column, message }) => [row, column, message.key, message.slots.other])).toEqual([
      [7, '手机号', 'keyTwice', 2],
      [8, '手机号', 'keyTwice', 3],
    ]);
  });

  it('refuses overlapping rows of one person, body and 届次', () => {
    const first = { 终止日期: '2024-06-30' };
    const next = (from: string) => ({ 起始日期: from, 政协职务: '常委' });
    expect(readRows('roster', [first, next('2024-07-01')]).errors).toEqual([]);
    for (const rows of [
      [first, next('2024-06-30')],
      [next('2024-06-30'), first],
      [{}, next('2025-01-01')],
    ]) {
      const { errors } = readRows('roster', rows);
      expect(briefly(errors)).toEqual(['3 起始日期 rowsOverlap']);
      expect(errors[0]?.message.slots).toEqual({ other: 2 });
    }
    for (const other of [{ 届次: 6 }, { 政协机构: '青禾县政协' }, { 姓名: '顾南乔', 手机号: '13900000002' }]) {
      expect(readRows('roster', [{}, { ...next('2025-01-01'), ...other }]).errors).toEqual([]);
    }
  });

  it('lets a 暂停 row lie over another', () => {
    const pause = { 状态: '暂停', 起始日期: '2023-01-01', 终止日期: '2023-06-30' };
    expect(readRows('roster', [{}, pause]).errors).toEqual([]);
    expect(readRows('roster', [pause, {}]).errors).toEqual([]);
    expect(readRows('roster', [{}, pause, { ...pause, 起始日期: '2023-03-01' }]).errors).toEqual([]);
  });

  it('takes one name with two numbers for two persons, and refuses two names with one number', () => {
    expect(readRows('roster', [{}, { 手机号: '13900000009' }])).toMatchObject({
      errors: [],
      drafts: [{ name: '沈亦舟' }, { name: '沈亦舟' }],
    });
    const { errors } = readRows('roster', [{}, { 姓名: '顾南乔', 届次: 6 }, { 姓名: '沈 亦舟', 届次: 7 }]);
    expect(errors).toEqual([
      {
        row: 3,
        column: '姓名',
        value: '顾南乔',
        message: { key: 'nameAgainstNumber', slots: { other: 2, name: '沈亦舟' } },
      },
    ]);
  });
});

describe('任职名册, 联系名单 and 联系记录', () => {
  it('know a post by organisation, number, title and first day', () => {
    const rows = [
      {},
      { 职务: '组织委员' },
      { 起始日期: '2026-01-01' },
      { 组织名称: '机关党支部' },
      { 政协机构: '青禾县政协' },
    ];
    expect(readRows('posts', rows).errors).toEqual([]);
    const { errors } = readRows('posts', [...rows, { 职务: '支部 书记' }, { 职务: '调研员' }, { 职务: '调 研员' }]);
    expect(errors.map(({ row, column, message }) => [row, column, message.slots.other])).toEqual([
      [7, '手机号', 2],
      [9, '手机号', 8],
    ]);
  });

  it('end nothing before it began', () => {
    expect(briefly(readRows('posts', [{ 终止日期: '2025-03' }]).errors)).toEqual(['2 终止日期 endBeforeStart']);
    expect(briefly(readRows('contacts', [{ 终止日期: '2025-06-30' }]).errors)).toEqual(['2 终止日期 endBeforeStart']);
  });

  it('refuse two names with one number, whichever column they stand in', () => {
    expect(briefly(readRows('posts', [{}, { 姓名: '顾南乔', 职务: '组织委员' }]).errors)).toEqual([
      '3 姓名 nameAgainstNumber',
    ]);
    const turned = {
      党员委员: '白若谷',
      党员委员手机号: '13900000004',
      联系对象: '陆闻笛',
      联系对象手机号: '13900000005',
    };
    expect(briefly(readRows('contacts', [{}, turned]).errors)).toEqual(['3 党员委员 nameAgainstNumber']);
  });

  it('refuse a link to oneself', () => {
    const self = { 联系对象: '沈亦舟', 联系对象手机号: '１３９０００００００１' };
    expect(briefly(readRows('contacts', [self]).errors)).toEqual(['2 联系对象手机号 linkToOneself']);
    expect(briefly(readRows('contact-log', [{ 联系对象手机号: 13900000001 }]).errors)).toEqual([
      '2 联系对象手机号 linkToOneself',
    ]);
    expect(briefly(readRows('contacts', [{ 党员委员手机号: '1', 联系对象手机号: '1' }]).errors)).toEqual([
      '2 党员委员手机号 mobileUnreadable',
      '2 联系对象手机号 mobileUnreadable',
    ]);
  });

  it('know a link by body, both numbers and first day', () => {
    const other = { 联系对象: '陆闻笛', 联系对象手机号: '13900000005' };
    expect(readRows('contacts', [{}, other, { 起始日期: '2026-01-01' }, { 政协机构: '青禾县政协' }]).errors).toEqual(
      [],
    );
    expect(briefly(readRows('contacts', [{}, { 起始日期: '2025年7月' }]).errors)).toEqual([
      '3 党员委员手机号 keyTwice',
    ]);
  });

  it('know a logged contact by both numbers, day and means', () => {
    const rows = [{}, { 方式: '走访' }, { 日期: '2025-08-04' }, { 联系对象手机号: '13900000005' }];
    expect(readRows('contact-log', rows).errors).toEqual([]);
    expect(briefly(readRows('contact-log', [...rows, { 日期: '2025/8/3', 内容: '再次' }]).errors)).toEqual([
      '6 党员委员手机号 keyTwice',
    ]);
  });

  it('want the day of a logged contact', () => {
    expect(briefly(readRows('contact-log', [{ 日期: '2025.8' }]).errors)).toEqual(['2 日期 dayNeeded']);
  });
});

describe('活动 and 签到名单', () => {
  it('want all three numbers or none', () => {
    expect(readRows('activities', [{ 应到: 0, 实到: 0, 请假: 0 }]).errors).toEqual([]);
    expect(briefly(readRows('activities', [{ 应到: 8, 实到: 7 }]).errors)).toEqual(['2 请假 numbersIncomplete']);
    expect(briefly(readRows('activities', [{ 请假: 0 }]).errors)).toEqual([
      '2 应到 numbersIncomplete',
      '2 实到 numbersIncomplete',
    ]);
    expect(briefly(readRows('activities', [{ 应到: '八', 实到: 7 }]).errors)).toEqual(['2 应到 wholeUnreadable']);
  });

  it('refuse 实到 + 请假 > 应到', () => {
    expect(readRows('activities', [{ 应到: 10, 实到: 9, 请假: 1 }]).errors).toEqual([]);
    expect(readRows('activities', [{ 应到: 10, 实到: 9, 请假: '2' }]).errors).toEqual([
      {
        row: 2,
        column: '实到',
        value: '9',
        message: { key: 'numbersExceed', slots: { expected: 10, present: 9, onLeave: 2 } },
      },
    ]);
  });

  it('end no activity before it began; a date alone is its first moment', () => {
    expect(readRows('activities', [{ 结束时间: '2025-11-19 01:00' }]).errors).toEqual([]);
    expect(readRows('activities', [{ 结束时间: '2025-11-18 09:00' }]).errors).toEqual([]);
    for (const end of ['2025-11-18 08:59', '2025-11-18']) {
      const { errors } = readRows('activities', [{ 结束时间: end }]);
      expect(briefly(errors)).toEqual(['2 结束时间 momentBeforeStart']);
      expect(errors[0]?.message.slots).toEqual({ column: '开始时间', start: '2025-11-18 09:00:00' });
    }
  });

  it('know an activity by body and number', () => {
    expect(readRows('activities', [{}, { 活动编号: '2' }, { 政协机构: '青禾县政协' }]).errors).toEqual([]);
    expect(briefly(readRows('activities', [{}, { 活动编号: 1, 活动名称: '又一次' }]).errors)).toEqual([
      '3 活动编号 keyTwice',
    ]);
  });

  it('know who signed in by number, and a guest by name', () => {
    const member = { 手机号: '13900000001' };
    const rows = [
      member,
      {},
      { 姓名: '来宾甲' },
      { 姓名: '来宾甲', 活动编号: '2' },
      { ...member, 政协机构: '青禾县政协' },
    ];
    expect(readRows('attendance', rows).errors).toEqual([]);
    const { errors } = readRows('attendance', [...rows, { ...member, 出席情况: '列席' }, { 姓名: '来宾 甲' }]);
    expect(errors.map(({ row, column, message }) => [row, column, message.key, message.slots.other])).toEqual([
      [7, '手机号', 'keyTwice', 2],
      [8, '姓名', 'keyTwice', 4],
    ]);
  });

  it('refuse a second name for a number', () => {
    const rows = [{ 手机号: '13900000001' }, { 手机号: '13900000001', 姓名: '顾南乔', 活动编号: '2' }];
    expect(briefly(readRows('attendance', rows).errors)).toEqual(['3 姓名 nameAgainstNumber']);
    expect(smallestRows.attendance.姓名).toBe('沈亦舟');
  });
});

describe('overlaps', () => {
  it('are found as by comparing each interval with each one that was kept', () => {
    const day = (number: number) => new Date(Date.UTC(2022, 0, number)).toISOString().slice(0, 10);
    const intervals = fc.array(fc.tuple(fc.nat(60), fc.option(fc.nat(12))), { maxLength: 25 });
    fc.assert(
      fc.property(intervals, (pairs) => {
        const finder = overlapFinder();
        const kept: { from: string; to: string }[] = [];
        for (const [row, [start, length]] of pairs.entries()) {
          const [from, to] = [day(start), length === null ? null : day(start + length)];
          const clashes = kept.some((other) => other.from <= (to ?? '9999') && other.to >= from);
          expect(finder.add('甲', { from, to }, row) !== null).toBe(clashes);
          if (!clashes) kept.push({ from, to: to ?? '9999' });
          expect(finder.add(`乙${row}`, { from, to }, row)).toBeNull();
        }
      }),
    );
  });
});
