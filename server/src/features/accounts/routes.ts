import { reachesNothing } from '../../platform/access/actor.ts';
import type { Permission, Role } from '../../platform/access/permissions.ts';
import { dayRange } from '../../platform/clock/days.ts';
import type { ActContext, ReadContext } from '../../platform/context.ts';
import { violatedConstraint } from '../../platform/database/errors.ts';
import { implement } from '../../platform/http/pipeline.ts';
import { conflict, invalid, notFound, refused } from '../../platform/http/problems.ts';
import {
  forgetSessions,
  hashPassword,
  newFirstPassword,
  normalUsername,
  revokeInvitations,
  revokeSessions,
} from '../../platform/identity/index.ts';
import { languageOf, speak } from '../../platform/locale/messages.ts';
import { endFact, organisationNames } from '../organisations/index.ts';
import { personNames } from '../people/index.ts';
import { accountsContract } from './contract.ts';
import {
  type AccountAction,
  type Finding,
  findingOnEnding,
  findingOnGrant,
  hindrance,
  mustBeHeld,
  named,
  say,
  usernameFinding,
} from './rules.ts';
import {
  described,
  findAccount,
  findHolders,
  grantsWhere,
  listAccounts,
  listCandidates,
  otherHolders,
  type StoredAccount,
} from './store.ts';

const permissionOf: Record<AccountAction, Permission> = {
  amend: 'account.manage',
  issuePassword: 'account.manage',
  close: 'account.manage',
  reopen: 'account.manage',
  grant: 'grant.manage',
};

/** Accounts by the system administrator, grants by the security administrator; neither can do the other's part. */
export const accountRoutes = implement(accountsContract, {
  'GET /api/accounts': {
    handle: (context, { query }) => listAccounts(context, query),
  },
  'GET /api/accounts/:accountId': {
    async handle(context, { params, visitor }) {
      const account = await findAccount(context, params.accountId);
      if (!account) throw notFound(say.notFound());
      const [row] = await described(context, [account]);
      if (!row) throw notFound(say.notFound());
      const names = account.person_id ? await personNames(context, [account.person_id]) : new Map<string, string>();
      return {
        ...row,
        version: account.version,
        personId: account.person_id,
        personName: (account.person_id && names.get(account.person_id)) ?? null,
        openedAt: account.recorded_at,
        can: await whatCan(context, account, ['amend', 'issuePassword', 'close', 'reopen'], visitor.language),
      };
    },
  },
  'GET /api/accounts/holders': {
    handle: (context, { query }) => findHolders(context, query.search),
  },
  'POST /api/accounts': {
    handle: (context, { body }) => openAccount(context, body),
  },
  'POST /api/accounts/:accountId/amend': {
    async handle(context, { params, body }) {
      const account = await changeable(context, params.accountId, 'amend');
      await refuseUnknownPerson(context, body.personId);
      const version = await write(context, account, body.version, {
        display_name: body.displayName,
        person_id: body.personId,
      });
      return { id: account.id, version };
    },
  },
  'POST /api/accounts/:accountId/password': {
    async handle(context, { params, body }) {
      const account = await changeable(context, params.accountId, 'issuePassword');
      const password = newFirstPassword();
      const version = await write(context, account, body.version, {
        password_hash: await hashPassword(password),
        must_change_password: true,
        failed_count: 0,
        locked_until: null,
      });
      await leaveAll(context, account.id);
      return { id: account.id, version, password };
    },
  },
  'POST /api/accounts/:accountId/close': {
    async handle(context, { params, body }) {
      const account = await changeable(context, params.accountId, 'close');
      for (const grant of await grantsWhere(context, { accountId: account.id }))
        await keepOne(context, grant.role, account.id);
      const version = await write(context, account, body.version, { closed_at: context.now });
      await leaveAll(context, account.id);
      return { id: account.id, version };
    },
  },
  'POST /api/accounts/:accountId/reopen': {
    async handle(context, { params, body }) {
      const account = await changeable(context, params.accountId, 'reopen');
      return { id: account.id, version: await write(context, account, body.version, { closed_at: null }) };
    },
  },
  'GET /api/accounts/:accountId/grants': {
    handle: (context, { params, visitor }) => describeGrants(context, params.accountId, visitor.language),
  },
  'POST /api/accounts/:accountId/grants': {
    async handle(context, { params, body }) {
      const account = await changeable(context, params.accountId, 'grant');
      const version = await write(context, account, body.version, {});
      const grant = {
        role: body.role as Role,
        organisationId: body.organisationId,
        from: body.from,
        until: body.until,
      };
      const names = await organisationNames(context, [body.organisationId]);
      if (!names.has(body.organisationId)) throw invalid(say.noOrganisation(), { field: 'organisationId' });
      refuse(findingOnGrant(grant, await grantsWhere(context, { accountId: account.id }), context.today));
      await context.db
        .insertInto('grants')
        .values({
          id: context.actionId,
          account_id: account.id,
          role: body.role,
          organisation_id: body.organisationId,
          valid: dayRange(body.from, body.until),
          granted_by: context.actor.accountId,
          recorded_at: context.now,
        })
        .execute();
      return { id: context.actionId, version };
    },
  },
  'POST /api/grants/:grantId/end': {
    async handle(context, { params, body }) {
      const [grant] = await grantsWhere(context, { grantId: params.grantId });
      if (!grant) throw notFound(say.grantNotFound());
      if (grant.accountId === context.actor.accountId) throw refused(say.ownAccount());
      refuse(findingOnEnding(grant, body.lastDay, context.today));
      await keepOne(context, grant.role, grant.accountId);
      const account = await findAccount(context, grant.accountId);
      if (!account) throw notFound(say.notFound());
      const version = await write(context, account, body.version, {});
      await endFact(context, 'grants', grant.id, body.lastDay);
      return { id: grant.id, version };
    },
  },
  'GET /api/invitations/candidates': {
    handle: (context, { query }) => listCandidates(context, query),
  },
});

