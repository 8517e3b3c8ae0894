import { reachesNothing } from '../../platform/access/actor.ts';
import type { Permission, Role } from '../../platform/access/permissions.ts';
import { dayRange } from '../../platform/clock/days.ts';
import type { ActContext, ReadContext } from '../../platform/context.ts';
import { readPlace, writePlace } from '../../platform/http/place.ts';
import { conflict, invalid, notFound, refused } from '../../platform/http/problems.ts';
import { languageOf, type Message, speak } from '../../platform/locale/messages.ts';
import { accountsOfHolder, changeAccount, findAccount, holdPerson, type StoredAccount } from '../accounts/index.ts';
import { organisationNames } from '../organisations/index.ts';
import {
  type Deciding,
  type Finding,
  findingOnGrant,
  type HeldTerm,
  hindranceOnApproving,
  sameHand,
  say,
  termOnApproval,
} from './rules.ts';
import { grantsWhere, requestsWhere, type StoredGrant, type StoredRequest } from './store.ts';

const pageSize = 50;

interface AskedGrant {
  role: Role;
  organisationId: string;
  from: string;
  until: string | null;
  reason: string;
}

/** Asks for a role. Nothing is granted by it. @throws Problem when it could not be granted, or waits already */
export async function requestGrant(context: ActContext, accountId: string, asked: AskedGrant) {
  const account = await known(context, accountId);
  const against = hindrance(context, account);
  if (against) throw refused(against);
  const names = await organisationNames(context, [asked.organisationId]);
  if (!names.has(asked.organisationId)) throw invalid(say.noOrganisation(), { field: 'organisationId' });
  refuse(findingOnGrant(asked, await standing(context, account), context.today));
  const waiting = await requestsWhere(context, { pendingOf: accountId });
  if (waiting.some((one) => one.role === asked.role && one.organisationId === asked.organisationId))
    throw conflict(say.askedAlready(), { field: 'role' });
  await context.db
    .insertInto('grant_requests')
    .values({
      id: context.actionId,
      account_id: accountId,
      role: asked.role,
      organisation_id: asked.organisationId,
      valid: dayRange(asked.from, asked.until),
      reason: asked.reason,
      requested_by: context.actor.accountId,
      requested_at: context.now,
    })
    .execute();
  context.note({ accountId, username: account.username, role: asked.role });
  return { id: context.actionId };
}

/**
 * Grants what was asked for, judged anew by what the account holds today; a first day that has passed becomes today.
 * @throws Problem when this one may not approve it, the account may not get it, or it was decided meanwhile
 */
export async function approveRequest(context: ActContext, requestId: string): Promise<{ id: string; from: string }> {
  const request = await undecided(context, requestId);
  const account = await known(context, request.accountId);
  if (account.closed_at !== null) throw refused(say.accountClosed());
  const against = hindranceOnApproving(decidingOf(context, request));
  if (against) throw refused(against);
  // Of two approvals for one person or one account at the same moment the second sees the first; so the account is written
  // although nothing of it changes.
  if (account.person_id !== null) await holdPerson(context, account.person_id);
  await changeAccount(context, account, account.version, {});
  const term = termOnApproval(request, context.today);
  if ('said' in term) throw invalid(term.said, { field: term.field });
  refuse(findingOnGrant(term, await standing(context, account), context.today));
  await decide(context, request, 'approved', null);
  await context.db
    .insertInto('grants')
    .values({
      id: context.actionId,
      account_id: account.id,
      role: request.role,
      organisation_id: request.organisationId,
      valid: dayRange(term.from, term.until),
      granted_by: context.actor.accountId,
      request_id: request.id,
      recorded_at: context.now,
    })
    .execute();
  return { id: context.actionId, from: term.from ?? context.today };
}

/** @throws Problem when it was decided meanwhile */
export async function rejectRequest(context: ActContext, requestId: string, reason: string) {
  const request = await undecided(context, requestId);
  await decide(context, request, 'rejected', reason);
  return { id: request.id };
}

/** @throws Problem when another one asked, or it was decided meanwhile */
export async function withdrawRequest(context: ActContext, requestId: string) {
  const request = await undecided(context, requestId);
  if (request.requestedById !== context.actor.accountId) throw refused(say.notYours());
  await decide(context, request, 'withdrawn', null);
  return { id: request.id };
}

