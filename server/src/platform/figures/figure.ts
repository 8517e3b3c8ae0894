import { type SelectQueryBuilder, sql } from 'kysely';
import { z } from 'zod';
import { reachesNothing } from '../access/actor.ts';
import type { Permission } from '../access/permissions.ts';
import type { ReadContext } from '../context.ts';
import type { TenantDb } from '../database/connections.ts';
import type { DB } from '../database/schema.gen.ts';
import { dataNumber } from '../http/contract.ts';
import type { Sentence } from '../locale/messages.ts';
import { type FigureToken, writeToken } from './token.ts';

/**
 * A number that opens its facts; the only form in which a business number leaves a route (spine.md 5). `value` is null where
 * there is nothing to count from, which is not zero.
 */
export const Figure = z
  .object({
    id: z.string(),
    version: dataNumber('figure definition version'),
    unit: z.enum(['count', 'ratio']),
    asOf: z.iso.date(),
    /** `city`, or `own` where the viewer's rights narrowed it. */
    scope: z.enum(['city', 'own']),
    value: z.number().nullable(),
    numerator: z.number().nullable(),
    denominator: z.number().nullable(),
    /** Where its facts are listed. */
    facts: z.string(),
  })
  .meta({ id: 'Figure' });
export type Figure = z.output<typeof Figure>;

/** One row of a figure's select: a record that counts, where it belongs, and whether it is in the numerator. */
export interface FactRow {
  fact_kind: string;
  fact_id: string;
  organisation_id: string;
  in_numerator: boolean;
  amount: number;
}

export interface FigureDefinition<A extends object = object> {
  id: string;
  /** Raised when the meaning changes. */
  version: number;
  name: Sentence;
  /** What is counted, in one sentence that a reader of the facts page sees. */
  meaning: Sentence;
  unit: 'count' | 'ratio';
  permission: Permission;
  args: z.ZodType<A>;
  /**
   * The one definition: a select of facts. The value is its aggregate, the facts page a page of it, a heat map its grouped
   * form. It may carry further columns to group by.
   */
  facts(db: TenantDb, args: A, on: { today: string }): SelectQueryBuilder<DB, never, FactRow & Record<string, unknown>>;
}

/** Columns of the select, with the value a fact must have there. */
export type GroupKeys = Record<string, string>;

/** Declares a figure; exists for the type of its arguments. */
export function figure<A extends object>(definition: FigureDefinition<A>): FigureDefinition<A> {
  return definition;
}

/** The select narrowed to what the viewer may open, and to one group where asked. */
export async function narrowedFacts<A extends object>(
  context: ReadContext,
  definition: FigureDefinition<A>,
  args: A,
  keys: GroupKeys = {},
) {
  const reach = await context.reach(definition.permission);
  const facts = definition.facts(context.db, args, { today: context.today }).as('facts');
  let query = context.db.selectFrom(facts as never) as unknown as SelectQueryBuilder<
    DB & { facts: FactRow },
    'facts',
    object
  >;
  if (!reach.city) query = query.where('organisation_id', '=', sql<string>`any(${[...reach.organisationIds]}::uuid[])`);
  for (const [column, value] of Object.entries(keys)) query = query.where(sql`${sql.ref(column)}::text`, '=', value);
  return { query, scope: reach.city ? ('city' as const) : ('own' as const) };
}

const sums = {
  numerator: sql<string | null>`coalesce(sum(amount) filter (where in_numerator), 0)`,
  denominator: sql<string>`coalesce(sum(amount), 0)`,
};

const totals = [sums.numerator.as('numerator'), sums.denominator.as('denominator')] as const;

/** Computes a figure in the viewer's scope. A viewer with no reach at all gets no value. */
export async function computeFigure<A extends object>(
  context: ReadContext,
  definition: FigureDefinition<A>,
  args: A,
): Promise<Figure> {
  const [figure] = await computeFigures(context, definition, [args]);
  return figure as Figure;
}

/** The same figure for many arguments in one statement, in their order; each opens its own facts. */
export async function computeFigures<A extends object>(
  context: ReadContext,
  definition: FigureDefinition<A>,
  list: readonly A[],
): Promise<Figure[]> {
  const tokenOf = (args: A) => ({ figure: definition.id, args, keys: {} });
  if (reachesNothing(await context.reach(definition.permission))) {
    // Not zero: whoever may see none of the facts is told nothing about them.
    const untold = { value: null, numerator: null, denominator: null };
    return list.map((args) => ({ ...asFigure(context, definition, tokenOf(args), 'own', 0, 0), ...untold }));
  }
  const narrowed = await Promise.all(list.map((args) => narrowedFacts(context, definition, args)));
  const [first, ...rest] = narrowed.map(({ query }, place) =>
    query.select([sql<number>`${sql.lit(place)}`.as('place'), ...totals]),
  );
  if (!first) return [];
  const rows = await rest.reduce((all, one) => all.unionAll(one), first).execute();
  const byPlace = new Map(rows.map((row) => [row.place, row]));
  return list.map((args, place) => {
    const row = byPlace.get(place);
    const { scope } = narrowed[place] as (typeof narrowed)[number];
    if (!row) throw new Error(`${definition.id} was not counted for argument ${place}`);
    return asFigure(context, definition, tokenOf(args), scope, Number(row.numerator), Number(row.denominator));
  });
}

/** The figure by the values of the named columns: each group with its own figure, ordered by the columns. */
export async function groupedFigure<A extends object>(
  context: ReadContext,
  definition: FigureDefinition<A>,
  args: A,
  columns: readonly string[],
): Promise<{ keys: GroupKeys; figure: Figure }[]> {
  const { query, scope } = await narrowedFacts(context, definition, args);
  const names = columns.map((column) => sql<string>`${sql.ref(column)}::text`.as(column));
  const rows = (await query
    .select([...names, ...totals])
    .groupBy(columns.map((column) => sql.ref(column)))
    .orderBy(sql.join(columns.map((column) => sql`${sql.ref(column)}::text collate "C"`)))
    .execute()) as unknown as Record<string, string | null>[];
  return rows.map((row) => {
    const keys = Object.fromEntries(columns.map((column) => [column, row[column] ?? '']));
    const token = { figure: definition.id, args, keys };
    return {
      keys,
      figure: asFigure(context, definition, token, scope, Number(row.numerator), Number(row.denominator)),
    };
  });
}

function asFigure(
  context: ReadContext,
  definition: Pick<FigureDefinition, 'id' | 'version' | 'unit'>,
  token: FigureToken,
  scope: 'city' | 'own',
  numerator: number,
  denominator: number,
): Figure {
  const { id, version, unit } = definition;
  return figureOf({ id, version, unit, asOf: context.today, scope, numerator, denominator, token });
}

/** A figure of what was counted, with the address of its facts. */
export function figureOf(counted: {
  id: string;
  version: number;
  unit: Figure['unit'];
  asOf: string;
  scope: Figure['scope'];
  numerator: number;
  denominator: number;
  token: FigureToken;
}): Figure {
  const { token, numerator, denominator, ...named } = counted;
  const ratio = denominator === 0 ? null : Math.round((numerator / denominator) * 10_000) / 10_000;
  return {
    ...named,
    value: named.unit === 'count' ? numerator : ratio,
    numerator,
    denominator: named.unit === 'count' ? null : denominator,
    facts: `/api/figures/${named.id}/facts?token=${writeToken(token)}`,
  };
}
