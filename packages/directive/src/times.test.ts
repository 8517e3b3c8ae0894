import { describe, expect, it } from 'vitest';
import { addTo, addWorkdays, parseDay } from './calendar.ts';
import { bindingTime, findTimes } from './deadlines.ts';
import { findQuantities } from './quantities.ts';
import { findRecurrence } from './recurrence.ts';

const REFERENCE = { year: 2020, month: 6, day: 1 };
const read = (text: string) => bindingTime(findTimes(text, { offset: 0, reference: REFERENCE }));

describe('times', () => {
  it.each([
    ['7月底前完成', null, '2020-07-31'],
    ['在7月底前完成', null, '2020-07-31'],
    ['6月20日前报送', null, '2020-06-20'],
    ['于2021年2月底前报送', null, '2021-02-28'],
    ['年底前办结', null, '2020-12-31'],
    ['年内办结', null, '2020-12-31'],
    ['今年底前办结', null, '2020-12-31'],
    ['明年年底前办结', null, '2021-12-31'],
    ['第三季度开展', '2020-07-01', '2020-09-30'],
    ['三季度末前开展', null, '2020-09-30'],
    ['上半年开展', '2020-01-01', '2020-06-30'],
    ['下半年开展', '2020-07-01', '2020-12-31'],
    ['6月至7月开展', '2020-06-01', '2020-07-31'],
    ['3月至4月中旬开展', '2020-03-01', '2020-04-20'],
    ['11月至次年1月开展', '2020-11-01', '2021-01-31'],
    ['7月上旬开展', '2020-07-01', '2020-07-10'],
    ['7月中旬开展', '2020-07-11', '2020-07-20'],
    ['7月下旬开展', '2020-07-21', '2020-07-31'],
    ['5月中旬前报送', null, '2020-05-20'],
    ['明年召开', '2021-01-01', '2021-12-31'],
    ['2022年召开', '2022-01-01', '2022-12-31'],
    ['全年不少于四次', '2020-01-01', '2020-12-31'],
    ['从今年4月开始执行', '2020-04-01', null],
    ['到2035年建成', null, '2035-12-31'],
    ['“七一”前完成', null, '2020-07-01'],
    ['十一前完成', null, '2020-10-01'],
    ['两年内完成', null, '2022-06-01'],
    ['3个月内完成', null, '2020-09-01'],
    ['十二月底前完成', null, '2020-12-31'],
    ['2月30日前完成', null, null],
  ])('%s', (text, from, to) => {
    const time = read(text);
    expect([time?.from ?? null, time?.to ?? null]).toEqual([from, to]);
  });

  it.each([
    '近两年来有进步',
    '去年以来',
    '连续2年先进',
    '建党100周年',
    '第十届委员会',
    '2019年召开的会议',
    '2020年度目标',
    '截至5月底',
  ])('sets no date for %s', (text) => {
    const time = read(text);
    expect([time?.from ?? null, time?.to ?? null]).toEqual([null, null]);
  });

  it.each([
    ['会后尽快落实', 'eventAnchor'],
    ['近期完成', 'vague'],
    ['长期坚持', 'standing'],
    ['寒假前完成', 'eventAnchor'],
  ])('%s is %s and has no date', (text, kind) => {
    expect(read(text)).toMatchObject({ kind, from: null, to: null });
  });

  it.each([
    ['每次走访后10个工作日内提交走访记录', '每次走访后10个工作日内'],
    ['自收到提案之日起3个月内书面答复', '自收到提案之日起3个月内'],
    ['活动结束后5天内报送小结', '活动结束后5天内'],
    ['并于会后十个工作日内报送成果', '于会后十个工作日内'],
    ['换届前六个月内完成摸底', '换届前六个月内'],
    ['差评应在5日内核查', '在5日内'],
    ['10个工作日内反馈', '10个工作日内'],
    ['3年内不得重新申报', '3年内'],
  ])('keeps the words of %s and sets no date: the day it counts from is not known', (text, words) => {
    expect(read(text)).toMatchObject({ kind: 'eventAnchor', from: null, to: null, yearEvidence: null, text: words });
  });

  it.each([
    ['自本通知印发之日起5日内报送', '2020-06-06'],
    ['收到本通知后两周内报送', '2020-06-15'],
    ['今后五年内建成', '2025-06-01'],
  ])('counts %s from the day of issue', (text, to) => {
    expect(read(text)).toMatchObject({ kind: 'due', to });
  });

  it('gives the evidence for the year', () => {
    expect(read('7月底前')?.yearEvidence).toEqual({ source: 'referenceDate', text: '2020' });
    expect(read('2021年7月底前')?.yearEvidence).toEqual({ source: 'printed', text: '2021年' });
    expect(read('明年7月底前')).toMatchObject({
      to: '2021-07-31',
      yearEvidence: { source: 'relativeWord', text: '明年' },
    });
  });

  it('counts working days by the published arrangements and marks those beyond them', () => {
    const time = bindingTime(
      findTimes('自印发之日起5个工作日内', { offset: 0, reference: { year: 2026, month: 9, day: 28 } }),
    );
    // 1 to 7 October 2026 are holidays, Saturday the 10th is worked instead.
    expect(time?.to).toBe('2026-10-10');
    expect(time?.provisional).toBe(false);
    expect(addWorkdays({ year: 2026, month: 12, day: 30 }, 3).provisional).toBe(true);
  });

  it('knows the calendar', () => {
    expect(parseDay('2023-02-29')).toBeNull();
    expect(addTo({ year: 2024, month: 2, day: 29 }, 1, 'year')).toEqual({ year: 2025, month: 2, day: 28 });
  });

  it('gives exact spans', () => {
    const text = '各单位要在9月20日前报送，并于年底前总结。';
    for (const time of findTimes(text, { offset: 0, reference: REFERENCE }))
      expect(text.slice(time.span.start, time.span.end)).toBe(time.text);
  });
});

