import { relationKinds } from '@xieli/codes';
import { sql } from 'kysely';
import type { ScopeResolver } from '../../platform/access/actor.ts';
import type { Clock } from '../../platform/clock/clock.ts';
import type { App } from '../../platform/context.ts';
import type { Connections, TenantDb } from '../../platform/database/connections.ts';

/** What scopes are read from: who belongs to which body and which relations hold on the day. */
export interface OrganisationGraph {
  organisations: readonly { id: string; bodyId: string }[];
  relations: readonly { fromId: string; relation: string; toId: string }[];
}

/** Relations by which one organisation stands above another. */
export const guidingRelations: ReadonlySet<string> = new Set(
  relationKinds.filter((kind) => kind.carriesGuidedScope).map((kind) => kind.id),
);

/** The organisation and, transitively, what belongs to it as a body or is attached to it (spine.md 2.3). */
export function ownScope(graph: OrganisationGraph, organisationId: string): ReadonlySet<string> {
  const below = new Map<string, string[]>();
  const add = (above: string, id: string) => below.set(above, [...(below.get(above) ?? []), id]);
  for (const { id, bodyId } of graph.organisations) if (bodyId !== id) add(bodyId, id);
  for (const { fromId, relation, toId } of graph.relations) if (relation === 'attachedTo') add(toId, fromId);
  return reachable(below, organisationId);
}

/** What it leads, guides, or guides and urges, transitively, with what belongs to those; never what is its own. */
export function guidedScope(graph: OrganisationGraph, organisationId: string): ReadonlySet<string> {
  const guided = new Map<string, string[]>();
  for (const { fromId, relation, toId } of graph.relations) {
    if (guidingRelations.has(relation)) guided.set(fromId, [...(guided.get(fromId) ?? []), toId]);
  }
  const own = ownScope(graph, organisationId);
  const scope = new Set<string>();
  for (const id of reachable(guided, organisationId)) {
    if (own.has(id)) continue;
    for (const part of ownScope(graph, id)) if (!own.has(part)) scope.add(part);
  }
  return scope;
}

function reachable(edges: ReadonlyMap<string, readonly string[]>, start: string): ReadonlySet<string> {
  const seen = new Set([start]);
  for (const id of seen) for (const next of edges.get(id) ?? []) seen.add(next);
  return seen;
}

/** Long enough for the requests of one page, short enough that a second process sees a founding at once. */
const keptForMs = 3000;

/** `app.scopes`: resolves from a graph that is read once for some seconds, tenant by tenant and day by day. */
export function openScopes(connections: Connections, clock: Clock): App['scopes'] {
  const known = new Map<
    string,
    { day: string; readAt: number; graph: Promise<OrganisationGraph>; scopes: Map<string, ReadonlySet<string>> }
  >();

  function current(tenantId: string) {
    const day = clock.today(tenantId);
    const held = known.get(tenantId);
    if (held && held.day === day && performance.now() - held.readAt < keptForMs) return held;
    const fresh = {
      day,
      readAt: performance.now(),
      graph: readGraph(connections.tenant(tenantId), day),
      scopes: new Map<string, ReadonlySet<string>>(),
    };
    known.set(tenantId, fresh);
    // A failed reading is not kept; whoever waits for it sees the error itself.
    fresh.graph.catch(() => known.get(tenantId) === fresh && known.delete(tenantId));
    return fresh;
  }

  return {
    of(tenantId): ScopeResolver {
      // One request sees one graph. Its act would else have to wait for a second connection while it holds one, and ten
      // such acts at once would wait for each other.
      let seen: ReturnType<typeof current> | null = null;
      return async (organisationId, scope) => {
        seen ??= current(tenantId);
        const { graph, scopes } = seen;
        const key = `${scope} ${organisationId}`;
        const resolved = scopes.get(key) ?? (scope === 'own' ? ownScope : guidedScope)(await graph, organisationId);
        scopes.set(key, resolved);
        return resolved;
      };
    },
    forget: (tenantId) => void known.delete(tenantId),
  };
}

/** A dissolved organisation still belongs to its body, so that its tasks stay in sight. */
export async function readGraph(db: TenantDb, day: string): Promise<OrganisationGraph> {
  const [organisations, relations] = await Promise.all([
    db.selectFrom('organisations').select(['id', 'body_id as bodyId']).execute(),
    db
      .selectFrom('organisation_relations')
      .select(['from_id as fromId', 'relation', 'to_id as toId'])
      .where('superseded_at', 'is', null)
      .where(sql<boolean>`valid @> ${day}::date`)
      .execute(),
  ]);
  return { organisations, relations };
}
