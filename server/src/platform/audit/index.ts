export type { AuditReport, Finding, FindingKind, FoundAct } from './findings.ts';
export { sealOnce, startSealing } from './sealer.ts';
export { type FurtherCheck, verifyAudit } from './verify.ts';
