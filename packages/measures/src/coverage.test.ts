import { describe, expect, it } from 'vitest';
import { bodyCoverages } from './coverage.ts';
import { coverage } from './coverage-report.ts';
import type { RosterFact } from './model.ts';
import { exceptions, figures, groundedCity, reportOf, type TestCity, TODAY } from './testing-city.ts';

/** A sentence of measures.md 4, a city in which it decides, and what comes of it. */
type Case = [sentence: string, build: (city: TestCity) => void, figures: string, reasons?: string[]];

const PM: Partial<RosterFact> = { affiliations: ['01'] };
const IN_BRANCH: Partial<RosterFact> = { ...PM, functionalBranches: ['branch'] };

/** Figures, and of the exceptions those that the case names a beginning of (`c1 nominal`) or all. */
function check([, build, expected, reasons]: Case, tier = ''): void {
  const city = groundedCity();
  build(city);
  const report = reportOf(city);
  expect(figures(report)).toBe(expected);
  if (reasons !== undefined) expect(exceptions(report).filter((entry) => entry.startsWith(tier))).toEqual(reasons);
}

const c1Nominal: Case[] = [
  ['a functional branch of the body covers', (city) => city.row('甲', IN_BRANCH), '1/1 0/1 0/0 1/1 0/1', []],
  [
    'an office branch of the body as home branch covers',
    (city) => city.row('甲', { ...PM, homeBranch: 'office' }),
    '1/1 0/1 0/0 1/1 0/1',
    [],
  ],
  [
    'unassigned: no functional branch is named and the home is no office branch of the body',
    (city) => {
      city.organisation('cppccBody', 'other');
      city.organisation('officeBranch', 'otherOffice', { body: 'other' });
      city.row('甲', PM);
      city.row('乙', { ...PM, homeBranch: 'otherOffice' });
      city.row('丙', { ...PM, homeBranch: 'branch' });
    },
    '0/3 0/3 0/0 0/3 0/3',
    ['c1 nominal unassigned 丙', 'c1 nominal unassigned 乙', 'c1 nominal unassigned 甲'],
  ],
  [
    'branchInactive: branches are named, and none exists',
    (city) => {
      city.organisation('functionalBranch', 'past', { existence: { from: '2022-01-01', to: '2024-01-01' } });
      city.organisation('officeBranch', 'future', { existence: { from: '2026-07-01', to: null } });
      city.row('甲', { ...PM, functionalBranches: ['past'], homeBranch: 'future' });
      city.row('乙', { ...PM, homeBranch: 'future' });
      city.row('丙', { ...PM, functionalBranches: ['past', 'branch'] });
      city.row('丁', { ...PM, functionalBranches: ['past'], homeBranch: 'office' });
    },
    '2/4 0/4 0/0 2/4 0/4',
    ['c1 nominal branchInactive 乙', 'c1 nominal branchInactive 甲'],
  ],
  [
    'twoBranches: two existing functional branches; beside a home branch, an abolished one or the same one again it is one',
    (city) => {
      city.organisation('functionalBranch', 'second');
      city.post('secretary', 'second', 'branchSecretary');
      city.organisation('functionalBranch', 'past', { existence: { from: '2022-01-01', to: '2024-01-01' } });
      city.row('甲', { ...PM, functionalBranches: ['branch', 'second'] });
      city.row('乙', { ...IN_BRANCH, homeBranch: 'office' });
      city.row('丙', { ...PM, functionalBranches: ['branch', 'past'] });
      city.row('丁', { ...IN_BRANCH, term: 4, to: '2026-12-31' });
      city.row('丁', { ...IN_BRANCH, term: 5, from: '2026-06-01' });
      city.row('戊', { ...IN_BRANCH, term: 4, to: '2026-12-31' });
      city.row('戊', { ...PM, functionalBranches: ['second'], term: 5, from: '2026-06-01' });
    },
    '5/5 0/5 0/0 5/5 0/5',
    ['c1 nominal twoBranches 戊', 'c1 nominal twoBranches 甲'],
  ],
  [
    'a member outside the Party is neither due nor covered by a branch, nor in two of them',
    (city) => {
      city.organisation('functionalBranch', 'second');
      city.post('secretary', 'second', 'branchSecretary');
      city.row('甲', { functionalBranches: ['branch', 'second'] });
    },
    '0/0 0/0 0/0 0/1 0/1',
    [],
  ],
];

