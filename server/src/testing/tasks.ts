import { directivesRoutes, type RequirementContent, recordTaskTable } from '../features/directives/index.ts';
import { evidenceRoutes } from '../features/evidence/index.ts';
import { organisationNames, organisationRoutes } from '../features/organisations/index.ts';
import { endPosts, peopleRoutes } from '../features/people/index.ts';
import type { tasksContract } from '../features/tasks/contract.ts';
import { taskFactKind, taskFigures } from '../features/tasks/figures.ts';
import { tasksRoutes } from '../features/tasks/routes.ts';
import { figureRoutes } from '../platform/figures/routes.ts';
import type { Output } from '../platform/http/contract.ts';
import type { FeatureRoutes } from '../platform/http/pipeline.ts';
import { type Answer, testWorld, type World, type WorldOptions } from './world.ts';

type Routes = typeof tasksContract;
export type Plan = Output<Routes['POST /api/directives/:directiveId/plan']>;
export type Detail = Output<Routes['GET /api/tasks/:taskId']>;
export type Row = Output<Routes['GET /api/tasks']>['items'][number];
export type Receipt = Output<Routes['POST /api/tasks/:taskId/progress']>;
export type Differences = Output<Routes['GET /api/directives/:directiveId/differences']>;
/** What a refusal says. */
export interface Refusal {
  title: string;
  detail: string;
  field?: string;
  errors?: { field: string }[];
  current?: Record<string, unknown>;
}

/** The city with every route that a task meets on its way, and those of the feature that is tested with it. */
export function taskWorld(
  more: readonly FeatureRoutes[] = [],
  options: Omit<WorldOptions, 'features'> = {},
): Promise<World> {
  const catalogue = { definitions: taskFigures as never, factKinds: [taskFactKind], organisationNames };
  return testWorld({
    ...options,
    features: [
      directivesRoutes,
      evidenceRoutes,
      organisationRoutes({ endPosts }),
      peopleRoutes,
      tasksRoutes,
      figureRoutes(catalogue),
      ...more,
    ],
  });
}

const plain: Omit<RequirementContent, 'owners'> = {
  action: '建立委员联系群众台账',
  standard: '台账按月更新',
  act: 'directive',
  hardness: 'semi',
  deadline: null,
  recurrence: null,
  quantities: [],
  supervisionMode: null,
  supervisionObject: null,
  references: [],
  evidenceExpected: '台账首页',
  evidenceDemand: null,
};

/** A requirement led by these organisations. */
export function ask(leads: readonly string[], more: Partial<RequirementContent> = {}): RequirementContent {
  return {
    ...plain,
    owners: leads.map((id) => ({
      text: '牵头单位',
      role: 'lead',
      organisationIds: [id],
      query: null,
      audience: false,
    })),
    ...more,
  };
}

export function dueOn(day: string): RequirementContent['deadline'] {
  return { kind: 'due', from: null, to: day, text: '按期', yearEvidence: null, inherited: false, provisional: false };
}

export function supporting(id: string): RequirementContent['owners'][number] {
  return { text: '配合单位', role: 'support', organisationIds: [id], query: null, audience: false };
}

/** Bodies guided by the city's that have no committee branch (domain.md A39). */
export const withoutBranch: RequirementContent['owners'][number] = {
  text: '没有专委会党支部的县（市、区）政协',
  role: 'lead',
  organisationIds: [],
  query: { kind: 'cppccBody', within: 'guided', conditions: [{ has: false, kind: 'committeeBranch', by: 'sameBody' }] },
  audience: false,
};

/** A confirmed document with these requirements. @returns its id and theirs, in order */
export async function confirmedDocument(
  world: World,
  contents: readonly RequirementContent[],
  title = '关于加强联系群众工作的安排',
) {
  return world.act('clerk', async (context) => {
    const recorded = await recordTaskTable(context, {
      title,
      issuerName: '云汀市政协党组',
      ownerBodyId: world.organisation('政协云汀市委员会'),
      issuedOn: context.today,
      audience: { text: '', organisationIds: [] },
      columns: ['序号', '具体措施'],
      rows: contents.map((content, index) => ({
        number: String(index + 1),
        group: '联系群众',
        cells: [String(index + 1), content.action],
        content,
      })),
    });
    return { directiveId: recorded.directiveId, requirementIds: recorded.requirements.map((one) => one.requirementId) };
  });
}

