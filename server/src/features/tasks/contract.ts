import { z } from 'zod';
import { contract, dataNumber, day, id, pageOf, saying, seenVersion } from '../../platform/http/contract.ts';
import { hardness } from '../directives/contract.ts';
import { EvidenceInput } from '../evidence/contract.ts';
import { Differences, DispatchPlan, ListedTask, Named, Receipt, sentence, TaskDetail, words } from './shapes.ts';

export { punctuality, taskState } from './shapes.ts';

const task = z.object({ taskId: id });
const directive = z.object({ directiveId: id });
const reason = sentence;

/** The day it happened; today where absent. It may lie before the day it is reported, never after. */
const occurredOn = day.optional();
/** Evidence that comes with a report: records that exist and new ones; a file was uploaded before and is named by its hash. */
const attachments = {
  evidenceIds: z.array(id).max(20).default([]),
  evidence: z.array(EvidenceInput).max(20).default([]),
};
const report = z.object({ text: sentence, occurredOn, ...attachments });
/** A photo may speak for itself: the words of a progress report may be few, not the evidence and the words together. */
const progress = report
  .extend({ text: z.string().trim().max(2000) })
  .refine((said) => said.text !== '' || said.evidence.length + said.evidenceIds.length > 0, {
    ...saying({ zh: '请写一句进展，或附上佐证', en: 'write a sentence, or add evidence' }),
    path: ['text'],
  });
const extension = z.object({ wantedOn: day, reason, occurredOn });

const horizonAndChoices = {
  horizon: day.optional(),
  requirements: z
    .array(
      z.object({
        requirementId: id,
        excluded: reason.nullable().optional(),
        leads: z.array(id).max(200).optional(),
        supporters: z.array(id).max(200).optional(),
        dueOn: day.nullable().optional(),
        evidenceExpected: z.string().max(500).optional(),
        leaderPersonId: id.nullable().optional(),
        once: z.boolean().optional(),
        organisations: z
          .array(
            z.object({
              organisationId: id,
              excluded: reason.nullable().optional(),
              accountablePersonId: id.nullable().optional(),
              dueOn: day.nullable().optional(),
            }),
          )
          .max(500)
          .optional(),
      }),
    )
    .max(2000)
    .default([]),
};
export const PlanInput = z.object(horizonAndChoices);
export const DispatchInput = z.object({
  ...horizonAndChoices,
  digest: z.string().length(64),
  seen: z.array(z.object({ key: z.string().max(200), line: z.string().max(32) })).max(100_000),
});

const flag = z.enum(['true', 'false']).optional();

/** What a list of tasks is narrowed to, and its order. */
const TaskFilter = z.object({
  state: z.string().max(200).optional(),
  late: flag,
  escalated: flag,
  extensionPending: flag,
  organisationId: id.optional(),
  bodyId: id.optional(),
  directiveId: id.optional(),
  clauseKey: z.string().max(100).optional(),
  requirementId: id.optional(),
  accountablePersonId: id.optional(),
  hardness: hardness.optional(),
  dueFrom: day.optional(),
  dueTo: day.optional(),
  search: z.string().max(100).optional(),
  sort: z.enum(['due', '-due', 'newest']).default('due'),
});

