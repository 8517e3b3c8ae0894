import type { Role } from '../../platform/access/permissions.ts';
import type { ActContext } from '../../platform/context.ts';
import { conflict, refused } from '../../platform/http/problems.ts';
import { forgetSessions } from '../../platform/identity/index.ts';
import { mustBeHeld, named, say } from './rules.ts';
import { described, otherHolders, type StoredAccount } from './store.ts';

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

/** @throws Problem when nobody else would hold an administrator's role any more */
export async function keepOne(context: ActContext, role: Role, accountId: string): Promise<void> {
  if (!mustBeHeld(role)) return;
  if ((await otherHolders(context, role, accountId)) === 0) throw refused(say.lastOfItsKind(named(role)));
}
