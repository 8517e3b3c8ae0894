import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { missingReasons } from './coverage.ts';
import { type CoverageReport, coverage } from './coverage-report.ts';
import type { AttendanceFact, CityFacts, Day, LinkFact } from './model.ts';
import { naiveCoverage } from './testing-naive.ts';
import { cities, LOOKED_AT } from './testing-random.ts';

const days = fc.constantFrom(...LOOKED_AT);
const SHARES = [
  ['c1', 'nominal'],
  ['c1', 'effective'],
  ['c2', 'nominal'],
  ['c2', 'effective'],
] as const;

describe('the engine', () => {
  it('says what a second reading of the text says, word by word, on thousands of small cities', () => {
    fc.assert(
      fc.property(cities, days, (facts, day) => {
        expect(coverage(facts, day)).toEqual(naiveCoverage(facts, day));
      }),
      { numRuns: 4000 },
    );
  });

  it('meets every reason and both ways of each figure in those cities', () => {
    const reasons = new Set<string>();
    let inequal = 0;
    for (const facts of fc.sample(cities, { numRuns: 1500, seed: 20_260_630 })) {
      for (const report of coverage(facts, '2026-06-30')) {
        for (const { coverage: id, tier, reason } of report.exceptions) reasons.add(`${id} ${tier} ${reason}`);
        if (report.c2.effective.covered > report.c1.effective.covered) inequal += 1;
      }
    }
    expect([...reasons].sort()).toEqual([
      'c1 effective noAttendance',
      'c1 effective notNominal',
      'c1 effective onLeave',
      'c1 nominal branchInactive',
      'c1 nominal committeeWithoutBranch',
      'c1 nominal noSecretary',
      'c1 nominal termOverdue',
      'c1 nominal twoBranches',
      'c1 nominal unassigned',
      'c2 effective noAttendance',
      'c2 effective notNominal',
      'c2 effective onLeave',
      'c2 effective tooFewContacts',
      'c2 nominal contactIneligible',
      'c2 nominal unlinked',
    ]);
    expect(inequal).toBeGreaterThan(10);
  });

  it('lists as many exceptions as are due and not covered, of each person one for each coverage and tier', () => {
    const counted: readonly string[] = missingReasons;
    fc.assert(
      fc.property(cities, days, (facts, day) => {
        // Where two people print alike, what is printed does not tell them apart.
        const people = facts.people.map((person) => ({ ...person, name: person.id }));
        for (const report of coverage({ ...facts, people }, day)) {
          const missing = report.exceptions.filter(({ reason }) => counted.includes(reason));
          const ofPeople = missing.filter(({ person }) => person !== null);
          for (const [id, tier] of SHARES) {
            const list = ofPeople.filter((entry) => entry.coverage === id && entry.tier === tier);
            expect(list.length).toBe(report[id][tier].due - report[id][tier].covered);
            expect(new Set(list.map(({ person }) => person)).size).toBe(list.length);
          }
          const { with: having, due } = report.c1.committees;
          expect(missing.length - ofPeople.length).toBe(due - having);
        }
      }),
    );
  });

  it('rolls up to a root the sum of everything below it', () => {
    fc.assert(
      fc.property(cities, days, (facts, day) => {
        // One root that guides every other body.
        const organisations = facts.organisations.map((entry) =>
          entry.kind !== 'cppccBody'
            ? entry
            : entry.id === 'b0'
              ? { ...entry, existence: { from: '2000-01-01', to: null } }
              : { ...entry, guidedBy: entry.guidedBy ?? 'b0' },
        );
        const reports = coverage({ ...facts, organisations }, day);
        const root = reports.find(({ body }) => body === '市');
        for (const [id, tier] of SHARES) {
          for (const part of ['covered', 'due'] as const) {
            const sum = reports.reduce((total, report) => total + report[id][tier][part], 0);
            expect(root?.rollup[id][tier][part]).toBe(sum);
          }
        }
        const committees = reports.map(({ c1 }) => c1.committees);
        expect(root?.rollup.c1.committees).toEqual({
          with: committees.reduce((total, entry) => total + entry.with, 0),
          due: committees.reduce((total, entry) => total + entry.due, 0),
        });
      }),
    );
  });

  it('ignores what is dated after the day, but for ends', () => {
    fc.assert(
      fc.property(cities, days, (facts, day) => {
        expect(coverage(knownBy(facts, day), day)).toEqual(coverage(facts, day));
      }),
      { numRuns: 500 },
    );
  });

  it('never covers fewer for one more attendance', () => {
    const more = fc.tuple(fc.nat(99), fc.nat(99), fc.constantFrom('present', 'observing', 'onLeave', 'absent'));
    fc.assert(
      fc.property(cities, days, more, (facts, day, [which, who, presence]) => {
        const activity = facts.activities[which % (facts.activities.length || 1)]?.id;
        const person = facts.people[who % facts.people.length]?.id ?? '';
        const isListed = facts.attendance.some((entry) => entry.activity === activity && entry.person === person);
        fc.pre(activity !== undefined && !isListed);
        const attendance = [...facts.attendance, { activity, person, presence } as AttendanceFact];
        expectNoLess(coverage({ ...facts, attendance }, day), coverage(facts, day));
      }),
      { numRuns: 500 },
    );
  });

  it('never covers fewer for one more link', () => {
    const more = fc.tuple(fc.nat(99), fc.nat(99), fc.nat(99));
    fc.assert(
      fc.property(cities, days, more, (facts, day, [where, contact, object]) => {
        const bodies = facts.organisations.filter(({ kind }) => kind === 'cppccBody');
        const link: LinkFact = {
          body: bodies[where % bodies.length]?.id ?? '',
          contact: facts.people[contact % facts.people.length]?.id ?? '',
          object: facts.people[object % facts.people.length]?.id ?? '',
          interval: { from: '2020-01-01', to: null },
        };
        expectNoLess(coverage({ ...facts, links: [...facts.links, link] }, day), coverage(facts, day));
      }),
      { numRuns: 500 },
    );
  });

  it('does not depend on the order of the facts', () => {
    fc.assert(
      fc.property(cities, days, fc.infiniteStream(fc.nat(1_000_000)), (facts, day, numbers) => {
        const shuffled = <Entry>(entries: readonly Entry[]) =>
          entries
            .map((entry) => ({ entry, at: numbers.next().value as number }))
            .sort((one, other) => one.at - other.at)
            .map(({ entry }) => entry);
        const other: CityFacts = {
          organisations: shuffled(facts.organisations),
          people: shuffled(facts.people),
          roster: shuffled(facts.roster).map((row) => ({
            ...row,
            affiliations: shuffled(row.affiliations),
            functionalBranches: shuffled(row.functionalBranches),
          })),
          posts: shuffled(facts.posts),
          links: shuffled(facts.links),
          contacts: shuffled(facts.contacts),
          activities: shuffled(facts.activities),
          attendance: shuffled(facts.attendance),
        };
        expect(coverage(other, day)).toEqual(coverage(facts, day));
      }),
      { numRuns: 500 },
    );
  });
});

/** The facts without what is dated later; ends stay. A body stays too, because others name it as their guide. */
function knownBy(facts: CityFacts, day: Day): CityFacts {
  const began = ({ interval }: { interval: { from: Day } }) => interval.from <= day;
  const activities = facts.activities.filter((activity) => activity.day <= day);
  return {
    organisations: facts.organisations,
    people: facts.people,
    roster: facts.roster.filter(began),
    posts: facts.posts.filter(began),
    links: facts.links.filter(began),
    contacts: facts.contacts.filter((contact) => contact.day <= day),
    activities,
    attendance: facts.attendance.filter((entry) => activities.some(({ id }) => id === entry.activity)),
  };
}

function expectNoLess(more: readonly CoverageReport[], less: readonly CoverageReport[]): void {
  const covered = (reports: readonly CoverageReport[]) =>
    reports.flatMap((report) =>
      SHARES.flatMap(([id, tier]) => [report, report.rollup].map((at) => at[id][tier].covered)),
    );
  const before = covered(less);
  covered(more).forEach((count, at) => {
    expect(count).toBeGreaterThanOrEqual(before[at] ?? 0);
  });
}
