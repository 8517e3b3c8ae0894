import type { Permission } from '../../platform/access/permissions.ts';
import type { Message } from '../../platform/locale/messages.ts';
import type { ActKind, Payloads, TaskState } from './acts.ts';
import type { TaskSummary } from './fold.ts';
import { say } from './messages.ts';

/** Whose organisation the permission must reach: the lead's, a supporter's, or that of either. */
export type Seat = 'lead' | 'supporter' | 'party';

/** One row of the state table. */
export interface Transition {
  /** States in which the act is possible. */
  from: readonly TaskState[];
  /** The state after it; `same` where the act changes none. */
  to: TaskState | 'same';
  who: { permission: Permission; seat: Seat };
  /** In a merely dispatched task the act brings 签收 along as an act of its own (spine.md 4.5). */
  impliesAcknowledge?: true;
  /** May be entered by the office for the organisation, with its source (代录). */
  onBehalf?: true;
  /** The one who does it must not be accountable, nor have submitted or entered on behalf (spine.md 4.2). */
  apart?: true;
  /** What else must hold; answers the reason why not. */
  guard?: (task: TaskSummary, payload: never) => Message | null;
}

const working: readonly TaskState[] = ['dispatched', 'acknowledged', 'inProgress', 'returned'];
const open: readonly TaskState[] = [...working, 'submitted'];

/**
 * The state table of a task (design.md 3, State and Workflow): what may happen in which state, who does it, what it needs
 * and where it leads. Server, timeline, `can` and tests read this one table. A submitted task is under review: its content
 * is locked until it is returned.
 */
export const transitions: Record<Exclude<ActKind, 'draft'>, Transition> = {
  dispatch: { from: ['draft'], to: 'dispatched', who: { permission: 'task.dispatch', seat: 'lead' } },
  acknowledge: {
    from: ['dispatched'],
    to: 'acknowledged',
    who: { permission: 'task.report', seat: 'lead' },
    onBehalf: true,
  },
  progress: {
    // An imported draft may bring its 进展 along; it stays a draft (spine.md 3.7).
    from: ['draft', ...working],
    to: 'inProgress',
    who: { permission: 'task.report', seat: 'lead' },
    impliesAcknowledge: true,
    onBehalf: true,
  },
  submit: {
    from: working,
    to: 'submitted',
    who: { permission: 'task.report', seat: 'lead' },
    impliesAcknowledge: true,
    onBehalf: true,
  },
  return: { from: ['submitted'], to: 'returned', who: { permission: 'task.verify', seat: 'lead' }, apart: true },
  close: { from: ['submitted'], to: 'closed', who: { permission: 'task.verify', seat: 'lead' }, apart: true },
  withdraw: {
    from: ['draft', ...open],
    to: 'withdrawn',
    who: { permission: 'task.amend', seat: 'lead' },
    // What has left the drafts names somebody accountable, a withdrawn task too: the record has to say whose it was.
    guard: (task) => (task.accountablePersonId === null ? say.withdrawalNeedsAccountable() : null),
  },
  amend: { from: ['draft', ...working], to: 'same', who: { permission: 'task.amend', seat: 'lead' } },
  reassign: {
    from: working,
    to: 'dispatched',
    who: { permission: 'task.amend', seat: 'lead' },
    guard: (task, payload: Payloads['reassign']) =>
      payload.lead?.after === task.leadOrganisationId ? say.sameOrganisation() : null,
  },
  askExtension: {
    from: working,
    to: 'same',
    who: { permission: 'task.report', seat: 'lead' },
    impliesAcknowledge: true,
    onBehalf: true,
    guard: mayAskExtension,
  },
  grantExtension: {
    from: open,
    to: 'same',
    who: { permission: 'task.decideExtension', seat: 'lead' },
    guard: (task, payload: Payloads['grantExtension']) =>
      extensionPending(task) ??
      (payload.dueOn?.after && task.dueOn && payload.dueOn.after <= task.dueOn ? say.extensionNotLater() : null),
  },
  refuseExtension: {
    from: open,
    to: 'same',
    who: { permission: 'task.decideExtension', seat: 'lead' },
    guard: extensionPending,
  },
  giveGuidance: { from: open, to: 'same', who: { permission: 'task.guide', seat: 'lead' } },
  escalate: {
    from: open,
    to: 'same',
    who: { permission: 'task.escalate', seat: 'lead' },
    guard: (task) => (task.escalated ? say.alreadyEscalated() : null),
  },
  linkEvidence: { from: working, to: 'same', who: { permission: 'task.support', seat: 'party' } },
  withdrawEvidence: { from: working, to: 'same', who: { permission: 'task.support', seat: 'party' } },
  note: { from: open, to: 'same', who: { permission: 'task.support', seat: 'supporter' } },
  keep: { from: open, to: 'same', who: { permission: 'task.amend', seat: 'lead' } },
};

