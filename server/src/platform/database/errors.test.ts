import { expect, it } from 'vitest';
import { isUnknownOutcome } from './errors.ts';

const error = (message: string, fields: object = {}) => Object.assign(new Error(message), fields);

it('takes a database that went, went under a statement or is not back yet for one whose answer is unknown', () => {
  for (const code of ['57P01', '57P02', '57P03', '08006', 'EPIPE', 'ECONNRESET', 'ECONNREFUSED'])
    expect(isUnknownOutcome(error('gone', { code }))).toBe(true);
  expect(isUnknownOutcome(error('no socket', { code: 'ENOENT', syscall: 'connect' }))).toBe(true);
  for (const words of [
    'Connection terminated unexpectedly',
    'Client has encountered a connection error and is not queryable',
    'timeout exceeded when trying to connect',
  ])
    expect(isUnknownOutcome(error(words))).toBe(true);
});

it('takes no fault of the program and no missing file for that', () => {
  for (const other of [
    error('no file', { code: 'ENOENT', syscall: 'open' }),
    error('x', { code: '23505' }),
    error('x'),
    'EPIPE',
  ])
    expect(isUnknownOutcome(other)).toBe(false);
});
