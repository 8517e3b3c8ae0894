import { createHash } from 'node:crypto';
import { canonical } from '../../platform/audit/canonical.ts';
import type { Owner, RequirementContent } from '../directives/contract.ts';
import { type Period, periodsOf } from './periods.ts';

/** What the clerk decided about one organisation of a requirement. */
export interface OrganisationChoice {
  organisationId: string;
  /** Why it gets no task; null includes it even where an earlier dispatch left it out. */
  excluded?: string | null | undefined;
  accountablePersonId?: string | null | undefined;
  dueOn?: string | null | undefined;
}

/** What the clerk decided about one requirement; everything absent is as the document says. */
export interface RequirementChoice {
  requirementId: string;
  excluded?: string | null | undefined;
  /** Other leads than the document's, one task each. */
  leads?: string[] | undefined;
  supporters?: string[] | undefined;
  dueOn?: string | null | undefined;
  evidenceExpected?: string | undefined;
  leaderPersonId?: string | null | undefined;
  /** One task up to the horizon instead of one per period. */
  once?: boolean | undefined;
  organisations?: OrganisationChoice[] | undefined;
}

export interface PlanChoices {
  /** Last day up to which recurring requirements make tasks; the document's own where absent. */
  horizon?: string | undefined;
  requirements: RequirementChoice[];
}

/** A requirement in force, as its newest confirmed revision says it. */
export interface PlanRequirement {
  id: string;
  revision: number;
  clauseKey: string | null;
  quote: string;
  content: RequirementContent;
}

/** A task that waits as a draft (an imported table, a leader's instruction). */
export interface PlanDraft {
  id: string;
  version: number;
  requirementId: string;
  leadOrganisationId: string;
  supporters: string[];
  accountablePersonId: string | null;
  leaderPersonId: string | null;
  dueOn: string | null;
}

export type AccountableBasis = 'named' | 'liaison' | 'bodyLiaison';

/** The world on the day of the plan. */
export interface PlanFacts {
  today: string;
  horizon: string;
  /** Today's answer to each owner query, by `queryKey`. */
  answers: ReadonlyMap<string, readonly string[]>;
  organisations: ReadonlyMap<string, { bodyId: string; exists: boolean }>;
  /** The liaison of each organisation, or of its body (spine.md 2.4). */
  liaisons: ReadonlyMap<string, { personId: string; basis: 'liaison' | 'bodyLiaison' }>;
  /** People who were named and hold something in that organisation or its body today, as `organisation/person`. */
  belonging: ReadonlySet<string>;
  /** Keys of tasks that were dispatched before. */
  dispatched: ReadonlySet<string>;
  drafts: readonly PlanDraft[];
  /** Why an earlier dispatch left out a requirement (`requirement`) or one organisation (`requirement/organisation`). */
  leftOutBefore: ReadonlyMap<string, string>;
  /** What earlier dispatches settled, by requirement: only those with owners for whom the document named nobody to be found. */
  settled: ReadonlyMap<string, Settled>;
}

/** Whom a clerk gave a requirement to by hand, and what the document said when that was done. */
export interface Settled {
  /** Leads of its tasks, withdrawn ones too: those stand as left out. */
  leads: readonly string[];
  /** Words of the owners that found nobody then; empty words where no lead was named at all. */
  words: ReadonlySet<string>;
  /** Leads the document did name: the choice replaced them. */
  named: ReadonlySet<string>;
}

export type BlockerCode =
  | 'ownerUnresolved'
  | 'dissolved'
  | 'supporterDissolved'
  | 'nobodyAccountable'
  | 'accountableLeft';
export interface Blocker {
  code: BlockerCode;
  organisationId: string | null;
  /** The owner's words where nobody was found for them. */
  words: string;
}

export interface PlanTask {
  /** Requirement, lead and first day of the period: the same task in any plan. */
  key: string;
  draft: { id: string; version: number } | null;
  requirementId: string;
  leadOrganisationId: string;
  leadBodyId: string;
  supporters: string[];
  accountable: { personId: string; basis: AccountableBasis } | null;
  leaderPersonId: string | null;
  dueOn: string | null;
  period: Period | null;
  evidenceExpected: string;
  blockers: Blocker[];
  duePassed: boolean;
}

