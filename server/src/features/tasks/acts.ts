import type { RequirementContent } from '../directives/contract.ts';

/** The states of a task, in the order in which a task usually passes them. Late is none of them (spine.md 1). */
export const taskStates = [
  'draft',
  'dispatched',
  'acknowledged',
  'inProgress',
  'submitted',
  'returned',
  'closed',
  'withdrawn',
] as const;
export type TaskState = (typeof taskStates)[number];

/** States in which something is still to be done by somebody. */
export const openStates: readonly TaskState[] = ['dispatched', 'acknowledged', 'inProgress', 'submitted', 'returned'];

/** What can happen to a task; each is one row of its timeline. */
export const actKinds = [
  'draft',
  'dispatch',
  'acknowledge',
  'progress',
  'submit',
  'return',
  'close',
  'withdraw',
  'amend',
  'reassign',
  'askExtension',
  'grantExtension',
  'refuseExtension',
  'giveGuidance',
  'escalate',
  'linkEvidence',
  'withdrawEvidence',
  'note',
  'keep',
] as const;
export type ActKind = (typeof actKinds)[number];

/** What a task says when it is drafted or dispatched; later acts change it. */
export interface Terms {
  requirementRevision: number;
  standard: string;
  leadOrganisationId: string;
  leadBodyId: string;
  accountablePersonId: string | null;
  leaderPersonId: string | null;
  dueOn: string | null;
}

/** The change of one field, both sides kept, so that the timeline can say what was before. */
export interface Change<T> {
  before: T;
  after: T;
}

export interface Amendment {
  dueOn?: Change<string | null>;
  standard?: Change<string>;
  accountablePersonId?: Change<string | null>;
  leaderPersonId?: Change<string | null>;
  supporters?: Change<string[]>;
  /** The revision of the requirement that the task follows from now on. */
  requirementRevision?: Change<number>;
  action?: Change<string>;
  hardness?: Change<string>;
  supervisionMode?: Change<string | null>;
  supervisionObject?: Change<string | null>;
  quantities?: Change<RequirementContent['quantities']>;
  evidenceExpected?: Change<string>;
  evidenceDemand?: Change<RequirementContent['evidenceDemand']>;
}

/** What a followed revision asks otherwise and a task does not hold: who, in the document's words, and how often. */
export interface Asked {
  owners?: Change<string[]>;
  recurrence?: Change<string>;
}

/** Gate (a) of A69: a guidance act on this very task, or why none was needed. */
export type GuidanceGate = { actId: string } | { notNeeded: string };

export interface Payloads {
  draft: { terms: Terms };
  dispatch: { terms: Terms; dispatchId: string | null; quote: string };
  acknowledge: object;
  progress: { text: string };
  submit: { text: string };
  return: { reason: string };
  close: { guidance: GuidanceGate; standardMet: string; values: number[]; finding: string; evidenceIds: string[] };
  withdraw: { reason: string };
  amend: { changes: Amendment; asked?: Asked; reason: string };
  reassign: {
    lead: Change<string>;
    leadBodyId: Change<string>;
    accountablePersonId: Change<string | null>;
    reason: string;
  };
  askExtension: { wantedOn: string; reason: string };
  grantExtension: { dueOn: Change<string | null>; reason: string };
  refuseExtension: { reason: string };
  giveGuidance: { text: string };
  escalate: { reason: string };
  linkEvidence: { evidenceId: string; text: string };
  withdrawEvidence: { evidenceId: string; reason: string };
  note: { text: string };
  /** `about`: a newer revision of the requirement, or an organisation that no longer answers the owner query. */
  keep: { about: 'revision' | 'difference'; requirementRevision: number; reason: string };
}

/** One row of the timeline. `occurredOn` is when it happened, `recordedAt` when it came (spine.md 4.3). */
export type Act = {
  [K in ActKind]: {
    id: string;
    seq: number;
    kind: K;
    accountId: string | null;
    onBehalfSource: string | null;
    occurredOn: string;
    recordedAt: string;
    payload: Payloads[K];
  };
}[ActKind];
