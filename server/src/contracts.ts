/** Every route of the product as one type; the web imports it and nothing else of the server. */

import type { demoContract } from './demo/contract.ts';
import type { accountsContract } from './features/accounts/contract.ts';
import type { auditContract } from './features/audit/contract.ts';
import type { boardContract } from './features/board/contract.ts';
import type { directivesContract } from './features/directives/contract.ts';
import type { evidenceContract } from './features/evidence/contract.ts';
import type { grantsContract } from './features/grants/contract.ts';
import type { instructionsContract } from './features/instructions/contract.ts';
import type { organisationsContract } from './features/organisations/contract.ts';
import type { papersContract } from './features/papers/contract.ts';
import type { peopleContract } from './features/people/contract.ts';
import type { policiesContract } from './features/policies/contract.ts';
import type { remindersContract } from './features/reminders/contract.ts';
import type { tasksContract } from './features/tasks/contract.ts';
import type { taskTablesContract } from './features/taskTables/contract.ts';
import type { templatesContract } from './features/templates/contract.ts';
import type { feedbackContract } from './platform/feedback/contract.ts';
import type { figuresContract } from './platform/figures/contract.ts';
import type { identityContract } from './platform/identity/contract.ts';
import type { secondFactorContract } from './platform/identity/second-factor-contract.ts';
import type { singleSignOnContract } from './platform/identity/single-sign-on-contract.ts';
import type { ledgersContract } from './platform/ledgers/contract.ts';
import type { liveContract } from './platform/live/contract.ts';
import type { notifyContract } from './platform/notify/contract.ts';

export type Api = typeof demoContract &
  typeof accountsContract &
  typeof auditContract &
  typeof boardContract &
  typeof directivesContract &
  typeof evidenceContract &
  typeof feedbackContract &
  typeof figuresContract &
  typeof grantsContract &
  typeof identityContract &
  typeof instructionsContract &
  typeof ledgersContract &
  typeof liveContract &
  typeof notifyContract &
  typeof organisationsContract &
  typeof papersContract &
  typeof peopleContract &
  typeof policiesContract &
  typeof remindersContract &
  typeof secondFactorContract &
  typeof singleSignOnContract &
  typeof tasksContract &
  typeof taskTablesContract &
  typeof templatesContract;
