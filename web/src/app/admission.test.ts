import { describe, expect, test } from 'vitest';
import { admissionTo } from './admission.ts';
import type { Session } from './api.ts';

const stranger: Session = {
  ...{ signedIn: false, awaitsCode: false, singleSignOn: null, account: null, roles: [], permissions: [] },
  ...{ demo: null, language: 'zh-CN' },
};
const account = {
  ...{ id: 'a', username: 'clerk', displayName: '周明', personId: null },
  ...{ mustChangePassword: false, mustEnrol: false },
};
const clerk: Session = {
  ...stranger,
  signedIn: true,
  account,
  permissions: ['task.read'],
};
const newcomer: Session = { ...clerk, account: { ...account, mustChangePassword: true, mustEnrol: true } };
const unenrolled: Session = { ...clerk, account: { ...account, mustEnrol: true } };

describe('who meets what at a page', () => {
  test.each([
    ['a stranger at a public page', stranger, 'public', false, 'open'],
    ['a stranger elsewhere', stranger, 'task.read', false, 'signIn'],
    ['somebody whose session has ended', stranger, 'task.read', true, 'signInAgain'],
    ['a clerk at a page of her permission', clerk, 'task.read', true, 'open'],
    ['a clerk at a page for anyone who is signed in', clerk, 'signedIn', true, 'open'],
    ['a clerk at a page of another permission', clerk, 'audit.read', true, 'refused'],
    ['a newcomer with a first password', newcomer, 'task.read', true, 'changePassword'],
    ['somebody who has to set up codes', unenrolled, 'task.read', true, 'enrol'],
    ['a newcomer at a public page', newcomer, 'public', true, 'open'],
  ] as const)('%s', (_, session, permission, hasWorked, expected) => {
    expect(admissionTo(permission, session, hasWorked)).toBe(expected);
  });
});
