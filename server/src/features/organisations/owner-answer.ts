import { type SelectQueryBuilder, sql } from 'kysely';
import type { ReadContext } from '../../platform/context.ts';
import type { TenantDb } from '../../platform/database/connections.ts';
import type { DB } from '../../platform/database/schema.gen.ts';
import { anyOf, holdsOn } from './as-of.ts';
import type { OwnerQuery } from './owner-query.ts';

type Condition = OwnerQuery['conditions'][number];

/** The organisations that the query means for a document of the body, as of the day; sorted by id. */
export async function answerOwnerQuery(
  context: Pick<ReadContext, 'db'>,
  bodyId: string,
  query: OwnerQuery,
  on: string,
): Promise<string[]> {
  const guided = query.within === 'ownBody' ? [] : await guidedBodies(context.db, bodyId, on);
  const bodies = query.within === 'guided' ? guided : [bodyId, ...guided];
  const rows = await compileOwnerQuery(context.db, query, bodies, on).execute();
  return rows.map((row) => row.id);
}

/** The select behind an owner query: one column `id`, sorted. `bodies` are those that `within` means. */
export function compileOwnerQuery(db: TenantDb, query: OwnerQuery, bodies: readonly string[], on: string) {
  let select = db
    .selectFrom('organisations as sought')
    .innerJoin('organisation_kinds as kind', 'kind.organisation_id', 'sought.id')
    .innerJoin('organisation_existences as existence', 'existence.organisation_id', 'sought.id')
    .select('sought.id')
    .where('kind.kind', '=', query.kind)
    .where(holdsOn('kind', on))
    .where(holdsOn('existence', on))
    .where('sought.body_id', '=', anyOf(bodies));
  for (const condition of query.conditions) {
    select = select.where(({ not, exists }) => {
      const found = exists(
        condition.by === 'sameBody' ? inSameBody(db, condition, on) : joinedByRelation(db, condition, on),
      );
      return condition.has ? found : not(found);
    });
  }
  return select.orderBy('sought.id');
}

/** Bodies that the body guides, directly or through others. */
export async function guidedBodies(db: TenantDb, bodyId: string, on: string): Promise<string[]> {
  const rows = await db
    .selectFrom('organisation_relations as guiding')
    .innerJoin('organisations as guided', 'guided.id', 'guiding.to_id')
    .select(['guiding.from_id', 'guiding.to_id'])
    .where('guiding.relation', '=', 'guides')
    .where(holdsOn('guiding', on))
    .whereRef('guided.id', '=', 'guided.body_id')
    .execute();
  const reached = new Set([bodyId]);
  for (const id of reached) for (const row of rows) if (row.from_id === id) reached.add(row.to_id);
  reached.delete(bodyId);
  return [...reached];
}

/** Existing organisations of the condition's kind, to be joined to `sought`. */
function others(db: TenantDb, condition: Condition, on: string) {
  return db
    .selectFrom('organisations as other')
    .innerJoin('organisation_kinds as otherKind', 'otherKind.organisation_id', 'other.id')
    .innerJoin('organisation_existences as otherLife', 'otherLife.organisation_id', 'other.id')
    .select('other.id')
    .where('otherKind.kind', '=', condition.kind)
    .where(holdsOn('otherKind', on))
    .where(holdsOn('otherLife', on));
}

function inSameBody(db: TenantDb, condition: Condition, on: string) {
  return others(db, condition, on)
    .where(sql<boolean>`${sql.ref('other.body_id')} = ${sql.ref('sought.body_id')}`)
    .where(sql<boolean>`${sql.ref('other.id')} <> ${sql.ref('sought.id')}`);
}

function joinedByRelation(db: TenantDb, condition: Condition, on: string) {
  return others(db, condition, on)
    .innerJoin('organisation_relations as joining', 'joining.from_id', 'other.id')
    .where('joining.relation', '=', condition.by)
    .where(holdsOn('joining', on))
    .where(sql<boolean>`${sql.ref('joining.to_id')} = ${sql.ref('sought.id')}`) as SelectQueryBuilder<
    DB,
    never,
    { id: string }
  >;
}
