import type { ApiKey } from '../api.ts';
import type { ApiProblem, ProblemKind } from '../problem.ts';
import type { DraftPlace } from './draft.ts';

/**
 * Where an act of the queue is. `waiting`: only on this device. `sending`: its files are on their way. `sent`: the act has
 * left and no receipt has come. `received`: the server has confirmed it. `refused`: the server has said no, with a reason.
 */
export type OutboxState = 'waiting' | 'sending' | 'sent' | 'received' | 'refused';

/** A file that goes before its act. */
export interface OutboxFile {
  name: string;
  /** Leaves the device when the act is received. */
  blob: Blob | null;
  /** The hash under which the server keeps it; a known one is not sent again. */
  sha256: string | null;
}

export interface OutboxEntry {
  /** UUIDv7: the same on every attempt, so that the act happens once. */
  actionId: string;
  /** Whose act it is; another person on the same device neither sees nor sends it. */
  accountId: string;
  key: ApiKey;
  input: { params?: object; query?: object; body?: object };
  /** Where the typed words of this act are kept until it is received. */
  draft?: DraftPlace;
  files: OutboxFile[];
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

/** Received entries stay in sight for a day. */
const dayInMilliseconds = 86_400_000;

/** The entries of one person that were received more than a day before `now` and need not be shown any more. */
export function outlived(entries: readonly OutboxEntry[], accountId: string, now: Date): OutboxEntry[] {
  const oldest = now.getTime() - dayInMilliseconds;
  return entries.filter(
    (entry) => entry.accountId === accountId && entry.state === 'received' && Date.parse(entry.createdAt) < oldest,
  );
}

/** The entries of one person that still have to be delivered, oldest first: acts on one record keep their order. */
export function deliverable(entries: readonly OutboxEntry[], accountId: string): OutboxEntry[] {
  return entries
    .filter((entry) => entry.accountId === accountId && entry.state !== 'received' && entry.state !== 'refused')
    .sort((a, b) => (a.actionId < b.actionId ? -1 : 1));
}

/** Stands in the body of a queued act for the hash of its file number `index`, until the server has said it. */
export function fileMark(index: number): string {
  return `outbox-file:${index}`;
}

/** The input with every mark of a file replaced by the hash that the server gave it. */
export function inputWithFiles(entry: OutboxEntry): OutboxEntry['input'] {
  const hashes = new Map(entry.files.map((file, index) => [fileMark(index), file.sha256]));
  return withHashes(entry.input, hashes) as OutboxEntry['input'];
}

function withHashes(value: unknown, hashes: ReadonlyMap<string, string | null>): unknown {
  if (typeof value === 'string') return hashes.get(value) ?? value;
  if (Array.isArray(value)) return value.map((item) => withHashes(item, hashes));
  if (typeof value !== 'object' || value === null) return value;
  return Object.fromEntries(Object.entries(value).map(([name, item]) => [name, withHashes(item, hashes)]));
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
