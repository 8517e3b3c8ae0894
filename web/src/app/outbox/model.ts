import type { ApiKey } from '../api.ts';
import type { ApiProblem, ProblemKind } from '../problem.ts';

/**
 * Where an act of the queue is. `waiting`: only on this device. `sending`: its files are on their way. `sent`: the act has
 * left and no receipt has come. `received`: the server has confirmed it. `refused`: the server has said no, with a reason.
 */
export type OutboxState = 'waiting' | 'sending' | 'sent' | 'received' | 'refused';

/** A file that goes before its act. */
export interface OutboxFile {
  /** Action id of its upload, so that an upload that is repeated after a lost answer stores one file. */
  uploadId: string;
  name: string;
  blob: Blob | null;
  /** Given by the server; known files are not sent again. */
  fileId: string | null;
}

export interface OutboxEntry {
  /** UUIDv7: the same on every attempt, so that the act happens once. */
  actionId: string;
  /** Whose act it is; another person on the same device neither sees nor sends it. */
  accountId: string;
  key: ApiKey;
  input: { params?: object; query?: object; body?: object };
  files: OutboxFile[];
  /** The field of the body that takes the ids of the files. */
  filesField: string | null;
  /** What it is, in the words of the person: `报送进展：建立委员活动小组`. */
  label: string;
  state: OutboxState;
  createdAt: string;
  attempts: number;
  /** Why it was refused. */
  problem: { kind: ProblemKind; detail: string; current?: unknown } | null;
}

/** What happens to an entry after an attempt that failed. */
export type AfterFailure = 'wait' | 'signInFirst' | 'refuse';

/** A lost line and a busy server pass; a missing sign-in waits for the person; everything else is the server's decision. */
export function afterFailure(kind: ProblemKind): AfterFailure {
  if (kind === 'notSignedIn') return 'signInFirst';
  if (kind === 'offline' || kind === 'unavailable' || kind === 'tooMany') return 'wait';
  return 'refuse';
}

/** Seconds until the next attempt: 2, 4, 8 … at most a minute, and never before the server allows it. */
export function pauseBefore(attempt: number, retryAfterSeconds: number | null): number {
  return Math.max(Math.min(2 ** Math.max(attempt, 1), 60), retryAfterSeconds ?? 0);
}

/** The entries of one person that still have to be delivered, oldest first: acts on one record keep their order. */
export function deliverable(entries: readonly OutboxEntry[], accountId: string): OutboxEntry[] {
  return entries
    .filter((entry) => entry.accountId === accountId && entry.state !== 'received' && entry.state !== 'refused')
    .sort((a, b) => (a.actionId < b.actionId ? -1 : 1));
}

/** The input with the ids of its files in their field, after those that were there. */
export function inputWithFiles(entry: OutboxEntry): OutboxEntry['input'] {
  if (entry.filesField === null || entry.files.length === 0) return entry.input;
  const body: Record<string, unknown> = { ...entry.input.body };
  const before = Array.isArray(body[entry.filesField]) ? (body[entry.filesField] as unknown[]) : [];
  body[entry.filesField] = [...before, ...entry.files.map((file) => file.fileId)];
  return { ...entry.input, body };
}

/** The entry as it stands after the server refused it. */
export function refusedEntry(entry: OutboxEntry, problem: ApiProblem): OutboxEntry {
  return {
    ...entry,
    state: 'refused',
    problem: { kind: problem.kind, detail: problem.detail, current: problem.current },
  };
}

/** The entry as it stands with its receipt; the bytes are on the server now and leave the device. */
export function receivedEntry(entry: OutboxEntry): OutboxEntry {
  return { ...entry, state: 'received', problem: null, files: entry.files.map((file) => ({ ...file, blob: null })) };
}
