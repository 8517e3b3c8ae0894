import { sql } from 'kysely';
import { v7 } from 'uuid';
import { grantsOf, type Permission } from '../access/permissions.ts';
import { runAct } from '../acts.ts';
import type { ReadContext } from '../context.ts';
import { type FeatureRoutes, implement } from '../http/pipeline.ts';
import { invalid, notFound } from '../http/problems.ts';
import type { Visitor } from '../http/visitor.ts';
import { languageOf, messages } from '../locale/messages.ts';
import { accountActor, type KnownAccount } from './account-actor.ts';
import { identityContract } from './contract.ts';
import { keepHandshake, readHandshake } from './handshake.ts';
import { acceptInvitation, invite } from './invitations.ts';
import { codeSeconds, invitationLifetime, isStrict, pairingLifetime } from './lifetimes.ts';
import { providerName } from './oidc.ts';
import { hashPassword, passwordFault } from './passwords.ts';
import { forgetSessions, openSessions, revokeSessions } from './sessions.ts';
import { checkCode, checkPassword, codeTooLate, enter } from './sign-in.ts';

const say = messages('identity', {
  noSession: { zh: '没有这个登录，可能已经失效', en: 'There is no such session; it may have ended already' },
  noPersona: { zh: '没有这个演示身份', en: 'There is no such persona' },
  samePassword: { zh: '新密码不能与当前密码相同', en: 'The new password must differ from the current one' },
});

/** What identity needs from above: it knows accounts, not organisations, and not who the demo's people are. */
export interface IdentityNeeds {
  organisationNames(context: ReadContext, ids: readonly string[]): Promise<Map<string, string>>;
  /** User names of the demo's personas in the order of the card; empty in production. */
  personas: readonly string[];
}

/** Sign-in, sessions, invitations and, in a demo, personas. */
export function identityRoutes(needs: IdentityNeeds): FeatureRoutes {
  return implement(identityContract, {
    'GET /api/session': {
      async handle(context, { visitor }) {
        const { accountId, sessionId } = context.actor;
        const account = accountId ? await accountActor(context.db, accountId, context.today, sessionId) : null;
        return describeSession(
          needs,
          context,
          visitor,
          account && { ...account, mustChangePassword: visitor.mustChangePassword, mustEnrol: visitor.mustEnrol },
        );
      },
    },
    'POST /api/session': {
      async handle(context, { body, visitor }) {
        const action = 'POST /api/session';
        const who = { username: body.username };
        const { accountId, awaitsCode } = await checkPassword(context, who, body.password, action);
        if (awaitsCode) {
          keepHandshake(
            context.app,
            visitor.handshakes,
            'code',
            { tenantId: context.tenantId, accountId },
            codeSeconds,
          );
          return { ...(await describeSession(needs, context, visitor, null)), awaitsCode };
        }
        const request = { accountId, kind: 'browser', action, requestId: context.requestId } as const;
        return describeSession(needs, context, visitor, await enter(context.app, visitor, request));
      },
    },
    'POST /api/session/code': {
      async handle(context, { body, visitor }) {
        const action = 'POST /api/session/code';
        const half = readHandshake(context.app, visitor.handshakes, 'code');
        if (!half?.accountId || half.tenantId !== context.tenantId) throw codeTooLate();
        await checkCode(context, half.accountId, body.code, action);
        visitor.handshakes.drop('code');
        const request = { accountId: half.accountId, kind: 'browser', action, requestId: context.requestId } as const;
        return describeSession(needs, context, visitor, await enter(context.app, visitor, request));
      },
    },
    'POST /api/session/end': {
      async handle(context, { visitor }) {
        const { accountId, sessionId } = context.actor;
        if (sessionId) await revokeSessions(context, accountId, { only: sessionId });
        context.afterCommit(() => visitor.endSession());
        return { done: true as const };
      },
    },
    'POST /api/session/password': {
      async handle(context, { body }) {
        await changePassword(context, body.current, body.next);
        return { done: true as const };
      },
    },
    'GET /api/session/list': {
      async handle(context) {
        const { accountId, sessionId, roles } = context.actor;
        const account = { id: accountId, strict: isStrict(roles), currentSessionId: sessionId };
        return { items: await openSessions(context.app, context.db, account) };
      },
    },
    'POST /api/session/:sessionId/revoke': {
      async handle(context, { params, visitor }) {
        const revoked = await revokeSessions(context, context.actor.accountId, { only: params.sessionId });
        if (revoked === 0) throw notFound(say.noSession());
        if (params.sessionId === context.actor.sessionId) context.afterCommit(() => visitor.endSession());
        return { done: true as const };
      },
    },
    'POST /api/session/pairing': {
      handle: (context, { visitor }) => invite(context, context.actor.accountId, pairingLifetime, visitor.origin),
    },
    'POST /api/invitations': {
      handle: (context, { body, visitor }) => invite(context, body.accountId, invitationLifetime, visitor.origin),
    },
    'POST /api/invitations/accept': {
      async handle(context, { body, visitor }) {
        const account = await acceptInvitation(
          context.app,
          context,
          visitor,
          body.token,
          'POST /api/invitations/accept',
        );
        return describeSession(needs, context, visitor, account);
      },
    },
    'GET /api/demo/personas': {
      handle: async (context) => ({ items: await personasOf(needs, context) }),
    },
    'POST /api/demo/persona': {
      async handle(context, { body, visitor }) {
        const persona = await accountActor(context.db, body.accountId, context.today, null);
        if (!persona) throw notFound(say.noPersona());
        const request = {
          accountId: body.accountId,
          kind: 'browser',
          action: 'POST /api/demo/persona',
          requestId: context.requestId,
        } as const;
        return describeSession(needs, context, visitor, await enter(context.app, visitor, request));
      },
    },
  });
}

