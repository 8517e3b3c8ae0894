/** The roles that can be granted, in the order in which they are offered. */
export const roleIds = [
  'officeClerk',
  'unitClerk',
  'verifier',
  'branchSecretary',
  'leader',
  'inspector',
  'systemAdministrator',
  'securityAdministrator',
  'auditAdministrator',
] as const;

export type RoleId = (typeof roleIds)[number];
