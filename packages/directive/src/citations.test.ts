import { describe, expect, it } from 'vitest';
import { findLeftOut } from './leftout.ts';
import { splitParagraphs } from './paragraphs.ts';
import { parseDirective } from './parse.ts';
import { findReferences } from './references.ts';
import { findSecrecyMark } from './secrecy.ts';

const titles = (text: string) => findReferences(text, null).map((reference) => reference.title);

describe('references', () => {
  it('lists each title once, nested ones as one', () => {
    expect(titles('落实《联络办法》，修订《〈联络办法〉实施细则》，再学《联络办法》。')).toEqual([
      '联络办法',
      '〈联络办法〉实施细则',
    ]);
  });

  it('joins a title broken over lines', () => {
    expect(titles('关于印发《联络工作\n试行办法》的通知')).toEqual(['联络工作试行办法']);
  });

  it('gives the number behind a title to it and takes a number alone for a document', () => {
    const found = findReferences('按照《联络办法》（云协发〔2026〕5号）和云协办〔2025〕12号文件执行。', null);
    expect(found.map(({ title, number, role }) => [title, number, role])).toEqual([
      ['联络办法', '云协发〔2026〕5号', 'cited'],
      ['云协办〔2025〕12号', '云协办〔2025〕12号', 'byNumber'],
    ]);
  });

  it('knows the document that is still to be written', () => {
    expect(findReferences('办公室要制定《值班办法》。', null)[0]?.role).toBe('deliverable');
  });

  it('leaves the own number and unclosed titles alone', () => {
    expect(titles('云协发〔2026〕5号\n学习《没有写完的标题。下一句。')).toEqual([]);
  });
});

describe('what is left out', () => {
  it.each([
    ['— 3 —', 'pageNumber'],
    ['第 2 页 共 9 页', 'pageNumber'],
    ['更多范文请访问云水公文网下载', 'advertisement'],
    ['扫码关注公众号', 'advertisement'],
    ['www.example.com/a/b', 'advertisement'],
    ['当前位置：首页 > 通知公告', 'navigation'],
    ['字号：大 中 小', 'navigation'],
    ['【打印】 【关闭】', 'navigation'],
    ['样稿', 'watermark'],
  ])('%s is %s', (line, reason) => {
    const text = `关于联络工作的通知\n${line}\n一、任务`;
    const [segment] = findLeftOut(splitParagraphs(text));
    expect(segment?.reason).toBe(reason);
    expect(text.slice(segment?.start, segment?.end)).toBe(line);
  });

  it.each([
    '大家提出的意见很好。',
    '小组长要负责。',
    '12名委员参加。',
    '首先，要统一思想。',
    '关闭不达标的站点。',
    '各网站要公开信息。',
  ])('keeps %s', (line) => {
    expect(findLeftOut(splitParagraphs(line))).toEqual([]);
  });

  it('sees a running head by its repetition', () => {
    const text = '云水市政协文件汇编\n甲。\n云水市政协文件汇编\n乙。\n云水市政协文件汇编\n丙。';
    expect(findLeftOut(splitParagraphs(text)).map((segment) => segment.reason)).toEqual([
      'runningHead',
      'runningHead',
      'runningHead',
    ]);
  });

  it('asks nothing of a line that is left out', () => {
    const parsed = parseDirective('关于联络的通知\n一、任务\n要建立台账。\n请扫码关注公众号，要免费下载范文', {
      referenceDate: '2026-06-01',
    });
    expect(parsed.obligations.map((obligation) => obligation.quote)).toEqual(['建立台账']);
  });
});

describe('secrecy marks', () => {
  it.each([
    ['秘密\n关于某事项的通知\n正文。', '秘密'],
    ['机密★1年\n关于某事项的通知', '机密'],
    ['绝密★长期\n关于某事项的通知', '绝密'],
    ['000012\n秘密★6个月\n特急\n关于某事项的通知', '秘密'],
    ['000012 机密★3年 特急\n关于某事项的通知', '机密'],
    ['机 密\n关于某事项的通知', '机密'],
    ['【秘密】\n各单位：', '秘密'],
    ['密级：机密\n关于某事项的报告', '机密'],
  ])('refuses %s', (text, level) => {
    expect(findSecrecyMark(text)?.level).toBe(level);
  });

  it.each([
    '内部资料\n关于某事项的通知',
    '内部资料 注意保存\n关于某事项的通知',
    '关于某事项的通知\n本材料严禁外传。',
    '关于做好保密工作的通知\n各单位：\n要遵守保密法。',
    '关于学习保守国家秘密法的通知',
    '关于某事项的通知\n各单位：\n秘密\n正文。',
    '秘密花园读书会活动方案',
    '工作秘密\n关于某事项的通知',
    '商业秘密\n关于某事项的函',
    '机密文件管理培训班课程表\n第一天：',
    '绝密飞行主题党日活动方案\n一、时间',
    '公开★长期\n关于某事项的通知',
    '妥善保管，秘密等级由办公室确定\n关于某事项的通知',
  ])('lets pass %s', (text) => {
    expect(findSecrecyMark(text)).toBeNull();
  });

  it('looks at headers and text boxes too', () => {
    expect(findSecrecyMark('关于某事项的通知', ['云水市政协\n机密★1年'])).toMatchObject({
      level: '机密',
      source: 'headPart',
    });
    expect(findSecrecyMark('关于某事项的通知', ['云水市政协 内部文件'])).toBeNull();
  });
});
