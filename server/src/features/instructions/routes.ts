import type { ActContext, ReadContext } from '../../platform/context.ts';
import { type FeatureRoutes, implement } from '../../platform/http/pipeline.ts';
import { invalid } from '../../platform/http/problems.ts';
import { type Language, languageOf, messages, speak } from '../../platform/locale/messages.ts';
import { directiveHeads, type RequirementContent, recordInstruction } from '../directives/index.ts';
import { bodiesOf, organisationNames, tenantBody } from '../organisations/index.ts';
import { dispatchTasks, findTask, planDispatch } from '../tasks/index.ts';
import { instructionsContract } from './contract.ts';
import { listInstructions } from './listing.ts';

const say = messages('instructions', {
  noSuchOrganisation: { zh: '没有找到这个单位，请重新选择', en: 'There is no such organisation; choose again' },
  duePassed: { zh: '完成时限早于今天，请改为今天或以后的日期', en: 'The due day has passed; choose today or later' },
  noSuchTask: { zh: '没有找到批示所涉及的任务', en: 'The task that the instruction is about was not found' },
  noSuchDirective: {
    zh: '没有找到批示所涉及的文件',
    en: 'The document that the instruction is about was not found',
  },
  nobody: {
    zh: '该单位目前没有联络员或责任人，已转办公室经办处理',
    en: 'The organisation has no liaison or accountable person at present; it was passed to the office clerk',
  },
});

/** What a leader's sentence asks: one lead, perhaps a day, nothing the leader did not say. */
function contentOf(
  lead: { id: string; name: string } | null,
  dueOn: string | null,
): Omit<RequirementContent, 'action'> {
  return {
    standard: '',
    act: 'directive',
    hardness: dueOn ? 'hard' : 'semi',
    owners: lead ? [{ text: lead.name, role: 'lead', organisationIds: [lead.id], query: null, audience: false }] : [],
    deadline: dueOn
      ? { kind: 'due', from: null, to: dueOn, text: dueOn, yearEvidence: null, inherited: false, provisional: false }
      : null,
    recurrence: null,
    quantities: [],
    supervisionMode: null,
    supervisionObject: null,
    references: [],
    evidenceExpected: '',
    evidenceDemand: null,
  };
}

/** How an instruction about a task is called where it is listed, dispatched and answered. */
function titleAbout(action: string): string {
  const short = action.length > 60 ? `${action.slice(0, 60).toWellFormed()}…` : action;
  return `关于“${short}”的批示`;
}

async function leadOf(
  context: ReadContext,
  organisationId: string | null,
): Promise<{ id: string; name: string } | null> {
  if (organisationId === null) return null;
  const name = (await organisationNames(context, [organisationId])).get(organisationId);
  if (!name) throw invalid(say.noSuchOrganisation(), { field: 'leadOrganisationId' });
  return { id: organisationId, name };
}

/** Dispatches through the same plan and digest as any document; answers why not where something stands in the way. */
async function dispatchAtOnce(
  context: ActContext,
  directiveId: string,
  language: Language,
): Promise<{ taskIds: string[]; waitsBecause: string | null }> {
  const planned = await planDispatch(context, directiveId, { requirements: [] });
  const { plan } = planned;
  const blocked = plan.requirements.some(
    (planned) => planned.blockers.length > 0 || planned.tasks.some((task) => task.blockers.length > 0),
  );
  if (blocked) return { taskIds: [], waitsBecause: speak(say.nobody(), language) };
  const request = { requirements: [], digest: plan.digest, seen: [] };
  const { taskIds } = await dispatchTasks(context, directiveId, request, planned);
  return { taskIds, waitsBecause: null };
}

/** What the instruction is about: the document, by itself or by one of its tasks. @throws Problem invalid where it is none */
async function subjectOf(context: ReadContext, about: { aboutDirectiveId: string | null; aboutTaskId: string | null }) {
  const task = about.aboutTaskId === null ? null : await findTask(context.db, about.aboutTaskId);
  if (about.aboutTaskId !== null && !task) throw invalid(say.noSuchTask(), { field: 'aboutTaskId' });
  const directiveId = task?.directive_id ?? about.aboutDirectiveId;
  if (directiveId === null) return null;
  if (!(await directiveHeads(context, [directiveId])).has(directiveId))
    throw invalid(say.noSuchDirective(), { field: 'aboutDirectiveId' });
  return { directiveId, task };
}

export const instructionsRoutes: FeatureRoutes = implement(instructionsContract, {
  'POST /api/instructions': {
    async handle(context, { body, visitor }) {
      if (body.dueOn !== null && body.dueOn < context.today) throw invalid(say.duePassed(), { field: 'dueOn' });
      const subject = await subjectOf(context, body);
      const lead = await leadOf(context, body.leadOrganisationId);
      const held = context.actor.roles[0]?.organisationId;
      const ownerBodyId = (held && (await bodiesOf(context, [held])).get(held)) ?? (await tenantBody(context));
      if (!ownerBodyId) throw invalid(say.noSuchOrganisation());
      const { directiveId } = await recordInstruction(context, {
        text: body.text,
        // His words stay as he wrote them; what they are about stands in the title.
        ...(subject?.task ? { title: titleAbout(subject.task.action) } : {}),
        issuerName: context.actor.displayName,
        ownerBodyId,
        writtenOn: context.today,
        content: contentOf(lead, body.dueOn),
      });
      if (subject)
        await context.db
          .insertInto('instruction_subjects')
          .values({ id: directiveId, directive_id: subject.directiveId, task_id: body.aboutTaskId })
          .execute();
      context.note({ aboutTaskId: body.aboutTaskId });
      if (!lead || body.dueOn === null) return { directiveId, taskIds: [], waitsBecause: null };
      return { directiveId, ...(await dispatchAtOnce(context, directiveId, languageOf(visitor?.language))) };
    },
  },
  'GET /api/instructions': {
    handle: (context, { query }) => listInstructions(context, query),
  },
});
