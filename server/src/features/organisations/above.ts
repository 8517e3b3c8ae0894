import type { OrganisationGraph } from './scopes.ts';
import { guidingRelations } from './scopes.ts';

type Edges = ReadonlyMap<string, readonly string[]>;

/** Ways upward from an organisation. */
export interface WaysUp {
  /** To what it belongs or is attached to. */
  containing: Edges;
  /** The same, and to whoever leads, guides, or guides and urges it. */
  guiding: Edges;
}

/** The ways upward of a graph, to be walked by `nearestAbove`. */
export function waysUp({ organisations, relations }: OrganisationGraph): WaysUp {
  const containing = new Map<string, string[]>();
  const guiding = new Map<string, string[]>();
  const add = (edges: Map<string, string[]>, id: string, above: string) =>
    edges.set(id, [...(edges.get(id) ?? []), above]);
  for (const { fromId, relation, toId } of relations) {
    if (guidingRelations.has(relation)) add(guiding, toId, fromId);
    if (relation === 'attachedTo') for (const edges of [containing, guiding]) add(edges, fromId, toId);
  }
  for (const { id, bodyId } of organisations)
    if (bodyId !== id) for (const edges of [containing, guiding]) add(edges, id, bodyId);
  return { containing, guiding };
}

/**
 * The nearest organisations of which something holds, level by level; none when it holds nowhere above.
 * @param from where to begin: the organisation itself, or what stands directly above it
 */
export function nearestAbove(edges: Edges, from: readonly string[], holds: (id: string) => boolean): string[] {
  const seen = new Set(from);
  for (let level = [...seen]; level.length > 0; ) {
    const found = level.filter(holds);
    if (found.length > 0) return found;
    level = level.flatMap((id) => edges.get(id) ?? []).filter((id) => !seen.has(id));
    level = [...new Set(level)];
    for (const id of level) seen.add(id);
  }
  return [];
}
