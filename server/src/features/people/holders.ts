import type { PostKindId } from '@xieli/codes';
import { sql } from 'kysely';
import type { ReadContext } from '../../platform/context.ts';
import { anyOf, bodiesOf, holdsOn } from '../organisations/index.ts';
import { personNames } from './names.ts';

type Reader = Pick<ReadContext, 'db' | 'today'>;

export interface PostHolder {
  postId: string;
  personId: string;
  personName: string;
  organisationId: string;
  /** A `PostKindId`, or a title that is only kept. */
  post: string;
}

/** Who holds which post at the organisations on the day; all posts where none are named. */
export async function postHolders(
  context: Reader,
  organisationIds: readonly string[],
  options: { posts?: readonly PostKindId[]; on?: string } = {},
): Promise<PostHolder[]> {
  if (organisationIds.length === 0) return [];
  const on = options.on ?? context.today;
  let select = context.db
    .selectFrom('posts as post')
    .select(['post.id', 'post.person_id', 'post.organisation_id', 'post.post'])
    .where('post.organisation_id', '=', anyOf(organisationIds))
    .where(holdsOn('post', on))
    .orderBy('post.id');
  if (options.posts) select = select.where('post.post', '=', sql<string>`any(${[...options.posts]}::text[])`);
  const rows = await select.execute();
  const names = await personNames(context, [...new Set(rows.map((row) => row.person_id))], on);
  return rows.map((row) => ({
    postId: row.id,
    personId: row.person_id,
    personName: names.get(row.person_id) ?? '',
    organisationId: row.organisation_id,
    post: row.post,
  }));
}

export interface Liaison {
  personId: string;
  personName: string;
  /** `body` where the organisation has none of its own and its body's stands in (spine.md 2.4). */
  basis: 'own' | 'body';
}

/** The registered liaison (联络员) of each organisation on the day, else its body's; organisations without either are left out. */
export async function liaisonOf(
  context: Reader,
  organisationIds: readonly string[],
  on = context.today,
): Promise<Map<string, Liaison>> {
  const bodies = await bodiesOf(context, organisationIds);
  const holders = await postHolders(context, [...new Set([...organisationIds, ...bodies.values()])], {
    posts: ['liaison'],
    on,
  });
  const at = new Map(holders.map((holder) => [holder.organisationId, holder]));
  const found = new Map<string, Liaison>();
  for (const id of organisationIds) {
    const own = at.get(id);
    const holder = own ?? at.get(bodies.get(id) ?? '');
    if (holder)
      found.set(id, { personId: holder.personId, personName: holder.personName, basis: own ? 'own' : 'body' });
  }
  return found;
}

export interface PersonAt {
  personId: string;
  name: string;
  organisationId: string;
}

/**
 * People of exactly this name who hold a post or a seat in one of the organisations, or belong to one of them as a branch,
 * on the day. For the 责任人 of an imported table: none or several means that somebody has to choose.
 */
export async function peopleNamed(
  context: Reader,
  names: readonly string[],
  organisationIds: readonly string[],
  on = context.today,
): Promise<PersonAt[]> {
  if (names.length === 0 || organisationIds.length === 0) return [];
  const people = context.db
    .selectFrom('person_names as name')
    .where('name.name', '=', sql<string>`any(${[...names]}::text[])`)
    .where(holdsOn('name', on));
  const [posts, seats, branches] = await Promise.all([
    people
      .innerJoin('posts as post', 'post.person_id', 'name.person_id')
      .select(['name.person_id', 'name.name', 'post.organisation_id'])
      .where('post.organisation_id', '=', anyOf(organisationIds))
      .where(holdsOn('post', on))
      .execute(),
    people
      .innerJoin('body_memberships as seat', 'seat.person_id', 'name.person_id')
      .select(['name.person_id', 'name.name', 'seat.body_id as organisation_id'])
      .where('seat.body_id', '=', anyOf(organisationIds))
      .where(holdsOn('seat', on))
      .execute(),
    people
      .innerJoin('branch_memberships as branch', 'branch.person_id', 'name.person_id')
      .select(['name.person_id', 'name.name', 'branch.organisation_id'])
      .where('branch.organisation_id', '=', anyOf(organisationIds))
      .where(holdsOn('branch', on))
      .execute(),
  ]);
  const distinct = new Map(
    [...posts, ...seats, ...branches].map((row) => [`${row.person_id} ${row.organisation_id}`, row] as const),
  );
  return [...distinct.values()].map((row) => ({
    personId: row.person_id,
    name: row.name,
    organisationId: row.organisation_id,
  }));
}
