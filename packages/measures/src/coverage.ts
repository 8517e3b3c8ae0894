import { normaliseName } from '@xieli/codes';
import { groupBy, known } from './lookup.ts';
import type { CityFacts, Day, OrganisationFact } from './model.ts';

import { type Participation, participationOf, participationsAt } from './participation.ts';
import { byCodePoint, maskMobile } from './printing.ts';
import {
  type ActiveMember,
  isBranch,
  isFunctionalBranch,
  lastDayOfTerm,
  type Standing,
  standingAt,
} from './standing.ts';
import { isWithin } from './windows.ts';

export interface Share {
  covered: number;
  due: number;
}

/** The figures of both coverages (measures.md 4). */
export interface CoverageFigures {
  c1: { nominal: Share; effective: Share; committees: { with: number; due: number } };
  c2: { nominal: Share; effective: Share };
}

export type CoverageId = 'c1' | 'c2';
export type CoverageTier = 'nominal' | 'effective';

/** Why somebody due is not covered, or a committee has no branch; each lowers a figure by one. */
export const missingReasons = [
  'unassigned',
  'branchInactive',
  'committeeWithoutBranch',
  'notNominal',
  'onLeave',
  'noAttendance',
  'unlinked',
  'contactIneligible',
  'tooFewContacts',
] as const;

/** What is covered but unsound (◇); lowers nothing. */
export const unsoundReasons = ['twoBranches', 'noSecretary', 'termOverdue'] as const;

export type CoverageReason = (typeof missingReasons)[number] | (typeof unsoundReasons)[number];

/** Concerns a person or an organisation, never both. */
export interface CoverageException {
  /** Id of the person. */
  person: string | null;
  /** The name as printed. */
  name: string | null;
  /** The number as printed. */
  mobile: string | null;
  organisation: OrganisationFact | null;
  coverage: CoverageId;
  tier: CoverageTier;
  reason: CoverageReason;
}

/** An active member of a body and what covers him; due for the first coverage only as a Party member. */
export interface MemberCoverage extends Readonly<Record<CoverageId, Readonly<Record<CoverageTier, boolean>>>> {
  person: string;
  isPartyMember: boolean;
}

/** A special committee that is due to have a branch. */
export interface CommitteeCoverage {
  committee: OrganisationFact;
  hasBranch: boolean;
}

/** Both coverages of one body, with everything that the figures count. */
export interface BodyCoverage {
  body: OrganisationFact;
  /** Its own members. */
  own: CoverageFigures;
  /** With the members of the bodies that it guides. */
  rollup: CoverageFigures;
  members: readonly MemberCoverage[];
  committees: readonly CommitteeCoverage[];
  /** In the order of measures.md 7. */
  exceptions: readonly CoverageException[];
}

type OwnCoverage = Omit<BodyCoverage, 'rollup'>;

/**
 * Both coverages of every body that exists on the day, ordered by name (measures.md 4). Linear in the facts. Throws
 * where a fact refers to a person or an organisation that is not among them.
 */
export function bodyCoverages(facts: CityFacts, day: Day): BodyCoverage[] {
  const standing = standingAt(facts, day);
  const participations = participationsAt(facts, standing.organisations, day);
  const own = facts.organisations
    .filter((organisation) => organisation.kind === 'cppccBody' && isWithin(day, organisation.existence))
    .map((body) => ownCoverage(body, standing, (person) => participationOf(participations, body.id, person)));
  const rollups = rolledUp(own, standing.organisations);
  return own
    .map((coverage) => ({ ...coverage, rollup: rollups.get(coverage.body.id) ?? coverage.own }))
    .sort((one, other) => byCodePoint(one.body.name, other.body.name) || byCodePoint(one.body.id, other.body.id));
}

function ownCoverage(
  body: OrganisationFact,
  standing: Standing,
  participation: (person: string) => Participation,
): OwnCoverage {
  const existing = standing.existing.get(body.id) ?? [];
  const seats = [...(standing.members.get(body.id)?.values() ?? [])].map((member) =>
    seatOf(member, body.id, standing, participation(member.person)),
  );
  const committees = committeesDue(existing, seats);
  const members = seats.map((seat) => seat.coverage);
  return {
    body,
    own: figuresOf(members, committees),
    members,
    committees,
    exceptions: inPrintedOrder([
      ...seats.flatMap((seat) => exceptionsOfPerson(seat, standing)),
      ...exceptionsOfOrganisations(existing, committees, standing),
    ]),
  };
}

