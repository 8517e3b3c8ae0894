import { branchKinds, isPartyMember, type OrganisationKindId, partyGroupPosts } from '@xieli/codes';
import { groupBy, inner, known } from './lookup.ts';
import type { CityFacts, Day, LinkFact, OrganisationFact, PersonFact, PostFact, RosterFact } from './model.ts';
import { addDays, addMonths, isWithin } from './windows.ts';

/** What holds in a city at the end of a day: who counts, where, and by which facts (measures.md 3). */
export interface Standing {
  day: Day;
  organisations: ReadonlyMap<string, OrganisationFact>;
  people: ReadonlyMap<string, PersonFact>;
  /** Organisations that exist on the day, by the body they belong to; a body is one of its own. */
  existing: ReadonlyMap<string, readonly OrganisationFact[]>;
  /** Posts held on the day, by organisation. */
  posts: ReadonlyMap<string, readonly PostFact[]>;
  /** Active members, by body and person. */
  members: ReadonlyMap<string, ReadonlyMap<string, ActiveMember>>;
  /** Links within their dates on the day, by body and object. */
  links: ReadonlyMap<string, ReadonlyMap<string, readonly LinkStanding[]>>;
}

/** A person who is active in a body, once whatever the number of rows (measures.md 3.3). */
export interface ActiveMember {
  person: string;
  /** 党员委员, or else 党外委员 (measures.md 3.4). */
  isPartyMember: boolean;
  /** As named in the active rows; none twice, and whether they exist is another question. */
  committees: readonly string[];
  functionalBranches: readonly string[];
  homeBranches: readonly string[];
}

export interface LinkStanding {
  link: LinkFact;
  isInForce: boolean;
}

const FUNCTIONAL: readonly OrganisationKindId[] = branchKinds.filter((kind) => kind !== 'officeBranch');
const PARTY_GROUPS: readonly OrganisationKindId[] = ['partyGroup', 'officePartyGroup'];
const partyGroupPostIds: readonly string[] = partyGroupPosts;

/** 机关党支部, 专委会党支部 or 功能型党支部 (measures.md 3.1). */
export function isBranch(organisation: OrganisationFact): boolean {
  return branchKinds.includes(organisation.kind);
}

/** 专委会党支部 or 功能型党支部 (measures.md 3.1). */
export function isFunctionalBranch(organisation: OrganisationFact): boolean {
  return FUNCTIONAL.includes(organisation.kind);
}

/** Last day of a branch's current term: as registered, or three years after it was set up, less one day (measures.md 2.1). */
export function lastDayOfTerm(branch: OrganisationFact): Day {
  return branch.termEnds ?? addDays(addMonths(branch.existence.from, 36), -1);
}

/**
 * Who and what counts at the end of a day. Linear in the facts. Throws where a fact refers to a person or an
 * organisation that is not among them.
 */
export function standingAt(facts: CityFacts, day: Day): Standing {
  const organisations = new Map(facts.organisations.map((organisation) => [organisation.id, organisation]));
  const existing = facts.organisations.filter((organisation) => isWithin(day, organisation.existence));
  const deaths = deathDays(facts.roster);
  const posts = facts.posts.filter((post) => isWithin(day, post.interval) && lives(deaths, post.person, day));
  const members = activeMembers(rowsThatHold(facts.roster, deaths, day), organisations);
  return {
    day,
    organisations,
    people: new Map(facts.people.map((person) => [person.id, person])),
    existing: groupBy(existing, (organisation) => organisation.body),
    posts: groupBy(posts, (post) => post.organisation),
    members,
    links: linkStandings(facts.links, day, members, partyGroupHolders(posts, organisations)),
  };
}

/** The day on which all rows and posts of a person end: the earliest end of a 去世 row in any body (measures.md 3.2). */
function deathDays(roster: readonly RosterFact[]): Map<string, Day> {
  const days = new Map<string, Day>();
  for (const { person, status, interval } of roster) {
    if (status !== 'deceased' || interval.to === null) continue;
    const earlier = days.get(person);
    if (earlier === undefined || interval.to < earlier) days.set(person, interval.to);
  }
  return days;
}

function lives(deaths: ReadonlyMap<string, Day>, person: string, day: Day): boolean {
  const death = deaths.get(person);
  return death === undefined || day <= death;
}

function rowsThatHold(roster: readonly RosterFact[], deaths: ReadonlyMap<string, Day>, day: Day): RosterFact[] {
  const highest = highestTerms(roster, day);
  return roster.filter((row) => {
    if (!isWithin(day, row.interval) || !lives(deaths, row.person, day)) return false;
    // An open row ends the day before the next higher 届次 begins: it holds as long as none has begun.
    const isOpenMembersRow = row.interval.to === null && row.title !== 'officeStaff' && row.term !== null;
    return !isOpenMembersRow || row.term === highest.get(row.body);
  });
}

