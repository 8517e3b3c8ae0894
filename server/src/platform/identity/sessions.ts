import type { ActContext, App } from '../context.ts';
import type { TenantDb } from '../database/connections.ts';
import { accountActor, type KnownAccount } from './account-actor.ts';
import { expiryOf, isOpen, isStrict, type SessionKind, seenEvery } from './lifetimes.ts';
import { hashToken, newToken, withTenant } from './tokens.ts';

interface LiveSession {
  id: string;
  kind: SessionKind;
  strict: boolean;
  createdAt: number;
  seenAt: number;
  expiresAt: number;
}

/** A session with the account behind it, as a request meets it. */
export interface FoundSession {
  session: LiveSession;
  account: KnownAccount;
  /** The cookie has to be written again, because the session slid on. */
  slid: boolean;
}

export interface StartedSession {
  id: string;
  /** Content of the cookie. */
  cookie: string;
  expiresAt: string;
}

interface Kept {
  tenantId: string;
  readAt: number;
  today: string;
  found: FoundSession;
}

/** Grants and revocations made by another process are seen after this long; those of this one at once. */
const keptFor = 5_000;
const keptAtMost = 20_000;
const caches = new WeakMap<App, Map<string, Kept>>();

function cacheOf(app: App): Map<string, Kept> {
  const known = caches.get(app);
  if (known) return known;
  const made = new Map<string, Kept>();
  caches.set(app, made);
  return made;
}

/** Drops what is remembered of an account's sessions: after a revocation, a changed grant, a closed account. */
export function forgetSessions(app: App, accountId: string): void {
  const cache = cacheOf(app);
  for (const [key, kept] of cache) if (kept.found.account.actor.accountId === accountId) cache.delete(key);
}

/**
 * The open session behind a token, or null when there is none, it expired, was revoked, or its account was closed.
 * @param byPerson false for a request that the page makes by itself, which does not keep a strict session awake
 */
export async function findSession(
  app: App,
  tenantId: string,
  token: string,
  byPerson: boolean,
): Promise<FoundSession | null> {
  const hash = hashToken(token);
  const cache = cacheOf(app);
  const now = Date.parse(app.clock.machineNow());
  const kept = cache.get(hash);
  const fresh =
    kept && kept.tenantId === tenantId && now - kept.readAt < keptFor && kept.today === app.clock.today(tenantId);
  const found = fresh ? kept.found : await readSession(app, tenantId, hash);
  if (!found || !isOpen(found.session, now)) {
    cache.delete(hash);
    return null;
  }
  if (!fresh) {
    if (cache.size >= keptAtMost) cache.clear();
    cache.set(hash, { tenantId, readAt: now, today: app.clock.today(tenantId), found });
  }
  if (!byPerson || now - found.session.seenAt < seenEvery) return { ...found, slid: false };
  await noteSeen(app.connections.tenant(tenantId), found.session, now);
  return { ...found, slid: !found.session.strict };
}

async function readSession(app: App, tenantId: string, hash: string): Promise<FoundSession | null> {
  const db = app.connections.tenant(tenantId);
  const row = await db
    .selectFrom('sessions')
    .select(['id', 'account_id', 'kind', 'created_at', 'seen_at', 'expires_at'])
    .where('token_hash', '=', hash)
    .where('revoked_at', 'is', null)
    .executeTakeFirst();
  if (!row) return null;
  const account = await accountActor(db, row.account_id, app.clock.today(tenantId), row.id);
  if (!account) return null;
  const session: LiveSession = {
    id: row.id,
    kind: row.kind as SessionKind,
    strict: isStrict(account.actor.roles),
    createdAt: Date.parse(row.created_at),
    seenAt: Date.parse(row.seen_at),
    expiresAt: Date.parse(row.expires_at),
  };
  return { session, account, slid: false };
}

