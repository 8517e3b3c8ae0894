import { z } from 'zod';
import { Figure } from '../../platform/figures/figure.ts';
import { can, dataNumber, day, id, instant } from '../../platform/http/contract.ts';
import { hardness, Quantity, RequirementContent, supervisionMode, supervisionObject } from '../directives/contract.ts';
import { EvidenceView } from '../evidence/contract.ts';
import { OwnerQuery } from '../organisations/contract.ts';
import { actKinds, taskStates } from './acts.ts';
import { punctualities } from './fold.ts';

export const taskState = z.enum(taskStates);
export const punctuality = z.enum(punctualities);
export const words = (max: number) => z.string().trim().min(1).max(max);
/** A reason or a report: one to a few sentences. */
export const sentence = words(2000);

export const Named = z.object({ id, name: z.string() });
export const period = z.object({ from: day, to: day });

/** One line of a task list. */
export const TaskRow = z
  .object({
    id,
    directiveId: id,
    directiveTitle: z.string(),
    clauseKey: z.string().nullable(),
    action: z.string(),
    hardness,
    state: taskState,
    /** Due before today and still open; a mark and no state (spine.md 1). */
    late: z.boolean(),
    /** In time or not, handed in or done; null while the organisation works on it or where no day was set. */
    punctuality: punctuality.nullable(),
    escalated: z.boolean(),
    lead: Named,
    /** The lead no longer exists; the task stays and waits for a successor or its withdrawal (spine.md 4.6). */
    leadDissolved: z.boolean(),
    accountable: Named.nullable(),
    supporters: z.array(z.string()),
    dueOn: day.nullable(),
    originalDueOn: day.nullable(),
    period: period.nullable(),
    finishedOn: day.nullable(),
    extensionPending: z.boolean(),
    /** The requirement has a newer revision than the one the task follows. */
    toRecheck: z.boolean(),
    /** Something on the timeline was entered by another for the organisation (代录). */
    enteredOnBehalf: z.boolean(),
    version: dataNumber('optimistic lock'),
  })
  .meta({ id: 'TaskRow' });
export type TaskRow = z.output<typeof TaskRow>;

/** A row of a list; which part the viewer's own office has in it, where the list is narrowed to what is his to do. */
export const ListedTask = TaskRow.extend({ part: z.enum(['lead', 'support']).nullable() }).meta({ id: 'ListedTask' });
export type ListedTask = z.output<typeof ListedTask>;

/** One row of the timeline, told in the reader's language. */
export const TimelineEntry = z
  .object({
    id,
    seq: dataNumber('order within the task'),
    kind: z.enum(actKinds),
    title: z.string(),
    text: z.string(),
    by: z.string(),
    organisation: z.string().nullable(),
    onBehalfSource: z.string().nullable(),
    /** Came along with another act, such as 签收 with the first progress. */
    implied: z.boolean(),
    occurredOn: day,
    recordedAt: instant,
    /** State after this act. */
    state: taskState,
    evidenceIds: z.array(id),
  })
  .meta({ id: 'TimelineEntry' });
export type TimelineEntry = z.output<typeof TimelineEntry>;

/** A record as its task lists it; `can` holds what is possible with the record and, as `unlink`, with the link. */
export const LinkedEvidence = EvidenceView.extend({
  linkWithdrawn: z.boolean(),
  /** The record was revised after it was linked, or the task changed its meaning since. */
  toRecheck: z.boolean(),
});

export const evidenceDemand = z.object({ kind: z.enum(['photo', 'document', 'number']), decidedBy: z.string() });

