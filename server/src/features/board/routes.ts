import { reaches, reachesNothing } from '../../platform/access/actor.ts';
import type { Permission } from '../../platform/access/permissions.ts';
import type { ReadContext } from '../../platform/context.ts';
import { computeFigure, type Figure, type GroupKeys, groupedFigure } from '../../platform/figures/figure.ts';
import { type FeatureRoutes, implement } from '../../platform/http/pipeline.ts';
import { notFound } from '../../platform/http/problems.ts';
import { messages } from '../../platform/locale/messages.ts';
import type { DecisionState } from '../directives/contract.ts';
import { clauseLabel, concernedBy, latestRevisions } from '../directives/index.ts';
import type { EvidenceView } from '../evidence/index.ts';
import { organisationNames, tenantBody } from '../organisations/index.ts';
import { personNames } from '../people/index.ts';
import { isLate, leftOutOf, punctualityOf, type TaskState } from '../tasks/index.ts';
import { boardContract } from './contract.ts';
import * as figures from './figures.ts';
import { leftOutOfRequirement } from './left-out.ts';
import * as store from './store.ts';

const say = messages('board', {
  noDirective: {
    zh: '没有找到这份文件，或它不在您的查看范围内',
    en: 'This document was not found, or it lies outside what you can see',
  },
  noClause: { zh: '文件中没有这一条', en: 'The document has no such clause' },
});

type Scope = figures.TaskScope;

async function headline(context: ReadContext, scope: Scope, needs: figures.NeedsScope) {
  const requirementScope = { directiveId: scope.directiveId };
  return {
    requirementsAssigned: await computeFigure(context, figures.requirementsAssigned, requirementScope),
    requirementsProven: await computeFigure(context, figures.requirementsProven, requirementScope),
    dispatched: await computeFigure(context, figures.tasksDispatched, scope),
    closed: await computeFigure(context, figures.tasksClosed, scope),
    onTime: await computeFigure(context, figures.tasksOnTime, scope),
    late: await computeFigure(context, figures.tasksLate, scope),
    dueSoon: await computeFigure(context, figures.tasksDueSoon, scope),
    unacknowledged: await computeFigure(context, figures.tasksUnacknowledged, scope),
    toVerify: await computeFigure(context, figures.tasksToVerify, scope),
    escalated: await computeFigure(context, figures.tasksEscalated, scope),
    needsMe: await computeFigure(context, figures.tasksNeedingMe, needs),
  };
}

interface Paired {
  keys: GroupKeys;
  closed: Figure;
  late: Figure;
}

/** Two figures over the same groups, side by side. A group that appears between the two reads waits for the next look. */
async function paired(context: ReadContext, scope: Scope, columns: readonly string[]): Promise<Paired[]> {
  const closed = await groupedFigure(context, figures.tasksClosed, scope, columns);
  const late = await groupedFigure(context, figures.tasksLate, scope, columns);
  return joined(closed, late, columns).map(({ keys, figure, other }) => ({ keys, closed: figure, late: other }));
}

type Grouped = Awaited<ReturnType<typeof groupedFigure>>;

function joined(some: Grouped, others: Grouped, columns: readonly string[]) {
  const nameOf = (keys: GroupKeys) => columns.map((column) => keys[column]).join(' ');
  const byName = new Map(others.map(({ keys, figure }) => [nameOf(keys), figure]));
  return some.flatMap(({ keys, figure }) => {
    const other = byName.get(nameOf(keys));
    return other ? [{ keys, figure, other }] : [];
  });
}

/** What may wait for the viewer follows from what the viewer may do. */
async function needsOf(context: ReadContext, scope: Scope): Promise<figures.NeedsScope> {
  const may = async (permission: Permission) => !reachesNothing(await context.reach(permission));
  return {
    ...scope,
    escalated: await may('instruction.write'),
    extensions: await may('task.decideExtension'),
    verifications: await may('task.verify'),
    leaderPersonId: context.actor.personId,
  };
}

/** The two things that every page says about a task and its day, in the words of the same rules. */
function standingOf(row: { state: TaskState; due_on: string | null; finished_on: string | null }, today: string) {
  const task = { state: row.state, dueOn: row.due_on, finishedOn: row.finished_on };
  return { late: isLate(task, today), punctuality: punctualityOf(task) };
}

async function describe(context: ReadContext, rows: readonly store.BoardTaskRow[]) {
  const organisations = await organisationNames(context, [
    ...new Set(rows.flatMap((row) => [row.lead_organisation_id, row.lead_body_id])),
  ]);
  const people = await personNames(context, [
    ...new Set(rows.flatMap((row) => [row.accountable_person_id, row.leader_person_id]).filter((id) => id !== null)),
  ]);
  return rows.map((row) => ({
    taskId: row.id,
    action: row.action,
    organisation: organisations.get(row.lead_organisation_id) ?? '',
    body: organisations.get(row.lead_body_id) ?? '',
    accountable: people.get(row.accountable_person_id ?? '') ?? '',
    leader: row.leader_person_id ? (people.get(row.leader_person_id) ?? '') : null,
    dueOn: row.due_on,
    state: row.state,
    ...standingOf(row, context.today),
    escalated: row.escalated,
    extensionPending: row.extension_pending,
    enteredOnBehalf: row.entered_on_behalf,
  }));
}

