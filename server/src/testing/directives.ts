import type { directivesContract, Requirement } from '../features/directives/contract.ts';
import type { Instruction } from '../features/directives/recording.ts';
import type { Output } from '../platform/http/contract.ts';
import type { Answer, World } from './world.ts';

type Routes = typeof directivesContract;
export type Review = Output<Routes['GET /api/directives/:directiveId/review']>;
export type Changes = Output<Routes['POST /api/directives/:directiveId/undo']>;
type Imported = Output<Routes['POST /api/directives']>;

/** A short document with a conditional owner, a deadline, a recurrence, a soft principle and a line to leave out. */
export const smallDocument = [
  '云汀市政协党组关于做好委员联系群众工作的通知',
  '各县（市、区）政协党组，市政协各专委会：',
  '一、建立台账',
  '各县（市、区）政协党组要在9月底前建成委员联系群众台账，并于10月15日前将建账情况报市政协办公室。',
  '二、补齐短板',
  '没有专委会党支部的县（市、区）政协，年内必须完成专委会党支部组建工作。',
  '三、常态推进',
  '各专委会每季度至少开展1次走访活动。要不断增强联系群众的自觉性。',
  '第 1 页',
].join('\n');

/** What the import page sends for the small document. */
export function importBody(world: World, text = smallDocument) {
  return {
    source: { kind: 'text', text },
    title: '关于做好委员联系群众工作的通知',
    kind: 'notice',
    issuerName: '云汀市政协党组',
    documentNumber: null,
    issuedOn: '2026-06-17',
    audience: { text: '市政协各专委会', organisationIds: [world.organisation('云汀市政协提案委员会')] },
  };
}

export async function importSmall(world: World, text?: string): Promise<Imported> {
  const answer = await world.as('clerk').call<Imported>('POST /api/directives', { body: importBody(world, text) });
  if (answer.status !== 200) throw new Error(`The import failed: ${JSON.stringify(answer.body)}`);
  return answer.body;
}

export async function reviewOf(world: World, directiveId: string, username = 'clerk'): Promise<Review> {
  const answer = await world
    .as(username)
    .call<Review>('GET /api/directives/:directiveId/review', { params: { directiveId } });
  if (answer.status !== 200) throw new Error(`The review failed: ${JSON.stringify(answer.body)}`);
  return answer.body;
}

/** Decides one item; `requirement` is how it stands after that. */
export async function decide(
  world: World,
  requirement: Pick<Requirement, 'id' | 'version'>,
  decision: object,
  options: { username?: string; actionId?: string } = {},
): Promise<Answer<Changes & { requirement: Requirement }>> {
  const answer = await world
    .as(options.username ?? 'clerk')
    .call<Changes>(
      'POST /api/requirements/:requirementId/decide',
      { params: { requirementId: requirement.id }, body: { seenVersion: requirement.version, decision } },
      options.actionId ? { actionId: options.actionId } : {},
    );
  return { ...answer, body: { ...answer.body, requirement: answer.body.requirements?.[0] as Requirement } };
}

/** Accepts everything and confirms. */
export async function confirmAll(world: World, directiveId: string): Promise<void> {
  const review = await reviewOf(world, directiveId);
  const items = review.requirements
    .filter((requirement) => requirement.decision === 'undecided')
    .map(({ id, version }) => ({ id, seenVersion: version }));
  const params = { directiveId };
  if (items.length) {
    await world
      .as('clerk')
      .call('POST /api/directives/:directiveId/decide', { params, body: { items, decision: { kind: 'accept' } } });
  }
  const seenVersion = review.directive.currentVersion.version;
  const answer = await world
    .as('clerk')
    .call('POST /api/directives/:directiveId/confirm', { params, body: { seenVersion } });
  if (answer.status !== 200) throw new Error(`Confirming failed: ${JSON.stringify(answer.body)}`);
}

/** A leader's instruction with lead and due named. */
export function instruction(world: World): Instruction {
  const office = world.organisation('云汀市政协办公室');
  return {
    text: '请办公室会同各专委会本月底前提出改进办法。',
    issuerName: '主席',
    ownerBodyId: world.organisation('政协云汀市委员会'),
    writtenOn: '2026-06-17',
    content: {
      ...{ standard: '', act: 'directive', hardness: 'hard', recurrence: null, quantities: [], supervisionMode: null },
      ...{ supervisionObject: null, references: [], evidenceExpected: '', evidenceDemand: null },
      owners: [{ text: '办公室', role: 'lead', organisationIds: [office], query: null, audience: false }],
      deadline: {
        ...{ kind: 'due', from: null, to: '2026-06-30', text: '本月底前' },
        ...{ yearEvidence: null, inherited: false, provisional: false },
      },
    },
  };
}