async function decide(
  context: ActContext,
  request: StoredRequest,
  decision: 'approved' | 'rejected' | 'withdrawn',
  reason: string | null,
): Promise<void> {
  const decided = await context.db
    .updateTable('grant_requests')
    .set({
      decision,
      decided_by: context.actor.accountId,
      decided_at: context.now,
      decision_reason: reason,
    })
    .where('id', '=', request.id)
    .where('decision', 'is', null)
    .returning('id')
    .execute();
  if (decided.length === 0) throw conflict(say.decidedAlready());
  context.note({ accountId: request.accountId, username: request.username, role: request.role });
}

/** @throws Problem when there is no such request, or it was decided already */
async function undecided(context: ReadContext, requestId: string): Promise<StoredRequest> {
  const [request] = await requestsWhere(context, { requestId });
  if (!request) throw notFound(say.requestNotFound());
  if (request.decision !== null) throw conflict(say.decidedAlready());
  return request;
}

/** A page of what waits, or of what was decided. */
export async function requestsPage(
  context: ReadContext,
  asked: { decided: boolean; cursor?: string | undefined },
  language: string,
) {
  const { decided } = asked;
  const after = readPlace(asked.cursor);
  const rows = await requestsWhere(context, { decided, after, limit: pageSize + 1 });
  const shown = rows.slice(0, pageSize);
  const last = shown.at(-1);
  return {
    items: await describeRequests(context, shown, language),
    next:
      rows.length > pageSize && last
        ? writePlace({ at: (decided ? last.decidedAt : null) ?? last.requestedAt, id: last.id })
        : null,
  };
}

/** Requests as the screens show them, with what the caller may do about each. */
export async function describeRequests(context: ReadContext, requests: readonly StoredRequest[], language: string) {
  const [names, mayDecide, mayAsk] = await Promise.all([
    organisationNames(context, [...new Set(requests.map((request) => request.organisationId))]),
    mayAnywhere(context, 'grant.manage'),
    mayAnywhere(context, 'grant.request'),
  ]);
  return requests.map((stored) => {
    const { personId: _person, requestedById, requesterPersonId: _requester, ...request } = stored;
    const deciding = [
      canOrNot('approve', hindranceOnApproving(decidingOf(context, stored)), language),
      canOrNot('reject', null, language),
    ];
    const own = requestedById === context.actor.accountId;
    const withdrawing = [canOrNot('withdraw', own ? null : say.notYours(), language)];
    return {
      ...request,
      organisationName: names.get(request.organisationId) ?? '',
      can: request.decision !== null ? [] : [...(mayDecide ? deciding : []), ...(mayAsk ? withdrawing : [])],
    };
  });
}

function decidingOf(context: ReadContext, request: StoredRequest): Deciding {
  return {
    decider: context.actor,
    requester: { accountId: request.requestedById, personId: request.requesterPersonId },
    holder: { accountId: request.accountId, personId: request.personId },
  };
}

export async function mayAnywhere(context: ReadContext, permission: Permission): Promise<boolean> {
  return !reachesNothing(await context.reach(permission));
}

export function canOrNot(action: string, against: Message | null, language: string) {
  return { action, allowed: against === null, reason: against && speak(against, languageOf(language)) };
}

/** @throws Problem when there is no such account */
export async function known(context: ReadContext, accountId: string): Promise<StoredAccount> {
  const account = await findAccount(context, accountId);
  if (!account) throw notFound(say.accountNotFound());
  return account;
}

/** The grants of the account's holder, by this and his other accounts, that are not superseded. */
export async function standing(context: ReadContext, account: StoredAccount): Promise<(StoredGrant & HeldTerm)[]> {
  const grants = await grantsWhere(context, { accountIds: await accountsOfHolder(context, account) });
  return grants
    .filter((grant) => grant.supersededAt === null)
    .map((grant) => ({ ...grant, otherAccount: grant.accountId === account.id ? undefined : grant.username }));
}

/** What stands against asking anything for the account, apart from permission. */
export function hindrance(context: ReadContext, account: StoredAccount): Message | null {
  if (account.closed_at !== null) return say.accountClosed();
  return sameHand({ accountId: account.id, personId: account.person_id }, context.actor) ? say.ownAccount() : null;
}

export function refuse(finding: Finding | null): void {
  if (finding) throw invalid(finding.said, { field: finding.field });
}
