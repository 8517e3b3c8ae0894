import type { Requirement } from '../features/directives/contract.ts';
import { addDays } from '../platform/clock/days.ts';
import type { RenderedDocument } from './documents/index.ts';
import type { Stage } from './history.ts';
import type { City } from './model.ts';

interface Review {
  requirements: Requirement[];
  directive: { currentVersion: { version: number } };
}

interface Plan {
  digest: string;
  requirements: {
    id: string;
    content: { deadline: { to: string | null } | null; recurrence: unknown };
    blockers: { code: string }[];
    tasks: { key: string; line: string; lead: { id: string }; blockers: { code: string }[] }[];
  }[];
}

/** Imports, reviews, confirms and dispatches the speech as the clerk of the office would. @returns the directive's id */
export async function reviewSpeech(stage: Stage, speech: RenderedDocument): Promise<string> {
  const clerk = stage.persona('clerk');
  const imported = addDays(speech.date, 1);
  const { id } = await stage.act<{ id: string }>(clerk, imported, 'POST /api/directives', {
    body: {
      source: { kind: 'text', text: speech.text },
      title: speech.title,
      kind: 'speech',
      issuerName: speech.issuer,
      documentNumber: speech.number,
      issuedOn: speech.date,
      audience: audienceOf(stage.city),
    },
  });
  await decideAll(stage, id, addDays(speech.date, 2));
  await dispatchAll(stage, id, addDays(speech.date, 3));
  return id;
}

/** Whom the office's documents mean by “we”: the bodies of the counties. */
export function audienceOf(city: City) {
  const isCounty = (organisation: City['organisations'][number]) =>
    organisation.kind === 'cppccBody' && organisation.id !== city.tenant.bodyId;
  const organisationIds = city.organisations.filter(isCounty).map((organisation) => organisation.id);
  return { text: '全市政协系统各级党组织', organisationIds };
}

async function decideAll(stage: Stage, directiveId: string, day: string): Promise<void> {
  const clerk = stage.persona('clerk');
  const review = await stage.act<Review>(clerk, day, 'GET /api/directives/:directiveId/review', {
    params: { directiveId },
  });
  for (const requirement of review.requirements) {
    await stage.act(clerk, day, 'POST /api/requirements/:requirementId/decide', {
      params: { requirementId: requirement.id },
      body: { seenVersion: requirement.version, decision: decisionFor(requirement) },
    });
  }
  const decided = await stage.act<Review>(clerk, day, 'GET /api/directives/:directiveId/review', {
    params: { directiveId },
  });
  await stage.act(clerk, day, 'POST /api/directives/:directiveId/confirm', {
    params: { directiveId },
    body: { seenVersion: decided.directive.currentVersion.version },
  });
}

/** What an experienced clerk says of a proposal: tasks from what can be checked, the rest made known or set aside. */
function decisionFor(requirement: Requirement) {
  const { content, certainty } = requirement;
  if (content.act === 'supervisionRule')
    return { kind: 'nothingToDo', reason: '督导安排由市委督查室另行通知，不需各单位落实' };
  if (content.act === 'prohibition')
    return { kind: 'nothingToDo', reason: '属于纪律要求，传达后长期遵守，不作为任务下发' };
  if (content.hardness === 'soft' && content.act !== 'suggestion') {
    return certainty !== null && certainty < 0.5
      ? { kind: 'reject', reason: '是论述，不是具体要求' }
      : { kind: 'madeKnown' };
  }
  return { kind: 'accept' };
}

async function dispatchAll(stage: Stage, directiveId: string, day: string): Promise<void> {
  const clerk = stage.persona('clerk');
  const first = await stage.act<Plan>(clerk, day, 'POST /api/directives/:directiveId/plan', {
    params: { directiveId },
    body: {},
  });
  const requirements = first.requirements.map((requirement, index) => ({
    ...leaveOut(requirement),
    ...dueFor(requirement, index, day),
  }));
  const plan = await stage.act<Plan>(clerk, day, 'POST /api/directives/:directiveId/plan', {
    params: { directiveId },
    body: { requirements },
  });
  const seen = plan.requirements.flatMap((requirement) => requirement.tasks.map(({ key, line }) => ({ key, line })));
  await stage.act(clerk, day, 'POST /api/directives/:directiveId/dispatch', {
    params: { directiveId },
    body: { requirements, digest: plan.digest, seen },
  });
}

/** Where the document names no day the clerk sets one, spread over the weeks after the dispatch. */
function dueFor({ content }: Pick<Plan['requirements'][number], 'content'>, index: number, day: string) {
  if (content.deadline?.to || content.recurrence) return {};
  return { dueOn: addDays(day, 62 + ((index * 23) % 90)) };
}

/** What cannot be dispatched is left out by name, never silently: the requirement, or just the organisations in question. */
function leaveOut(requirement: Plan['requirements'][number]) {
  if (requirement.blockers.length > 0) return { requirementId: requirement.id, excluded: '责任单位待明确，另行交办' };
  const organisations = requirement.tasks
    .filter((task) => task.blockers.length > 0)
    .map((task) => ({ organisationId: task.lead.id, excluded: '待明确责任人后补充下发' }));
  return { requirementId: requirement.id, organisations };
}