const committees: Case[] = [
  [
    'a committee is due with a Party member on it, and has a branch when one is attached to it',
    (city) => {
      city.organisation('specialCommittee', 'without');
      city.row('甲', { ...IN_BRANCH, committee: 'committee' });
      city.row('乙', { ...IN_BRANCH, committee: 'committee' });
      city.row('丙', { ...IN_BRANCH, committee: 'without' });
    },
    '3/3 0/3 1/2 3/3 0/3',
    ['c1 nominal committeeWithoutBranch without'],
  ],
  [
    'a joint branch serves each of its committees',
    (city) => {
      city.organisation('specialCommittee', 'one');
      city.organisation('specialCommittee', 'two');
      city.organisation('functionalBranch', 'joint', { attachedTo: ['one', 'two'] });
      city.post('secretary', 'joint', 'branchSecretary');
      city.row('甲', { ...IN_BRANCH, committee: 'one' });
      city.row('乙', { ...IN_BRANCH, committee: 'two' });
    },
    '2/2 0/2 2/2 2/2 0/2',
    [],
  ],
  [
    'a branch that does not exist, or is no functional one, serves none',
    (city) => {
      for (const id of ['one', 'two', 'three']) {
        city.organisation('specialCommittee', id);
        city.row(`on ${id}`, { ...IN_BRANCH, committee: id });
      }
      city.organisation('committeeBranch', 'past', {
        attachedTo: ['one'],
        existence: { from: '2022-01-01', to: '2026-06-29' },
      });
      city.organisation('partyCell', 'cell', { attachedTo: ['two'] });
      city.organisation('officeBranch', 'secondOffice', { attachedTo: ['three'] });
      city.post('secretary', 'secondOffice', 'branchSecretary');
    },
    '3/3 0/3 0/3 3/3 0/3',
    [
      'c1 nominal committeeWithoutBranch one',
      'c1 nominal committeeWithoutBranch three',
      'c1 nominal committeeWithoutBranch two',
    ],
  ],
  [
    'only committees that exist are due, and only Party members who are active make them so',
    (city) => {
      city.organisation('specialCommittee', 'past', { existence: { from: '2022-01-01', to: '2026-06-29' } });
      for (const id of ['outsiders', 'suspended', 'staff', 'former']) city.organisation('specialCommittee', id);
      city.row('甲', { ...IN_BRANCH, committee: 'past' });
      city.row('乙', { committee: 'outsiders' });
      city.row('丙', { ...IN_BRANCH, committee: 'suspended', status: 'suspended' });
      city.row('丁', { ...IN_BRANCH, committee: 'staff', title: 'officeStaff' });
      city.row('戊', { ...IN_BRANCH, committee: 'former', to: '2026-06-29', status: 'transferred' });
    },
    '1/1 0/1 0/0 1/2 0/2',
    [],
  ],
  [
    'the committees of all active rows count',
    (city) => {
      city.organisation('specialCommittee', 'second');
      city.row('甲', { ...IN_BRANCH, committee: 'committee', term: 5, to: '2026-12-31' });
      city.row('甲', { ...IN_BRANCH, committee: 'second', term: 6, from: '2026-06-01' });
    },
    '1/1 0/1 1/2 1/1 0/1',
    ['c1 nominal committeeWithoutBranch second'],
  ],
  [
    'a group of members is no committee',
    (city) => {
      city.organisation('memberActivityGroup', 'members');
      city.row('甲', { ...IN_BRANCH, committee: 'members' });
    },
    '1/1 0/1 0/0 1/1 0/1',
    [],
  ],
];