async function openAccount(
  context: ActContext,
  asked: { username: string; displayName: string; personId: string | null },
) {
  const username = normalUsername(asked.username);
  refuse(usernameFinding(username));
  await refuseUnknownPerson(context, asked.personId);
  const taken = await context.db
    .selectFrom('accounts')
    .select('id')
    .where('username', '=', username)
    // The same act on its way a second time is answered by what it answered first.
    .where('id', '!=', context.actionId)
    .executeTakeFirst();
  if (taken) throw conflict(say.usernameTaken({ username }), { field: 'username' });
  const row = {
    id: context.actionId,
    username,
    display_name: asked.displayName,
    person_id: asked.personId,
    must_change_password: true,
    recorded_at: context.now,
  };
  try {
    await context.db.insertInto('accounts').values(row).execute();
  } catch (error) {
    // Somebody opened the same name between the look and the insert.
    if (violatedConstraint(error) === 'accounts_username_key')
      throw conflict(say.usernameTaken({ username }), { field: 'username' });
    throw error;
  }
  return { id: row.id, version: 1 };
}

async function refuseUnknownPerson(context: ActContext, personId: string | null): Promise<void> {
  if (personId !== null && !(await personNames(context, [personId])).has(personId))
    throw invalid(say.noPerson(), { field: 'personId' });
}

/** @throws Problem when the account does not exist or its state stands against the action */
async function changeable(context: ActContext, accountId: string, action: AccountAction): Promise<StoredAccount> {
  const account = await findAccount(context, accountId);
  if (!account) throw notFound(say.notFound());
  const against = hindrance(action, {
    closed: account.closed_at !== null,
    own: account.id === context.actor.accountId,
  });
  if (against) throw refused(against);
  return account;
}

type AccountChange = Partial<{
  display_name: string;
  person_id: string | null;
  password_hash: string;
  must_change_password: boolean;
  failed_count: number;
  locked_until: null;
  closed_at: string | null;
}>;

/** Writes the account where it is still as it was seen; also what lets only one of two grants at the same moment pass. */
async function write(
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

async function leaveAll(context: ActContext, accountId: string): Promise<void> {
  await revokeSessions(context, accountId);
  await revokeInvitations(context, accountId);
}

/** @throws Problem when nobody else would hold an administrator's role any more */
async function keepOne(context: ActContext, role: Role, accountId: string): Promise<void> {
  if (!mustBeHeld(role)) return;
  if ((await otherHolders(context, role, accountId)) === 0) throw refused(say.lastOfItsKind(named(role)));
}

function refuse(finding: Finding | null): void {
  if (finding) throw invalid(finding.said, { field: finding.field });
}

async function describeGrants(context: ReadContext, accountId: string, language: string) {
  const account = await findAccount(context, accountId);
  if (!account) throw notFound(say.notFound());
  const grants = await grantsWhere(context, { accountId });
  const names = await organisationNames(context, [...new Set(grants.map((grant) => grant.organisationId))]);
  const may = !reachesNothing(await context.reach('grant.manage'));
  const own = accountId === context.actor.accountId;
  const items = grants.map((grant) => {
    const over = grant.until !== null && grant.until < context.today;
    const against = own ? say.ownAccount() : over ? say.endedAlready({ until: grant.until ?? '' }) : null;
    const reason = against ? speak(against, languageOf(language)) : null;
    return {
      id: grant.id,
      role: grant.role,
      organisationId: grant.organisationId,
      organisationName: names.get(grant.organisationId) ?? '',
      from: grant.from,
      until: grant.until,
      grantedBy: grant.grantedBy,
      recordedAt: grant.recordedAt,
      inForce: !over && (grant.from === null || grant.from <= context.today),
      can: may ? [{ action: 'end', allowed: against === null, reason }] : [],
    };
  });
  return { accountVersion: account.version, items, can: await whatCan(context, account, ['grant'], language) };
}

/** The actions that the caller's rights cover, each allowed or with what stands against it. */
async function whatCan(
  context: ReadContext,
  account: StoredAccount,
  actions: readonly AccountAction[],
  language: string,
) {
  const state = { closed: account.closed_at !== null, own: account.id === context.actor.accountId };
  const answers = await Promise.all(
    actions.map(async (action) => {
      if (reachesNothing(await context.reach(permissionOf[action]))) return [];
      const against = hindrance(action, state);
      return [{ action, allowed: against === null, reason: against && speak(against, languageOf(language)) }];
    }),
  );
  return answers.flat();
}
