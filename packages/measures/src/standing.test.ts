import { describe, expect, it } from 'vitest';
import { coverage } from './coverage-report.ts';
import type { RosterFact } from './model.ts';
import { exceptions, figures, groundedCity, reportOf, type TestCity, TODAY } from './testing-city.ts';

/** A sentence of measures.md 3 or 1, a city in which it decides, and what the figures are by it. */
type Case = [sentence: string, build: (city: TestCity) => void, figures: string, exceptions?: string[]];

const PM: Partial<RosterFact> = { affiliations: ['01'] };
const IN_BRANCH: Partial<RosterFact> = { ...PM, functionalBranches: ['branch'] };

function check([, build, expected, listed]: Case): void {
  const city = groundedCity();
  build(city);
  const report = reportOf(city);
  expect(figures(report)).toBe(expected);
  if (listed !== undefined) expect(exceptions(report)).toEqual(listed);
}

const existence: Case[] = [
  [
    'a branch set up on the day exists',
    (city) => {
      city.organisation('functionalBranch', 'new', { existence: { from: TODAY, to: null } });
      city.row('甲', { ...PM, functionalBranches: ['new'] });
    },
    '1/1 0/1 0/0 1/1 0/1',
  ],
  [
    'a branch set up the day after does not',
    (city) => {
      city.organisation('functionalBranch', 'new', { existence: { from: '2026-07-01', to: null } });
      city.row('甲', { ...PM, functionalBranches: ['new'] });
    },
    '0/1 0/1 0/0 0/1 0/1',
  ],
  [
    'a branch that is abolished on the day exists through it',
    (city) => {
      city.organisation('functionalBranch', 'old', { existence: { from: '2022-01-01', to: TODAY } });
      city.row('甲', { ...PM, functionalBranches: ['old'] });
    },
    '1/1 0/1 0/0 1/1 0/1',
  ],
  [
    'a branch that was abolished the day before does not',
    (city) => {
      city.organisation('functionalBranch', 'old', { existence: { from: '2022-01-01', to: '2026-06-29' } });
      city.row('甲', { ...PM, functionalBranches: ['old'] });
    },
    '0/1 0/1 0/0 0/1 0/1',
  ],
  [
    'functional branches are 专委会党支部 and 功能型党支部 and nothing else',
    (city) => {
      for (const kind of ['functionalBranch', 'partyCell', 'temporaryPartyOrg', 'officeBranch'] as const) {
        city.organisation(kind, `a ${kind}`);
        city.row(`in ${kind}`, { ...PM, functionalBranches: [`a ${kind}`] });
      }
      city.row('in committeeBranch', IN_BRANCH);
    },
    '2/5 0/5 0/0 2/5 0/5',
  ],
];

