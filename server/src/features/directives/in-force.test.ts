import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { importBody } from '../../testing/directives.ts';
import { testWorld, type World } from '../../testing/world.ts';
import { directivesRoutes, documentInForce } from './index.ts';

let world: World;
beforeAll(async () => {
  world = await testWorld({ features: [directivesRoutes] });
});
afterAll(() => world.close());

const text = [
  '关于做好委员联系群众工作的通知',
  '各县（市、区）政协党组：',
  '一、建立台账',
  '（一）范围。各县要在9月底前建成台账。',
  '（二）内容。台账要写明联系方式。',
  '二、报送情况',
  '各县要按季度报送情况。',
  '云汀市政协党组',
  '2026年6月17日',
].join('\n');

describe('the document in force', () => {
  it('has its lowest clauses with the way to them, and without what stands below the last one', async () => {
    const { body } = await world.as('clerk').call<{ id: string }>('POST /api/directives', {
      body: importBody(world, text),
    });
    const { clauses, confirmed, number } = await documentInForce(world.reading('clerk'), body.id);
    expect([confirmed, number]).toEqual([false, 1]);
    expect(clauses.map(({ label }) => label)).toEqual([
      '一、建立台账 › （一）范围',
      '一、建立台账 › （二）内容',
      '二、报送情况',
    ]);
    expect(clauses.at(-1)?.words).toMatch(/报送情况。$/);
    expect(text.slice(clauses[0]?.start, clauses[0]?.end)).toContain('9月底前');
  });
});
