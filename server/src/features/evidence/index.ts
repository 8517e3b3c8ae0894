export { EvidenceInput, EvidenceView, evidenceContract } from './contract.ts';
export { sweepFiles, sweepFilesJob } from './jobs.ts';
export { handInEvidence } from './record.ts';
export { evidenceRoutes, viewOf as evidenceView } from './routes.ts';
export { evidenceOfTask, findEvidence, insertLink as linkEvidence, knownFiles, liveEvidenceOf } from './store.ts';
