import type { RequirementContent } from './content.ts';
import type { Decision, DecisionState } from './contract.ts';

/** A passage of the text: UTF-16 offsets, end excluded. */
export interface Span {
  start: number;
  end: number;
}

/** An item's passage and words change together; `was` is the passage it had until then. */
interface Reshaped extends Span {
  content: RequirementContent;
  was: Span;
}

/**
 * Taken into a version over a corrected text, or left behind by it. What was done before it belongs to the version before and
 * is taken back no more.
 */
interface CarryAct extends Reshaped {
  kind: 'carry';
  fate: 'unchanged' | 'changed' | 'dropped';
  decision: StoredDecision;
  reason: string | null;
  /** How the reader had proposed what the corrected text asks otherwise: for the way back, should the version be given up. */
  read?: { proposal: RequirementContent | null; confidence: number | null };
  /** Ids of everything done on a version that was given up; this act takes the item back out of it. */
  takesBack?: string[];
}

/**
 * One act on a requirement, as its timeline keeps it. `audience` is the document's audience resolved anew; it changes what
 * an item says and not how it was decided. A split leaves the item its first part and begins another one with the second
 * (`part`); a merge leaves the first item all of it and the others are `mergedAway`. `undo` and `redo` name the act they are
 * about; an undo of the first days named none and means the newest decision.
 */
export type RequirementAct =
  | { kind: 'accept' | 'madeKnown' | 'reopen' | 'mergedAway' }
  | { kind: 'undo'; of?: string }
  | { kind: 'redo'; of: string }
  | { kind: 'reject' | 'defer' | 'nothingToDo'; reason: string }
  | { kind: 'edit' | 'add' | 'part'; content: RequirementContent }
  | ({ kind: 'split' | 'merge' } & Reshaped)
  | CarryAct
  | { kind: 'audience'; organisationIds: string[] };
export type RequirementActKind = RequirementAct['kind'];

/** Decided, or `gone`: no longer an item of the document, though its acts stay. */
export type StoredDecision = DecisionState | 'gone';

/** What the acts amount to; stored beside them and compared by a test (spine.md 4.3 holds here too). */
export interface RequirementState {
  content: RequirementContent;
  decision: StoredDecision;
  reason: string | null;
  span: Span;
}

const decisionOf: Partial<Record<RequirementActKind, StoredDecision>> = {
  accept: 'accepted',
  add: 'accepted',
  edit: 'edited',
  reject: 'rejected',
  defer: 'deferred',
  nothingToDo: 'nothingToDo',
  madeKnown: 'madeKnown',
  reopen: 'undecided',
  part: 'undecided',
  split: 'undecided',
  merge: 'undecided',
  mergedAway: 'gone',
};

type StandingAct = Exclude<RequirementAct, { kind: 'undo' | 'redo' }>;

/** One act applied. `undo` and `redo` are no acts by themselves: they need the acts before them, see `foldActs`. */
export function applyAct(state: RequirementState, act: StandingAct): RequirementState {
  if (act.kind === 'audience') return { ...state, content: withAudience(state.content, act.organisationIds) };
  return {
    content: 'content' in act ? act.content : state.content,
    decision: act.kind === 'carry' ? act.decision : (decisionOf[act.kind] ?? state.decision),
    reason: 'reason' in act ? act.reason : null,
    span: 'was' in act ? { start: act.start, end: act.end } : state.span,
  };
}

/** The content with the document's audience put where nobody, or “we”, is named. */
export function withAudience(content: RequirementContent, organisationIds: readonly string[]): RequirementContent {
  const owners = content.owners.map((owner) =>
    owner.audience ? { ...owner, organisationIds: [...organisationIds] } : owner,
  );
  return { ...content, owners };
}

/** An act with its id, by which a later one takes it back. */
export type Recorded<A> = A & { id?: string };

/**
 * The state of a requirement from its acts in order. What was taken back does not count, as if it had never been; an audience
 * that was resolved since then is kept.
 * @param proposal what the reader proposed; null for one added by hand, whose first act is `add`
 * @param span where it stands now; where it stood at first is what the first act that moved it says
 */
