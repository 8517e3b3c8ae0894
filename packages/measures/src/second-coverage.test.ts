import { describe, it } from 'vitest';
import type { RosterFact } from './model.ts';
import { type Case, checkCase } from './testing-cases.ts';
import { type TestCity, TODAY } from './testing-city.ts';

const PM: Partial<RosterFact> = { affiliations: ['01'] };
const IN_BRANCH: Partial<RosterFact> = { ...PM, functionalBranches: ['branch'] };

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

describe('second coverage of a body (measures.md 4)', () => {
  describe('C2 nominal', () => {
    it.each(c2Nominal)('%s', (...entry) => checkCase(entry, 'c2 nominal'));
  });
  describe('C2 effective', () => {
    it.each(c2Effective)('%s', (...entry) => checkCase(entry, 'c2 effective'));
  });
});
