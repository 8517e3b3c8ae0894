import { addDays } from '../../platform/clock/days.ts';
import type { ReadContext } from '../../platform/context.ts';
import { type FeatureRoutes, implement } from '../../platform/http/pipeline.ts';
import { notFound, refused } from '../../platform/http/problems.ts';
import { type Language, languageOf } from '../../platform/locale/messages.ts';
import { ledgerRoute } from '../../platform/sheets/ledger.ts';
import { organisationNames } from '../organisations/index.ts';
import { actRoutes, concernsParties } from './act-routes.ts';
import { canOf } from './can.ts';
import { tasksContract } from './contract.ts';
import { readTask } from './detail.ts';
import { findDifferences, findRechecks } from './differences.ts';
import { dispatchTasks, planDispatch } from './dispatch.ts';
import { exportTasks } from './exporting.ts';
import { foldActs } from './fold.ts';
import { asTaskRow, deskOf, listTasks, readableTasks } from './list.ts';
import { say } from './messages.ts';
import { viewPlan } from './plan-view.ts';
import { handsOf, holdTask, recordAct } from './record-act.ts';
import { reminderText } from './reminder.ts';
import { actsOf } from './store.ts';

/** The reader's language; a performance without HTTP speaks Chinese. */
const languageFor = (visitor: { language: string } | undefined): Language => languageOf(visitor?.language);

async function directiveTitle(context: ReadContext, directiveId: string): Promise<{ title: string; bodyId: string }> {
  const row = await context.db
    .selectFrom('directives')
    .select(['title', 'owner_body_id'])
    .where('id', '=', directiveId)
    .executeTakeFirst();
  if (!row) throw notFound(say.directiveNotFound());
  return { title: row.title, bodyId: row.owner_body_id };
}

const concernsDirective = async (context: ReadContext, { params }: { params: { directiveId: string } }) => [
  (await directiveTitle(context, params.directiveId)).bodyId,
];

async function concernsDispatch(context: ReadContext, { params }: { params: { dispatchId: string } }) {
  const rows = await context.db
    .selectFrom('tasks')
    .select('lead_organisation_id')
    .distinct()
    .where('dispatch_id', '=', params.dispatchId)
    .execute();
  return rows.map((row) => row.lead_organisation_id);
}

