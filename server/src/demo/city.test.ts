import { isPartyMember, postFitsOrganisation, relationKinds, sectorsOfTerm } from '@xieli/codes';
import { describe, expect, it } from 'vitest';
import { demoSeed, generateCity } from './city.ts';
import type { BodyMembership, City, Interval } from './model.ts';

const anchor = '2026-11-25';
const city = generateCity({ seed: demoSeed, anchor });
const bodies = city.organisations.filter((organisation) => organisation.kind === 'cppccBody');
const counties = bodies.filter((body) => body.id !== city.tenant.bodyId);

function holds({ validFrom, validTo }: Interval, day = anchor): boolean {
  return validFrom <= day && (validTo === null || day <= validTo);
}

function officialName(id: string): string {
  const name = city.names.find((entry) => entry.organisationId === id && entry.kind === 'official');
  return name?.name ?? id;
}

/** Active members by the words of measures.md 3.3, one row each. */
function activeMembers(of: City, bodyId: string): BodyMembership[] {
  const rows = of.memberships.filter((row) => row.bodyId === bodyId && holds(row, of.anchor));
  const suspended = new Set(rows.filter((row) => row.status === 'suspended').map((row) => row.personId));
  return rows.filter(
    (row) => row.title !== 'officeStaff' && row.status !== 'suspended' && !suspended.has(row.personId),
  );
}

const partyMembers = (rows: readonly BodyMembership[]) => rows.filter((row) => isPartyMember(row.affiliations));

function withKind(bodyId: string, kind: string) {
  return city.organisations.filter((organisation) => organisation.bodyId === bodyId && organisation.kind === kind);
}

describe('generateCity', () => {
  it('gives the same bytes for the same seed and anchor', () => {
    expect(JSON.stringify(generateCity({ seed: demoSeed, anchor }))).toBe(JSON.stringify(city));
  });

  it('gives other people for another seed and other dates for another anchor', () => {
    const otherSeed = generateCity({ seed: demoSeed + 1, anchor });
    expect(otherSeed.people.map((person) => person.name)).not.toEqual(city.people.map((person) => person.name));
    const otherAnchor = generateCity({ seed: demoSeed, anchor: '2028-02-29' });
    expect(otherAnchor.people.map((person) => person.name)).toEqual(city.people.map((person) => person.name));
    expect(otherAnchor.memberships[0]?.validFrom).toBe('2026-01-12');
  });

  it('refuses an anchor that is no day', () => {
    expect(() => generateCity({ seed: 1, anchor: '2026-02-30' })).toThrow(RangeError);
    expect(() => generateCity({ seed: 1, anchor: 'today' })).toThrow(RangeError);
  });
});