const rows: Case[] = [
  ['a row holds on its first day', (city) => city.row('甲', { from: TODAY }), '0/0 0/0 0/0 0/1 0/1'],
  ['a row does not hold before', (city) => city.row('甲', { from: '2026-07-01' }), '0/0 0/0 0/0 0/0 0/0'],
  [
    'a row holds on its last day, which is the last in office',
    (city) => city.row('甲', { to: TODAY, status: 'resigned' }),
    '0/0 0/0 0/0 0/1 0/1',
  ],
  [
    'a resignation in the middle of a period ends it on that day',
    (city) => city.row('甲', { to: '2026-06-29', status: 'resigned' }),
    '0/0 0/0 0/0 0/0 0/0',
  ],
  [
    'resigned, removed, deceased, ended and transferred members are active through their last day',
    (city) => {
      for (const status of ['resigned', 'removed', 'deceased', 'termEnded', 'transferred'] as const) {
        city.row(status, { to: TODAY, status });
      }
    },
    '0/0 0/0 0/0 0/5 0/5',
  ],
  [
    "a member's row with an empty end ends the day before the next higher 届次 begins",
    (city) => {
      city.row('甲', { term: 5 });
      city.row('乙', { term: 6, from: TODAY });
    },
    '0/0 0/0 0/0 0/1 0/1',
    ['c2 effective notNominal 乙', 'c2 nominal unlinked 乙'],
  ],
  [
    'and holds until then',
    (city) => {
      city.row('甲', { term: 5 });
      city.row('乙', { term: 6, from: '2026-07-01' });
    },
    '0/0 0/0 0/0 0/1 0/1',
    ['c2 effective notNominal 甲', 'c2 nominal unlinked 甲'],
  ],
  [
    'the next higher 届次 need not be the following number, nor begin later',
    (city) => {
      city.row('甲', { term: 5, from: '2022-01-01' });
      city.row('乙', { term: 9, from: '2021-01-01', to: '2021-12-31' });
    },
    '0/0 0/0 0/0 0/0 0/0',
  ],
  [
    'a lower 届次 that begins later ends nothing',
    (city) => {
      city.row('甲', { term: 5 });
      city.row('乙', { term: 4, from: '2024-01-01', to: '2024-12-31' });
    },
    '0/0 0/0 0/0 0/1 0/1',
  ],
  [
    'numbers of 届次 are compared as numbers',
    (city) => {
      city.row('甲', { term: 10 });
      city.row('乙', { term: 9, from: '2024-01-01', to: '2024-12-31' });
    },
    '0/0 0/0 0/0 0/1 0/1',
  ],
  [
    'a 届次 begins on the earliest 起始日期 of its rows, ended, suspended or of people who left as well',
    (city) => {
      city.row('甲', { term: 5 });
      city.row('乙', { term: 6, from: '2026-05-01', to: '2026-05-02', status: 'suspended' });
      city.row('丙', { term: 6, from: '2026-07-01' });
    },
    '0/0 0/0 0/0 0/0 0/0',
  ],
  [
    'a row with an end of its own keeps it when the next 届次 begins',
    (city) => {
      city.row('甲', { term: 5, to: '2026-12-31', status: 'termEnded' });
      city.row('乙', { term: 6, from: '2026-01-01' });
    },
    '0/0 0/0 0/0 0/2 0/2',
  ],
  [
    'the 届次 of another body ends nothing',
    (city) => {
      city.organisation('cppccBody', 'other');
      city.row('甲', { term: 5 });
      city.row('乙', { term: 6, from: '2026-01-01', body: 'other' });
    },
    '0/0 0/0 0/0 0/1 0/1',
  ],
  [
    'a 届次 that office staff alone have has not begun',
    (city) => {
      city.row('甲', { term: 5 });
      city.row('乙', { term: 6, from: '2026-01-01', title: 'officeStaff' });
    },
    '0/0 0/0 0/0 0/1 0/1',
  ],
  [
    'a row of 机关干部 stays open, so its affiliation still makes a Party member in another body',
    (city) => {
      city.organisation('cppccBody', 'other');
      city.row('甲', { affiliations: ['13'] });
      city.row('甲', { body: 'other', affiliations: ['01'], title: 'officeStaff', term: 5 });
      city.row('乙', { body: 'other', term: 6, from: '2024-01-01' });
    },
    '0/1 0/1 0/0 0/1 0/1',
  ],
  [
    'a suspension with an empty end ends with its 届次 as well',
    (city) => {
      city.row('甲', { term: 5, status: 'suspended', from: '2024-01-01' });
      city.row('甲', { term: 6, from: '2025-01-01' });
    },
    '0/0 0/0 0/0 0/1 0/1',
  ],
  [
    'death ends all rows of the person that day, in every body',
    (city) => {
      city.organisation('cppccBody', 'other');
      city.row('甲', {});
      city.row('甲', { body: 'other', status: 'deceased', to: '2026-06-29' });
      city.row('乙', {});
      city.row('乙', { body: 'other', status: 'deceased', to: TODAY });
    },
    '0/0 0/0 0/0 0/1 0/1',
    ['c2 effective notNominal 乙', 'c2 nominal unlinked 乙'],
  ],
  [
    'the earliest of two deaths holds, and a row that begins after it never does',
    (city) => {
      city.organisation('cppccBody', 'other');
      city.row('甲', { from: '2026-06-01' });
      city.row('甲', { body: 'other', term: 5, status: 'deceased', to: '2026-12-31' });
      city.row('甲', { body: 'other', term: 4, status: 'deceased', to: '2026-03-01' });
    },
    '0/0 0/0 0/0 0/0 0/0',
  ],
  [
    'death ends posts that day: the branch has no secretary, and the holder of a Party-group post is no contact',
    (city) => {
      city.row('甲', { ...IN_BRANCH, status: 'deceased', to: '2026-06-29' });
      city.row('乙');
      city.organisation('functionalBranch', 'orphaned');
      city.post('甲', 'orphaned', 'branchSecretary');
      city.post('甲', 'group', 'partyGroupMember');
      city.link('甲', '乙');
    },
    '0/0 0/0 0/0 0/1 0/1',
    ['c1 nominal noSecretary orphaned', 'c2 effective notNominal 乙', 'c2 nominal contactIneligible 乙'],
  ],
  [
    'the last day in office of somebody who resigned is no death',
    (city) => {
      city.organisation('cppccBody', 'other');
      city.row('甲');
      city.row('甲', { body: 'other', status: 'resigned', to: '2024-01-01' });
    },
    '0/0 0/0 0/0 0/1 0/1',
  ],
];