const branches: Case[] = [
  [
    'noSecretary: no post of 支部书记 there holds on the day',
    (city) => {
      for (const id of ['none', 'past', 'future', 'deputy', 'elsewhere']) city.organisation('functionalBranch', id);
      city.organisation('officeBranch', 'secondOffice');
      city.post('甲', 'past', 'branchSecretary', { to: '2026-06-29' });
      city.post('甲', 'future', 'branchSecretary', { from: '2026-07-01' });
      city.post('甲', 'deputy', 'deputyBranchSecretary');
    },
    '0/0 0/0 0/0 0/0 0/0',
    ['deputy', 'elsewhere', 'future', 'none', 'past', 'secondOffice'].map((id) => `c1 nominal noSecretary ${id}`),
  ],
  [
    'and one does that begins or ends on the day',
    (city) => {
      city.organisation('functionalBranch', 'first day');
      city.organisation('functionalBranch', 'last day');
      city.post('甲', 'first day', 'branchSecretary', { from: TODAY });
      city.post('甲', 'last day', 'branchSecretary', { to: TODAY });
    },
    '0/0 0/0 0/0 0/0 0/0',
    [],
  ],
  [
    'termOverdue: the last day of the term is past, or three years after 设立日期, less one day, where none is known',
    (city) => {
      for (const [id, kind, termEnds, from] of [
        ['a', 'officeBranch', '2026-06-29', '2022-01-01'],
        ['b', 'committeeBranch', '2026-06-30', '2022-01-01'],
        ['c', 'functionalBranch', '2026-06-29', '2022-01-01'],
        ['d', 'functionalBranch', null, '2023-06-30'],
        ['e', 'functionalBranch', null, '2023-07-01'],
      ] as const) {
        city.organisation(kind, id, { termEnds, existence: { from, to: null } });
        city.post('甲', id, 'branchSecretary');
      }
    },
    '0/0 0/0 0/0 0/0 0/0',
    ['a', 'c', 'd'].map((id) => `c1 nominal termOverdue ${id}`),
  ],
  [
    'both concern existing branches alone',
    (city) => {
      city.organisation('functionalBranch', 'past', {
        termEnds: '2023-12-31',
        existence: { from: '2022-01-01', to: '2026-06-29' },
      });
      city.organisation('partyCell', 'cell', { termEnds: null, existence: { from: '2010-01-01', to: null } });
      city.organisation('partyActivityGroup', 'activityGroup', { termEnds: '2023-12-31' });
    },
    '0/0 0/0 0/0 0/0 0/0',
    [],
  ],
];

