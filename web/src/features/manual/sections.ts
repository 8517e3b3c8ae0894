/** The manuals of docs/manual, in the order in which they are offered: one for everybody, then one for each role. */
export const manualIds = [
  'begin',
  'office-clerk',
  'county-clerk',
  'verifier',
  'branch-secretary',
  'leader',
  'inspector',
  'system-administrator',
  'security-administrator',
  'audit-administrator',
] as const;
export type ManualId = (typeof manualIds)[number];

/** Whose manual is whose, by the roles of a session. */
export const manualOfRole: Readonly<Record<string, ManualId>> = {
  officeClerk: 'office-clerk',
  unitClerk: 'county-clerk',
  verifier: 'verifier',
  branchSecretary: 'branch-secretary',
  leader: 'leader',
  inspector: 'inspector',
  systemAdministrator: 'system-administrator',
  securityAdministrator: 'security-administrator',
  auditAdministrator: 'audit-administrator',
};

/** The sections of each manual by their anchors, in both languages the same (manual.test.ts compares them). */
export const sectionsOf: Readonly<Record<ManualId, readonly string[]>> = {
  begin: [
    'today',
    'sign-in',
    'password',
    'phone',
    'large-text',
    'keyboard',
    'notices',
    'reminder-rules',
    'account',
    'devices',
    'second-factor',
    'single-sign-on',
    'offline',
    'numbers',
    'documents',
    'evidence',
    'organisations',
    'people',
    'ledgers',
    'wrong',
    'feedback',
    'manual',
  ],
  'office-clerk': [
    'today',
    'documents',
    'import',
    'review',
    'assign',
    'differences',
    'versions',
    'upstream',
    'gaps',
    'tasks',
    'task',
    'table',
    'table-import',
    'board',
    'papers',
    'templates',
    'organisations',
    'invitations',
    'feedback',
  ],
  'county-clerk': ['today', 'task', 'tasks', 'board', 'table', 'organisations'],
  verifier: ['today', 'task', 'tasks', 'board', 'table', 'upstream', 'papers'],
  'branch-secretary': ['today', 'task', 'tasks', 'board'],
  leader: ['today', 'board', 'clause', 'task', 'tasks', 'table', 'upstream', 'papers'],
  inspector: ['today', 'board', 'clause', 'tasks', 'task'],
  'system-administrator': ['today', 'accounts', 'grant-requests', 'channels'],
  'security-administrator': ['today', 'grant-requests', 'accounts', 'sign-in-rules', 'rights', 'audit'],
  'audit-administrator': ['today', 'audit', 'rights'],
};

/**
 * What explains each page of app/routes.ts, by the page's path: the first of these sections that the visitor's own manual
 * has, or the one for everybody.
 */
export const sectionsOfPage: Readonly<Record<string, readonly string[]>> = {
  '/': ['today'],
  '/directives': ['documents'],
  '/directives/import': ['import'],
  '/directives/$directiveId/correct': ['versions'],
  '/directives/$directiveId/comparison': ['versions', 'documents'],
  '/directives/$directiveId/review': ['review', 'documents'],
  '/directives/$directiveId/citations': ['upstream'],
  '/directives/$directiveId/again': ['upstream'],
  '/policies': ['upstream'],
  '/policies/$policyId': ['upstream'],
  '/policies/$policyId/links': ['upstream'],
  '/policies/$policyId/gaps': ['gaps', 'upstream'],
  '/tasks': ['tasks'],
  '/t/$taskId': ['task'],
  '/directives/$directiveId/assign': ['assign'],
  '/directives/$directiveId/differences': ['differences'],
  '/board': ['board'],
  '/board/$directiveId': ['board'],
  '/board/$directiveId/clauses/$clauseKey': ['clause', 'board'],
  '/directives/$directiveId/table': ['table'],
  '/task-tables/import': ['table-import'],
  '/papers': ['papers'],
  '/papers/templates': ['templates'],
  '/papers/$paperId': ['papers'],
  '/directives/$directiveId/papers': ['papers'],
  '/evidence/$evidenceId': ['evidence'],
  '/organisations': ['organisations'],
  '/organisations/owner-words': ['organisations'],
  '/organisations/$organisationId': ['organisations'],
  '/people': ['people'],
  '/people/$personId': ['people'],
  '/accounts': ['accounts'],
  '/accounts/$accountId': ['accounts'],
  '/invitations': ['invitations'],
  '/channels': ['channels'],
  '/grant-requests': ['grant-requests'],
  '/sign-in-rules': ['sign-in-rules'],
  '/rights': ['rights'],
  '/audit': ['audit'],
  '/feedback': ['feedback'],
  '/ledgers': ['ledgers'],
  '/notices/rules': ['reminder-rules'],
  '/notices': ['notices'],
  '/me': ['account'],
  '/me/sessions': ['devices'],
  '/me/second-factor': ['second-factor'],
  '/me/identities': ['single-sign-on'],
  '/me/password': ['password'],
  '/bind/$token': ['phone'],
  '/sign-in/answer': ['single-sign-on'],
  '/sign-in': ['sign-in'],
  '/help': ['manual'],
  '/help/$manual': ['manual'],
};

/** A section of a manual. */
export interface Place {
  manual: ManualId;
  section: string;
}

/** The manuals of these roles, each once; whoever has no role yet begins with the one for everybody. */
export function manualsOf(roles: readonly string[]): ManualId[] {
  const own = roles.map((role) => manualOfRole[role]).filter((manual) => manual !== undefined);
  return [...new Set<ManualId>([...own, 'begin'])];
}

/**
 * Where a page is explained to somebody of these roles.
 * @param page path of the page as routes.ts writes it; undefined for an address that is no page
 */
export function placeOfPage(page: string | undefined, roles: readonly string[]): Place {
  const manuals = manualsOf(roles);
  for (const section of sectionsOfPage[page ?? ''] ?? []) {
    const manual = manuals.find((id) => sectionsOf[id].includes(section));
    if (manual !== undefined) return { manual, section };
  }
  return { manual: 'begin', section: 'today' };
}
