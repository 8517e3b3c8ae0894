import { type Role, roles } from '../../platform/access/permissions.ts';
import { addDays } from '../../platform/clock/days.ts';
import { type Message, messages } from '../../platform/locale/messages.ts';

export const say = messages('accounts', {
  notFound: { zh: '没有这个账号', en: 'There is no such account' },
  grantNotFound: { zh: '没有这项授权，可能已被结束', en: 'There is no such grant; it may have ended' },
  usernameForm: {
    zh: '用户名须为 2 至 40 个小写字母、数字或 . _ -，以字母或数字开头',
    en: 'A user name has 2 to 40 small letters, digits or . _ - and begins with a letter or digit',
  },
  usernameTaken: { zh: '用户名“{username}”已有人使用', en: 'The user name “{username}” is taken' },
  noPerson: { zh: '没有这个人', en: 'There is no such person' },
  noOrganisation: { zh: '没有这个组织', en: 'There is no such organisation' },
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
  beginsInPast: { zh: '授权不能早于今天（{today}）生效', en: 'A grant cannot begin before today ({today})' },
  endsBeforeBeginning: { zh: '截止日期不能早于生效日期', en: 'It cannot end before it begins' },
  endsInPast: { zh: '授权只能从今天起结束，不能追溯', en: 'A grant ends from today on, not in the past' },
  endedAlready: { zh: '授权已于{until}结束', en: 'The grant ended on {until}' },
  heldAlready: { zh: '该账号在此期间已有这项授权', en: 'The account holds this grant in that time already' },
  excluded: {
    zh: '“{role}”与该账号的“{held}”不能由同一人担任（三员分立）',
    en: '“{roleEn}” and “{heldEn}” of this account must not be held by one person',
  },
});

/** A grant as the rules see it; both days included, `null` is open. */
export interface GrantTerm {
  role: Role;
  organisationId: string;
  from: string | null;
  until: string | null;
}

export interface Finding {
  field: string;
  said: Message;
}

const usernameForm = /^[a-z0-9][a-z0-9._-]{1,39}$/;

export function usernameFinding(username: string): Finding | null {
  return usernameForm.test(username) ? null : { field: 'username', said: say.usernameForm() };
}

/** The three administrators exclude each other and every business role (domain.md C4, design.md 3). */
export function excludes(one: Role, other: Role): boolean {
  return one !== other && !(roles[one].business && roles[other].business);
}

/** Why the grant cannot be given, or null. @param held grants of the account that are not superseded */
export function findingOnGrant(grant: GrantTerm, held: readonly GrantTerm[], today: string): Finding | null {
  if (grant.from === null || grant.from < today) return { field: 'from', said: say.beginsInPast({ today }) };
  if (grant.until !== null && grant.until < grant.from) return { field: 'until', said: say.endsBeforeBeginning() };
  const meanwhile = held.filter((other) => overlap(grant, other));
  const rival = meanwhile.find((other) => excludes(grant.role, other.role));
  if (rival) {
    return {
      field: 'role',
      said: say.excluded({ ...named(grant.role), held: roles[rival.role].zh, heldEn: roles[rival.role].en }),
    };
  }
  const same = meanwhile.some((other) => other.role === grant.role && other.organisationId === grant.organisationId);
  return same ? { field: 'role', said: say.heldAlready() } : null;
}

/** Why the grant cannot end on that last day, or null. The day before today ends it at once. */
export function findingOnEnding(grant: GrantTerm, lastDay: string, today: string): Finding | null {
  const yesterday = addDays(today, -1);
  if (grant.until !== null && grant.until <= yesterday)
    return { field: 'grantId', said: say.endedAlready({ until: grant.until }) };
  if (lastDay < yesterday) return { field: 'lastDay', said: say.endsInPast() };
  if (grant.until !== null && lastDay >= grant.until)
    return { field: 'lastDay', said: say.endedAlready({ until: grant.until }) };
  return null;
}

/** A role's name for a sentence in either language. */
export function named(role: Role): { role: string; roleEn: string } {
  return { role: roles[role].zh, roleEn: roles[role].en };
}

/** True for a role without which nobody could be given it back. */
export function mustBeHeld(role: Role): boolean {
  return !roles[role].business;
}

function overlap(one: GrantTerm, other: GrantTerm): boolean {
  const begins = (a: GrantTerm, b: GrantTerm) => a.from === null || b.until === null || a.from <= b.until;
  return begins(one, other) && begins(other, one);
}

export type AccountAction = 'amend' | 'issuePassword' | 'close' | 'reopen' | 'grant';

/** What stands against an action on an account, apart from permission; null when nothing does. */
export function hindrance(action: AccountAction, account: { closed: boolean; own: boolean }): Message | null {
  if (action === 'reopen') return account.closed ? null : say.notClosed();
  if (account.closed) return say.closed();
  return account.own ? say.ownAccount() : null;
}
