import { describe, expect, it } from 'vitest';
import { parseDirective } from './parse.ts';

const outline = (text: string) =>
  parseDirective(text, { referenceDate: '2026-06-01' }).clauses.map(({ key, level, number, title, kind }) => ({
    key,
    level,
    number,
    title,
    kind,
  }));
const numbersAndTitles = (text: string) =>
  outline(text).map((clause) => `${clause.level} ${clause.number} ${clause.title}`);

describe('numbered paragraphs', () => {
  it('nests the four official levels and keeps what is printed', () => {
    const text =
      '关于档案工作的通知\n一、工作安排\n（一）整理旧档\n1.清点。逐卷清点库存。\n（1）按年份排列各卷，并贴好标签。\n2.上架。按柜上架。\n（二）移交新档\n二、工作要求\n要按时完成。';
    expect(numbersAndTitles(text)).toEqual([
      '1 一 工作安排',
      '2 （一） 整理旧档',
      '3 1 清点',
      '4 （1） ',
      '3 2 上架',
      '2 （二） 移交新档',
      '1 二 工作要求',
    ]);
  });

  it('keys a clause by its place', () => {
    expect(outline('一、甲项工作\n（一）子项\n内容在此。\n二、乙项工作\n内容。').map((clause) => clause.key)).toEqual([
      '1',
      '1.1',
      '2',
    ]);
  });

  it.each([
    ['一是要管好阵地。各地要每月巡查。', '一是', '要管好阵地'],
    ['一要压实责任。分管领导包干。', '一要', '压实责任'],
    ['第一阶段：动员部署（3月上旬）。召开动员会。', '第一阶段', '动员部署（3月上旬）'],
    ['(二)半角括号的标题\n内容。', '(二)', '半角括号的标题'],
    ['3．全角点号的标题。后面是内容。', '3', '全角点号的标题'],
    ['2、顿号数字标题：后面是内容。', '2', '顿号数字标题'],
  ])('reads %s', (text, number, title) => {
    expect(outline(`一、上级标题\n${text}`)[1]).toMatchObject({ number, title });
  });

  it('believes a bare numeral only in a run', () => {
    expect(numbersAndTitles('一抓思想引领。强化学习。\n二抓队伍建设。选好骨干。')).toEqual([
      '1 一 抓思想引领',
      '1 二 抓队伍建设',
    ]);
    expect(outline('一抓就灵的办法不多。')).toEqual([]);
  });

  it.each([
    '第一党支部连续3年先进。',
    '一些单位还有差距。',
    '2026年是关键之年。',
    '3.5万名群众参加活动。',
    '一年来成绩明显。',
    '——坚持统筹兼顾。',
    '十分重要的是落实。',
  ])('takes %s for no number', (text) => {
    expect(outline(text)).toEqual([]);
  });

  it('takes one long sentence for content and a short one above other text for a heading', () => {
    const long = `1.${'各支部要按照统一安排逐项对照检查'.repeat(5)}。`;
    expect(outline(long)[0]).toMatchObject({ title: '', kind: 'content' });
    expect(outline('（一）指导思想。\n坚持以人民为中心。')[0]).toMatchObject({ title: '指导思想', kind: 'heading' });
  });

  it('leaves attachment lists, title, addressee and unnumbered headings alone', () => {
    const text =
      '关于报送材料的通知\n各支部：\n工作安排\n一、按时报送\n要报送。\n附件：1.登记表\n2.汇总表\n2026年5月8日';
    expect(numbersAndTitles(text)).toEqual(['1 一 按时报送']);
  });

  it('reads an addressee that runs over two lines, and no line before it that ends', () => {
    const head = (line: string) =>
      parseDirective(`关于做好述职工作的通知\n各县（市）区政协，${line}\n机关各处室：\n请于本月底前述职。`, {
        referenceDate: '2026-05-08',
      });
    expect(head('各专门委员会、').addressee).toBe('各县（市）区政协，各专门委员会、机关各处室');
    expect(head('各专门委员会、').title).toBe('关于做好述职工作的通知');
    expect(head('各专门委员会。').addressee).toBe('机关各处室');
  });

  it('reads title, addressee and date of the document', () => {
    const parsed = parseDirective(
      '云水市政协办公室\n关于报送材料的通知\n各县级政协：\n请于本月底前报送。\n云水市政协办公室\n二〇二六年五月八日',
      { referenceDate: '2026-05-08' },
    );
    expect(parsed.title).toBe('云水市政协办公室关于报送材料的通知');
    expect(parsed.addressee).toBe('各县级政协');
    expect(parsed.datedBy?.date).toBe('2026-05-08');
  });
});

describe('task tables', () => {
  const TABLE = [
    '年度任务分解表',
    '序号\t重点任务\t具体措施\t完成时限\t牵头单位\t配合单位\t责任人',
    '1\t规范阵地\t制定阵地管理办法，每月巡查一次\t6月底前\t办公室\t联络处 宣传处\t××',
    '2\t丰富活动\t读书分享活动方案\t每季度\t联 络 处\t\t××',
    '\t\t评选一批优秀案例\t全年\t宣传处、人事处\t办公室\t××',
  ].join('\n');
  const parsed = parseDirective(TABLE, { referenceDate: '2026-01-10' });

  it('makes a clause of each numbered row', () => {
    expect(parsed.clauses.map((clause) => `${clause.number} ${clause.title}`)).toEqual(['1 规范阵地', '2 丰富活动']);
  });

  it('takes actions, owners, supporters and times from the columns', () => {
    expect(parsed.obligations.map((obligation) => obligation.quote)).toEqual([
      '制定阵地管理办法',
      '每月巡查一次',
      '读书分享活动方案',
      '评选一批优秀案例',
    ]);
    const [first, , third, fourth] = parsed.obligations;
    expect(first?.owners.map((owner) => `${owner.role} ${owner.text}`)).toEqual([
      'lead 办公室',
      'support 联络处',
      'support 宣传处',
    ]);
    expect(first?.deadline?.to).toBe('2026-06-30');
    expect(third).toMatchObject({ deadline: null, recurrence: { period: 'P3M' } });
    expect(third?.owners[0]?.text).toBe('联络处');
    expect(fourth?.owners.filter((owner) => owner.role === 'lead').map((owner) => owner.text)).toEqual([
      '宣传处',
      '人事处',
    ]);
    expect(fourth?.deadline).toMatchObject({ from: '2026-01-01', to: '2026-12-31' });
  });

  it('asks nothing of the header row', () => {
    expect(parsed.obligations.some((obligation) => obligation.paragraph === 1)).toBe(false);
  });
});
