import { v7 } from 'uuid';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { testWorld, type World } from '../../testing/world.ts';
import { feedbackRoutes } from './index.ts';

interface Page {
  items: { id: string; page: string; body: string; accountName: string | null }[];
  next: string | null;
}

let world: World;

beforeAll(async () => {
  world = await testWorld({ features: [feedbackRoutes] });
});

afterAll(() => world.close());

const send = (username: string | null, body: unknown, actionId?: string) =>
  world.as(username).call<{ id: string }>('POST /api/feedback', { body }, actionId ? { actionId } : {});

test('a sentence from any page reaches the office with the name of who wrote it', async () => {
  const sent = await send('fengyu', { page: '/t/1', body: ' 上传按钮太小 ' });
  expect(sent.status).toBe(200);
  const { body } = await world.as('clerk').call<Page>('GET /api/feedback');
  const accountName = world.actorOf('fengyu').displayName;
  expect(body.items).toEqual([
    expect.objectContaining({ id: sent.body.id, page: '/t/1', body: '上传按钮太小', accountName }),
  ]);
});

test('a repeated tap is one sentence; the same id with other words is a conflict', async () => {
  const actionId = v7();
  const first = await send('leader', { page: '/', body: '想看打印稿' }, actionId);
  const again = await send('leader', { page: '/', body: '想看打印稿' }, actionId);
  expect([again.status, again.body, again.repeated]).toEqual([200, first.body, true]);
  expect((await send('leader', { page: '/', body: '别的话' }, actionId)).status).toBe(409);
  const { rows } = await world.owner.query('SELECT count(*)::int AS count FROM feedback WHERE id = $1', [actionId]);
  expect(rows).toEqual([{ count: 1 }]);
});

test('nothing, too much, or nobody signed in is refused', async () => {
  expect((await send('leader', { page: '/', body: '   ' })).status).toBe(400);
  expect((await send('leader', { page: '/', body: '长'.repeat(4001) })).status).toBe(400);
  expect((await send(null, { page: '/', body: '匿名' })).status).toBe(401);
});

test('only the office reads it', async () => {
  for (const username of ['fengyu', 'leader', 'verifier', 'sysadmin', 'secadmin', 'auditadmin']) {
    expect((await world.as(username).call('GET /api/feedback')).status).toBe(403);
  }
});

test('the list goes on where the page before ended, without gap or repeat', async () => {
  await Promise.all(
    Array.from({ length: 60 }, (_, number) => send('fengyu', { page: '/', body: `第 ${number} 条意见` })),
  );
  const seen: string[] = [];
  let after: string | undefined;
  do {
    const { body } = await world.as('clerk').call<Page>('GET /api/feedback', { query: { cursor: after } });
    seen.push(...body.items.map((item) => item.id));
    after = body.next ?? undefined;
  } while (after);
  const { rows } = await world.owner.query<{ id: string }>(
    'SELECT id FROM feedback ORDER BY recorded_at DESC, id DESC',
  );
  expect(seen).toEqual(rows.map((row) => row.id));
  expect((await world.as('clerk').call('GET /api/feedback', { query: { cursor: 'somewhere' } })).status).toBe(400);
});
