import { type Role, roles } from '../../platform/access/permissions.ts';
import { addDays } from '../../platform/clock/days.ts';
import { type Message, messages } from '../../platform/locale/messages.ts';

export const say = messages('accounts', {
  notFound: { zh: '没有这个账号', en: 'There is no such account' },
  usernameForm: {
    zh: '用户名须为 2 至 40 个小写字母、数字或 . _ -，以字母或数字开头',
    en: 'A user name has 2 to 40 small letters, digits or . _ - and begins with a letter or digit',
  },
  usernameTaken: { zh: '用户名“{username}”已有人使用', en: 'The user name “{username}” is taken' },
  noPerson: { zh: '没有这个人', en: 'There is no such person' },
  rolesMeet: {
    zh: '此人的账号 {username} 是“{elsewhere}”，与该账号的“{held}”不能由同一人担任（三员分立）',
    en: 'This person’s account {username} is “{elsewhereEn}”; that and “{heldEn}” of this account must not be held by one person',
  },
  changedMeanwhile: {
    zh: '账号刚被他人修改，请核对后重试',
    en: 'Somebody changed the account meanwhile; look at it and try again',
  },
  closed: { zh: '账号已停用', en: 'The account is closed' },
  notClosed: { zh: '账号没有停用', en: 'The account is not closed' },
  ownAccount: { zh: '不能对自己的账号做此操作', en: 'Nobody does this to his own account' },
  lastOfItsKind: {
    zh: '这是最后一名{role}，请先另设一名',
    en: 'This is the last {roleEn}; name another one first',
  },
  nobodyFrom: {
    zh: '其他人的授权都有期限，自{on}起将没有{role}，请先另设一名长期的',
    en: 'What others hold ends: there would be no {roleEn} from {on} on; name one without an end first',
  },
});

export interface Finding {
  field: string;
  said: Message;
}

const usernameForm = /^[a-z0-9][a-z0-9._-]{1,39}$/;

export function usernameFinding(username: string): Finding | null {
  return usernameForm.test(username) ? null : { field: 'username', said: say.usernameForm() };
}

/** A role's name for a sentence in either language. */
export function named(role: Role): { role: string; roleEn: string } {
  return { role: roles[role].zh, roleEn: roles[role].en };
}

/** True for a role without which nobody could be given it back. */
export function mustBeHeld(role: Role): boolean {
  return !roles[role].business;
}

/** A time in days, both included; `null` is open. */
export interface Term {
  from: string | null;
  until: string | null;
}

/** The first day from the given one on that none of the terms covers, or null when they cover all days to come. */
export function firstUncovered(terms: readonly Term[], day: string): string | null {
  let uncovered = day;
  for (const { from, until } of terms.toSorted((a, b) => ((a.from ?? '') < (b.from ?? '') ? -1 : 1))) {
    if (from !== null && from > uncovered) return uncovered;
    if (until === null) return null;
    if (until >= uncovered) uncovered = addDays(until, 1);
  }
  return uncovered;
}

export type AccountAction = 'amend' | 'issuePassword' | 'close' | 'reopen';

/** What stands against an action on an account, apart from permission; null when nothing does. */
export function hindrance(action: AccountAction, account: { closed: boolean; own: boolean }): Message | null {
  if (action === 'reopen') return account.closed ? null : say.notClosed();
  if (account.closed) return say.closed();
  return account.own ? say.ownAccount() : null;
}
