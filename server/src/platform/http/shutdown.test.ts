import { v7 } from 'uuid';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { z } from 'zod';
import { testWorld, type World } from '../../testing/world.ts';
import { contract, id } from './contract.ts';
import { implement } from './pipeline.ts';

let world: World;
let release: () => void = () => undefined;
let inside = 0;
const reached = () => {
  inside += 1;
};
const held = new Promise<void>((resolve) => {
  release = resolve;
});

const slowContract = contract({
  'GET /api/slow': {
    permission: 'public',
    summary: { zh: '慢', en: 'Slow' },
    response: z.object({ done: z.literal(true) }),
  },
  'POST /api/slow': {
    permission: 'public',
    summary: { zh: '慢慢写', en: 'Write slowly' },
    response: z.object({ id }),
  },
});

beforeAll(async () => {
  const slow = implement(slowContract, {
    'GET /api/slow': {
      async handle() {
        reached();
        await held;
        return { done: true as const };
      },
    },
    'POST /api/slow': {
      async handle(context) {
        reached();
        await held;
        const row = { id: context.actionId, page: '/', body: '停机前写下', recorded_at: context.now };
        await context.db.insertInto('feedback').values(row).execute();
        return { id: context.actionId };
      },
    },
  });
  world = await testWorld({ features: [slow] });
});
afterAll(() => world.close());

it('finishes what it accepted when it is told to stop, a write too, and takes in nothing new', async () => {
  const address = await world.server.listen({ host: '127.0.0.1', port: 0 });
  const accepted = fetch(`${address}/api/slow`);
  const actionId = v7();
  const written = fetch(`${address}/api/slow`, { method: 'POST', headers: { 'action-id': actionId } });
  await expect.poll(() => inside).toBe(2);
  const closing = world.server.close();
  await expect(fetch(`${address}/healthz`)).rejects.toThrow();
  release();
  expect(await (await accepted).json()).toEqual({ done: true });
  expect(await (await written).json()).toEqual({ id: actionId });
  await closing;
  const { rows } = await world.owner.query('SELECT body FROM feedback WHERE id = $1', [actionId]);
  expect(rows).toEqual([{ body: '停机前写下' }]);
});
