export { accountActor, type KnownAccount } from './account-actor.ts';
export { revokeAllInvitations, revokeInvitations } from './invitations.ts';
export { hashPassword, newFirstPassword, normalUsername } from './passwords.ts';
export { recognise } from './recognise.ts';
export { type IdentityNeeds, identityRoutes } from './routes.ts';
export { resetSecondFactor, secondFactorRoutes } from './second-factor-routes.ts';
export { forgetSessions, revokeAllSessions, revokeSessions } from './sessions.ts';
export { singleSignOnRoutes } from './single-sign-on.ts';
