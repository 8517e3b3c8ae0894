import { z } from 'zod';
import { can, dataNumber, day, id, instant } from '../../platform/http/contract.ts';
import { RequirementContent } from './content.ts';

export const offset = dataNumber('UTF-16 offset in the text of the document');
export const rowVersion = dataNumber('optimistic lock');
export const line = (max: number) => z.string().trim().min(1).max(max);

export const directiveKind = z.enum([
  'speech',
  'opinion',
  'notice',
  'plan',
  'keyPoints',
  'minutes',
  'letter',
  'measures',
  'taskTable',
  'instruction',
  'other',
]);
export type DirectiveKind = z.output<typeof directiveKind>;

/** Who “we” and the unnamed reader of a document are (spine.md 3.6). */
export const Audience = z.object({ text: z.string().max(200), organisationIds: z.array(id).max(500) });
export type Audience = z.output<typeof Audience>;

const leftOutReason = z.enum(['advertisement', 'pageNumber', 'navigation', 'watermark', 'runningHead']);
export const LeftOut = z.object({ start: offset, end: offset, reason: leftOutReason });
/** What a person should know of the reading; the screen has the words, `words` are the document's that were left out, and `untold` counts those that are not among them. */
export const ReadingNote = z.object({
  key: z.enum([
    'nulRemoved',
    'numberingRestored',
    'changesTakenAsFinal',
    'linesMended',
    'lookAlikesReplaced',
    'picturesLeftOut',
    'footnotesLeftOut',
    'commentsLeftOut',
    'textBoxesLeftOut',
    'runningLinesLeftOut',
    'unreadPages',
  ]),
  words: z.array(z.string()),
  untold: dataNumber('further lines of the file that were left out, beside the words'),
});
/** What a person decided about the reading when the preview was looked at. */
const choices = {
  /** Leaves the lines of a plain text as they are broken. */
  keepBreaks: z.boolean().default(false),
  /** Where lines begin that are read although they look like no part of the document. */
  kept: z.array(offset).max(5_000).default([]),
};
export type ReadingChoices = { keepBreaks: boolean; kept: number[] };
/** Where a text comes from: pasted, or an uploaded file that waits under its hash. */
export const Source = z.discriminatedUnion('kind', [
  z.object({ kind: z.literal('text'), text: z.string().min(1), ...choices }),
  z.object({ kind: z.literal('file'), sha256: z.string().regex(/^[0-9a-f]{64}$/), fileName: line(255), ...choices }),
]);
export type Source = z.output<typeof Source>;
/** Why something was read so; `span` is where its words stand in the text, absent where they stand nowhere. */
const Reason = z.object({
  key: z.string(),
  text: z.string(),
  span: z.object({ start: offset, end: offset }).optional(),
});

export const decisionState = z.enum([
  'undecided',
  'accepted',
  'edited',
  'rejected',
  'deferred',
  'nothingToDo',
  'madeKnown',
]);
export type DecisionState = z.output<typeof decisionState>;
const confidenceWord = z.enum(['sure', 'likely', 'unsure']);

export const reason = line(500);
/** Decisions that mean the same for every item, so that they can be taken in bulk. */
const sameForAll = [
  z.object({ kind: z.literal('accept') }),
  z.object({ kind: z.literal('reject'), reason }),
  z.object({ kind: z.literal('defer'), reason }),
  z.object({ kind: z.literal('nothingToDo'), reason }),
  z.object({ kind: z.literal('madeKnown') }),
  z.object({ kind: z.literal('reopen') }),
  /** Takes back one's own last decision. */
  z.object({ kind: z.literal('undo') }),
] as const;
export const BulkDecision = z.discriminatedUnion('kind', [...sameForAll]);
export const Decision = z.discriminatedUnion('kind', [
  ...sameForAll,
  z.object({ kind: z.literal('edit'), content: RequirementContent }),
]);
export type Decision = z.output<typeof Decision>;

export const Clause = z
  .object({
    key: z.string(),
    parentKey: z.string().nullable(),
    level: dataNumber('depth in the document'),
    number: z.string(),
    title: z.string(),
    kind: z.enum(['heading', 'content', 'tableRow']),
    start: offset,
    end: offset,
    scopeEnd: offset,
  })
  .meta({ id: 'Clause' });
export type Clause = z.output<typeof Clause>;

export const Requirement = z
  .object({
    id,
    version: rowVersion,
    revision: dataNumber('counts changes of meaning; 0 before the first confirmation'),
    clauseKey: z.string().nullable(),
    position: dataNumber('order in the document'),
    start: offset,
    end: offset,
    content: RequirementContent,
    /** What the reader proposed, where a person changed it; null where it stands unchanged and for one added by hand. */
    proposal: RequirementContent.nullable(),
    byHand: z.boolean(),
    confidence: confidenceWord.nullable(),
    /** For the order “least sure first”. */
    certainty: dataNumber('the reader’s own estimate between 0 and 1').nullable(),
    reasons: z.array(Reason),
    decision: decisionState,
    reason: z.string().nullable(),
    decidedBy: z.string().nullable(),
    decidedAt: instant.nullable(),
    /** True when the caller may take back the last decision. */
    undoable: z.boolean(),
  })
  .meta({ id: 'Requirement' });
export type Requirement = z.output<typeof Requirement>;

/** What a step of a review was; `takeBack` is one's own last decision on an item taken back out of its turn. */
export const stepKind = z.enum([
  'accept',
  'edit',
  'reject',
  'defer',
  'nothingToDo',
  'madeKnown',
  'reopen',
  'takeBack',
  'add',
  'split',
  'merge',
  'undo',
  'redo',
]);
export type StepKind = z.output<typeof stepKind>;
const OwnStep = z.object({ id, kind: stepKind, count: dataNumber('items that the step was about') });
/** The caller's own next undo and redo on the version under review. */
export const Line = z.object({ undo: OwnStep.nullable(), redo: OwnStep.nullable() });
export const Changes = z
  .object({
    requirements: z.array(Requirement),
    /** Items that are none any more. */
    gone: z.array(id),
    line: Line,
  })
  .meta({ id: 'ReviewChanges' });
/** Counts the steps on a version; what came after it is asked for by it. */
export const seq = dataNumber('place in the order of the steps');
export const Turn = z.object({
  stepId: id,
  /** Leaves alone what somebody else has changed since, instead of refusing. */
  leave: z.boolean().default(false),
});

const Version = z.object({
  id,
  number: dataNumber('number of the version'),
  version: rowVersion,
  format: z.string(),
  confirmedAt: instant.nullable(),
  confirmedBy: z.string().nullable(),
});

export const ComparedVersion = z.object({
  number: dataNumber('number of the version'),
  confirmedAt: instant.nullable(),
});

export const directiveState = z.enum(['reviewing', 'confirmed', 'revising', 'withdrawn']);

export const head = {
  id,
  kind: directiveKind,
  title: z.string(),
  issuerName: z.string(),
  documentNumber: z.string().nullable(),
  issuedOn: day,
  state: directiveState,
  sample: z.boolean(),
};

export const DirectiveHead = z
  .object({
    ...head,
    ownerBodyId: id,
    /** Until when recurring requirements are laid out. */
    horizon: day,
    audience: Audience,
    version: rowVersion,
    recordedAt: instant,
    recordedBy: z.string(),
    currentVersion: Version,
    /** Latest confirmed version; only it is dispatched. */
    confirmedVersionId: id.nullable(),
    can,
  })
  .meta({ id: 'DirectiveHead' });
