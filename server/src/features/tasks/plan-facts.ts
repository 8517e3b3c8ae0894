import { sql } from 'kysely';
import { rangeDays } from '../../platform/clock/days.ts';
import type { ReadContext } from '../../platform/context.ts';
import { notFound } from '../../platform/http/problems.ts';
import type { RequirementContent } from '../directives/contract.ts';
import { clauseLabel, confirmedDirective } from '../directives/index.ts';
import { answerOwnerQuery, anyOf, bodiesOf, existingOn, holdsOn } from '../organisations/index.ts';
import { liaisonOf } from '../people/index.ts';
import { say } from './messages.ts';
import {
  type PlanChoices,
  type PlanDraft,
  type PlanFacts,
  type PlanRequirement,
  queryKey,
  type Settled,
  taskKey,
  wordsWithoutAnyone,
} from './plan.ts';

/** A document with a confirmed version, and what of it is in force. */
export interface DispatchableDirective {
  id: string;
  title: string;
  ownerBodyId: string;
  horizon: string;
  versionId: string;
  requirements: PlanRequirement[];
  clauseTitles: ReadonlyMap<string, string>;
}

/** The newest confirmed version with its requirements in the order of the text. @throws Problem notFound */
export async function readDirective(context: ReadContext, directiveId: string): Promise<DispatchableDirective> {
  const confirmed = await confirmedDirective(context, directiveId);
  if (!confirmed) throw notFound(say.directiveNotFound());
  const titles = confirmed.requirements.flatMap(({ clauseKey, clausePath }) => {
    const clause = clausePath.at(-1);
    return clauseKey && clause ? [[clauseKey, clauseLabel(clause.number, clause.title)] as const] : [];
  });
  return {
    id: confirmed.directiveId,
    title: confirmed.title,
    ownerBodyId: confirmed.ownerBodyId,
    horizon: confirmed.horizon,
    versionId: confirmed.versionId,
    requirements: confirmed.requirements.map(({ requirementId, revision, clauseKey, quote, content }) => ({
      id: requirementId,
      revision,
      clauseKey,
      quote,
      content,
    })),
    clauseTitles: new Map(titles),
  };
}

/** Everything a plan depends on, as it is on this day. */
export async function gatherFacts(
  context: ReadContext,
  directive: DispatchableDirective,
  choices: PlanChoices,
): Promise<PlanFacts> {
  const answers = await answerQueries(context, directive);
  const before = await dispatchedBefore(context, directive.id);
  const settled = await settledBefore(context, directive.id);
  const drafts = await draftsOf(context, directive.id);
  const leads = new Set<string>();
  const supporters = new Set<string>();
  for (const { content } of directive.requirements) {
    for (const owner of content.owners) {
      const ids = owner.query ? (answers.get(queryKey(owner.query)) ?? []) : owner.organisationIds;
      for (const id of ids) (owner.role === 'lead' ? leads : supporters).add(id);
    }
  }
  for (const choice of choices.requirements) {
    for (const id of choice.leads ?? []) leads.add(id);
    for (const id of choice.supporters ?? []) supporters.add(id);
  }
  for (const { leads: chosen } of settled.values()) for (const id of chosen) leads.add(id);
  for (const draft of drafts) {
    leads.add(draft.leadOrganisationId);
    for (const id of draft.supporters) supporters.add(id);
  }
  const ids = [...new Set([...leads, ...supporters])];
  const bodies = await bodiesOf(context, ids);
  const existing = await existingOn(context, ids);
  const liaisons = await liaisonOf(context, [...leads]);
  const named = [
    ...choices.requirements.flatMap(
      (choice) => choice.organisations?.flatMap((own) => own.accountablePersonId ?? []) ?? [],
    ),
    ...drafts.flatMap((draft) => draft.accountablePersonId ?? []),
  ];
  return {
    today: context.today,
    horizon: choices.horizon ?? directive.horizon,
    answers,
    organisations: new Map([...bodies].map(([id, bodyId]) => [id, { bodyId, exists: existing.has(id) }])),
    liaisons: new Map(
      [...liaisons].map(([id, { personId, basis }]) => [
        id,
        { personId, basis: basis === 'own' ? 'liaison' : 'bodyLiaison' },
      ]),
    ),
    belonging: await belongingOf(context, named, [...leads], bodies),
    drafts,
    settled,
    ...before,
  };
}

