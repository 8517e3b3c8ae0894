import type { MembershipStatusId } from '@xieli/codes';
import { addDays, addMonths } from './dates.ts';
import type { BodyMembership, BranchMembership, Person } from './model.ts';
import type { BodyOffices } from './organisations.ts';
import type { Random } from './random.ts';
import type { Seat } from './seats.ts';
import { currentTerm, type Timeline } from './timeline.ts';

/** A seat with the person who holds it. */
export interface SeatedMember extends Seat {
  person: Person;
  committeeId: string | null;
  validFrom: string;
}

interface Seating {
  offices: BodyOffices;
  seats: readonly Seat[];
  timeline: Timeline;
  random: Random;
  addPerson: () => Person;
  /** People who sit in another body too and take Party members' ordinary seats here. */
  alsoSeated: readonly Person[];
}

// One ordinary member in so many entered in the course of the term.
const LATE_ENTRY_EVERY = 30;
// One ordinary member in so many belongs to no committee.
const NO_COMMITTEE_EVERY = 18;

function isLeader(seat: Seat): boolean {
  return seat.title === 'chair' || seat.title === 'viceChair' || seat.title === 'secretaryGeneral';
}

/** Gives every seat a person, a committee and an entry date. Each committee's first member is a Party standing member. */
export function seatMembers({ offices, seats, timeline, random, addPerson, alsoSeated }: Seating): SeatedMember[] {
  const waiting = [...alsoSeated];
  const committeeIds = offices.committees.map((committee) => committee.id);
  const directorsDue = [...committeeIds];
  let placed = 0;
  let ordinary = 0;

  function committeeFor(seat: Seat): string | null {
    if (isLeader(seat)) return null;
    if (seat.title === 'standingMember' && seat.isPartyMember && directorsDue.length > 0) {
      return directorsDue.shift() as string;
    }
    if (seat.title === 'member' && ordinary % NO_COMMITTEE_EVERY === NO_COMMITTEE_EVERY - 1) return null;
    const committeeId = committeeIds[placed % committeeIds.length] as string;
    placed += 1;
    return committeeId;
  }

  // Ordinary members are mixed so that every committee gets Party members and others alike; leaders keep their order.
  const leaders = seats.filter((seat) => seat.title !== 'member');
  const members = random.shuffle(seats.filter((seat) => seat.title === 'member'));
  return [...leaders, ...members].map((seat): SeatedMember => {
    if (seat.title === 'member') ordinary += 1;
    const takesAnotherSeat = seat.title === 'member' && seat.isPartyMember && waiting.length > 0;
    const person = takesAnotherSeat ? (waiting.shift() as Person) : addPerson();
    const isLate = seat.title === 'member' && !takesAnotherSeat && ordinary % LATE_ENTRY_EVERY === 0;
    return {
      ...seat,
      person,
      committeeId: committeeFor(seat),
      validFrom: isLate ? timeline.lateEntry : timeline.termStart,
    };
  });
}

/** The roster rows of the seated members. */
export function membershipsOf(
  members: readonly SeatedMember[],
  offices: BodyOffices,
  identifier: () => string,
): BodyMembership[] {
  return members.map((member) => ({
    id: identifier(),
    personId: member.person.id,
    bodyId: offices.bodyId,
    term: currentTerm,
    title: member.title,
    committeeId: member.committeeId,
    affiliations: member.affiliations,
    sector: member.sector,
    workplace: member.workplace,
    status: 'serving',
    validFrom: member.validFrom,
    validTo: null,
  }));
}

/**
 * Where the Party members among them belong: leaders to the office branch as their home, the others to the branch of
 * their committee, if it has one, from the day on which both exist. The first such member of a body is in the branch of a
 * second committee as well, as happens after a change of committee that nobody recorded.
 */
export function branchMembershipsOf(
  members: readonly SeatedMember[],
  offices: BodyOffices,
  identifier: () => string,
): BranchMembership[] {
  const rows: BranchMembership[] = [];
  const homeBranchId = offices.officeBranchIds[0] as string;

  function joinFunctionalBranch(member: SeatedMember, branchId: string): void {
    const branch = offices.committeeBranches.find((entry) => entry.id === branchId);
    if (branch === undefined) return;
    const validFrom = branch.foundedOn > member.validFrom ? branch.foundedOn : member.validFrom;
    rows.push({
      id: identifier(),
      personId: member.person.id,
      organisationId: branchId,
      kind: 'functional',
      validFrom,
      validTo: null,
    });
  }

  for (const member of members) {
    if (!member.isPartyMember) continue;
    if (isLeader(member)) {
      rows.push({
        id: identifier(),
        personId: member.person.id,
        organisationId: homeBranchId,
        kind: 'home',
        validFrom: member.validFrom,
        validTo: null,
      });
      continue;
    }
    const committee = offices.committees.find((entry) => entry.id === member.committeeId);
    if (committee?.branchId != null) joinFunctionalBranch(member, committee.branchId);
  }

  const inTwo = members.find((member) => member.isPartyMember && member.title === 'member' && member.committeeId);
  const own = offices.committees.find((committee) => committee.id === inTwo?.committeeId)?.branchId ?? null;
  const second = offices.committeeBranches.find((branch) => branch.id !== own);
  if (inTwo !== undefined && own !== null && second !== undefined) joinFunctionalBranch(inTwo, second.id);
  return rows;
}

interface Departure {
  offices: BodyOffices;
  timeline: Timeline;
  addPerson: () => Person;
  identifier: () => string;
}

/**
 * Seats beyond the active ones that a roster shows too: a member who resigned and, in the city, one who died and one whose
 * membership is suspended (measures.md 2.2 and 3.3).
 */
export function formerMemberships(departure: Departure): BodyMembership[] {
  const { offices, timeline } = departure;
  const leftOn = timeline.resignation;
  if (offices.place.level === 'county') return [formerRow(departure, departure.addPerson(), 'resigned', leftOn)];
  const suspended = departure.addPerson();
  return [
    formerRow(departure, departure.addPerson(), 'resigned', leftOn),
    formerRow(departure, departure.addPerson(), 'deceased', addDays(leftOn, 40)),
    formerRow(departure, suspended, 'serving', null),
    { ...formerRow(departure, suspended, 'suspended', null), validFrom: addMonths(timeline.anchor, -2) },
  ];
}

function formerRow(
  { offices, timeline, identifier }: Departure,
  person: Person,
  status: MembershipStatusId,
  validTo: string | null,
): BodyMembership {
  return {
    id: identifier(),
    personId: person.id,
    bodyId: offices.bodyId,
    term: currentTerm,
    title: 'member',
    committeeId: offices.committees[0]?.id ?? null,
    affiliations: ['13'],
    sector: '经济界',
    workplace: `${offices.place.name}粮油加工企业负责人`,
    status,
    validFrom: timeline.termStart,
    validTo,
  };
}