function whyMe(row: store.BoardTaskRow, needs: figures.NeedsScope) {
  if (row.escalated && needs.escalated) return 'escalated' as const;
  if (row.extension_pending && needs.extensions) return 'extensionPending' as const;
  return row.state === 'submitted' && needs.verifications ? ('toVerify' as const) : ('leaderNamed' as const);
}

/** @throws Problem notFound also where the document concerns no organisation of the viewer, so that ids cannot be probed */
async function directiveHead(context: ReadContext, directiveId: string) {
  const directive = await store.findDirective(context, directiveId);
  const visible = directive && reaches(await context.reach('directive.read'), await concernedBy(context, directiveId));
  if (!visible) throw notFound(say.noDirective());
  const version = await store.confirmedVersion(context, directiveId);
  const clauses = version ? await store.clausesOf(context, version.id) : [];
  const head = {
    id: directive.id,
    title: directive.title,
    issuer: directive.issuer_name,
    issuedOn: directive.issued_on,
    kind: directive.kind,
    // A 批示 is its own text; longer documents are opened, not quoted on the board.
    text: directive.kind === 'instruction' ? (version?.text ?? null) : null,
  };
  return { head, versionId: version?.id ?? null, clauses, depth: depthOf(clauses) };
}

type DirectiveHead = Awaited<ReturnType<typeof directiveHead>>;

/** Speeches and opinions ask under the headings of their second level; tables and short notices have one level. */
function depthOf(clauses: readonly { level: number; kind: string }[]): 1 | 2 {
  return clauses.some((clause) => clause.level === 2 && clause.kind === 'heading') ? 2 : 1;
}

/** The clauses that the board counts by, in the order of the document, those without any task included. */
async function clauseRows(context: ReadContext, scope: Scope, { head, versionId, clauses, depth }: DirectiveHead) {
  const known = new Map((await paired(context, scope, ['clause_group'])).map((row) => [row.keys.clause_group, row]));
  const groups = new Set([
    ...(await (versionId === null ? [] : store.clauseGroups(context, head.id, versionId, depth))),
    ...known.keys(),
  ]);
  // A chapter whose own sentences ask for nothing is told by the clauses under it.
  const chapters = new Set(clauses.filter((clause) => groups.has(clause.key)).map((clause) => clause.parent_key));
  const inOrder = [
    ...clauses.filter(({ key }) => groups.has(key) && (known.has(key) || !chapters.has(key))),
    ...(groups.has('0') ? [{ key: '0', parent_key: null, number: '', title: '' }] : []),
  ];
  return Promise.all(
    inOrder.map(async ({ key, parent_key, number, title }) => {
      const own = { ...scope, clauseGroup: key };
      const chapter = clauses.find((clause) => clause.key === parent_key);
      return {
        ...{ key, title, label: clauseLabel(number, title) },
        chapter: chapter ? { key: chapter.key, label: clauseLabel(chapter.number, chapter.title) } : null,
        closed: known.get(key)?.closed ?? (await computeFigure(context, figures.tasksClosed, own)),
        late: known.get(key)?.late ?? (await computeFigure(context, figures.tasksLate, own)),
      };
    }),
  );
}

/** The bodies by name, the city's own first: the same order on every day, which is no ranking. */
async function bodyRows(context: ReadContext, scope: Scope) {
  const rows = await paired(context, scope, ['body_id']);
  const names = await organisationNames(
    context,
    rows.map(({ keys }) => keys.body_id ?? ''),
  );
  const ownBody = await tenantBody(context);
  return rows
    .map(({ keys, closed, late }) => ({
      id: keys.body_id ?? '',
      name: names.get(keys.body_id ?? '') ?? '',
      closed,
      late,
    }))
    .sort((a, b) => Number(b.id === ownBody) - Number(a.id === ownBody) || a.name.localeCompare(b.name, 'zh-CN'));
}

