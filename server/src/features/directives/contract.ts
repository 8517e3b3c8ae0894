import { DOCX_LIMIT_BYTES } from '@xieli/directive';
import { z } from 'zod';
import { Figure } from '../../platform/figures/figure.ts';
import { can, contract, dataNumber, day, id, instant, pageOf, seenVersion } from '../../platform/http/contract.ts';
import { RequirementContent } from './content.ts';

export {
  hardness,
  type Owner,
  Quantity,
  RequirementContent,
  supervisionMode,
  supervisionObject,
} from './content.ts';

const offset = dataNumber('UTF-16 offset in the text of the document');
const rowVersion = dataNumber('optimistic lock');
const line = (max: number) => z.string().trim().min(1).max(max);

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

export const leftOutReason = z.enum(['advertisement', 'pageNumber', 'navigation', 'watermark', 'runningHead']);
const LeftOut = z.object({ start: offset, end: offset, reason: leftOutReason });
/** What a person should know of the reading; the screen has the words. */
export const readingNote = z.enum([
  'nulRemoved',
  'numberingRestored',
  'footnotesLeftOut',
  'picturesLeftOut',
  'unsupportedParts',
]);
const Reason = z.object({ key: z.string(), text: z.string() });

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
export const confidenceWord = z.enum(['sure', 'likely', 'unsure']);

const reason = line(500);
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
const Line = z.object({ undo: OwnStep.nullable(), redo: OwnStep.nullable() });
const Changes = z
  .object({
    requirements: z.array(Requirement),
    /** Items that are none any more. */
    gone: z.array(id),
    line: Line,
  })
  .meta({ id: 'ReviewChanges' });