export interface LeftOut {
  requirementId: string;
  organisationId: string | null;
  reason: string;
}

export interface PlannedRequirement {
  requirement: PlanRequirement;
  /** The query that chooses the leads, and its answer today. */
  conditional: { query: NonNullable<Owner['query']>; organisationIds: readonly string[] } | null;
  tasks: PlanTask[];
  /** Leads that have their task already. */
  alreadyDispatched: string[];
  leftOut: LeftOut[];
  blockers: Blocker[];
}

export interface Plan {
  requirements: PlannedRequirement[];
  /** Stands for everything that would be dispatched; compared again when it is (spine.md 4.5). */
  digest: string;
}

export const taskKey = (requirementId: string, organisationId: string, period: Period | null) =>
  `${requirementId}/${organisationId}/${period?.from ?? ''}`;

/** The same query has the same key, in whichever order its members were stored. */
export const queryKey = (query: NonNullable<Owner['query']>) => canonical(query);

/**
 * What a dispatch would do on this day: one task for each lead organisation, and for each period of a recurring requirement
 * (spine.md 4.1). Pure; whatever stands in the way is listed with the task or requirement and nothing is left out silently.
 */
export function planTasks(requirements: readonly PlanRequirement[], choices: PlanChoices, facts: PlanFacts): Plan {
  const chosen = new Map(choices.requirements.map((choice) => [choice.requirementId, choice]));
  const planned = requirements.map((requirement) =>
    planRequirement(requirement, chosen.get(requirement.id) ?? { requirementId: requirement.id }, facts),
  );
  return { requirements: planned, digest: digestOf(planned) };
}

function planRequirement(
  requirement: PlanRequirement,
  choice: RequirementChoice,
  facts: PlanFacts,
): PlannedRequirement {
  const query = requirement.content.owners.find((owner) => owner.role === 'lead' && owner.query)?.query ?? null;
  const planned: PlannedRequirement = {
    requirement,
    conditional: query && { query, organisationIds: facts.answers.get(queryKey(query)) ?? [] },
    tasks: [],
    alreadyDispatched: [],
    leftOut: [],
    blockers: [],
  };
  const excluded = choice.excluded === undefined ? facts.leftOutBefore.get(requirement.id) : choice.excluded;
  if (excluded)
    return { ...planned, leftOut: [{ requirementId: requirement.id, organisationId: null, reason: excluded }] };

  const drafts = facts.drafts.filter((draft) => draft.requirementId === requirement.id);
  const leads = drafts.length ? drafts.map((draft) => draft.leadOrganisationId) : leadsOf(requirement, choice, facts);
  if (!drafts.length && !choice.leads) planned.blockers.push(...unresolved(requirement, facts));
  for (const organisationId of new Set(leads)) {
    const own = choice.organisations?.find((entry) => entry.organisationId === organisationId);
    const reason =
      own?.excluded === undefined ? facts.leftOutBefore.get(`${requirement.id}/${organisationId}`) : own.excluded;
    if (reason) {
      planned.leftOut.push({ requirementId: requirement.id, organisationId, reason });
      continue;
    }
    const waiting = drafts.filter((draft) => draft.leadOrganisationId === organisationId);
    const tasks = waiting.length
      ? waiting.map((draft) => taskOfDraft(draft, requirement, choice, own, facts))
      : tasksFor(organisationId, requirement, choice, own, facts);
    // One task for all periods, as the clerk may have it, leaves none of them to be asked for again.
    const asOne = facts.dispatched.has(taskKey(requirement.id, organisationId, null));
    const fresh = tasks.filter((task) => task.draft || !(asOne || facts.dispatched.has(task.key)));
    if (fresh.length < tasks.length) planned.alreadyDispatched.push(organisationId);
    planned.tasks.push(...fresh);
  }
  return planned;
}

