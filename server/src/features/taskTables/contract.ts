import { z } from 'zod';
import { contract, dataNumber, day, id, instant } from '../../platform/http/contract.ts';
import { sheetLimitBytes } from '../../platform/sheets/limit.ts';
import { decisionState, RequirementContent } from '../directives/contract.ts';
import { WrittenInstruction } from '../instructions/contract.ts';
import { Choice, Comparison, TablePreview } from './shapes.ts';

const offset = dataNumber('UTF-16 offset in the text of the document');
const words = (max: number) => z.string().trim().min(1).max(max);
const directive = z.object({ directiveId: id });
const county = directive.extend({ bodyId: id });

/** What every act says, on a requirement or on a task. */
const act = {
  kind: z.string(),
  by: z.string(),
  occurredOn: day,
  recordedAt: instant,
  payload: z.record(z.string(), z.unknown()),
};

/** Where a version of a document has a requirement, what it says there, and what was decided of it. */
const held = {
  clauseKey: z.string().nullable(),
  start: offset,
  end: offset,
  /** `gone`: merged into another one, taken back, or asked no more by a corrected text. */
  decision: z.enum([...decisionState.options, 'gone']),
  /** Why it was rejected or put off, or why there is nothing to do. */
  reason: z.string().nullable(),
  content: RequirementContent,
};

/** Everything of a document that the reader may take along. */
export const DirectiveExport = z
  .object({
    format: z.literal('xieli-directive'),
    formatVersion: dataNumber('raised when the shape changes'),
    exportedAt: instant,
    /** Whether it is narrowed to what the reader may see. */
    narrowed: z.boolean(),
    directive: z.object({
      id,
      kind: z.string(),
      title: z.string(),
      issuerName: z.string(),
      documentNumber: z.string().nullable(),
      issuedOn: day,
      horizon: day,
      versionId: id,
    }),
    clauses: z.array(
      z.object({
        key: z.string(),
        parentKey: z.string().nullable(),
        number: z.string(),
        title: z.string(),
        kind: z.string(),
        start: offset,
        end: offset,
      }),
    ),
    /** Every version, oldest first; the offsets are of its text, which is null where the export is narrowed. */
    versions: z.array(
      z.object({
        id,
        number: dataNumber('number of the version; below zero where it was given up'),
        format: z.string(),
        text: z.string().nullable(),
        textSha256: z.string(),
        recordedAt: instant,
        confirmedAt: instant.nullable(),
        confirmedBy: z.string().nullable(),
      }),
    ),
    /** Every one that was read or added, whatever was decided of it. */
    requirements: z.array(
      z.object({
        id,
        /** The newest version that has it, in whose text it stands. */
        versionId: id,
        ...held,
        quote: z.string(),
        /** Added from a passage, not proposed by the reader. */
        byHand: z.boolean(),
        /** As the versions before held it when the next one was begun. */
        earlier: z.array(z.object({ versionId: id, ...held })),
        revisions: z.array(
          z.object({
            revision: dataNumber('counts changes of meaning'),
            versionId: id,
            dropped: z.boolean(),
            frozenAt: instant,
            content: RequirementContent,
          }),
        ),
        acts: z.array(z.object({ id, ...act })),
      }),
    ),
    /** What was previewed and sent; empty where the export is narrowed. */
    dispatches: z.array(
      z.object({
        id,
        versionId: id.nullable(),
        by: z.string(),
        occurredOn: day,
        recordedAt: instant,
        preview: z.unknown(),
      }),
    ),
    /** 批示 about the document or a task of it. */
    instructions: z.array(WrittenInstruction),
    tasks: z.array(
      z.object({
        id,
        requirementId: id,
        requirementRevision: dataNumber('revision that the task follows'),
        action: z.string(),
        standard: z.string(),
        hardness: z.string(),
        state: z.string(),
        lead: z.object({ id, name: z.string() }),
        supporters: z.array(z.string()),
        accountable: z.object({ id, name: z.string() }).nullable(),
        leader: z.string().nullable(),
        dueOn: day.nullable(),
        originalDueOn: day.nullable(),
        finishedOn: day.nullable(),
        escalated: z.boolean(),
        remark: z.string(),
        acts: z.array(
          z.object({
            id,
            seq: dataNumber('order within the task'),
            ...act,
            organisationId: id.nullable(),
            onBehalfSource: z.string().nullable(),
          }),
        ),
        evidence: z.array(
          z.object({
            id,
            kind: z.string(),
            title: z.string(),
            body: z.string(),
            fileName: z.string().nullable(),
            fileSha256: z.string().nullable(),
            mediaType: z.string().nullable(),
            aboutFrom: day,
            aboutTo: day,
            arrivedAt: instant,
            enteredBy: z.string(),
            onBehalfSource: z.string().nullable(),
            revision: dataNumber('revision of the record'),
            withdrawnAt: instant.nullable(),
            withdrawnReason: z.string().nullable(),
            linkWithdrawn: z.boolean(),
          }),
        ),
      }),
    ),
  })
  .meta({ id: 'DirectiveExport' });
