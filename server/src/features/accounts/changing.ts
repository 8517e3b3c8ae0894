import type { Role } from '../../platform/access/permissions.ts';
import type { ActContext } from '../../platform/context.ts';
import { conflict, refused } from '../../platform/http/problems.ts';
import {
  forgetSessions,
  hashPassword,
  newFirstPassword,
  revokeInvitations,
  revokeSessions,
} from '../../platform/identity/index.ts';
import { firstUncovered, mustBeHeld, named, say } from './rules.ts';
import { described, type StoredAccount, termsOfOthers } from './store.ts';

type AccountChange = Partial<{
  display_name: string;
  person_id: string | null;
  password_hash: string;
  must_change_password: boolean;
  failed_count: number;
  locked_until: null;
  closed_at: string | null;
}>;

/**
 * Writes the account where it is still as it was seen; also what lets only one of two grants at the same moment pass.
 * @returns its new version
 * @throws Problem conflict with the account as it stands, when somebody changed it meanwhile
 */
export async function changeAccount(
  context: ActContext,
  account: StoredAccount,
  seen: number,
  change: AccountChange,
): Promise<number> {
  const [row] = await context.db
    .updateTable('accounts')
    .set({ ...change, version: seen + 1 })
    .where('id', '=', account.id)
    .where('version', '=', seen)
    .returning('version')
    .execute();
  if (!row) {
    const [current] = await described(context, [account]);
    throw conflict(say.changedMeanwhile(), { current: { ...current, version: account.version } });
  }
  context.note({ accountId: account.id, username: account.username });
  context.afterCommit(() => forgetSessions(context.app, account.id));
  return row.version;
}

/**
 * Gives the account a first password, which has to be changed at the first sign-in, and ends whatever was opened with the one
 * before.
 * @throws Problem conflict when somebody changed the account meanwhile
 */
export async function issuePassword(
  context: ActContext,
  account: StoredAccount,
  seen: number,
  also: AccountChange = {},
): Promise<{ password: string; version: number }> {
  const password = newFirstPassword();
  const version = await changeAccount(context, account, seen, {
    ...also,
    password_hash: await hashPassword(password),
    must_change_password: true,
    failed_count: 0,
    locked_until: null,
  });
  await leaveAll(context, account.id);
  return { password, version };
}

/** Ends all sessions, bound phones and open invitations of the account. */
export async function leaveAll(context: ActContext, accountId: string): Promise<void> {
  await revokeSessions(context, accountId);
  await revokeInvitations(context, accountId);
}

/**
 * Makes sure that an administrator's role is held without the account, on every day to come.
 * @param from the first day on which the account would not hold it any more
 * @throws Problem when there would be a day on which nobody does
 */
export async function keepOne(context: ActContext, role: Role, accountId: string, from: string): Promise<void> {
  if (!mustBeHeld(role)) return;
  const others = await termsOfOthers(context, role, accountId);
  const on = firstUncovered(others, from);
  if (on === null) return;
  const lasting = others.some(({ until }) => until === null || until >= from);
  throw refused(lasting ? say.nobodyFrom({ ...named(role), on }) : say.lastOfItsKind(named(role)));
}
