export { type AuditReport, type Finding, type FindingKind, type FoundAct, findingKinds } from './findings.ts';
export { sealOnce, startSealing } from './sealer.ts';
export { type FurtherCheck, verifyAudit } from './verify.ts';
