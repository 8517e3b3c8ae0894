import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { type TemplateId, templateIds, templates } from './definitions.ts';
import { letterOf, type SheetRow } from './header.ts';
import { speakFinding, templateSentences } from './messages.ts';
import type { Cell } from './outcome.ts';
import { findingAt, readTemplate, templateReader } from './read.ts';
import { briefly, readRows, sheetOf, smallestRows } from './testing.ts';

describe('the seven templates', () => {
  it('have these columns, and need those marked', () => {
    const printed = templateIds.map((id) => {
      const { name, columns } = templates[id];
      return `${id} ${name}: ${columns.map(({ title, need }) => title + (need === 'always' ? '*' : '')).join(' ')}`;
    });
    expect(printed).toEqual([
      'organisations 组织名册: 组织名称* 别名 组织类型* 政协机构 指导机构 依托组织 设立日期* 撤销日期 届满日期 批准文件 备注',
      'roster 委员花名册: 姓名* 手机号* 性别 民族 出生日期 单位及职务 界别 政治面貌* 政协机构* 届次 专委会 政协职务 组织关系所在支部 功能型党支部 状态* 起始日期* 终止日期 备注',
      'posts 任职名册: 政协机构* 组织名称* 姓名* 手机号* 职务* 起始日期* 终止日期',
      'contacts 党员委员联系党外委员名单: 党员委员* 党员委员手机号* 联系对象* 联系对象手机号* 政协机构* 起始日期* 终止日期',
      'contact-log 联系记录: 党员委员手机号* 联系对象手机号* 日期* 方式 内容',
      'activities 活动: 政协机构* 活动编号* 活动名称* 主办组织* 合办组织 类型* 开始时间* 结束时间 登记时间* 应到 实到 请假 履职方式 四大职能 中心工作 开放活动 地点 主持人 记录人 主要内容',
      'attendance 签到名单: 政协机构* 活动编号* 姓名* 手机号 出席情况* 签到时间 备注',
    ]);
  });

  it.each(templateIds)('%s takes its smallest row, and misses each cell that it needs', (id) => {
    expect(readRows(id, [{}])).toMatchObject({ drafts: [{ row: 2 }], errors: [], warnings: [] });
    for (const { title, need } of templates[id].columns) {
      if (need !== 'always') continue;
      const { drafts, errors } = readRows(id, [{ [title]: ' ' }]);
      expect(drafts).toEqual([]);
      expect(briefly(errors)).toContain(`2 ${title} cellEmpty`);
    }
  });

  it('has each name and key among its columns', () => {
    for (const { columns, key, persons, spans } of Object.values(templates)) {
      const fields = new Set(columns.map(({ field }) => field as string));
      expect(fields.size).toBe(columns.length);
      for (const field of [...key, ...persons.flat(), ...spans.flat()]) expect(fields.has(field)).toBe(true);
    }
  });

  it('reads an organisation', () => {
    const row = {
      组织名称: '提案、经济委员会联合党支部 ',
      别名: '提案经济联合支部；联合支部',
      组织类型: '专委会党支部',
      依托组织: '提案委员会、经济委员会',
      设立日期: '2025.4',
      撤销日期: '2026年6月',
      届满日期: '2026年5月',
      批准文件: '协岚发〔2025〕3号',
      备注: '试点',
    };
    expect(readRows('organisations', [row]).drafts).toEqual([
      {
        row: 2,
        raw: expect.objectContaining({ name: '提案、经济委员会联合党支部 ', to: '2026年6月', guidedBy: '' }),
        name: { written: '提案、经济委员会联合党支部', key: '提案、经济委员会联合党支部' },
        aliases: [
          { written: '提案经济联合支部', key: '提案经济联合支部' },
          { written: '联合支部', key: '联合支部' },
        ],
        kind: 'committeeBranch',
        body: { written: '澄岚市政协', key: '澄岚市政协' },
        guidedBy: null,
        attachedTo: expect.objectContaining({
          parts: [
            { written: '提案委员会', key: '提案委员会' },
            { written: '经济委员会', key: '经济委员会' },
          ],
        }),
        from: '2025-04-01',
        to: '2026-06-30',
        termEnds: '2026-05-31',
        approval: '协岚发〔2025〕3号',
        remark: '试点',
      },
    ]);
  });

  it('reads a row of the roster', () => {
    const row = {
      姓名: '沈 亦舟',
      手机号: 13900000001,
      性别: '男',
      民族: '汉',
      出生日期: '1985.3',
      政治面貌: '民建会员、中共党员',
      界别: '教育界',
      政协职务: '常委',
      专委会: '提案委员会',
      组织关系所在支部: '棠梨商会党支部',
      功能型党支部: '提案委员会党支部',
      终止日期: '2026.6',
    };
    expect(readRows('roster', [row]).drafts).toEqual([
      expect.objectContaining({
        name: '沈亦舟',
        mobile: '13900000001',
        sex: '1',
        ethnicGroup: '01',
        birth: '1985-03',
        employment: null,
        sector: '教育界',
        affiliations: ['06', '01'],
        term: 5,
        title: 'standingMember',
        committee: { written: '提案委员会', key: '提案委员会' },
        homeBranch: { written: '棠梨商会党支部', key: '棠梨商会党支部' },
        status: 'serving',
        from: '2022-01-10',
        to: '2026-06-30',
      }),
    ]);
    expect(readRows('roster', [{}]).drafts).toMatchObject([
      { title: 'member', functionalBranches: { whole: null, parts: [] }, to: null, committee: null },
    ]);
  });

  it('reads posts, contacts, logged contacts, activities and sign-ins', () => {
    expect(readRows('posts', [{}, { 职务: '青年委员' }]).drafts).toMatchObject([
      { post: 'branchSecretary', to: null },
      { post: '青年委员' },
    ]);
    expect(readRows('contacts', [{ 终止日期: '2026-03-31' }]).drafts).toMatchObject([
      { contactName: '沈亦舟', contactMobile: '13900000001', objectMobile: '13900000004', to: '2026-03-31' },
    ]);
    expect(readRows('contact-log', [{ 方式: '走访' }, {}]).drafts).toMatchObject([
      { day: '2025-08-03', means: 'visit', content: null },
      { means: null },
    ]);
    const activity = {
      活动编号: 1,
      应到: 10,
      实到: '9',
      请假: 1,
      履职方式: '协商议政',
      中心工作: '营商环境、乡村振兴',
    };
    expect(readRows('activities', [{ ...activity, 开放活动: '是' }]).drafts).toMatchObject([
      {
        number: { written: '1', key: '1' },
        types: ['dutyActivity'],
        startsAt: '2025-11-18T09:00:00',
        endsAt: null,
        enteredAt: '2025-11-20T00:00:00',
        ...{ expected: 10, present: 9, onLeave: 1, dutyForms: ['consultation'], functionTypes: [], isOpen: true },
        topics: [{ key: '营商环境' }, { key: '乡村振兴' }],
      },
    ]);
    expect(readRows('activities', [{}]).drafts).toMatchObject([{ isOpen: false, expected: null }]);
    expect(readRows('attendance', [{ 签到时间: '2025-11-18 08:51' }]).drafts).toMatchObject([
      { mobile: null, presence: 'present', signedAt: '2025-11-18T08:51:00' },
    ]);
  });
});

