import { sql } from 'kysely';
import type { ReadContext } from '../context.ts';
import { type FeatureRoutes, implement } from '../http/pipeline.ts';
import { invalid, notFound } from '../http/problems.ts';
import { type Language, messages } from '../locale/messages.ts';
import { figuresContract } from './contract.ts';
import { type FactRow, type FigureDefinition, narrowedFacts } from './figure.ts';
import { frozenFacts } from './frozen.ts';
import { type FigureToken, readToken } from './token.ts';

const say = messages('figures', {
  unknown: { zh: '没有这个指标', en: 'There is no such figure' },
  badToken: {
    zh: '链接不完整，请从页面上的数字重新打开',
    en: 'The link is incomplete; open it again from the number on the page',
  },
});

/** How facts of one kind are shown: a title, a line below it and the page of the record. */
export interface FactKind {
  kind: string;
  describe(
    context: ReadContext,
    ids: readonly string[],
    language: Language,
  ): Promise<Map<string, { title: string; subtitle: string; link: string }>>;
}

export interface FigureCatalogue {
  definitions: readonly FigureDefinition<never>[];
  factKinds: readonly FactKind[];
  organisationNames(context: ReadContext, ids: readonly string[]): Promise<Map<string, string>>;
}

const pageSize = 50;

/** The route that opens any figure of the catalogue. */
export function figureRoutes(catalogue: FigureCatalogue): FeatureRoutes {
  return implement(figuresContract, {
    'GET /api/figures/:figureId/facts': {
      async handle(context, { params, query, visitor }) {
        const definition = catalogue.definitions.find((known) => known.id === params.figureId) as
          | FigureDefinition
          | undefined;
        if (!definition) throw notFound(say.unknown());
        const token = readToken(query.token);
        if (!token) throw invalid(say.badToken(), { field: 'token' });
        const english = visitor.language === 'en';
        const { query: facts, asOf } = await factsOf(context, definition, token);
        const totals = await facts
          .select([
            sql<string>`coalesce(sum(amount) filter (where in_numerator), 0)`.as('numerator'),
            sql<string>`coalesce(sum(amount), 0)`.as('denominator'),
          ])
          .executeTakeFirstOrThrow();
        const listed = definition.unit === 'count' ? facts.where(sql<boolean>`in_numerator`) : facts;
        const after = query.cursor
          ? listed.where(
              sql<boolean>`(fact_kind, fact_id::text) > (${query.cursor.split(' ')[0]}, ${query.cursor.split(' ')[1]})`,
            )
          : listed;
        const rows = (await after
          .select(['fact_kind', 'fact_id', 'organisation_id', 'in_numerator'])
          .orderBy('fact_kind')
          .orderBy(sql`fact_id::text`)
          .limit(pageSize + 1)
          .execute()) as unknown as FactRow[];
        const page = rows.slice(0, pageSize);
        const last = rows.length > pageSize ? page.at(-1) : undefined;
        return {
          name: english ? definition.name.en : definition.name.zh,
          meaning: english ? definition.meaning.en : definition.meaning.zh,
          asOf,
          numerator: Number(totals.numerator),
          denominator: Number(totals.denominator),
          items: await described(context, catalogue, page, english ? 'en' : 'zh-CN'),
          next: last ? `${last.fact_kind} ${last.fact_id}` : null,
        };
      },
    },
  });
}

/** The facts a token means: those kept with a frozen figure, else those of today. @throws Problem where it means none */
async function factsOf(context: ReadContext, definition: FigureDefinition, token: FigureToken) {
  if (token.frozen) {
    const kept = await frozenFacts(context, definition, token.frozen);
    if (!kept) throw notFound(say.unknown());
    return kept;
  }
  const args = definition.args.safeParse(token.args);
  if (!args.success) throw invalid(say.badToken(), { field: 'token' });
  return { query: (await narrowedFacts(context, definition, args.data, token.keys)).query, asOf: context.today };
}

async function described(
  context: ReadContext,
  catalogue: FigureCatalogue,
  rows: readonly FactRow[],
  language: Language,
) {
  const names = await catalogue.organisationNames(context, [...new Set(rows.map((row) => row.organisation_id))]);
  const byKind = new Map<string, Map<string, { title: string; subtitle: string; link: string }>>();
  for (const kind of new Set(rows.map((row) => row.fact_kind))) {
    const describer = catalogue.factKinds.find((known) => known.kind === kind);
    if (!describer) throw new Error(`No description for facts of kind ${kind}`);
    byKind.set(
      kind,
      await describer.describe(
        context,
        rows.filter((row) => row.fact_kind === kind).map((row) => row.fact_id),
        language,
      ),
    );
  }
  return rows.map((row) => {
    const shown = byKind.get(row.fact_kind)?.get(row.fact_id);
    if (!shown) throw new Error(`Fact ${row.fact_kind} ${row.fact_id} is counted and cannot be described`);
    return {
      kind: row.fact_kind,
      id: row.fact_id,
      ...shown,
      organisation: names.get(row.organisation_id) ?? '',
      counted: row.in_numerator,
    };
  });
}