export const boardRoutes: FeatureRoutes = implement(boardContract, {
  'GET /api/board': {
    async handle(context, { query }) {
      const directive = query.directiveId ? await directiveHead(context, query.directiveId) : null;
      const scope: Scope = directive ? { directiveId: directive.head.id, groupDepth: directive.depth } : {};
      const cells = directive ? await paired(context, scope, ['body_id', 'clause_group']) : [];
      const byDay = await groupedFigure(context, figures.tasksDispatched, scope, ['due_on']);
      const lateByDay = await groupedFigure(context, figures.tasksLate, scope, ['due_on']);
      const needs = await needsOf(context, scope);
      const needing = await store.tasksNeedingViewer(context, needs);
      const described = await describe(context, needing);
      return {
        directive: directive?.head ?? null,
        asOf: context.today,
        headline: await headline(context, scope, needs),
        clauses: directive ? await clauseRows(context, scope, directive) : [],
        bodies: await bodyRows(context, scope),
        cells: cells.map(({ keys, closed, late }) => ({
          bodyId: keys.body_id ?? '',
          clauseKey: keys.clause_group ?? '0',
          closed,
          late,
        })),
        deadlines: joined(byDay, lateByDay, ['due_on'])
          .map(({ keys, figure, other }) => ({ on: keys.due_on ?? '', tasks: figure, late: other }))
          .filter(({ on }) => on !== ''),
        lateTasks: await describe(context, await store.lateTasks(context, query.directiveId)),
        needsMe: described.map((task, index) => ({ ...task, why: whyMe(needing[index] as store.BoardTaskRow, needs) })),
      };
    },
  },
  'GET /api/board/directives': {
    async handle(context) {
      const directives = await store.directivesWithTasks(context);
      const figuresOf = await paired(context, {}, ['directive_id']);
      return {
        items: directives.flatMap((directive) => {
          const found = figuresOf.find(({ keys }) => keys.directive_id === directive.id);
          if (!found) return [];
          const { closed, late } = found;
          return [
            {
              id: directive.id,
              title: directive.title,
              issuer: directive.issuer_name,
              issuedOn: directive.issued_on,
              kind: directive.kind,
              closed,
              late,
            },
          ];
        }),
      };
    },
  },
  'GET /api/board/directives/:directiveId/clauses/:clauseKey': {
    concerns: (context, { params }) => concernedBy(context, params.directiveId),
    async handle(context, { params }) {
      const { head, clauses } = await directiveHead(context, params.directiveId);
      const clause = clauses.find((candidate) => candidate.key === params.clauseKey);
      const version = await store.confirmedVersion(context, params.directiveId);
      if (!clause || !version) throw notFound(say.noClause());
      const requirements = await store.requirementsUnder(context, params.directiveId, version.id, params.clauseKey);
      const tasks = await store.tasksOfRequirements(
        context,
        requirements.map((requirement) => requirement.id),
      );
      const confirmed = await latestRevisions(
        context,
        requirements.map((requirement) => requirement.id),
      );
      const notDispatched = await leftOutOf(context, params.directiveId);
      const reach = await context.reach('task.read');
      const leftOut = new Map(
        requirements.map(({ id }) => [
          id,
          leftOutOfRequirement(
            notDispatched,
            id,
            tasks.filter((task) => task.requirement_id === id).map((task) => task.lead_organisation_id),
            (organisationId) => reaches(reach, [organisationId]),
          ),
        ]),
      );
      const evidence = await store.evidenceOfTasks(
        context,
        tasks.map((task) => task.id),
      );
      const organisations = await organisationNames(context, [
        ...tasks.map((task) => task.lead_organisation_id),
        ...[...leftOut.values()].flat().flatMap(({ organisationId }) => organisationId ?? []),
      ]);
      const people = await personNames(
        context,
        tasks.map((task) => task.accountable_person_id ?? '').filter((id) => id !== ''),
      );
      const scope: Scope = { directiveId: params.directiveId, clauseKey: params.clauseKey };
      return {
        directiveId: head.id,
        directiveTitle: head.title,
        key: clause.key,
        label: clauseLabel(clause.number, clause.title),
        text: version.text.slice(clause.start_at, clause.scope_end),
        requirements: requirements.map((requirement) => {
          // While a new version is under review, what was confirmed is what holds.
          const content = (confirmed.get(requirement.id)?.content ?? requirement.content) as {
            action: string;
            hardness: string;
          };
          return {
            id: requirement.id,
            quote: version.text.slice(requirement.start, requirement.end),
            from: requirement.start - clause.start_at,
            to: requirement.end - clause.start_at,
            action: content.action,
            leftOut: (leftOut.get(requirement.id) ?? []).map(({ organisationId, reason }) => ({
              organisation: organisationId === null ? null : (organisations.get(organisationId) ?? ''),
              reason,
            })),
            hardness: content.hardness,
            decision: requirement.decision as DecisionState,
            reason: requirement.reason,
            tasks: tasks
              .filter((task) => task.requirement_id === requirement.id)
              .map((task) => ({
                id: task.id,
                organisation: organisations.get(task.lead_organisation_id) ?? '',
                accountable: people.get(task.accountable_person_id ?? '') ?? '',
                state: task.state as TaskState,
                ...standingOf({ ...task, state: task.state as TaskState }, context.today),
                dueOn: task.due_on,
                finishedOn: task.finished_on,
                toRecheck: task.requirement_revision < requirement.revision,
                enteredOnBehalf: task.entered_on_behalf,
                evidence: evidence
                  .filter((item) => item.task_id === task.id)
                  .map((item) => ({
                    id: item.id,
                    title: item.title,
                    kind: item.kind as EvidenceView['kind'],
                    body: item.body,
                    picture: item.media_type?.startsWith('image/') ?? false,
                    withdrawn: item.withdrawn_at !== null || item.withdrawing_act_id !== null,
                    onBehalfSource: item.on_behalf_source,
                  })),
              })),
          };
        }),
        closed: await computeFigure(context, figures.tasksClosed, scope),
        late: await computeFigure(context, figures.tasksLate, scope),
      };
    },
  },
});
