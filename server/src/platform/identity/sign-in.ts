import { v7 } from 'uuid';
import type { Actor } from '../access/actor.ts';
import { runAct, writeAudit } from '../acts.ts';
import type { ActContext, App, ReadContext } from '../context.ts';
import type { TenantDb } from '../database/connections.ts';
import { Problem } from '../http/problems.ts';
import type { Visitor } from '../http/visitor.ts';
import { messages } from '../locale/messages.ts';
import { accountActor, type KnownAccount } from './account-actor.ts';
import type { SessionKind } from './lifetimes.ts';
import { normalUsername, verifyPassword } from './passwords.ts';
import { acceptCode, codesUnreadable, hasSecondFactor } from './second-factor.ts';
import { revokeSessions, startSession } from './sessions.ts';

const say = messages('signIn', {
  refused: {
    zh: '用户名或密码不正确；连续输错 {limit} 次，账号会暂停登录 {minutes} 分钟',
    en: 'User name or password is not right; after {limit} failures in a row the account pauses for {minutes} minutes',
  },
  codeRefused: {
    zh: '验证码不正确，或已经用过。请等验证器显示下一个数字再试；连续输错 {limit} 次，账号会暂停登录 {minutes} 分钟',
    en: 'The code is not right or was used already. Wait for the next one; after {limit} failures in a row the account pauses for {minutes} minutes',
  },
  codeUnreadable: {
    zh: '恢复数据时缺少密钥，此账号的动态验证码已无法核对。请输入恢复码；没有恢复码的，请联系安全管理员重置。连续输错 {limit} 次，账号会暂停登录 {minutes} 分钟',
    en: 'The keys were missing when the data was restored, so codes of this account cannot be checked any more. Type a recovery code, or ask the security administrator to take the codes away; after {limit} failures in a row the account pauses for {minutes} minutes',
  },
  codeTooLate: {
    zh: '登录已超时，请重新输入用户名和密码',
    en: 'This took too long; sign in again with user name and password',
  },
});

const failureLimit = 8;
const lockMinutes = 15;

/** One hash takes 19 MiB and tens of milliseconds; more at a time would only take memory and connections from others. */
const checksAtOnce = 2;
let running = 0;
const waiting: (() => void)[] = [];

async function inTurn<T>(work: () => Promise<T>): Promise<T> {
  if (running >= checksAtOnce) await new Promise<void>((resolve) => waiting.push(resolve));
  else running += 1;
  try {
    return await work();
  } finally {
    const next = waiting.shift();
    if (next) next();
    else running -= 1;
  }
}

/** The one answer to a wrong name, a wrong password, a locked and a closed account: nobody learns which accounts exist. */
function refusal(): Problem {
  return new Problem('notSignedIn', say.refused({ limit: failureLimit, minutes: lockMinutes }));
}

/** What a check found: `half` is a right password of an account that a code is still awaited for. */
type Finding = 'right' | 'half' | 'wrong';

interface LockedAccount {
  id: string;
  password_hash: string | null;
}

interface Attempt {
  who: { username: string } | { accountId: string };
  /** Route key, for the audit. */
  action: string;
  /** What a wrong one is called there. */
  wrong: 'wrongPassword' | 'wrongCode';
  /** Asked with null where there is nothing to check, and has to take as long as otherwise. */
  check(transaction: TenantDb, account: LockedAccount | null): Promise<Finding>;
}

/**
 * Checks a password under the account's row lock, so that guesses at the same moment are counted one by one; the counter and
 * the audit entry of a refusal are one transaction.
 * @param action route key, for the audit
 * @returns the account, and whether a code has to follow before anything is opened
 * @throws Problem notSignedIn, the same whatever the reason
 */
export async function checkPassword(
  context: ReadContext,
  who: { username: string } | { accountId: string },
  password: string,
  action: string,
): Promise<{ accountId: string; awaitsCode: boolean }> {
  const verdict = await inTurn(() =>
    judge(context, {
      who,
      action,
      wrong: 'wrongPassword',
      async check(transaction, account) {
        if (!(await verifyPassword(account?.password_hash ?? null, password)) || !account) return 'wrong';
        return (await hasSecondFactor(transaction, account.id)) ? 'half' : 'right';
      },
    }),
  );
  if (verdict === 'refused') throw refusal();
  return { accountId: verdict.accountId, awaitsCode: verdict.found === 'half' };
}

/**
 * Checks a code of the second factor, counted like a password. A code is good once, also among requests at the same moment.
 * @throws Problem refused, the same for a wrong, a used and a locked one
 */
