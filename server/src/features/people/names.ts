import type { ReadContext } from '../../platform/context.ts';
import { anyOf, nearestTo } from '../organisations/index.ts';

type Reader = Pick<ReadContext, 'db' | 'today'>;

/** Names by id, as of the day. An id that is no person of the tenant is left out. */
export async function personNames(
  context: Reader,
  ids: readonly string[],
  on = context.today,
): Promise<Map<string, string>> {
  if (ids.length === 0) return new Map();
  const rows = await context.db
    .selectFrom('person_names as name')
    .distinctOn('name.person_id')
    .select(['name.person_id', 'name.name'])
    .where('name.person_id', '=', anyOf(ids))
    .where('name.superseded_at', 'is', null)
    .orderBy('name.person_id')
    .orderBy(nearestTo('name', on))
    .execute();
  return new Map(rows.map((row) => [row.person_id, row.name]));
}