/** A member with everything that decides about both coverages. */
interface Seat {
  member: ActiveMember;
  coverage: MemberCoverage;
  /** Functional branches that exist. */
  functionalBranches: number;
  /** Links of the body with the member as their object, within their dates. */
  links: number;
  participation: Participation;
}

function seatOf(member: ActiveMember, body: string, standing: Standing, participation: Participation): Seat {
  const exists = (id: string) => isWithin(standing.day, known(standing.organisations, id).existence);
  const functionalBranches = member.functionalBranches.filter(exists).length;
  const links = standing.links.get(body)?.get(member.person) ?? [];
  const hasBranch = functionalBranches > 0 || member.homeBranches.some(exists);
  const nominal = member.isPartyMember && hasBranch;
  const effective = nominal && participation.attended;
  const reached = nominal || links.some((link) => link.isInForce);
  const reachedInFact = reached && (participation.loggedContacts >= 2 || participation.attendedOpen || effective);
  return {
    member,
    coverage: {
      person: member.person,
      isPartyMember: member.isPartyMember,
      c1: { nominal, effective },
      c2: { nominal: reached, effective: reachedInFact },
    },
    functionalBranches,
    links: links.length,
    participation,
  };
}

/** Existing committees that a Party member of the body sits on, and whether a functional branch is attached to them. */
function committeesDue(existing: readonly OrganisationFact[], seats: readonly Seat[]): CommitteeCoverage[] {
  const withPartyMember = new Set(seats.flatMap(({ member }) => (member.isPartyMember ? member.committees : [])));
  const withBranch = new Set(existing.filter(isFunctionalBranch).flatMap((branch) => branch.attachedTo));
  return existing
    .filter((committee) => committee.kind === 'specialCommittee' && withPartyMember.has(committee.id))
    .map((committee) => ({ committee, hasBranch: withBranch.has(committee.id) }));
}

function figuresOf(members: readonly MemberCoverage[], committees: readonly CommitteeCoverage[]): CoverageFigures {
  const partyMembers = members.filter((member) => member.isPartyMember);
  return {
    c1: {
      nominal: share(partyMembers, (member) => member.c1.nominal),
      effective: share(partyMembers, (member) => member.c1.effective),
      committees: { with: committees.filter((entry) => entry.hasBranch).length, due: committees.length },
    },
    c2: {
      nominal: share(members, (member) => member.c2.nominal),
      effective: share(members, (member) => member.c2.effective),
    },
  };
}

function share(due: readonly MemberCoverage[], isCovered: (member: MemberCoverage) => boolean): Share {
  return { covered: due.filter(isCovered).length, due: due.length };
}

/**
 * Figures of each body with those of the bodies that it guides, directly or not. Guidance leads through a body that
 * does not exist on the day, whose own members do not count.
 */
function rolledUp(
  own: readonly OwnCoverage[],
  organisations: ReadonlyMap<string, OrganisationFact>,
): Map<string, CoverageFigures> {
  const sums = new Map(own.map((coverage) => [coverage.body.id, coverage.own]));
  for (const { body, own: figures } of own) {
    for (const guide of guidesOf(body, organisations)) {
      const sum = sums.get(guide);
      if (sum !== undefined) sums.set(guide, added(sum, figures));
    }
  }
  return sums;
}

/** Ids of the bodies that guide a body, directly or not; the body itself is none of them. */
function guidesOf(body: OrganisationFact, organisations: ReadonlyMap<string, OrganisationFact>): Set<string> {
  const guides = new Set<string>();
  for (let guide = body.guidedBy; guide !== null; guide = known(organisations, guide).guidedBy) {
    // The import refuses a circle; whoever made one all the same gets an answer.
    if (guide === body.id || guides.has(guide)) break;
    guides.add(guide);
  }
  return guides;
}

