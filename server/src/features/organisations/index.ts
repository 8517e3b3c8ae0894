export { nearestAbove, type WaysUp, waysUp } from './above.ts';
export { noteAct } from './acts.ts';
export { anyOf, holdsOn, nearestTo } from './as-of.ts';
export { endFact, eveOf } from './facts.ts';
export {
  bodiesOf,
  existingOn,
  type KnownOrganisation,
  organisationNames,
  organisationsById,
  tenantBody,
} from './names.ts';
export { keepOwnerAlias } from './owner-aliases.ts';
export { answerOwnerQuery } from './owner-answer.ts';
export { OwnerQuery } from './owner-query.ts';
export { ownerResolver, resolveOwnerText } from './owner-resolution.ts';
export { type OwnerResolution, type OwnerWords, partsOf } from './owner-words.ts';
export { type OrganisationRecords, recordOrganisations } from './record.ts';
export { organisationRoutes } from './routes.ts';
export { openScopes, readGraph } from './scopes.ts';
export { successorOf } from './store.ts';
