import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { coverage } from './coverage-report.ts';
import { byCodePoint, maskMobile } from './printing.ts';
import { exceptions } from './testing-cases.ts';
import { groundedCity, reportOf, TODAY, testCity } from './testing-city.ts';

describe('printing (measures.md 1.4, 1.7 and 7)', () => {
  it('masks a number as 139****0001', () => {
    expect(maskMobile('13912340001')).toBe('139****0001');
  });

  it('orders texts as the bytes of their UTF-8 do, which is the order of COLLATE "C"', () => {
    const texts = fc.string({ unit: fc.constantFrom('a', 'é', '丁', '\u{20000}', '\u{20001}', '\uffee', '\ue000') });
    fc.assert(
      fc.property(texts, texts, (one, other) => {
        expect(Math.sign(byCodePoint(one, other))).toBe(Buffer.compare(Buffer.from(one), Buffer.from(other)));
      }),
    );
  });

  it('puts a rare character of a name behind every other, where UTF-16 units would not', () => {
    const city = groundedCity();
    for (const name of ['\u{20bb7}野', '丁一', '\ufa0e甲']) city.row(name);
    expect(exceptions(reportOf(city)).slice(0, 3)).toEqual([
      'c2 effective notNominal 丁一',
      'c2 effective notNominal \ufa0e甲',
      'c2 effective notNominal \u{20bb7}野',
    ]);
  });

  it('orders bodies by name', () => {
    const city = testCity();
    // Ids in an order that is not that of the names.
    ['B', '\u{20bb7}', '\ufa0e', 'A'].forEach((name, at) => {
      city.organisation('cppccBody', `${at}`, { name });
    });
    expect(coverage(city.facts, TODAY).map(({ body }) => body)).toEqual(['A', 'B', '\ufa0e', '\u{20bb7}']);
  });

  it('orders exceptions by coverage, tier, reason, person, number as printed and organisation', () => {
    const city = groundedCity();
    city.organisation('functionalBranch', '1', { name: 'z', termEnds: '2025-01-01' });
    city.organisation('functionalBranch', '2', { name: 'a', termEnds: '2025-01-01' });
    city.row('丙', { affiliations: ['01'], functionalBranches: ['branch'] });
    city.row('乙', { affiliations: ['01'] });
    city.row('甲');
    expect(exceptions(reportOf(city))).toEqual([
      'c1 effective noAttendance 丙',
      'c1 effective notNominal 乙',
      'c1 nominal noSecretary a',
      'c1 nominal noSecretary z',
      'c1 nominal termOverdue a',
      'c1 nominal termOverdue z',
      'c1 nominal unassigned 乙',
      'c2 effective noAttendance 丙',
      'c2 effective notNominal 乙',
      'c2 effective notNominal 甲',
      'c2 nominal unlinked 乙',
      'c2 nominal unlinked 甲',
    ]);
  });

  it('orders people of one name by the number as printed', () => {
    const city = groundedCity();
    for (const [id, mobile] of [
      ['one', '13900001003'],
      ['two', '13799999999'],
      ['three', '13911110002'],
    ] as const) {
      city.row(id);
      city.facts.people.splice(-1, 1, { id, name: '同名', mobile });
    }
    const numbers = reportOf(city).exceptions.flatMap(({ tier, mobile }) => (tier === 'nominal' ? [mobile] : []));
    expect(numbers).toEqual(['137****9999', '139****0002', '139****1003']);
  });

  it('prints names after NFKC, without white space and with one middle dot; organisations as they are written', () => {
    const city = groundedCity();
    city.row('甲');
    city.facts.people.splice(0, 1, { id: '甲', name: '阿依 古丽•买\u3000买提Ａ', mobile: '13900000001' });
    city.organisation('functionalBranch', 'x', { name: '第一 功能型•党支部（Ａ）' });
    const printed = reportOf(city).exceptions;
    expect(printed.find(({ coverage: id }) => id === 'c2')?.person).toBe('阿依古丽·买买提A');
    expect(printed.find(({ reason }) => reason === 'noSecretary')?.organisation).toBe('第一 功能型•党支部（Ａ）');
  });

  it('gives objects exactly the keys shown', () => {
    const city = groundedCity();
    city.row('甲');
    const report = reportOf(city);
    expect(Object.keys(report)).toEqual(['body', 'c1', 'c2', 'rollup', 'exceptions']);
    expect(Object.keys(report.c1)).toEqual(['nominal', 'effective', 'committees']);
    expect(Object.keys(report.rollup)).toEqual(['c1', 'c2']);
    expect(report.exceptions.map((exception) => Object.keys(exception))).toEqual(
      report.exceptions.map(() => ['person', 'mobile', 'organisation', 'coverage', 'tier', 'reason']),
    );
  });

  it('masks the number of an exception', () => {
    const city = groundedCity();
    city.row('甲');
    expect(reportOf(city).exceptions[0]).toEqual({
      person: '甲',
      mobile: '139****0001',
      organisation: null,
      coverage: 'c2',
      tier: 'effective',
      reason: 'notNominal',
    });
  });
});
