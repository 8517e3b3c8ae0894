import { type TemplateId, templates } from '@xieli/measures';
import { writeXlsx } from 'hucre/xlsx';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { type RosterWorld, rosterWorld } from '../../testing/rosters.ts';
import { csv, type FileRow, templateFile } from '../../testing/template-files.ts';

let world: RosterWorld;
beforeAll(async () => {
  world = await rosterWorld();
});
afterAll(() => world.close());

const body = '澄岚市政协';
const city = { 组织名称: '政协澄岚市委员会', 别名: body, 组织类型: '政协委员会', 设立日期: '2022-01-10' };
const organisation = (name: string, kind: string, from: string, more: FileRow = {}): FileRow => ({
  ...{ 组织名称: name, 组织类型: kind, 政协机构: body, 设立日期: from },
  ...more,
});
const member = (name: string, number: number, affiliation: string, more: FileRow = {}): FileRow => ({
  ...{ 姓名: name, 手机号: `1390000000${number}`, 政治面貌: affiliation, 政协机构: body, 届次: '第五届' },
  ...{ 状态: '在任', 起始日期: '2022-01-10' },
  ...more,
});
const activity = (
  number: string,
  host: string,
  kinds: string,
  day: string,
  entered: string,
  more: FileRow = {},
): FileRow => ({
  ...{ 政协机构: body, 活动编号: number, 活动名称: `活动${number}`, 主办组织: host, 类型: kinds },
  ...{ 开始时间: day, 登记时间: entered },
  ...more,
});

/** The worked example of measures.md 7. */
const example: Record<TemplateId, FileRow[]> = {
  organisations: [
    // A row may refer to a later one.
    organisation('提案委员会党支部', '专委会党支部', '2025-04-01', { 依托组织: '提案委员会' }),
    city,
    organisation('提案委员会', '专门委员会', '2022-01-20'),
    organisation('经济委员会', '专门委员会', '2022/1/20'),
    organisation('机关党支部', '机关党支部', '2022年2月1日', { 届满日期: '2028-01-31' }),
  ],
  roster: [
    member('沈亦舟', 1, '中共党员', { 界别: '教育界', 专委会: '提案委员会', 功能型党支部: '提案委员会党支部' }),
    member('顾南乔', 2, '中共预备党员', { 政协职务: '副秘书长', 组织关系所在支部: '机关党支部' }),
    member('白若谷', 3, '民建会员、中共党员', {
      界别: '民建',
      专委会: '经济委员会',
      组织关系所在支部: '棠梨商会党支部',
    }),
    member('江映雪', 4, '民盟盟员', { 专委会: '提案委员会' }),
    member('陆闻笛', 5, '群众', { 界别: '中国共产党', 专委会: '经济委员会' }),
  ],
  posts: [
    {
      政协机构: body,
      组织名称: '提案委员会党支部',
      姓名: '沈亦舟',
      手机号: '13900000001',
      职务: '支部书记',
      起始日期: '2025-04-01',
    },
  ],
  contacts: [link('沈亦舟', 1, '江映雪', 4, '2025-07-01'), link('白若谷', 3, '陆闻笛', 5, '2025-07-01', '2026-03-31')],
  'contact-log': [entry(1, 4, '2025-08-03'), entry(1, 4, '2026-04-09')],
  activities: [
    activity('1', '提案委员会', '履职活动', '2025-11-18', '2025-11-20', {
      应到: '10',
      实到: '9',
      请假: '1',
      履职方式: '协商议政',
    }),
    activity('2', '机关党支部', '主题党日、党课', '2026-02-12', '2026-02-13', { 应到: '8', 实到: '7', 请假: '1' }),
    activity('3', '提案委员会党支部', '特色活动', '2026-05-20', '2026-06-01', {
      ...{ 合办组织: '提案委员会', 应到: '4', 实到: '3', 请假: '0', 履职方式: '调研考察', 开放活动: '是' },
    }),
  ],
  attendance: [
    attended('1', '沈亦舟', 1, '出席'),
    attended('2', '顾南乔', 2, '出席'),
    attended('3', '沈亦舟', 1, '缺席'),
  ],
};

