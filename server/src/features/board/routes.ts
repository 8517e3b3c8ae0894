import type { ReadContext } from '../../platform/context.ts';
import { computeFigure, type Figure, groupedFigure } from '../../platform/figures/figure.ts';
import { type FeatureRoutes, implement } from '../../platform/http/pipeline.ts';
import { notFound } from '../../platform/http/problems.ts';
import { messages } from '../../platform/locale/messages.ts';
import { organisationNames } from '../organisations/index.ts';
import { personNames } from '../people/index.ts';
import { boardContract } from './contract.ts';
import * as figures from './figures.ts';
import * as store from './store.ts';

const say = messages('board', {
  noDirective: { zh: '没有找到这份文件，或它不在您的查看范围内', en: 'This document was not found, or it lies outside what you can see' },
  noClause: { zh: '文件中没有这一条', en: 'The document has no such clause' },
});

type Scope = figures.TaskScope;

async function headline(context: ReadContext, scope: Scope) {
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
  };
}

/** Two figures over the same groups, side by side. */
async function paired(context: ReadContext, scope: Scope, columns: readonly string[]) {
  const closed = await groupedFigure(context, figures.tasksClosed, scope, columns);
  const late = await groupedFigure(context, figures.tasksLate, scope, columns);
  return closed.map(({ keys, figure }, index) => ({ keys, closed: figure, late: (late[index] as { figure: Figure }).figure }));
}

async function describe(context: ReadContext, rows: readonly store.BoardTaskRow[]) {
  const organisations = await organisationNames(context, [...new Set(rows.flatMap((row) => [row.lead_organisation_id, row.lead_body_id]))]);
  const people = await personNames(context, [...new Set(rows.flatMap((row) => [row.accountable_person_id, row.leader_person_id]).filter((id) => id !== null))]);
  return rows.map((row) => ({
    taskId: row.id,
    action: row.action,
    organisation: organisations.get(row.lead_organisation_id) ?? '',
    body: organisations.get(row.lead_body_id) ?? '',
    accountable: people.get(row.accountable_person_id ?? '') ?? '',
    leader: row.leader_person_id ? (people.get(row.leader_person_id) ?? '') : null,
    dueOn: row.due_on,
    state: row.state,
    escalated: row.escalated,
    extensionAsked: row.extension_asked,
  }));
}

function whyMe(row: store.BoardTaskRow): 'escalated' | 'extensionAsked' | 'leaderNamed' {
  if (row.escalated) return 'escalated';
  return row.extension_asked ? 'extensionAsked' : 'leaderNamed';
}

async function directiveHead(context: ReadContext, directiveId: string) {
  const directive = await store.findDirective(context, directiveId);
  if (!directive) throw notFound(say.noDirective());
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
  return { head, clauses };
}

