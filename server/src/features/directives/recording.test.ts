import { v7 } from 'uuid';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { programActor } from '../../platform/acts.ts';
import { confirmAll, decide, importSmall, instruction, reviewOf } from '../../testing/directives.ts';
import { testWorld, type World } from '../../testing/world.ts';
import { confirmedDirective, latestRevisions, recordInstruction, recordTaskTable } from './index.ts';
import { directivesRoutes } from './routes.ts';

let world: World;
beforeAll(async () => {
  world = await testWorld({ features: [directivesRoutes] });
});
afterAll(() => world.close());

describe('an instruction', () => {
  it('is a confirmed document with one confirmed requirement', async () => {
    const actionId = v7();
    const recorded = await world.act('leader', (context) => recordInstruction(context, instruction(world)), {
      actionId,
    });
    expect(recorded.directiveId).toBe(actionId);
    const confirmed = await confirmedDirective(world.reading('leader'), recorded.directiveId);
    expect(confirmed).toMatchObject({ kind: 'instruction', versionId: recorded.versionId, horizon: '2026-12-31' });
    expect(confirmed?.requirements).toMatchObject([
      {
        requirementId: recorded.requirements[0]?.requirementId,
        revision: 1,
        quote: instruction(world).text,
        content: { action: instruction(world).text },
      },
    ]);
  });

  it('has a person behind it', async () => {
    await expect(
      world.act(programActor('job'), (context) => recordInstruction(context, instruction(world))),
    ).rejects.toThrow('accountNeeded');
  });
});

describe('a task table', () => {
  it('becomes a clause and a confirmed requirement for each row', async () => {
    const { content } = instruction(world);
    const row = (number: string, action: string) => ({
      number,
      group: '强化责任',
      cells: [number, action, '办公室'],
      content: { ...content, action },
    });
    const table = {
      ...{
        title: '任务分解表',
        issuerName: '市政协办公室',
        ownerBodyId: world.organisation('政协云汀市委员会'),
        issuedOn: '2026-06-17',
      },
      ...{ audience: { text: '', organisationIds: [] }, columns: ['序号', '具体措施', '牵头单位'] },
      rows: [row('1', '签订责任\n清单'), row('2', '开展述职')],
    };
    const recorded = await world.act('clerk', (context) => recordTaskTable(context, table));
    const confirmed = await confirmedDirective(world.reading('clerk'), recorded.directiveId);
    expect(confirmed?.requirements.map((one) => one.quote)).toEqual([
      '1\t签订责任 清单\t办公室',
      '2\t开展述职\t办公室',
    ]);
    expect(confirmed?.requirements.map((one) => one.clausePath)).toEqual([
      [{ key: '1', number: '1', title: '强化责任' }],
      [{ key: '2', number: '2', title: '强化责任' }],
    ]);
  });
});

describe('what others may use of a document', () => {
  it('is nothing before it is confirmed', async () => {
    const { id } = await importSmall(world);
    expect(await confirmedDirective(world.reading('clerk'), id)).toBeNull();
  });

  it('is the accepted requirements, in order, with the clauses above them and the frozen words', async () => {
    const { id } = await importSmall(world);
    const { requirements } = await reviewOf(world, id);
    const rejected = requirements[1];
    if (!rejected) throw new Error('The document has more than one requirement');
    await decide(world, rejected, { kind: 'reject', reason: '与本市无关' });
    await confirmAll(world, id);
    const confirmed = await confirmedDirective(world.reading('clerk'), id);
    const kept = requirements.filter((one) => one.id !== rejected.id);
    expect(confirmed?.requirements.map((one) => one.requirementId)).toEqual(kept.map((one) => one.id));
    expect(confirmed?.requirements[0]).toMatchObject({
      revision: 1,
      clausePath: [{ key: '1', number: '一', title: '建立台账' }],
    });
  });

  it('stays what was confirmed while a new version is under review', async () => {
    const { id } = await importSmall(world);
    await confirmAll(world, id);
    const before = await confirmedDirective(world.reading('clerk'), id);
    const { directive } = await reviewOf(world, id);
    const body = { seenVersion: directive.currentVersion.version };
    await world.as('clerk').call('POST /api/directives/:directiveId/revise', { params: { directiveId: id }, body });
    const { requirements } = await reviewOf(world, id);
    const [first] = requirements;
    if (!first) throw new Error('The document has requirements');
    await decide(world, first, { kind: 'edit', content: { ...first.content, action: '重新建立台账' } });
    expect(await confirmedDirective(world.reading('clerk'), id)).toEqual(before);
    await confirmAll(world, id);
    expect((await confirmedDirective(world.reading('clerk'), id))?.requirements[0]?.content.action).toBe(
      '重新建立台账',
    );
    expect((await latestRevisions(world.reading('clerk'), [first.id])).get(first.id)).toMatchObject({
      revision: 2,
      dropped: false,
    });
  });
});