const members: Case[] = [
  ['a suspended member is not active', (city) => city.row('甲', { status: 'suspended' }), '0/0 0/0 0/0 0/0 0/0'],
  [
    'a suspension over another row takes the standing while it holds',
    (city) => {
      city.row('甲');
      city.row('甲', { status: 'suspended', from: TODAY });
      city.row('乙');
      city.row('乙', { status: 'suspended', from: '2026-01-01', to: '2026-06-29' });
      city.row('丙');
      city.row('丙', { status: 'suspended', from: '2026-01-01', to: TODAY });
    },
    '0/0 0/0 0/0 0/1 0/1',
    ['c2 effective notNominal 乙', 'c2 nominal unlinked 乙'],
  ],
  [
    'a suspension under another 届次 of the body takes it as well',
    (city) => {
      city.row('甲', { term: 5 });
      city.row('甲', { term: 4, status: 'suspended', to: '2026-12-31' });
    },
    '0/0 0/0 0/0 0/0 0/0',
  ],
  [
    'a suspension in another body does not',
    (city) => {
      city.organisation('cppccBody', 'other');
      city.row('甲');
      city.row('甲', { body: 'other', status: 'suspended' });
    },
    '0/0 0/0 0/0 0/1 0/1',
  ],
  ['机关干部 is no member', (city) => city.row('甲', { ...IN_BRANCH, title: 'officeStaff' }), '0/0 0/0 0/0 0/0 0/0'],
  [
    'a leader of the staff who is a member counts, by the office branch',
    (city) => {
      city.row('甲', { ...PM, title: 'secretaryGeneral', homeBranch: 'office' });
      city.row('甲', { ...PM, title: 'officeStaff', term: null, homeBranch: 'office' });
    },
    '1/1 0/1 0/0 1/1 0/1',
  ],
  [
    'a person counts once per body, whatever the number of rows',
    (city) => {
      city.row('甲', { ...IN_BRANCH, term: 5, to: '2026-12-31' });
      city.row('甲', { ...IN_BRANCH, term: 6, from: '2026-06-01' });
    },
    '1/1 0/1 0/0 1/1 0/1',
    ['c1 effective noAttendance 甲', 'c2 effective noAttendance 甲'],
  ],
  ['a probationary Party member is one', (city) => city.row('甲', { affiliations: ['02'] }), '0/1 0/1 0/0 0/1 0/1'],
  [
    'who is in a democratic party first and in the Party second is a Party member',
    (city) => city.row('甲', { affiliations: ['06', '01'] }),
    '0/1 0/1 0/0 0/1 0/1',
  ],
  [
    'a member of the Youth League or of another party is not',
    (city) => {
      city.row('甲', { affiliations: ['03'] });
      city.row('乙', { affiliations: ['09', '12'] });
      city.row('丙', { affiliations: [] });
    },
    '0/0 0/0 0/0 0/3 0/3',
  ],
  [
    'what the row of another body says makes a Party member, suspended or of the staff',
    (city) => {
      city.organisation('cppccBody', 'other', { existence: { from: '2022-01-01', to: '2024-01-01' } });
      city.row('甲');
      city.row('甲', { body: 'other', status: 'suspended', affiliations: ['01'] });
      city.row('乙');
      city.row('乙', { body: 'other', title: 'officeStaff', affiliations: ['02'] });
    },
    '0/2 0/2 0/0 0/2 0/2',
  ],
  [
    'what a row says that no longer holds, or not yet, does not',
    (city) => {
      city.organisation('cppccBody', 'other');
      city.row('甲');
      city.row('甲', { body: 'other', affiliations: ['01'], to: '2026-06-29' });
      city.row('乙');
      city.row('乙', { body: 'other', affiliations: ['01'], from: '2026-07-01' });
    },
    '0/0 0/0 0/0 0/2 0/2',
  ],
  [
    'functional and home branches are those of the active rows alone',
    (city) => {
      city.row('甲', PM);
      city.row('甲', { ...PM, title: 'officeStaff', homeBranch: 'office' });
      city.row('乙', PM);
      city.row('乙', { ...IN_BRANCH, to: '2026-06-29', status: 'resigned' });
    },
    '0/2 0/2 0/0 0/2 0/2',
    [
      'c1 effective notNominal 乙',
      'c1 effective notNominal 甲',
      'c1 nominal unassigned 乙',
      'c1 nominal unassigned 甲',
      'c2 effective notNominal 乙',
      'c2 effective notNominal 甲',
      'c2 nominal unlinked 乙',
      'c2 nominal unlinked 甲',
    ],
  ],
  [
    'a branch named in any of several active rows counts',
    (city) => {
      city.row('甲', { ...PM, term: 5, to: '2026-12-31' });
      city.row('甲', { ...IN_BRANCH, term: 6, from: '2026-06-01' });
      city.row('乙', { ...IN_BRANCH, term: 5, to: '2026-12-31' });
      city.row('乙', { ...PM, term: 6, from: '2026-06-01' });
    },
    '2/2 0/2 0/0 2/2 0/2',
  ],
];

