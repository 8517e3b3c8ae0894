import { z } from 'zod';
import { Figure } from '../../platform/figures/figure.ts';
import { contract, dataNumber, day, id } from '../../platform/http/contract.ts';
import { decisionState } from '../directives/contract.ts';
import { punctuality, taskState } from '../tasks/contract.ts';

const ClauseGroup = z.object({
  /** `0` gathers what stands outside of any clause. */
  key: z.string(),
  /** The clause above, where the board counts by the second level. */
  chapter: z.object({ key: z.string(), label: z.string() }).nullable(),
  /** Number and title as the document writes them: `（一）加强理论学习`. */
  label: z.string(),
  title: z.string(),
  closed: Figure,
  late: Figure,
});

/** One task on the board, with just what a leader reads. */
export const BoardTask = z
  .object({
    taskId: id,
    action: z.string(),
    organisation: z.string(),
    body: z.string(),
    accountable: z.string(),
    leader: z.string().nullable(),
    dueOn: day.nullable(),
    state: taskState,
    /** Past its day and still open; what waits for verification is included, and `punctuality` says that it came in time. */
    late: z.boolean(),
    punctuality: punctuality.nullable(),
    escalated: z.boolean(),
    extensionPending: z.boolean(),
    /** Something of it was entered on behalf (代录), which is marked everywhere. */
    enteredOnBehalf: z.boolean(),
  })
  .meta({ id: 'BoardTask' });

export const Board = z
  .object({
    directive: z
      .object({
        id,
        title: z.string(),
        issuer: z.string(),
        issuedOn: day,
        kind: z.string(),
        text: z.string().nullable(),
      })
      .nullable(),
    asOf: day,
    headline: z.object({
      requirementsAssigned: Figure,
      requirementsProven: Figure,
      dispatched: Figure,
      closed: Figure,
      onTime: Figure,
      late: Figure,
      dueSoon: Figure,
      unacknowledged: Figure,
      toVerify: Figure,
      escalated: Figure,
      needsMe: Figure,
    }),
    /** In the order of the document; also those of which no task was made. */
    clauses: z.array(ClauseGroup),
    /** The city's own body first. */
    bodies: z.array(z.object({ id, name: z.string(), closed: Figure, late: Figure })),
    /** Cells exist only where there are tasks. */
    cells: z.array(z.object({ bodyId: id, clauseKey: z.string(), closed: Figure, late: Figure })),
    deadlines: z.array(z.object({ on: day, tasks: Figure, late: Figure })),
    /** The longest overdue first, at most twenty; the figure in the headline opens all. */
    lateTasks: z.array(BoardTask),
    /** Escalated ones first, at most twenty; the figure in the headline opens all. */
    needsMe: z.array(BoardTask.extend({ why: z.enum(['escalated', 'extensionPending', 'toVerify', 'leaderNamed']) })),
  })
  .meta({ id: 'Board' });

export const ClauseStory = z
  .object({
    directiveId: id,
    directiveTitle: z.string(),
    key: z.string(),
    label: z.string(),
    text: z.string(),
    requirements: z.array(
      z.object({
        id,
        quote: z.string(),
        /** Where the quote stands in the text of the clause. */
        from: dataNumber('UTF-16 offset'),
        to: dataNumber('UTF-16 offset'),
        /** As confirmed, which may say more or less than the sentence it was read from. */
        action: z.string(),
        /** Not dispatched, and why: to nobody, or not to one organisation. */
        leftOut: z.array(z.object({ organisation: z.string().nullable(), reason: z.string() })),
        decision: decisionState,
        reason: z.string().nullable(),
        hardness: z.string(),
        tasks: z.array(
          z.object({
            id,
            organisation: z.string(),
            accountable: z.string(),
            state: taskState,
            late: z.boolean(),
            punctuality: punctuality.nullable(),
            dueOn: day.nullable(),
            finishedOn: day.nullable(),
            /** The requirement changed after this task was made. */
            toRecheck: z.boolean(),
            enteredOnBehalf: z.boolean(),
            evidence: z.array(
              z.object({
                id,
                title: z.string(),
                kind: z.enum(['text', 'file', 'documentNumber', 'record']),
                /** The sentence, or the number of the document. */
                body: z.string(),
                picture: z.boolean(),
                withdrawn: z.boolean(),
                /** From where it is known, where the office entered it (代录). */
                onBehalfSource: z.string().nullable(),
              }),
            ),
          }),
        ),
      }),
    ),
    closed: Figure,
    late: Figure,
  })
  .meta({ id: 'ClauseStory' });

export const boardContract = contract({
  'GET /api/board': {
    permission: 'board.read',
    summary: { zh: '总览', en: 'The board' },
    query: z.object({ directiveId: id.optional() }),
    response: Board,
  },
  'GET /api/board/directives': {
    permission: 'board.read',
    summary: { zh: '有任务的部署文件', en: 'Documents that have tasks' },
    response: z.object({
      items: z.array(
        z.object({
          id,
          title: z.string(),
          issuer: z.string(),
          issuedOn: day,
          kind: z.string(),
          closed: Figure,
          late: Figure,
        }),
      ),
    }),
  },
  'GET /api/board/directives/:directiveId/clauses/:clauseKey': {
    permission: 'directive.read',
    summary: { zh: '一条要求的来龙去脉', en: 'What became of a clause' },
    params: z.object({ directiveId: id, clauseKey: z.string().max(40) }),
    response: ClauseStory,
  },
});