const c1Effective: Case[] = [
  [
    'attended means 出席 or 列席, in the first day of the window and the last',
    (city) => {
      for (const name of ['甲', '乙', '丙', '丁']) city.row(name, IN_BRANCH);
      city.activity('branch', '2026-01-01', { 甲: 'present' });
      city.activity('office', TODAY, { 乙: 'observing' });
      city.activity('branch', '2025-12-31', { 丙: 'present' });
      city.activity('branch', '2026-07-01', { 丁: 'present' });
    },
    '4/4 2/4 0/0 4/4 2/4',
    ['c1 effective noAttendance 丁', 'c1 effective noAttendance 丙'],
  ],
  [
    'the host or a co-host is a branch or a 临时党组织, of any kind of branch',
    (city) => {
      city.organisation('functionalBranch', 'functional');
      city.post('secretary', 'functional', 'branchSecretary');
      for (const host of ['branch', 'office', 'functional', 'temporary']) {
        city.row(`with ${host}`, IN_BRANCH);
        city.activity(host, TODAY, { [`with ${host}`]: 'present' });
        city.row(`with co-host ${host}`, IN_BRANCH);
        city.activity('committee', TODAY, { [`with co-host ${host}`]: 'present' }, { coHosts: ['group', host] });
      }
    },
    '8/8 8/8 0/0 8/8 8/8',
    [],
  ],
  [
    'a committee, a Party group or a cell is no such host, nor is a branch of another body',
    (city) => {
      city.organisation('cppccBody', 'other');
      city.organisation('functionalBranch', 'otherBranch', { body: 'other' });
      city.organisation('partyCell', 'cell');
      for (const host of ['committee', 'group', 'officeGroup', 'cell', 'B', 'otherBranch']) {
        city.row(host, IN_BRANCH);
        city.activity(host, TODAY, { [host]: 'present' }, { isOpen: true });
      }
    },
    '6/6 0/6 0/0 6/6 0/6',
    ['B', 'cell', 'committee', 'group', 'officeGroup', 'otherBranch'].map((id) => `c1 effective noAttendance ${id}`),
  ],
  [
    'a branch of the body is a host of the body also in an activity that another body entered',
    (city) => {
      city.organisation('cppccBody', 'other');
      city.row('甲', IN_BRANCH);
      city.activity('other', TODAY, { 甲: 'present' }, { body: 'other', coHosts: ['branch'] });
    },
    '1/1 1/1 0/0 1/1 1/1',
    [],
  ],
  [
    'a branch that has been abolished since, or did not exist on the day, was the host all the same',
    (city) => {
      city.organisation('functionalBranch', 'past', { existence: { from: '2022-01-01', to: '2026-03-31' } });
      for (const name of ['甲', '乙']) city.row(name, IN_BRANCH);
      city.activity('past', '2026-03-31', { 甲: 'present' });
      city.activity('past', '2026-04-01', { 乙: 'present' });
    },
    '2/2 2/2 0/0 2/2 2/2',
    [],
  ],
  [
    'who attended counts whatever the standing on the day',
    (city) => {
      city.row('甲', { affiliations: ['13'], to: '2026-05-31', status: 'resigned' });
      city.row('甲', { ...IN_BRANCH, from: '2026-06-30' });
      city.row('乙', IN_BRANCH);
      city.row('乙', { status: 'suspended', from: '2026-05-01', to: '2026-06-29' });
      city.activity('branch', '2026-05-20', { 甲: 'present', 乙: 'present' });
    },
    '2/2 2/2 0/0 2/2 2/2',
    [],
  ],
  [
    'notNominal: who has no branch is not covered by attending',
    (city) => {
      city.row('甲', PM);
      city.activity('branch', TODAY, { 甲: 'present' });
    },
    '0/1 0/1 0/0 0/1 0/1',
    ['c1 effective notNominal 甲'],
  ],
  [
    'onLeave: a 请假 entry in such an activity within two quarters, and nothing attended',
    (city) => {
      for (const name of ['甲', '乙', '丙', '丁', '戊']) city.row(name, IN_BRANCH);
      city.activity('branch', '2026-01-01', { 甲: 'onLeave', 乙: 'onLeave' });
      city.activity('temporary', TODAY, { 甲: 'absent', 乙: 'present' });
      city.activity('branch', '2025-12-31', { 丙: 'onLeave' });
      city.activity('committee', TODAY, { 丁: 'onLeave' });
      city.activity('temporary', TODAY, { 戊: 'onLeave' });
    },
    '5/5 1/5 0/0 5/5 1/5',
    [
      'c1 effective noAttendance 丁',
      'c1 effective noAttendance 丙',
      'c1 effective onLeave 戊',
      'c1 effective onLeave 甲',
    ],
  ],
  [
    'noAttendance: absent, or on no list',
    (city) => {
      for (const name of ['甲', '乙']) city.row(name, IN_BRANCH);
      city.activity('branch', TODAY, { 甲: 'absent' });
    },
    '2/2 0/2 0/0 2/2 0/2',
    ['c1 effective noAttendance 乙', 'c1 effective noAttendance 甲'],
  ],
];