const links: Case[] = [
  [
    'a Party member of the body contacts a member outside the Party',
    (city) => {
      city.row('甲', PM);
      city.row('乙');
      city.link('甲', '乙');
    },
    '0/1 0/1 0/0 1/2 0/2',
  ],
  [
    'its dates hold, the first and the last day included',
    (city) => {
      city.row('甲', PM);
      for (const [object, from, to] of [
        ['乙', TODAY, null],
        ['丙', '2022-01-01', TODAY],
        ['丁', '2026-07-01', null],
        ['戊', '2022-01-01', '2026-06-29'],
      ] as const) {
        city.row(object);
        city.link('甲', object, { from, to });
      }
    },
    '0/1 0/1 0/0 2/5 0/5',
  ],
  [
    'a Party member contacts a Party member: not eligible without a Party-group post',
    (city) => {
      city.row('甲', PM);
      city.row('乙', PM);
      city.link('甲', '乙');
    },
    '0/2 0/2 0/0 0/2 0/2',
  ],
  [
    'a holder of a Party-group post of the body, in either Party group and no member, contacts anybody',
    (city) => {
      city.post('组长', 'group', 'partyGroupSecretary');
      city.post('组员', 'officeGroup', 'partyGroupMember', { from: TODAY });
      city.post('副组长', 'group', 'deputyPartyGroupSecretary', { to: TODAY });
      city.row('甲', PM);
      city.row('乙');
      city.row('丙', PM);
      city.link('组长', '甲');
      city.link('组员', '乙');
      city.link('副组长', '丙');
    },
    '0/2 0/2 0/0 3/3 0/3',
  ],
  [
    'a post that is over, not yet begun, of another body, another post or outside a Party group does not do',
    (city) => {
      city.organisation('cppccBody', 'other');
      city.organisation('partyGroup', 'otherGroup', { body: 'other' });
      city.post('一', 'group', 'partyGroupSecretary', { to: '2026-06-29' });
      city.post('二', 'group', 'partyGroupSecretary', { from: '2026-07-01' });
      city.post('三', 'otherGroup', 'partyGroupSecretary');
      city.post('四', 'branch', 'branchSecretary');
      city.post('五', 'branch', 'partyGroupMember');
      city.post('六', 'group', '顾问');
      for (const contact of ['一', '二', '三', '四', '五', '六']) {
        city.row(`of ${contact}`);
        city.link(contact, `of ${contact}`);
      }
    },
    '0/0 0/0 0/0 0/6 0/6',
  ],
  [
    'a contact outside the Party, suspended, of the staff, or active in another body only is not eligible',
    (city) => {
      city.organisation('cppccBody', 'other');
      city.row('一');
      city.row('二', { ...PM, status: 'suspended' });
      city.row('三', { ...PM, title: 'officeStaff' });
      city.row('四', { ...PM, body: 'other' });
      city.row('乙');
      for (const contact of ['一', '二', '三', '四']) city.link(contact, '乙');
    },
    '0/0 0/0 0/0 0/2 0/2',
    [
      'c2 effective notNominal 一',
      'c2 effective notNominal 乙',
      'c2 nominal contactIneligible 乙',
      'c2 nominal unlinked 一',
    ],
  ],
  [
    'a link of another body does nothing here',
    (city) => {
      city.organisation('cppccBody', 'other');
      city.row('甲', PM);
      city.row('甲', { ...PM, body: 'other' });
      city.row('乙');
      city.row('乙', { body: 'other' });
      city.link('甲', '乙', { body: 'other' });
    },
    '0/1 0/1 0/0 0/2 0/2',
    [
      'c1 effective notNominal 甲',
      'c1 nominal unassigned 甲',
      'c2 effective notNominal 乙',
      'c2 effective notNominal 甲',
      'c2 nominal unlinked 乙',
      'c2 nominal unlinked 甲',
    ],
  ],
];

