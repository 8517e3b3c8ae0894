import type { Role } from '../access/permissions.ts';

/** How long a sign-in lasts (spine.md 6.4). All of it is machine time. */

export type SessionKind = 'browser' | 'device';

const minute = 60_000;
const hour = 60 * minute;
const day = 24 * hour;

/** Roles whose desk is often left alone with the screen on: they end after a pause, and after a working day. */
export const strictRoles: readonly Role[] = [
  'officeClerk',
  'verifier',
  'systemAdministrator',
  'securityAdministrator',
  'auditAdministrator',
];

const idleLimit = 30 * minute;
const strictLifetime = 12 * hour;
/** A password sign-in of everyone else: he comes back the next day, and after a week away he says who he is. */
const browserLifetime = 7 * day;
const deviceLifetime = 90 * day;

/** Seconds between the password and the code: as long as it takes to find the phone and unlock it. */
export const codeSeconds = 300;
export const invitationLifetime = 7 * day;
export const pairingLifetime = 10 * minute;

/** Not every request writes down that the session was seen. */
export const seenEvery = minute;

/** True when one of the roles ends its sessions after a pause. */
export function isStrict(roles: readonly { role: Role }[]): boolean {
  return roles.some(({ role }) => strictRoles.includes(role));
}

/** When a session that begins or is seen now ends if nothing more happens. A strict one does not slide. */
export function expiryOf(session: { kind: SessionKind; strict: boolean; createdAt: number; seenAt: number }): number {
  if (session.strict) return session.createdAt + strictLifetime;
  return session.seenAt + (session.kind === 'device' ? deviceLifetime : browserLifetime);
}

/** False once it expired, or, for a strict one, after half an hour without a request of a person. */
export function isOpen(
  session: { strict: boolean; createdAt: number; seenAt: number; expiresAt: number },
  now: number,
): boolean {
  if (now >= session.expiresAt) return false;
  return !session.strict || (now - session.seenAt < idleLimit && now - session.createdAt < strictLifetime);
}
