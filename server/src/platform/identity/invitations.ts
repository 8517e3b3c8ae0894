import { toString as drawQr } from 'qrcode';
import type { ActContext, App, ReadContext } from '../context.ts';
import { conflict, notFound, refused } from '../http/problems.ts';
import type { Visitor } from '../http/visitor.ts';
import { messages } from '../locale/messages.ts';
import { accountActor, type KnownAccount } from './account-actor.ts';
import { isStrict } from './lifetimes.ts';
import { enter } from './sign-in.ts';
import { hashToken, newToken, readTenantToken, withTenant } from './tokens.ts';

const say = messages('invitation', {
  noAccount: { zh: '没有这个账号，或账号已停用', en: 'There is no such account, or it was closed' },
  strict: {
    zh: '办公室、核验和管理员账号须用密码登录，不能绑定手机免登录',
    en: 'Accounts of the office, of verifiers and administrators sign in with a password and cannot bind a phone',
  },
  unknown: {
    zh: '邀请链接无效，请联系办公室重新发送',
    en: 'This invitation is not valid; ask the office for a new one',
  },
  used: {
    zh: '邀请链接已使用过，请联系办公室重新发送',
    en: 'This invitation was used already; ask the office for a new one',
  },
  expired: {
    zh: '邀请链接已过期，请联系办公室重新发送',
    en: 'This invitation has expired; ask the office for a new one',
  },
});

export interface Invitation {
  id: string;
  /** The page that binds; whoever opens it first is bound. */
  url: string;
  qrSvg: string;
  expiresAt: string;
}

/**
 * Invites the holder of an account to bind a browser; the database keeps a hash. Earlier open invitations of the account end.
 * @param lifetime milliseconds of machine time
 * @param origin scheme and host under which the invited person reaches this installation
 * @throws Problem when the account is closed, or of a kind that signs in with a password only
 */
export async function invite(
  context: ActContext,
  accountId: string,
  lifetime: number,
  origin: string,
): Promise<Invitation> {
  const account = await accountActor(context.db, accountId, context.today, null);
  if (!account) throw notFound(say.noAccount());
  if (isStrict(account.actor.roles)) throw refused(say.strict());
  const now = Date.parse(context.app.clock.machineNow());
  const token = newToken();
  const expiresAt = new Date(now + lifetime).toISOString();
  await revokeInvitations(context, accountId);
  await context.db
    .insertInto('invitations')
    .values({
      id: context.actionId,
      account_id: accountId,
      token_hash: hashToken(token),
      created_by: context.actor.accountId,
      created_at: new Date(now).toISOString(),
      expires_at: expiresAt,
    })
    .execute();
  context.note({ accountId, username: account.username, expiresAt });
  const url = `${origin}/bind/${withTenant(context.tenantId, token)}`;
  return { id: context.actionId, url, qrSvg: await drawQr(url, { type: 'svg', margin: 2 }), expiresAt };
}

/** Ends the open invitations of an account. */
export async function revokeInvitations(context: ActContext, accountId: string): Promise<void> {
  await context.db
    .updateTable('invitations')
    .set({ revoked_at: context.app.clock.machineNow() })
    .where('account_id', '=', accountId)
    .where('used_at', 'is', null)
    .where('revoked_at', 'is', null)
    .execute();
}

/** Ends every open invitation of the city. @returns how many were open until now */
export async function revokeAllInvitations(context: ActContext): Promise<number> {
  const now = context.app.clock.machineNow();
  const revoked = await context.db
    .updateTable('invitations')
    .set({ revoked_at: now })
    .where('used_at', 'is', null)
    .where('revoked_at', 'is', null)
    .where('expires_at', '>', now)
    .returning('id')
    .execute();
  return revoked.length;
}

/**
 * Binds the visitor's browser to the invited account for 90 days. Of two that accept at once, one is bound.
 * @throws Problem when the invitation is unknown, used, revoked or expired
 */
export async function acceptInvitation(
  app: App,
  context: ReadContext,
  visitor: Visitor,
  text: string,
  action: string,
): Promise<KnownAccount> {
  const read = readTenantToken(text);
  if (!read || read.tenantId !== visitor.tenantId) throw notFound(say.unknown());
  const invitation = await context.db
    .selectFrom('invitations')
    .select(['id', 'account_id', 'expires_at', 'used_at', 'revoked_at'])
    .where('token_hash', '=', hashToken(read.token))
    .executeTakeFirst();
  if (!invitation || invitation.revoked_at !== null) throw notFound(say.unknown());
  if (invitation.used_at !== null) throw conflict(say.used());
  const now = app.clock.machineNow();
  if (Date.parse(invitation.expires_at) <= Date.parse(now)) throw conflict(say.expired());
  const request = { accountId: invitation.account_id, kind: 'device', action, requestId: context.requestId } as const;
  return enter(app, visitor, request, async (act) => {
    if (isStrict(act.actor.roles)) throw refused(say.strict());
    const taken = await act.db
      .updateTable('invitations')
      .set({ used_at: now })
      .where('id', '=', invitation.id)
      .where('used_at', 'is', null)
      .where('revoked_at', 'is', null)
      .returning('id')
      .execute();
    if (taken.length === 0) throw conflict(say.used());
  });
}
