import { describe, expect, test } from 'vitest';
import { addressOf } from './client.ts';
import { asProblem, mayPass, problemOf } from './problem.ts';

describe('the address of a route', () => {
  test('carries parameters and query, percent-encoded', () => {
    const input = { params: { figureId: 'late/任务' }, query: { token: 'a+b=', cursor: undefined } };
    expect(addressOf('GET /api/figures/:figureId/facts', input)).toBe(
      '/api/figures/late%2F%E4%BB%BB%E5%8A%A1/facts?token=a%2Bb%3D',
    );
  });

  test('has no question mark without a query', () => {
    expect(addressOf('GET /api/session', {})).toBe('/api/session');
  });

  test('is refused when a parameter is missing', () => {
    expect(() => addressOf('GET /api/evidence/:evidenceId', { params: {} as never })).toThrow('evidenceId');
  });
});

describe('a failed answer', () => {
  const problemJson = (status: number, body: unknown) =>
    new Response(JSON.stringify(body), { status, headers: { 'content-type': 'application/problem+json' } });

  test('keeps what the server said', async () => {
    const body = { detail: '刚被他人修改', field: 'dueOn', current: { version: 3 }, requestId: 'r-1' };
    expect(await problemOf(problemJson(409, body))).toMatchObject({ kind: 'conflict', status: 409, ...body });
  });

  test('brings findings row by row, whichever name their sentence has', async () => {
    const { errors } = await problemOf(
      problemJson(400, {
        errors: [
          { row: 4, column: '牵头单位', detail: '没有这个单位' },
          { field: 'a', message: '必填' },
        ],
      }),
    );
    expect(errors).toMatchObject([
      { row: 4, column: '牵头单位', detail: '没有这个单位' },
      { field: 'a', detail: '必填' },
    ]);
  });

  test('of a proxy in between may pass and says nothing of its own', async () => {
    const problem = await problemOf(new Response('<h1>Bad gateway</h1>', { status: 502 }));
    expect(problem).toMatchObject({ kind: 'unavailable', detail: '' });
    expect(mayPass(problem)).toBe(true);
  });

  test('that is no answer of the server at all is a fault', () => {
    expect(asProblem(new TypeError('x is undefined')).kind).toBe('fault');
    expect(mayPass(asProblem(new TypeError('x is undefined')))).toBe(false);
  });
});
