import { reachesNothing } from '../../platform/access/actor.ts';
import type { Role } from '../../platform/access/permissions.ts';
import { dayRange } from '../../platform/clock/days.ts';
import type { ActContext, ReadContext } from '../../platform/context.ts';
import { invalid, notFound, refused } from '../../platform/http/problems.ts';
import { languageOf, type Message, speak } from '../../platform/locale/messages.ts';
import { changeAccount, findAccount, keepOne, type StoredAccount } from '../accounts/index.ts';
import { endFact, organisationNames } from '../organisations/index.ts';
import { type Finding, findingOnEnding, findingOnGrant, say, tellingRows } from './rules.ts';
import { grantsWhere } from './store.ts';

interface AskedGrant {
  version: number;
  role: Role;
  organisationId: string;
  from: string;
  until: string | null;
}

/** What an account was, is and will be allowed to do, with what the caller may do about it. */
export async function describeGrants(context: ReadContext, accountId: string, language: string) {
  const account = await known(context, accountId);
  const grants = tellingRows(await grantsWhere(context, { accountId }));
  const names = await organisationNames(context, [...new Set(grants.map((grant) => grant.organisationId))]);
  const may = !reachesNothing(await context.reach('grant.manage'));
  const own = accountId === context.actor.accountId;
  const answer = (action: string, against: Message | null) =>
    may ? [{ action, allowed: against === null, reason: against && speak(against, languageOf(language)) }] : [];
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
      grantedBy: grant.grantedBy,
      recordedAt: grant.recordedAt,
      endedAt: grant.supersededAt,
      inForce: !over && (grant.from === null || grant.from <= context.today),
      can: answer('end', own ? say.ownAccount() : over ? ended : null),
    };
  });
  return { accountVersion: account.version, items, can: answer('grant', hindrance(context, account)) };
}

/** @throws Problem when the account may not get it, or somebody changed the account meanwhile */
export async function giveGrant(context: ActContext, accountId: string, asked: AskedGrant) {
  const account = await known(context, accountId);
  const against = hindrance(context, account);
  if (against) throw refused(against);
  const version = await changeAccount(context, account, asked.version, {});
  const names = await organisationNames(context, [asked.organisationId]);
  if (!names.has(asked.organisationId)) throw invalid(say.noOrganisation(), { field: 'organisationId' });
  refuse(findingOnGrant(asked, await standing(context, accountId), context.today));
  await context.db
    .insertInto('grants')
    .values({
      id: context.actionId,
      account_id: accountId,
      role: asked.role,
      organisation_id: asked.organisationId,
      valid: dayRange(asked.from, asked.until),
      granted_by: context.actor.accountId,
      recorded_at: context.now,
    })
    .execute();
  return { id: context.actionId, version };
}

/**
 * Ends a grant on a day; the day before today ends it at once.
 * @throws Problem when it ended already, is one's own, or nobody else would hold the administrator's role
 */
export async function endGrant(context: ActContext, grantId: string, asked: { version: number; lastDay: string }) {
  const [grant] = await grantsWhere(context, { grantId });
  if (!grant || grant.supersededAt !== null) throw notFound(say.notFound());
  if (grant.accountId === context.actor.accountId) throw refused(say.ownAccount());
  refuse(findingOnEnding(grant, asked.lastDay, context.today));
  await keepOne(context, grant.role, grant.accountId);
  const version = await changeAccount(context, await known(context, grant.accountId), asked.version, {});
  await endFact(context, 'grants', grant.id, asked.lastDay);
  await context.db
    .updateTable('grants')
    .set({ ended_by: context.actor.accountId })
    .where('id', '=', grant.id)
    .execute();
  return { id: grant.id, version };
}

async function known(context: ReadContext, accountId: string): Promise<StoredAccount> {
  const account = await findAccount(context, accountId);
  if (!account) throw notFound(say.accountNotFound());
  return account;
}

/** The grants of the account that are not superseded. */
async function standing(context: ReadContext, accountId: string) {
  const grants = await grantsWhere(context, { accountId });
  return grants.filter((grant) => grant.supersededAt === null);
}

/** What stands against granting anything to the account, apart from permission. */
function hindrance(context: ReadContext, account: StoredAccount): Message | null {
  if (account.closed_at !== null) return say.accountClosed();
  return account.id === context.actor.accountId ? say.ownAccount() : null;
}

function refuse(finding: Finding | null): void {
  if (finding) throw invalid(finding.said, { field: finding.field });
}
