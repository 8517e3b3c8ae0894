import { sql } from 'kysely';
import type { ReadContext } from '../../platform/context.ts';
import { anyOf, holdsOn, organisationNames } from '../organisations/index.ts';
import type { PersonItem } from './contract.ts';
import { peopleAt, withinReach } from './reach.ts';

export interface PeopleQuery {
  search?: string | undefined;
  organisationId?: string | undefined;
  sort?: 'name' | '-name' | undefined;
  limit: number;
  /** Where the page before ended: `pinyin id`. */
  cursor?: string | undefined;
}

/** One page of people within the caller's reach, by pinyin. Former names are found too, under the present one. */
export async function findPeople(
  context: ReadContext,
  query: PeopleQuery,
  permission: 'person.read' | 'person.export' = 'person.read',
): Promise<{ items: PersonItem[]; next: string | null }> {
  const { db, today } = context;
  const reach = await context.reach(permission);
  const direction = query.sort === '-name' ? 'desc' : 'asc';
  let select = db
    .selectFrom('person_names as name')
    .select(['name.person_id', 'name.name', 'name.pinyin'])
    .where(holdsOn('name', today))
    .where(withinReach(db, reach, 'name.person_id', today))
    .orderBy(sql`name.pinyin collate "C"`, direction)
    .orderBy('name.person_id', direction)
    .limit(query.limit + 1);
  if (query.organisationId) {
    select = select.where(sql<boolean>`name.person_id in (${peopleAt(db, [query.organisationId], today)})`);
  }
  if (query.search) select = select.where(sql<boolean>`name.person_id in (${peopleCalled(context, query.search)})`);
  if (query.cursor) {
    const [pinyin, id] = query.cursor.split(' ');
    select = select.where(
      sql<boolean>`(name.pinyin collate "C", name.person_id::text) ${sql.raw(direction === 'asc' ? '>' : '<')} (${pinyin ?? ''}, ${id ?? ''})`,
    );
  }
  const rows = await select.execute();
  const page = rows.slice(0, query.limit);
  const last = rows.length > query.limit ? page.at(-1) : undefined;
  return { items: await described(context, page), next: last ? `${last.pinyin} ${last.person_id}` : null };
}

/** Ids of people whose name holds the words, or whose pinyin or initials begin with the letters. */
function peopleCalled({ db }: ReadContext, typed: string) {
  const literal = typed.trim().replace(/[\\%_]/g, '\\$&');
  const letters = typed.toLowerCase().replace(/[^a-z0-9]/g, '');
  const isLetters = letters !== '' && /^[a-z0-9 ]+$/i.test(typed);
  return db
    .selectFrom('person_names as called')
    .select('called.person_id')
    .where('called.superseded_at', 'is', null)
    .where((eb) =>
      eb.or([
        eb('called.name', 'like', `%${literal}%`),
        ...(isLetters
          ? [eb('called.pinyin', 'like', `${letters}%`), eb('called.initials', 'like', `${letters}%`)]
          : []),
      ]),
    );
}

async function described(
  context: ReadContext,
  people: readonly { person_id: string; name: string }[],
): Promise<PersonItem[]> {
  const { db, today } = context;
  const ids = people.map((row) => row.person_id);
  const [posts, seats] = await Promise.all([
    db
      .selectFrom('posts as post')
      .select(['post.person_id', 'post.post', 'post.organisation_id'])
      .where('post.person_id', '=', anyOf(ids))
      .where(holdsOn('post', today))
      .orderBy('post.id')
      .execute(),
    db
      .selectFrom('body_memberships as seat')
      .select(['seat.person_id', 'seat.body_id'])
      .where('seat.person_id', '=', anyOf(ids))
      .where(holdsOn('seat', today))
      .orderBy('seat.id')
      .execute(),
  ]);
  const mentioned = [...posts.map((row) => row.organisation_id), ...seats.map((row) => row.body_id)];
  const names = await organisationNames(context, [...new Set(mentioned)]);
  const named = (id: string) => ({ id, name: names.get(id) ?? '' });
  return people.map(({ person_id, name }) => ({
    id: person_id,
    name,
    posts: posts
      .filter((row) => row.person_id === person_id)
      .map((row) => ({ post: row.post, organisation: named(row.organisation_id) })),
    bodies: [...new Set(seats.filter((row) => row.person_id === person_id).map((row) => row.body_id))].map(named),
  }));
}
