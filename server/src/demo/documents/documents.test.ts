import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { demoSeed, generateCity } from '../city.ts';
import { countyPlaces } from '../places.ts';
import {
  renderNotice,
  renderSpeech,
  renderTaskTable,
  speechAdvertisement,
  speechFooter,
  speechMechanisms,
  speechMisprint,
  speechPageNumber,
  taskTableColumns,
} from './index.ts';
import { byDay, byEndOfMonth, byEndOfYear, quarterAfter } from './phrases.ts';

const anchors = ['2024-01-01', '2025-05-31', '2026-11-25', '2027-03-30', '2028-02-29', '2029-12-31', '2030-09-15'];

describe('phrases for dates', () => {
  it.each([
    ['2026-08-25', 4, '12月底前'],
    ['2026-09-01', 4, '明年1月底前'],
    ['2026-12-31', 2, '明年2月底前'],
    ['2026-01-31', 1, '2月底前'],
    ['2026-08-25', 18, '2028年2月底前'],
  ])('says by the end of the month: %s + %i', (date, months, words) => {
    expect(byEndOfMonth(date, months)).toBe(words);
  });

  it('says a day, a quarter and the end of the year', () => {
    expect(byDay('2026-12-05', 1, 20)).toBe('明年1月20日前');
    expect(quarterAfter('2026-03-31', 0)).toBe('第二季度');
    expect(quarterAfter('2026-08-25', 4)).toBe('明年第一季度');
    expect(quarterAfter('2026-08-31', 0)).toBe('第四季度');
    expect(byEndOfYear('2026-10-31')).toBe('年底前');
    expect(byEndOfYear('2026-11-01')).toBe('明年6月底前');
  });
});

describe('the speech', () => {
  it('was given three months before the anchor', () => {
    expect(renderSpeech('2026-11-25').date).toBe('2026-08-25');
    expect(renderSpeech('2026-11-25').text).toContain('（2026年8月25日）');
    expect(renderSpeech('2025-05-31').date).toBe('2025-02-28');
  });

  it.each(anchors)('holds every mechanism from 1 to 79, whatever the anchor: %s', (anchor) => {
    const { text } = renderSpeech(anchor);
    expect(speechMechanisms.map((mechanism) => mechanism.row)).toEqual(Array.from({ length: 79 }, (_, row) => row + 1));
    for (const { row, quote } of speechMechanisms) {
      expect(text.split(quote).length - 1, `row ${row} stands once`).toBe(1);
    }
  });

  it.each(anchors)('has the length and form of its genre: %s', (anchor) => {
    const { text, title } = renderSpeech(anchor);
    expect(text.length).toBeGreaterThanOrEqual(3_000);
    expect(text.length).toBeLessThanOrEqual(5_000);
    const lines = text.trimEnd().split('\n');
    expect(lines).toContain(title);
    expect(lines.filter((line) => /^[一二三]、/.test(line))).toHaveLength(3);
    expect(lines.filter((line) => /^[一二三四五]是/.test(line))).toHaveLength(9);
    expect(text).not.toMatch(/undefined|null|NaN|\{|\}/);
  });

  it('names next year and the deadline after the new year when the demo starts in November or December', () => {
    const november = renderSpeech('2026-11-25').text;
    expect(november).toContain('要在12月底前完成组建');
    expect(november).toContain('明年第一季度，市政协将配合市委督查室');
    expect(november).toContain('明年是中国共产党成立106周年');
    expect(november).toContain('2028年计划举办');
    const december = renderSpeech('2026-12-10').text;
    expect(december).toContain('要在明年1月底前完成组建');
  });

  it('asks for the list of gaps and the first round of study before the anchor, for the branches after it', () => {
    const { text } = renderSpeech('2026-11-25');
    expect(text).toContain('9月20日前报市政协机关党组');
    expect(text).toContain('10月底前完成第一轮集中学习');
  });

  it('carries what a copy brings along, and a misprint', () => {
    const lines = renderSpeech('2026-11-25').text.trimEnd().split('\n');
    expect(lines[0]).toBe(speechAdvertisement);
    expect(lines.at(-1)).toBe(speechFooter);
    expect(lines).toContain(speechPageNumber);
    expect(lines.join('')).toContain(speechMisprint.quote);
  });

  it('praises only counties of the city that have committee branches', () => {
    const practices = speechMechanisms.find((mechanism) => mechanism.row === 29)?.quote ?? '';
    const named = countyPlaces.filter((place) => practices.includes(place.name));
    expect(named).toHaveLength(4);
    for (const place of named) expect(place.branches).not.toBe('none');
  });
});

