import { expect, test } from 'vitest';
import { hindrance, usernameFinding } from './rules.ts';

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