/** Today's answer to every owner query of the document, by `queryKey`. */
export async function answerQueries(
  context: ReadContext,
  directive: DispatchableDirective,
): Promise<Map<string, string[]>> {
  const queries = new Map(
    directive.requirements.flatMap(({ content }) =>
      content.owners.flatMap(({ query }) => (query ? [[queryKey(query), query] as const] : [])),
    ),
  );
  const answers = new Map<string, string[]>();
  for (const [key, query] of queries)
    answers.set(key, await answerOwnerQuery(context, directive.ownerBodyId, query, context.today));
  return answers;
}

/**
 * Who of the people holds a post, a seat or a branch membership today in each organisation or its body.
 * @returns pairs `organisation/person`
 */
export async function belongingOf(
  context: ReadContext,
  people: readonly string[],
  organisations: readonly string[],
  bodies: ReadonlyMap<string, string>,
): Promise<Set<string>> {
  if (people.length === 0) return new Set();
  const { db, today } = context;
  const posts = await db
    .selectFrom('posts as x')
    .select(['x.person_id', 'x.organisation_id as at'])
    .where('x.person_id', '=', anyOf(people))
    .where(holdsOn('x', today))
    .execute();
  const seats = await db
    .selectFrom('body_memberships as x')
    .select(['x.person_id', 'x.body_id as at'])
    .where('x.person_id', '=', anyOf(people))
    .where(holdsOn('x', today))
    .execute();
  const branches = await db
    .selectFrom('branch_memberships as x')
    .select(['x.person_id', 'x.organisation_id as at'])
    .where('x.person_id', '=', anyOf(people))
    .where(holdsOn('x', today))
    .execute();
  const places = new Map<string, Set<string>>();
  for (const { person_id, at } of [...posts, ...seats, ...branches])
    places.set(person_id, (places.get(person_id) ?? new Set()).add(at));
  const pairs = new Set<string>();
  for (const [person, at] of places) {
    for (const organisation of organisations) {
      if (at.has(organisation) || at.has(bodies.get(organisation) ?? '')) pairs.add(`${organisation}/${person}`);
    }
  }
  return pairs;
}

async function draftsOf(context: ReadContext, directiveId: string): Promise<PlanDraft[]> {
  const parties = context.db
    .selectFrom('task_parties as p')
    .select(sql<string[]>`coalesce(array_agg(p.organisation_id::text order by p.organisation_id), '{}')`.as('ids'))
    .where('p.task_id', '=', sql.ref<string>('t.id'));
  const rows = await context.db
    .selectFrom('tasks as t')
    .select([
      't.id',
      't.version',
      't.requirement_id',
      't.lead_organisation_id',
      't.accountable_person_id',
      't.leader_person_id',
      't.due_on',
    ])
    .select(sql<string[]>`(${parties})`.as('supporters'))
    .where('t.directive_id', '=', directiveId)
    .where('t.state', '=', 'draft')
    .orderBy('t.id')
    .execute();
  return rows.map((row) => ({
    id: row.id,
    version: row.version,
    requirementId: row.requirement_id,
    leadOrganisationId: row.lead_organisation_id,
    supporters: row.supporters,
    accountablePersonId: row.accountable_person_id,
    leaderPersonId: row.leader_person_id,
    dueOn: row.due_on,
  }));
}

/**
 * What earlier dispatches of the document did: the tasks they made, also for a lead that handed its task on, and whom they
 * left out. A withdrawn task counts as left out, with the reason of its withdrawal.
 */
