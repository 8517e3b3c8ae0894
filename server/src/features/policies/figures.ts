import { sql } from 'kysely';
import { z } from 'zod';
import type { TenantDb } from '../../platform/database/connections.ts';
import { figure } from '../../platform/figures/figure.ts';
import type { FactKind } from '../../platform/figures/routes.ts';
import { anyOf } from '../organisations/index.ts';

/** Of each document of ours the newest version of which citations were registered: what it says now, not what it once said. */
export function newestCiting(db: TenantDb) {
  return db
    .selectFrom('upstream_citations as n')
    .innerJoin('directive_versions as v', 'v.id', 'n.version_id')
    .distinctOn('n.directive_id')
    .select(['n.directive_id', 'n.version_id'])
    .orderBy('n.directive_id')
    .orderBy('v.number', 'desc');
}

/** Of how many of our documents each entry is cited. Grouped by `policy_id` it is the number of each. */
export const citedBy = figure({
  id: 'policies.citedBy',
  version: 2,
  name: { zh: '引用文件', en: 'Citing documents' },
  meaning: {
    zh: '最近一次登记引用的版本引用该上级文件（含并入的登记）的部署文件',
    en: 'Documents of ours whose newest registered version cites it, under this entry or one merged into it',
  },
  unit: 'count',
  permission: 'policy.read',
  args: z.object({ policyIds: z.array(z.uuid()).max(200) }),
  facts: (db, { policyIds }) => {
    const policy = sql<string>`coalesce(p.merged_into, p.id)`;
    return db
      .selectFrom('upstream_citations as c')
      .innerJoin(newestCiting(db).as('newest'), 'newest.version_id', 'c.version_id')
      .innerJoin('upstream_policies as p', 'p.id', 'c.policy_id')
      .innerJoin('directives as d', 'd.id', 'c.directive_id')
      .distinct()
      .select([
        sql<string>`'citingDocument'`.as('fact_kind'),
        'd.id as fact_id',
        'd.owner_body_id as organisation_id',
        sql<boolean>`true`.as('in_numerator'),
        sql<number>`1`.as('amount'),
        policy.as('policy_id'),
      ])
      .where(policy, '=', anyOf(policyIds))
      .where('d.withdrawn_at', 'is', null) as never;
  },
});

/**
 * The clauses of the text of an entry, in the version in force, with what a body has below each: links that are confirmed, tasks
 * that were given, and how many of these are proven. A task counts for the body that leads it, and for the body whose document
 * asks for it. A link that does not hold any more counts all the same and is marked beside.
 */
export function clauseCoverage(db: TenantDb, { policyId, bodyId }: { policyId: string; bodyId: string }) {
  const inForce = db
    .selectFrom('directive_versions as v')
    .innerJoin('upstream_policies as p', 'p.directive_id', 'v.directive_id')
    .select(['v.id', 'v.directive_id'])
    .where('p.id', '=', policyId)
    .orderBy(sql`v.confirmed_at is not null`, 'desc')
    .orderBy('v.number', 'desc')
    .limit(1);
  const below = db
    .selectFrom('upstream_links as l')
    .innerJoin('directives as d', 'd.id', 'l.directive_id')
    .leftJoin('tasks as t', (join) =>
      join
        .onRef('t.requirement_id', '=', 'l.requirement_id')
        .on('t.state', 'not in', ['draft', 'withdrawn'])
        .on(sql<boolean>`(t.lead_body_id = ${bodyId}::uuid or d.owner_body_id = ${bodyId}::uuid)`),
    )
    .select(['l.upstream_directive_id', 'l.clause_key'])
    .select([
      sql<number>`count(distinct l.id)::int`.as('links'),
      sql<number>`count(t.id)::int`.as('tasks'),
      sql<number>`(count(t.id) filter (where t.state = 'closed'))::int`.as('proven'),
    ])
    .where('l.state', '=', 'confirmed')
    .where(sql<boolean>`(d.owner_body_id = ${bodyId}::uuid or t.id is not null)`)
    .groupBy(['l.upstream_directive_id', 'l.clause_key']);
  const lower = db.selectFrom('clauses as lower').select(['lower.version_id', 'lower.parent_key']).distinct();
  return db
    .selectFrom('clauses as c')
    .innerJoin(inForce.as('f'), 'f.id', 'c.version_id')
    .leftJoin(lower.as('under'), (join) =>
      join.onRef('under.version_id', '=', 'c.version_id').onRef('under.parent_key', '=', 'c.key'),
    )
    .leftJoin(below.as('b'), (join) =>
      join.onRef('b.upstream_directive_id', '=', 'f.directive_id').onRef('b.clause_key', '=', 'c.key'),
    )
    .where('under.parent_key', 'is', null)
    .select(['c.id', 'c.key'])
    .select([
      sql<number>`coalesce(b.links, 0)`.as('links'),
      sql<number>`coalesce(b.tasks, 0)`.as('tasks'),
      sql<number>`coalesce(b.proven, 0)`.as('proven'),
    ]);
}

