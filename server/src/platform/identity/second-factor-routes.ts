import { v7 } from 'uuid';
import { type Role, roles } from '../access/permissions.ts';
import { runAct } from '../acts.ts';
import type { ActContext, ReadContext } from '../context.ts';
import type { RouteKey } from '../http/contract.ts';
import { implement } from '../http/pipeline.ts';
import { notFound, refused } from '../http/problems.ts';
import { messages } from '../locale/messages.ts';
import {
  beginEnrolment,
  confirmEnrolment,
  describeSecondFactor,
  issueRecoveryCodes,
  removeSecondFactor,
  requiredRoles,
} from './second-factor.ts';
import { secondFactorContract } from './second-factor-contract.ts';
import { forgetSessions, revokeSessions } from './sessions.ts';
import { checkCode } from './sign-in.ts';

const say = messages('secondFactorRules', {
  noAccount: { zh: '没有这个账号', en: 'There is no such account' },
  own: {
    zh: '不能重置自己的动态验证码。请在“我的”中停用，或由另一名安全管理员重置',
    en: 'Nobody resets his own codes. Stop using them under “my account”, or let another security administrator do it',
  },
});

/** One's own second factor, and what the security administrator decides about everybody's. */
export const secondFactorRoutes = implement(secondFactorContract, {
  'GET /api/session/second-factor': {
    handle: (context) => describeSecondFactor(context),
  },
  'POST /api/session/second-factor/begin': {
    handle: (context) => beginEnrolment(context),
  },
  'POST /api/session/second-factor/confirm': {
    async handle(context, { body }) {
      const answer = await confirmEnrolment(context, body.code);
      context.afterCommit(() => forgetSessions(context.app, context.actor.accountId));
      return answer;
    },
  },
  'POST /api/session/second-factor/recovery-codes': {
    handle: (context, { body }) =>
      afterCode(context, body.code, 'POST /api/session/second-factor/recovery-codes', async (act) => ({
        recoveryCodes: await issueRecoveryCodes(act),
      })),
  },
  'POST /api/session/second-factor/remove': {
    handle: (context, { body }) =>
      afterCode(context, body.code, 'POST /api/session/second-factor/remove', async (act) => {
        await removeSecondFactor(act, act.actor.accountId);
        act.afterCommit(() => forgetSessions(act.app, act.actor.accountId));
        return { done: true as const };
      }),
  },
  'GET /api/second-factor/rules': {
    async handle(context) {
      const required = await requiredRoles(context.db);
      return { items: (Object.keys(roles) as Role[]).map((role) => ({ role, required: required.has(role) })) };
    },
  },
  'POST /api/second-factor/rules': {
    async handle(context, { body: { role, required } }) {
      context.note({ role, required });
      const rule = { role, required_by: context.actor.accountId, required_at: context.now };
      if (required)
        await context.db
          .insertInto('second_factor_rules')
          .values(rule)
          .onConflict((known) => known.columns(['tenant_id', 'role']).doNothing())
          .execute();
      else await context.db.deleteFrom('second_factor_rules').where('role', '=', role).execute();
      return { done: true as const };
    },
  },
  'GET /api/accounts/:accountId/second-factor': {
    async handle(context, { params }) {
      const account = await context.db
        .selectFrom('accounts')
        .leftJoin('second_factors', 'second_factors.account_id', 'accounts.id')
        .select('second_factors.confirmed_at')
        .where('accounts.id', '=', params.accountId)
        .executeTakeFirst();
      if (!account) throw notFound(say.noAccount());
      return { enrolledAt: account.confirmed_at };
    },
  },
  'POST /api/accounts/:accountId/second-factor/reset': {
    async handle(context, { params: { accountId }, body }) {
      if (accountId === context.actor.accountId) throw refused(say.own());
      await resetSecondFactor(context, accountId, body.reason);
      return { done: true as const };
    },
  },
});

/**
 * Takes the second factor of another's account away and ends its sessions: whoever holds the lost device may be signed in.
 * @throws Problem when there is no such account, or it has none
 */
export async function resetSecondFactor(context: ActContext, accountId: string, reason: string): Promise<void> {
  const account = await context.db
    .selectFrom('accounts')
    .select('username')
    .where('id', '=', accountId)
    .executeTakeFirst();
  if (!account) throw notFound(say.noAccount());
  context.note({ accountId, username: account.username, reason });
  await removeSecondFactor(context, accountId);
  await revokeSessions(context, accountId);
}

/** Does the work as one act once a code was accepted, which is counted whatever becomes of the work. @throws Problem */
async function afterCode<T>(
  context: ReadContext,
  code: string,
  action: RouteKey,
  work: (act: ActContext) => Promise<T>,
): Promise<T> {
  const { app, tenantId, actor, requestId } = context;
  await checkCode(context, actor.accountId, code, action);
  const act = { tenantId, actor, actionId: v7(), action, input: null, requestId, unremembered: true };
  return (await runAct(app, act, work)).answer;
}