/** Counts the steps on a version; what came after it is asked for by it. */
const seq = dataNumber('place in the order of the steps');
const Turn = z.object({
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

export const directiveState = z.enum(['reviewing', 'confirmed', 'revising', 'withdrawn']);

const head = {
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

const params = z.object({ directiveId: id });

const editable = {
  title: line(300),
  kind: directiveKind.exclude(['taskTable', 'instruction']),
  issuerName: line(200),
  documentNumber: z.string().trim().max(100).nullable(),
  audience: Audience,
};

export const directivesContract = contract({
  'POST /api/directives/read': {
    permission: 'directive.import',
    summary: { zh: '读取文件并预览', en: 'Read a document and preview it' },
    repeat: 'open',
    upload: { limit: DOCX_LIMIT_BYTES },
    query: z.object({ pasted: z.enum(['true', 'false']).default('false') }),
    response: z.object({
      /** Names the uploaded file when the import is made; null for pasted text. */
      file: z.object({ sha256: z.string(), fileName: z.string() }).nullable(),
      text: z.string(),
      format: z.string(),
      title: z.string().nullable(),
      kind: directiveKind.nullable(),
      issuerName: z.string().nullable(),
      documentNumber: z.string().nullable(),
      /** Where the text itself says when it was issued; it still has to be confirmed by a person. */
      date: z.object({ day, text: z.string(), start: offset, end: offset }).nullable(),
      leftOut: z.array(LeftOut),
      notes: z.array(readingNote),
    }),
  },
  'POST /api/directives': {
    permission: 'directive.import',
    summary: { zh: '导入部署文件', en: 'Import a deployment document' },
    body: z.object({
      source: z.discriminatedUnion('kind', [
        z.object({ kind: z.literal('text'), text: z.string().min(1) }),
        z.object({ kind: z.literal('file'), sha256: z.string().regex(/^[0-9a-f]{64}$/), fileName: line(255) }),
      ]),
      ...editable,
      issuedOn: day,
      /** Defaults to the end of the year of issue. */
      horizon: day.optional(),
      /** The body whose document it is; defaults to the body of the importing person. */
      ownerBodyId: id.optional(),
      sample: z.boolean().default(false),
    }),
    response: z.object({
      id,
      versionId: id,
      /** False when the document asks nothing of anyone. */ asksSomething: z.boolean(),
    }),
  },
  'GET /api/directives': {
    permission: 'directive.read',
    summary: { zh: '部署文件列表', en: 'List of deployment documents' },
    query: z.object({
      search: z.string().trim().max(100).optional(),
      kind: directiveKind.optional(),
      state: directiveState.optional(),
      cursor: z
        .string()
        .regex(/^\d{4}-\d{2}-\d{2}_[0-9a-f-]{36}$/)
        .optional(),
    }),
    response: pageOf(
      z.object({
        ...head,
        /** Decided of all requirements, for those who review. */
        decided: Figure.nullable(),
      }),
    ),
  },
  'GET /api/directives/:directiveId': {
    permission: 'directive.read',
    summary: { zh: '部署文件', en: 'A deployment document' },
    params,
    response: DirectiveHead,
  },
  'GET /api/directives/:directiveId/review': {
    permission: 'directive.read',
    summary: { zh: '文件全文与要求', en: 'Text and requirements of a document' },
    params,
    response: z.object({
      directive: DirectiveHead,
      text: z.string(),
      leftOut: z.array(LeftOut),
      clauses: z.array(Clause),
      requirements: z.array(Requirement),
      problems: z.array(z.object({ start: offset, end: offset })),
      references: z.array(z.object({ start: offset, end: offset, title: z.string(), role: z.string() })),
      /** Today's answers of the conditional owners. */
      answers: z.array(
        z.object({ requirementId: id, owner: dataNumber('index in content.owners'), organisationIds: z.array(id) }),
      ),
      /** Names of every organisation mentioned above. */
      organisations: z.array(z.object({ id, name: z.string() })),
      notes: z.array(readingNote),
      line: Line,
      seq,
    }),
  },
  'GET /api/directives/:directiveId/review/changes': {
    permission: 'directive.read',
    summary: { zh: '审定中的新变化', en: 'What changed in a review since' },
    params,
    query: z.object({ versionId: id, after: z.coerce.number().int().min(0) }),
    response: z.object({
      ...Changes.shape,
      seq,
      /** Steps of others, in their order. */
      news: z.array(
        z.object({ id, kind: stepKind, count: dataNumber('items of the step'), by: z.string(), at: instant }),
      ),
    }),
  },
  'POST /api/directives/:directiveId/here': {
    permission: 'directive.review',
    summary: { zh: '正在审定同一文件的人员', en: 'Who else has the document open for review' },
    repeat: 'open',
    params,
    body: z.object({ leaving: z.boolean() }),
    response: z.object({ names: z.array(z.string()) }),
  },
  'GET /api/directives/:directiveId/passage': {
    permission: 'directive.review',
    summary: { zh: '识读选取的原文', en: 'Read a selected passage' },
    params,
    query: z.object({ start: z.coerce.number().int().min(0), end: z.coerce.number().int().min(1) }),
    response: z.object({
      content: RequirementContent,
      /** Names of the owners' organisations. */
      organisations: z.array(z.object({ id, name: z.string() })),
    }),
  },
  'POST /api/directives/:directiveId/amend': {
    permission: 'directive.review',
    summary: { zh: '修改文件信息和受文对象', en: 'Change the head and the audience of a document' },
    params,
    body: z.object({ seenVersion, ...editable, horizon: day }),
    response: z.object({ version: rowVersion }),
  },
  'POST /api/directives/:directiveId/withdraw': {
    permission: 'directive.review',
    summary: { zh: '撤回未审定的导入', en: 'Withdraw an import that was not confirmed' },
    params,
    body: z.object({ seenVersion, reason }),
    response: z.object({ version: rowVersion }),
  },
  'POST /api/directives/:directiveId/requirements': {
    permission: 'directive.review',
    summary: { zh: '从原文选取并增加要求', en: 'Add a requirement from a passage of the text' },
    params,
    body: z.object({
      start: z.int().min(0).meta({ dataNumber: 'UTF-16 offset' }),
      end: z.int().min(1).meta({ dataNumber: 'UTF-16 offset' }),
      content: RequirementContent,
    }),
    response: Changes,
  },
  'POST /api/directives/:directiveId/decide': {
    permission: 'directive.review',
    summary: { zh: '批量审定要求', en: 'Decide several requirements at once' },
    params,
    body: z.object({ items: z.array(z.object({ id, seenVersion })).min(1).max(5000), decision: BulkDecision }),
    response: Changes,
  },
  'POST /api/directives/:directiveId/undo': {
    permission: 'directive.review',
    summary: { zh: '撤销自己上一步审定', en: 'Take back one’s own last step of the review' },
    params,
    body: Turn,
    response: Changes,
  },
  'POST /api/directives/:directiveId/redo': {
    permission: 'directive.review',
    summary: { zh: '恢复自己撤销的一步', en: 'Put back one’s own step that was taken back' },
    params,
    body: Turn,
    response: Changes,
  },
  'POST /api/directives/:directiveId/confirm': {
    permission: 'directive.review',
    summary: { zh: '确认本版要求', en: 'Confirm the requirements of this version' },
    params,
    body: z.object({ seenVersion }),
    response: z.object({ versionId: id, confirmedAt: instant }),
  },
  'POST /api/directives/:directiveId/revise': {
    permission: 'directive.review',
    summary: { zh: '在同一原文上另起新版', en: 'Begin a new version over the same text' },
    params,
    body: z.object({ seenVersion }),
    response: z.object({ versionId: id }),
  },
  'POST /api/directives/:directiveId/merge': {
    permission: 'directive.review',
    summary: { zh: '合并相邻的要求', en: 'Merge neighbouring requirements' },
    params,
    body: z.object({ items: z.array(z.object({ id, seenVersion })).min(2).max(50) }),
    response: Changes,
  },
  'GET /api/requirements/:requirementId/cuts': {
    permission: 'directive.review',
    summary: { zh: '可以拆分要求的位置', en: 'Where a requirement may be split' },
    params: z.object({ requirementId: id }),
    response: z.object({
      start: offset,
      passage: z.string(),
      cuts: z.array(z.object({ at: offset, why: z.enum(['stop', 'conjunction', 'verb']) })),
    }),
  },
  'POST /api/requirements/:requirementId/split': {
    permission: 'directive.review',
    summary: { zh: '拆分一项要求', en: 'Split a requirement' },
    params: z.object({ requirementId: id }),
    body: z.object({
      seenVersion,
      at: z.int().min(1).meta({ dataNumber: 'UTF-16 offset in the text of the document' }),
    }),
    response: Changes,
  },
  'POST /api/requirements/:requirementId/decide': {
    permission: 'directive.review',
    summary: { zh: '审定一项要求', en: 'Decide one requirement' },
    params: z.object({ requirementId: id }),
    body: z.object({ seenVersion, decision: Decision }),
    response: Changes,
  },
});