describe('recurrence', () => {
  it.each([
    ['每年开展两次', 'P1Y', 2],
    ['每半年研究1次', 'P6M', 1],
    ['每季度至少开展1次', 'P3M', 1],
    ['每月一次', 'P1M', 1],
    ['每周调度', 'P1W', null],
    ['每日巡查', 'P1D', null],
    ['定期通报', 'periodic', null],
    ['常态化开展走访', 'periodic', null],
  ])('%s', (text, period, minimum) => {
    expect(findRecurrence(text)).toMatchObject({ period, minimum });
  });

  it('keeps by when in each period', () => {
    const words = ['于每月5日前汇总', '每季度末前报送', '每月一次'].map((text) => findRecurrence(text)?.text);
    expect(words).toEqual(['每月5日前', '每季度末前', '每月']);
  });

  it.each(['推进学习常态化制度化', '今年年底前', '每名党员', '教育经常化'])('finds none in %s', (text) => {
    expect(findRecurrence(text)).toBeNull();
  });
});

it('prints a time that runs over the name of a document as it stands there', () => {
  const text = '收到《办法》后10个工作日内反馈';
  const [time] = findTimes(text, { offset: 5, reference: REFERENCE });
  expect(time).toMatchObject({ text: '收到《办法》后10个工作日内', span: { start: 5, end: 19 } });
});

describe('quantities', () => {
  it.each([
    ['开展2次以上', 2, '次', '>='],
    ['至少召开一次会议', 1, '次', '>='],
    ['不少于12学时', 12, '学时', '>='],
    ['出勤率不低于80%', 80, '%', '>='],
    ['不超过60分钟', 60, '分钟', '<='],
    ['不超过四分之一', 0.25, '', '<='],
    ['超过3万人次', 30000, '人次', '>'],
    ['每百户不少于20平方米', 20, '平方米', '>='],
    ['集中培训不少于5天', 5, '天', '>='],
    ['培育3个示范点', 3, '个', '='],
  ])('%s', (text, value, unit, op) => {
    expect(findQuantities(text)).toEqual([expect.objectContaining({ value, unit, op })]);
  });

  it.each([
    '落实“三会一课”',
    '第一次会议',
    '连续2年',
    '建立一个机制',
    '推出一批典型',
    '一次性补助',
    '100周年',
    '10个工作日内报送',
    '3个月内答复',
    '活动结束后5天内报送',
  ])('finds none in %s', (text) => {
    expect(findQuantities(text)).toEqual([]);
  });
});
