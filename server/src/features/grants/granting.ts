import { addDays } from '../../platform/clock/days.ts';
import type { ActContext, ReadContext } from '../../platform/context.ts';
import { notFound, refused } from '../../platform/http/problems.ts';
import { changeAccount, keepOne } from '../accounts/index.ts';
import { endFact, organisationNames } from '../organisations/index.ts';
import { canOrNot, describeRequests, hindrance, known, mayAnywhere, refuse } from './requests.ts';
import { findingOnEnding, say, tellingRows } from './rules.ts';
import { grantsWhere, requestsWhere } from './store.ts';

/** What an account was, is and will be allowed to do, with what the caller may do about it. */
export async function describeGrants(context: ReadContext, accountId: string, language: string) {
  const account = await known(context, accountId);
  const grants = tellingRows(await grantsWhere(context, { accountIds: [accountId] }));
  const names = await organisationNames(context, [...new Set(grants.map((grant) => grant.organisationId))]);
  const [mayEnd, mayAsk] = await Promise.all([
    mayAnywhere(context, 'grant.manage'),
    mayAnywhere(context, 'grant.request'),
  ]);
  const own = accountId === context.actor.accountId;
  const items = grants.map((grant) => {
    const over = grant.supersededAt !== null || (grant.until !== null && grant.until < context.today);
    const ended = say.endedAlready({ until: grant.until ?? context.today });
    return {
      id: grant.id,
      role: grant.role,
      organisationId: grant.organisationId,
      organisationName: names.get(grant.organisationId) ?? '',
      from: grant.from,
      until: grant.until,
      requestedBy: grant.requestedBy,
      grantedBy: grant.grantedBy,
      recordedAt: grant.recordedAt,
      endedAt: grant.supersededAt,
      inForce: !over && (grant.from === null || grant.from <= context.today),
      can: mayEnd ? [canOrNot('end', own ? say.ownAccount() : over ? ended : null, language)] : [],
    };
  });
  return {
    accountVersion: account.version,
    items,
    pending: await describeRequests(context, await requestsWhere(context, { pendingOf: accountId }), language),
    can: mayAsk ? [canOrNot('request', hindrance(context, account), language)] : [],
  };
}

/**
 * Ends a grant on a day; the day before today ends it at once.
 * @throws Problem when it ended already, is one's own, or on a later day nobody would hold the administrator's role
 */
export async function endGrant(context: ActContext, grantId: string, asked: { version: number; lastDay: string }) {
  const [grant] = await grantsWhere(context, { grantId });
  if (!grant || grant.supersededAt !== null) throw notFound(say.notFound());
  if (grant.accountId === context.actor.accountId) throw refused(say.ownAccount());
  refuse(findingOnEnding(grant, asked.lastDay, context.today));
  await keepOne(context, grant.role, grant.accountId, addDays(asked.lastDay, 1));
  const version = await changeAccount(context, await known(context, grant.accountId), asked.version, {});
  await endFact(context, 'grants', grant.id, asked.lastDay);
  await context.db
    .updateTable('grants')
    .set({ ended_by: context.actor.accountId })
    .where('id', '=', grant.id)
    .execute();
  return { id: grant.id, version };
}