function link(contact: string, one: number, object: string, other: number, from: string, to = ''): FileRow {
  return {
    ...{
      党员委员: contact,
      党员委员手机号: `1390000000${one}`,
      联系对象: object,
      联系对象手机号: `1390000000${other}`,
    },
    ...{ 政协机构: body, 起始日期: from, 终止日期: to },
  };
}
function entry(one: number, other: number, day: string): FileRow {
  return { 党员委员手机号: `1390000000${one}`, 联系对象手机号: `1390000000${other}`, 日期: day };
}
function attended(number: string, name: string, one: number, presence: string): FileRow {
  return { 政协机构: body, 活动编号: number, 姓名: name, 手机号: `1390000000${one}`, 出席情况: presence };
}

const nothing = { new: 0, changed: 0, unchanged: 0, missing: 0, errors: [], warnings: [] };

describe('the worked example of measures.md 7', () => {
  it.each(Object.entries(example) as [TemplateId, FileRow[]][])(
    '%s: tried, brought, and brought again',
    async (id, rows) => {
      const before = await world.counts();
      const warnings = id === 'attendance' ? expect.any(Array) : [];
      const brought = { ...nothing, new: rows.length, warnings };
      expect(await world.bring(id, rows, { dryRun: true })).toEqual(brought);
      expect(await world.counts()).toEqual(before);
      expect(await world.bring(id, rows)).toEqual(brought);
      const after = await world.counts();
      expect(after.audit_entries).toBe((before.audit_entries ?? 0) + 1);
      expect(await world.bring(id, rows)).toEqual({ ...nothing, unchanged: rows.length, warnings });
      expect(await world.counts()).toEqual(after);
    },
  );

  it('gives both coverages and every exception', async () => {
    const { bodies } = await world.coverage('2026-06-30');
    expect(bodies).toHaveLength(1);
    const { body: name, c1, c2, rollup, exceptions } = bodies[0] ?? ({} as never);
    expect(name).toBe('政协澄岚市委员会');
    expect(c1).toEqual({
      ...{ nominal: { covered: 2, due: 3 }, effective: { covered: 1, due: 3 }, committees: { with: 1, due: 2 } },
    });
    expect(c2).toEqual({ nominal: { covered: 3, due: 5 }, effective: { covered: 2, due: 5 } });
    expect(rollup).toEqual({ c1, c2 });
    expect(
      exceptions.map(({ coverage, tier, reason, person, mobile, organisation: of }) =>
        [coverage, tier, reason, person ?? of, mobile ?? ''].join(' '),
      ),
    ).toEqual([
      'c1 effective noAttendance 沈亦舟 139****0001',
      'c1 effective notNominal 白若谷 139****0003',
      'c1 nominal committeeWithoutBranch 经济委员会 ',
      'c1 nominal noSecretary 机关党支部 ',
      'c1 nominal unassigned 白若谷 139****0003',
      'c2 effective noAttendance 沈亦舟 139****0001',
      'c2 effective notNominal 白若谷 139****0003',
      'c2 effective notNominal 陆闻笛 139****0005',
      'c2 nominal unlinked 白若谷 139****0003',
      'c2 nominal unlinked 陆闻笛 139****0005',
    ]);
  });

  it('says nothing of a day before the body was set up', async () => {
    expect((await world.coverage('2022-01-09')).bodies).toEqual([]);
  });
});

