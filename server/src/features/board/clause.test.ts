import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { allFeatures } from '../../features.ts';
import type { Output } from '../../platform/http/contract.ts';
import { confirmAll, decide, importSmall, reviewOf } from '../../testing/directives.ts';
import { dispatchPlan, done, planOf, sentenceEvidence, tasksOf } from '../../testing/tasks.ts';
import { testWorld, type World } from '../../testing/world.ts';
import type { boardContract } from './contract.ts';

type Story = Output<(typeof boardContract)['GET /api/board/directives/:directiveId/clauses/:clauseKey']>;
type Board = Output<(typeof boardContract)['GET /api/board']>;

let world: World;
let directiveId: string;

beforeAll(async () => {
  world = await testWorld({ features: allFeatures });
  directiveId = (await importSmall(world)).id;
  const review = await reviewOf(world, directiveId);
  const [soft] = review.requirements.filter((requirement) => requirement.clauseKey === '3').toReversed();
  if (!soft) throw new Error('The small document has a soft principle under its third clause');
  await decide(world, soft, { kind: 'nothingToDo', reason: '属于一贯要求' });
  const own = review.requirements.find((requirement) => requirement.clauseKey === '2');
  if (!own) throw new Error('The small document asks for something under its second clause');
  await decide(world, own, { kind: 'edit', content: { ...own.content, action: '改过的工作要求' } });
  await confirmAll(world, directiveId);
  const choices = { requirements: [{ requirementId: own.id, excluded: '由市里直接办理' }] };
  const plan = await planOf(world, directiveId, choices);
  const answer = await dispatchPlan(world, plan, choices);
  if (answer.status !== 200) throw new Error(JSON.stringify(answer.body));
  const mine = (await tasksOf(world, directiveId, 'fengyu'))[0];
  await done(world, 'fengyu', mine?.id ?? '', 'progress', {
    text: '已建',
    evidence: [sentenceEvidence('台账首页已张贴')],
  });
});
afterAll(() => world.close());

async function storyOf(username: string, clauseKey: string) {
  return world
    .as(username)
    .call<Story>('GET /api/board/directives/:directiveId/clauses/:clauseKey', { params: { directiveId, clauseKey } });
}

describe('a clause', () => {
  it('tells the whole thread: words, decision, organisation, evidence', async () => {
    const { body } = await storyOf('leader', '1');
    expect(body.text).toContain('委员联系群众台账');
    for (const requirement of body.requirements) {
      expect(body.text.slice(requirement.from, requirement.to)).toBe(requirement.quote);
    }
    const tasks = body.requirements.flatMap((requirement) => requirement.tasks);
    expect(tasks.length).toBe(body.closed.denominator);
    expect(tasks.flatMap((task) => task.evidence)).toMatchObject([
      { kind: 'text', body: '台账首页已张贴', withdrawn: false },
    ]);
  });

  it('says the confirmed words, and of what was left out of the dispatch why', async () => {
    const { body } = await storyOf('leader', '2');
    const [edited] = body.requirements.filter((requirement) => requirement.decision === 'edited');
    expect(edited).toMatchObject({
      action: '改过的工作要求',
      tasks: [],
      leftOut: [{ organisation: null, reason: '由市里直接办理' }],
    });
    expect(edited?.quote).not.toContain('改过的');
    const others = body.requirements.filter((requirement) => requirement.id !== edited?.id);
    expect(others.every((requirement) => requirement.leftOut.length === 0)).toBe(true);
  });

  it('says why there is nothing to do', async () => {
    const { body } = await storyOf('leader', '3');
    expect(body.requirements.filter((requirement) => requirement.decision === 'nothingToDo')).toMatchObject([
      { reason: '属于一贯要求', tasks: [] },
    ]);
  });

  it('shows a county its own tasks of it and no others', async () => {
    const { body, status } = await storyOf('fengyu', '1');
    expect(status).toBe(200);
    const organisations = body.requirements.flatMap((requirement) =>
      requirement.tasks.map((task) => task.organisation),
    );
    expect(organisations.length).toBeGreaterThan(0);
    expect(organisations.every((name) => name.includes('枫屿县'))).toBe(true);
    expect(body.closed).toMatchObject({ scope: 'own', denominator: organisations.length });
  });

  it('does not answer for a clause that the document does not have', async () => {
    expect((await storyOf('leader', '99')).status).toBe(404);
    expect((await storyOf('leader', "1' or true")).status).toBe(404);
  });

  it('stands on the board in the order of the document, with and without tasks', async () => {
    const { body } = await world.as('leader').call<Board>('GET /api/board', { query: { directiveId } });
    expect(body.clauses.map((clause) => clause.key)).toEqual(['1', '2', '3']);
    expect(body.clauses.every((clause) => clause.chapter === null)).toBe(true);
  });
});
