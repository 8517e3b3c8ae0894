import { inner, known } from './lookup.ts';
import type { ActivityFact, CityFacts, Day, LinkFact, OrganisationFact } from './model.ts';
import { isBranch } from './standing.ts';
import { isWithin, twelveMonths, twoQuarters } from './windows.ts';

/** What a person did, and was offered, in a body: all that effective coverage asks of the records (measures.md 4). */
export interface Participation {
  /** Attended an activity of a branch or 临时党组织 of the body within two quarters. */
  attended: boolean;
  /** Was on leave from such an activity. */
  wasOnLeave: boolean;
  /** Attended an open activity of a branch of the body within twelve months. */
  attendedOpen: boolean;
  /** Contacts with the person logged within twelve months: pair and date, while a link of the pair was within its dates. */
  loggedContacts: number;
}

const NOTHING: Participation = { attended: false, wasOnLeave: false, attendedOpen: false, loggedContacts: 0 };

/** Participation by body and person; who is not there did nothing that counts. */
export type Participations = ReadonlyMap<string, ReadonlyMap<string, Participation>>;

/** What a person did in a body. */
export function participationOf(participations: Participations, body: string, person: string): Participation {
  return participations.get(body)?.get(person) ?? NOTHING;
}

/** Who attended, was on leave and was contacted, as far as it counts on a day. Linear in the facts. */
export function participationsAt(
  facts: CityFacts,
  organisations: ReadonlyMap<string, OrganisationFact>,
  day: Day,
): Participations {
  const participations = new Map<string, Map<string, Participation>>();
  noteAttendance(participations, facts, organisations, day);
  noteContacts(participations, facts, day);
  return participations;
}

/** For what an activity counts in a body whose organisation was host or co-host. */
interface Credit {
  body: string;
  isOfTwoQuarters: boolean;
  isOpen: boolean;
}

function noteAttendance(
  participations: Map<string, Map<string, Participation>>,
  facts: CityFacts,
  organisations: ReadonlyMap<string, OrganisationFact>,
  day: Day,
): void {
  const credits = new Map(facts.activities.map((activity) => [activity.id, creditsOf(activity, organisations, day)]));
  for (const { activity, person, presence } of facts.attendance) {
    const attended = presence === 'present' || presence === 'observing';
    if (!attended && presence !== 'onLeave') continue;
    for (const { body, isOfTwoQuarters, isOpen } of known(credits, activity)) {
      const entry = entryOf(participations, body, person);
      if (attended && isOfTwoQuarters) entry.attended = true;
      if (attended && isOpen) entry.attendedOpen = true;
      if (!attended && isOfTwoQuarters) entry.wasOnLeave = true;
    }
  }
}

function creditsOf(
  activity: ActivityFact,
  organisations: ReadonlyMap<string, OrganisationFact>,
  day: Day,
): readonly Credit[] {
  const isOfTwoQuarters = isWithin(activity.day, twoQuarters(day));
  const isOpen = activity.isOpen && isWithin(activity.day, twelveMonths(day));
  if (!isOfTwoQuarters && !isOpen) return [];
  return [activity.host, ...activity.coHosts].flatMap((id) => {
    const host = known(organisations, id);
    if (isBranch(host)) return [{ body: host.body, isOfTwoQuarters, isOpen }];
    return host.kind === 'temporaryPartyOrg' ? [{ body: host.body, isOfTwoQuarters, isOpen: false }] : [];
  });
}

/** The links of one pair and the days counted so far, of which the window has no more than 366. */
interface Pair {
  links: LinkFact[];
  days: Day[];
}

function noteContacts(participations: Map<string, Map<string, Participation>>, facts: CityFacts, day: Day): void {
  const pairs = new Map<string, Pair>();
  for (const link of facts.links) {
    const key = pairOf(link);
    const pair = pairs.get(key);
    if (pair === undefined) pairs.set(key, { links: [link], days: [] });
    else pair.links.push(link);
  }
  const window = twelveMonths(day);
  for (const contact of facts.contacts) {
    if (!isWithin(contact.day, window)) continue;
    const pair = pairs.get(pairOf(contact));
    if (pair === undefined || pair.days.includes(contact.day)) continue;
    pair.days.push(contact.day);
    for (const body of bodiesLinkedIn(pair.links, contact.day)) {
      entryOf(participations, body, contact.object).loggedContacts += 1;
    }
  }
}

/** Bodies in which one of the links of a pair is within its dates, none twice. */
function bodiesLinkedIn(links: readonly LinkFact[], day: Day): readonly string[] {
  const bodies: string[] = [];
  for (const { body, interval } of links) {
    if (isWithin(day, interval) && !bodies.includes(body)) bodies.push(body);
  }
  return bodies;
}

/** One text for both ends, which a map holds more cheaply than maps of maps; ids have no line break. */
function pairOf({ contact, object }: { contact: string; object: string }): string {
  return `${contact}\n${object}`;
}

function entryOf(participations: Map<string, Map<string, Participation>>, body: string, person: string): Participation {
  const ofBody = inner(participations, body);
  const found = ofBody.get(person);
  if (found !== undefined) return found;
  const made = { ...NOTHING };
  ofBody.set(person, made);
  return made;
}