function leadsOf({ id, content }: PlanRequirement, choice: RequirementChoice, facts: PlanFacts): readonly string[] {
  if (choice.leads) return choice.leads;
  const written = content.owners.filter((owner) => owner.role === 'lead').flatMap((owner) => answered(owner, facts));
  const settled = facts.settled.get(id);
  if (!settled) return written;
  // The clerk's choice stood in the place of the whole list; what a later version names besides is new.
  const further = written.filter((lead) => !settled.named.has(lead) || facts.leftOutBefore.has(`${id}/${lead}`));
  return [...settled.leads, ...further];
}

function answered(owner: Owner, facts: PlanFacts): readonly string[] {
  return owner.query ? (facts.answers.get(queryKey(owner.query)) ?? []) : owner.organisationIds;
}

/**
 * Owners for whom nobody was found, neither in the document nor by the clerk of an earlier dispatch. A query without an answer
 * today is no such owner.
 */
function unresolved({ id, content }: PlanRequirement, facts: PlanFacts): Blocker[] {
  return wordsWithoutAnyone(content)
    .filter((words) => !facts.settled.get(id)?.words.has(words))
    .map((words) => ({ code: 'ownerUnresolved', organisationId: null, words }));
}

/** The words of each lead that matched no organisation; empty words where the requirement names no lead. */
export function wordsWithoutAnyone(content: Pick<RequirementContent, 'owners'>): string[] {
  const leads = content.owners.filter((owner) => owner.role === 'lead');
  if (leads.length === 0) return [''];
  return leads.filter((owner) => !owner.query && owner.organisationIds.length === 0).map((owner) => owner.text);
}

function tasksFor(
  organisationId: string,
  requirement: PlanRequirement,
  choice: RequirementChoice,
  own: OrganisationChoice | undefined,
  facts: PlanFacts,
): PlanTask[] {
  const { content } = requirement;
  const recurring =
    content.recurrence && !choice.once ? periodsOf(content.recurrence.period, facts.today, facts.horizon) : [];
  const periods: (Period | null)[] = recurring.length > 1 ? recurring : [null];
  const supporters =
    choice.supporters ??
    content.owners.filter((owner) => owner.role === 'support').flatMap((owner) => answered(owner, facts));
  return periods.map((period) =>
    completed(
      {
        key: taskKey(requirement.id, organisationId, period),
        draft: null,
        requirementId: requirement.id,
        leadOrganisationId: organisationId,
        supporters: [...new Set(supporters)].filter((id) => id !== organisationId),
        leaderPersonId: choice.leaderPersonId ?? null,
        dueOn: dueOf(content, choice, own, period, facts),
        period,
        evidenceExpected: choice.evidenceExpected ?? content.evidenceExpected,
      },
      own?.accountablePersonId ?? null,
      facts,
    ),
  );
}

function taskOfDraft(
  draft: PlanDraft,
  requirement: PlanRequirement,
  choice: RequirementChoice,
  own: OrganisationChoice | undefined,
  facts: PlanFacts,
): PlanTask {
  const dueOn = own?.dueOn !== undefined ? own.dueOn : choice.dueOn !== undefined ? choice.dueOn : draft.dueOn;
  return completed(
    {
      key: `${taskKey(draft.requirementId, draft.leadOrganisationId, null)}${draft.id}`,
      draft: { id: draft.id, version: draft.version },
      requirementId: draft.requirementId,
      leadOrganisationId: draft.leadOrganisationId,
      supporters: choice.supporters ?? draft.supporters,
      leaderPersonId: choice.leaderPersonId === undefined ? draft.leaderPersonId : choice.leaderPersonId,
      dueOn,
      period: null,
      evidenceExpected: choice.evidenceExpected ?? requirement.content.evidenceExpected,
    },
    own?.accountablePersonId ?? draft.accountablePersonId,
    facts,
  );
}

function dueOf(
  content: RequirementContent,
  choice: RequirementChoice,
  own: OrganisationChoice | undefined,
  period: Period | null,
  facts: PlanFacts,
): string | null {
  if (own?.dueOn !== undefined) return own.dueOn;
  if (period) return period.to;
  if (choice.dueOn !== undefined) return choice.dueOn;
  return writtenDue(content, facts.horizon);
}

