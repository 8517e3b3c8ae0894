import type { MembershipStatusId } from '@xieli/codes';
import { addDays, addMonths } from './dates.ts';
import type { BodyMembership, BranchMembership, Person } from './model.ts';
import type { BodyOffices } from './organisations.ts';
import type { Traits } from './people.ts';
import type { Random } from './random.ts';
import type { Seat } from './seats.ts';
import { currentTerm, type Timeline } from './timeline.ts';

/** A seat with the person who holds it. */
export interface SeatedMember extends Seat {
  person: Person;
  committeeId: string | null;
  isDirector: boolean;
  validFrom: string;
}

interface Seating {
  offices: BodyOffices;
  seats: readonly Seat[];
  timeline: Timeline;
  random: Random;
  addPerson: (traits?: Traits) => Person;
  /** Party members who sit in another body too and take ordinary seats here. */
  alsoSeated: readonly SeatedMember[];
}

// One ordinary member in so many entered in the course of the term.
const LATE_ENTRY_EVERY = 30;
// One ordinary member in so many belongs to no committee.
const NO_COMMITTEE_EVERY = 18;

function isLeader(seat: Seat): boolean {
  return seat.title === 'chair' || seat.title === 'viceChair' || seat.title === 'secretaryGeneral';
}

interface PlacedSeat extends Seat {
  committeeId: string | null;
  isDirector: boolean;
}

/** Directors come first, one per committee, from the Party standing members; the others are dealt out in turn. */
function placeInCommittees(seats: readonly Seat[], offices: BodyOffices): PlacedSeat[] {
  const directorsDue = [...offices.committees];
  let dealt = 0;
  let ordinary = 0;

  return seats.map((seat): PlacedSeat => {
    if (isLeader(seat)) return { ...seat, committeeId: null, isDirector: false };
    const directed =
      seat.title === 'standingMember' && seat.isPartyMember && directorsDue.length > 0
        ? directorsDue.shift()
        : undefined;
    if (directed !== undefined) {
      const workplace = `${offices.place.name}政协${directed.name}主任`;
      return { ...seat, workplace, committeeId: directed.id, isDirector: true };
    }
    if (seat.title === 'member') ordinary += 1;
    if (seat.title === 'member' && ordinary % NO_COMMITTEE_EVERY === 0) {
      return { ...seat, committeeId: null, isDirector: false };
    }
    const committee = offices.committees[dealt % offices.committees.length];
    dealt += 1;
    return { ...seat, committeeId: committee?.id ?? null, isDirector: false };
  });
}

/** What the sector tells of whoever holds the seat. */
function traitsOf(sector: string): Traits {
  if (sector === '妇联') return { sex: '2' };
  if (sector === '少数民族界') return { isMinority: true };
  return {};
}

/** What a member brings from the other body: affiliations belong to the person, the sector to the seat. */
function alsoHere({ person, workplace, affiliations }: SeatedMember) {
  return { person, workplace, affiliations, sector: '特别邀请人士' };
}

/** Gives every seat a committee, a person and an entry date. */
export function seatMembers({ offices, seats, timeline, random, addPerson, alsoSeated }: Seating): SeatedMember[] {
  const waiting = [...alsoSeated];
  // Ordinary members are mixed so that every committee gets Party members and others alike; leaders keep their order.
  const leaders = seats.filter((seat) => seat.title !== 'member');
  const members = random.shuffle(seats.filter((seat) => seat.title === 'member'));

  return placeInCommittees([...leaders, ...members], offices).map((seat, index): SeatedMember => {
    const isOrdinary = seat.title === 'member';
    const elsewhere = isOrdinary && seat.isPartyMember ? waiting.shift() : undefined;
    const isLate = isOrdinary && elsewhere === undefined && index % LATE_ENTRY_EVERY === 0;
    return {
      ...seat,
      ...(elsewhere === undefined ? { person: addPerson(traitsOf(seat.sector)) } : alsoHere(elsewhere)),
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