export const TaskDetail = TaskRow.extend({
  standard: z.string(),
  quantities: z.array(Quantity),
  supervisionMode: supervisionMode.nullable(),
  supervisionObject: supervisionObject.nullable(),
  evidenceExpected: z.string(),
  evidenceDemand: evidenceDemand.nullable(),
  leader: Named.nullable(),
  parties: z.array(Named),
  accountableBasis: z.string().nullable(),
  remark: z.string(),
  revision: dataNumber('counts changes of meaning'),
  /** The sentence of the document that asks for this, as it stood when the task was dispatched. */
  quote: z.string(),
  clauseTitle: z.string().nullable(),
  requirementId: id,
  extensionWantedOn: day.nullable(),
  /** What the task was made for and what the requirement says now; null while they are the same. */
  recheck: z
    .object({
      revision: dataNumber('newest revision of the requirement'),
      dropped: z.boolean(),
      /** The new revision asks other organisations; following it hands the task to nobody else. */
      ownersChanged: z.boolean(),
      before: RequirementContent,
      now: RequirementContent,
    })
    .nullable(),
  /** The organisation no longer answers the query that made it responsible, and what may have fulfilled it. */
  difference: z.lazy(() => DifferenceReason).nullable(),
  evidence: z.array(LinkedEvidence),
  timeline: z.array(TimelineEntry),
  guidance: z.array(z.object({ actId: id, text: z.string(), by: z.string(), on: day })),
  /** What closing will ask for and does not find yet. */
  missingForClosing: z.array(z.string()),
  can,
}).meta({ id: 'TaskDetail' });
export type TaskDetail = z.output<typeof TaskDetail>;

/** What every act on a task answers: enough to show the outcome before the page is read again. */
export const Receipt = z
  .object({ taskId: id, actId: id, state: taskState, version: dataNumber('optimistic lock'), recordedAt: instant })
  .meta({ id: 'TaskReceipt' });
export type Receipt = z.output<typeof Receipt>;

/** Why an organisation left the answer of its query, with the founding that fulfilled it where one is on record. */
export const DifferenceReason = z
  .object({
    why: z.enum(['dissolved', 'fulfilled', 'other']),
    founding: z
      .object({ organisationId: id, name: z.string(), foundedOn: day, approvalDocument: z.string().nullable() })
      .nullable(),
  })
  .meta({ id: 'DifferenceReason' });
export type DifferenceReason = z.output<typeof DifferenceReason>;

export const Differences = z
  .object({
    asOf: day,
    /** Open tasks whose organisation no longer answers the query. */
    left: z.array(
      DifferenceReason.extend({
        taskId: id,
        version: dataNumber('optimistic lock'),
        action: z.string(),
        organisation: Named,
        state: taskState,
        /** The clerk has said that the task stays all the same. */
        kept: z.boolean(),
        can,
      }),
    ),
    /** Organisations that answer the query now and have no task. */
    joined: z.array(z.object({ requirementId: id, action: z.string(), organisation: Named })),
  })
  .meta({ id: 'Differences' });

const blocker = z.object({
  code: z.enum(['ownerUnresolved', 'dissolved', 'supporterDissolved', 'nobodyAccountable', 'accountableLeft']),
  organisation: Named.nullable(),
  /** What stands in the way and what to do, in words. */
  text: z.string(),
});

export const PlanTaskView = z.object({
  key: z.string(),
  /** Stands for what was shown; sent back with the dispatch. */
  line: z.string(),
  draftId: id.nullable(),
  lead: Named,
  body: Named,
  supporters: z.array(Named),
  accountable: Named.extend({ basis: z.enum(['named', 'liaison', 'bodyLiaison']) }).nullable(),
  leader: Named.nullable(),
  dueOn: day.nullable(),
  duePassed: z.boolean(),
  period: period.nullable(),
  evidenceExpected: z.string(),
  blockers: z.array(blocker),
});

export const DispatchPlan = z
  .object({
    directiveId: id,
    /** The version of the document in force. */
    versionId: id,
    title: z.string(),
    horizon: day,
    asOf: day,
    digest: z.string(),
    requirements: z.array(
      z.object({
        id,
        revision: dataNumber('revision that the tasks will follow'),
        clauseKey: z.string().nullable(),
        clauseTitle: z.string().nullable(),
        quote: z.string(),
        content: RequirementContent,
        conditional: z.object({ query: OwnerQuery, organisations: z.array(Named) }).nullable(),
        tasks: z.array(PlanTaskView),
        alreadyDispatched: z.array(Named),
        leftOut: z.array(z.object({ organisation: Named.nullable(), reason: z.string() })),
        blockers: z.array(blocker),
      }),
    ),
    /** What will go to whom, and what each carries already (spine.md 4.9). */
    bodies: z.array(z.object({ body: Named, taskKeys: z.array(z.string()), openAsks: Figure, overlapping: Figure })),
  })
  .meta({ id: 'DispatchPlan' });
export type DispatchPlan = z.output<typeof DispatchPlan>;
