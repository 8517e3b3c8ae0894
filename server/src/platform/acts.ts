import { createHash } from 'node:crypto';
import { v7 } from 'uuid';
import { type Actor, nowhere, type Reach, reachOf, type ScopeResolver } from './access/actor.ts';
import type { Permission } from './access/permissions.ts';
import { canonical } from './audit/canonical.ts';
import { auditedTables, digestRow, type RecordDigest, recordId } from './audit/records.ts';
import { machineInstant } from './clock/clock.ts';
import { dayOf } from './clock/days.ts';
import type { ActContext, App, ReadContext } from './context.ts';
import type { TenantDb } from './database/connections.ts';
import { isRetryable, sqlState, uniqueViolation, violatedConstraint } from './database/errors.ts';
import { type WrittenRow, writeLog } from './database/write-log.ts';
import { conflict, Problem } from './http/problems.ts';
import { messages } from './locale/messages.ts';

const say = messages('acts', {
  actionIdReused: {
    zh: '同一操作编号已用于另一项内容，请刷新页面后重试',
    en: 'This action id was already used for something else; reload the page and try again',
  },
  longAgo: {
    zh: '这一操作早已办理，请刷新页面查看结果',
    en: 'This was done long ago; reload the page to see what came of it',
  },
});

export interface ActRequest {
  tenantId: string;
  actor: Actor;
  actionId: string;
  /** The route key, or the name of a job or command. */
  action: string;
  input: unknown;
  requestId: string;
  /** Business instant, where it is not the present one (the demo city acts in its own past). */
  now?: string;
  /** As the request was authorised with them; asked anew where absent. */
  scopes?: ScopeResolver;
  /** Input or answer hold a secret: neither the answer nor a digest of the input is kept, and the id serves once. */
  unremembered?: boolean;
}

/** Stands where an act kept no digest of its input. */
const unrememberedDigest = 'unremembered';
/** Stands where an answer was kept and has been forgotten. */
const forgottenDigest = 'forgotten';

export interface ActAnswer<T> {
  answer: T;
  /** True when this was a repeat and nothing was done. */
  repeated: boolean;
}

/** The reading side of an act, without transaction. What is noted goes into `details`. */
export function readContext(
  app: App,
  request: Pick<ActRequest, 'tenantId' | 'actor' | 'requestId' | 'now' | 'scopes'>,
  db: TenantDb,
  details: Record<string, unknown> = {},
): ReadContext {
  const now = request.now ?? app.clock.businessNow(request.tenantId);
  const scopes = request.scopes ?? app.scopes.of(request.tenantId);
  const reaches = new Map<Permission, Promise<Reach>>();
  return {
    app,
    db,
    tenantId: request.tenantId,
    actor: request.actor,
    requestId: request.requestId,
    now,
    today: dayOf(now),
    note: (more) => void Object.assign(details, more),
    reach(permission) {
      const known = reaches.get(permission);
      if (known) return known;
      const reach = request.actor.roles.length ? reachOf(request.actor, permission, scopes) : Promise.resolve(nowhere);
      reaches.set(permission, reach);
      return reach;
    },
  };
}

/**
 * Runs one act: one transaction, one audit entry with the digest of every record it wrote, one remembered answer. A repeat
 * with the same id and content returns that answer; with other content it is a conflict.
 * @throws Problem as the work does; a conflict when the id was used for something else
 */
export async function runAct<T>(
  app: App,
  request: ActRequest,
  work: (context: ActContext) => Promise<T>,
): Promise<ActAnswer<T>> {
  const digest = digestOf(app, request);
  const db = app.connections.tenant(request.tenantId);
  try {
    return await untilDecided(() => once(app, db, request, digest, work));
  } catch (error) {
    // An act's own row carries the id too, and outlives whatever is remembered of its answer.
    if (sqlState(error) === uniqueViolation && violatedConstraint(error)?.endsWith('_pk'))
      throw conflict(say.actionIdReused());
    throw error;
  }
}

/**
 * As `runAct`, for an act that needs something slow first. It is prepared before the transaction opens, so that no connection
 * and no row waits for it, and not at all where the act was done before.
 * @param prepare returns the work of the act
 */
export async function runPreparedAct<T>(
  app: App,
  request: ActRequest,
  prepare: () => Promise<(context: ActContext) => Promise<T>>,
): Promise<ActAnswer<T>> {
  const remembered = () =>
    rememberedAnswer<T>(app.connections.tenant(request.tenantId), request, digestOf(app, request));
  const earlier = await remembered();
  if (earlier) return earlier;
  let work: Awaited<ReturnType<typeof prepare>>;
  try {
    work = await prepare();
  } catch (error) {
    // The same act may have been done since it was looked for, and what it changed be what is refused here.
    const done = error instanceof Problem ? await remembered() : null;
    if (done) return done;
    throw error;
  }
  return runAct(app, request, work);
}

interface RequestDigest {
  /** What is kept. */
  keyed: string;
  /** What was kept of acts before digests were keyed; their repeats are still known by it. */
  plain: string;
}

/** What was asked, digested with a key: a body may hold a password, which could be guessed against a digest without one. */
function digestOf(app: App, { action, input }: ActRequest): RequestDigest {
  const plain = createHash('sha256').update(canonical({ action, input })).digest('hex');
  return { keyed: app.cipher.requestDigest(plain), plain };
}

const deadlockAttempts = 3;

