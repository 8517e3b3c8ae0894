import { afterAll, beforeAll, expect, it } from 'vitest';
import { z } from 'zod';
import { testWorld, type World } from '../../testing/world.ts';
import { contract } from './contract.ts';
import { implement } from './pipeline.ts';

let world: World;
let release: () => void = () => undefined;
let reached: () => void = () => undefined;
const held = new Promise<void>((resolve) => {
  release = resolve;
});
const inside = new Promise<void>((resolve) => {
  reached = resolve;
});

const slowContract = contract({
  'GET /api/slow': {
    permission: 'public',
    summary: { zh: '慢', en: 'Slow' },
    response: z.object({ done: z.literal(true) }),
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
  });
  world = await testWorld({ features: [slow] });
});
afterAll(() => world.close());

it('finishes what it accepted when it is told to stop, and takes in nothing new', async () => {
  const address = await world.server.listen({ host: '127.0.0.1', port: 0 });
  const accepted = fetch(`${address}/api/slow`);
  await inside;
  const closing = world.server.close();
  await expect(fetch(`${address}/healthz`)).rejects.toThrow();
  release();
  expect(await (await accepted).json()).toEqual({ done: true });
  await closing;
});