describe('the numbers of domain.md B5', () => {
  it('has one city and nine counties, four of them without any committee branch', () => {
    expect(counties).toHaveLength(9);
    const lacking = counties.filter((body) => withKind(body.id, 'committeeBranch').length === 0);
    expect(lacking).toHaveLength(4);
    for (const body of counties) {
      const committees = withKind(body.id, 'specialCommittee').length;
      expect(committees, officialName(body.id)).toBeGreaterThanOrEqual(4);
      expect(committees, officialName(body.id)).toBeLessThanOrEqual(6);
    }
    expect(withKind(city.tenant.bodyId, 'specialCommittee')).toHaveLength(9);
    expect(withKind(city.tenant.bodyId, 'committeeBranch')).toHaveLength(9);
    expect(withKind(city.tenant.bodyId, 'coordinatingDept')).toHaveLength(5);
  });

  it.each(['2024-01-01', '2026-11-25', '2028-02-29', '2030-12-31'])('counts members as of %s', (day) => {
    const on = generateCity({ seed: demoSeed, anchor: day });
    const cityMembers = activeMembers(on, on.tenant.bodyId);
    expect(cityMembers).toHaveLength(360);
    expect(partyMembers(cityMembers)).toHaveLength(144);
    for (const body of on.organisations.filter(
      (entry) => entry.kind === 'cppccBody' && entry.id !== on.tenant.bodyId,
    )) {
      expect(activeMembers(on, body.id)).toHaveLength(150);
      expect(partyMembers(activeMembers(on, body.id))).toHaveLength(60);
    }
  });

  it('keeps the shares of persons outside the Party', () => {
    for (const body of bodies) {
      const members = activeMembers(city, body.id);
      const standing = members.filter((row) => row.title !== 'member');
      const chairs = members.filter((row) => row.title === 'chair' || row.title === 'viceChair');
      expect(partyMembers(members).length / members.length).toBeLessThanOrEqual(0.4);
      expect(partyMembers(standing).length / standing.length).toBeLessThanOrEqual(0.35);
      expect(partyMembers(chairs).length).toBeLessThan(chairs.length / 2);
    }
  });

  it('has around 1,800 people, among them the awkward cases of domain.md B4', () => {
    expect(city.people.length).toBeGreaterThan(1_700);
    expect(city.people.length).toBeLessThan(1_950);
    const active = bodies.flatMap((body) => activeMembers(city, body.id));
    const seats = Map.groupBy(active, (row) => row.personId);
    expect([...seats.values()].filter((rows) => rows.length === 2)).toHaveLength(9);
    expect(active.some((row) => row.affiliations.includes('02'))).toBe(true);
    expect(active.some((row) => row.affiliations.length === 2)).toBe(true);
    for (const status of ['resigned', 'deceased', 'suspended']) {
      expect(city.memberships.some((row) => row.status === status)).toBe(true);
    }
  });

  it('writes only sectors of the national list, and fills all 31 of the city', () => {
    const known = new Set(sectorsOfTerm(13).map((sector) => sector.name));
    const used = new Set(activeMembers(city, city.tenant.bodyId).map((row) => row.sector));
    expect(used.size).toBe(31);
    for (const sector of used) expect(known).toContain(sector);
  });
});

