import { rangeDays } from '../../platform/clock/days.ts';
import type { ActContext, ReadContext } from '../../platform/context.ts';
import { openOrNull, Unreadable } from '../../platform/secrets/cipher.ts';
import { anyOf, endFact, holdsOn, nearestTo, organisationNames } from '../organisations/index.ts';
import type { PersonDetail } from './contract.ts';
import { maskedPhone, phonePlace, unreadablePhone } from './phone.ts';

type Reader = Pick<ReadContext, 'app' | 'db' | 'today'>;

/** Everything about one person as of the day, the phone masked. `null` when there is none. */
export async function readPerson(context: Reader, id: string, on: string): Promise<Omit<PersonDetail, 'can'> | null> {
  const { db } = context;
  const phone = await readMaskedPhone(context, id);
  if (phone === undefined) return null;
  const [names, posts, seats, branches] = await Promise.all([
    db
      .selectFrom('person_names as name')
      .select('name.name')
      .where('name.person_id', '=', id)
      .where('name.superseded_at', 'is', null)
      .orderBy(nearestTo('name', on))
      .execute(),
    db
      .selectFrom('posts as post')
      .select(['post.id', 'post.post', 'post.organisation_id', 'post.valid'])
      .where('post.person_id', '=', id)
      .where('post.superseded_at', 'is', null)
      .orderBy(nearestTo('post', on))
      .orderBy('post.id')
      .execute(),
    db
      .selectFrom('body_memberships as seat')
      .select([
        'seat.id',
        'seat.body_id',
        'seat.position',
        'seat.sector',
        'seat.committee_id',
        'seat.term',
        'seat.status',
        'seat.valid',
      ])
      .where('seat.person_id', '=', id)
      .where('seat.superseded_at', 'is', null)
      .orderBy(nearestTo('seat', on))
      .orderBy('seat.id')
      .execute(),
    db
      .selectFrom('branch_memberships as branch')
      .select(['branch.id', 'branch.organisation_id', 'branch.kind', 'branch.valid'])
      .where('branch.person_id', '=', id)
      .where('branch.superseded_at', 'is', null)
      .orderBy(nearestTo('branch', on))
      .orderBy('branch.id')
      .execute(),
  ]);
  const mentioned = [
    ...posts.map((row) => row.organisation_id),
    ...seats.flatMap((row) => [row.body_id, row.committee_id ?? row.body_id]),
    ...branches.map((row) => row.organisation_id),
  ];
  const organisations = await organisationNames(context, [...new Set(mentioned)], on);
  const named = (organisationId: string) => ({ id: organisationId, name: organisations.get(organisationId) ?? '' });
  const [name, ...formerNames] = names.map((row) => row.name);
  return {
    id,
    asOf: on,
    name: name ?? '',
    formerNames,
    phone,
    posts: posts.map((row) => ({
      id: row.id,
      post: row.post,
      organisation: named(row.organisation_id),
      ...rangeDays(row.valid),
    })),
    seats: seats.map((row) => ({
      id: row.id,
      body: named(row.body_id),
      position: row.position,
      sector: row.sector,
      committee: row.committee_id ? named(row.committee_id) : null,
      term: row.term,
      status: row.status,
      ...rangeDays(row.valid),
    })),
    branches: branches.map((row) => ({
      id: row.id,
      organisation: named(row.organisation_id),
      kind: row.kind,
      ...rangeDays(row.valid),
    })),
  };
}

async function readMaskedPhone(context: Reader, personId: string): Promise<string | null | undefined> {
  try {
    const phone = await readPhone(context, personId);
    return phone === undefined ? undefined : maskedPhone(phone);
  } catch (error) {
    // After a restore without the keys everything else of the person is still to be seen.
    if (error instanceof Unreadable) return unreadablePhone;
    throw error;
  }
}

/**
 * The whole number; `null` where there is none, `undefined` for no such person. Only the unmasking route shows it.
 * @throws Unreadable when it was encrypted with other keys
 */
export async function readPhone(context: Reader, personId: string): Promise<string | null | undefined> {
  const row = await context.db
    .selectFrom('people')
    .select('phone_encrypted')
    .where('id', '=', personId)
    .executeTakeFirst();
  if (!row) return undefined;
  return row.phone_encrypted ? context.app.cipher.open(row.phone_encrypted, phonePlace) : null;
}

/**
 * Numbers by person, for messages that the person asked for; whoever has none, or one that the keys of this installation do
 * not open, is left out. Never for a screen.
 */
export async function phonesOf(
  { db, app }: Pick<ReadContext, 'db' | 'app'>,
  personIds: readonly string[],
): Promise<Map<string, string>> {
  if (personIds.length === 0) return new Map();
  const rows = await db
    .selectFrom('people')
    .select(['id', 'phone_encrypted'])
    .where('id', '=', anyOf(personIds))
    .where('phone_encrypted', 'is not', null)
    .execute();
  return new Map(
    rows.flatMap(({ id, phone_encrypted: sealed }) => {
      const phone = sealed && openOrNull(app.cipher, sealed, phonePlace);
      return phone === null ? [] : [[id, phone] as const];
    }),
  );
}

/**
 * The numbers of people that were read with their sealed numbers, in order; null where there is none, or one that the keys of
 * this installation do not open. For figures that print numbers masked; never for a screen.
 */
export function openPhones(
  { app }: Pick<ReadContext, 'app'>,
  people: readonly { phone_encrypted: Buffer | null }[],
): (string | null)[] {
  return people.map(({ phone_encrypted: sealed }) => sealed && openOrNull(app.cipher, sealed, phonePlace));
}

export interface PostRow {
  id: string;
  personId: string;
  organisationId: string;
  post: string;
  from: string | null;
  to: string | null;
}

/** A post that is not superseded; `null` when there is none. */
export async function readPost(context: Reader, id: string): Promise<PostRow | null> {
  const row = await context.db
    .selectFrom('posts')
    .select(['id', 'person_id', 'organisation_id', 'post', 'valid'])
    .where('id', '=', id)
    .where('superseded_at', 'is', null)
    .executeTakeFirst();
  return row
    ? {
        id: row.id,
        personId: row.person_id,
        organisationId: row.organisation_id,
        post: row.post,
        ...rangeDays(row.valid),
      }
    : null;
}

/** Tenures of posts at the organisation on the day, all or of one post, first appointed first. */
export async function postsAt(context: Reader, organisationId: string, on: string, post?: string): Promise<PostRow[]> {
  let select = context.db
    .selectFrom('posts as post')
    .select(['post.id', 'post.person_id', 'post.organisation_id', 'post.post', 'post.valid'])
    .where('post.organisation_id', '=', organisationId)
    .where(holdsOn('post', on))
    .orderBy('post.valid')
    .orderBy('post.id');
  if (post) select = select.where('post.post', '=', post);
  return (await select.execute()).map((row) => ({
    id: row.id,
    personId: row.person_id,
    organisationId: row.organisation_id,
    post: row.post,
    ...rangeDays(row.valid),
  }));
}

/** Ends every post at the organisation that is held after the day. */
export async function endPosts(context: ActContext, organisationId: string, lastDay: string): Promise<void> {
  const rows = await context.db
    .selectFrom('posts')
    .select(['id', 'valid'])
    .where('organisation_id', '=', organisationId)
    .where('superseded_at', 'is', null)
    .execute();
  for (const row of rows) {
    const { to } = rangeDays(row.valid);
    if (to === null || to > lastDay) await endFact(context, 'posts', row.id, lastDay);
  }
}
