import { sql } from 'kysely';
import { excludes, type Role } from '../../platform/access/permissions.ts';
import { rangeDays } from '../../platform/clock/days.ts';
import type { ActContext, ReadContext } from '../../platform/context.ts';
import { isOpen, isStrict, strictRoles } from '../../platform/identity/lifetimes.ts';
import { anyOf, holdsOn, organisationNames } from '../organisations/index.ts';
import type { Term } from './rules.ts';

const pageSize = 50;
const holdersShown = 20;

export interface AccountFilter {
  search?: string | undefined;
  state?: 'open' | 'locked' | 'closed' | undefined;
  role?: string | undefined;
  sort?: 'username' | '-username' | undefined;
  cursor?: string | undefined;
}

export interface StoredAccount {
  id: string;
  username: string;
  display_name: string;
  person_id: string | null;
  must_change_password: boolean;
  locked_until: string | null;
  closed_at: string | null;
  version: number;
  recorded_at: string;
}

const columns = [
  ...(['id', 'username', 'display_name', 'person_id', 'must_change_password'] as const),
  ...(['locked_until', 'closed_at', 'version', 'recorded_at'] as const),
] as const;

/** A page of accounts by user name, and where the next begins. */
export async function listAccounts(context: ReadContext, filter: AccountFilter) {
  const now = context.app.clock.machineNow();
  let list = context.db.selectFrom('accounts').select(columns);
  const descending = filter.sort === '-username';
  if (filter.cursor) list = list.where('username', descending ? '<' : '>', filter.cursor);
  if (filter.search) list = list.where(nameHolds(filter.search));
  if (filter.state === 'closed') list = list.where('closed_at', 'is not', null);
  if (filter.state === 'open' || filter.state === 'locked') list = list.where('closed_at', 'is', null);
  if (filter.state === 'locked') list = list.where('locked_until', '>', now);
  if (filter.role) {
    const holders = context.db
      .selectFrom('grants')
      .select('account_id')
      .where('role', '=', filter.role)
      .where(holdsOn('grants', context.today));
    list = list.where('id', 'in', holders);
  }
  const rows = await list
    .orderBy('username', descending ? 'desc' : 'asc')
    .limit(pageSize + 1)
    .execute();
  const shown = rows.slice(0, pageSize);
  return {
    items: await described(context, shown),
    next: rows.length > pageSize ? (shown.at(-1)?.username ?? null) : null,
  };
}

/** The text anywhere in user name or displayed name; signs that mean something to LIKE mean themselves. */
export function nameHolds(search: string, alias = 'accounts') {
  const pattern = `%${search
    .trim()
    .toLowerCase()
    .replace(/[\\%_]/g, '\\$&')}%`;
  const column = (name: string) => sql.ref(`${alias}.${name}`);
  return sql<boolean>`(${column('username')} like ${pattern} or lower(${column('display_name')}) like ${pattern})`;
}

export async function findAccount(context: ReadContext, accountId: string): Promise<StoredAccount | undefined> {
  return context.db.selectFrom('accounts').select(columns).where('id', '=', accountId).executeTakeFirst();
}

/** @param username as it is stored */
export async function findAccountNamed(context: ReadContext, username: string): Promise<StoredAccount | undefined> {
  return context.db.selectFrom('accounts').select(columns).where('username', '=', username).executeTakeFirst();
}

/** This account and every other one of the same person, open or not. An account without a person stands alone. */
export async function accountsOfHolder(
  context: ReadContext,
  account: { id: string; person_id: string | null },
): Promise<string[]> {
  if (account.person_id === null) return [account.id];
  const rows = await context.db
    .selectFrom('accounts')
    .select('id')
    .where('person_id', '=', account.person_id)
    .where('id', '!=', account.id)
    .execute();
  return [account.id, ...rows.map((row) => row.id)];
}

/** Waits until no other act changes what the person may do, and keeps others waiting until this one ends. */
export async function holdPerson(context: ActContext, personId: string): Promise<void> {
  await context.db.selectFrom('people').select('id').where('id', '=', personId).forNoKeyUpdate().execute();
}

/**
 * The two roles that would meet in one person if the account became his, and must not; null when all go together. What ended
 * before today meets nothing.
 */