export function foldActs(
  proposal: RequirementContent | null,
  span: Span,
  acts: readonly Recorded<RequirementAct>[],
): RequirementState {
  const first = acts[0];
  const begun = first?.kind === 'add' || first?.kind === 'part' ? first.content : null;
  const content = begun ?? proposal;
  if (!content) throw new Error('A requirement without a proposal begins with the act that added it');
  const moved = acts.find((act) => 'was' in act);
  return (standingActs(acts) as StandingAct[]).reduce(applyAct, {
    ...{ content, decision: begun ? 'gone' : 'undecided', reason: null },
    span: moved && 'was' in moved ? moved.was : span,
  });
}

interface Timed {
  id?: string;
  kind: RequirementActKind;
  of?: string | null;
  takesBack?: readonly string[] | null;
}

/** The newest decision that still stands and can be taken back by itself, or null. */
export function standingDecision<A extends Timed>(acts: readonly A[]): A | null {
  const newest = newestStanding(acts);
  return newest && isDecision(newest) ? newest : null;
}

/**
 * The act by which an item came to be decided as it is: a decision, or adding it by hand. Taking it into a corrected text
 * decides nothing, so whoever decided before stays who did.
 */
export function decidingAct<A extends Timed>(acts: readonly A[]): A | null {
  return standingActs(acts).findLast((act) => act.kind === 'add' || isDecision(act)) ?? null;
}

/** The newest act that stands, decision or change of shape. */
export function newestStanding<A extends Timed>(acts: readonly A[]): A | null {
  return standingActs(acts).findLast((act) => act.kind !== 'audience') ?? null;
}

/** True when the act was taken back and nothing was done since that stands: putting it back overwrites nobody. */
export function canPutBack(acts: readonly Timed[], id: string): boolean {
  const at = acts.findIndex((act) => act.id === id);
  const standing = standingPlaces(acts).filter((place) => acts[place]?.kind !== 'audience');
  return at >= 0 && standing.every((place) => place < at);
}

function standingActs<A extends Timed>(acts: readonly A[]): A[] {
  const standing = new Set(standingPlaces(acts));
  return acts.filter((_, place) => standing.has(place));
}

/** Without what was taken back, and without the taking back. What is put back stands again at its old place. */
function standingPlaces(acts: readonly Timed[]): number[] {
  const taken = new Set<number>();
  const givenUp = new Set(acts.flatMap((act) => act.takesBack ?? []));
  acts.forEach((act, place) => {
    if (act.id !== undefined && givenUp.has(act.id)) {
      taken.add(place);
      return;
    }
    const target = targetOf(act, acts.slice(0, place), taken);
    if (act.kind === 'undo') taken.add(target);
    else if (act.kind === 'redo') taken.delete(target);
  });
  return [...acts.keys()].filter((at) => acts[at]?.kind !== 'undo' && acts[at]?.kind !== 'redo' && !taken.has(at));
}

/** Place of the act that an undo or redo is about; -1 for none. */
function targetOf(act: Timed, before: readonly Timed[], taken: ReadonlySet<number>): number {
  if (act.of) return before.findIndex((one) => one.id === act.of);
  return before.findLastIndex((one, at) => isDecision(one) && !taken.has(at));
}

/** Everything that a person decided about an item; how it came about and what shape it has is another matter. */
function isDecision(act: Timed): boolean {
  return !['audience', 'add', 'part', 'split', 'merge', 'mergedAway', 'carry', 'undo', 'redo'].includes(act.kind);
}

/** Why a decision cannot be taken on an item in this state; null when it can. */
export function refusalOf(
  state: Pick<RequirementState, 'decision' | 'content'>,
  decision: Decision,
): 'notDecided' | 'onlySoft' | null {
  if (decision.kind === 'reopen' && state.decision === 'undecided') return 'notDecided';
  if (decision.kind === 'madeKnown' && state.content.hardness !== 'soft') return 'onlySoft';
  return null;
}

/** Decisions after which a requirement is dispatched. */
export function isLive(decision: StoredDecision): boolean {
  return decision === 'accepted' || decision === 'edited';
}

