import { z } from 'zod';
import { Figure } from '../../platform/figures/figure.ts';
import { contract, day, id } from '../../platform/http/contract.ts';

const ClauseGroup = z.object({
  key: z.string(),
  number: z.string(),
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
    state: z.string(),
    escalated: z.boolean(),
    extensionAsked: z.boolean(),
  })
  .meta({ id: 'BoardTask' });

export const Board = z
  .object({
    directive: z
      .object({ id, title: z.string(), issuer: z.string(), issuedOn: day, kind: z.string(), text: z.string().nullable() })
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
    }),
    clauses: z.array(ClauseGroup),
    bodies: z.array(z.object({ id, name: z.string(), closed: Figure, late: Figure })),
    /** Cells exist only where there are tasks. */
    cells: z.array(z.object({ bodyId: id, clauseKey: z.string(), closed: Figure, late: Figure })),
    deadlines: z.array(z.object({ on: day, tasks: Figure, late: Figure })),
    /** The longest overdue first, at most twenty; the figure in the headline opens all. */
    lateTasks: z.array(BoardTask),
    needsMe: z.array(BoardTask.extend({ why: z.enum(['escalated', 'extensionAsked', 'leaderNamed']) })),
  })
  .meta({ id: 'Board' });

export const ClauseStory = z
  .object({
    directiveId: id,
    directiveTitle: z.string(),
    key: z.string(),
    number: z.string(),
    title: z.string(),
    text: z.string(),
    requirements: z.array(
      z.object({
        id,
        quote: z.string(),
        action: z.string(),
        decision: z.string(),
        reason: z.string().nullable(),
        hardness: z.string(),
        tasks: z.array(
          z.object({
            id,
            organisation: z.string(),
            accountable: z.string(),
            state: z.string(),
            dueOn: day.nullable(),
            finishedOn: day.nullable(),
            /** The requirement changed after this task was made. */
            toRecheck: z.boolean(),
            evidence: z.array(z.object({ id, title: z.string(), kind: z.string(), withdrawn: z.boolean() })),
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
        z.object({ id, title: z.string(), issuer: z.string(), issuedOn: day, kind: z.string(), closed: Figure, late: Figure }),
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