export const tasksRoutes: FeatureRoutes = implement(tasksContract, {
  ...actRoutes,
  'GET /api/tasks': {
    handle: (context, { query }) => listTasks(context, query),
  },
  'GET /api/tasks/export': ledgerRoute('tasks', (context, { query, visitor }) =>
    exportTasks(context, query, languageFor(visitor)),
  ),
  'GET /api/tasks/:taskId': {
    concerns: concernsParties,
    handle: (context, { params, visitor }) => readTask(context, params.taskId, languageFor(visitor)),
  },
  'POST /api/dispatches/:dispatchId/acknowledge': {
    concerns: concernsDispatch,
    async handle(context, { params, body }) {
      const desk = await deskOf(context);
      const rows = await context.db
        .selectFrom('tasks')
        .select(['id', 'lead_organisation_id'])
        .where('dispatch_id', '=', params.dispatchId)
        .where('state', '=', 'dispatched')
        .orderBy('id')
        .execute();
      const own = rows.filter((row) => desk.has(row.lead_organisation_id));
      if (own.length === 0) throw refused(say.nothingToAcknowledge());
      const receipts = [];
      for (const [index, { id }] of own.entries()) {
        const held = await holdTask(context, id);
        // Somebody reported on this one while the others were being taken.
        if (held.summary.state !== 'dispatched') continue;
        const actId = index === 0 ? context.actionId : context.newId();
        receipts.push(
          await recordAct(context, held, { kind: 'acknowledge', payload: {}, occurredOn: body.occurredOn, actId }),
        );
      }
      return { receipts };
    },
  },
  'POST /api/directives/:directiveId/plan': {
    concerns: concernsDirective,
    async handle(context, { params, body, visitor }) {
      const { directive, plan, facts } = await planDispatch(context, params.directiveId, body);
      return viewPlan(context, directive, plan, facts, languageFor(visitor));
    },
  },
  'POST /api/directives/:directiveId/dispatch': {
    concerns: concernsDirective,
    handle: (context, { params, body }) => dispatchTasks(context, params.directiveId, body),
  },
  'GET /api/directives/:directiveId/differences': {
    concerns: concernsDirective,
    async handle(context, { params, visitor }) {
      const { left, joined } = await findDifferences(context, params.directiveId);
      const names = await organisationNames(
        context,
        [...left, ...joined].map((one) => one.organisationId),
      );
      const organisation = (id: string) => ({ id, name: names.get(id) ?? '' });
      const language = languageFor(visitor);
      return {
        asOf: context.today,
        left: await Promise.all(
          left.map(async ({ organisationId, ...one }) => {
            const acts = await actsOf(context.db, one.taskId);
            const summary = foldActs(acts);
            const can = await canOf(
              context,
              summary,
              [organisationId],
              await handsOf(context, summary, acts),
              language,
            );
            return { ...one, organisation: organisation(organisationId), can };
          }),
        ),
        joined: joined.map(({ organisationId, ...one }) => ({ ...one, organisation: organisation(organisationId) })),
      };
    },
  },
  'GET /api/directives/:directiveId/rechecks': {
    concerns: concernsDirective,
    handle: async (context, { params }) => ({ items: await findRechecks(context, params.directiveId) }),
  },
  'GET /api/directives/:directiveId/dispatches': {
    async handle(context, { params }) {
      const readable = await (await readableTasks(context))
        .select('t.dispatch_id')
        .where('t.directive_id', '=', params.directiveId)
        .where('t.dispatch_id', 'is not', null)
        .execute();
      const dispatches = await context.db
        .selectFrom('dispatches as p')
        .innerJoin('accounts as a', 'a.id', 'p.account_id')
        .select(['p.id', 'p.occurred_on', 'a.display_name'])
        .where('p.directive_id', '=', params.directiveId)
        .orderBy('p.recorded_at', 'desc')
        .execute();
      const desk = await deskOf(context);
      return {
        items: dispatches
          .filter((dispatch) => readable.some((task) => task.dispatch_id === dispatch.id))
          .map((dispatch) => ({
            id: dispatch.id,
            occurredOn: dispatch.occurred_on,
            by: dispatch.display_name,
            toAcknowledge: readable
              .filter(
                (task) =>
                  task.dispatch_id === dispatch.id &&
                  task.state === 'dispatched' &&
                  desk.has(task.lead_organisation_id),
              )
              .map((task) => task.id),
          })),
      };
    },
  },
  'GET /api/directives/:directiveId/reminder': {
    concerns: concernsDirective,
    async handle(context, { params, query, visitor }) {
      const { title } = await directiveTitle(context, params.directiveId);
      let select = (await readableTasks(context))
        .where('t.directive_id', '=', params.directiveId)
        .where('t.state', 'in', ['dispatched', 'acknowledged', 'inProgress', 'returned'])
        .where((eb) => eb.or([eb('t.due_on', 'is', null), eb('t.due_on', '<=', addDays(context.today, query.days))]));
      if (query.organisation) select = select.where('t.lead_organisation_id', '=', query.organisation);
      const rows = (await select.orderBy('t.lead_organisation_id').orderBy('t.id').execute()).map((row) =>
        asTaskRow(row, context.today),
      );
      const tasks = rows.map((row) => ({ ...row, organisation: row.lead.name, person: row.accountable?.name ?? '' }));
      return {
        text: reminderText(title, tasks, context.today, visitor.origin, languageFor(visitor)),
        taskIds: rows.map((row) => row.id),
      };
    },
  },
});