describe('the graph', () => {
  const organisationIds = new Set(city.organisations.map((organisation) => organisation.id));
  const personIds = new Set(city.people.map((person) => person.id));

  it('has no dangling and no repeated id', () => {
    for (const organisation of city.organisations) expect(organisationIds).toContain(organisation.bodyId);
    for (const name of city.names) expect(organisationIds).toContain(name.organisationId);
    for (const relation of city.relations) {
      expect(organisationIds).toContain(relation.fromId);
      expect(organisationIds).toContain(relation.toId);
      expect(relation.fromId).not.toBe(relation.toId);
    }
    for (const row of city.memberships) {
      expect(personIds).toContain(row.personId);
      expect(organisationIds).toContain(row.bodyId);
      if (row.committeeId !== null) expect(organisationIds).toContain(row.committeeId);
    }
    for (const row of [...city.branchMemberships, ...city.posts, ...city.accounts]) {
      expect(personIds).toContain(row.personId);
      expect(organisationIds).toContain(row.organisationId);
    }
    const { tenant, seed: _seed, anchor: _anchor, ...rows } = city;
    const ids = [tenant.id, ...Object.values(rows).flatMap((list) => list.map((row) => row.id))];
    expect(new Set(ids).size).toBe(ids.length);
    const organisationsInOrder = rows.organisations.map((row) => row.id);
    expect([...organisationsInOrder].sort()).toEqual(organisationsInOrder);
    for (const id of ids) expect(id).toMatch(/^[0-9a-f]{8}-[0-9a-f]{4}-7[0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}$/);
  });

  it('has no intervals that end before they begin, lie ahead, or outlast their organisation', () => {
    const rows: Interval[] = [
      ...[city.organisations, city.names, city.relations, city.memberships].flat(),
      ...[city.branchMemberships, city.posts].flat(),
    ];
    for (const row of rows) {
      expect(row.validFrom <= anchor).toBe(true);
      if (row.validTo !== null) expect(row.validTo >= row.validFrom).toBe(true);
    }
    const founded = new Map(city.organisations.map((organisation) => [organisation.id, organisation.validFrom]));
    for (const row of [...city.posts, ...city.branchMemberships]) {
      expect(row.validFrom >= (founded.get(row.organisationId) ?? '9999')).toBe(true);
    }
  });

  it('uses every relation of the graph', () => {
    const used = new Set(city.relations.map((relation) => relation.relation));
    expect(used).toEqual(new Set(relationKinds.map((kind) => kind.id)));
  });

  it('guides every county from the city and the city from nobody', () => {
    const guided = city.relations.filter(
      (relation) => relation.relation === 'guides' && relation.fromId === city.tenant.bodyId,
    );
    expect(new Set(guided.map((relation) => relation.toId))).toEqual(new Set(counties.map((body) => body.id)));
    expect(
      city.relations.some((relation) => relation.relation === 'guides' && relation.toId === city.tenant.bodyId),
    ).toBe(false);
  });

  it('attaches every committee branch to a committee of the same body that is not younger', () => {
    for (const branch of city.organisations.filter((organisation) => organisation.kind === 'committeeBranch')) {
      const attached = city.relations.filter(
        (relation) => relation.fromId === branch.id && relation.relation === 'attachedTo',
      );
      expect(attached.length).toBeGreaterThan(0);
      for (const { toId } of attached) {
        const committee = city.organisations.find((organisation) => organisation.id === toId);
        expect(committee).toMatchObject({ kind: 'specialCommittee', bodyId: branch.bodyId });
        expect((committee?.validFrom ?? '9999') <= branch.validFrom).toBe(true);
      }
      expect((branch.termEndsOn ?? '') >= anchor).toBe(true);
    }
  });

  it('never gives one name to two organisations of a body', () => {
    for (const body of bodies) {
      const members = new Set(city.organisations.filter((entry) => entry.bodyId === body.id).map((entry) => entry.id));
      const names = city.names.filter((entry) => members.has(entry.organisationId)).map((entry) => entry.name);
      expect(new Set(names).size, officialName(body.id)).toBe(names.length);
    }
    const official = city.names.filter((entry) => entry.kind === 'official').map((entry) => entry.name);
    expect(new Set(official).size).toBe(city.organisations.length);
  });
});

