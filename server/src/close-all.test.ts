import { expect, test } from 'vitest';
import { closeAll } from './close-all.ts';

function closing(...names: string[]) {
  const closed: string[] = [];
  const closers = names.map((name) => async () => {
    closed.push(name);
    if (name.startsWith('ill')) throw new Error(name);
  });
  return { closed, ended: closeAll(closers) };
}

test('what was opened last is closed first, and what refuses to close keeps nothing else open', async () => {
  const one = closing('database', 'ill lock', 'jobs');
  await expect(one.ended).rejects.toThrow('ill lock');
  expect(one.closed).toEqual(['jobs', 'ill lock', 'database']);
  const two = closing('database', 'ill lock', 'ill jobs');
  await expect(two.ended).rejects.toMatchObject({ errors: [{ message: 'ill jobs' }, { message: 'ill lock' }] });
  expect(two.closed).toHaveLength(3);
});