const c2Nominal: Case[] = [
  [
    'a Party member with a branch is covered without a link, and a Party member without one by a link',
    (city) => {
      city.post('组长', 'group', 'partyGroupSecretary');
      city.row('甲', IN_BRANCH);
      city.row('乙', PM);
      city.link('组长', '乙');
    },
    '1/2 0/2 0/0 2/2 0/2',
    [],
  ],
  [
    'unlinked: no link of the body with the member as object is within its dates',
    (city) => {
      city.row('甲', IN_BRANCH);
      city.row('乙');
      city.row('丙');
      city.row('丁');
      city.link('甲', '乙', { to: '2026-06-29' });
      city.link('甲', '丙', { from: '2026-07-01' });
      city.link('丁', '甲');
    },
    '1/1 0/1 0/0 1/4 0/4',
    ['c2 nominal unlinked 丁', 'c2 nominal unlinked 丙', 'c2 nominal unlinked 乙'],
  ],
  [
    'contactIneligible: one is within its dates and none in force; one in force beside it is enough',
    (city) => {
      city.row('甲', IN_BRANCH);
      city.row('former', { ...IN_BRANCH, to: '2026-06-29', status: 'transferred' });
      city.row('乙');
      city.row('丙');
      city.link('former', '乙');
      city.link('甲', '乙', { to: '2026-06-29' });
      city.link('former', '丙');
      city.link('甲', '丙');
    },
    '1/1 0/1 0/0 2/3 0/3',
    ['c2 nominal contactIneligible 乙'],
  ],
];

/** 甲 contacts 乙 by a link in force. */
function linked(city: TestCity): void {
  city.row('甲', IN_BRANCH);
  city.row('乙');
  city.link('甲', '乙');
}