/** A deadlock undid the whole act and says nothing against it; it is done again (distributed.md 7). */
async function untilDecided<T>(attempt: () => Promise<T>): Promise<T> {
  for (let left = deadlockAttempts; ; left -= 1) {
    try {
      return await attempt();
    } catch (error) {
      if (left <= 1 || !isRetryable(error)) throw error;
    }
  }
}

async function once<T>(
  app: App,
  db: TenantDb,
  request: ActRequest,
  digest: RequestDigest,
  work: (context: ActContext) => Promise<T>,
): Promise<ActAnswer<T>> {
  const written: WrittenRow[] = [];
  const details: Record<string, unknown> = {};
  const after: (() => void | Promise<void>)[] = [];
  const result = await db.transaction().execute(async (transaction) => {
    const context: ActContext = {
      ...readContext(app, request, transaction.withPlugin(writeLog(written)), details),
      actionId: request.actionId,
      newId: v7,
      afterCommit: (step) => after.push(step),
    };
    const earlier = (await claimed(transaction, request, digest, context.now))
      ? null
      : await rememberedAnswer<T>(transaction, request, digest);
    if (earlier) return earlier;
    const answer = await work(context);
    if (!request.unremembered) await remember(transaction, request.actionId, answer);
    await writeAudit(transaction, request, context.now, 'done', details, digests(written));
    return { answer, repeated: false };
  });
  if (!result.repeated) {
    for (const step of after) await step();
    app.announce(request.tenantId, [...new Set(written.map((row) => row.table))]);
  }
  return result;
}

/**
 * Takes the id for this act before anything is asked of the records: of taps at the same moment the later ones wait here
 * until the first has committed, and find its answer instead of a state that the first has changed under them.
 * @returns false where the id is taken
 */
async function claimed(db: TenantDb, request: ActRequest, digest: RequestDigest, now: string): Promise<boolean> {
  const result = await db
    .insertInto('action_results')
    .values({
      id: request.actionId,
      action: request.action,
      account_id: accountOf(request.actor),
      // A fast hash of a password beside its slow one would undo the slow one.
      request_digest: request.unremembered ? unrememberedDigest : digest.keyed,
      status: 200,
      response: null,
      recorded_at: now,
    })
    .onConflict((same) => same.columns(['tenant_id', 'id']).doNothing())
    .executeTakeFirst();
  return Number(result.numInsertedOrUpdatedRows) > 0;
}

async function remember(db: TenantDb, actionId: string, answer: unknown): Promise<void> {
  await db
    .updateTable('action_results')
    .set({ response: JSON.stringify(answer ?? null) })
    .where('id', '=', actionId)
    .execute();
}

async function rememberedAnswer<T>(
  db: TenantDb,
  request: ActRequest,
  digest: RequestDigest,
): Promise<ActAnswer<T> | null> {
  const row = await db
    .selectFrom('action_results')
    .select(['request_digest', 'response', 'account_id'])
    .where('id', '=', request.actionId)
    .executeTakeFirst();
  if (!row) return null;
  if (row.request_digest === forgottenDigest) throw conflict(say.longAgo());
  const same = row.request_digest === digest.keyed || row.request_digest === digest.plain;
  if (request.unremembered || !same || row.account_id !== accountOf(request.actor))
    throw conflict(say.actionIdReused());
  return { answer: row.response as T, repeated: true };
}

/**
 * Empties what was remembered of answers before a business instant. The row stays: it keeps the id from being used again,
 * and the audit is verified against it.
 * @returns how many were emptied
 */
export async function forgetAnswers(db: TenantDb, before: string): Promise<number> {
  const result = await db
    .updateTable('action_results')
    .set({ response: null, request_digest: forgottenDigest })
    .where('recorded_at', '<', before)
    .where('request_digest', '!=', forgottenDigest)
    .executeTakeFirst();
  return Number(result.numUpdatedRows);
}

/** The newest state of each written record, digested. */
function digests(written: readonly WrittenRow[]): RecordDigest[] {
  const newest = new Map<string, RecordDigest>();
  for (const { table, row, removed } of written) {
    const id = recordId(table, row);
    const version = auditedTables[table]?.version ?? 0;
    newest.set(`${table} ${id}`, { table, id, version, digest: removed ? null : digestRow(table, row) });
  }
  return [...newest.values()];
}

/** Writes one audit entry. Only the pipeline calls this: in the act's transaction, or by itself for a refusal or a noted read. */
export async function writeAudit(
  db: TenantDb,
  request: Pick<ActRequest, 'actionId' | 'action' | 'actor' | 'requestId'>,
  businessAt: string,
  outcome: 'done' | 'refused' | 'read',
  details: Record<string, unknown>,
  records: readonly RecordDigest[],
): Promise<void> {
  await db
    .insertInto('audit_entries')
    .values({
      id: outcome === 'done' ? request.actionId : v7(),
      action: request.action,
      account_id: accountOf(request.actor),
      account_name: request.actor.displayName,
      role: request.actor.roles.map((held) => held.role).join(',') || null,
      organisation_id: request.actor.roles[0]?.organisationId ?? null,
      outcome,
      details: JSON.stringify(details),
      records: JSON.stringify(records),
      request_id: request.requestId,
      machine_at: machineInstant(),
      business_at: businessAt,
    })
    .execute();
}

/** The program itself (`operator`, jobs, the demo city) acts without an account. */
function accountOf(actor: Actor): string | null {
  return actor.accountId === '' ? null : actor.accountId;
}

/** The actor of commands and jobs: no account, no reach, named in the audit. */
export function programActor(name: string): Actor {
  return { accountId: '', displayName: name, personId: null, sessionId: null, roles: [] };
}
