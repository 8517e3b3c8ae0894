import type { ReadContext } from '../../platform/context.ts';
import { computeFigures, type Figure } from '../../platform/figures/figure.ts';
import { type Language, type Message, speak } from '../../platform/locale/messages.ts';
import type { RequirementContent } from '../directives/contract.ts';
import { anyOf, organisationNames } from '../organisations/index.ts';
import { personNames } from '../people/index.ts';
import { openStates } from './acts.ts';
import { openAsksFigure, overlapFigure, packIds } from './figures.ts';
import { say } from './messages.ts';
import { type Blocker, lineOf, type Plan, type PlanFacts, type PlanTask } from './plan.ts';
import type { DispatchableDirective } from './plan-facts.ts';
import type { DispatchPlan } from './shapes.ts';
import { askOf, overlaps } from './similarity.ts';

/** The plan with names, words and what each body carries already: what the clerk sees before dispatch. */
export async function viewPlan(
  context: ReadContext,
  directive: DispatchableDirective,
  plan: Plan,
  facts: PlanFacts,
  language: Language,
): Promise<DispatchPlan> {
  const tasks = plan.requirements.flatMap((planned) => planned.tasks);
  const organisations = await organisationNames(context, [
    ...facts.organisations.keys(),
    ...tasks.map((task) => task.leadBodyId),
  ]);
  const people = await personNames(context, [
    ...new Set(tasks.flatMap((task) => [task.accountable?.personId ?? [], task.leaderPersonId ?? []].flat())),
  ]);
  const organisation = (id: string) => ({ id, name: organisations.get(id) ?? '' });
  const person = (id: string) => ({ id, name: people.get(id) ?? '' });
  const told = (blocker: Blocker) => ({
    code: blocker.code,
    organisation: blocker.organisationId ? organisation(blocker.organisationId) : null,
    text: speak(blockerMessage(blocker, organisations), language),
  });
  return {
    directiveId: directive.id,
    versionId: directive.versionId,
    title: directive.title,
    horizon: facts.horizon,
    asOf: context.today,
    digest: plan.digest,
    requirements: plan.requirements.map((planned) => ({
      id: planned.requirement.id,
      revision: planned.requirement.revision,
      clauseKey: planned.requirement.clauseKey,
      clauseTitle: directive.clauseTitles.get(planned.requirement.clauseKey ?? '') ?? null,
      quote: planned.requirement.quote,
      content: planned.requirement.content,
      conditional: planned.conditional && {
        query: planned.conditional.query,
        organisations: planned.conditional.organisationIds.map(organisation),
      },
      tasks: planned.tasks.map((task) => ({
        key: task.key,
        line: lineOf(planned.requirement, task),
        draftId: task.draft?.id ?? null,
        lead: organisation(task.leadOrganisationId),
        body: organisation(task.leadBodyId),
        supporters: task.supporters.map(organisation),
        accountable: task.accountable && { ...person(task.accountable.personId), basis: task.accountable.basis },
        leader: task.leaderPersonId ? person(task.leaderPersonId) : null,
        dueOn: task.dueOn,
        duePassed: task.duePassed,
        period: task.period,
        evidenceExpected: task.evidenceExpected,
        blockers: task.blockers.map(told),
      })),
      alreadyDispatched: planned.alreadyDispatched.map(organisation),
      leftOut: planned.leftOut.map((entry) => ({
        organisation: entry.organisationId ? organisation(entry.organisationId) : null,
        reason: entry.reason,
      })),
      blockers: planned.blockers.map(told),
    })),
    bodies: await loadOf(context, plan, tasks, organisation),
  };
}

/** What stands in the way, in words that say what to do. */
export function blockerMessage(blocker: Blocker, names: ReadonlyMap<string, string>): Message {
  const name = names.get(blocker.organisationId ?? '') ?? '';
  switch (blocker.code) {
    case 'ownerUnresolved':
      return blocker.words ? say.blockOwnerUnresolved({ words: blocker.words }) : say.blockOwnerMissing();
    case 'dissolved':
      return say.blockDissolved({ name });
    case 'supporterDissolved':
      return say.blockSupporterDissolved({ name });
    case 'nobodyAccountable':
      return say.blockNobodyAccountable({ name });
    case 'accountableLeft':
      return say.blockAccountableLeft({ name });
  }
}

async function loadOf(
  context: ReadContext,
  plan: Plan,
  tasks: readonly PlanTask[],
  organisation: (id: string) => { id: string; name: string },
): Promise<DispatchPlan['bodies']> {
  const bodyIds = [...new Set(tasks.map((task) => task.leadBodyId))];
  const carried = await carriedBy(context, bodyIds);
  const asks = new Map(
    plan.requirements.map(({ requirement: { id, content } }) => [id, askOf(content.action, content.references)]),
  );
  const loads = bodyIds.map((bodyId) => {
    const own = tasks.filter((task) => task.leadBodyId === bodyId);
    const news = [...new Set(own.map((task) => task.requirementId))].flatMap((id) => asks.get(id) ?? []);
    const overlapping = carried.filter(
      (carriedAsk) => carriedAsk.bodyId === bodyId && news.some((fresh) => overlaps(fresh, carriedAsk.ask)),
    );
    return { bodyId, own, requirements: packIds(overlapping.map((ask) => ask.requirementId)) };
  });
  const openAsks = await computeFigures(
    context,
    openAsksFigure,
    loads.map(({ bodyId }) => ({ bodyId, on: context.today })),
  );
  const overlapping = await computeFigures(
    context,
    overlapFigure,
    loads.map(({ bodyId, requirements }) => ({ bodyId, requirements })),
  );
  const views = loads.map(({ bodyId, own }, index) => ({
    body: organisation(bodyId),
    taskKeys: own.map((task) => task.key),
    openAsks: openAsks[index] as Figure,
    overlapping: overlapping[index] as Figure,
  }));
  return views.sort((a, b) => b.taskKeys.length - a.taskKeys.length || a.body.name.localeCompare(b.body.name, 'zh'));
}

/** What the bodies are asked for by open tasks now, once for each requirement. */
async function carriedBy(context: ReadContext, bodyIds: readonly string[]) {
  // Told apart before the contents are joined: comparing those for every task is what took the time.
  const asked = context.db
    .selectFrom('tasks')
    .select(['lead_body_id', 'requirement_id', 'requirement_revision', 'action'])
    .distinct()
    .where('lead_body_id', '=', anyOf(bodyIds))
    .where('state', 'in', [...openStates]);
  const rows = await context.db
    .selectFrom(asked.as('t'))
    .innerJoin('requirement_revisions as r', (join) =>
      join.onRef('r.requirement_id', '=', 't.requirement_id').onRef('r.revision', '=', 't.requirement_revision'),
    )
    .select(['t.lead_body_id', 't.requirement_id', 't.action', 'r.content'])
    .execute();
  return rows.map((row) => ({
    bodyId: row.lead_body_id,
    requirementId: row.requirement_id,
    ask: askOf(row.action, (row.content as RequirementContent).references),
  }));
}