export async function planOf(world: World, directiveId: string, choices: object = {}): Promise<Plan> {
  const answer = await world
    .as('clerk')
    .call<Plan>('POST /api/directives/:directiveId/plan', { params: { directiveId }, body: choices });
  if (answer.status !== 200) throw new Error(`The plan failed: ${JSON.stringify(answer.body)}`);
  return answer.body;
}

export const linesOf = (plan: Plan) =>
  plan.requirements.flatMap(({ tasks }) => tasks.map(({ key, line }) => ({ key, line })));

export function dispatchPlan(
  world: World,
  plan: Plan,
  choices: object = {},
  options: { actionId?: string; username?: string } = {},
): Promise<Answer<{ dispatchId: string; taskIds: string[] }>> {
  return world
    .as(options.username ?? 'clerk')
    .call(
      'POST /api/directives/:directiveId/dispatch',
      { params: { directiveId: plan.directiveId }, body: { ...choices, digest: plan.digest, seen: linesOf(plan) } },
      options.actionId ? { actionId: options.actionId } : {},
    );
}

/** Documents, confirms and dispatches. @returns ids of the tasks in the order of the plan */
export async function dispatched(world: World, contents: readonly RequirementContent[], choices: object = {}) {
  const document = await confirmedDocument(world, contents);
  const answer = await dispatchPlan(world, await planOf(world, document.directiveId, choices), choices);
  if (answer.status !== 200) throw new Error(`The dispatch failed: ${JSON.stringify(answer.body)}`);
  return { ...document, ...answer.body };
}

/** Does one act on a task. */
export function actOn<T = Receipt & Refusal>(
  world: World,
  username: string,
  taskId: string,
  act: string,
  body: object = {},
  actionId?: string,
): Promise<Answer<T>> {
  return world
    .as(username)
    .call<T>(`POST /api/tasks/:taskId/${act}`, { params: { taskId }, body }, actionId ? { actionId } : {});
}

/** Does one act that has to succeed. */
export async function done(
  world: World,
  username: string,
  taskId: string,
  act: string,
  body: object = {},
): Promise<Receipt> {
  const answer = await actOn(world, username, taskId, act, body);
  if (answer.status !== 200) throw new Error(`${act} failed: ${JSON.stringify(answer.body)}`);
  return answer.body;
}

export async function detailOf(world: World, taskId: string, username = 'clerk'): Promise<Detail> {
  const answer = await world.as(username).call<Detail>('GET /api/tasks/:taskId', { params: { taskId } });
  if (answer.status !== 200) throw new Error(`The task failed: ${JSON.stringify(answer.body)}`);
  return answer.body;
}

/** A sentence as evidence. */
export const sentenceEvidence = (body: string) => ({
  kind: 'text',
  title: '',
  body,
  fileSha256: null,
  fileName: null,
  aboutFrom: '2026-06-17',
  aboutTo: '2026-06-17',
});

/** Fills the gates of closing. */
export const closing = (seenVersion: number, more: object = {}) => ({
  seenVersion,
  guidance: { notNeeded: '上季度已到场指导' },
  standardMet: '台账齐全、按月更新',
  values: [],
  finding: '抽查三户，记录与实际一致',
  ...more,
});

/** The tasks of a document, as this person's list shows them. */
export async function tasksOf(world: World, directiveId: string, username = 'clerk'): Promise<Row[]> {
  const query = { directiveId, limit: 200 };
  return (await world.as(username).call<{ items: Row[] }>('GET /api/tasks', { query })).body.items;
}

/** Dissolves an organisation on the day the world began. */
export async function dissolve(world: World, id: string): Promise<void> {
  const db = world.app.connections.tenant(world.tenantId);
  const { version } = await db
    .selectFrom('organisations')
    .select('version')
    .where('id', '=', id)
    .executeTakeFirstOrThrow();
  const answer = await world.as('clerk').call('POST /api/organisations/:id/dissolve', {
    params: { id },
    body: { on: '2026-06-17', reason: '机构整合', seenVersion: version },
  });
  if (answer.status !== 200) throw new Error(JSON.stringify(answer.body));
}