describe('what a later file says', () => {
  it('supersedes the stored row, tells what it does not mention, and ends nothing', async () => {
    const later = await world.another('改动市');
    await later.bring('organisations', example.organisations);
    await later.bring('roster', example.roster);
    const renamed = { ...(example.roster[1] as FileRow), 组织关系所在支部: '', 终止日期: '2027-01-09' };
    const result = await later.bring('roster', [renamed]);
    expect(result).toMatchObject({ new: 0, changed: 1, unchanged: 0, missing: 4, errors: [] });
    const { bodies } = await later.coverage('2026-06-30');
    expect(bodies[0]?.c1.nominal).toEqual({ covered: 1, due: 3 });
    // The row as it was known is kept beside the one that says otherwise.
    expect((await later.counts()).body_memberships).toBe(6);
  });

  it('renames an organisation that the file calls by its alias', async () => {
    const later = await world.another('更名市');
    await later.bring('organisations', example.organisations);
    const row = organisation('提案委', '专门委员会', '2022-01-20', { 别名: '提案委员会' });
    await later.bring('organisations', [{ ...row, 组织名称: '提案委员会', 别名: '提案委' }]);
    expect(await later.bring('organisations', [row])).toMatchObject({ new: 0, changed: 1, errors: [] });
    expect(await later.bring('organisations', [row])).toMatchObject({ new: 0, changed: 0, unchanged: 1 });
  });

  it('corrects a kind that was wrong', async () => {
    const later = await world.another('改类市');
    await later.bring('organisations', [city, organisation('教育界', '参加单位', '2022-01-20')]);
    const row = organisation('教育界', '委员活动组', '2022-01-20');
    expect(await later.bring('organisations', [row])).toMatchObject({ new: 0, changed: 1, missing: 1, errors: [] });
    expect(await later.bring('organisations', [row])).toMatchObject({ changed: 0, unchanged: 1 });
  });

  it('tells as missing only what belongs to the bodies that the file names', async () => {
    const later = await world.another('缺行市');
    const county = { 组织名称: '政协棠溪县委员会', 组织类型: '政协委员会', 指导机构: body, 设立日期: '2022-02-01' };
    const branch = { ...organisation('城关党支部', '机关党支部', '2022-03-01'), 政协机构: '政协棠溪县委员会' };
    await later.bring('organisations', [...example.organisations, county, branch]);
    const post = (of: string, organisation: string, name: string, number: number) => ({
      ...{ 政协机构: of, 组织名称: organisation, 姓名: name, 手机号: `1390000000${number}` },
      ...{ 职务: '组织委员', 起始日期: '2025-04-01' },
    });
    const inCounty = (name: string, number: number) => post('政协棠溪县委员会', '城关党支部', name, number);
    expect(await later.bring('posts', [inCounty('甲', 1), inCounty('乙', 2)])).toMatchObject({ new: 2, missing: 0 });
    expect(await later.bring('posts', [post(body, '机关党支部', '丙', 3)])).toMatchObject({ new: 1, missing: 0 });
    const byName = post(body, '政协棠溪县委员会/城关党支部', '甲', 1);
    expect(await later.bring('posts', [byName])).toMatchObject({ new: 0, unchanged: 1, missing: 1 });
    expect(await later.bring('posts', [inCounty('甲', 1)])).toMatchObject({ unchanged: 1, missing: 1 });
  });

  it('finds a name in the body of the row first, then as body/name, then where it is unique', async () => {
    const later = await world.another('两级市');
    const county = {
      组织名称: '政协棠溪县委员会',
      别名: '棠溪县政协',
      组织类型: '政协委员会',
      指导机构: body,
      设立日期: '2022-02-01',
    };
    const branch = (of: string, name: string) => ({ ...organisation(name, '机关党支部', '2022-03-01'), 政协机构: of });
    await later.bring('organisations', [
      ...[
        city,
        county,
        branch(body, '机关党支部'),
        branch('棠溪县政协', '机关党支部'),
        branch('棠溪县政协', '城关党支部'),
      ],
    ]);
    const post = (of: string) => ({ ...(example.posts[0] as FileRow), 政协机构: body, 组织名称: of });
    expect(await later.bring('posts', [post('机关党支部')])).toMatchObject({ new: 1, errors: [] });
    expect(await later.bring('posts', [post('棠溪县政协/机关党支部')])).toMatchObject({ new: 1, errors: [] });
    expect(await later.bring('posts', [post('城关党支部')])).toMatchObject({ new: 1, errors: [] });
    expect(await later.bring('posts', [{ ...post('机关支部'), 政协机构: body }])).toMatchObject({
      new: 0,
      errors: [{ row: 2, column: '组织名称', value: '机关支部', message: expect.stringContaining('机关党支部') }],
    });
  });
});