export type DirectiveExport = z.output<typeof DirectiveExport>;

export const taskTablesContract = contract({
  'GET /api/task-tables/export': {
    permission: 'task.export',
    summary: { zh: '导出任务分解表', en: 'Export the task breakdown as .xlsx' },
    query: directive,
    response: z.any(),
    download: true,
    audited: true,
  },
  'GET /api/task-tables/json': {
    permission: 'task.export',
    summary: { zh: '导出全部内容（JSON）', en: 'Export everything of a document as JSON' },
    query: directive,
    response: DirectiveExport,
    audited: true,
  },
  'GET /api/task-tables/bodies': {
    permission: 'task.enterOnBehalf',
    summary: { zh: '有任务的单位', en: 'Bodies that hold tasks of a document' },
    query: directive,
    response: z.object({
      title: z.string(),
      items: z.array(z.object({ id, name: z.string() })),
    }),
  },
  'GET /api/task-tables/county': {
    permission: 'task.export',
    summary: { zh: '导出一个单位的任务', en: 'Export the rows of one body, to be filled in and returned' },
    query: county,
    response: z.any(),
    download: true,
    audited: true,
  },
  'POST /api/task-tables/read': {
    permission: 'directive.import',
    summary: { zh: '读取任务分解表并预览', en: 'Read a task breakdown and preview it' },
    query: z.object({ issuedOn: day.optional() }),
    response: TablePreview,
    repeat: 'open',
    upload: { limit: sheetLimitBytes },
  },
  'POST /api/task-tables/import': {
    permission: 'directive.import',
    summary: { zh: '导入任务分解表', en: 'Import a previewed task breakdown' },
    body: z.object({
      token: z.string().max(200),
      fileName: words(400),
      title: words(300),
      issuer: words(200),
      issuedOn: day,
      choices: z.array(Choice).max(40_000).default([]),
    }),
    response: z.object({ directiveId: id, taskIds: z.array(id) }),
  },
  'POST /api/task-tables/returned/read': {
    permission: 'task.enterOnBehalf',
    summary: { zh: '读取返回的表格并对照', en: 'Compare a returned table with what is known' },
    query: county,
    response: Comparison,
    repeat: 'open',
    upload: { limit: sheetLimitBytes },
  },
  'POST /api/task-tables/returned/apply': {
    permission: 'task.enterOnBehalf',
    summary: { zh: '按返回的表格代录进展', en: 'Enter the progress of a returned table on behalf' },
    body: county.extend({
      token: z.string().max(200),
      fileName: words(200),
      /** The day the body reported it. */
      occurredOn: day,
      taskIds: z.array(id).min(1).max(20_000),
    }),
    response: z.object({ taskIds: z.array(id) }),
  },
});
