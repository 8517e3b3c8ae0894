import { z } from 'zod';
import { contract, day, dayPlace, id, pageOf } from '../../platform/http/contract.ts';
import { taskState } from '../tasks/contract.ts';

/** An instruction and what became of it. */
export const WrittenInstruction = z.object({
  directiveId: id,
  /** Names the task it is about, else repeats its first words. */
  title: z.string(),
  text: z.string(),
  by: z.string(),
  writtenOn: day,
  /** The task at whose page or line it was written. */
  aboutTaskId: id.nullable(),
  /** No task was made of it yet. */
  waiting: z.boolean(),
  tasks: z.array(z.object({ id, organisation: z.string(), state: taskState, dueOn: day.nullable() })),
});

export const instructionsContract = contract({
  'POST /api/instructions': {
    permission: 'instruction.write',
    summary: { zh: '批示', en: 'Write an instruction' },
    body: z.object({
      text: z.string().trim().min(2).max(2000),
      /** With both named the instruction is dispatched at once; otherwise it waits for the clerk. */
      leadOrganisationId: id.nullable().default(null),
      dueOn: day.nullable().default(null),
      /** The document on whose page it was written; that of the task where one is named. */
      aboutDirectiveId: id.nullable().default(null),
      /** The task whose page or line it was written at. */
      aboutTaskId: id.nullable().default(null),
    }),
    response: z.object({
      directiveId: id,
      /** Empty while it waits for the clerk. */
      taskIds: z.array(id),
      /** Why it could not be dispatched although lead and due were named. */
      waitsBecause: z.string().nullable(),
    }),
  },
  'GET /api/instructions': {
    permission: 'directive.read',
    summary: { zh: '批示列表', en: 'Instructions and what became of them' },
    query: z.object({
      /** Only those of which no task was dispatched yet: the clerk's queue. */
      waiting: z.literal('true').optional(),
      /** Only those about this document or a task of it. */
      aboutDirectiveId: id.optional(),
      cursor: dayPlace(' ').optional(),
    }),
    response: pageOf(WrittenInstruction),
  },
});