const c2Effective: Case[] = [
  [
    '(a) two logged contacts within twelve months, on the first and the last day of them',
    (city) => {
      linked(city);
      city.logged('甲', '乙', '2025-07-01', TODAY);
    },
    '1/1 0/1 0/0 2/2 1/2',
    ['c2 effective noAttendance 甲'],
  ],
  [
    'tooFewContacts: one before the window or after the day is none',
    (city) => {
      linked(city);
      city.logged('甲', '乙', '2025-06-30', '2026-01-01', '2026-07-01');
    },
    '1/1 0/1 0/0 2/2 0/2',
    ['c2 effective noAttendance 甲', 'c2 effective tooFewContacts 乙'],
  ],
  [
    'several entries of a pair on one day are one contact',
    (city) => {
      linked(city);
      city.logged('甲', '乙', '2026-05-01', '2026-05-01');
    },
    '1/1 0/1 0/0 2/2 0/2',
  ],
  [
    "a member's pairs add up, also on one day",
    (city) => {
      linked(city);
      city.row('丙', IN_BRANCH);
      city.link('丙', '乙', { from: '2026-05-01', to: '2026-05-01' });
      city.logged('甲', '乙', '2026-05-01');
      city.logged('丙', '乙', '2026-05-01');
    },
    '2/2 0/2 0/0 3/3 1/3',
  ],
  [
    'on the date a link of that pair in the body was within its dates, first and last day included',
    (city) => {
      city.row('甲', IN_BRANCH);
      city.row('丙', IN_BRANCH);
      for (const object of ['乙', '丁', '戊']) {
        city.row(object);
        city.link('丙', object);
      }
      city.link('甲', '乙', { from: '2025-12-01', to: '2026-03-31' });
      city.logged('甲', '乙', '2025-12-01', '2026-03-31');
      city.link('甲', '丁', { from: '2025-12-01', to: '2026-03-31' });
      city.logged('甲', '丁', '2025-11-30', '2026-03-31', '2026-04-01');
      // Logged by the one, linked with the other.
      city.logged('甲', '戊', '2026-05-01', '2026-05-02');
    },
    '2/2 0/2 0/0 5/5 1/5',
    [
      'c2 effective noAttendance 丙',
      'c2 effective noAttendance 甲',
      'c2 effective tooFewContacts 丁',
      'c2 effective tooFewContacts 戊',
    ],
  ],
  [
    'two links of a pair on one date make one contact, and links one after the other serve one each',
    (city) => {
      linked(city);
      city.link('甲', '乙', { from: '2026-01-01' });
      city.logged('甲', '乙', '2026-05-01');
      city.row('丙');
      city.link('甲', '丙', { from: '2025-07-01', to: '2025-12-31' });
      city.link('甲', '丙', { from: '2026-02-01' });
      city.logged('甲', '丙', '2025-12-31', '2026-02-01');
    },
    '1/1 0/1 0/0 3/3 1/3',
    ['c2 effective noAttendance 甲', 'c2 effective tooFewContacts 乙'],
  ],
  [
    'the contacts of a link in another body do not count here',
    (city) => {
      city.organisation('cppccBody', 'other');
      city.row('甲', IN_BRANCH);
      city.row('丙', IN_BRANCH);
      city.row('乙');
      city.link('丙', '乙');
      city.link('甲', '乙', { body: 'other' });
      city.logged('甲', '乙', '2026-05-01', '2026-05-02');
    },
    '2/2 0/2 0/0 3/3 0/3',
  ],
  [
    'contacts of a contact who is not eligible any more count for a member whom another link covers',
    (city) => {
      linked(city);
      city.row('former', { ...IN_BRANCH, to: '2026-05-31', status: 'transferred' });
      city.link('former', '乙', { to: '2026-05-31' });
      city.logged('former', '乙', '2026-05-01', '2026-05-02');
    },
    '1/1 0/1 0/0 2/2 1/2',
  ],
  [
    'notNominal: contacts without a link in force on the day do not cover',
    (city) => {
      city.row('甲', IN_BRANCH);
      city.row('乙');
      city.link('甲', '乙', { to: '2026-06-29' });
      city.logged('甲', '乙', '2026-05-01', '2026-05-02');
    },
    '1/1 0/1 0/0 1/2 0/2',
    ['c2 effective noAttendance 甲', 'c2 effective notNominal 乙'],
  ],
  [
    '(b) one open activity of a branch attended within twelve months, on the first and the last day of them',
    (city) => {
      city.row('甲', IN_BRANCH);
      for (const [object, day, presence] of [
        ['一', '2025-07-01', 'present'],
        ['二', TODAY, 'observing'],
        ['三', '2025-06-30', 'present'],
        ['四', '2026-07-01', 'present'],
        ['五', TODAY, 'onLeave'],
        ['六', TODAY, 'absent'],
      ] as const) {
        city.row(object);
        city.link('甲', object);
        city.activity('branch', day, { [object]: presence }, { isOpen: true });
      }
    },
    '1/1 0/1 0/0 7/7 2/7',
  ],
  [
    'an activity that is not open, or open but of a 临时党组织, a committee or another body, does not do; a co-host does',
    (city) => {
      city.organisation('cppccBody', 'other');
      city.organisation('functionalBranch', 'otherBranch', { body: 'other' });
      city.row('甲', IN_BRANCH);
      for (const object of ['一', '二', '三', '四', '五']) {
        city.row(object);
        city.link('甲', object);
      }
      city.activity('branch', TODAY, { 一: 'present' });
      city.activity('temporary', TODAY, { 二: 'present' }, { isOpen: true });
      city.activity('committee', TODAY, { 三: 'present' }, { isOpen: true });
      city.activity('otherBranch', TODAY, { 四: 'present' }, { isOpen: true });
      city.activity('committee', TODAY, { 五: 'present' }, { isOpen: true, coHosts: ['temporary', 'office'] });
    },
    '1/1 0/1 0/0 6/6 1/6',
    [
      'c2 effective noAttendance 甲',
      'c2 effective tooFewContacts 一',
      'c2 effective tooFewContacts 三',
      'c2 effective tooFewContacts 二',
      'c2 effective tooFewContacts 四',
    ],
  ],
  [
    'attending open activities without a branch or a link in force does not cover',
    (city) => {
      city.row('甲');
      city.activity('branch', TODAY, { 甲: 'present' }, { isOpen: true });
    },
    '0/0 0/0 0/0 0/1 0/1',
    ['c2 effective notNominal 甲'],
  ],
  [
    '(c) C1 effective is enough; without it (a) and (b) cover a Party member as well',
    (city) => {
      for (const name of ['甲', '乙', '丙', '丁']) city.row(name, IN_BRANCH);
      city.activity('branch', TODAY, { 甲: 'present' });
      city.link('甲', '乙');
      city.logged('甲', '乙', '2026-05-01', '2026-05-02');
      city.activity('branch', '2025-08-01', { 丙: 'present' }, { isOpen: true });
    },
    '4/4 1/4 0/0 4/4 3/4',
    ['c2 effective noAttendance 丁'],
  ],
  [
    'onLeave and noAttendance are for Party members as in C1, tooFewContacts for the others',
    (city) => {
      city.post('组长', 'group', 'partyGroupSecretary');
      for (const name of ['甲', '乙', '丙']) city.row(name, IN_BRANCH);
      city.row('丁');
      city.link('组长', '丁');
      city.activity('branch', '2026-01-01', { 甲: 'onLeave', 丁: 'onLeave' });
      // Within twelve months, not within two quarters.
      city.activity('branch', '2025-12-31', { 乙: 'onLeave' }, { isOpen: true });
    },
    '3/3 0/3 0/0 4/4 0/4',
    [
      'c2 effective noAttendance 丙',
      'c2 effective noAttendance 乙',
      'c2 effective onLeave 甲',
      'c2 effective tooFewContacts 丁',
    ],
  ],
  [
    'a Party member without a branch whom a link covers gets one reason too, having attended or not',
    (city) => {
      city.post('组长', 'group', 'partyGroupSecretary');
      for (const name of ['甲', '乙', '丙']) {
        city.row(name, PM);
        city.link('组长', name);
      }
      city.activity('branch', TODAY, { 甲: 'present', 乙: 'onLeave', 丙: 'onLeave' });
      city.activity('branch', TODAY, { 丙: 'present' });
    },
    '0/3 0/3 0/0 3/3 0/3',
    ['c2 effective noAttendance 甲', 'c2 effective onLeave 丙', 'c2 effective onLeave 乙'],
  ],
];

