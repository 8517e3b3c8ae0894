import { describe, expect, it } from 'vitest';
import type { RosterFact } from './model.ts';
import { type Case, checkCase, exceptions, figures } from './testing-cases.ts';
import { groundedCity, reportOf, TODAY } from './testing-city.ts';

const PM: Partial<RosterFact> = { affiliations: ['01'] };
const IN_BRANCH: Partial<RosterFact> = { ...PM, functionalBranches: ['branch'] };

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
      city.row('丙', { ...PM, homeBranch: 'office', term: 5, to: '2026-12-31' });
      city.row('丙', { ...PM, term: 6, from: '2026-06-01' });
    },
    '3/3 0/3 0/0 3/3 0/3',
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

describe('who counts (measures.md 3.3 to 3.6)', () => {
  describe('3.3 to 3.5 members and their branches', () => {
    it.each(members)('%s', (...entry) => checkCase(entry));
  });
  describe('3.6 links in force', () => {
    it.each(links)('%s', (...entry) => checkCase(entry));
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
});