describe('header', () => {
  const [titles, row] = sheetOf('contact-log', [{}]).map(({ cells }) => cells) as [string[], Cell[]];
  const read = (...rows: (readonly Cell[])[]) =>
    readTemplate(
      'contact-log',
      rows.map((cells, at) => ({ row: at + 1, cells })),
    );

  it('has its columns in any order, in any width, with or without the mark of what is required', () => {
    const { drafts } = read([...titles].reverse(), [...row].reverse());
    expect(drafts).toMatchObject([{ contactMobile: '13900000001', objectMobile: '13900000004' }]);
    expect(read(['党员委员手机号＊', '联系对象\n手机号*', '\ufeff日 期', '方式', '内容'], row).drafts).toHaveLength(1);
  });

  it.each(templateIds)('of %s names each column that is missing', (id) => {
    for (const { title } of templates[id].columns) {
      const rows = sheetOf(id, [{}]);
      const place = rows[0]?.cells.indexOf(title) ?? -1;
      const { drafts, errors } = readTemplate(
        id,
        rows.map(({ row, cells }) => ({ row, cells: cells.toSpliced(place, 1) })),
      );
      expect(drafts).toEqual([]);
      expect(errors).toEqual([
        { row: 1, column: title, value: '', message: { key: 'columnMissing', slots: { column: title } } },
      ]);
    }
  });

  it('names a column that stands there twice, with both places', () => {
    const { drafts, errors } = read([...titles, ' 日期'], [...row, '2026-01-01']);
    expect(drafts).toEqual([]);
    expect(errors).toEqual([
      {
        row: 1,
        column: '日期',
        value: '日期',
        message: { key: 'columnTwice', slots: { column: '日期', first: 'C', second: 'F' } },
      },
    ]);
  });

  it('names unknown columns and ignores them', () => {
    const { drafts, warnings, errors } = read(['序号', ...titles, '附言'], [1, ...row, '无']);
    expect(drafts).toHaveLength(1);
    expect(errors).toEqual([]);
    expect(briefly(warnings)).toEqual(['1 序号 columnUnknown', '1 附言 columnUnknown']);
  });

  it('says once where a column without a title has contents', () => {
    const { drafts, warnings } = read([...titles, null], [...row, '甲'], [...row.with(2, '2025-08-04'), '乙', '丙']);
    expect(drafts).toHaveLength(2);
    expect(warnings.map(({ row, value, message }) => [row, value, message.slots.letter])).toEqual([
      [2, '甲', 'F'],
      [3, '丙', 'G'],
    ]);
  });

  it('is refused below row 1, and it is said where it seems to be', () => {
    for (const above of [[['澄岚市政协联系记录']], [['澄岚市政协联系记录'], ['日期：2026年3月']], [[null, ' ']]]) {
      const { drafts, errors } = read(...above, titles, row);
      expect(drafts).toEqual([]);
      expect(errors).toEqual([
        {
          row: 1,
          column: '',
          value: '',
          message: { key: 'headerElsewhere', slots: { other: above.length + 1 } },
        },
      ]);
    }
    const skipped = readTemplate('contact-log', [
      { row: 3, cells: titles },
      { row: 4, cells: row },
    ]);
    expect(skipped.errors.map(({ message }) => message.slots)).toEqual([{ other: 3 }]);
  });

  it('of two rows is refused, and it is said in which row the other columns are', () => {
    const { errors } = read(
      ['党员委员手机号', '联系对象手机号', '联系', null, null],
      [null, null, '日期', '方式', '内容'],
      row,
    );
    expect(briefly(errors)).toEqual(['1 日期 columnInOtherRow', '1 方式 columnInOtherRow', '1 内容 columnInOtherRow']);
    expect(errors[0]?.message.slots).toEqual({ column: '日期', other: 2 });
  });

  it('is not looked for in a list where a word happens to be a title', () => {
    const { errors } = read(titles.toSpliced(3, 1), ['甲', '乙', '丙', '方式']);
    expect(briefly(errors)).toEqual(['1 方式 columnMissing']);
  });

  it('that is nowhere names every column, however long the sheet', () => {
    const columns = titles.map((title) => `1 ${title} columnMissing`);
    expect(briefly(read().errors)).toEqual(columns);
    expect(briefly(read(['甲', '乙'], ...Array<Cell[]>(100).fill(['丙', '丁'])).errors)).toEqual(columns);
    const reader = templateReader('contact-log');
    for (let at = 1; at <= 30; at += 1) expect(reader.add({ row: at, cells: ['甲'] }).errors).toEqual([]);
    expect(reader.isRefused).toBe(false);
    expect(briefly([...reader.add({ row: 31, cells: titles }).errors])).toEqual(columns);
    expect(reader.isRefused).toBe(true);
    expect(reader.add({ row: 32, cells: row })).toEqual({ draft: null, errors: [], warnings: [] });
    expect(reader.end()).toEqual([]);
  });

  it('within the rows is told as such', () => {
    expect(briefly(read(titles, row, titles).errors)).toEqual(['3  headerAgain']);
  });

  it('alone is a sheet without rows', () => {
    expect(read(titles)).toEqual({ drafts: [], errors: [], warnings: [] });
  });

  it('calls columns by the letters of a spreadsheet', () => {
    expect([0, 25, 26, 51, 52, 701, 702].map(letterOf)).toEqual(['A', 'Z', 'AA', 'AZ', 'BA', 'ZZ', 'AAA']);
  });
});

