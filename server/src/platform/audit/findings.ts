/**
 * What a verification can find: first about the audit itself, then about the records it answers for, last a record that is
 * as its act left it and still not what its own acts add up to, which is a fault of the program.
 */
export const findingKinds = [
  'brokenChain',
  'missingEntry',
  'changedEntry',
  'foreignEntry',
  'changedRecord',
  'vanishedRecord',
  'unwrittenRecord',
  'differingSummary',
] as const;
export type FindingKind = (typeof findingKinds)[number];

/** The act that a finding points to: who did what, when. */
export interface FoundAct {
  id: string;
  action: string;
  accountName: string;
  /** Machine instant. */
  at: string | null;
}

export interface Finding {
  kind: FindingKind;
  table: string;
  id: string;
  /** What a person calls the record: the task's action, the account's name. */
  label: string | null;
  /** The last act that wrote the record, or the act whose entry is meant. */
  act: FoundAct | null;
}

/** A finding on its way out: where its label is to be looked up, when the row itself does not say. */
export interface RawFinding extends Omit<Finding, 'label'> {
  label: string | null;
  of?: { table: string; id: string };
}

export interface AuditReport {
  checkedAt: string;
  /** Sealed entries that were recomputed. */
  entries: number;
  /** Records compared with their newest digest. */
  records: number;
  /** Records whose digest is of an older shape than today's and cannot be compared. */
  olderShape: number;
  /** The end of the chain; whoever wrote it down earlier can tell whether the chain still leads there. */
  head: { seq: number; hash: string } | null;
  /** Entries that wait for their seal. */
  unsealed: { count: number; oldestAt: string | null; ageSeconds: number | null };
  findings: Finding[];
  /** Findings beyond the listed ones. */
  moreFindings: number;
}

export const listedFindings = 500;
