import { expect, test } from 'vitest';
import { privilegesOf, readTableComment } from './table-kinds.ts';

test.each([
  ['xieli:tenant', ['SELECT', 'INSERT', 'UPDATE', 'DELETE']],
  ['xieli:tenant append-only', ['SELECT', 'INSERT']],
  ['xieli:tenant append-only: acts of a task', ['SELECT', 'INSERT']],
  ['xieli:reference', ['SELECT']],
  ['xieli:reference writable', ['SELECT', 'INSERT', 'UPDATE']],
  ['xieli:local', ['SELECT']],
  ['xieli:local writable', ['SELECT', 'INSERT', 'UPDATE', 'DELETE']],
])('%s gives the application %j', (comment, privileges) => {
  const read = readTableComment(comment);
  expect(read && privilegesOf(read)).toEqual(privileges);
});

test.each([
  null,
  '',
  'tasks',
  'xieli:tenants',
  'xieli:tenant append_only',
  'xieli:tenant append-onlyish',
  'xieli:tenant writable',
  'xieli:reference append-only',
  ' xieli:tenant',
])('%j says nothing, so it gives nothing', (comment) => {
  expect(readTableComment(comment)).toBeNull();
});
