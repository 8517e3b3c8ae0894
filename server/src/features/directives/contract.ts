import { FILE_LIMIT_BYTES } from '@xieli/directive';
import { z } from 'zod';
import { Figure } from '../../platform/figures/figure.ts';
import {
  contract,
  dataNumber,
  day,
  dayPlace,
  id,
  instant,
  largestStored,
  pageOf,
  seenVersion,
} from '../../platform/http/contract.ts';
import { RequirementContent } from './content.ts';
import {
  Audience,
  BulkDecision,
  Changes,
  Clause,
  ComparedVersion,
  Decision,
  DirectiveHead,
  decisionState,
  directiveKind,
  directiveState,
  head,
  LeftOut,
  Line,
  line,
  offset,
  ReadingNote,
  Requirement,
  reason,
  rowVersion,
  Source,
  seq,
  stepKind,
  Turn,
} from './shapes.ts';

export {
  hardness,
  type Owner,
  Quantity,
  RequirementContent,
  supervisionMode,
  supervisionObject,
} from './content.ts';
export {
  Audience,
  Clause,
  Decision,
  type DecisionState,
  type DirectiveKind,
  decisionState,
  Requirement,
  Source,
  type StepKind,
} from './shapes.ts';

const params = z.object({ directiveId: id });

const editable = {
  title: line(300),
  kind: directiveKind.exclude(['taskTable', 'instruction']),
  issuerName: line(200),
  documentNumber: z.string().trim().max(100).nullable(),
  audience: Audience,
};

/** What a list of documents is narrowed to, and its order: the newest first where none is named. */
const DirectiveFilter = z.object({
  search: z.string().trim().max(100).optional(),
  kind: directiveKind.optional(),
  state: directiveState.optional(),
  sort: z.enum(['issuedOn', '-issuedOn']).optional(),
});

export const directivesContract = contract({
  'POST /api/directives/read': {
    permission: 'directive.import',
    summary: { zh: '读取文件并预览', en: 'Read a document and preview it' },
    repeat: 'open',
    upload: { limit: FILE_LIMIT_BYTES },
    query: z.object({
      pasted: z.enum(['true', 'false']).default('false'),
      keepBreaks: z.enum(['true', 'false']).default('false'),
    }),
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
      /** Whom the line of the addressee means; `unknown` are its words that name nobody here. */
      audience: z
        .object({
          text: z.string(),
          organisations: z.array(z.object({ id, name: z.string() })),
          unknown: z.array(z.string()),
        })
        .nullable(),
      leftOut: z.array(LeftOut),
      notes: z.array(ReadingNote),
    }),
  },
  'POST /api/directives': {
    permission: 'directive.import',
    summary: { zh: '导入部署文件', en: 'Import a deployment document' },
    body: z.object({
      source: Source,
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
    query: DirectiveFilter.extend({
      cursor: dayPlace('_').optional(),
    }),
    response: pageOf(
      z.object({
        ...head,
        /** Decided of all requirements, for those who review. */
        decided: Figure.nullable(),
      }),
    ),
  },
  'GET /api/directives/export': {
    permission: 'directive.export',
    summary: { zh: '导出部署文件列表', en: 'Export the list of deployment documents as .xlsx' },
    query: DirectiveFilter,
    response: z.any(),
    download: true,
    audited: true,
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
      /** What the words of owners that are matched to nobody may mean; a person picks. */
      candidates: z.array(z.object({ text: z.string(), organisationIds: z.array(id) })),
      /** Names of every organisation mentioned above. */
      organisations: z.array(z.object({ id, name: z.string() })),
      notes: z.array(ReadingNote),
      line: Line,
      seq,
    }),
  },
  'GET /api/directives/:directiveId/owner-corrections': {
    permission: 'ownerAlias.keep',
    summary: { zh: '审定中改过的责任单位认法', en: 'What a review has taught about words for organisations' },
    params,
    response: z.object({
      items: z.array(
        z.object({
          text: z.string(),
          organisations: z.array(z.object({ id, name: z.string() })),
          count: dataNumber('requirements of this document that say so'),
        }),
      ),
    }),
  },
  'POST /api/directives/:directiveId/owner-aliases': {
    permission: 'ownerAlias.keep',
    summary: { zh: '记住责任单位叫法', en: 'Keep what a wording for an organisation means' },
    params,
    body: z.object({ text: line(200), organisationIds: z.array(id).min(1).max(200) }),
    response: z.object({ id }),
  },
  'GET /api/directives/:directiveId/review/changes': {
    permission: 'directive.read',
    summary: { zh: '审定中的新变化', en: 'What changed in a review since' },
    params,
    query: z.object({ versionId: id, after: z.coerce.number().int().min(0).max(largestStored) }),
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
    summary: { zh: '另起新版，可换用修订稿', en: 'Begin a new version, over the same text or a corrected one' },
    params,
    body: z.object({ seenVersion, source: Source.optional() }),
    response: z.object({ versionId: id }),
  },
  'POST /api/directives/:directiveId/give-up': {
    permission: 'directive.review',
    summary: { zh: '放弃未确认的新版', en: 'Give up a new version that is not confirmed' },
    params,
    body: z.object({ seenVersion }),
    /** The version in force, which is the newest again. */
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
  'GET /api/directives/:directiveId/comparison': {
    permission: 'directive.read',
    summary: { zh: '与上一版比较', en: 'A version beside the one before it' },
    params,
    query: z.object({ version: z.coerce.number().int().min(2).max(largestStored).optional() }),
    response: z.object({
      before: ComparedVersion,
      after: ComparedVersion,
      newest: dataNumber('number of the newest version'),
      /** The versions differ so much that not everything was looked for that merely changed: it is told as removed and added. */
      tooMuch: z.object({ lines: z.boolean(), requirements: z.boolean() }),
      lines: z.array(
        z.object({
          /** Printed number of the clause that the line stands in; empty outside of all. */
          clause: z.string(),
          fate: z.enum(['same', 'changed', 'removed', 'added']),
          pieces: z.array(z.object({ kind: z.enum(['same', 'removed', 'added']), text: z.string() })),
        }),
      ),
      requirements: z.array(
        z.object({
          id,
          fate: z.enum(['unchanged', 'changed', 'dropped', 'added']),
          decision: decisionState,
          before: RequirementContent.nullable(),
          now: RequirementContent.nullable(),
        }),
      ),
    }),
  },
  'POST /api/requirements/:requirementId/decide': {
    permission: 'directive.review',
    summary: { zh: '审定一项要求', en: 'Decide one requirement' },
    params: z.object({ requirementId: id }),
    body: z.object({ seenVersion, decision: Decision }),
    response: Changes,
  },
});
