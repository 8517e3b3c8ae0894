import type { Permission, Role, Scope } from './permissions.ts';
import { scopesOf } from './permissions.ts';

/** A role held at an organisation today. */
export interface HeldRole {
  role: Role;
  organisationId: string;
}

/** The account behind a request. */
export interface Actor {
  accountId: string;
  displayName: string;
  personId: string | null;
  sessionId: string | null;
  roles: HeldRole[];
}

/** How far an actor reaches with one permission: the whole tenant, or these organisations. */
export type Reach = { city: true } | { city: false; organisationIds: ReadonlySet<string> };

export const nowhere: Reach = { city: false, organisationIds: new Set() };

/** Resolves a scope from the organisation of a grant, on the present day. Given by the organisations feature. */
export type ScopeResolver = (organisationId: string, scope: Exclude<Scope, 'city'>) => Promise<ReadonlySet<string>>;

/**
 * How far the actor reaches with the permission, all held roles together.
 * @param resolve answers `own` and `guided`; `city` needs no look-up
 */
export async function reachOf(actor: Actor, permission: Permission, resolve: ScopeResolver): Promise<Reach> {
  const ids = new Set<string>();
  for (const held of actor.roles) {
    for (const scope of scopesOf(held.role, permission)) {
      if (scope === 'city') return { city: true };
      for (const id of await resolve(held.organisationId, scope)) ids.add(id);
    }
  }
  return { city: false, organisationIds: ids };
}

/** True when at least one of the organisations lies within the reach. */
export function reaches(reach: Reach, organisationIds: readonly string[]): boolean {
  if (reach.city) return true;
  return organisationIds.some((id) => reach.organisationIds.has(id));
}

/** True when the reach holds nothing at all. */
export function reachesNothing(reach: Reach): boolean {
  return !reach.city && reach.organisationIds.size === 0;
}
