import { describe, expect, it } from 'vitest';
import { bodyCoverages } from './coverage.ts';
import { coverage } from './coverage-report.ts';
import { exceptions } from './testing-cases.ts';
import { TODAY, testCity } from './testing-city.ts';

const BODY = '政协澄岚市委员会';

/** measures.md 7. */
function workedExample() {
  const city = testCity();
  const since = (from: string) => ({ body: BODY, existence: { from, to: null }, termEnds: null });
  city.organisation('cppccBody', BODY, since('2022-01-10'));
  city.organisation('specialCommittee', '提案委员会', since('2022-01-20'));
  city.organisation('specialCommittee', '经济委员会', since('2022-01-20'));
  city.organisation('officeBranch', '机关党支部', { ...since('2022-02-01'), termEnds: '2028-01-31' });
  city.organisation('committeeBranch', '提案委员会党支部', { ...since('2025-04-01'), attachedTo: ['提案委员会'] });
  city.post('沈亦舟', '提案委员会党支部', 'branchSecretary', { from: '2025-04-01' });
  const member = { body: BODY, from: '2022-01-10' };
  city.row('沈亦舟', {
    ...member,
    affiliations: ['01'],
    committee: '提案委员会',
    functionalBranches: ['提案委员会党支部'],
  });
  city.row('顾南乔', { ...member, affiliations: ['02'], title: 'deputySecretaryGeneral', homeBranch: '机关党支部' });
  city.row('白若谷', { ...member, affiliations: ['06', '01'], committee: '经济委员会' });
  city.row('江映雪', { ...member, affiliations: ['05'], committee: '提案委员会' });
  city.row('陆闻笛', { ...member, affiliations: ['13'], committee: '经济委员会' });
  city.link('沈亦舟', '江映雪', { body: BODY, from: '2025-07-01' });
  city.logged('沈亦舟', '江映雪', '2025-08-03', '2026-04-09');
  city.link('白若谷', '陆闻笛', { body: BODY, from: '2025-07-01', to: '2026-03-31' });
  city.activity('提案委员会', '2025-11-18', { 沈亦舟: 'present' });
  city.activity('机关党支部', '2026-02-12', { 顾南乔: 'present' });
  const open = { coHosts: ['提案委员会'], isOpen: true };
  city.activity('提案委员会党支部', '2026-05-20', { 沈亦舟: 'absent' }, open);
  return city;
}

const FIGURES = {
  c1: { nominal: { covered: 2, due: 3 }, effective: { covered: 1, due: 3 }, committees: { with: 1, due: 2 } },
  c2: { nominal: { covered: 3, due: 5 }, effective: { covered: 2, due: 5 } },
};

const EXCEPTIONS = [
  'c1 effective noAttendance 沈亦舟',
  'c1 effective notNominal 白若谷',
  'c1 nominal committeeWithoutBranch 经济委员会',
  'c1 nominal noSecretary 机关党支部',
  'c1 nominal unassigned 白若谷',
  'c2 effective noAttendance 沈亦舟',
  'c2 effective notNominal 白若谷',
  'c2 effective notNominal 陆闻笛',
  'c2 nominal unlinked 白若谷',
  'c2 nominal unlinked 陆闻笛',
];

describe('the worked example', () => {
  const reports = coverage(workedExample().facts, TODAY);

  it('has every figure of the text, own and rolled up', () => {
    expect(reports.map(({ body, c1, c2, rollup }) => ({ body, c1, c2, rollup }))).toEqual([
      { body: BODY, ...FIGURES, rollup: FIGURES },
    ]);
  });

  it('has all exceptions of the text, in their order, and no other', () => {
    expect(reports.flatMap(exceptions)).toEqual(EXCEPTIONS);
  });

  it('prints the very JSON of the text', () => {
    // Copied from measures.md 7, up to the "..." that stands there for the other exceptions.
    const printed = `[{"body": "政协澄岚市委员会", "c1": {"nominal": {"covered": 2, "due": 3}, "effective": {"covered": 1, "due": 3}, "committees": {"with": 1, "due": 2}}, "c2": {"nominal": {"covered": 3, "due": 5}, "effective": {"covered": 2, "due": 5}}, "rollup": {"c1": {"nominal": {"covered": 2, "due": 3}, "effective": {"covered": 1, "due": 3}, "committees": {"with": 1, "due": 2}}, "c2": {"nominal": {"covered": 3, "due": 5}, "effective": {"covered": 2, "due": 5}}}, "exceptions": [{"person": "沈亦舟", "mobile": "139****0001", "organisation": null, "coverage": "c1", "tier": "effective", "reason": "noAttendance"}, {"person": "白若谷", "mobile": "139****0003", "organisation": null, "coverage": "c1", "tier": "effective", "reason": "notNominal"}, {"person": null, "mobile": null, "organisation": "经济委员会", "coverage": "c1", "tier": "nominal", "reason": "committeeWithoutBranch"}, `;
    expect(JSON.stringify(reports)).toContain(printed.replaceAll('": ', '":').replaceAll(', ', ','));
  });

  it('keeps ids and the members behind each figure', () => {
    const [inner] = bodyCoverages(workedExample().facts, TODAY);
    expect(inner?.exceptions.map(({ person, organisation }) => person ?? organisation?.id)).toEqual(
      EXCEPTIONS.map((exception) => exception.split(' ')[3]),
    );
    const covered = (test: (member: NonNullable<typeof inner>['members'][number]) => boolean) =>
      inner?.members.filter(test).map(({ person }) => person);
    expect(covered((member) => member.isPartyMember)).toEqual(['沈亦舟', '顾南乔', '白若谷']);
    expect(covered((member) => member.c1.nominal)).toEqual(['沈亦舟', '顾南乔']);
    expect(covered((member) => member.c1.effective)).toEqual(['顾南乔']);
    expect(covered((member) => member.c2.nominal)).toEqual(['沈亦舟', '顾南乔', '江映雪']);
    expect(covered((member) => member.c2.effective)).toEqual(['顾南乔', '江映雪']);
    expect(inner?.committees.map(({ committee, hasBranch }) => [committee.id, hasBranch])).toEqual([
      ['提案委员会', true],
      ['经济委员会', false],
    ]);
  });
});
