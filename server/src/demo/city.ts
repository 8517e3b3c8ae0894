import { openAccounts } from './accounts.ts';
import { createIdentifiers } from './identifiers.ts';
import { branchMembershipsOf, formerMemberships, membershipsOf, type SeatedMember, seatMembers } from './members.ts';
import type { BodyMembership, BranchMembership, City, Person } from './model.ts';
import { type BodyOffices, createRegister, foundBody, foundSurroundings, guideCounty } from './organisations.ts';
import { createPeople } from './people.ts';
import { cityPlace, countyPlaces } from './places.ts';
import { appointMembers, createAppointments } from './posts.ts';
import { createRandom } from './random.ts';
import { citySeats, citySectors, countySeats, countySectors, drawSeats, type SeatQuota } from './seats.ts';
import { appointSurroundings, type Staff, staffCity, staffCounty, staffMemberships } from './staff.ts';
import { type Timeline, timelineOf } from './timeline.ts';

/** The seed of the city that everybody sees. */
export const demoSeed = 20_211_128;

export interface CityOptions {
  seed: number;
  /** `YYYY-MM-DD`: the day the demo starts on. */
  anchor: string;
}

/**
 * The fictional city as plain data in the shape of domain.md B5. The same options give the same data, byte by byte, on
 * every machine. Throws a RangeError when the anchor is no date.
 */
export function generateCity({ seed, anchor }: CityOptions): City {
  const timeline = timelineOf(anchor);
  const random = createRandom(seed);
  const identifier = createIdentifiers(seed);
  const tenantId = identifier();
  const register = createRegister(identifier);
  const people = createPeople(random, identifier, anchor);
  const appointments = createAppointments(identifier, register.foundingDayOf);
  const memberships: BodyMembership[] = [];
  const branchMemberships: BranchMembership[] = [];

  const city = foundBody(register, cityPlace, timeline);
  const surroundings = foundSurroundings(register, city, timeline);
  const counties = countyPlaces.map((place) => {
    const offices = foundBody(register, place, timeline);
    guideCounty(register, city, offices);
    return offices;
  });

  function fillBody(
    offices: BodyOffices,
    quotas: readonly SeatQuota[],
    sectors: readonly string[],
    also: SeatedMember[],
  ) {
    const seats = drawSeats(quotas, sectors, offices.place.name, random);
    const members = seatMembers({ offices, seats, timeline, random, addPerson: people.add, alsoSeated: also });
    memberships.push(...membershipsOf(members, offices, identifier));
    memberships.push(...formerMemberships({ offices, timeline, addPerson: people.add, identifier }));
    branchMemberships.push(...branchMembershipsOf(members, offices, identifier));
    appointMembers(appointments.appoint, offices, members, timeline);
    return members;
  }

  function fillOffice<Office extends Staff>(offices: BodyOffices, staff: Office): Office {
    const rows = staffMemberships(staff, offices, timeline, identifier);
    memberships.push(...rows.memberships);
    branchMemberships.push(...rows.branchMemberships);
    return staff;
  }

  const countyOffices = counties.map((offices) => ({
    offices,
    members: fillBody(offices, countySeats, countySectors, []),
    staff: fillOffice(offices, staffCounty(offices, people.add, appointments.appoint, timeline)),
  }));
  // The chairs of the counties sit in the city body too and count in each (domain.md B4).
  const countyChairs = countyOffices.map(({ members }) => memberWith(members, 'chair'));
  const cityMembers = fillBody(city, citySeats, citySectors, countyChairs);
  const cityStaff = fillOffice(city, staffCity(city, people.add, appointments.appoint, timeline));
  const { inspector } = appointSurroundings(
    surroundings,
    cityStaff,
    groupLeadersOf(cityMembers, timeline),
    people.add,
    appointments.appoint,
    timeline,
  );

  const accounts = openAccounts(
    {
      city,
      cityStaff,
      cityChair: memberWith(cityMembers, 'chair').person,
      branchSecretary: personWithPost(appointments.posts, people.people, city.committeeBranches[0]?.id),
      inspector,
      counties: countyOffices,
    },
    identifier,
  );

  return {
    seed,
    anchor,
    tenant: { id: tenantId, name: '云汀市政协', nameEnglish: 'Yunting City CPPCC', bodyId: city.bodyId },
    ...register.register,
    people: people.people,
    memberships,
    branchMemberships,
    posts: appointments.posts,
    accounts,
  };
}

function memberWith(members: readonly SeatedMember[], title: SeatedMember['title']): SeatedMember {
  const member = members.find((entry) => entry.title === title);
  if (member === undefined) throw new Error(`Nobody is ${title}`);
  return member;
}

function personWithPost(posts: City['posts'], people: readonly Person[], branchId: string | undefined): Person {
  const post = posts.find((entry) => entry.organisationId === branchId && entry.post === 'branchSecretary');
  const person = people.find((entry) => entry.id === post?.personId);
  if (person === undefined) throw new Error('The branch has no secretary');
  return person;
}

/** Party members with an ordinary seat since the start of the term lead the activity groups. */
function groupLeadersOf(members: readonly SeatedMember[], timeline: Timeline): Person[] {
  return members
    .filter((member) => member.isPartyMember && member.title === 'member' && member.validFrom === timeline.termStart)
    .slice(-3)
    .map((member) => member.person);
}

export type { City } from './model.ts';
