import { dayRange } from '../../platform/clock/days.ts';
import type { ActContext, ReadContext } from '../../platform/context.ts';
import { conflict, refused } from '../../platform/http/problems.ts';
import { anyOf, organisationNames } from '../organisations/index.ts';
import type { Terms } from './acts.ts';
import { say } from './messages.ts';
import {
  differenceOf,
  type Plan,
  type PlanChoices,
  type PlanDifference,
  type PlanFacts,
  type PlannedRequirement,
  type PlanTask,
  planTasks,
  queryKey,
  type SeenLine,
} from './plan.ts';
import { type DispatchableDirective, gatherFacts, readDirective, type StoredPreview } from './plan-facts.ts';
import { blockerMessage } from './plan-view.ts';
import { holdTask, recordAct } from './record-act.ts';
import { insertTasks, type NewTask, replaceParties } from './store.ts';

export interface PlanOfDay {
  directive: DispatchableDirective;
  facts: PlanFacts;
  plan: Plan;
}

/** What dispatching the document would do today. @throws Problem notFound when it has no confirmed version */
export async function planDispatch(
  context: ReadContext,
  directiveId: string,
  choices: PlanChoices,
): Promise<PlanOfDay> {
  return planFor(context, await readDirective(context, directiveId), choices);
}

async function planFor(
  context: ReadContext,
  directive: DispatchableDirective,
  choices: PlanChoices,
): Promise<PlanOfDay> {
  const facts = await gatherFacts(context, directive, choices);
  return { directive, facts, plan: planTasks(directive.requirements, choices, facts) };
}

export interface DispatchRequest extends PlanChoices {
  digest: string;
  seen: SeenLine[];
}

/**
 * Dispatches what was previewed, all of it in the caller's act or nothing (spine.md 4.5).
 * @param planned what the caller planned within the same act, for a document that the act itself has made
 * @throws Problem conflict with the difference where anything changed since the preview; refused where something stands in
 * the way
 */
export async function dispatchTasks(
  context: ActContext,
  directiveId: string,
  request: DispatchRequest,
  planned?: PlanOfDay,
): Promise<{ dispatchId: string; taskIds: string[] }> {
  // Two clerks with the same preview: the second waits here and then finds that its plan is no longer true. Nor can the
  // document be confirmed anew meanwhile, so it is read once.
  await context.db.selectFrom('directives').select('id').where('id', '=', directiveId).forUpdate().execute();
  const first = planned ?? (await planDispatch(context, directiveId, request));
  await holdOrganisations(context, first.plan);
  const { directive, facts, plan } = await planFor(context, first.directive, request);
  if (plan.digest !== request.digest) {
    throw conflict(say.planChanged(), {
      current: await tellDifference(context, differenceOf(request.seen, plan), plan),
    });
  }
  const tasks = plan.requirements.flatMap((planned) => planned.tasks);
  await assertDispatchable(context, plan, tasks);

  const dispatchId = context.actionId;
  const taskIds = new Map(tasks.map((task) => [task.key, task.draft?.id ?? context.newId()]));
  const preview: StoredPreview = {
    horizon: facts.horizon,
    leftOut: plan.requirements.flatMap((planned) => planned.leftOut),
    tasks: tasks.map((task) => ({
      key: task.key,
      taskId: taskIds.get(task.key) as string,
      accountablePersonId: task.accountable?.personId as string,
      dueOn: task.dueOn,
    })),
  };
  await context.db
    .insertInto('dispatches')
    .values({
      id: dispatchId,
      directive_id: directiveId,
      version_id: directive.versionId,
      digest: plan.digest,
      preview: JSON.stringify(preview),
      account_id: context.actor.accountId,
      occurred_on: context.today,
      recorded_at: context.now,
    })
    .execute();
  await keepAnswers(context, dispatchId, plan, facts);
  await insertTasks(context, newTasks(context, dispatchId, directive, plan, taskIds));
  await dispatchDrafts(context, dispatchId, plan);
  context.note({ directiveId, tasks: tasks.length });
  return { dispatchId, taskIds: [...taskIds.values()] };
}

/** Nobody dissolves an organisation between the last look and the commit: dissolving raises the version of its row. */
async function holdOrganisations(context: ActContext, plan: Plan): Promise<void> {
  const ids = new Set(
    plan.requirements.flatMap((planned) =>
      planned.tasks.flatMap((task) => [task.leadOrganisationId, ...task.supporters]),
    ),
  );
  if (ids.size === 0) return;
  await context.db
    .selectFrom('organisations')
    .select('id')
    .where('id', '=', anyOf(ids))
    .orderBy('id')
    .forShare()
    .execute();
}

async function assertDispatchable(context: ActContext, plan: Plan, tasks: readonly PlanTask[]): Promise<void> {
  const blockers = [
    ...plan.requirements.flatMap((planned) => planned.blockers),
    ...tasks.flatMap((task) => task.blockers),
  ];
  if (blockers.length > 0) {
    const names = await organisationNames(
      context,
      blockers.flatMap((blocker) => blocker.organisationId ?? []),
    );
    throw refused(say.planBlocked({ count: blockers.length }), {
      errors: blockers.map((blocker) => ({ ...blocker, message: blockerMessage(blocker, names) })),
    });
  }
  const decided = plan.requirements.some((planned) => planned.leftOut.length > 0);
  if (tasks.length === 0 && !decided) throw refused(say.planEmpty());
}