/**
 * The highest 届次 that has begun by the day, by body: it begins with the first of its members' rows. One that begins
 * later is a later fact and ignored, whatever its number (measures.md 1.2, 3.2).
 */
function highestTerms(roster: readonly RosterFact[], day: Day): Map<string, number> {
  const terms = new Map<string, number>();
  for (const { body, term, title, interval } of roster) {
    if (title === 'officeStaff' || term === null || interval.from > day) continue;
    terms.set(body, Math.max(term, terms.get(body) ?? term));
  }
  return terms;
}

/** Active members by body and person, of the rows that hold (measures.md 3.3 to 3.5). */
function activeMembers(
  rows: readonly RosterFact[],
  organisations: ReadonlyMap<string, OrganisationFact>,
): Map<string, Map<string, ActiveMember>> {
  const partyMembers = new Set<string>();
  const suspended = new Map<string, Set<string>>();
  for (const row of rows) {
    if (isPartyMember(row.affiliations)) partyMembers.add(row.person);
    if (row.status !== 'suspended') continue;
    const ofBody = suspended.get(row.body);
    if (ofBody === undefined) suspended.set(row.body, new Set([row.person]));
    else ofBody.add(row.person);
  }
  const members = new Map<string, Map<string, ActiveMember>>();
  for (const row of rows) {
    if (row.title === 'officeStaff' || suspended.get(row.body)?.has(row.person)) continue;
    const ofBody = inner(members, row.body);
    const member = ofBody.get(row.person);
    ofBody.set(row.person, {
      person: row.person,
      isPartyMember: partyMembers.has(row.person),
      committees: joined(member?.committees, row.committee === null ? [] : [row.committee]),
      functionalBranches: joined(member?.functionalBranches, functionalBranchesNamed(row, organisations)),
      homeBranches: joined(member?.homeBranches, homeBranchesNamed(row, organisations)),
    });
  }
  return members;
}

function joined(one: readonly string[] = [], other: readonly string[]): readonly string[] {
  // Most people have one row that names one of each.
  return one.length + other.length < 2 ? [...one, ...other] : [...new Set([...one, ...other])];
}

function functionalBranchesNamed(row: RosterFact, organisations: ReadonlyMap<string, OrganisationFact>) {
  return row.functionalBranches.filter((id) => {
    const branch = known(organisations, id);
    return branch.body === row.body && isFunctionalBranch(branch);
  });
}

function homeBranchesNamed(row: RosterFact, organisations: ReadonlyMap<string, OrganisationFact>) {
  if (row.homeBranch === null) return [];
  const branch = known(organisations, row.homeBranch);
  return branch.body === row.body && branch.kind === 'officeBranch' ? [branch.id] : [];
}

/** Who holds a Party-group post of a body, by body; they need not be members of it. */
function partyGroupHolders(posts: readonly PostFact[], organisations: ReadonlyMap<string, OrganisationFact>) {
  const holders = new Map<string, Set<string>>();
  for (const { post, organisation, person } of posts) {
    if (!partyGroupPostIds.includes(post)) continue;
    const group = known(organisations, organisation);
    if (!PARTY_GROUPS.includes(group.kind)) continue;
    const ofBody = holders.get(group.body);
    if (ofBody === undefined) holders.set(group.body, new Set([person]));
    else ofBody.add(person);
  }
  return holders;
}

/** The links within their dates, and which of them are in force (measures.md 3.6). */
function linkStandings(
  links: readonly LinkFact[],
  day: Day,
  members: ReadonlyMap<string, ReadonlyMap<string, ActiveMember>>,
  holders: ReadonlyMap<string, ReadonlySet<string>>,
): Map<string, Map<string, LinkStanding[]>> {
  const standings = new Map<string, Map<string, LinkStanding[]>>();
  for (const link of links) {
    if (!isWithin(day, link.interval)) continue;
    const ofBody = members.get(link.body);
    const object = ofBody?.get(link.object);
    const isContactPartyMember = ofBody?.get(link.contact)?.isPartyMember ?? false;
    const isHolder = holders.get(link.body)?.has(link.contact) ?? false;
    const isInForce = object !== undefined && (isHolder || (!object.isPartyMember && isContactPartyMember));
    const byObject = inner(standings, link.body);
    const others = byObject.get(link.object);
    if (others === undefined) byObject.set(link.object, [{ link, isInForce }]);
    else others.push({ link, isInForce });
  }
  return standings;
}
