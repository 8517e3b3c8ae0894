import type { ComponentType } from 'react';
import type { IconName } from '../ui/Icon.tsx';
import type { Permission } from './api.ts';
import type { navigationText } from './locale/navigation.ts';
import type { TextKey } from './locale/text.ts';

type Load = () => Promise<{ default: ComponentType }>;

/** A page of the product: its address, its chunk, and who finds it in the navigation. */
export interface PageRoute {
  /** `$name` marks a parameter: `/tasks/$taskId`. */
  path: string;
  load: Load;
  /** Who may open it: a permission, anyone who is signed in, or anyone. The server decides about each record again. */
  permission: Permission | 'signedIn' | 'public';
  /** Its place in the navigation; a page without one is reached from another page. */
  nav?: {
    label: TextKey<typeof navigationText>;
    icon: IconName;
    /** Lower comes first; the bar of a phone has room for the first three with `phone`. */
    order: number;
    phone?: true;
  };
  /** Made for a desk: scripts/weight.mjs does not hold it to the limit of a phone page. */
  desk?: true;
  /** Kept on the device by the service worker, so that it opens without a line. */
  offline?: true;
}

/** A part of the first page, shown to whoever holds the permission. */
export interface HomePanel {
  load: Load;
  permission: Permission | 'signedIn';
  order: number;
}

