import { sql } from 'kysely';
import type { ReadContext } from '../../platform/context.ts';
import { type DocumentInForce, documentInForce, latestRevisions } from '../directives/index.ts';
import { anyOf } from '../organisations/index.ts';
import { faultsOf, type LinkEnds, type LinkState } from './link-state.ts';
import { accountNames, titlesOf } from './store.ts';

type Reader = Pick<ReadContext, 'db'>;

export interface LinkRow {
  id: string;
  directive_id: string;
  requirement_id: string;
  requirement_revision: number;
  upstream_directive_id: string;
  upstream_version_id: string;
  clause_key: string;
  clause_words: string;
  upstream_requirement_id: string | null;
  upstream_revision: number | null;
  proposed: boolean;
  score: number | null;
  state: 'confirmed' | 'rejected' | 'withdrawn';
  last_seq: number;
  version: number;
  /** What was decided was taken back: the pair is as if nobody had decided about it. */
  open: boolean;
}

/** A link with what is at its ends now. */
export interface StandingLink {
  row: LinkRow;
  ends: LinkEnds;
  faults: Exclude<LinkState, 'covers'>[];
  state: LinkState;
  action: string;
  clause: string;
  policyId: string | null;
}

const columns = [
  ...(['id', 'directive_id', 'requirement_id', 'requirement_revision', 'upstream_directive_id'] as const),
  ...(['upstream_version_id', 'clause_key', 'clause_words', 'upstream_requirement_id', 'upstream_revision'] as const),
  ...(['proposed', 'score', 'state', 'last_seq', 'version'] as const),
] as const;

/** Links between two documents, of one of them, or one alone; those that were rejected, withdrawn or taken back among them. */
export async function linkRows(
  { db }: Reader,
  about: { linkId?: string; directiveId?: string; upstreamDirectiveId?: string },
  held?: 'held',
): Promise<LinkRow[]> {
  let query = db
    .selectFrom('upstream_links')
    .select(columns)
    .select((of) =>
      of
        .selectFrom('upstream_link_acts as a')
        .select(sql<boolean>`coalesce((a.payload->>'open')::boolean, false)`.as('open'))
        .whereRef('a.link_id', '=', 'upstream_links.id')
        .whereRef('a.seq', '=', 'upstream_links.last_seq')
        .as('open'),
    )
    .orderBy('id');
  if (about.linkId) query = query.where('id', '=', about.linkId);
  if (about.directiveId) query = query.where('directive_id', '=', about.directiveId);
  if (about.upstreamDirectiveId) query = query.where('upstream_directive_id', '=', about.upstreamDirectiveId);
  if (held) query = query.forNoKeyUpdate();
  return (await query.execute()) as LinkRow[];
}

/** What is at the ends of links today, and how each stands. */
export async function standingLinks(context: Reader, rows: readonly LinkRow[]): Promise<StandingLink[]> {
  if (rows.length === 0) return [];
  const upstreamIds = [...new Set(rows.map((row) => row.upstream_directive_id))];
  const documents = new Map<string, DocumentInForce>();
  for (const id of upstreamIds) documents.set(id, await documentInForce(context, id));
  const requirementIds = rows.flatMap((row) => [row.requirement_id, row.upstream_requirement_id ?? []].flat());
  const revisions = await latestRevisions(context, [...new Set(requirementIds)]);
  const entries = await context.db
    .selectFrom('upstream_policies')
    .select(['id', 'directive_id', 'repealed_on'])
    .where('directive_id', '=', anyOf(upstreamIds))
    .where('merged_into', 'is', null)
    .execute();
  const ours = await titlesOf(context, [...new Set(rows.map((row) => row.directive_id))]);
  const endOf = (id: string | null) => (id === null ? null : (revisions.get(id) ?? null));
  return rows.map((row) => {
    const document = documents.get(row.upstream_directive_id) as DocumentInForce;
    const own = entries.filter((entry) => entry.directive_id === row.upstream_directive_id);
    const isThere = own.length > 0 && document.directive.withdrawn_at === null;
    const clause = isThere ? document.clauses.find((one) => one.key === row.clause_key) : undefined;
    const requirement = endOf(row.requirement_id);
    const ends: LinkEnds = {
      made: {
        revision: row.requirement_revision,
        clauseWords: row.clause_words,
        upstreamRevision: row.upstream_revision,
      },
      requirement: ours.has(row.directive_id) ? requirement : null,
      clauseWords: clause?.words ?? null,
      upstreamRequirement: endOf(row.upstream_requirement_id),
      double:
        own.length > 1 ||
        (clause !== undefined && document.clauses.filter((one) => one.words === clause.words).length > 1),
      repealed: own.length > 0 && own.every((entry) => entry.repealed_on !== null),
    };
    const faults = faultsOf(ends);
    return {
      ...{ row, ends, faults, state: faults[0] ?? 'covers', action: requirement?.content.action ?? '' },
      ...{ clause: clause?.label ?? row.clause_key, policyId: own[0]?.id ?? null },
    };
  });
}

/** Links as a page shows them, with who said it last and when. */
export async function linkViews(context: Reader, links: readonly StandingLink[]) {
  const ids = links.map(({ row }) => row.id);
  const [titles, acts] = await Promise.all([
    titlesOf(context, [...new Set(links.flatMap(({ row }) => [row.directive_id, row.upstream_directive_id]))]),
    ids.length === 0
      ? []
      : context.db
          .selectFrom('upstream_link_acts')
          .distinctOn('link_id')
          .select(['link_id', 'account_id', 'recorded_at'])
          .where('link_id', '=', anyOf(ids))
          .orderBy('link_id')
          .orderBy('seq', 'desc')
          .execute(),
  ]);
  const names = await accountNames(
    context,
    acts.map((act) => act.account_id),
  );
  return links.map(({ row, ends, faults, state, action, clause, policyId }) => {
    const act = acts.find((one) => one.link_id === row.id);
    return {
      ...{ id: row.id, version: row.version, clauseKey: row.clause_key, clause, state, faults },
      requirement: { id: row.requirement_id, action },
      directive: { id: row.directive_id, title: titles.get(row.directive_id) ?? '' },
      upstream: {
        ...{ directiveId: row.upstream_directive_id, title: titles.get(row.upstream_directive_id) ?? '', policyId },
      },
      ...{ wordsThen: row.clause_words, wordsNow: ends.clauseWords, decision: row.state, proposed: row.proposed },
      ...{ score: row.score, by: names.get(act?.account_id ?? '') ?? '', at: act?.recorded_at ?? '' },
    };
  });
}
