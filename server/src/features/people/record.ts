import { dayRange } from '../../platform/clock/days.ts';
import type { ActContext } from '../../platform/context.ts';
import { chunksOf } from '../../platform/database/chunks.ts';
import { spellingOf } from '../../platform/search/pinyin.ts';
import { type OrganisationRecords, recordOrganisations } from '../organisations/index.ts';
import { phonePlace } from './phone.ts';

interface Interval {
  validFrom: string;
  /** The last day; `null` is open. */
  validTo: string | null;
}

/** People and what they hold, as an import brings them. */
export interface PeopleRecords {
  people: readonly { id: string; name: string; mobile: string }[];
  memberships: readonly (Interval & {
    id: string;
    personId: string;
    bodyId: string;
    term: number | null;
    title: string;
    committeeId: string | null;
    affiliations: readonly string[];
    sector: string | null;
    status: string;
  })[];
  branchMemberships: readonly (Interval & { id: string; personId: string; organisationId: string; kind: string })[];
  posts: readonly (Interval & { id: string; personId: string; organisationId: string; post: string })[];
}

/** Writes a whole city into an empty tenant: its organisations, then its people. */
export async function recordCity(context: ActContext, city: OrganisationRecords & PeopleRecords): Promise<void> {
  await recordOrganisations(context, city);
  await recordPeople(context, city);
}

/** Writes people, names, memberships and posts of an import. Phone numbers are encrypted on the way. */
export async function recordPeople(context: ActContext, records: PeopleRecords): Promise<void> {
  const { db, now } = context;
  const { cipher } = context.app;
  const known = { recorded_at: now };
  const valid = (interval: Interval) => dayRange(interval.validFrom, interval.validTo);
  for (const part of chunksOf(records.people)) {
    await db
      .insertInto('people')
      .values(
        part.map((one) => ({
          id: one.id,
          phone_encrypted: cipher.seal(one.mobile, phonePlace),
          phone_index: cipher.blindIndex(one.mobile, phonePlace),
          ...known,
        })),
      )
      .execute();
    await db
      .insertInto('person_names')
      .values(
        part.map((one) => ({
          id: context.newId(),
          person_id: one.id,
          name: one.name,
          ...spellingOf(one.name, { person: true }),
          valid: '(,)',
          ...known,
        })),
      )
      .execute();
  }
  for (const part of chunksOf(records.memberships)) {
    await db
      .insertInto('body_memberships')
      .values(
        part.map((one) => ({
          id: one.id,
          person_id: one.personId,
          body_id: one.bodyId,
          term: one.term,
          position: one.title,
          sector: one.sector,
          committee_id: one.committeeId,
          affiliations: [...one.affiliations],
          status: one.status,
          valid: valid(one),
          ...known,
        })),
      )
      .execute();
  }
  for (const part of chunksOf(records.branchMemberships)) {
    await db
      .insertInto('branch_memberships')
      .values(
        part.map((one) => ({
          id: one.id,
          person_id: one.personId,
          organisation_id: one.organisationId,
          kind: one.kind,
          valid: valid(one),
          ...known,
        })),
      )
      .execute();
  }
  for (const part of chunksOf(records.posts)) {
    await db
      .insertInto('posts')
      .values(
        part.map((one) => ({
          id: one.id,
          person_id: one.personId,
          organisation_id: one.organisationId,
          post: one.post,
          valid: valid(one),
          ...known,
        })),
      )
      .execute();
  }
}
