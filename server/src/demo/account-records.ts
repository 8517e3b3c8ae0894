import { dayRange } from '../platform/clock/days.ts';
import type { ActContext } from '../platform/context.ts';
import { hashPassword } from '../platform/identity/index.ts';
import type { City } from './model.ts';

/** Writes the demo's accounts and grants. They share one password, so it is hashed once. */
export async function recordAccounts(context: ActContext, city: City, password: string): Promise<void> {
  const passwordHash = await hashPassword(password);
  await context.db
    .insertInto('accounts')
    .values(
      city.accounts.map((account) => ({
        id: account.id,
        username: account.username,
        display_name: account.displayName,
        person_id: account.personId,
        password_hash: passwordHash,
        recorded_at: context.now,
      })),
    )
    .execute();
  await context.db
    .insertInto('grants')
    .values(
      city.accounts.map((account) => ({
        id: context.newId(),
        account_id: account.id,
        role: account.role,
        organisation_id: account.organisationId,
        valid: dayRange(context.today, null),
        recorded_at: context.now,
      })),
    )
    .execute();
}
