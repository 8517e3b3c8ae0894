export { type OrganisationRecords, recordOrganisations } from './record.ts';
export { openScopes } from './scopes.ts';