describe('rows', () => {
  it('that are empty are skipped and keep the numbers of the others', () => {
    const [header, first] = sheetOf('posts', [{}]) as [SheetRow, SheetRow];
    const { drafts, errors } = readTemplate('posts', [
      header,
      { row: 2, cells: [null, ' ', '\u200b', undefined] },
      { row: 3, cells: [] },
      { ...first, row: 7 },
    ]);
    expect(errors).toEqual([]);
    expect(drafts.map(({ row }) => row)).toEqual([7]);
  });

  it('with contents in unknown columns alone are empty', () => {
    const [header, first] = sheetOf('posts', [{}]) as [SheetRow, SheetRow];
    const { drafts, errors } = readTemplate('posts', [
      { row: 1, cells: ['序号', ...header.cells] },
      { row: 2, cells: [1, ...first.cells] },
      { row: 3, cells: [2] },
    ]);
    expect(errors).toEqual([]);
    expect(drafts).toHaveLength(1);
  });

  it('say everything that is wrong with them, by row, column and value', () => {
    const { errors } = readRows('roster', [{ 手机号: '139', 政治面貌: '党员', 状态: '退休', 起始日期: '2022-02-30' }]);
    expect(errors.map(({ row, column, value, message }) => [row, column, value, message.key])).toEqual([
      [2, '手机号', '139', 'mobileUnreadable'],
      [2, '政治面貌', '党员', 'affiliationAmbiguous'],
      [2, '状态', '退休', 'codeUnknown'],
      [2, '起始日期', '2022-02-30', 'dateNonexistent'],
    ]);
  });

  it('need a list that has something in it', () => {
    expect(briefly(readRows('roster', [{ 政治面貌: '、' }]).errors)).toEqual(['2 政治面貌 cellEmpty']);
  });

  it('can be spoken about later, by what is found in the register', () => {
    const [draft] = readRows('posts', [{ 组织名称: ' 提案支部' }]).drafts;
    expect(draft && findingAt('posts', draft, 'organisation', '没有这个组织')).toEqual({
      row: 2,
      column: '组织名称',
      value: ' 提案支部',
      message: '没有这个组织',
    });
  });
});