describe('coverage of a body (measures.md 4)', () => {
  describe('C1 nominal', () => {
    it.each(c1Nominal)('%s', (...entry) => check(entry, 'c1 nominal'));
  });
  describe('C1 committees', () => {
    it.each(committees)('%s', (...entry) => check(entry, 'c1 nominal'));
  });
  describe('what is unsound about branches', () => {
    it.each(branches)('%s', (...entry) => check(entry));
  });
  describe('C1 effective', () => {
    it.each(c1Effective)('%s', (...entry) => check(entry, 'c1 effective'));
  });
  describe('C2 nominal', () => {
    it.each(c2Nominal)('%s', (...entry) => check(entry, 'c2 nominal'));
  });
  describe('C2 effective', () => {
    it.each(c2Effective)('%s', (...entry) => check(entry, 'c2 effective'));
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

describe('roll-up (measures.md 4)', () => {
  /** B guides county and past, past guides town; each has one Party member, 甲 sits in B and in county. */
  function guided() {
    const city = groundedCity();
    city.organisation('cppccBody', 'county', { guidedBy: 'B' });
    city.organisation('specialCommittee', 'countyCommittee', { body: 'county' });
    city.organisation('functionalBranch', 'countyBranch', { body: 'county', attachedTo: ['countyCommittee'] });
    city.organisation('cppccBody', 'past', { guidedBy: 'B', existence: { from: '2022-01-01', to: '2026-06-29' } });
    city.organisation('cppccBody', 'town', { guidedBy: 'past' });
    city.organisation('cppccBody', 'alone');
    const inCounty = { body: 'county', functionalBranches: ['countyBranch'], committee: 'countyCommittee' };
    city.row('甲', { ...PM, committee: 'committee' });
    city.row('甲', { ...PM, ...inCounty });
    city.row('乙', { ...PM, body: 'past' });
    city.row('丙', { ...PM, body: 'town' });
    city.row('丁', { body: 'alone' });
    city.activity('countyBranch', TODAY, { 甲: 'present' }, { body: 'county' });
    return city;
  }

  it('sums over the body and all it guides, directly or not, that exist; a member of two bodies counts in each', () => {
    const city = guided();
    const rollups = Object.fromEntries(
      coverage(city.facts, TODAY).map((report) => [report.body, [figures(report), figures(report.rollup)]]),
    );
    expect(rollups).toEqual({
      // Town is guided through a body that is no more, whose own member does not count.
      B: ['0/1 0/1 1/1 0/1 0/1', '1/3 1/3 2/2 1/3 1/3'],
      county: ['1/1 1/1 1/1 1/1 1/1', '1/1 1/1 1/1 1/1 1/1'],
      town: ['0/1 0/1 0/0 0/1 0/1', '0/1 0/1 0/0 0/1 0/1'],
      alone: ['0/0 0/0 0/0 0/1 0/1', '0/0 0/0 0/0 0/1 0/1'],
    });
  });

  it('lists the exceptions of its own members alone', () => {
    expect(exceptions(reportOf(guided())).map((entry) => entry.split(' ')[3])).toEqual(['甲', '甲', '甲', '甲']);
  });

  it('answers where bodies guide each other in a circle, which the import refuses', () => {
    const city = guided();
    city.facts.organisations = city.facts.organisations.map((entry) =>
      entry.id === 'B' ? { ...entry, guidedBy: 'town' } : entry,
    );
    expect(figures(reportOf(city).rollup)).toBe('1/3 1/3 2/2 1/3 1/3');
    expect(figures(reportOf(city, 'town').rollup)).toBe('1/3 1/3 2/2 1/3 1/3');
    expect(figures(reportOf(city, 'county').rollup)).toBe('1/1 1/1 1/1 1/1 1/1');
  });
});

describe('size', () => {
  it('answers for 100,000 people in seconds', () => {
    const city = groundedCity();
    const bodies = Array.from({ length: 100 }, (_, at) => `body ${at}`);
    for (const body of bodies) {
      city.organisation('cppccBody', body, { guidedBy: 'B' });
      city.organisation('functionalBranch', `branch of ${body}`, { body });
    }
    for (let at = 0; at < 100_000; at += 1) {
      const id = `p${at}`;
      const body = bodies[at % bodies.length] as string;
      city.facts.people.push({ id, name: `人${at % 1000}`, mobile: `139${String(at).padStart(8, '0')}` });
      city.facts.roster.push({
        person: id,
        body,
        term: 5,
        title: 'member',
        affiliations: [Math.floor(at / 100) % 5 < 2 ? '01' : '13'],
        committee: null,
        homeBranch: null,
        functionalBranches: [`branch of ${body}`],
        status: 'serving',
        interval: { from: '2022-01-01', to: null },
      });
      city.link(`p${(at + bodies.length) % 100_000}`, id, { body });
      city.logged(`p${(at + bodies.length) % 100_000}`, id, '2026-01-01', '2026-02-01');
    }
    for (let at = 0; at < 5_000; at += 1) {
      const first = (at * 50) % 100_000;
      const who = Array.from({ length: 50 }, (_, index) => [`p${first + index}`, 'present'] as const);
      city.activity(`branch of body ${at % 100}`, '2026-05-01', Object.fromEntries(who));
    }
    const begun = performance.now();
    const inner = bodyCoverages(city.facts, TODAY).find(({ body }) => body.id === 'B');
    // Many times what it takes; a scan of all links for each person would take longer still.
    expect(performance.now() - begun).toBeLessThan(30_000);
    expect(inner?.rollup.c2.nominal).toEqual({ covered: 60_000, due: 100_000 });
  });
});
