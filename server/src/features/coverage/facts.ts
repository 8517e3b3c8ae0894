import type {
  ActivityFact,
  AttendanceFact,
  CityFacts,
  ContactFact,
  LinkFact,
  OrganisationFact,
  PersonFact,
  PostFact,
  RosterFact,
} from '@xieli/measures';
import { sql } from 'kysely';
import { rangeDays } from '../../platform/clock/days.ts';
import type { ReadContext } from '../../platform/context.ts';
import { holdsOn, nearestTo } from '../organisations/index.ts';
import { openPhones } from '../people/index.ts';
import { branchesOfSeats, endsOfRelations, intervalOf } from '../rosters/index.ts';

type Reader = Pick<ReadContext, 'app' | 'db' | 'today'>;

/**
 * All facts of the tenant that coverage rests on, as known now, with names and relations as of the day. Each table is read
 * once; who counts on the day is not asked here (measures.md 3).
 */
export async function readCityFacts(context: Reader, on: string): Promise<CityFacts> {
  const [organisations, people, roster, posts, links, contacts, activities, attendance] = await Promise.all([
    readOrganisations(context, on),
    readPeople(context, on),
    readRoster(context),
    readPosts(context),
    readLinks(context),
    readContacts(context),
    readActivities(context),
    readAttendance(context),
  ]);
  return { organisations, people, roster, posts, links, contacts, activities, attendance };
}

async function readOrganisations(context: Reader, on: string): Promise<OrganisationFact[]> {
  const { db } = context;
  const [rows, names, terms, relations] = await Promise.all([
    db
      .selectFrom('organisations as organisation')
      .innerJoin('organisation_existences as existence', 'existence.organisation_id', 'organisation.id')
      .innerJoin('organisation_kinds as kind', 'kind.organisation_id', 'organisation.id')
      .distinctOn('organisation.id')
      .select(['organisation.id', 'organisation.body_id', 'existence.valid', 'kind.kind'])
      .where('existence.superseded_at', 'is', null)
      .where('kind.superseded_at', 'is', null)
      .orderBy('organisation.id')
      .orderBy(nearestTo('existence', on))
      .orderBy(nearestTo('kind', on))
      .execute(),
    db
      .selectFrom('organisation_names as name')
      .distinctOn('name.organisation_id')
      .select(['name.organisation_id', 'name.name'])
      .where('name.kind', '=', 'official')
      .where('name.superseded_at', 'is', null)
      .orderBy('name.organisation_id')
      .orderBy(nearestTo('name', on))
      .execute(),
    db
      .selectFrom('organisation_terms as term')
      .distinctOn('term.organisation_id')
      .select(['term.organisation_id', 'term.valid'])
      .where('term.superseded_at', 'is', null)
      .orderBy('term.organisation_id')
      .orderBy(nearestTo('term', on))
      .execute(),
    db
      .selectFrom('organisation_relations as relation')
      .select(['relation.from_id', 'relation.relation', 'relation.to_id'])
      .where('relation.relation', 'in', ['attachedTo', 'guides'])
      .where(holdsOn('relation', on))
      .orderBy('relation.id')
      .execute(),
  ]);
  const nameOf = new Map(names.map((row) => [row.organisation_id, row.name]));
  const termEnd = new Map(terms.map((row) => [row.organisation_id, rangeDays(row.valid).to]));
  const { attachedTo, guidedBy } = endsOfRelations(relations);
  return rows.map((row) => ({
    id: row.id,
    body: row.body_id,
    name: nameOf.get(row.id) ?? '',
    kind: row.kind as OrganisationFact['kind'],
    existence: intervalOf(row.valid),
    attachedTo: attachedTo.get(row.id) ?? [],
    guidedBy: guidedBy.get(row.id) ?? null,
    termEnds: termEnd.get(row.id) ?? null,
  }));
}

async function readPeople(context: Reader, on: string): Promise<PersonFact[]> {
  const rows = await context.db
    .selectFrom('people as person')
    .innerJoin('person_names as name', 'name.person_id', 'person.id')
    .distinctOn('person.id')
    .select(['person.id', 'person.phone_encrypted', 'name.name'])
    .where('name.superseded_at', 'is', null)
    .orderBy('person.id')
    .orderBy(nearestTo('name', on))
    .execute();
  const phones = openPhones(context, rows);
  return rows.map((row, at) => ({ id: row.id, name: row.name, mobile: phones[at] ?? '' }));
}

