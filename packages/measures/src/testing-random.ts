import fc from 'fast-check';
import type {
  ActivityFact,
  AttendanceFact,
  CityFacts,
  ContactFact,
  Interval,
  LinkFact,
  OrganisationFact,
  PersonFact,
  PostFact,
  RosterFact,
} from './model.ts';

/** The days on which a random city is looked at; between them and around lie all dates of its facts. */
export const LOOKED_AT = ['2026-06-30', '2026-02-28', '2024-02-29', '2025-10-01'] as const;

// Few days, so that ends, beginnings, windows and the day itself meet; the borders of W12 and W2Q of each are among them.
const DAYS = [
  ...['2023-02-28', '2023-03-01', '2023-09-30', '2023-10-01', '2024-02-28', '2024-02-29', '2024-03-01', '2024-09-30'],
  ...['2024-10-01', '2024-10-02', '2025-02-28', '2025-03-01', '2025-03-31', '2025-04-01', '2025-06-30', '2025-07-01'],
  ...['2025-09-30', '2025-10-01', '2025-10-02', '2025-12-31', '2026-01-01', '2026-02-28', '2026-03-01', '2026-06-29'],
  ...['2026-06-30', '2026-07-01', '2027-01-01'],
] as const;
const EARLY = ['2010-01-01', '2020-01-01', '2022-01-01'] as const;

const day = fc.constantFrom(...DAYS);
const long: fc.Arbitrary<Interval> = fc.record({
  from: fc.oneof({ weight: 5, arbitrary: fc.constantFrom(...EARLY) }, { weight: 1, arbitrary: day }),
  to: fc.oneof({ weight: 5, arbitrary: fc.constant(null) }, { weight: 2, arbitrary: day }),
});
const any: fc.Arbitrary<Interval> = fc.record({
  from: fc.oneof(fc.constantFrom(...EARLY), day),
  to: fc.option(day),
});
/** No end before its start: the import refuses that. */
const valid = (interval: fc.Arbitrary<Interval>) =>
  interval.map(({ from, to }) => (to !== null && to < from ? { from: to, to: from } : { from, to }));

const BODIES = ['市', '县', '区', '乡'] as const;
const KINDS = [
  ...['officeBranch', 'committeeBranch', 'functionalBranch', 'committeeBranch', 'functionalBranch'],
  ...['specialCommittee', 'specialCommittee', 'temporaryPartyOrg', 'partyGroup', 'officePartyGroup', 'partyCell'],
] as const;
const PEOPLE = ['甲', '乙', '丙', '丁', '戊', '\u{20bb7}', '\ufa0e'] as const;

const bodies: fc.Arbitrary<OrganisationFact[]> = fc
  .tuple(fc.integer({ min: 1, max: 4 }), ...BODIES.map(() => fc.tuple(valid(long), fc.nat(9))))
  .map(([count, ...parts]) =>
    BODIES.slice(0, count).map((name, at) => {
      const [existence, guide] = parts[at] as [Interval, number];
      // Guided by one before it, so that there is no circle.
      const guidedBy = guide % (at + 1) === at ? null : bodyId(guide % (at + 1));
      return {
        id: bodyId(at),
        body: bodyId(at),
        name,
        kind: 'cppccBody',
        existence,
        attachedTo: [],
        guidedBy,
        termEnds: null,
      };
    }),
  );

/** Bodies and organisations are in another order by id than by name. */
function bodyId(at: number): string {
  return `b${at}`;
}

interface Ground {
  bodies: OrganisationFact[];
  organisations: OrganisationFact[];
  people: PersonFact[];
}

const ground: fc.Arbitrary<Ground> = fc
  .record({ bodies, size: fc.integer({ min: 2, max: 7 }) })
  .chain(({ bodies, size }) =>
    fc
      .array(
        fc.record({
          kind: fc.constantFrom(...KINDS),
          body: fc.constantFrom(...bodies.map(({ id }) => id)),
          existence: valid(long),
          termEnds: day,
          attached: fc.array(fc.nat(99), { maxLength: 2 }),
        }),
        { minLength: 4, maxLength: 14 },
      )
      .map((parts) => {
        const others = parts.map(({ kind, body, existence, termEnds }, at) => ({
          id: `o${at}`,
          body,
          name: `组织${(at * 7) % 15}`,
          kind,
          existence,
          attachedTo: [] as string[],
          guidedBy: null,
          termEnds: kind.endsWith('Branch') ? termEnds : null,
        }));
        const organisations = others.map((entry, at) => {
          const committees = others.filter((other) => other.body === entry.body && other.kind === 'specialCommittee');
          const attachedTo = picked(committees, parts[at]?.attached ?? []).map(({ id }) => id);
          return entry.kind.endsWith('Branch') || entry.kind === 'partyCell' ? { ...entry, attachedTo } : entry;
        });
        // Two people may share a name.
        const people = PEOPLE.slice(0, size).map((id, at) => ({
          id,
          name: at === 3 ? '甲' : id,
          mobile: `1390000000${at}`,
        }));
        return { bodies, organisations: [...bodies, ...organisations], people };
      }),
  );

/** Entries by numbers of any size, none twice; nothing of nothing. */
function picked<Entry>(entries: readonly Entry[], numbers: readonly number[]): Entry[] {
  if (entries.length === 0) return [];
  return [...new Set(numbers.map((number) => entries[number % entries.length] as Entry))];
}