/** The difference with names, so that the clerk sees what changed and not only that something did. */
async function tellDifference(context: ActContext, difference: PlanDifference, plan: Plan) {
  const keys = [...difference.added, ...difference.removed, ...difference.changed];
  const names = await organisationNames(context, [...new Set(keys.map((key) => key.split('/')[1] as string))]);
  const actions = new Map(plan.requirements.map(({ requirement }) => [requirement.id, requirement.content.action]));
  const blocked = new Map(
    plan.requirements.flatMap((planned) => planned.tasks.map((task) => [task.key, task.blockers] as const)),
  );
  const told = (key: string) => {
    const [requirementId = '', organisationId = ''] = key.split('/');
    return {
      key,
      action: actions.get(requirementId) ?? '',
      organisation: names.get(organisationId) ?? '',
      blockers: (blocked.get(key) ?? []).map((blocker) => ({
        code: blocker.code,
        text: blockerMessage(blocker, names),
      })),
    };
  };
  return {
    digest: plan.digest,
    added: difference.added.map(told),
    removed: difference.removed.map(told),
    changed: difference.changed.map(told),
  };
}

/** Each dispatch keeps what its owner queries answered (spine.md 4.4). */
async function keepAnswers(context: ActContext, dispatchId: string, plan: Plan, facts: PlanFacts): Promise<void> {
  const conditional = plan.requirements.flatMap(({ requirement, conditional }) =>
    conditional ? [{ requirement, query: conditional.query }] : [],
  );
  if (conditional.length === 0) return;
  await context.db
    .insertInto('dispatch_answers')
    .values(
      conditional.map(({ requirement, query }) => ({
        id: context.newId(),
        dispatch_id: dispatchId,
        requirement_id: requirement.id,
        query: JSON.stringify(query),
        organisation_ids: [...(facts.answers.get(queryKey(query)) ?? [])],
        resolved_on: context.today,
      })),
    )
    .execute();
}

function newTasks(
  context: ActContext,
  dispatchId: string,
  directive: DispatchableDirective,
  plan: Plan,
  taskIds: ReadonlyMap<string, string>,
): NewTask[] {
  return plan.requirements.flatMap((planned) => {
    const { requirement } = planned;
    const { content } = requirement;
    const series = new Map<string, string>();
    return planned.tasks
      .filter((task) => !task.draft)
      .map((task): NewTask => {
        if (task.period && !series.has(task.leadOrganisationId)) series.set(task.leadOrganisationId, context.newId());
        return {
          id: taskIds.get(task.key) as string,
          directiveId: directive.id,
          requirementId: requirement.id,
          clauseKey: requirement.clauseKey,
          dispatchId,
          seriesId: series.get(task.leadOrganisationId) ?? null,
          period: task.period && dayRange(task.period.from, task.period.to),
          action: content.action,
          // A recommended follow-up is a soft task whatever its date (domain.md A73).
          hardness: content.act === 'suggestion' ? 'soft' : content.hardness,
          supervisionMode: content.supervisionMode,
          supervisionObject: content.supervisionObject,
          quantities: content.quantities,
          evidenceExpected: task.evidenceExpected,
          evidenceDemand: content.evidenceDemand,
          accountableBasis: task.accountable?.basis ?? null,
          remark: '',
          supporters: task.supporters,
          foundBy: `${directive.title} ${directive.clauseTitles.get(requirement.clauseKey ?? '') ?? ''}`,
          act: {
            ...actBase(context),
            id: context.newId(),
            seq: 1,
            kind: 'dispatch',
            payload: { terms: termsOf(planned, task), dispatchId, quote: requirement.quote },
          },
        };
      });
  });
}

function actBase(context: ActContext) {
  return {
    accountId: context.actor.accountId || null,
    organisationId: context.actor.roles[0]?.organisationId ?? null,
    onBehalfSource: null,
    impliedBy: null,
    occurredOn: context.today,
    recordedAt: context.now,
  };
}

function termsOf({ requirement }: PlannedRequirement, task: PlanTask): Terms {
  return {
    requirementRevision: requirement.revision,
    standard: requirement.content.standard,
    leadOrganisationId: task.leadOrganisationId,
    leadBodyId: task.leadBodyId,
    accountablePersonId: task.accountable?.personId ?? null,
    leaderPersonId: task.leaderPersonId,
    dueOn: task.dueOn,
  };
}

/** Drafts of an imported table or an instruction become tasks by the same act. */
async function dispatchDrafts(context: ActContext, dispatchId: string, plan: Plan): Promise<void> {
  for (const planned of plan.requirements) {
    for (const task of planned.tasks) {
      if (!task.draft) continue;
      const held = await holdTask(context, task.draft.id, task.draft.version);
      await recordAct(context, held, {
        kind: 'dispatch',
        payload: { terms: termsOf(planned, task), dispatchId, quote: planned.requirement.quote },
        actId: context.newId(),
        organisationId: context.actor.roles[0]?.organisationId ?? null,
        also: {
          dispatch_id: dispatchId,
          evidence_expected: task.evidenceExpected,
          accountable_basis: task.accountable?.basis ?? null,
        },
      });
      await replaceParties(context, task.draft.id, task.supporters);
    }
  }
}