async function readRoster(context: Reader): Promise<RosterFact[]> {
  const [seats, branches, untied] = await Promise.all([
    context.db
      .selectFrom('body_memberships as seat')
      .select(['seat.id', 'seat.person_id', 'seat.body_id', 'seat.term', 'seat.position', 'seat.affiliations'])
      .select(['seat.committee_id', 'seat.status', 'seat.valid'])
      .where('seat.superseded_at', 'is', null)
      .execute(),
    context.db
      .selectFrom('branch_memberships as branch')
      .select(['branch.membership_id', 'branch.organisation_id', 'branch.kind'])
      .where('branch.superseded_at', 'is', null)
      .where('branch.membership_id', 'is not', null)
      .where('branch.kind', 'in', ['home', 'functional'])
      .orderBy('branch.id')
      .execute(),
    // Recorded before rosters were imported: such a membership goes with every seat of the person in the branch's body.
    context.db
      .selectFrom('branch_memberships as branch')
      .innerJoin('organisations as organisation', 'organisation.id', 'branch.organisation_id')
      .innerJoin('body_memberships as seat', 'seat.body_id', 'organisation.body_id')
      .select(['seat.id as membership_id', 'branch.organisation_id', 'branch.kind'])
      .whereRef('seat.person_id', '=', 'branch.person_id')
      .where('branch.superseded_at', 'is', null)
      .where('seat.superseded_at', 'is', null)
      .where('branch.membership_id', 'is', null)
      .where('branch.kind', 'in', ['home', 'functional'])
      .where(sql<boolean>`branch.valid && seat.valid`)
      .orderBy('branch.id')
      .execute(),
  ]);
  const { home, functional } = branchesOfSeats([...branches, ...untied]);
  return seats.map((seat) => ({
    person: seat.person_id,
    body: seat.body_id,
    term: seat.term,
    title: seat.position as RosterFact['title'],
    affiliations: seat.affiliations as RosterFact['affiliations'],
    committee: seat.committee_id,
    homeBranch: home.get(seat.id) ?? null,
    functionalBranches: functional.get(seat.id) ?? [],
    status: seat.status as RosterFact['status'],
    interval: intervalOf(seat.valid),
  }));
}

async function readPosts(context: Reader): Promise<PostFact[]> {
  const rows = await context.db
    .selectFrom('posts as post')
    .select(['post.person_id', 'post.organisation_id', 'post.post', 'post.valid'])
    .where('post.superseded_at', 'is', null)
    .execute();
  return rows.map((row) => ({
    person: row.person_id,
    organisation: row.organisation_id,
    post: row.post,
    interval: intervalOf(row.valid),
  }));
}

async function readLinks(context: Reader): Promise<LinkFact[]> {
  const rows = await context.db
    .selectFrom('contact_links as link')
    .select(['link.body_id', 'link.contact_id', 'link.object_id', 'link.valid'])
    .where('link.superseded_at', 'is', null)
    .execute();
  return rows.map((row) => ({
    body: row.body_id,
    contact: row.contact_id,
    object: row.object_id,
    interval: intervalOf(row.valid),
  }));
}

async function readContacts(context: Reader): Promise<ContactFact[]> {
  const rows = await context.db
    .selectFrom('contact_entries as entry')
    .select(['entry.contact_id', 'entry.object_id', 'entry.happened_on'])
    .where('entry.superseded_at', 'is', null)
    .execute();
  return rows.map((row) => ({ contact: row.contact_id, object: row.object_id, day: row.happened_on }));
}

async function readActivities(context: Reader): Promise<ActivityFact[]> {
  const rows = await context.db
    .selectFrom('activities as activity')
    .innerJoin('activity_records as record', 'record.activity_id', 'activity.id')
    .select(['activity.id', 'activity.body_id', 'record.host_id', 'record.co_host_ids'])
    .select(['record.starts_at', 'record.is_open'])
    .where('record.superseded_at', 'is', null)
    .execute();
  return rows.map((row) => ({
    id: row.id,
    body: row.body_id,
    host: row.host_id,
    coHosts: row.co_host_ids,
    day: row.starts_at.slice(0, 10),
    isOpen: row.is_open,
  }));
}

async function readAttendance(context: Reader): Promise<AttendanceFact[]> {
  const rows = await context.db
    .selectFrom('attendances as attendance')
    .select(['attendance.activity_id', 'attendance.person_id', 'attendance.presence'])
    .where('attendance.superseded_at', 'is', null)
    .where('attendance.person_id', 'is not', null)
    .execute();
  return rows.map((row) => ({
    activity: row.activity_id,
    person: row.person_id ?? '',
    presence: row.presence as AttendanceFact['presence'],
  }));
}