/**
 * What a revision counts: action, standard, due and owner (spine.md 3.2), and how often, because each period is a task.
 * Everything else may change without asking anyone to look at a task again.
 */
export function sameMeaning(a: RequirementContent, b: RequirementContent): boolean {
  return meaningOf(a) === meaningOf(b);
}

function meaningOf(content: RequirementContent): string {
  const { deadline, recurrence } = content;
  return JSON.stringify([
    content.action,
    content.standard,
    deadline && [deadline.kind, deadline.from, deadline.to],
    recurrence && [recurrence.period, recurrence.minimum],
    ownersOf(content),
  ]);
}

/** Whether the same organisations are asked, whatever words name them. */
export function sameOwners(a: Pick<RequirementContent, 'owners'>, b: Pick<RequirementContent, 'owners'>): boolean {
  return JSON.stringify(ownersOf(a)) === JSON.stringify(ownersOf(b));
}

function ownersOf({ owners }: Pick<RequirementContent, 'owners'>): unknown[] {
  return owners.map((owner) => [owner.role, [...owner.organisationIds].sort(), queryOf(owner.query)]);
}

/** A query read back from jsonb may have its members in another order. */
function queryOf(query: RequirementContent['owners'][number]['query']): unknown {
  if (!query) return null;
  return [query.kind, query.within, query.conditions.map((condition) => [condition.has, condition.kind, condition.by])];
}

export interface FrozenRevision {
  requirementId: string;
  revision: number;
  dropped: boolean;
  content: RequirementContent;
}

interface Freezable {
  id: string;
  decision: StoredDecision;
  content: RequirementContent;
  /** Its newest frozen revision, or null. */
  frozen: { revision: number; dropped: boolean; content: RequirementContent } | null;
}

/**
 * The revisions that confirming a version freezes: one for each requirement that is live for the first time or means
 * something else than before, and one saying “dropped” for each that was live and no longer is.
 */
export function revisionsToFreeze(requirements: readonly Freezable[]): FrozenRevision[] {
  return requirements.flatMap(({ id, decision, content, frozen }) => {
    const live = isLive(decision);
    const wasLive = frozen !== null && !frozen.dropped;
    if (!live && !wasLive) return [];
    if (live && wasLive && sameMeaning(frozen.content, content)) return [];
    return [{ requirementId: id, revision: (frozen?.revision ?? 0) + 1, dropped: !live, content }];
  });
}

/** Certainty in words; below one half an item is shown first. */
export function confidenceOf(certainty: number): 'sure' | 'likely' | 'unsure' {
  if (certainty < 0.5) return 'unsure';
  return certainty < 0.8 ? 'likely' : 'sure';
}

export interface DirectiveStanding {
  withdrawn: boolean;
  /** Number of the newest version; 1 before the first confirmation. */
  number: number;
  confirmed: boolean;
}

export type DirectiveState = 'reviewing' | 'confirmed' | 'revising' | 'withdrawn';

export function stateOf(standing: DirectiveStanding): DirectiveState {
  if (standing.withdrawn) return 'withdrawn';
  if (standing.confirmed) return 'confirmed';
  return standing.number > 1 ? 'revising' : 'reviewing';
}

/** Which acts on a document its state allows; the routes and `can` read the same rows. */
export const allowedIn: Record<
  'review' | 'amend' | 'confirm' | 'revise' | 'giveUp' | 'withdraw' | 'dispatch' | 'keepOwnerWords',
  readonly DirectiveState[]
> = {
  review: ['reviewing', 'revising'],
  amend: ['reviewing', 'revising'],
  confirm: ['reviewing', 'revising'],
  revise: ['confirmed'],
  // The confirmed version before it is in force again, as it has been all the time.
  giveUp: ['revising'],
  withdraw: ['reviewing'],
  // While a new version is being reviewed the confirmed one before it is still in force.
  dispatch: ['confirmed', 'revising'],
  // What a review has taught is known once it is confirmed.
  keepOwnerWords: ['confirmed'],
};
export type DirectiveAction = keyof typeof allowedIn;