export async function rolesThatWouldMeet(
  context: ReadContext,
  account: { id: string; person_id: string },
): Promise<{ held: Role; elsewhere: Role; username: string } | null> {
  const others = (await accountsOfHolder(context, account)).filter((id) => id !== account.id);
  const rows = await context.db
    .selectFrom('grants as held')
    .innerJoin('grants as elsewhere', (join) =>
      join.on(sql<boolean>`not isempty(held.valid * elsewhere.valid * daterange(${context.today}::date, null))`),
    )
    .innerJoin('accounts as other', 'other.id', 'elsewhere.account_id')
    .select(['held.role as held', 'elsewhere.role as elsewhere', 'other.username'])
    .where('held.account_id', '=', account.id)
    .where('held.superseded_at', 'is', null)
    .where('elsewhere.account_id', '=', anyOf(others))
    .where('elsewhere.superseded_at', 'is', null)
    .execute();
  const pairs = rows.map((row) => ({ ...row, held: row.held as Role, elsewhere: row.elsewhere as Role }));
  return pairs.find(({ held, elsewhere }) => excludes(held, elsewhere)) ?? null;
}

/** Accounts as the screens show them: state, roles of today, when last seen. */
export async function described(context: ReadContext, accounts: readonly StoredAccount[]) {
  const ids = accounts.map((account) => account.id);
  const now = Date.parse(context.app.clock.machineNow());
  const [grants, sessions] = await Promise.all([
    context.db
      .selectFrom('grants')
      .select(['account_id', 'role', 'organisation_id'])
      .where('account_id', '=', anyOf(ids))
      .where(holdsOn('grants', context.today))
      .orderBy('recorded_at')
      .execute(),
    context.db
      .selectFrom('sessions')
      .select(['account_id', 'created_at', 'seen_at', 'expires_at'])
      .where('account_id', '=', anyOf(ids))
      .where('revoked_at', 'is', null)
      .orderBy('seen_at', 'desc')
      .execute(),
  ]);
  const names = await organisationNames(context, [...new Set(grants.map((grant) => grant.organisation_id))]);
  return accounts.map((account) => {
    const roles = grants
      .filter((grant) => grant.account_id === account.id)
      .map((grant) => ({
        role: grant.role as Role,
        organisationId: grant.organisation_id,
        organisationName: names.get(grant.organisation_id) ?? '',
      }));
    const seen = sessions.find((session) => {
      const times = { createdAt: Date.parse(session.created_at), seenAt: Date.parse(session.seen_at) };
      const open = isOpen({ strict: isStrict(roles), ...times, expiresAt: Date.parse(session.expires_at) }, now);
      return session.account_id === account.id && open;
    });
    return {
      id: account.id,
      username: account.username,
      displayName: account.display_name,
      state: stateOf(account, now),
      roles,
      mustChangePassword: account.must_change_password,
      seenAt: seen?.seen_at ?? null,
    };
  });
}

function stateOf(account: StoredAccount, now: number): 'open' | 'locked' | 'closed' {
  if (account.closed_at !== null) return 'closed';
  return account.locked_until !== null && Date.parse(account.locked_until) > now ? 'locked' : 'open';
}

/** The roles that the account holds today or will hold. */
export async function rolesOf(context: ReadContext, accountId: string): Promise<Role[]> {
  const rows = await context.db
    .selectFrom('grants')
    .select('role')
    .distinct()
    .where('account_id', '=', accountId)
    .where('superseded_at', 'is', null)
    .where(sql<boolean>`valid && daterange(${context.today}::date, null)`)
    .execute();
  return rows.map((row) => row.role as Role);
}

/** Keeps since when the account opens nothing, whatever it was granted. */
export async function noteClosing(context: ActContext, accountId: string): Promise<void> {
  await context.db
    .insertInto('account_closures')
    .values({ id: context.newId(), account_id: accountId, closed_at: context.now })
    .execute();
}

export async function noteReopening(context: ActContext, accountId: string): Promise<void> {
  await context.db
    .updateTable('account_closures')
    .set({ reopened_at: context.now })
    .where('account_id', '=', accountId)
    .where('reopened_at', 'is', null)
    .execute();
}

/**
 * From when until when open accounts hold the role, without one. Locks every holder first, in one order, so that the last two
 * cannot leave at the same moment. Read by a statement of its own: the one that waited for the locks still sees the grants
 * as they were before it waited.
 */
