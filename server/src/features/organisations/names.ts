import type { ReadContext } from '../../platform/context.ts';
import { anyOf, holdsOn, nearestTo } from './as-of.ts';

type Reader = Pick<ReadContext, 'db' | 'today'>;

export interface KnownOrganisation {
  id: string;
  /** The official name on the day; of a dissolved organisation the last one it had. */
  name: string;
  kind: string;
  bodyId: string;
  /** Whether it exists on the day. */
  exists: boolean;
}

/** Official names by id, as of the day. An id that is no organisation of the tenant is left out. */
export async function organisationNames(
  context: Reader,
  ids: readonly string[],
  on = context.today,
): Promise<Map<string, string>> {
  if (ids.length === 0) return new Map();
  const rows = await context.db
    .selectFrom('organisation_names as name')
    .distinctOn('name.organisation_id')
    .select(['name.organisation_id', 'name.name'])
    .where('name.organisation_id', '=', anyOf(ids))
    .where('name.kind', '=', 'official')
    .where('name.superseded_at', 'is', null)
    .orderBy('name.organisation_id')
    .orderBy(nearestTo('name', on))
    .execute();
  return new Map(rows.map((row) => [row.organisation_id, row.name]));
}

/** What others need to know of organisations, by id, as of the day. Unknown ids are left out. */
export async function organisationsById(
  context: Reader,
  ids: readonly string[],
  on = context.today,
): Promise<Map<string, KnownOrganisation>> {
  if (ids.length === 0) return new Map();
  const [names, existing, rows] = await Promise.all([
    organisationNames(context, ids, on),
    existingOn(context, ids, on),
    context.db
      .selectFrom('organisations as organisation')
      .innerJoin('organisation_kinds as kind', 'kind.organisation_id', 'organisation.id')
      .distinctOn('organisation.id')
      .select(['organisation.id', 'organisation.body_id', 'kind.kind'])
      .where('organisation.id', '=', anyOf(ids))
      .where('kind.superseded_at', 'is', null)
      .orderBy('organisation.id')
      .orderBy(nearestTo('kind', on))
      .execute(),
  ]);
  return new Map(
    rows.map(({ id, body_id, kind }) => [
      id,
      { id, name: names.get(id) ?? '', kind, bodyId: body_id, exists: existing.has(id) },
    ]),
  );
}

/** Those of the organisations that exist on the day. */
export async function existingOn(context: Reader, ids: readonly string[], on = context.today): Promise<Set<string>> {
  if (ids.length === 0) return new Set();
  const rows = await context.db
    .selectFrom('organisation_existences as existence')
    .select('existence.organisation_id')
    .where('existence.organisation_id', '=', anyOf(ids))
    .where(holdsOn('existence', on))
    .execute();
  return new Set(rows.map((row) => row.organisation_id));
}

/** The body of each organisation; a body is its own. */
export async function bodiesOf(context: Reader, ids: readonly string[]): Promise<Map<string, string>> {
  if (ids.length === 0) return new Map();
  const rows = await context.db
    .selectFrom('organisations')
    .select(['id', 'body_id'])
    .where('id', '=', anyOf(ids))
    .execute();
  return new Map(rows.map((row) => [row.id, row.body_id]));
}

/**
 * The body that the tenant is the system of: the only, else the first imported, without a guiding body (spine.md 2.1).
 * `null` in a tenant without any body.
 */
export async function tenantBody(context: Reader): Promise<string | null> {
  const row = await context.db
    .selectFrom('organisations as body')
    .innerJoin('organisation_kinds as kind', 'kind.organisation_id', 'body.id')
    .select('body.id')
    .where('kind.kind', '=', 'cppccBody')
    .where(holdsOn('kind', context.today))
    .where(({ not, exists, selectFrom }) =>
      not(
        exists(
          selectFrom('organisation_relations as guiding')
            .select('guiding.id')
            .whereRef('guiding.to_id', '=', 'body.id')
            .where('guiding.relation', '=', 'guides')
            .where(holdsOn('guiding', context.today)),
        ),
      ),
    )
    .orderBy('body.recorded_at')
    .orderBy('body.id')
    .limit(1)
    .executeTakeFirst();
  return row?.id ?? null;
}