async function dispatchedBefore(context: ReadContext, directiveId: string) {
  const { db } = context;
  const tasks = await db
    .selectFrom('tasks')
    .select(['id', 'requirement_id', 'lead_organisation_id', 'period', 'state'])
    .where('directive_id', '=', directiveId)
    .where('state', '<>', 'draft')
    .execute();
  const acts = await db
    .selectFrom('task_acts as a')
    .innerJoin('tasks as t', 't.id', 'a.task_id')
    .select(['a.task_id', 'a.kind', 'a.payload'])
    .where('t.directive_id', '=', directiveId)
    .where('a.kind', 'in', ['reassign', 'withdraw'])
    .orderBy('a.seq')
    .execute();
  const dispatches = await db
    .selectFrom('dispatches')
    .select('preview')
    .where('directive_id', '=', directiveId)
    .orderBy('recorded_at')
    .execute();
  const leftOutBefore = new Map<string, string>();
  for (const { preview } of dispatches) {
    for (const entry of (preview as StoredPreview).leftOut) {
      leftOutBefore.set(
        entry.organisationId ? `${entry.requirementId}/${entry.organisationId}` : entry.requirementId,
        entry.reason,
      );
    }
  }
  const dispatched = new Set<string>();
  for (const task of tasks) {
    const own = acts.filter((act) => act.task_id === task.id);
    const days = task.period ? rangeDays(task.period) : null;
    const period = days?.from && days.to ? { from: days.from, to: days.to } : null;
    const leads = [
      task.lead_organisation_id,
      ...own
        .filter((act) => act.kind === 'reassign')
        .map((act) => (act.payload as { lead: { before: string } }).lead.before),
    ];
    for (const lead of leads) {
      dispatched.add(taskKey(task.requirement_id, lead, period));
      leftOutBefore.delete(`${task.requirement_id}/${lead}`);
      leftOutBefore.delete(task.requirement_id);
    }
  }
  for (const task of tasks.filter((one) => one.state === 'withdrawn')) {
    const reason = acts.find((act) => act.task_id === task.id && act.kind === 'withdraw')?.payload as
      | { reason: string }
      | undefined;
    const days = task.period ? rangeDays(task.period) : null;
    dispatched.delete(
      taskKey(
        task.requirement_id,
        task.lead_organisation_id,
        days?.from && days.to ? { from: days.from, to: days.to } : null,
      ),
    );
    if (!days) leftOutBefore.set(`${task.requirement_id}/${task.lead_organisation_id}`, reason?.reason ?? '');
  }
  return { dispatched, leftOutBefore };
}

/**
 * Whom earlier dispatches gave the requirements to whose owners found nobody. A dispatch with such an owner is refused, so
 * each of their tasks stands for a choice made by hand, which no later page load may forget.
 */
async function settledBefore(context: ReadContext, directiveId: string): Promise<Map<string, Settled>> {
  const rows = await context.db
    .selectFrom('tasks as t')
    .innerJoin('requirement_revisions as r', (join) =>
      join.onRef('r.requirement_id', '=', 't.requirement_id').onRef('r.revision', '=', 't.requirement_revision'),
    )
    .select(['t.requirement_id', 't.lead_organisation_id', 'r.content'])
    .where('t.directive_id', '=', directiveId)
    .where('t.state', '<>', 'draft')
    .orderBy('t.id')
    .execute();
  const settled = new Map<string, Settled>();
  for (const { requirement_id: id, lead_organisation_id: lead, content } of rows) {
    const { owners } = content as RequirementContent;
    const words = wordsWithoutAnyone({ owners });
    if (words.length === 0) continue;
    const named = owners.filter(({ role, query }) => role === 'lead' && !query).flatMap((one) => one.organisationIds);
    const before = settled.get(id);
    settled.set(id, {
      leads: [...new Set([...(before?.leads ?? []), lead])],
      words: new Set([...(before?.words ?? []), ...words]),
      named: new Set([...(before?.named ?? []), ...named]),
    });
  }
  return settled;
}

/**
 * What was not dispatched of a document, with the reason given: by requirement, and by `requirement/organisation` where others
 * got it. What was withdrawn is among the latter.
 */
export async function leftOutOf(context: ReadContext, directiveId: string): Promise<ReadonlyMap<string, string>> {
  return (await dispatchedBefore(context, directiveId)).leftOutBefore;
}

/** What a dispatch keeps of the plan it carried out. */
export interface StoredPreview {
  horizon: string;
  leftOut: { requirementId: string; organisationId: string | null; reason: string }[];
  tasks: { key: string; taskId: string; accountablePersonId: string; dueOn: string | null }[];
}
