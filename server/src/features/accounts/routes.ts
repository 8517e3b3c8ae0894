import { reachesNothing } from '../../platform/access/actor.ts';
import { roles } from '../../platform/access/permissions.ts';
import type { ActContext, ReadContext } from '../../platform/context.ts';
import { violatedConstraint } from '../../platform/database/errors.ts';
import { implement } from '../../platform/http/pipeline.ts';
import { conflict, invalid, notFound, refused } from '../../platform/http/problems.ts';
import { normalUsername } from '../../platform/identity/index.ts';
import { languageOf, speak } from '../../platform/locale/messages.ts';
import { ledgerRoute } from '../../platform/sheets/ledger.ts';
import { personNames } from '../people/index.ts';
import { changeAccount, issuePassword, keepOne, leaveAll } from './changing.ts';
import { accountsContract } from './contract.ts';
import { exportAccounts } from './exporting.ts';
import { type AccountAction, type Finding, hindrance, say, usernameFinding } from './rules.ts';
import {
  described,
  findAccount,
  findHolders,
  holdPerson,
  listAccounts,
  listCandidates,
  noteClosing,
  noteReopening,
  rolesOf,
  rolesThatWouldMeet,
  type StoredAccount,
} from './store.ts';

/** Accounts are the system administrator's; what they may do is granted elsewhere, by another one. */
export const accountRoutes = implement(accountsContract, {
  'GET /api/accounts': {
    handle: (context, { query }) => listAccounts(context, query),
  },
  'GET /api/accounts/export': ledgerRoute('accounts', (context, { query, visitor }) =>
    exportAccounts(context, query, languageOf(visitor.language)),
  ),
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
      await refuseMeetingRoles(context, { id: account.id, person_id: body.personId });
      const version = await changeAccount(context, account, body.version, {
        display_name: body.displayName,
        person_id: body.personId,
      });
      return { id: account.id, version };
    },
  },
  'POST /api/accounts/:accountId/password': {
    async handle(context, { params, body }) {
      const account = await changeable(context, params.accountId, 'issuePassword');
      const { password, version } = await issuePassword(context, account, body.version);
      return { id: account.id, version, password };
    },
  },
  'POST /api/accounts/:accountId/close': {
    async handle(context, { params, body }) {
      const account = await changeable(context, params.accountId, 'close');
      for (const role of await rolesOf(context, account.id)) await keepOne(context, role, account.id, context.today);
      const version = await changeAccount(context, account, body.version, { closed_at: context.now });
      await noteClosing(context, account.id);
      await leaveAll(context, account.id);
      return { id: account.id, version };
    },
  },
  'POST /api/accounts/:accountId/reopen': {
    async handle(context, { params, body }) {
      const account = await changeable(context, params.accountId, 'reopen');
      const version = await changeAccount(context, account, body.version, { closed_at: null });
      await noteReopening(context, account.id);
      return { id: account.id, version };
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

/** Whoever is given a person is given what the person's other accounts hold as well. */
async function refuseMeetingRoles(
  context: ActContext,
  account: { id: string; person_id: string | null },
): Promise<void> {
  const { id, person_id } = account;
  if (person_id === null) return;
  await holdPerson(context, person_id);
  const met = await rolesThatWouldMeet(context, { id, person_id });
  if (!met) return;
  const [held, elsewhere] = [roles[met.held], roles[met.elsewhere]];
  const words = { held: held.zh, heldEn: held.en, elsewhere: elsewhere.zh, elsewhereEn: elsewhere.en };
  throw invalid(say.rolesMeet({ ...words, username: met.username }), { field: 'personId' });
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

function refuse(finding: Finding | null): void {
  if (finding) throw invalid(finding.said, { field: finding.field });
}

/** The actions of whoever manages accounts, each allowed or with what stands against it; nobody else has any. */
async function whatCan(
  context: ReadContext,
  account: StoredAccount,
  actions: readonly AccountAction[],
  language: string,
) {
  if (reachesNothing(await context.reach('account.manage'))) return [];
  const state = { closed: account.closed_at !== null, own: account.id === context.actor.accountId };
  return actions.map((action) => {
    const against = hindrance(action, state);
    return { action, allowed: against === null, reason: against && speak(against, languageOf(language)) };
  });
}
