import { describe, it } from 'vitest';
import type { RosterFact } from './model.ts';
import { type Case, checkCase } from './testing-cases.ts';
import { TODAY } from './testing-city.ts';

const PM: Partial<RosterFact> = { affiliations: ['01'] };
const IN_BRANCH: Partial<RosterFact> = { ...PM, functionalBranches: ['branch'] };

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

describe('first coverage of a body (measures.md 4)', () => {
  describe('C1 nominal', () => {
    it.each(c1Nominal)('%s', (...entry) => checkCase(entry, 'c1 nominal'));
  });
  describe('C1 committees', () => {
    it.each(committees)('%s', (...entry) => checkCase(entry, 'c1 nominal'));
  });
  describe('what is unsound about branches', () => {
    it.each(branches)('%s', (...entry) => checkCase(entry));
  });
  describe('C1 effective', () => {
    it.each(c1Effective)('%s', (...entry) => checkCase(entry, 'c1 effective'));
  });
});
