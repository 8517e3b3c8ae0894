import { expect, test } from 'vitest';
import { firstUncovered, hindrance, usernameFinding } from './rules.ts';

test('user names are plain', () => {
  for (const good of ['li', 'li.an', 'fengyu', 'a-1_b']) expect(usernameFinding(good)).toBeNull();
  for (const bad of ['', 'l', 'Li', '李安', '.li', 'li an', 'a'.repeat(41), "li'--"])
    expect(usernameFinding(bad)?.field).toBe('username');
});

test('nobody acts on his own account, and a closed one is only reopened', () => {
  for (const action of ['amend', 'issuePassword', 'close'] as const) {
    expect(hindrance(action, { closed: false, own: false })).toBeNull();
    expect(hindrance(action, { closed: false, own: true })?.key).toBe('accounts.ownAccount');
    expect(hindrance(action, { closed: true, own: false })?.key).toBe('accounts.closed');
  }
  expect(hindrance('reopen', { closed: true, own: false })).toBeNull();
  expect(hindrance('reopen', { closed: false, own: false })?.key).toBe('accounts.notClosed');
});

test('terms cover all days to come only where one without an end follows without a gap', () => {
  const term = (from: string | null, until: string | null) => ({ from, until });
  const from = (...terms: { from: string | null; until: string | null }[]) => firstUncovered(terms, '2026-06-17');
  expect(from()).toBe('2026-06-17');
  expect(from(term(null, '2026-06-16'))).toBe('2026-06-17');
  expect(from(term('2026-06-18', null))).toBe('2026-06-17');
  expect(from(term('2020-01-01', '2026-06-19'))).toBe('2026-06-20');
  expect(from(term('2026-06-21', null), term('2020-01-01', '2026-06-19'))).toBe('2026-06-20');
  expect(from(term('2026-06-20', null), term(null, '2026-06-19'))).toBeNull();
  expect(from(term('2026-06-01', null), term(null, '2026-06-30'))).toBeNull();
  expect(from(term(null, '2026-06-30'), term('2026-06-18', '2026-06-20'), term('2026-07-01', null))).toBeNull();
});