/** The day by which the document itself wants it done; what recurs without one is wanted up to the horizon. */
export function writtenDue(
  { deadline, recurrence }: Pick<RequirementContent, 'deadline' | 'recurrence'>,
  horizon: string | null,
): string | null {
  const written = deadline?.kind === 'due' || deadline?.kind === 'window' ? deadline.to : null;
  return written ?? (recurrence ? horizon : null);
}

type Unfinished = Omit<PlanTask, 'leadBodyId' | 'accountable' | 'blockers' | 'duePassed'>;

/** Finds the accountable person and says what stands in the way. */
function completed(task: Unfinished, namedPersonId: string | null, facts: PlanFacts): PlanTask {
  const organisation = facts.organisations.get(task.leadOrganisationId);
  const liaison = facts.liaisons.get(task.leadOrganisationId);
  const accountable = namedPersonId ? { personId: namedPersonId, basis: 'named' as const } : (liaison ?? null);
  const blockers: Blocker[] = [];
  const block = (code: BlockerCode, organisationId: string) => blockers.push({ code, organisationId, words: '' });
  if (!organisation?.exists) block('dissolved', task.leadOrganisationId);
  else if (!accountable) block('nobodyAccountable', task.leadOrganisationId);
  else if (namedPersonId && !facts.belonging.has(`${task.leadOrganisationId}/${namedPersonId}`))
    block('accountableLeft', task.leadOrganisationId);
  for (const id of task.supporters) if (!facts.organisations.get(id)?.exists) block('supporterDissolved', id);
  return {
    ...task,
    leadBodyId: organisation?.bodyId ?? task.leadOrganisationId,
    accountable,
    blockers,
    duePassed: task.dueOn !== null && task.dueOn < facts.today,
  };
}

/** What of a task the dispatch promises; a change of any of it asks for another look. */
export function lineOf(requirement: PlanRequirement, task: PlanTask): string {
  const { key, draft, supporters, accountable, leaderPersonId, dueOn, period, evidenceExpected, blockers } = task;
  const promised = {
    ...{
      key,
      draft,
      supporters: [...supporters].sort(),
      person: accountable?.personId ?? null,
      leaderPersonId,
      dueOn,
      period,
    },
    ...{ evidenceExpected, revision: requirement.revision, blockers: blockers.map((blocker) => blocker.code) },
  };
  return createHash('sha256').update(canonical(promised)).digest('hex').slice(0, 16);
}

function digestOf(planned: readonly PlannedRequirement[]): string {
  const parts = planned.map(({ requirement, conditional, tasks, leftOut, blockers }) => [
    requirement.id,
    requirement.revision,
    [...(conditional?.organisationIds ?? [])].sort(),
    tasks.map((task) => lineOf(requirement, task)).sort(),
    leftOut.map((entry) => `${entry.organisationId ?? ''} ${entry.reason}`).sort(),
    blockers.map((blocker) => blocker.code),
  ]);
  return createHash('sha256').update(canonical(parts)).digest('hex');
}

/** One task as the clerk saw it in the preview. */
export interface SeenLine {
  key: string;
  line: string;
}

export interface PlanDifference {
  added: string[];
  removed: string[];
  changed: string[];
}

/** What became of a preview since it was shown, by task key. */
export function differenceOf(seen: readonly SeenLine[], plan: Plan): PlanDifference {
  const before = new Map(seen.map(({ key, line }) => [key, line]));
  const now = new Map(
    plan.requirements.flatMap(({ requirement, tasks }) =>
      tasks.map((task) => [task.key, lineOf(requirement, task)] as const),
    ),
  );
  return {
    added: [...now.keys()].filter((key) => !before.has(key)),
    removed: [...before.keys()].filter((key) => !now.has(key)),
    changed: [...now].filter(([key, line]) => before.has(key) && before.get(key) !== line).map(([key]) => key),
  };
}
