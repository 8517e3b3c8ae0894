export { anyOf, holdsOn, nearestTo } from './as-of.ts';
export {
  bodiesOf,
  existingOn,
  type KnownOrganisation,
  organisationNames,
  organisationsById,
  tenantBody,
} from './names.ts';
export { answerOwnerQuery, compileOwnerQuery, guidedBodies } from './owner-answer.ts';
export { OwnerQuery } from './owner-query.ts';
export { ownerResolver, resolveOwnerText } from './owner-resolution.ts';
export type { OwnerResolution, OwnerWords } from './owner-words.ts';
export { type OrganisationRecords, recordOrganisations } from './record.ts';
export { openScopes } from './scopes.ts';
