import { sql } from 'kysely';
import type { ReadContext } from '../../platform/context.ts';
import type { Input, Output } from '../../platform/http/contract.ts';
import { organisationNames } from '../organisations/index.ts';
import type { TaskState } from '../tasks/index.ts';
import type { instructionsContract } from './contract.ts';

type Contract = typeof instructionsContract;
type Page = Output<Contract['GET /api/instructions']>;

const pageSize = 50;

/** Instructions in `directives as d` that were written about a document or a task of it. */
function writtenAbout(context: ReadContext, directiveId: string) {
  return context.db
    .selectFrom('instruction_subjects as s')
    .select('s.id')
    .where('s.id', '=', sql.ref<string>('d.id'))
    .where('s.directive_id', '=', directiveId);
}

/** Tasks that were made of the instruction in `directives as d`; a draft has reached nobody. */
function dispatchedUnder(context: ReadContext) {
  return context.db
    .selectFrom('tasks as t')
    .select('t.id')
    .where('t.directive_id', '=', sql.ref<string>('d.id'))
    .where('t.state', '<>', 'draft');
}

/** A page of instructions, the newest first, with what became of each. */
export async function listInstructions(
  context: ReadContext,
  asked: Input<Contract['GET /api/instructions']>['query'],
  permission: 'directive.read' | 'task.export' = 'directive.read',
): Promise<Page> {
  const reach = await context.reach(permission);
  let query = context.db
    .selectFrom('directives as d')
    .innerJoin('directive_versions as v', (join) => join.onRef('v.directive_id', '=', 'd.id').on('v.number', '=', 1))
    .leftJoin('instruction_subjects as subject', 'subject.id', 'd.id')
    .select(['d.id', 'd.title', 'd.issuer_name', 'd.issued_on', 'v.text', 'subject.task_id'])
    .where('d.kind', '=', 'instruction')
    .where('d.withdrawn_at', 'is', null)
    .orderBy('d.issued_on', 'desc')
    .orderBy('d.id', 'desc')
    .limit(pageSize + 1);
  if (!reach.city) query = query.where('d.owner_body_id', '=', sql<string>`any(${[...reach.organisationIds]}::uuid[])`);
  const { aboutDirectiveId } = asked;
  if (aboutDirectiveId) query = query.where((eb) => eb.exists(writtenAbout(context, aboutDirectiveId)));
  if (asked.waiting) query = query.where((eb) => eb.not(eb.exists(dispatchedUnder(context))));
  const [issuedOn, lastId] = asked.cursor?.split(' ') ?? [];
  if (issuedOn && lastId) query = query.where(sql<boolean>`(d.issued_on, d.id) < (${issuedOn}::date, ${lastId}::uuid)`);
  const found = await query.execute();
  const directives = found.slice(0, pageSize);
  const last = found.length > pageSize ? directives.at(-1) : undefined;
  const tasks = await context.db
    .selectFrom('tasks')
    .select(['id', 'directive_id', 'lead_organisation_id', 'state', 'due_on'])
    .where('directive_id', '=', sql<string>`any(${directives.map((one) => one.id)}::uuid[])`)
    .where('state', '<>', 'draft')
    .orderBy('id')
    .execute();
  const names = await organisationNames(
    context,
    tasks.map((task) => task.lead_organisation_id),
  );
  return {
    items: directives.map((one) => {
      const own = tasks.filter((task) => task.directive_id === one.id);
      return {
        directiveId: one.id,
        title: one.title,
        text: one.text,
        by: one.issuer_name,
        writtenOn: one.issued_on,
        aboutTaskId: one.task_id,
        waiting: own.length === 0,
        tasks: own.map((task) => ({
          id: task.id,
          organisation: names.get(task.lead_organisation_id) ?? '',
          state: task.state as TaskState,
          dueOn: task.due_on,
        })),
      };
    }),
    next: last ? `${last.issued_on} ${last.id}` : null,
  };
}

/** Every instruction about a document or a task of it, as far as the reader may take them along. */
export async function instructionsAbout(context: ReadContext, directiveId: string): Promise<Page['items']> {
  const found: Page['items'] = [];
  for (let cursor: string | undefined; ; ) {
    const { items, next } = await listInstructions(context, { aboutDirectiveId: directiveId, cursor }, 'task.export');
    found.push(...items);
    if (next === null) return found;
    cursor = next;
  }
}