describe('messages', () => {
  it('name row, column and value and say what to do, in both languages', () => {
    const [finding] = readRows('attendance', [{ 出席情况: '迟到' }]).errors;
    expect(finding && speakFinding(finding, 'zh-CN')).toBe(
      '第2行“出席情况”（迟到）：没有“迟到”这一项，可填：出席、列席、请假、缺席',
    );
    expect(finding && speakFinding(finding, 'en')).toBe(
      'Row 2, 出席情况, “迟到”: There is no 迟到; fill in one of 出席、列席、请假、缺席',
    );
  });

  it('quote a value as it is, and a long one in short', () => {
    const long = readRows('attendance', [{ 出席情况: '$&'.repeat(100) }]).errors[0];
    const spoken = long ? speakFinding(long, 'zh-CN') : '';
    expect(spoken).toContain('（$&$&');
    expect(spoken).toContain('…）');
    expect(spoken.length).toBeLessThan(200);
  });

  it('have the same slots in both languages', () => {
    const slots = (text: string) => [...new Set(text.match(/\{\w+\}/g))].sort();
    for (const { zh, en } of Object.values(templateSentences)) expect(slots(en)).toEqual(slots(zh));
  });
});

describe('any grid', () => {
  const cells: fc.Arbitrary<Cell> = fc.oneof(
    fc.constantFrom<Cell>(null, undefined, '', '13900000001', '2022-01-10', '沈亦舟', '在任', '、', 46086, true),
    fc.string({ unit: 'binary' }),
    fc.double(),
    fc.date({ noInvalidDate: false }),
  );
  const ids = fc.constantFrom<TemplateId>(...templateIds);

  it('throws nothing, and each row is a draft, in error or empty', () => {
    const grids = fc.array(fc.array(cells, { maxLength: 20 }), { maxLength: 12 });
    fc.assert(
      fc.property(ids, grids, fc.boolean(), (id, grid, hasHeader) => {
        const header = templates[id].columns.map(({ title }) => title as Cell);
        const rows = (hasHeader ? [header, ...grid] : grid).map((cells, at) => ({ row: at + 1, cells }));
        const { drafts, errors, warnings } = readTemplate(id, rows);
        for (const finding of [...errors, ...warnings]) {
          for (const language of ['zh-CN', 'en'] as const)
            expect(speakFinding(finding, language)).not.toMatch(/\{\w+\}/);
        }
        const wrong = new Set(errors.map(({ row }) => row));
        for (const { row } of drafts) expect(wrong.has(row)).toBe(false);
        if (!hasHeader) expect(errors).not.toEqual([]);
      }),
      { numRuns: 1000 },
    );
  });

  it('has the same meaning with its columns and rows in any order', () => {
    const rows = fc.shuffledSubarray([2, 3, 4, 5, 6], { minLength: 1 });
    fc.assert(
      fc.property(ids, fc.integer(), rows, (id, turn, order) => {
        const sheet = sheetOf(id, [{}]);
        const [header, first] = sheet as [SheetRow, SheetRow];
        const width = header.cells.length;
        const shift = ((turn % width) + width) % width;
        const turned = ({ row, cells }: SheetRow) => ({
          row,
          cells: [...cells.slice(shift), ...cells.slice(0, shift)],
        });
        const [straight] = readTemplate(id, sheet).drafts;
        const found = readTemplate(id, [turned(header), ...order.map((row) => ({ ...turned(first), row }))]);
        expect(found.drafts).toEqual([{ ...straight, row: order[0] }]);
        expect(found.errors.filter(({ message }) => message.key === 'keyTwice')).toHaveLength(order.length - 1);
      }),
    );
  });

  it('of many rows is read without slowing down', () => {
    const reader = templateReader('contact-log');
    const cells = Object.values(smallestRows['contact-log']);
    reader.add({ row: 1, cells: [...Object.keys(smallestRows['contact-log']), '方式', '内容'] });
    let count = 0;
    for (let row = 2; row <= 50_001; row += 1) {
      if (reader.add({ row, cells: [cells[0], 13_900_000_000 + row * 7, cells[2]] }).draft) count += 1;
    }
    expect(count).toBe(50_000);
  });
});
