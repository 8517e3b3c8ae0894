import type { policiesContract } from '../features/policies/contract.ts';
import type { Output } from '../platform/http/contract.ts';
import { confirmAll, importBody, reviewOf } from './directives.ts';
import { dispatchPlan, planOf } from './tasks.ts';
import type { World } from './world.ts';

type Routes = typeof policiesContract;
export type Policy = Output<Routes['GET /api/policies/:policyId']>;
export type Policies = Output<Routes['GET /api/policies']>;
export type Citing = Output<Routes['GET /api/policies/citing']>;
type Sides = Output<Routes['GET /api/policies/:policyId/proposals']>;
type Portion = Output<Routes['GET /api/policies/:policyId/proposals/portion']>;
export type Proposals = Sides & Portion;
export type Again = Output<Routes['GET /api/policies/again']>;
export type GapSheet = Output<Routes['GET /api/policies/:policyId/gaps']>;

/** What the document of ours rests on. */
export const upstreamTitle = '关于加强委员联系群众工作的意见';
export const upstreamNumber = '云协发〔2025〕5号';

export const upstreamText = [
  upstreamTitle,
  '各县（市、区）政协：',
  '一、健全制度',
  '各级政协要建立委员联系界别群众台账，明确联系方式和频次。',
  '二、常态走访',
  '专门委员会要经常开展走访群众活动，了解群众诉求。',
  '三、加强报送',
  '重点提案办理情况要按季度向主席会议报告。',
].join('\n');

/** A document of ours that cites it twice, and two others. */
export const localText = [
  '关于做好委员联系群众工作的通知',
  '各县（市、区）政协党组，市政协各专委会：',
  `根据《${upstreamTitle}》（云协发[2025]05号）和《关于印发〈委员履职办法〉的通知》，现就有关事项通知如下。`,
  '一、建立台账',
  '各县（市、区）政协党组要在9月底前建成委员联系群众台账，并于10月15日前将建账情况报市政协办公室。',
  '二、常态推进',
  `各专委会每季度至少开展1次走访活动，按照《${upstreamTitle}》执行。`,
].join('\n');

/** Imports a document and confirms whatever it asks. @returns its id */
export async function confirmedText(world: World, text: string, head: object = {}): Promise<string> {
  const body = { ...importBody(world, text), title: text.split('\n')[0], ...head };
  const { status, body: made } = await world.as('clerk').call<{ id: string }>('POST /api/directives', { body });
  if (status !== 200) throw new Error(JSON.stringify(made));
  await confirmAll(world, made.id);
  return made.id;
}

/** A document of ours and one above whose text is imported, the citations registered and the text attached. */
export async function linkable(world: World) {
  const upstreamId = await confirmedText(world, upstreamText, { documentNumber: upstreamNumber });
  const directiveId = await confirmedText(world, localText);
  const { versionId } = await citingOf(world, directiveId);
  await did(world, 'POST /api/policies/cite', { body: { directiveId, versionId } });
  const { items } = await did<Policies>(world, 'GET /api/policies', {});
  const policyId = items.find((one) => one.title === upstreamTitle)?.id ?? '';
  const body = { seenVersion: (await policyOf(world, policyId)).version, directiveId: upstreamId };
  await did(world, 'POST /api/policies/:policyId/attach', { params: { policyId }, body });
  return { upstreamId, directiveId, policyId, versionId };
}

/** Begins a new version over another text, and confirms whatever it asks. */
export async function revised(world: World, directiveId: string, text: string): Promise<void> {
  const { directive } = await reviewOf(world, directiveId);
  const body = { seenVersion: directive.currentVersion.version, source: { kind: 'text', text } };
  await did(world, 'POST /api/directives/:directiveId/revise', { params: { directiveId }, body });
  await confirmAll(world, directiveId);
}

/** `linkable`, with the first clause above linked and its requirement given to one county as the only task. */
export async function linkedAndDispatched(world: World, county: string) {
  const at = await linkable(world);
  const seen = await proposalsOf(world, at.policyId, at.directiveId);
  const [first] = seen.proposals.filter((one) => one.clauseKey === seen.clauses[0]?.key);
  if (!first) throw new Error('nothing proposed');
  await decideProposals(world, at.policyId, seen, [first], 'confirm');
  // The requirement goes to one county, the rest is left out by name.
  const requirements = (await planOf(world, at.directiveId)).requirements.map((one) =>
    one.id === first.requirementId
      ? { requirementId: one.id, leads: [county], dueOn: '2026-09-30' }
      : { requirementId: one.id, excluded: '另行安排' },
  );
  const answer = await dispatchPlan(world, await planOf(world, at.directiveId, { requirements }), { requirements });
  if (answer.status !== 200) throw new Error(JSON.stringify(answer.body));
  return { ...at, taskIds: answer.body.taskIds };
}

/** Calls a route as the clerk; it has to answer. */
export async function did<T>(
  world: World,
  key: Parameters<ReturnType<World['as']>['call']>[0],
  input: object,
): Promise<T> {
  const { status, body } = await world.as('clerk').call<T>(key, input);
  if (status !== 200) throw new Error(`${key}: ${JSON.stringify(body)}`);
  return body;
}

export const citingOf = (world: World, directiveId: string) =>
  did<Citing>(world, 'GET /api/policies/citing', { query: { directiveId } });
export const policyOf = (world: World, policyId: string) =>
  did<Policy>(world, 'GET /api/policies/:policyId', { params: { policyId } });
/** Both documents with every proposal, as a page asks for them: one portion after the other. */
export async function proposalsOf(world: World, policyId: string, directiveId: string): Promise<Proposals> {
  const params = { policyId };
  const sides = await did<Sides>(world, 'GET /api/policies/:policyId/proposals', { params, query: { directiveId } });
  const { upstreamVersionId, localVersionId } = sides;
  const proposals: Portion['proposals'] = [];
  for (let portion = 0; portion < Math.ceil(sides.compared / sides.portionSize); portion += 1) {
    const query = { directiveId, upstreamVersionId, localVersionId, portion };
    const input = { params, query };
    proposals.push(...(await did<Portion>(world, 'GET /api/policies/:policyId/proposals/portion', input)).proposals);
  }
  return { ...sides, proposals };
}
export const againOf = (world: World, directiveId: string) =>
  did<Again>(world, 'GET /api/policies/again', { query: { directiveId } });
export const gapsOf = (world: World, policyId: string, bodyId: string) =>
  did<GapSheet>(world, 'GET /api/policies/:policyId/gaps', { params: { policyId }, query: { bodyId } });

/** Says yes or no to proposals. */
export function decideProposals(
  world: World,
  policyId: string,
  seen: Proposals,
  chosen: readonly { requirementId: string; clauseKey: string }[],
  decision: 'confirm' | 'reject',
  options: { actionId?: string; username?: string } = {},
) {
  const { username = 'clerk', ...more } = options;
  const items = chosen.map(({ requirementId, clauseKey }) => ({
    ...{ requirementId, clauseKey, decision },
    revision: seen.requirements.find((one) => one.id === requirementId)?.revision,
  }));
  const body = { directiveId: seen.local.id, upstreamVersionId: seen.upstreamVersionId, items };
  return world
    .as(username)
    .call<{ linkIds: string[] }>('POST /api/policies/:policyId/links', { params: { policyId }, body }, more);
}
