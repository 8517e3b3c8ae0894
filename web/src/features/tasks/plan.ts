import type { Answer, CallInput } from '../../app/api.ts';

export type Plan = Answer<'POST /api/directives/:directiveId/plan'>;
export type PlannedRequirement = Plan['requirements'][number];
export type PlannedTask = PlannedRequirement['tasks'][number];

type Body = NonNullable<CallInput<'POST /api/directives/:directiveId/plan'>['body']>;
/** What the clerk decided so far; everything absent is as the document says. */
export type Choices = { horizon?: string; requirements: NonNullable<Body['requirements']> };
export type Choice = Choices['requirements'][number];
export type OrganisationChoice = NonNullable<Choice['organisations']>[number];

/** All tasks of a plan. */
export const tasksOf = (plan: Plan) => plan.requirements.flatMap((requirement) => requirement.tasks);

/** Whether something has to be settled before this requirement can be dispatched. */
export function isBlocked(requirement: PlannedRequirement): boolean {
  return requirement.blockers.length > 0 || requirement.tasks.some((task) => task.blockers.length > 0);
}

/** How many things stand in the way. */
export function blockersOf(plan: Plan): number {
  return plan.requirements.reduce(
    (count, requirement) =>
      count + requirement.blockers.length + requirement.tasks.reduce((sum, task) => sum + task.blockers.length, 0),
    0,
  );
}

/** The choices with one requirement decided anew; `null` goes back to the document. */
export function withChoice(
  choices: Choices,
  requirementId: string,
  choice: Omit<Choice, 'requirementId'> | null,
): Choices {
  const others = choices.requirements.filter((one) => one.requirementId !== requirementId);
  return { ...choices, requirements: choice === null ? others : [...others, { requirementId, ...choice }] };
}

/** The choices with one organisation of a requirement decided anew. */
export function withOrganisation(choices: Choices, requirementId: string, own: OrganisationChoice): Choices {
  const before = choices.requirements.find((one) => one.requirementId === requirementId);
  const organisations = [
    ...(before?.organisations ?? []).filter((one) => one.organisationId !== own.organisationId),
    own,
  ];
  return withChoice(choices, requirementId, { ...before, organisations });
}

/** One line for each lead: the periods of a series stand together. */
export interface LeadLine {
  first: PlannedTask;
  tasks: PlannedTask[];
}

export function leadLines(tasks: readonly PlannedTask[]): LeadLine[] {
  const lines = new Map<string, LeadLine>();
  for (const task of tasks) {
    const key = task.draftId ?? task.lead.id;
    const line = lines.get(key);
    if (line) line.tasks.push(task);
    else lines.set(key, { first: task, tasks: [task] });
  }
  return [...lines.values()];
}

/** An organisation and what it is to lead. */
export interface LeadShare {
  lead: PlannedTask['lead'];
  tasks: PlannedTask[];
}

/** Who leads these tasks, whoever leads the most first: a body and each committee and office of it stand by themselves. */
export function leadShares(tasks: readonly PlannedTask[]): LeadShare[] {
  const shares = new Map<string, LeadShare>();
  for (const task of tasks) {
    const share = shares.get(task.lead.id);
    if (share) share.tasks.push(task);
    else shares.set(task.lead.id, { lead: task.lead, tasks: [task] });
  }
  return [...shares.values()].sort((a, b) => b.tasks.length - a.tasks.length);
}