function mayAskExtension(task: TaskSummary, payload: Payloads['askExtension']): Message | null {
  if (task.dueOn === null) return say.noDueToExtend();
  if (task.extensionAsked) return say.extensionOnce();
  // Without a payload the question is only whether it may be asked at all.
  return payload.wantedOn !== undefined && payload.wantedOn <= task.dueOn ? say.extensionNotLater() : null;
}

function extensionPending(task: TaskSummary): Message | null {
  return task.extensionWantedOn === null ? say.noExtensionAsked() : null;
}

/** The state after an act. */
export function stateAfter(kind: Exclude<ActKind, 'draft'>, before: TaskState): TaskState {
  const { to } = transitions[kind];
  if (kind === 'progress' && before === 'draft') return 'draft';
  return to === 'same' ? before : to;
}

/** Why the state table refuses an act; null when it allows it. Without a payload: whether it is possible at all. */
export function whyNot<K extends Exclude<ActKind, 'draft'>>(
  kind: K,
  task: TaskSummary,
  payload: Partial<Payloads[K]> = {},
  onBehalf = false,
): Message | null {
  const transition = transitions[kind];
  const possible = transition.from.includes(task.state) && (task.state !== 'draft' || kind !== 'progress' || onBehalf);
  if (!possible) return say.notInThisState({ state: stateWord[task.state].zh, stateEn: stateWord[task.state].en });
  return transition.guard?.(task, payload as never) ?? null;
}

/** The states as the screen says them. */
export const stateWord: Record<TaskState, { zh: string; en: string }> = {
  draft: { zh: '待下发', en: 'draft' },
  dispatched: { zh: '待签收', en: 'dispatched' },
  acknowledged: { zh: '已签收', en: 'acknowledged' },
  inProgress: { zh: '办理中', en: 'in progress' },
  submitted: { zh: '待核验', en: 'under review' },
  returned: { zh: '已退回', en: 'returned' },
  closed: { zh: '已销号', en: 'closed' },
  withdrawn: { zh: '已撤回', en: 'withdrawn' },
};

export const hardnessWord = {
  hard: { zh: '硬任务', en: 'hard' },
  semi: { zh: '半硬任务', en: 'semi-hard' },
  soft: { zh: '软任务', en: 'soft' },
};

/** What verification must keep apart: people and accounts that stand behind the task's work. */
export interface Hands {
  accountablePersonId: string | null;
  /** Who submitted, and whoever entered anything on behalf. */
  accounts: ReadonlySet<string>;
  /** The people behind those accounts: one person may hold two. */
  people: ReadonlySet<string>;
}

/** Why someone may not verify a task; null when they may (spine.md 4.2). */
export function whyNotVerifier(actor: { accountId: string; personId: string | null }, hands: Hands): Message | null {
  if (actor.personId !== null && actor.personId === hands.accountablePersonId) return say.verifierIsAccountable();
  if (hands.accounts.has(actor.accountId)) return say.verifierDidIt();
  if (actor.personId !== null && hands.people.has(actor.personId)) return say.verifierDidIt();
  return null;
}
