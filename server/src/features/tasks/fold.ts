import { type Act, type Amendment, openStates, type TaskState } from './acts.ts';

/** What the acts of a task add up to; the row of `tasks` stores the same and is compared with it. */
export interface TaskSummary {
  state: TaskState;
  lastSeq: number;
  /** Counts changes of meaning: action, standard, due, owner (spine.md 3.2). */
  revision: number;
  requirementRevision: number;
  standard: string;
  leadOrganisationId: string;
  leadBodyId: string;
  accountablePersonId: string | null;
  leaderPersonId: string | null;
  /** The due day in force: amended or granted. */
  dueOn: string | null;
  /** As first dispatched; stays visible when an extension is granted (spine.md 4.6). */
  originalDueOn: string | null;
  escalated: boolean;
  extensionAsked: boolean;
  /** The day asked for while the clerk has not decided. */
  extensionWantedOn: string | null;
  /** When the organisation finished: the day of the submission under review or accepted; null while it works. */
  finishedOn: string | null;
}

/** A state and how long it lasted; `toOn`, `toAt` are null for the present one. */
export interface Span {
  fromSeq: number;
  state: TaskState;
  fromOn: string;
  toOn: string | null;
  fromAt: string;
  toAt: string | null;
}

/**
 * The state of a task is the pure fold over its acts (spine.md 4.3).
 * @param acts in the order of `seq`, beginning with a draft or a dispatch
 * @throws Error when the list cannot be the timeline of a task, which is damage and no refusal
 */
export function foldActs(acts: readonly Act[]): TaskSummary {
  const summary = [...summariesOf(acts)].at(-1);
  if (!summary) throw new Error('A timeline has at least one act');
  return summary;
}

/** The summary after each act. */
function* summariesOf(acts: readonly Act[]): Generator<TaskSummary> {
  let summary: TaskSummary | null = null;
  for (const act of acts) {
    summary = summary === null ? begunBy(act) : followedBy(act, summary);
    yield summary;
  }
}

function followedBy(act: Act, before: TaskSummary): TaskSummary {
  return { ...before, ...changesBy(act, before), lastSeq: nextSeq(act, before) };
}

function begunBy(act: Act): TaskSummary {
  if (act.kind !== 'draft' && act.kind !== 'dispatch') throw new Error('A timeline begins with a draft or a dispatch');
  const { terms } = act.payload;
  return {
    state: act.kind === 'draft' ? 'draft' : 'dispatched',
    lastSeq: act.seq,
    revision: 1,
    ...terms,
    originalDueOn: terms.dueOn,
    escalated: false,
    extensionAsked: false,
    extensionWantedOn: null,
    finishedOn: null,
  };
}

function nextSeq(act: Act, before: TaskSummary): number {
  if (act.seq !== before.lastSeq + 1) throw new Error(`Act ${act.id} follows ${before.lastSeq} with ${act.seq}`);
  return act.seq;
}

function changesBy(act: Act, before: TaskSummary): Partial<TaskSummary> {
  switch (act.kind) {
    case 'draft':
      throw new Error(`Act ${act.id} drafts a task that exists`);
    case 'dispatch':
      return { ...act.payload.terms, state: 'dispatched', originalDueOn: act.payload.terms.dueOn };
    case 'acknowledge':
      return { state: 'acknowledged' };
    case 'progress':
      // Progress told with an imported draft stays with the draft until it is dispatched (spine.md 3.7).
      return before.state === 'draft' ? {} : { state: 'inProgress' };
    case 'submit':
      return { state: 'submitted', finishedOn: act.occurredOn };
    case 'return':
      return { state: 'returned', finishedOn: null };
    case 'close':
      return { state: 'closed', extensionWantedOn: null };
    case 'withdraw':
      return { state: 'withdrawn', extensionWantedOn: null };
    case 'amend':
      return amended(act.payload.changes, before);
    case 'reassign':
      return {
        state: 'dispatched',
        leadOrganisationId: act.payload.lead.after,
        leadBodyId: act.payload.leadBodyId.after,
        accountablePersonId: act.payload.accountablePersonId.after,
        finishedOn: null,
        revision: before.revision + 1,
      };
    case 'askExtension':
      return { extensionAsked: true, extensionWantedOn: act.payload.wantedOn };
    case 'grantExtension':
      return { extensionWantedOn: null, dueOn: act.payload.dueOn.after, revision: before.revision + 1 };
    case 'refuseExtension':
      return { extensionWantedOn: null };
    case 'escalate':
      return { escalated: true };
    case 'keep':
      return { requirementRevision: act.payload.requirementRevision };
    case 'giveGuidance':
    case 'linkEvidence':
    case 'withdrawEvidence':
    case 'note':
      return {};
  }
}

function amended(changes: Amendment, before: TaskSummary): Partial<TaskSummary> {
  const meaning = changes.dueOn || changes.standard || changes.action;
  return {
    ...(changes.dueOn ? { dueOn: changes.dueOn.after } : {}),
    ...(changes.standard ? { standard: changes.standard.after } : {}),
    ...(changes.accountablePersonId ? { accountablePersonId: changes.accountablePersonId.after } : {}),
    ...(changes.leaderPersonId ? { leaderPersonId: changes.leaderPersonId.after } : {}),
    ...(changes.requirementRevision ? { requirementRevision: changes.requirementRevision.after } : {}),
    ...(meaning ? { revision: before.revision + 1 } : {}),
  };
}

/**
 * The states of a task over time. What was entered later about an earlier day does not begin before the state it followed,
 * so that the spans of a task never overlap.
 */
export function spansOf(acts: readonly Act[]): Span[] {
  const spans: Span[] = [];
  let at = 0;
  for (const { state } of summariesOf(acts)) {
    const act = acts[at++] as Act;
    const last = spans.at(-1);
    if (last?.state === state) continue;
    const fromOn = last && last.fromOn > act.occurredOn ? last.fromOn : act.occurredOn;
    if (last) Object.assign(last, { toOn: fromOn, toAt: act.recordedAt });
    spans.push({ fromSeq: act.seq, state, fromOn, toOn: null, fromAt: act.recordedAt, toAt: null });
  }
  return spans;
}

/** Whether a task is late on a day: due before it and still open, those under review included (spine.md 1). */
export function isLate(task: Pick<TaskSummary, 'state' | 'dueOn'>, today: string): boolean {
  return openStates.includes(task.state) && task.dueOn !== null && task.dueOn < today;
}

/** How the day of the work stands to the due day: handed in while it is under review, done only once it is closed out. */
export const punctualities = ['submittedInTime', 'submittedLate', 'doneInTime', 'doneLate'] as const;
export type Punctuality = (typeof punctualities)[number];

/**
 * Whether the work came by the due day in force, extensions included. The day it happened counts and not the day it was
 * entered (spine.md 4.3, 4.6). Null while the organisation works on it, where no day was set, and for what was withdrawn.
 * It does not lift `isLate`: what was handed in in time and waits for its verification past the due day is both.
 */
export function punctualityOf(task: Pick<TaskSummary, 'state' | 'dueOn' | 'finishedOn'>): Punctuality | null {
  if (task.dueOn === null || task.finishedOn === null) return null;
  const inTime = task.finishedOn <= task.dueOn;
  if (task.state === 'submitted') return inTime ? 'submittedInTime' : 'submittedLate';
  if (task.state === 'closed') return inTime ? 'doneInTime' : 'doneLate';
  return null;
}