export const tasksContract = contract({
  'GET /api/tasks': {
    permission: 'task.read',
    summary: { zh: '任务列表', en: 'List tasks' },
    query: TaskFilter.extend({
      /** Only what the viewer's own office leads or supports, not all that he may see. */
      mine: z.enum(['true']).optional(),
      cursor: z.string().max(200).optional(),
      limit: z.coerce.number().int().min(1).max(200).default(50),
    }),
    response: pageOf(ListedTask),
  },
  'GET /api/tasks/export': {
    permission: 'task.export',
    summary: { zh: '导出任务列表', en: 'Export the list of tasks as .xlsx' },
    query: TaskFilter,
    response: z.any(),
    download: true,
    audited: true,
  },
  'GET /api/tasks/:taskId': {
    permission: 'task.read',
    summary: { zh: '任务详情', en: 'One task with its history' },
    params: task,
    response: TaskDetail,
  },
  'POST /api/tasks/:taskId/acknowledge': {
    permission: 'task.report',
    summary: { zh: '签收', en: 'Acknowledge' },
    params: task,
    body: z.object({ occurredOn }),
    response: Receipt,
  },
  'POST /api/tasks/:taskId/progress': {
    permission: 'task.report',
    summary: { zh: '报送进展', en: 'Report progress' },
    params: task,
    body: progress,
    response: Receipt,
  },
  'POST /api/tasks/:taskId/submit': {
    permission: 'task.report',
    summary: { zh: '提交核验', en: 'Submit for verification' },
    params: task,
    body: report,
    response: Receipt,
  },
  'POST /api/tasks/:taskId/ask-extension': {
    permission: 'task.report',
    summary: { zh: '申请延期', en: 'Ask for an extension' },
    params: task,
    body: extension,
    response: Receipt,
  },
  'POST /api/tasks/:taskId/on-behalf': {
    permission: 'task.enterOnBehalf',
    summary: { zh: '代录', en: 'Enter on behalf of the organisation' },
    params: task,
    body: z.object({
      /** Where it is known from: a call, a letter, a message. */
      source: words(300),
      act: z.discriminatedUnion('kind', [
        z.object({ kind: z.literal('acknowledge'), occurredOn: day }),
        report.extend({ kind: z.literal('progress'), occurredOn: day }),
        report.extend({ kind: z.literal('submit'), occurredOn: day }),
        extension.extend({ kind: z.literal('askExtension'), occurredOn: day }),
      ]),
    }),
    response: Receipt,
  },
  'POST /api/tasks/:taskId/note': {
    permission: 'task.support',
    summary: { zh: '配合情况', en: 'Report as a supporter' },
    params: task,
    body: report,
    response: Receipt,
  },
  'POST /api/tasks/:taskId/link-evidence': {
    permission: 'task.support',
    summary: { zh: '关联佐证', en: 'Link evidence' },
    params: task,
    body: z.object({ evidenceId: id, text: z.string().max(500).default('') }),
    response: Receipt,
  },
  'POST /api/tasks/:taskId/withdraw-evidence': {
    permission: 'task.support',
    summary: { zh: '取消关联佐证', en: 'Unlink evidence' },
    params: task,
    body: z.object({ evidenceId: id, reason }),
    response: Receipt,
  },
  'POST /api/tasks/:taskId/grant-extension': {
    permission: 'task.decideExtension',
    summary: { zh: '同意延期', en: 'Grant the extension' },
    params: task,
    body: z.object({ seenVersion, dueOn: day, reason: z.string().max(500).default('') }),
    response: Receipt,
  },
  'POST /api/tasks/:taskId/refuse-extension': {
    permission: 'task.decideExtension',
    summary: { zh: '不同意延期', en: 'Refuse the extension' },
    params: task,
    body: z.object({ seenVersion, reason }),
    response: Receipt,
  },
  'POST /api/tasks/:taskId/give-guidance': {
    permission: 'task.guide',
    summary: { zh: '记录指导', en: 'Record guidance' },
    params: task,
    body: z.object({ text: sentence, occurredOn }),
    response: Receipt,
  },
  'POST /api/tasks/:taskId/escalate': {
    permission: 'task.escalate',
    summary: { zh: '提级督办', en: 'Escalate' },
    params: task,
    body: z.object({ reason }),
    response: Receipt,
  },
  'POST /api/tasks/:taskId/return': {
    permission: 'task.verify',
    summary: { zh: '退回', en: 'Return' },
    params: task,
    body: z.object({ seenVersion, reason }),
    response: Receipt,
  },
  'POST /api/tasks/:taskId/close': {
    permission: 'task.verify',
    summary: { zh: '销号', en: 'Close out' },
    params: task,
    body: z.object({
      seenVersion,
      guidance: z.union([z.object({ actId: id }), z.object({ notNeeded: z.string().trim().max(500) })]),
      standardMet: z.string().trim().max(1000),
      values: z.array(dataNumber('what the verifier found, for each quantity of the requirement')).max(20).default([]),
      finding: z.string().trim().max(2000),
    }),
    response: Receipt,
  },
  'POST /api/tasks/:taskId/withdraw': {
    permission: 'task.amend',
    summary: { zh: '撤回任务', en: 'Withdraw the task' },
    params: task,
    body: z.object({ seenVersion, reason }),
    response: Receipt,
  },
  'POST /api/tasks/:taskId/amend': {
    permission: 'task.amend',
    summary: { zh: '调整任务', en: 'Amend the task' },
    params: task,
    body: z.object({
      seenVersion,
      reason,
      dueOn: day.nullable().optional(),
      standard: z.string().trim().max(1000).optional(),
      accountablePersonId: id.optional(),
      leaderPersonId: id.nullable().optional(),
      supporters: z.array(id).max(200).optional(),
      /** Follow the requirement's newest revision from now on. */
      followRevision: z.boolean().optional(),
    }),
    response: Receipt,
  },
  'POST /api/tasks/:taskId/reassign': {
    permission: 'task.amend',
    summary: { zh: '改派', en: 'Reassign to another organisation' },
    params: task,
    body: z.object({ seenVersion, organisationId: id, accountablePersonId: id.optional(), reason }),
    response: Receipt,
  },
  'POST /api/tasks/:taskId/keep': {
    permission: 'task.amend',
    summary: { zh: '保持不变', en: 'Keep as it is' },
    params: task,
    body: z.object({ seenVersion, about: z.enum(['revision', 'difference']), reason }),
    response: Receipt,
  },
  'POST /api/tasks/:taskId/ask-verification': {
    permission: 'task.enterOnBehalf',
    summary: { zh: '以设立登记提请核验', en: 'Ask for verification with the founding as evidence' },
    params: task,
    body: z.object({ seenVersion, foundedOrganisationId: id }),
    response: Receipt,
  },
  'POST /api/dispatches/:dispatchId/acknowledge': {
    permission: 'task.report',
    summary: { zh: '整批签收', en: 'Acknowledge everything of a dispatch' },
    params: z.object({ dispatchId: id }),
    body: z.object({ occurredOn }),
    response: z.object({ receipts: z.array(Receipt) }),
  },
  'POST /api/directives/:directiveId/plan': {
    permission: 'task.dispatch',
    summary: { zh: '预览下发', en: 'Preview a dispatch' },
    params: directive,
    body: PlanInput,
    response: DispatchPlan,
    repeat: 'open',
  },
  'POST /api/directives/:directiveId/dispatch': {
    permission: 'task.dispatch',
    summary: { zh: '下发', en: 'Dispatch' },
    params: directive,
    body: DispatchInput,
    response: z.object({ dispatchId: id, taskIds: z.array(id) }),
  },
  'GET /api/directives/:directiveId/differences': {
    permission: 'task.dispatch',
    summary: { zh: '责任对象变化', en: 'What changed since the dispatch' },
    params: directive,
    response: Differences,
  },
  'GET /api/directives/:directiveId/rechecks': {
    permission: 'task.dispatch',
    summary: { zh: '要求修订后待复核的任务', en: 'Tasks to re-check against revised requirements' },
    params: directive,
    response: z.object({
      items: z.array(
        z.object({ taskId: id, requirementId: id, action: z.string(), lead: Named, dropped: z.boolean() }),
      ),
    }),
  },
  'GET /api/directives/:directiveId/dispatches': {
    permission: 'task.read',
    summary: { zh: '下发批次', en: 'Dispatches of a document' },
    params: directive,
    response: z.object({
      items: z.array(z.object({ id, occurredOn: day, by: z.string(), toAcknowledge: z.array(id) })),
    }),
  },
  'GET /api/directives/:directiveId/reminder': {
    permission: 'task.dispatch',
    summary: { zh: '催办文字', en: 'Reminder text for the chat group' },
    params: directive,
    query: z.object({
      organisation: id.optional(),
      /** How far ahead a due day may lie; what is late or has no due day is always in it. */
      days: z.coerce.number().int().min(0).max(366).default(30),
    }),
    response: z.object({ text: z.string(), taskIds: z.array(id) }),
  },
});