export async function termsOfOthers(context: ActContext, role: Role, accountId: string): Promise<Term[]> {
  const held = context.db.selectFrom('grants').where('role', '=', role).where('superseded_at', 'is', null);
  await context.db
    .selectFrom('accounts')
    .select('id')
    .where('id', 'in', held.select('account_id'))
    .orderBy('id')
    .forUpdate()
    .execute();
  const rows = await held
    .innerJoin('accounts', 'accounts.id', 'grants.account_id')
    .select('grants.valid')
    .where('accounts.closed_at', 'is', null)
    .where('accounts.id', '!=', accountId)
    .execute();
  return rows.map(({ valid }) => {
    const { from, to } = rangeDays(valid);
    return { from, until: to };
  });
}

/** People by name, pinyin or initials, told apart by where they hold posts; of no more than one list's length. */
export async function findHolders(context: ReadContext, search: string) {
  const pattern = `${search.toLowerCase().replace(/[\\%_]/g, '\\$&')}%`;
  const found = await context.db
    .selectFrom('person_names')
    .select(['person_id', 'name'])
    .where(holdsOn('person_names', context.today))
    .where(sql<boolean>`(name like ${`%${pattern}`} or pinyin like ${pattern} or initials like ${pattern})`)
    .orderBy('pinyin')
    .orderBy('person_id')
    .limit(holdersShown + 1)
    .execute();
  const people = found.slice(0, holdersShown);
  const posts = await context.db
    .selectFrom('posts')
    .select(['person_id', 'organisation_id'])
    .where('person_id', '=', anyOf(people.map((person) => person.person_id)))
    .where(holdsOn('posts', context.today))
    .execute();
  const names = await organisationNames(context, [...new Set(posts.map((post) => post.organisation_id))]);
  const items = people.map(({ person_id, name }) => {
    const held = posts
      .filter((post) => post.person_id === person_id)
      .map((post) => names.get(post.organisation_id) ?? '');
    return { id: person_id, name, detail: [...new Set(held)].join('、') || null };
  });
  return { items, more: found.length > holdersShown };
}

/** Open accounts that may bind a phone, by user name, with what is bound and invited already. */
export async function listCandidates(
  context: ReadContext,
  filter: { search?: string | undefined; cursor?: string | undefined },
) {
  const granted = context.db.selectFrom('grants').select('account_id').where(holdsOn('grants', context.today));
  const strict = granted.where('role', '=', sql<string>`any(${[...strictRoles]}::text[])`);
  let list = context.db
    .selectFrom('accounts')
    .select(columns)
    .where('closed_at', 'is', null)
    // A phone bound to an account that may do nothing would open an empty house.
    .where('id', 'in', granted)
    .where('id', 'not in', strict);
  if (filter.cursor) list = list.where('username', '>', filter.cursor);
  if (filter.search) list = list.where(nameHolds(filter.search));
  const rows = await list
    .orderBy('username')
    .limit(pageSize + 1)
    .execute();
  const shown = rows.slice(0, pageSize);
  const ids = anyOf(shown.map((row) => row.id));
  const now = context.app.clock.machineNow();
  const [accounts, bound, invited] = await Promise.all([
    described(context, shown),
    context.db
      .selectFrom('sessions')
      .select(['account_id', sql<string>`max(seen_at)`.as('seen_at')])
      .where('account_id', '=', ids)
      .where('kind', '=', 'device')
      .where('revoked_at', 'is', null)
      .where('expires_at', '>', now)
      .groupBy('account_id')
      .execute(),
    context.db
      .selectFrom('invitations')
      .select(['account_id', 'expires_at'])
      .where('account_id', '=', ids)
      .where('used_at', 'is', null)
      .where('revoked_at', 'is', null)
      .where('expires_at', '>', now)
      .execute(),
  ]);
  return {
    items: accounts.map((account) => ({
      id: account.id,
      username: account.username,
      displayName: account.displayName,
      organisationName: account.roles[0]?.organisationName ?? '',
      boundSeenAt: bound.find((row) => row.account_id === account.id)?.seen_at ?? null,
      invitedUntil: invited.find((row) => row.account_id === account.id)?.expires_at ?? null,
    })),
    next: rows.length > pageSize ? (shown.at(-1)?.username ?? null) : null,
  };
}
