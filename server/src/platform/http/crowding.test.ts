import { afterAll, beforeAll, expect, it } from 'vitest';
import { z } from 'zod';
import { testWorld, type World } from '../../testing/world.ts';
import { contract, dataNumber } from './contract.ts';
import { implement } from './pipeline.ts';

/** As many as a test world has connections. */
const connections = 8;

let world: World;
let inside = 0;
let open: () => void;
const gate = new Promise<void>((resolve) => {
  open = resolve;
});

/** An act that asks how far it reaches while every connection is held by acts like it and what was known is out of date. */
const crowded = implement(
  contract({
    'POST /api/crowded': {
      permission: 'task.report',
      summary: { zh: '拥挤', en: 'Crowded' },
      response: z.object({ reached: dataNumber('organisations within reach') }),
    },
  }),
  {
    'POST /api/crowded': {
      async handle(context) {
        inside += 1;
        if (inside === connections) {
          context.app.scopes.forget(context.tenantId);
          open();
        }
        await gate;
        const reach = await context.reach('task.report');
        return { reached: reach.city ? 0 : reach.organisationIds.size };
      },
    },
  },
);

beforeAll(async () => {
  world = await testWorld({ features: [crowded] });
});
afterAll(() => world.close());

it('lets acts that hold all connections ask how far they reach, without waiting for one another', async () => {
  const calls = Array.from({ length: connections }, () =>
    world.as('fengyu').call<{ reached: number }>('POST /api/crowded', { body: {} }),
  );
  for (const answer of await Promise.all(calls)) {
    expect(answer.status).toBe(200);
    expect(answer.body.reached).toBeGreaterThan(0);
  }
});
