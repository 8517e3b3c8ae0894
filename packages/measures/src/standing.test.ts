import { describe, expect, it } from 'vitest';
import { coverage } from './coverage-report.ts';
import type { RosterFact } from './model.ts';
import { type Case, checkCase } from './testing-cases.ts';
import { groundedCity, TODAY } from './testing-city.ts';

const PM: Partial<RosterFact> = { affiliations: ['01'] };
const IN_BRANCH: Partial<RosterFact> = { ...PM, functionalBranches: ['branch'] };

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
    'a 届次 that begins after the day is ignored, also where it lies between two that have begun',
    (city) => {
      city.row('甲', { term: 5 });
      city.row('乙', { term: 6, from: '2026-07-01' });
      city.row('丙', { term: 7, from: '2026-01-01' });
    },
    '0/0 0/0 0/0 0/1 0/1',
    ['c2 effective notNominal 丙', 'c2 nominal unlinked 丙'],
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
      city.row('乙', { body: 'other', term: 5 });
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

describe('what holds (measures.md 3.1 and 3.2)', () => {
  describe('3.1 existence and branches', () => {
    it.each(existence)('%s', (...entry) => checkCase(entry));
  });
  describe('3.2 rows', () => {
    it.each(rows)('%s', (...entry) => checkCase(entry));
  });

  it('3.1 a body that does not exist on the day has no entry', () => {
    const city = groundedCity();
    city.organisation('cppccBody', 'past', { existence: { from: '2022-01-01', to: '2026-06-29' } });
    city.organisation('cppccBody', 'last day', { existence: { from: '2022-01-01', to: TODAY } });
    city.organisation('cppccBody', 'future', { existence: { from: '2026-07-01', to: null } });
    expect(coverage(city.facts, TODAY).map(({ body }) => body)).toEqual(['B', 'last day']);
  });

  it('refuses facts that refer to what is not among them', () => {
    const city = groundedCity();
    city.row('甲', { ...PM, functionalBranches: ['nowhere'] });
    expect(() => coverage(city.facts, TODAY)).toThrow('nowhere');
  });
});