describe('who counts (measures.md 3)', () => {
  describe('3.1 existence and branches', () => {
    it.each(existence)('%s', (...entry) => check(entry));
  });
  describe('3.2 rows', () => {
    it.each(rows)('%s', (...entry) => check(entry));
  });
  describe('3.3 to 3.5 members and their branches', () => {
    it.each(members)('%s', (...entry) => check(entry));
  });
  describe('3.6 links in force', () => {
    it.each(links)('%s', (...entry) => check(entry));
  });

  it('3.1 a body that does not exist on the day has no entry', () => {
    const city = groundedCity();
    city.organisation('cppccBody', 'past', { existence: { from: '2022-01-01', to: '2026-06-29' } });
    city.organisation('cppccBody', 'last day', { existence: { from: '2022-01-01', to: TODAY } });
    city.organisation('cppccBody', 'future', { existence: { from: '2026-07-01', to: null } });
    expect(coverage(city.facts, TODAY).map(({ body }) => body)).toEqual(['B', 'last day']);
  });

  it('3.3 a person active in two bodies counts in each, with the branches of each', () => {
    const city = groundedCity();
    city.organisation('cppccBody', 'county');
    city.organisation('functionalBranch', 'countyBranch', { body: 'county' });
    city.row('甲', IN_BRANCH);
    // The import refuses a branch of another body; were it here, it would not count.
    city.row('甲', { ...PM, body: 'county', functionalBranches: ['branch'], homeBranch: 'office' });
    expect(figures(reportOf(city))).toBe('1/1 0/1 0/0 1/1 0/1');
    expect(figures(reportOf(city, 'county'))).toBe('0/1 0/1 0/0 0/1 0/1');
    expect(exceptions(reportOf(city, 'county'))).toContain('c1 nominal unassigned 甲');
  });

  it('refuses facts that refer to what is not among them', () => {
    const city = groundedCity();
    city.row('甲', { ...PM, functionalBranches: ['nowhere'] });
    expect(() => coverage(city.facts, TODAY)).toThrow('nowhere');
  });
});
