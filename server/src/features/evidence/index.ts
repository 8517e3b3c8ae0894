export { canOf as canOfEvidence } from './can.ts';
export { EvidenceInput, EvidenceView, evidenceContract } from './contract.ts';
export { cleanFileName } from './file-name.ts';
export { sweepFiles, sweepFilesJob } from './jobs.ts';
export { handInEvidence } from './record.ts';
export { evidenceRoutes } from './routes.ts';
export {
  evidenceOfTask,
  evidenceOfTasks,
  findEvidence,
  insertLink as linkEvidence,
  knownFiles,
  liveEvidenceOf,
} from './store.ts';