async function noteSeen(db: TenantDb, session: LiveSession, now: number): Promise<void> {
  session.seenAt = now;
  session.expiresAt = expiryOf(session);
  await db
    .updateTable('sessions')
    .set({ seen_at: new Date(now).toISOString(), expires_at: new Date(session.expiresAt).toISOString() })
    .where('id', '=', session.id)
    .execute();
}

/** Opens a session of the account that acts. The token leaves in the answer's cookie and is kept as its hash only. */
export async function startSession(
  context: ActContext,
  kind: SessionKind,
  from: { address: string; agent: string },
): Promise<StartedSession> {
  const now = Date.parse(context.app.clock.machineNow());
  const token = newToken();
  const expiresAt = expiryOf({ kind, strict: isStrict(context.actor.roles), createdAt: now, seenAt: now });
  const id = context.newId();
  await context.db
    .insertInto('sessions')
    .values({
      id,
      account_id: context.actor.accountId,
      token_hash: hashToken(token),
      kind,
      address: from.address,
      agent: from.agent,
      created_at: new Date(now).toISOString(),
      seen_at: new Date(now).toISOString(),
      expires_at: new Date(expiresAt).toISOString(),
    })
    .execute();
  return { id, cookie: withTenant(context.tenantId, token), expiresAt: new Date(expiresAt).toISOString() };
}

/**
 * Ends sessions of an account: one, or all but one, or all.
 * @returns how many were open until now
 */
export async function revokeSessions(
  context: ActContext,
  accountId: string,
  which: { only?: string; but?: string | null } = {},
): Promise<number> {
  let query = context.db
    .updateTable('sessions')
    .set({ revoked_at: context.app.clock.machineNow() })
    .where('account_id', '=', accountId)
    .where('revoked_at', 'is', null);
  if (which.only) query = query.where('id', '=', which.only);
  if (which.but) query = query.where('id', '!=', which.but);
  const revoked = await query.returning('id').execute();
  context.afterCommit(() => forgetSessions(context.app, accountId));
  return revoked.length;
}

/** Ends every open session of the city, bound phones among them. @returns how many were open until now */
export async function revokeAllSessions(context: ActContext): Promise<number> {
  const now = context.app.clock.machineNow();
  const revoked = await context.db
    .updateTable('sessions')
    .set({ revoked_at: now })
    .where('revoked_at', 'is', null)
    .where('expires_at', '>', now)
    .returning('id')
    .execute();
  context.afterCommit(() => cacheOf(context.app).clear());
  return revoked.length;
}

export interface SessionRow {
  id: string;
  kind: SessionKind;
  agent: string;
  address: string;
  createdAt: string;
  seenAt: string;
  expiresAt: string;
  current: boolean;
}

/** The open sessions of an account, the one that asks first, then by when they were seen. */
export async function openSessions(
  app: App,
  db: TenantDb,
  account: { id: string; strict: boolean; currentSessionId: string | null },
): Promise<SessionRow[]> {
  const now = app.clock.machineNow();
  const rows = await db
    .selectFrom('sessions')
    .select(['id', 'kind', 'agent', 'address', 'created_at', 'seen_at', 'expires_at'])
    .where('account_id', '=', account.id)
    .where('revoked_at', 'is', null)
    .where('expires_at', '>', now)
    .orderBy('seen_at', 'desc')
    .execute();
  return rows
    .filter((row) => {
      const times = {
        createdAt: Date.parse(row.created_at),
        seenAt: Date.parse(row.seen_at),
        expiresAt: Date.parse(row.expires_at),
      };
      return isOpen({ strict: account.strict, ...times }, Date.parse(now));
    })
    .map((row) => ({
      id: row.id,
      kind: row.kind as SessionKind,
      agent: row.agent,
      address: row.address,
      createdAt: row.created_at,
      seenAt: row.seen_at,
      expiresAt: row.expires_at,
      current: row.id === account.currentSessionId,
    }))
    .sort((a, b) => Number(b.current) - Number(a.current));
}