export const boardRoutes: FeatureRoutes = implement(boardContract, {
  'GET /api/board': {
    async handle(context, { query }) {
      const scope: Scope = query.directiveId ? { directiveId: query.directiveId } : {};
      const directive = query.directiveId ? await directiveHead(context, query.directiveId) : null;
      const byClause = directive ? await paired(context, scope, ['clause_group']) : [];
      const byBody = await paired(context, scope, ['body_id']);
      const cells = directive ? await paired(context, scope, ['body_id', 'clause_group']) : [];
      const byDay = await groupedFigure(context, figures.tasksDispatched, scope, ['due_on']);
      const lateByDay = await groupedFigure(context, figures.tasksLate, scope, ['due_on']);
      const names = await organisationNames(context, byBody.map(({ keys }) => keys.body_id ?? ''));
      const needsMe = await store.tasksForLeader(context, query.directiveId);
      const described = await describe(context, needsMe);
      return {
        directive: directive?.head ?? null,
        asOf: context.today,
        headline: await headline(context, scope),
        clauses: byClause.map(({ keys, closed, late }) => {
          const clause = directive?.clauses.find((candidate) => candidate.key === keys.clause_group);
          return { key: keys.clause_group ?? '0', number: clause?.number ?? '', title: clause?.title ?? '', closed, late };
        }),
        bodies: byBody.map(({ keys, closed, late }) => ({ id: keys.body_id ?? '', name: names.get(keys.body_id ?? '') ?? '', closed, late })),
        cells: cells.map(({ keys, closed, late }) => ({ bodyId: keys.body_id ?? '', clauseKey: keys.clause_group ?? '0', closed, late })),
        deadlines: byDay
          .map(({ keys, figure }, index) => ({ on: keys.due_on ?? '', tasks: figure, late: (lateByDay[index] as { figure: Figure }).figure }))
          .filter(({ on }) => on !== ''),
        lateTasks: await describe(context, await store.lateTasks(context, query.directiveId)),
        needsMe: described.map((task, index) => ({ ...task, why: whyMe(needsMe[index] as store.BoardTaskRow) })),
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
          return [{ id: directive.id, title: directive.title, issuer: directive.issuer_name, issuedOn: directive.issued_on, kind: directive.kind, closed, late }];
        }),
      };
    },
  },
  'GET /api/board/directives/:directiveId/clauses/:clauseKey': {
    async concerns(context, { params }) {
      const directive = await store.findDirective(context, params.directiveId);
      if (!directive) return [];
      const tasks = await tasksOf(context, params.directiveId);
      return [directive.owner_body_id, ...tasks];
    },
    async handle(context, { params }) {
      const { head, clauses } = await directiveHead(context, params.directiveId);
      const clause = clauses.find((candidate) => candidate.key === params.clauseKey);
      const version = await store.confirmedVersion(context, params.directiveId);
      if (!clause || !version) throw notFound(say.noClause());
      const requirements = await store.requirementsUnder(context, params.directiveId, params.clauseKey);
      const tasks = await store.tasksOfRequirements(context, requirements.map((requirement) => requirement.id));
      const evidence = await store.evidenceOfTasks(context, tasks.map((task) => task.id));
      const organisations = await organisationNames(context, tasks.map((task) => task.lead_organisation_id));
      const people = await personNames(context, tasks.map((task) => task.accountable_person_id ?? '').filter((id) => id !== ''));
      const scope: Scope = { directiveId: params.directiveId, clauseGroup: params.clauseKey.split('.')[0] ?? params.clauseKey };
      return {
        directiveId: head.id,
        directiveTitle: head.title,
        key: clause.key,
        number: clause.number,
        title: clause.title,
        text: version.text.slice(clause.start_at, clause.scope_end),
        requirements: requirements.map((requirement) => {
          const content = requirement.content as { action: string; hardness: string };
          return {
            id: requirement.id,
            quote: version.text.slice(requirement.start_at, requirement.end_at),
            action: content.action,
            hardness: content.hardness,
            decision: requirement.decision,
            reason: requirement.reason,
            tasks: tasks
              .filter((task) => task.requirement_id === requirement.id)
              .map((task) => ({
                id: task.id,
                organisation: organisations.get(task.lead_organisation_id) ?? '',
                accountable: people.get(task.accountable_person_id ?? '') ?? '',
                state: task.state,
                dueOn: task.due_on,
                finishedOn: task.finished_on,
                toRecheck: task.requirement_revision < requirement.revision,
                evidence: evidence
                  .filter((item) => item.task_id === task.id)
                  .map((item) => ({ id: item.id, title: item.title, kind: item.kind, withdrawn: item.withdrawn_at !== null || item.withdrawing_act_id !== null })),
              })),
          };
        }),
        closed: await computeFigure(context, figures.tasksClosed, scope),
        late: await computeFigure(context, figures.tasksLate, scope),
      };
    },
  },
});

/** Lead organisations of a document's tasks, so that a county may open the clauses it works on. */
async function tasksOf(context: ReadContext, directiveId: string): Promise<string[]> {
  const rows = await context.db.selectFrom('tasks').select('lead_organisation_id').distinct().where('directive_id', '=', directiveId).execute();
  return rows.map((row) => row.lead_organisation_id);
}
