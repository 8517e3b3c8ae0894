import { createHash } from 'node:crypto';
import { v7 } from 'uuid';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { testWorld, type World } from '../testing/world.ts';
import { canonical } from './audit/canonical.ts';
import { feedbackRoutes } from './feedback/index.ts';

let world: World;

beforeAll(async () => {
  world = await testWorld({ features: [feedbackRoutes] });
});
afterAll(() => world.close());

const send = (body: string, actionId: string) =>
  world.as('fengyu').call<{ title?: string }>('POST /api/feedback', { body: { page: '/', body } }, { actionId });
/** What anybody could compute who guesses the body. */
const guess = (body: string) =>
  createHash('sha256')
    .update(canonical({ action: 'POST /api/feedback', input: { params: {}, query: {}, body: { page: '/', body } } }))
    .digest('hex');
const keptOf = async (id: string) =>
  (await world.owner.query('SELECT request_digest FROM action_results WHERE id = $1', [id])).rows[0]?.request_digest;

test('what is kept of a request cannot be guessed at without the key', async () => {
  const [one, other] = [v7(), v7()];
  await send('a password', one);
  await send('a password', other);
  const kept = await keptOf(one);
  expect(kept).toMatch(/^[0-9a-f]{64}$/);
  expect(kept).toBe(await keptOf(other));
  expect(kept).not.toBe(guess('a password'));
  expect((await send('a password', one)).repeated).toBe(true);
  expect((await send('another one', one)).body.title).toBe('acts.actionIdReused');
});

test('an act that was recorded with a digest without key is still known when it is repeated', async () => {
  const id = v7();
  await send('an earlier act', id);
  await world.owner.query('UPDATE action_results SET request_digest = $2 WHERE id = $1', [id, guess('an earlier act')]);
  const repeat = await send('an earlier act', id);
  expect([repeat.status, repeat.repeated]).toEqual([200, true]);
  expect((await send('something else', id)).body.title).toBe('acts.actionIdReused');
});