function added(one: CoverageFigures, other: CoverageFigures): CoverageFigures {
  const sum = (a: Share, b: Share) => ({ covered: a.covered + b.covered, due: a.due + b.due });
  return {
    c1: {
      nominal: sum(one.c1.nominal, other.c1.nominal),
      effective: sum(one.c1.effective, other.c1.effective),
      committees: {
        with: one.c1.committees.with + other.c1.committees.with,
        due: one.c1.committees.due + other.c1.committees.due,
      },
    },
    c2: { nominal: sum(one.c2.nominal, other.c2.nominal), effective: sum(one.c2.effective, other.c2.effective) },
  };
}

function exceptionsOfPerson(seat: Seat, standing: Standing): CoverageException[] {
  const reasons = reasonsOf(seat);
  if (reasons.length === 0) return [];
  const { id, name, mobile } = known(standing.people, seat.member.person);
  const printed = { person: id, name: normaliseName(name), mobile: maskMobile(mobile), organisation: null };
  return reasons.map(([coverage, tier, reason]) => ({ ...printed, coverage, tier, reason }));
}

/** Exactly one reason for each coverage and tier that a member is due for and not covered by, and what is unsound. */
function reasonsOf({ member, coverage: { c1, c2 }, functionalBranches, links, participation }: Seat) {
  const reasons: [CoverageId, CoverageTier, CoverageReason][] = [];
  const absence = participation.wasOnLeave ? 'onLeave' : 'noAttendance';
  if (member.isPartyMember) {
    const named = member.functionalBranches.length + member.homeBranches.length;
    if (!c1.nominal) reasons.push(['c1', 'nominal', named > 0 ? 'branchInactive' : 'unassigned']);
    if (functionalBranches > 1) reasons.push(['c1', 'nominal', 'twoBranches']);
    if (!c1.effective) reasons.push(['c1', 'effective', c1.nominal ? absence : 'notNominal']);
  }
  if (!c2.nominal) reasons.push(['c2', 'nominal', links > 0 ? 'contactIneligible' : 'unlinked']);
  const tooLittle = member.isPartyMember ? absence : 'tooFewContacts';
  if (!c2.effective) reasons.push(['c2', 'effective', c2.nominal ? tooLittle : 'notNominal']);
  return reasons;
}

function exceptionsOfOrganisations(
  existing: readonly OrganisationFact[],
  committees: readonly CommitteeCoverage[],
  standing: Standing,
): CoverageException[] {
  const branches = existing.filter(isBranch);
  const hasSecretary = (branch: OrganisationFact) =>
    standing.posts.get(branch.id)?.some((post) => post.post === 'branchSecretary') ?? false;
  const lists: [CoverageReason, OrganisationFact[]][] = [
    ['committeeWithoutBranch', committees.filter((entry) => !entry.hasBranch).map((entry) => entry.committee)],
    ['noSecretary', branches.filter((branch) => !hasSecretary(branch))],
    ['termOverdue', branches.filter((branch) => lastDayOfTerm(branch) < standing.day)],
  ];
  return lists.flatMap(([reason, organisations]) =>
    organisations.map((organisation) => ({
      person: null,
      name: null,
      mobile: null,
      organisation,
      coverage: 'c1' as const,
      tier: 'nominal' as const,
      reason,
    })),
  );
}

/** By coverage, tier, reason, person, number, organisation (measures.md 7); then by id, where two print alike. */
function inPrintedOrder(exceptions: readonly CoverageException[]): CoverageException[] {
  // The same few kinds stand before thousands of names, so they are compared once and not each time.
  return [...groupBy(exceptions, ({ coverage, tier, reason }) => `${coverage} ${tier} ${reason}`)]
    .sort(([one], [other]) => byCodePoint(one, other))
    .flatMap(([, ofKind]) =>
      ofKind.sort(
        (one, other) =>
          byCodePoint(one.name ?? '', other.name ?? '') ||
          byCodePoint(one.mobile ?? '', other.mobile ?? '') ||
          byCodePoint(one.organisation?.name ?? '', other.organisation?.name ?? '') ||
          byCodePoint(one.person ?? one.organisation?.id ?? '', other.person ?? other.organisation?.id ?? ''),
      ),
    );
}