describe('people, posts and accounts', () => {
  it('gives every person a name and a number of their own', () => {
    expect(new Set(city.people.map((person) => person.name)).size).toBe(city.people.length);
    expect(new Set(city.people.map((person) => person.mobile)).size).toBe(city.people.length);
    for (const person of city.people) expect(person.mobile).toMatch(/^139000\d{5}$/);
  });

  it('fits the person to the seat', () => {
    const people = new Map(city.people.map((person) => [person.id, person]));
    for (const row of city.memberships) {
      const person = people.get(row.personId);
      if (row.sector === '妇联') expect(person?.sex).toBe('2');
      if (row.sector === '少数民族界') expect(person?.ethnicGroup).not.toBe('01');
    }
    for (const rows of Map.groupBy(city.memberships, (row) => row.personId).values()) {
      expect(new Set(rows.map((row) => row.affiliations.join())).size).toBe(1);
    }
    const chairs = city.memberships.filter((row) => row.title === 'chair').map((row) => row.personId);
    const inCity = city.memberships.filter((row) => row.bodyId === city.tenant.bodyId && chairs.includes(row.personId));
    expect(inCity.filter((row) => row.title === 'member').map((row) => row.workplace)).toEqual(
      expect.arrayContaining(['枫屿县政协主席']),
    );
  });

  it('gives every organisation that can receive a task exactly one liaison', () => {
    for (const organisation of city.organisations.filter((entry) => entry.kind !== 'upstreamIssuer')) {
      const liaisons = city.posts.filter(
        (post) => post.organisationId === organisation.id && post.post === 'liaison' && holds(post),
      );
      expect(liaisons, officialName(organisation.id)).toHaveLength(1);
    }
  });

  it('has a secretary for every Party group and branch, and a team where a branch is large', () => {
    for (const organisation of city.organisations) {
      const posts = city.posts.filter((post) => post.organisationId === organisation.id && holds(post));
      const kinds = posts.map((post) => post.post);
      if (organisation.kind === 'partyGroup') {
        expect(kinds.filter((kind) => kind === 'partyGroupSecretary')).toHaveLength(1);
        expect(kinds.filter((kind) => kind !== 'liaison').length).toBeGreaterThanOrEqual(3);
      }
      if (organisation.kind === 'committeeBranch' || organisation.kind === 'officeBranch') {
        expect(kinds.filter((kind) => kind === 'branchSecretary')).toHaveLength(1);
        expect(
          new Set(posts.filter((post) => post.post !== 'liaison').map((post) => post.personId)).size,
        ).toBeGreaterThan(2);
      }
    }
  });

  it('holds posts only where such posts exist', () => {
    for (const post of city.posts) {
      const organisation = city.organisations.find((entry) => entry.id === post.organisationId);
      expect(organisation !== undefined && postFitsOrganisation(post.post, organisation.kind)).toBe(true);
    }
  });

  it('names Party members to functional branches of their own body only', () => {
    for (const row of city.branchMemberships.filter((entry) => entry.kind === 'functional')) {
      const branch = city.organisations.find((entry) => entry.id === row.organisationId);
      const seat = city.memberships.find((entry) => entry.personId === row.personId && entry.bodyId === branch?.bodyId);
      expect(seat !== undefined && isPartyMember(seat.affiliations)).toBe(true);
    }
  });

  it('gives leaders a home in the office branch and leaves a handful of Party members of the city without a branch', () => {
    const rows = partyMembers(activeMembers(city, city.tenant.bodyId));
    const ofCity = new Set(
      city.organisations.filter((entry) => entry.bodyId === city.tenant.bodyId).map((entry) => entry.id),
    );
    const branches = (personId: string, kind: string) =>
      city.branchMemberships.filter(
        (entry) => entry.personId === personId && entry.kind === kind && ofCity.has(entry.organisationId),
      ).length;
    for (const row of rows.filter((entry) => ['chair', 'viceChair', 'secretaryGeneral'].includes(entry.title))) {
      expect(branches(row.personId, 'home')).toBe(1);
    }
    const counts = rows.map((row) => branches(row.personId, 'home') + branches(row.personId, 'functional'));
    const unassigned = counts.filter((count) => count === 0).length;
    expect(unassigned).toBeGreaterThan(0);
    expect(unassigned).toBeLessThan(12);
    expect(counts.filter((count) => count === 2)).toHaveLength(1);
  });

  it('opens every persona once, a clerk for each county and city committee, and one account per person', () => {
    const personas = city.accounts.flatMap((account) => (account.persona === null ? [] : [account.persona]));
    expect([...personas].sort()).toEqual([
      ...['auditAdministrator', 'branchSecretary', 'clerk', 'countyClerk', 'inspector', 'leader'],
      ...['securityAdministrator', 'systemAdministrator', 'verifier'],
    ]);
    const clerkOf = (organisationId: string) =>
      city.accounts.some((account) => account.role === 'unitClerk' && account.organisationId === organisationId);
    for (const body of counties) expect(clerkOf(body.id)).toBe(true);
    for (const committee of withKind(city.tenant.bodyId, 'specialCommittee')) expect(clerkOf(committee.id)).toBe(true);
    expect(new Set(city.accounts.map((account) => account.username)).size).toBe(city.accounts.length);
    expect(new Set(city.accounts.map((account) => account.personId)).size).toBe(city.accounts.length);
  });

  it('offers the clerk of a county that still has to found its branch', () => {
    const account = city.accounts.find((entry) => entry.persona === 'countyClerk');
    expect(account).toBeDefined();
    expect(withKind(account?.organisationId ?? '', 'committeeBranch')).toHaveLength(0);
  });
});
