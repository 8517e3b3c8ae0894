export { canOf as canOfEvidence } from './can.ts';
export { EvidenceView } from './contract.ts';
export { cleanFileName } from './file-name.ts';
export { sweepFiles, sweepFilesJob } from './jobs.ts';
export { handInEvidence } from './record.ts';
export { evidenceRoutes } from './routes.ts';
export {
  evidenceOfTask,
  evidenceOfTasks,
  findEvidence,
  insertFile,
  insertLink as linkEvidence,
  liveEvidenceOf,
} from './store.ts';
