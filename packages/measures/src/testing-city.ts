import { type CoverageReport, coverage } from './coverage-report.ts';
import type {
  ActivityFact,
  CityFacts,
  Day,
  LinkFact,
  OrganisationFact,
  PostFact,
  Presence,
  RosterFact,
} from './model.ts';

type Mutable<List> = List extends readonly (infer Entry)[] ? Entry[] : never;
type Facts = { -readonly [Key in keyof CityFacts]: Mutable<CityFacts[Key]> };

/** The day of the tests: 2026-06-30, the last of a quarter. */
export const TODAY = '2026-06-30';
const FOUNDED = '2022-01-01';

/** A small city to be built fact by fact. Ids are the names; everything holds since 2022 unless said otherwise. */
export function testCity() {
  const facts: Facts = {
    organisations: [],
    people: [],
    roster: [],
    posts: [],
    links: [],
    contacts: [],
    activities: [],
    attendance: [],
  };

  function organisation(kind: OrganisationFact['kind'], id: string, more: Partial<OrganisationFact> = {}): void {
    facts.organisations.push({
      id,
      body: kind === 'cppccBody' ? id : 'B',
      name: id,
      kind,
      existence: { from: FOUNDED, to: null },
      attachedTo: [],
      guidedBy: null,
      termEnds: '2030-12-31',
      ...more,
    });
  }

  /** A row of the roster, and the person where he is new. */
  function row(person: string, more: Partial<RosterFact> & { from?: Day; to?: Day | null } = {}): void {
    if (!facts.people.some((known) => known.id === person)) {
      const number = String(facts.people.length + 1).padStart(4, '0');
      facts.people.push({ id: person, name: person, mobile: `1390000${number}` });
    }
    const { from = FOUNDED, to = null, ...rest } = more;
    facts.roster.push({
      person,
      body: 'B',
      term: 5,
      title: 'member',
      affiliations: ['13'],
      committee: null,
      homeBranch: null,
      functionalBranches: [],
      status: 'serving',
      interval: { from, to },
      ...rest,
    });
  }

  function post(person: string, organisationId: string, title: string, more: Partial<PostFact['interval']> = {}): void {
    facts.posts.push({
      person,
      organisation: organisationId,
      post: title,
      interval: { from: FOUNDED, to: null, ...more },
    });
  }

  function link(contact: string, object: string, more: Partial<LinkFact['interval']> & { body?: string } = {}): void {
    const { body = 'B', ...interval } = more;
    facts.links.push({ body, contact, object, interval: { from: FOUNDED, to: null, ...interval } });
  }

  /** Entries of the log, one for each day. */
  function logged(contact: string, object: string, ...days: Day[]): void {
    facts.contacts.push(...days.map((day) => ({ contact, object, day })));
  }

  /** An activity and those who are on its list. */
  function activity(
    host: string,
    day: Day,
    who: Record<string, Presence>,
    more: Partial<Pick<ActivityFact, 'coHosts' | 'isOpen' | 'body'>> = {},
  ): void {
    const id = String(facts.activities.length + 1);
    facts.activities.push({ id, body: 'B', host, coHosts: [], day, isOpen: false, ...more });
    facts.attendance.push(...Object.entries(who).map(([person, presence]) => ({ activity: id, person, presence })));
  }

  return { facts, organisation, row, post, link, logged, activity };
}

export type TestCity = ReturnType<typeof testCity>;

/**
 * The usual ground: a body B with a committee, its branch, an office branch, each with a secretary, a temporary Party
 * organisation and a Party group.
 */
export function groundedCity(): TestCity {
  const city = testCity();
  city.organisation('cppccBody', 'B');
  city.organisation('specialCommittee', 'committee');
  city.organisation('committeeBranch', 'branch', { attachedTo: ['committee'] });
  city.organisation('officeBranch', 'office');
  city.organisation('temporaryPartyOrg', 'temporary');
  city.organisation('partyGroup', 'group');
  city.organisation('officePartyGroup', 'officeGroup');
  city.post('secretary', 'branch', 'branchSecretary');
  city.post('secretary', 'office', 'branchSecretary');
  return city;
}

/** What is printed of a body of the city. */
export function reportOf(city: TestCity, body = 'B', day = TODAY): CoverageReport {
  const report = coverage(city.facts, day).find((entry) => entry.body === body);
  if (report === undefined) throw new Error(`${body} does not exist on ${day}`);
  return report;
}
