import { describe, expect, it } from 'vitest';
import { bodyCoverages } from './coverage.ts';
import { coverage } from './coverage-report.ts';
import type { RosterFact } from './model.ts';
import { exceptions, figures } from './testing-cases.ts';
import { groundedCity, reportOf, TODAY } from './testing-city.ts';

const PM: Partial<RosterFact> = { affiliations: ['01'] };

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
