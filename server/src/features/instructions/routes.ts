import { sql } from 'kysely';
import type { ActContext, ReadContext } from '../../platform/context.ts';
import { type FeatureRoutes, implement } from '../../platform/http/pipeline.ts';
import { invalid } from '../../platform/http/problems.ts';
import { messages, speak } from '../../platform/locale/messages.ts';
import { type RequirementContent, recordInstruction } from '../directives/index.ts';
import { bodiesOf, organisationNames, tenantBody } from '../organisations/index.ts';
import { dispatchTasks, findTask, planDispatch } from '../tasks/index.ts';
import { instructionsContract } from './contract.ts';

const say = messages('instructions', {
  noSuchOrganisation: { zh: '没有找到这个单位，请重新选择', en: 'There is no such organisation; choose again' },
  duePassed: { zh: '完成时限早于今天，请改为今天或以后的日期', en: 'The due day has passed; choose today or later' },
  noSuchTask: { zh: '没有找到批示所涉及的任务', en: 'The task that the instruction is about was not found' },
  nobody: {
    zh: '该单位目前没有联络员或责任人，已转办公室经办处理',
    en: 'The organisation has no liaison or accountable person at present; it was passed to the office clerk',
  },
});

const pageSize = 50;

/** What a leader's sentence asks: one lead, perhaps a day, nothing the leader did not say. */
function contentOf(lead: { id: string; name: string } | null, dueOn: string | null): Omit<RequirementContent, 'action'> {
  return {
    standard: '',
    act: 'directive',
    hardness: dueOn ? 'hard' : 'semi',
    owners: lead ? [{ text: lead.name, role: 'lead', organisationIds: [lead.id], query: null, audience: false }] : [],
    deadline: dueOn ? { kind: 'due', from: null, to: dueOn, text: dueOn, yearEvidence: null, inherited: false, provisional: false } : null,
    recurrence: null,
    quantities: [],
    supervisionMode: null,
    supervisionObject: null,
    references: [],
    evidenceExpected: '',
    evidenceDemand: null,
  };
}

async function leadOf(context: ReadContext, organisationId: string | null): Promise<{ id: string; name: string } | null> {
  if (organisationId === null) return null;
  const name = (await organisationNames(context, [organisationId])).get(organisationId);
  if (!name) throw invalid(say.noSuchOrganisation(), { field: 'leadOrganisationId' });
  return { id: organisationId, name };
}

/** Dispatches through the same plan and digest as any document; answers why not where something stands in the way. */
async function dispatchAtOnce(context: ActContext, directiveId: string): Promise<{ taskIds: string[]; waitsBecause: string | null }> {
  const { plan } = await planDispatch(context, directiveId, { requirements: [] });
  const blocked = plan.requirements.some((planned) => planned.blockers.length > 0 || planned.tasks.some((task) => task.blockers.length > 0));
  if (blocked) return { taskIds: [], waitsBecause: speak(say.nobody(), 'zh-CN') };
  const { taskIds } = await dispatchTasks(context, directiveId, { requirements: [], digest: plan.digest, seen: [] });
  return { taskIds, waitsBecause: null };
}

export const instructionsRoutes: FeatureRoutes = implement(instructionsContract, {
  'POST /api/instructions': {
    async handle(context, { body }) {
      if (body.dueOn !== null && body.dueOn < context.today) throw invalid(say.duePassed(), { field: 'dueOn' });
      if (body.aboutTaskId !== null && !(await findTask(context.db, body.aboutTaskId))) throw invalid(say.noSuchTask(), { field: 'aboutTaskId' });
      const lead = await leadOf(context, body.leadOrganisationId);
      const held = context.actor.roles[0]?.organisationId;
      const ownerBodyId = (held && (await bodiesOf(context, [held])).get(held)) ?? (await tenantBody(context));
      if (!ownerBodyId) throw invalid(say.noSuchOrganisation());
      const { directiveId } = await recordInstruction(context, {
        text: body.text,
        issuerName: context.actor.displayName,
        ownerBodyId,
        writtenOn: context.today,
        content: contentOf(lead, body.dueOn),
      });
      context.note({ aboutTaskId: body.aboutTaskId });
      if (!lead || body.dueOn === null) return { directiveId, taskIds: [], waitsBecause: null };
      return { directiveId, ...(await dispatchAtOnce(context, directiveId)) };
    },
  },
  'GET /api/instructions': {
    async handle(context, { query: asked }) {
      const reach = await context.reach('directive.read');
      let query = context.db
        .selectFrom('directives as d')
        .innerJoin('directive_versions as v', 'v.directive_id', 'd.id')
        .select(['d.id', 'd.issuer_name', 'd.issued_on', 'v.text'])
        .where('d.kind', '=', 'instruction')
        .where('d.withdrawn_at', 'is', null)
        .orderBy('d.issued_on', 'desc')
        .orderBy('d.id', 'desc')
        .limit(pageSize + 1);
      if (!reach.city) query = query.where('d.owner_body_id', '=', sql<string>`any(${[...reach.organisationIds]}::uuid[])`);
      const [issuedOn, lastId] = asked.cursor?.split(' ') ?? [];
      if (issuedOn && lastId) query = query.where(sql<boolean>`(d.issued_on, d.id) < (${issuedOn}::date, ${lastId}::uuid)`);
      const found = await query.execute();
      const directives = found.slice(0, pageSize);
      const last = found.length > pageSize ? directives.at(-1) : undefined;
      const tasks = await context.db
        .selectFrom('tasks')
        .select(['id', 'directive_id', 'lead_organisation_id', 'state', 'due_on'])
        .where('directive_id', '=', sql<string>`any(${directives.map((one) => one.id)}::uuid[])`)
        .orderBy('id')
        .execute();
      const names = await organisationNames(context, tasks.map((task) => task.lead_organisation_id));
      return {
        items: directives.map((one) => {
          const own = tasks.filter((task) => task.directive_id === one.id);
          return {
            directiveId: one.id,
            text: one.text,
            by: one.issuer_name,
            writtenOn: one.issued_on,
            waiting: own.length === 0,
            tasks: own.map((task) => ({ id: task.id, organisation: names.get(task.lead_organisation_id) ?? '', state: task.state, dueOn: task.due_on })),
          };
        }),
        next: last ? `${last.issued_on} ${last.id}` : null,
      };
    },
  },
});
