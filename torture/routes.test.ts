import { expect, it } from 'vitest';
import { everyRoute } from './routes/fuzz-routes.ts';
import { faultOf } from './routes/judge.ts';

it('would notice a fault, a broken contract, a strange row, and a refusal without words', () => {
  const route = everyRoute().find(({ key }) => key === 'GET /api/notices/unread');
  if (!route) throw new Error('The route is gone');
  const shot = {
    username: 'clerk',
    method: 'GET',
    path: '/api/notices/unread',
    headers: {},
    body: null,
    forbidden: false,
  };
  const answer = (status: number, type: string, body: unknown) => ({
    ...{ status, type, headers: {}, body: Buffer.from(JSON.stringify(body)) },
  });
  const asked = (given: ReturnType<typeof answer>) => faultOf(route, shot, given, secrets);
  const secrets = [{ words: '外市', whose: 'another city', hiddenFrom: () => true }];
  expect(asked(answer(500, 'application/problem+json', {}))).toMatch(/^500/);
  expect(asked(answer(200, 'application/json', { other: 1 }))).toMatch(/contract/);
  expect(asked(answer(200, 'application/json', { name: '外市' }))).toMatch(/another city/);
  expect(asked(answer(404, 'application/json', {}))).toMatch(/refuses with 404/);
  expect(asked(answer(404, 'application/problem+json', { status: 404, detail: '' }))).toMatch(/without a word/);
  expect(faultOf(route, { ...shot, forbidden: true }, answer(200, 'application/json', {}), [])).toMatch(
    /does not allow/,
  );
});
