import type { RequirementContent } from './content.ts';
import type { Decision, DecisionState } from './contract.ts';

/**
 * One act on a requirement, as its timeline keeps it. `audience` is the document's audience resolved anew; it changes what
 * an item says and not how it was decided.
 */
export type RequirementAct =
  | { kind: 'accept' | 'madeKnown' | 'reopen' | 'undo' }
  | { kind: 'reject' | 'defer' | 'nothingToDo'; reason: string }
  | { kind: 'edit' | 'add'; content: RequirementContent }
  | { kind: 'audience'; organisationIds: string[] };
export type RequirementActKind = RequirementAct['kind'];

/** What the acts amount to; stored beside them and compared by a test (spine.md 4.3 holds here too). */
export interface RequirementState {
  content: RequirementContent;
  decision: DecisionState;
  reason: string | null;
}

const decisionOf: Partial<Record<RequirementActKind, DecisionState>> = {
  accept: 'accepted',
  add: 'accepted',
  edit: 'edited',
  reject: 'rejected',
  defer: 'deferred',
  nothingToDo: 'nothingToDo',
  madeKnown: 'madeKnown',
  reopen: 'undecided',
};

type StandingAct = Exclude<RequirementAct, { kind: 'undo' }>;

/** One act applied. An `undo` is no act by itself: it needs the acts before it, see `foldActs`. */
export function applyAct(state: RequirementState, act: StandingAct): RequirementState {
  if (act.kind === 'audience') return { ...state, content: withAudience(state.content, act.organisationIds) };
  return {
    content: 'content' in act ? act.content : state.content,
    decision: decisionOf[act.kind] ?? state.decision,
    reason: 'reason' in act ? act.reason : null,
  };
}

/** The content with the document's audience put where nobody, or “we”, is named. */
export function withAudience(content: RequirementContent, organisationIds: readonly string[]): RequirementContent {
  const owners = content.owners.map((owner) =>
    owner.audience ? { ...owner, organisationIds: [...organisationIds] } : owner,
  );
  return { ...content, owners };
}

/**
 * The state of a requirement from its acts in order. An `undo` takes back the newest decision that still stands; an audience
 * that was resolved since then is kept.
 * @param proposal what the reader proposed; null for one added by hand, whose first act is `add`
 */
export function foldActs(proposal: RequirementContent | null, acts: readonly RequirementAct[]): RequirementState {
  const standing = standingActs(acts) as StandingAct[];
  const first = standing[0];
  const content = proposal ?? (first?.kind === 'add' ? first.content : null);
  if (!content) throw new Error('A requirement without a proposal begins with the act that added it');
  return standing.reduce(applyAct, { content, decision: 'undecided', reason: null });
}

/** The newest decision that still stands and can be taken back, or null. */
export function standingDecision<A extends { kind: RequirementActKind }>(acts: readonly A[]): A | null {
  return standingActs(acts).findLast(isDecision) ?? null;
}

function standingActs<A extends { kind: RequirementActKind }>(acts: readonly A[]): A[] {
  const standing: A[] = [];
  for (const act of acts) {
    if (act.kind !== 'undo') standing.push(act);
    else if (standing.some(isDecision)) standing.splice(standing.findLastIndex(isDecision), 1);
  }
  return standing;
}

/** Having been added by hand is where an item begins; it is rejected, not undone. */
function isDecision(act: { kind: RequirementActKind }): boolean {
  return act.kind !== 'audience' && act.kind !== 'add';
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
export function isLive(decision: DecisionState): boolean {
  return decision === 'accepted' || decision === 'edited';
}

/**
 * What a revision counts: action, standard, due and owner (spine.md 3.2). Everything else may change without asking anyone to
 * look at a task again.
 */
export function sameMeaning(a: RequirementContent, b: RequirementContent): boolean {
  return meaningOf(a) === meaningOf(b);
}

function meaningOf(content: RequirementContent): string {
  const { deadline } = content;
  const owners = content.owners.map((owner) => [owner.role, [...owner.organisationIds].sort(), queryOf(owner.query)]);
  return JSON.stringify([
    content.action,
    content.standard,
    deadline && [deadline.kind, deadline.from, deadline.to],
    owners,
  ]);
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
  decision: DecisionState;
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
  'review' | 'amend' | 'confirm' | 'revise' | 'withdraw' | 'dispatch',
  readonly DirectiveState[]
> = {
  review: ['reviewing', 'revising'],
  amend: ['reviewing', 'revising'],
  confirm: ['reviewing', 'revising'],
  revise: ['confirmed'],
  withdraw: ['reviewing'],
  // While a new version is being reviewed the confirmed one before it is still in force.
  dispatch: ['confirmed', 'revising'],
};
export type DirectiveAction = keyof typeof allowedIn;