const sheet = z.object({ policyId: z.uuid(), bodyId: z.uuid() });

function clausesWhere(condition: 'shallow' | 'deep') {
  const met = { shallow: sql<boolean>`s.tasks > 0`, deep: sql<boolean>`s.tasks > 0 and s.proven = s.tasks` }[condition];
  return (db: TenantDb, args: z.output<typeof sheet>) =>
    db
      .selectFrom(clauseCoverage(db, args).as('s'))
      .select([
        sql<string>`'upstreamClause'`.as('fact_kind'),
        sql<string>`s.id`.as('fact_id'),
        sql<string>`${args.bodyId}::uuid`.as('organisation_id'),
        met.as('in_numerator'),
        sql<number>`1`.as('amount'),
      ]) as never;
}

export const shallowCoverage = figure({
  id: 'policies.shallowCoverage',
  version: 1,
  name: { zh: '有任务的条款', en: 'Clauses with a task' },
  meaning: {
    zh: '上级文件现行版本的最末级条款中，对应的本级要求已下发任务的',
    en: 'Of the lowest clauses of the version in force, those whose linked requirement has a task',
  },
  unit: 'ratio',
  permission: 'policy.read',
  args: sheet,
  facts: clausesWhere('shallow'),
});

export const deepCoverage = figure({
  id: 'policies.deepCoverage',
  version: 1,
  name: { zh: '已落实的条款', en: 'Clauses that are proven' },
  meaning: {
    zh: '上级文件现行版本的最末级条款中，对应的任务已全部核验销号的',
    en: 'Of the lowest clauses of the version in force, those whose tasks are all verified and closed',
  },
  unit: 'ratio',
  permission: 'policy.read',
  args: sheet,
  facts: clausesWhere('deep'),
});

export const policyFigures = [citedBy, shallowCoverage, deepCoverage];

const citingDocument: FactKind = {
  kind: 'citingDocument',
  async describe(context, ids) {
    const rows = await context.db
      .selectFrom('directives')
      .select(['id', 'title', 'issuer_name', 'issued_on'])
      .where('id', '=', anyOf(ids))
      .execute();
    return new Map(
      rows.map((row) => [
        row.id,
        {
          title: row.title,
          subtitle: `${row.issuer_name} · ${row.issued_on}`,
          link: `/directives/${row.id}/citations`,
        },
      ]),
    );
  },
};

const upstreamClause: FactKind = {
  kind: 'upstreamClause',
  async describe(context, ids) {
    const rows = await context.db
      .selectFrom('clauses as c')
      .innerJoin('directive_versions as v', 'v.id', 'c.version_id')
      .innerJoin('upstream_policies as p', 'p.directive_id', 'v.directive_id')
      .select(['c.id', 'c.number', 'c.title', 'p.id as policy_id', 'p.title as policy'])
      .where('c.id', '=', anyOf(ids))
      .where('p.merged_into', 'is', null)
      .execute();
    return new Map(
      rows.map((row) => [
        row.id,
        { title: `${row.number} ${row.title}`.trim(), subtitle: row.policy, link: `/policies/${row.policy_id}` },
      ]),
    );
  },
};

/** How citing documents and clauses above are shown among facts. */
export const policyFactKinds: readonly FactKind[] = [citingDocument, upstreamClause];