/**
 * Changes the password of who is signed in; his other sessions end.
 * @throws Problem when the current one is wrong (counted like a failed sign-in) or the new one is refused
 */
async function changePassword(context: ReadContext, current: string, next: string): Promise<void> {
  const action = 'POST /api/session/password';
  const { accountId, sessionId } = context.actor;
  await checkPassword(context, { accountId }, current, action);
  const account = await context.db
    .selectFrom('accounts')
    .select('username')
    .where('id', '=', accountId)
    .executeTakeFirstOrThrow();
  const fault = current === next ? say.samePassword() : passwordFault(next, account.username);
  if (fault) throw invalid(fault, { field: 'next' });
  const password_hash = await hashPassword(next);
  const { tenantId, actor, requestId } = context;
  const act = { tenantId, actor, actionId: v7(), action, input: null, requestId, unremembered: true };
  await runAct(context.app, act, async (writing) => {
    await writing.db
      .updateTable('accounts')
      .set((row) => ({ password_hash, must_change_password: false, version: row('version', '+', 1) }))
      .where('id', '=', accountId)
      .execute();
    await revokeSessions(writing, accountId, { but: sessionId });
    writing.afterCommit(() => forgetSessions(context.app, accountId));
  });
}

async function describeSession(
  needs: IdentityNeeds,
  context: ReadContext,
  visitor: Visitor,
  account: KnownAccount | null,
) {
  const roles = account?.actor.roles ?? [];
  const names = await needs.organisationNames(context, [...new Set(roles.map((held) => held.organisationId))]);
  const held = new Set(roles.flatMap(({ role }) => Object.keys(grantsOf[role]) as Permission[]));
  return {
    signedIn: account !== null,
    account: account && {
      id: account.actor.accountId,
      username: account.username,
      displayName: account.actor.displayName,
      personId: account.actor.personId,
      mustChangePassword: account.mustChangePassword,
      mustEnrol: account.mustEnrol,
    },
    awaitsCode: false,
    singleSignOn: providerName(context.app),
    roles: roles.map((role) => ({ ...role, organisationName: names.get(role.organisationId) ?? '' })),
    permissions: [...held].sort(),
    demo:
      context.app.config.mode === 'demo'
        ? { businessDate: context.today, personas: await personasOf(needs, context) }
        : null,
    language: languageOf(visitor.language),
  };
}

async function personasOf(needs: IdentityNeeds, context: ReadContext) {
  if (needs.personas.length === 0) return [];
  const accounts = await context.db
    .selectFrom('accounts')
    .innerJoin('grants', 'grants.account_id', 'accounts.id')
    .select(['accounts.id', 'accounts.username', 'accounts.display_name', 'grants.role', 'grants.organisation_id'])
    .where('accounts.username', '=', sql<string>`any(${[...needs.personas]}::text[])`)
    .where(sql<boolean>`grants.valid @> ${context.today}::date`)
    .where('accounts.closed_at', 'is', null)
    .where('grants.superseded_at', 'is', null)
    .execute();
  const names = await needs.organisationNames(context, [
    ...new Set(accounts.map((account) => account.organisation_id)),
  ]);
  return needs.personas.flatMap((username) => {
    const account = accounts.find((known) => known.username === username);
    if (!account) return [];
    return [
      {
        accountId: account.id,
        username,
        displayName: account.display_name,
        role: account.role,
        organisationName: names.get(account.organisation_id) ?? '',
      },
    ];
  });
}
