import type { Session } from './api.ts';

/** What stands before a page, or `open`. */
export type Admission = 'open' | 'signIn' | 'signInAgain' | 'changePassword' | 'enrol' | 'refused';

/** May the session open a page that asks for `permission`? `public` and `signedIn` are the two open doors. */
export function permitted(session: Session, permission: string): boolean {
  if (permission === 'public') return true;
  if (!session.signedIn) return false;
  return permission === 'signedIn' || (session.permissions as readonly string[]).includes(permission);
}

/**
 * Decides what a visitor meets at a page. It spares people a dead end; the server decides about every record again.
 * @param hasWorked somebody was signed in while this page was open, so there may be work behind the sign-in
 */
export function admissionTo(permission: string, session: Session, hasWorked: boolean): Admission {
  if (permission === 'public') return 'open';
  if (!session.signedIn) return hasWorked ? 'signInAgain' : 'signIn';
  if (session.account?.mustChangePassword) return 'changePassword';
  if (session.account?.mustEnrol) return 'enrol';
  return permitted(session, permission) ? 'open' : 'refused';
}