/** Every page of the product. A feature adds its lines here and its words for the navigation in locale/navigation.ts. */
export const pages: readonly PageRoute[] = [
  {
    path: '/',
    load: () => import('../features/home/HomePage.tsx'),
    permission: 'signedIn',
    nav: { label: 'home', icon: 'today', order: 0, phone: true },
    offline: true,
  },
  {
    path: '/directives',
    load: () => import('../features/directives/ListPage.tsx'),
    permission: 'directive.read',
    nav: { label: 'directives', icon: 'directive', order: 20 },
  },
  {
    path: '/directives/import',
    load: () => import('../features/directives/ImportPage.tsx'),
    permission: 'directive.import',
  },
  {
    path: '/directives/$directiveId/correct',
    load: () => import('../features/directives/CorrectPage.tsx'),
    permission: 'directive.review',
    desk: true,
  },
  {
    path: '/directives/$directiveId/comparison',
    load: () => import('../features/directives/ComparisonPage.tsx'),
    permission: 'directive.read',
    desk: true,
  },
  {
    path: '/directives/$directiveId/citations',
    load: () => import('../features/policies/CitationsPage.tsx'),
    permission: 'policy.read',
  },
  {
    path: '/directives/$directiveId/again',
    load: () => import('../features/policies/AgainPage.tsx'),
    permission: 'policy.read',
  },
  {
    path: '/policies',
    load: () => import('../features/policies/PoliciesPage.tsx'),
    permission: 'policy.read',
    nav: { label: 'policies', icon: 'swap', order: 25 },
  },
  { path: '/policies/$policyId', load: () => import('../features/policies/PolicyPage.tsx'), permission: 'policy.read' },
  {
    path: '/policies/$policyId/links',
    load: () => import('../features/policies/LinksPage.tsx'),
    permission: 'policy.read',
  },
  {
    path: '/policies/$policyId/gaps',
    load: () => import('../features/policies/GapsPage.tsx'),
    permission: 'policy.read',
  },
  {
    path: '/directives/$directiveId/review',
    load: () => import('../features/directives/ReviewPage.tsx'),
    permission: 'directive.read',
  },
  {
    path: '/tasks',
    load: () => import('../features/tasks/TasksPage.tsx'),
    permission: 'task.read',
    nav: { label: 'tasks', icon: 'task', order: 20, phone: true },
  },
  {
    path: '/t/$taskId',
    load: () => import('../features/tasks/TaskPage.tsx'),
    permission: 'task.read',
    offline: true,
  },
  {
    path: '/directives/$directiveId/assign',
    load: () => import('../features/tasks/AssignPage.tsx'),
    permission: 'task.dispatch',
    desk: true,
  },
  {
    path: '/directives/$directiveId/differences',
    load: () => import('../features/tasks/DifferencesPage.tsx'),
    permission: 'task.dispatch',
    desk: true,
  },
  {
    path: '/board',
    load: () => import('../features/board/BoardsPage.tsx'),
    permission: 'board.read',
    nav: { label: 'board', icon: 'board', order: 40, phone: true },
  },
  { path: '/board/$directiveId', load: () => import('../features/board/BoardPage.tsx'), permission: 'board.read' },
  {
    path: '/board/$directiveId/clauses/$clauseKey',
    load: () => import('../features/board/ClausePage.tsx'),
    permission: 'directive.read',
  },
  {
    path: '/directives/$directiveId/table',
    load: () => import('../features/taskTables/TablePage.tsx'),
    permission: 'task.export',
    desk: true,
  },
  {
    path: '/task-tables/import',
    load: () => import('../features/taskTables/ImportPage.tsx'),
    permission: 'directive.import',
    desk: true,
  },
  {
    path: '/papers',
    load: () => import('../features/papers/PapersPage.tsx'),
    permission: 'paper.read',
    nav: { label: 'papers', icon: 'file', order: 45 },
  },
  {
    path: '/papers/templates',
    load: () => import('../features/templates/TemplatesPage.tsx'),
    permission: 'paperTemplate.manage',
  },
  { path: '/papers/$paperId', load: () => import('../features/papers/PaperPage.tsx'), permission: 'paper.read' },
  {
    path: '/directives/$directiveId/papers',
    load: () => import('../features/papers/NewPaperPage.tsx'),
    permission: 'paper.write',
    desk: true,
  },
  {
    path: '/evidence/$evidenceId',
    load: () => import('../features/evidence/EvidencePage.tsx'),
    permission: 'evidence.read',
  },
  {
    path: '/organisations',
    load: () => import('../features/organisations/OrganisationsPage.tsx'),
    permission: 'organisation.read',
    nav: { label: 'organisations', icon: 'organisation', order: 60 },
  },
  {
    path: '/organisations/owner-words',
    load: () => import('../features/organisations/OwnerWordsPage.tsx'),
    permission: 'ownerAlias.keep',
  },
  {
    path: '/organisations/$organisationId',
    load: () => import('../features/organisations/OrganisationPage.tsx'),
    permission: 'organisation.read',
  },
  {
    path: '/people',
    load: () => import('../features/people/PeoplePage.tsx'),
    permission: 'person.read',
    nav: { label: 'people', icon: 'person', order: 65 },
  },
  { path: '/people/$personId', load: () => import('../features/people/PersonPage.tsx'), permission: 'person.read' },
  {
    path: '/accounts',
    load: () => import('../features/accounts/AccountsPage.tsx'),
    permission: 'account.read',
    nav: { label: 'accounts', icon: 'account', order: 70, phone: true },
  },
  {
    path: '/accounts/$accountId',
    load: () => import('../features/accounts/AccountPage.tsx'),
    permission: 'account.read',
  },
  {
    path: '/invitations',
    load: () => import('../features/accounts/InvitationsPage.tsx'),
    permission: 'invitation.create',
    nav: { label: 'invitations', icon: 'phone', order: 75 },
  },
  {
    path: '/channels',
    load: () => import('../features/notify/ChannelsPage.tsx'),
    permission: 'channel.manage',
    nav: { label: 'channels', icon: 'bell', order: 73, phone: true },
  },
  {
    path: '/grant-requests',
    load: () => import('../features/grants/RequestsPage.tsx'),
    permission: 'grant.read',
    nav: { label: 'grantRequests', icon: 'done', order: 72, phone: true },
  },
  {
    path: '/sign-in-rules',
    load: () => import('../features/identity/SignInRulesPage.tsx'),
    permission: 'signIn.manage',
    nav: { label: 'signInRules', icon: 'phone', order: 76 },
  },
  {
    path: '/rights',
    load: () => import('../features/grants/RightsPage.tsx'),
    permission: 'right.read',
    nav: { label: 'rights', icon: 'columns', order: 78, phone: true },
  },
  {
    path: '/audit',
    load: () => import('../features/audit/AuditPage.tsx'),
    permission: 'audit.read',
    nav: { label: 'audit', icon: 'audit', order: 80, phone: true },
  },
  {
    path: '/feedback',
    load: () => import('../features/feedback/FeedbackPage.tsx'),
    permission: 'feedback.read',
    nav: { label: 'feedback', icon: 'feedback', order: 85 },
  },
  { path: '/ledgers', load: () => import('../features/ledgers/LedgersPage.tsx'), permission: 'signedIn' },
  { path: '/notices/rules', load: () => import('../features/reminders/RulesPage.tsx'), permission: 'signedIn' },
  { path: '/notices', load: () => import('../features/reminders/NoticesPage.tsx'), permission: 'signedIn' },
  { path: '/me', load: () => import('../features/identity/MePage.tsx'), permission: 'signedIn' },
  { path: '/me/sessions', load: () => import('../features/identity/SessionsPage.tsx'), permission: 'signedIn' },
  {
    path: '/me/second-factor',
    load: () => import('../features/identity/SecondFactorPage.tsx'),
    permission: 'signedIn',
  },
  { path: '/me/identities', load: () => import('../features/identity/IdentitiesPage.tsx'), permission: 'signedIn' },
  { path: '/me/password', load: () => import('../features/identity/PasswordPage.tsx'), permission: 'signedIn' },
  { path: '/bind/$token', load: () => import('../features/identity/BindPage.tsx'), permission: 'public' },
  { path: '/sign-in/answer', load: () => import('../features/identity/AnswerPage.tsx'), permission: 'public' },
  { path: '/sign-in', load: () => import('../features/identity/SignInPage.tsx'), permission: 'public' },
  { path: '/help', load: () => import('../features/manual/ManualsPage.tsx'), permission: 'public' },
  { path: '/help/$manual', load: () => import('../features/manual/ManualPage.tsx'), permission: 'public' },
];

/** What the first page shows, in order. */
export const homePanels: readonly HomePanel[] = [
  { load: () => import('../features/board/LeaderPanel.tsx'), permission: 'instruction.write', order: 5 },
  { load: () => import('../features/tasks/MyTasksPanel.tsx'), permission: 'task.report', order: 10 },
  { load: () => import('../features/tasks/ToVerifyPanel.tsx'), permission: 'task.verify', order: 20 },
  { load: () => import('../features/tasks/ToDecidePanel.tsx'), permission: 'task.decideExtension', order: 30 },
  { load: () => import('../features/grants/PendingPanel.tsx'), permission: 'grant.manage', order: 32 },
  { load: () => import('../features/board/WaitingInstructions.tsx'), permission: 'task.dispatch', order: 35 },
];
