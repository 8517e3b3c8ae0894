import { type SelectQueryBuilder, sql } from 'kysely';
import type { ActContext, ReadContext } from '../context.ts';
import type { DB } from '../database/schema.gen.ts';
import { type FactRow, type Figure, type FigureDefinition, figureOf, narrowedFacts } from './figure.ts';

/**
 * Keeps a figure as it stands now, with every record it counts, so that a paper can show it for good and still open what it
 * counted. Of a count only the counted records are kept; of a ratio all of its denominator.
 * @returns the id of the freeze, and the figure whose facts address opens the kept records
 */
export async function freezeFigure<A extends object>(
  context: ActContext,
  definition: FigureDefinition<A>,
  args: A,
): Promise<{ freezeId: string; figure: Figure }> {
  const { query, scope } = await narrowedFacts(context, definition, args);
  const rows = (await query
    .select(['fact_kind', 'fact_id', 'organisation_id', 'in_numerator', 'amount'])
    .orderBy('fact_kind')
    .orderBy(sql`fact_id::text`)
    .execute()) as unknown as FactRow[];
  const sum = (list: readonly FactRow[]) => list.reduce((total, { amount }) => total + Number(amount), 0);
  const counted = rows.filter((row) => row.in_numerator);
  const freeze = {
    id: context.newId(),
    figure_id: definition.id,
    definition_version: definition.version,
    unit: definition.unit,
    scope,
    as_of: context.today,
    numerator: sum(counted),
    denominator: sum(rows),
    facts: JSON.stringify(definition.unit === 'count' ? counted : rows),
    recorded_at: context.now,
  };
  await context.db.insertInto('figure_freezes').values(freeze).execute();
  return { freezeId: freeze.id, figure: frozenFigure(freeze) };
}

/** The figures of these freezes by their ids, as they were kept. */
export async function frozenFigures(context: ReadContext, freezeIds: readonly string[]): Promise<Map<string, Figure>> {
  if (freezeIds.length === 0) return new Map();
  const rows = await context.db
    .selectFrom('figure_freezes')
    .select(['id', 'figure_id', 'definition_version', 'unit', 'scope', 'as_of', 'numerator', 'denominator'])
    .where('id', '=', sql<string>`any(${[...freezeIds]}::uuid[])`)
    .execute();
  return new Map(rows.map((row) => [row.id, frozenFigure(row)]));
}

/** The kept records of a freeze within the viewer's reach, and the day on which they were counted; null where there is none. */
export async function frozenFacts(context: ReadContext, definition: FigureDefinition, freezeId: string) {
  const freeze = await context.db
    .selectFrom('figure_freezes')
    .select('as_of')
    .where('id', '=', freezeId)
    .where('figure_id', '=', definition.id)
    .executeTakeFirst();
  if (!freeze) return null;
  const reach = await context.reach(definition.permission);
  const rows = context.db
    .selectFrom('figure_freezes as f')
    .innerJoin(
      sql<FactRow>`lateral jsonb_to_recordset(f.facts)`.as<'r'>(
        sql`r(fact_kind text, fact_id text, organisation_id uuid, in_numerator boolean, amount numeric)`,
      ),
      (join) => join.onTrue(),
    )
    .select(['r.fact_kind', 'r.fact_id', 'r.organisation_id', 'r.in_numerator', 'r.amount'])
    .where('f.id', '=', freezeId)
    .as('facts');
  let query = context.db.selectFrom(rows as never) as unknown as SelectQueryBuilder<
    DB & { facts: FactRow },
    'facts',
    object
  >;
  if (!reach.city) query = query.where('organisation_id', '=', sql<string>`any(${[...reach.organisationIds]}::uuid[])`);
  return { query, asOf: freeze.as_of };
}

function frozenFigure(row: {
  id: string;
  figure_id: string;
  definition_version: number;
  unit: string;
  scope: string;
  as_of: string;
  numerator: number;
  denominator: number;
}): Figure {
  return figureOf({
    id: row.figure_id,
    version: row.definition_version,
    unit: row.unit as Figure['unit'],
    asOf: row.as_of,
    scope: row.scope as Figure['scope'],
    numerator: row.numerator,
    denominator: row.denominator,
    token: { figure: row.figure_id, args: {}, keys: {}, frozen: row.id },
  });
}