function rosterOf({ bodies, organisations, people }: Ground): fc.Arbitrary<RosterFact[]> {
  const row = fc
    .record({
      person: fc.constantFrom(...people.map(({ id }) => id)),
      body: fc.constantFrom(...bodies.map(({ id }) => id)),
      term: fc.constantFrom(4, 5, 5, 5, 6, 10),
      title: fc.constantFrom('member', 'member', 'member', 'chair', 'officeStaff' as const),
      affiliations: fc.constantFrom(['01'], ['02'], ['06', '01'], ['13'], ['13'], ['05'], [] as const),
      status: fc.oneof(
        { weight: 8, arbitrary: fc.constant('serving' as const) },
        { weight: 1, arbitrary: fc.constant('suspended' as const) },
        { weight: 2, arbitrary: fc.constantFrom('resigned', 'removed', 'deceased', 'termEnded', 'transferred') },
      ),
      interval: valid(long),
      last: day,
      committee: fc.option(fc.nat(99)),
      home: fc.option(fc.nat(99)),
      functional: fc.array(fc.nat(99), { maxLength: 3 }),
    })
    .map(({ interval, last, committee, home, functional, ...row }) => {
      // Nine in ten of the body itself; the others prove that it is asked for.
      const own = organisations.filter((entry) => entry.body === row.body || (committee ?? 0) % 10 === 9);
      const ofKind = (...kinds: string[]) => own.filter((entry) => kinds.includes(entry.kind));
      const isOver = !['serving', 'suspended'].includes(row.status);
      const to = isOver ? (last < interval.from ? interval.from : last) : interval.to;
      return {
        ...row,
        interval: { from: interval.from, to },
        committee: committee === null ? null : (picked(ofKind('specialCommittee'), [committee])[0]?.id ?? null),
        homeBranch: home === null ? null : (picked(ofKind('officeBranch'), [home])[0]?.id ?? null),
        functionalBranches: picked(ofKind('committeeBranch', 'functionalBranch'), functional).map(({ id }) => id),
      } as RosterFact;
    });
  return fc.array(row, { minLength: 1, maxLength: 16 });
}

function recordsOf({ bodies, organisations, people }: Ground) {
  const person = fc.constantFrom(...people.map(({ id }) => id));
  const organisation = fc.constantFrom(...organisations.map(({ id }) => id));
  const body = fc.constantFrom(...bodies.map(({ id }) => id));
  const posts: fc.Arbitrary<PostFact[]> = fc.array(
    fc.record({
      person,
      organisation,
      post: fc.constantFrom('branchSecretary', 'branchSecretary', 'partyGroupSecretary', 'partyGroupMember', '顾问'),
      interval: valid(long),
    }),
    { maxLength: 12 },
  );
  const links: fc.Arbitrary<LinkFact[]> = fc
    .array(fc.record({ body, contact: person, object: person, interval: valid(any) }), { maxLength: 16 })
    .map((list) => list.filter((link) => link.contact !== link.object));
  const contacts: fc.Arbitrary<ContactFact[]> = links.chain(() =>
    fc.array(fc.record({ contact: person, object: person, day }), { maxLength: 24 }),
  );
  const activities: fc.Arbitrary<ActivityFact[]> = fc
    .array(
      fc.record({
        body,
        host: organisation,
        coHosts: fc.array(organisation, { maxLength: 2 }),
        day,
        isOpen: fc.boolean(),
      }),
      { maxLength: 10 },
    )
    .map((list) => list.map((activity, at) => ({ ...activity, id: `a${at}` })));
  return { person, posts, links, contacts, activities };
}

function attendanceOf(activities: readonly ActivityFact[], person: fc.Arbitrary<string>) {
  if (activities.length === 0) return fc.constant<AttendanceFact[]>([]);
  return fc.uniqueArray(
    fc.record({
      activity: fc.constantFrom(...activities.map(({ id }) => id)),
      person,
      presence: fc.constantFrom('present', 'present', 'observing', 'onLeave', 'onLeave', 'absent'),
    }) satisfies fc.Arbitrary<AttendanceFact>,
    { selector: ({ activity, person }) => `${activity} ${person}`, maxLength: 24 },
  );
}

/**
 * Small cities in which the edge cases meet: several bodies that guide each other and may be gone, several terms,
 * suspensions, deaths, office staff, people of two bodies or two parties, branches that are gone, joint, or of another
 * body, links to members of other bodies, co-hosts, temporary Party organisations, observers and leaves.
 */
export const cities: fc.Arbitrary<CityFacts> = ground.chain((place) => {
  const { person, posts, links, contacts, activities } = recordsOf(place);
  return fc.record({ roster: rosterOf(place), posts, links, contacts, activities }).chain((records) =>
    attendanceOf(records.activities, person).map((attendance) => ({
      organisations: place.organisations,
      people: place.people,
      ...records,
      // Most entries of a log are of pairs that are linked.
      contacts: records.contacts.map((contact, at) => {
        const link = records.links[at % (records.links.length + 1)];
        return link === undefined ? contact : { ...contact, contact: link.contact, object: link.object };
      }),
      attendance,
    })),
  );
});
