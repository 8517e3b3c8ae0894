import { accountRoutes } from './features/accounts/index.ts';
import { auditRoutes } from './features/audit/index.ts';
import { boardFigures, boardRoutes } from './features/board/index.ts';
import { directiveFigures, directivesRoutes, requirementFactKind } from './features/directives/index.ts';
import { evidenceRoutes, sweepFilesJob } from './features/evidence/index.ts';
import { grantRoutes } from './features/grants/index.ts';
import { instructionsRoutes } from './features/instructions/index.ts';
import { organisationNames, organisationRoutes } from './features/organisations/index.ts';
import { papersRoutes } from './features/papers/index.ts';
import { endPosts, peopleRoutes } from './features/people/index.ts';
import { policiesRoutes, policyFactKinds, policyFigures } from './features/policies/index.ts';
import { remindersRoutes, remindJob } from './features/reminders/index.ts';
import {
  recountCheck,
  recountJob,
  taskEvents,
  taskFactKind,
  taskFigures,
  tasksRoutes,
} from './features/tasks/index.ts';
import { taskTablesRoutes } from './features/taskTables/index.ts';
import { templatesRoutes } from './features/templates/index.ts';
import type { FurtherCheck } from './platform/audit/index.ts';
import type { App } from './platform/context.ts';
import { feedbackRoutes } from './platform/feedback/index.ts';
import { type FigureCatalogue, figureRoutes } from './platform/figures/routes.ts';
import type { FeatureRoutes } from './platform/http/pipeline.ts';
import { identityRoutes, secondFactorRoutes, singleSignOnRoutes } from './platform/identity/index.ts';
import { forgetAnswersJob, type Job } from './platform/jobs/index.ts';
import { ledgersContract, ledgersRoutes } from './platform/ledgers/index.ts';
import { deliverJob, type EventSource, notifyRoutes } from './platform/notify/index.ts';

/** Every figure that a page or paper shows, and how its facts are named. */
export const catalogue: FigureCatalogue = {
  definitions: [
    ...boardFigures,
    ...directiveFigures,
    ...policyFigures,
    ...taskFigures,
  ] as unknown as FigureCatalogue['definitions'],
  factKinds: [requirementFactKind, taskFactKind, ...policyFactKinds],
  organisationNames,
};

/** User names of the persona card, in its order; in production nobody has them. */
const personas = [
  'clerk',
  'fengyu',
  'verifier',
  'secretary',
  'leader',
  'inspector',
  'sysadmin',
  'secadmin',
  'auditadmin',
];

/** What programs outside may be told of. */
const allEvents: readonly EventSource[] = [taskEvents];

/** Every feature's routes; the server mounts them, the demo and the commands perform them. */
export function allFeatures(app: App): FeatureRoutes[] {
  const features = [
    identityRoutes({ organisationNames, personas: app.config.mode === 'demo' ? personas : [] }),
    secondFactorRoutes,
    singleSignOnRoutes,
    figureRoutes(catalogue),
    directivesRoutes,
    policiesRoutes,
    tasksRoutes,
    taskTablesRoutes,
    evidenceRoutes,
    boardRoutes,
    instructionsRoutes,
    papersRoutes,
    templatesRoutes,
    remindersRoutes,
    organisationRoutes({ endPosts }),
    peopleRoutes,
    accountRoutes,
    grantRoutes,
    feedbackRoutes,
    notifyRoutes(allEvents),
  ];
  const exporting = [...features, auditRoutes([...features, { contract: ledgersContract }], furtherChecks)];
  return [...exporting, ledgersRoutes(exporting)];
}

/** What the program does by itself. */
export const allJobs: readonly Job[] = [recountJob, forgetAnswersJob, sweepFilesJob, remindJob, deliverJob(allEvents)];

/** What the audit's check compares besides the audit itself. */
export const furtherChecks: readonly FurtherCheck[] = [recountCheck];
