import {
  excludes,
  grantsOf,
  type Permission,
  permissions,
  type Role,
  roles,
  type Scope,
} from '../../platform/access/permissions.ts';
import { addDays, dayOf, startOfDay } from '../../platform/clock/days.ts';
import { type Language, type Message, messages, type Sentence } from '../../platform/locale/messages.ts';

export const say = messages('grants', {
  accountNotFound: { zh: '没有这个账号', en: 'There is no such account' },
  notFound: { zh: '没有这项授权，可能已被结束', en: 'There is no such grant; it may have ended' },
  noOrganisation: { zh: '没有这个组织', en: 'There is no such organisation' },
  accountClosed: { zh: '账号已停用', en: 'The account is closed' },
  ownAccount: { zh: '不能对自己的账号做此操作', en: 'Nobody does this to his own account' },
  beginsInPast: { zh: '授权不能早于今天（{today}）生效', en: 'A grant cannot begin before today ({today})' },
  endsBeforeBeginning: { zh: '截止日期不能早于生效日期', en: 'It cannot end before it begins' },
  endsInPast: { zh: '授权只能从今天起结束，不能追溯', en: 'A grant ends from today on, not in the past' },
  endedAlready: { zh: '授权已于{until}结束', en: 'The grant ended on {until}' },
  heldAlready: { zh: '该账号在此期间已有这项授权', en: 'The account holds this grant in that time already' },
  excluded: {
    zh: '“{role}”与该账号的“{held}”不能由同一人担任（三员分立）',
    en: '“{roleEn}” and “{heldEn}” of this account must not be held by one person',
  },
  excludedElsewhere: {
    zh: '“{role}”与同一人账号 {otherAccount} 的“{held}”不能由同一人担任（三员分立）',
    en: '“{roleEn}” and “{heldEn}” of account {otherAccount}, which is the same person’s, must not be held by one person',
  },
  requestNotFound: { zh: '没有这项授权申请', en: 'There is no such request' },
  askedAlready: {
    zh: '该账号已有一项相同的申请待批准',
    en: 'The same grant of this account was asked for already and waits for approval',
  },
  decidedAlready: {
    zh: '这项申请已经办结，请刷新后查看',
    en: 'This request was decided already; read it again',
  },
  ownRequest: {
    zh: '不能批准自己提出的申请，须由另一名安全管理员办理',
    en: 'Nobody approves what he asked for himself; another security administrator has to',
  },
  forOneself: { zh: '不能批准给自己的授权', en: 'Nobody approves a grant to himself' },
  notYours: { zh: '只有申请人可以撤回', en: 'Only who asked may withdraw it' },
  expired: {
    zh: '申请的期限（至{until}）已过，请退回后重新申请',
    en: 'The time that was asked for (until {until}) is over; reject it and let it be asked for anew',
  },
  badCursor: { zh: '列表位置已失效，请重新查询', en: 'The place in the list is no longer valid; ask again' },
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

/** A grant that the person holds already. */
export interface HeldTerm extends GrantTerm {
  /** User name of the other account of the same person by which it is held. */
  otherAccount?: string | undefined;
}

/** Why the grant cannot be given, or null. @param held grants of the person, by whichever account, that are not superseded */
export function findingOnGrant(grant: GrantTerm, held: readonly HeldTerm[], today: string): Finding | null {
  if (grant.from === null || grant.from < today) return { field: 'from', said: say.beginsInPast({ today }) };
  if (grant.until !== null && grant.until < grant.from) return { field: 'until', said: say.endsBeforeBeginning() };
  const meanwhile = held.filter((other) => overlap(grant, other));
  const rival = meanwhile.find((other) => excludes(grant.role, other.role));
  if (rival) {
    const { zh, en } = roles[rival.role];
    const { zh: role, en: roleEn } = roles[grant.role];
    const words = { role, roleEn, held: zh, heldEn: en };
    const { otherAccount } = rival;
    const said = otherAccount === undefined ? say.excluded(words) : say.excludedElsewhere({ ...words, otherAccount });
    return { field: 'role', said };
  }
  const same = meanwhile.some(
    (other) =>
      other.otherAccount === undefined && other.role === grant.role && other.organisationId === grant.organisationId,
  );
  return same ? { field: 'role', said: say.heldAlready() } : null;
}

/** An account, and whose it is where that is known. */
export interface Hand {
  accountId: string;
  personId: string | null;
}

/** A request as whoever decides it meets it. */
export interface Deciding {
  decider: Hand;
  requester: Hand;
  /** Whom the grant is for. */
  holder: Hand;
}

/** True when both are one account, or accounts of one person. */
export function sameHand(one: Hand, other: Hand): boolean {
  return one.accountId === other.accountId || (one.personId !== null && one.personId === other.personId);
}

/**
 * What stands against this one deciding the request; null when nothing does. Two hands, and neither is the holder's, by
 * whichever accounts they come (domain.md C4).
 */
export function hindranceOnApproving({ decider, requester, holder }: Deciding): Message | null {
  if (sameHand(requester, decider)) return say.ownRequest();
  return sameHand(holder, decider) ? say.forOneself() : null;
}

/** The time of a grant that is approved today: never before, so one that was asked for earlier begins now. */
export function termOnApproval(asked: GrantTerm, today: string): GrantTerm | Finding {
  if (asked.until !== null && asked.until < today) return { field: 'until', said: say.expired({ until: asked.until }) };
  return { ...asked, from: asked.from === null || asked.from < today ? today : asked.from };
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

function overlap(one: GrantTerm, other: GrantTerm): boolean {
  const begins = (a: GrantTerm, b: GrantTerm) => a.from === null || b.until === null || a.from <= b.until;
  return begins(one, other) && begins(other, one);
}

/** A row of the grants, in force or not, with the time in which it was known. */
export interface RecordedTerm extends GrantTerm {
  recordedAt: string;
  supersededAt: string | null;
}

/**
 * The rows of one account that tell its history: those that stand, and those that were ended before their first day was over,
 * which nothing took the place of (`endFact`). A row whose end was moved is told by the row that followed it.
 */
export function tellingRows<T extends RecordedTerm>(rows: readonly T[]): T[] {
  const follows = (row: T, next: T) =>
    next.recordedAt === row.supersededAt &&
    next.role === row.role &&
    next.organisationId === row.organisationId &&
    next.from === row.from;
  return rows.filter((row) => row.supersededAt === null || !rows.some((next) => follows(row, next)));
}

/** A day from its first instant to the first of the next. */
export function dayBounds(on: string): { start: string; end: string } {
  return { start: startOfDay(on), end: startOfDay(addDays(on, 1)) };
}

/** What became of a right on and after the day, from when its row was superseded. */
export function fateOn(supersededAt: string | null, on: string): { endedAt: string | null; changedAt: string | null } {
  if (supersededAt === null) return { endedAt: null, changedAt: null };
  return dayOf(supersededAt) === on
    ? { endedAt: supersededAt, changedAt: null }
    : { endedAt: null, changedAt: supersededAt };
}

const reachWords: Record<Scope, Sentence> = {
  own: { zh: '本单位', en: 'own organisation' },
  guided: { zh: '所指导单位', en: 'guided bodies' },
  city: { zh: '全市', en: 'the whole city' },
};

/** What a role may do and how far in the present program, in words, from the one table that the routes enforce. */
export function mayDo(role: Role, language: Language): { words: string; reach: string }[] {
  const inWords = ({ zh, en }: Sentence) => (language === 'en' ? en : zh);
  return (Object.entries(grantsOf[role]) as [Permission, readonly Scope[]][]).map(([permission, scopes]) => ({
    words: inWords(permissions[permission]),
    reach: scopes.map((scope) => inWords(reachWords[scope])).join(language === 'en' ? ' and ' : '和'),
  }));
}
