import { v7 } from 'uuid';
import { runAct, writeAudit } from '../acts.ts';
import type { ReadContext } from '../context.ts';
import { sqlState, uniqueViolation } from '../database/errors.ts';
import { implement } from '../http/pipeline.ts';
import { conflict, notFound, refused } from '../http/problems.ts';
import { messages } from '../locale/messages.ts';
import { keepHandshake } from './handshake.ts';
import { codeSeconds } from './lifetimes.ts';
import { askProvider, type ForeignIdentity, providerName, readAnswer } from './oidc.ts';
import { hasSecondFactor } from './second-factor.ts';
import { enter } from './sign-in.ts';
import { singleSignOnContract } from './single-sign-on-contract.ts';

const say = messages('identities', {
  unknown: {
    zh: '您在{name}的身份还没有关联本系统的账号，没有登录。请先用用户名和密码登录，在“我的 — 单点登录”中关联；没有账号的，请联系本单位的系统管理员开设',
    en: 'Your identity at {name} is linked to no account here, and you are not signed in. Sign in with user name and password and link it under “My account — Single sign-on”; without an account ask your system administrator for one',
  },
  closed: {
    zh: '您在{name}的身份所关联的账号已停用，没有登录。请联系本单位的系统管理员',
    en: 'The account that your identity at {name} is linked to was closed, and you are not signed in. Ask your system administrator',
  },
  takenByOther: {
    zh: '您在{name}的这个身份已关联另一个账号，没有改动。请先在那个账号中取消关联',
    en: 'This identity at {name} is linked to another account already, and nothing was changed. Unlink it there first',
  },
  linkedAlready: { zh: '这个身份已经关联', en: 'This identity is linked already' },
  notFound: { zh: '没有这项关联，可能已经取消', en: 'There is no such link; it may be gone already' },
});

/**
 * Single sign-on. An identity opens an account when its holder linked it himself while he was signed in; one that nobody linked
 * opens nothing, whatever name or address comes with it. The password stays as the way in when the provider is down.
 */
export const singleSignOnRoutes = implement(singleSignOnContract, {
  'POST /api/single-sign-on/begin': {
    handle: ({ app }, { visitor }) => askProvider(app, visitor, 'oidc'),
  },
  'POST /api/single-sign-on/finish': {
    async handle(context, { body, visitor }) {
      const action = 'POST /api/single-sign-on/finish';
      const identity = await readAnswer(context.app, visitor, 'oidc', body.answer);
      const account = await accountOf(context, identity);
      const name = providerName(context.app) ?? '';
      if (account === null) {
        await noteRefusal(context, action, { reason: 'unknownIdentity', issuer: identity.issuer });
        throw refused(say.unknown({ name }));
      }
      const accountId = account.id;
      if (account.closed_at !== null) {
        await noteRefusal(context, action, { reason: 'closed', issuer: identity.issuer, accountId });
        throw refused(say.closed({ name }));
      }
      if (await hasSecondFactor(context.db, accountId)) {
        keepHandshake(context.app, visitor.handshakes, 'code', { tenantId: context.tenantId, accountId }, codeSeconds);
        return { awaitsCode: true };
      }
      await enter(context.app, visitor, { accountId, kind: 'browser', action, requestId: context.requestId });
      return { awaitsCode: false };
    },
  },
  'GET /api/session/identities': {
    async handle(context) {
      const rows = await context.db
        .selectFrom('external_identities')
        .select(['id', 'issuer', 'subject', 'linked_at as linkedAt'])
        .where('account_id', '=', context.actor.accountId)
        .where('unlinked_at', 'is', null)
        .orderBy('linked_at')
        .execute();
      return { provider: providerName(context.app), items: rows };
    },
  },
  'POST /api/session/identities/begin': {
    handle: ({ app }, { visitor }) => askProvider(app, visitor, 'link'),
  },
  'POST /api/session/identities': {
    async handle(context, { body, visitor }) {
      await link(context, await readAnswer(context.app, visitor, 'link', body.answer));
      return { done: true as const };
    },
  },
  'POST /api/session/identities/:identityId/unlink': {
    async handle(context, { params }) {
      const unlinked = await context.db
        .updateTable('external_identities')
        .set({ unlinked_at: context.app.clock.machineNow() })
        .where('id', '=', params.identityId)
        .where('account_id', '=', context.actor.accountId)
        .where('unlinked_at', 'is', null)
        .returning('id')
        .execute();
      if (unlinked.length === 0) throw notFound(say.notFound());
      return { done: true as const };
    },
  },
});

/** The account that the identity was linked to, or null. */
async function accountOf(context: ReadContext, { issuer, subject }: ForeignIdentity) {
  const account = await context.db
    .selectFrom('external_identities')
    .innerJoin('accounts', 'accounts.id', 'external_identities.account_id')
    .select(['accounts.id', 'accounts.closed_at'])
    .where('issuer', '=', issuer)
    .where('subject', '=', subject)
    .where('unlinked_at', 'is', null)
    .executeTakeFirst();
  return account ?? null;
}

/** @throws Problem conflict when the identity is linked already, here or to another account */
async function link(context: ReadContext, identity: ForeignIdentity): Promise<void> {
  const { app, tenantId, actor, requestId } = context;
  const holder = await accountOf(context, identity);
  if (holder?.id === actor.accountId) throw conflict(say.linkedAlready());
  const taken = () => conflict(say.takenByOther({ name: providerName(app) ?? '' }));
  if (holder !== null) throw taken();
  const action = 'POST /api/session/identities';
  const request = { tenantId, actor, actionId: v7(), action, input: identity, requestId, unremembered: true };
  try {
    await runAct(app, request, async (act) => {
      await act.db
        .insertInto('external_identities')
        .values({
          id: act.actionId,
          account_id: actor.accountId,
          issuer: identity.issuer,
          subject: identity.subject,
          linked_at: app.clock.machineNow(),
        })
        .execute();
      act.note({ issuer: identity.issuer });
    });
  } catch (error) {
    // Another account linked it between the look and the insert.
    if (sqlState(error) === uniqueViolation) throw taken();
    throw error;
  }
}

async function noteRefusal(context: ReadContext, action: string, details: Record<string, string>): Promise<void> {
  const request = { actionId: '', action, actor: context.actor, requestId: context.requestId };
  await writeAudit(context.db, request, context.now, 'refused', details, []);
}