export async function checkCode(context: ReadContext, accountId: string, code: string, action: string): Promise<void> {
  const verdict = await judge(context, {
    who: { accountId },
    action,
    wrong: 'wrongCode',
    check: async (transaction, account) =>
      account && (await acceptCode(context.app, transaction, account.id, code)) ? 'right' : 'wrong',
  });
  if (verdict !== 'refused') return;
  const words = (await codesUnreadable(context.app, context.db, accountId)) ? say.codeUnreadable : say.codeRefused;
  throw new Problem('refused', words({ limit: failureLimit, minutes: lockMinutes }), { field: 'code' });
}

/** The browser comes back with a code too late, or without having given a password. */
export function codeTooLate(): Problem {
  return new Problem('refused', say.codeTooLate());
}

type Verdict = { accountId: string; found: 'right' | 'half' } | 'refused';

function judge(context: ReadContext, { who, action, wrong, check }: Attempt): Promise<Verdict> {
  return context.db.transaction().execute(async (transaction): Promise<Verdict> => {
    const accounts = transaction
      .selectFrom('accounts')
      .select(['id', 'display_name', 'password_hash', 'failed_count', 'locked_until', 'closed_at']);
    const account = await ('username' in who
      ? accounts.where('username', '=', normalUsername(who.username))
      : accounts.where('id', '=', who.accountId)
    )
      .forUpdate()
      .executeTakeFirst();
    const now = Date.parse(context.app.clock.machineNow());
    const locked = account?.locked_until != null && Date.parse(account.locked_until) > now;
    const open = account && account.closed_at === null && !locked;
    const found = await check(transaction, open ? account : null);
    if (open && found === 'right') {
      await transaction
        .updateTable('accounts')
        .set({ failed_count: 0, locked_until: null })
        .where('id', '=', account.id)
        .execute();
    }
    // After half a sign-in the count stays: else whoever knows the password could guess codes without end.
    if (open && found !== 'wrong') return { accountId: account.id, found };
    const failures = open ? account.failed_count + 1 : 0;
    const locks = failures >= failureLimit;
    if (open) {
      await transaction
        .updateTable('accounts')
        .set({
          failed_count: locks ? 0 : failures,
          locked_until: locks ? new Date(now + lockMinutes * 60_000).toISOString() : null,
        })
        .where('id', '=', account.id)
        .execute();
    }
    // A name that nobody has is not written down: people type their password into that field.
    const reason = whyRefused(account, locked, wrong);
    const actor: Actor = {
      accountId: account?.id ?? '',
      displayName: account?.display_name ?? '',
      personId: null,
      sessionId: null,
      roles: [],
    };
    const request = { actionId: '', action, actor, requestId: context.requestId };
    await writeAudit(transaction, request, context.now, 'refused', { reason, failures, locks }, []);
    return 'refused';
  });
}

function whyRefused(
  account: { closed_at: string | null } | undefined,
  locked: boolean,
  wrong: Attempt['wrong'],
): string {
  if (!account) return 'unknownName';
  if (account.closed_at !== null) return 'closed';
  return locked ? 'locked' : wrong;
}

/**
 * Opens a session for the account and gives the visitor its cookie. A session that this browser had before ends.
 * @param also further work of the same act, such as marking an invitation as used
 * @throws Problem when the account was closed in the meantime
 */
export async function enter(
  app: App,
  visitor: Visitor,
  request: { accountId: string; kind: SessionKind; action: string; requestId: string },
  also: (context: ActContext) => Promise<void> = async () => undefined,
): Promise<KnownAccount> {
  const db = app.connections.tenant(visitor.tenantId);
  const account = await accountActor(db, request.accountId, app.clock.today(visitor.tenantId), null);
  if (!account) throw refusal();
  const act = {
    tenantId: visitor.tenantId,
    actor: account.actor,
    actionId: v7(),
    action: request.action,
    input: null,
    requestId: request.requestId,
    unremembered: true,
  };
  const { answer } = await runAct(app, act, async (context) => {
    await also(context);
    const former = visitor.actor;
    if (former?.sessionId) await revokeSessions(context, former.accountId, { only: former.sessionId });
    context.note({ kind: request.kind });
    return startSession(context, request.kind, { address: visitor.address, agent: visitor.agent });
  });
  visitor.keepSession(answer.cookie, answer.expiresAt);
  return {
    ...account,
    actor: { ...account.actor, sessionId: answer.id },
    mustChangePassword: request.kind === 'browser' && account.mustChangePassword,
    mustEnrol: request.kind === 'browser' && account.mustEnrol,
  };
}
