import { grantsOf, type Permission, type Role, scopesOf } from '../../platform/access/permissions.ts';
import type { ReadContext } from '../../platform/context.ts';
import { nearestAbove, readGraph, type WaysUp, waysUp } from '../organisations/index.ts';
import { accountsOfPeople, holdersOf } from './store.ts';

function rolesWith(permission: Permission): Role[] {
  return (Object.keys(grantsOf) as Role[]).filter((role) => scopesOf(role, permission).length > 0);
}

/** Who is reminded beside the accountable person, by what the permission table says. */
export const reportingRoles: readonly Role[] = rolesWith('task.report');
/** To whom a task goes up. */
export const escalatingRoles: readonly Role[] = rolesWith('task.escalate');

/** Whose task it is. */
export interface Concerned {
  leadOrganisationId: string;
  accountablePersonId: string | null;
}

/** To whom a task goes up. */
export interface Superior {
  /** The organisation that it goes to; null where nobody stands above. */
  organisationId: string | null;
  accountIds: readonly string[];
}

/** Whom a reminder is brought to, as of one day. */
export interface Recipients {
  /** The accountable person, and whoever reports for the organisation or else for what it belongs to. */
  own(task: Concerned): readonly string[];
  /** The nearest who may escalate, up the guidance relation (提级督办 goes one step, not to everyone above). */
  above(organisationId: string): Superior;
}

type Holders = ReadonlyMap<string, readonly string[]>;

/** Reads organisations, grants and accounts once for a whole run, however many tasks it has. */
export async function openRecipients(context: Pick<ReadContext, 'db' | 'today'>): Promise<Recipients> {
  const [graph, reporters, superiors, accounts] = await Promise.all([
    readGraph(context.db, context.today),
    holdersOf(context, reportingRoles),
    holdersOf(context, escalatingRoles),
    accountsOfPeople(context.db),
  ]);
  return recipientsIn({ ways: waysUp(graph), reporters, superiors, accounts });
}

/** The rule without the database. */
export function recipientsIn(known: {
  ways: WaysUp;
  /** Accounts that report, by the organisation of their grant. */
  reporters: Holders;
  /** Accounts that may escalate, by the organisation of their grant. */
  superiors: Holders;
  /** Accounts by person. */
  accounts: Holders;
}): Recipients {
  const reporting = new Map<string, readonly string[]>();
  const above = new Map<string, Superior>();
  const accountsAt = (holders: Holders, organisations: readonly string[]) =>
    organisations.flatMap((id) => holders.get(id) ?? []);

  function reportersFor(organisationId: string): readonly string[] {
    const at = nearestAbove(known.ways.containing, [organisationId], (id) => known.reporters.has(id));
    return accountsAt(known.reporters, at);
  }

  function superiorsOf(organisationId: string): Superior {
    const from = known.ways.guiding.get(organisationId) ?? [];
    const at = nearestAbove(known.ways.guiding, from, (id) => known.superiors.has(id));
    return { organisationId: at[0] ?? from[0] ?? null, accountIds: accountsAt(known.superiors, at) };
  }

  return {
    own({ leadOrganisationId, accountablePersonId }) {
      const reporters = kept(reporting, leadOrganisationId, reportersFor);
      const accountable = accountablePersonId === null ? [] : (known.accounts.get(accountablePersonId) ?? []);
      return [...new Set([...reporters, ...accountable])];
    },
    above: (organisationId) => kept(above, organisationId, superiorsOf),
  };
}

function kept<T>(known: Map<string, T>, id: string, find: (id: string) => T): T {
  const found = known.get(id) ?? find(id);
  known.set(id, found);
  return found;
}
