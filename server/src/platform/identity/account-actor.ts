import { sql } from 'kysely';
import type { Actor } from '../access/actor.ts';
import type { Role } from '../access/permissions.ts';
import type { TenantDb } from '../database/connections.ts';
import { mustEnrol } from './second-factor.ts';

export interface KnownAccount {
  actor: Actor;
  username: string;
  mustChangePassword: boolean;
  mustEnrol: boolean;
}

/**
 * The account with the roles that it holds on a day; null when there is none or it was closed.
 * @param today business day, because grants are facts of the field
 */
export async function accountActor(
  db: TenantDb,
  accountId: string,
  today: string,
  sessionId: string | null,
): Promise<KnownAccount | null> {
  const account = await db
    .selectFrom('accounts')
    .select(['id', 'username', 'display_name', 'person_id', 'must_change_password'])
    .where('id', '=', accountId)
    .where('closed_at', 'is', null)
    .executeTakeFirst();
  if (!account) return null;
  const grants = await db
    .selectFrom('grants')
    .select(['role', 'organisation_id'])
    .where('account_id', '=', accountId)
    .where('superseded_at', 'is', null)
    .where(sql<boolean>`valid @> ${today}::date`)
    .orderBy('recorded_at')
    .orderBy('id')
    .execute();
  const roles = grants.map((grant) => ({ role: grant.role as Role, organisationId: grant.organisation_id }));
  return {
    actor: {
      accountId: account.id,
      displayName: account.display_name,
      personId: account.person_id,
      sessionId,
      roles,
    },
    username: account.username,
    mustChangePassword: account.must_change_password,
    mustEnrol: await mustEnrol(
      db,
      accountId,
      roles.map(({ role }) => role),
    ),
  };
}
