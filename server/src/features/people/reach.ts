import { type SqlBool, sql } from 'kysely';
import type { Reach } from '../../platform/access/actor.ts';
import type { ReadContext } from '../../platform/context.ts';
import type { TenantDb } from '../../platform/database/connections.ts';
import { anyOf, holdsOn } from '../organisations/index.ts';

/** Ids of the people who on the day hold a post at one of the organisations, have a seat there, or belong to it as a branch. */
export function peopleAt(db: TenantDb, organisationIds: Iterable<string>, on: string) {
  const ids = [...organisationIds];
  const posts = db
    .selectFrom('posts as post')
    .select('post.person_id')
    .where('post.organisation_id', '=', anyOf(ids))
    .where(holdsOn('post', on));
  const seats = db
    .selectFrom('body_memberships as seat')
    .select('seat.person_id')
    .where((eb) => eb.or([eb('seat.body_id', '=', anyOf(ids)), eb('seat.committee_id', '=', anyOf(ids))]))
    .where(holdsOn('seat', on));
  const branches = db
    .selectFrom('branch_memberships as branch')
    .select('branch.person_id')
    .where('branch.organisation_id', '=', anyOf(ids))
    .where(holdsOn('branch', on));
  return posts.union(seats).union(branches);
}

/** Keeps the rows whose person (the named column) lies within the reach. */
export function withinReach(db: TenantDb, reach: Reach, personColumn: string, on: string) {
  if (reach.city) return sql<SqlBool>`true`;
  return sql<SqlBool>`${sql.ref(personColumn)} in (${peopleAt(db, reach.organisationIds, on)})`;
}

/** The organisations that a person belongs to today; what a route about a person concerns. Empty for an unknown one. */
export async function organisationsOfPerson(
  context: Pick<ReadContext, 'db' | 'today'>,
  personId: string,
): Promise<string[]> {
  const { db, today } = context;
  const [posts, seats, branches] = await Promise.all([
    db
      .selectFrom('posts as post')
      .select('post.organisation_id as id')
      .where('post.person_id', '=', personId)
      .where(holdsOn('post', today))
      .execute(),
    db
      .selectFrom('body_memberships as seat')
      .select(['seat.body_id as id', 'seat.committee_id as also'])
      .where('seat.person_id', '=', personId)
      .where(holdsOn('seat', today))
      .execute(),
    db
      .selectFrom('branch_memberships as branch')
      .select('branch.organisation_id as id')
      .where('branch.person_id', '=', personId)
      .where(holdsOn('branch', today))
      .execute(),
  ]);
  const ids = [...posts, ...seats, ...branches].map((row) => row.id);
  const committees = seats.map((row) => row.also).filter((id) => id !== null);
  return [...new Set([...ids, ...committees])];
}