describe('what is wrong', () => {
  const cases: [string, TemplateId, FileRow[], string, string, string][] = [
    [
      'a body that is not there',
      'roster',
      [member('甲', 7, '群众', { 政协机构: '别处政协' })],
      '政协机构',
      '别处政协',
      '没有名为',
    ],
    [
      'a committee of another kind',
      'roster',
      [member('甲', 7, '群众', { 专委会: '机关党支部' })],
      '专委会',
      '机关党支部',
      '机关党支部',
    ],
    [
      'a branch that is not there',
      'roster',
      [member('甲', 7, '中共党员', { 功能型党支部: '没有的支部' })],
      '功能型党支部',
      '没有的支部',
      '没有名为',
    ],
    ['a number of somebody else', 'roster', [member('甲', 1, '群众')], '姓名', '甲', '沈亦舟'],
    [
      'a row that overlaps a stored one',
      'roster',
      [member('沈亦舟', 1, '中共党员', { 起始日期: '2023-01-01' })],
      '起始日期',
      '2023-01-01',
      '重叠',
    ],
    [
      'a post of another kind',
      'posts',
      [{ ...(example.posts[0] as FileRow), 职务: '党组书记' }],
      '职务',
      '党组书记',
      '不设',
    ],
    [
      'a contact who is nobody',
      'contacts',
      [link('沈亦舟', 1, '某人', 8, '2025-01-01')],
      '联系对象手机号',
      '13900000008',
      '没有手机号',
    ],
    ['an entry of nobody', 'contact-log', [entry(8, 4, '2025-01-01')], '党员委员手机号', '13900000008', '没有手机号'],
    [
      'a host that is not there',
      'activities',
      [activity('9', '没有的委员会', '其他', '2026-01-01', '2026-01-01')],
      '主办组织',
      '没有的委员会',
      '没有名为',
    ],
    [
      'an activity that is not there',
      'attendance',
      [attended('99', '沈亦舟', 1, '出席')],
      '活动编号',
      '99',
      '没有编号',
    ],
    [
      'a branch before its committee',
      'organisations',
      [organisation('早支部', '专委会党支部', '2021-01-01', { 依托组织: '提案委员会' })],
      '设立日期',
      '2021-01-01',
      '早于',
    ],
    [
      'a name of another one',
      'organisations',
      [organisation('新委员会', '专门委员会', '2023-01-01', { 别名: '经济委员会' })],
      '别名',
      '经济委员会',
      '经济委员会',
    ],
    [
      'another kind of a body',
      'organisations',
      [organisation('政协澄岚市委员会', '参加单位', '2022-01-20')],
      '组织类型',
      '参加单位',
      '政协委员会',
    ],
  ];
  it.each(cases)(
    '%s: row, column, value and remedy, and nothing is written',
    async (_, id, rows, column, value, words) => {
      const before = await world.counts();
      const fine = id === 'organisations' ? [organisation('另一委员会', '专门委员会', '2023-01-01')] : [];
      const result = await world.bring(id, [...fine, ...rows]);
      expect(result.errors).toEqual([{ row: 2 + fine.length, column, value, message: expect.stringContaining(words) }]);
      expect(await world.counts()).toEqual(before);
    },
  );

  it('says each circle of guidance once', async () => {
    const county = (name: string, guide: string) => ({
      ...{ 组织名称: name, 组织类型: '政协委员会', 指导机构: guide },
      设立日期: '2022-01-10',
    });
    const { errors } = await world.bring('organisations', [
      county('甲县政协', '乙县政协'),
      county('乙县政协', '甲县政协'),
    ]);
    expect(errors).toEqual([
      {
        row: 2,
        column: '指导机构',
        value: '乙县政协',
        message: expect.stringContaining('甲县政协 → 乙县政协 → 甲县政协'),
      },
    ]);
  });

  it('warns and accepts what measures.md 2 accepts', async () => {
    const warned = await world.another('提醒市');
    await warned.bring('organisations', [
      ...example.organisations,
      organisation('经济委员会党支部', '专委会党支部', '2025-04-01', {
        依托组织: '经济委员会',
        撤销日期: '2025-12-31',
      }),
    ]);
    const two = member('两支', 6, '中共党员', { 功能型党支部: '提案委员会党支部、经济委员会党支部' });
    const dead = member('已故', 7, '中共党员', { 状态: '去世', 终止日期: '2024-05-01' });
    const roster = await warned.bring('roster', [...example.roster, two, dead]);
    expect(roster.errors).toEqual([]);
    expect(roster.warnings).toMatchObject([{ row: 7, column: '功能型党支部' }]);
    const told = async (id: TemplateId, rows: FileRow[]) => {
      const { errors, warnings, new: brought } = await warned.bring(id, rows);
      expect([errors, brought]).toEqual([[], rows.length]);
      return warnings.map(({ row, column, value }) => [row, column, value].join(' '));
    };
    expect(
      await told('posts', [
        { ...(example.posts[0] as FileRow), 姓名: '已故', 手机号: '13900000007', 职务: '组织委员' },
      ]),
    ).toEqual(['2 起始日期 2025-04-01']);
    expect(await told('contacts', [link('江映雪', 4, '陆闻笛', 5, '2025-01-01')])).toEqual(['2 党员委员 江映雪']);
    expect(await told('contact-log', [entry(4, 5, '2024-12-31'), entry(4, 5, '2025-01-01')])).toEqual([
      '2 日期 2024-12-31',
    ]);
    expect(
      await told('activities', [
        activity('1', '经济委员会党支部', '其他', '2026-02-01', '2026-02-01', { 应到: '2', 实到: '2', 请假: '0' }),
      ]),
    ).toEqual(['2 主办组织 经济委员会党支部']);
    expect(await told('attendance', [attended('1', '沈亦舟', 1, '出席')])).toEqual(['2 出席情况 1']);
  });

  it('names what no file can be read from', async () => {
    const message = async (file: Buffer) => (await world.bring('roster', file)).errors[0]?.message;
    expect(await message(Buffer.alloc(0))).toContain('0 字节');
    expect(await message(Buffer.from([0xd0, 0xcf, 0x11, 0xe0]))).toContain('.xlsx');
    expect(await message(Buffer.from('PK\u0003\u0004broken'))).toContain('损坏');
    expect(await message(Buffer.from([0xff, 0xff, 0x80, 0x00]))).toContain('编码');
    expect(await message(csv([['姓名', '手机号']]))).toContain('没有“性别”列');
  });

  it('reads a CSV file as Excel in China saves it, in GB18030', async () => {
    const saved = inGb18030(templateFile('posts', example.posts).toString());
    expect(saved.length).toBeLessThan(templateFile('posts', example.posts).length);
    expect(await world.bring('posts', saved)).toEqual({ ...nothing, unchanged: 1 });
  });

  it('reads a workbook, with dates and numbers in its cells', async () => {
    const titles = templates.posts.columns.map(({ title }) => title);
    const [post] = example.posts;
    const cells = titles.map((title) => (title === '手机号' ? 13_900_000_001 : (post?.[title] ?? null)));
    cells[titles.indexOf('起始日期')] = new Date('2025-04-01T00:00:00Z') as never;
    const workbook = Buffer.from(await writeXlsx({ sheets: [{ name: '任职', rows: [titles, cells] }] }));
    expect(await world.bring('posts', workbook)).toEqual({ ...nothing, unchanged: 1 });
  });
});

/** The platform has no encoder: every pair of bytes is decoded once, and looked up backwards. */
function inGb18030(text: string): Buffer {
  const decoder = new TextDecoder('gb18030');
  const bytes = new Map<string, number[]>();
  for (let first = 0x81; first <= 0xfe; first += 1)
    for (let second = 0x40; second <= 0xfe; second += 1)
      if (second !== 0x7f) bytes.set(decoder.decode(Uint8Array.from([first, second])), [first, second]);
  return Buffer.from([...text].flatMap((sign) => bytes.get(sign) ?? [...Buffer.from(sign)]));
}