describe('the notice', () => {
  it.each(anchors)('is dated on the anchor, names owners in brackets and is one page long: %s', (anchor) => {
    const notice = renderNotice(anchor);
    expect(notice.date).toBe(anchor);
    expect(notice.number).toBe(`云协办〔${anchor.slice(0, 4)}〕36号`);
    expect(notice.text.length).toBeGreaterThan(800);
    expect(notice.text.length).toBeLessThan(1_100);
    const activities = notice.text.split('\n').filter((line) => /^（[一二三四五六]）/.test(line));
    expect(activities).toHaveLength(6);
    for (const line of activities) expect(line).toMatch(/（责任单位：.+）$/);
  });

  it('is the sample that the README shows', () => {
    const sample = new URL('../../../../docs/samples/notice.txt', import.meta.url);
    expect(readFileSync(sample, 'utf8')).toBe(renderNotice('2026-03-01').text);
  });

  it('moves its deadlines over the turn of the year', () => {
    expect(renderNotice('2026-11-25').text).toContain('明年1月底前召开现场协商会');
    expect(renderNotice('2026-11-25').text).toContain('12月15日前完成');
  });
});

describe('the task table', () => {
  const city = generateCity({ seed: demoSeed, anchor: '2026-11-25' });
  const table = renderTaskTable('2026-11-25', city);

  it('has the eleven columns of the office and 14 numbered rows', () => {
    expect(taskTableColumns).toHaveLength(11);
    expect(table.rows.map((row) => row.序号)).toEqual(Array.from({ length: 14 }, (_, index) => String(index + 1)));
    for (const row of table.rows) expect(Object.keys(row)).toEqual([...taskTableColumns]);
    expect(table.date).toBe('2026-10-25');
  });

  it('names only organisations of the city body and people of the city', () => {
    const inCityBody = new Set(
      city.organisations.filter((entry) => entry.bodyId === city.tenant.bodyId).map((entry) => entry.id),
    );
    const names = new Set(
      city.names.filter((entry) => inCityBody.has(entry.organisationId)).map((entry) => entry.name),
    );
    const people = new Set(city.people.map((person) => person.name));
    for (const row of table.rows) {
      for (const organisation of [...row.牵头单位.split('、'), ...row.配合单位.split('、').filter(Boolean)]) {
        expect(names).toContain(organisation);
      }
      for (const person of [row.责任领导, ...row.责任人.split('、').filter(Boolean)]) expect(people).toContain(person);
    }
  });

  it('holds the shapes an import must read: two leads, no person, a period, done and late', () => {
    expect(table.rows.some((row) => row.牵头单位.includes('、'))).toBe(true);
    expect(table.rows.some((row) => row.责任人 === '')).toBe(true);
    expect(table.rows.some((row) => row.完成时限 === '每季度')).toBe(true);
    expect(table.rows.some((row) => row.完成情况 === '已完成')).toBe(true);
    expect(table.rows.some((row) => row.完成时限 === '2026年10月底前' && row.完成情况 !== '已完成')).toBe(true);
  });

  it.each(anchors)('can be rendered without a city given: %s', (anchor) => {
    expect(renderTaskTable(anchor).rows).toHaveLength(14);
  });
});
