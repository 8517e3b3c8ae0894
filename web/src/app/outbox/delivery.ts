import { useQueryClient } from '@tanstack/react-query';
import { useEffect } from 'react';
import type { CallInput } from '../api.ts';
import { call } from '../client.ts';
import { type ApiProblem, asProblem } from '../problem.ts';
import { sendEvidenceFile } from '../sendEvidence.ts';
import { useSession } from '../session.ts';
import { readSetting, writeSetting } from '../settings.ts';
import { withoutReceived } from './draft.ts';
import {
  afterFailure,
  deliverable,
  inputWithFiles,
  type OutboxEntry,
  outlived,
  pauseBefore,
  receivedEntry,
  refusedEntry,
} from './model.ts';
import { allEntries, findEntry, removeEntry, saveEntry, watchEntries } from './store.ts';

const secondsUntilNextLook = 60;

/**
 * Delivers the queue while a page is open: at once, when an entry is added, when the line returns, when the page comes back
 * to the front, and after a pause when an attempt failed. iOS has no background sync, so an open page is what there is.
 */
export function useOutboxDelivery(): void {
  const { signedIn, account } = useSession();
  const cache = useQueryClient();
  const accountId = signedIn ? (account?.id ?? null) : null;
  useEffect(() => {
    if (accountId === null) return;
    let timer = 0;
    let over = false;
    const look = async () => {
      window.clearTimeout(timer);
      const seconds = await deliver(accountId, () => cache.invalidateQueries());
      if (!over) timer = window.setTimeout(look, seconds * 1000);
    };
    const whenInFront = () => {
      if (document.visibilityState === 'visible') look();
    };
    window.addEventListener('online', look);
    document.addEventListener('visibilitychange', whenInFront);
    const stop = watchEntries(() => {
      if (!delivering) look();
    });
    look();
    return () => {
      over = true;
      window.clearTimeout(timer);
      window.removeEventListener('online', look);
      document.removeEventListener('visibilitychange', whenInFront);
      stop();
    };
  }, [accountId, cache]);
}

let delivering = false;

/**
 * Sends what waits, oldest first, and stops at the first entry that the line or the server cannot take now, so that acts on
 * one record keep their order.
 * @returns seconds until the next attempt
 */
export async function deliver(accountId: string, onReceived: () => void): Promise<number> {
  return onlyHere(async () => {
    const entries = await allEntries();
    for (const entry of outlived(entries, accountId, new Date())) await removeEntry(entry.actionId);
    for (const entry of deliverable(entries, accountId)) {
      const pause = await attempt(entry, onReceived);
      if (pause !== null) return pause;
    }
    return secondsUntilNextLook;
  });
}

/** One page of the browser delivers at a time; a second page that asks meanwhile leaves it to the first. */
async function onlyHere(work: () => Promise<number>): Promise<number> {
  if (delivering) return secondsUntilNextLook;
  delivering = true;
  try {
    // Plain http on a local network has no locks; there the action id alone keeps two pages from doubling an act.
    if (navigator.locks === undefined) return await work();
    return await navigator.locks.request('xieli-outbox', { ifAvailable: true }, (lock) =>
      lock === null ? secondsUntilNextLook : work(),
    );
  } finally {
    delivering = false;
  }
}

/** @returns null when the entry found its end, else the seconds to wait before the next attempt */
async function attempt(entry: OutboxEntry, onReceived: () => void): Promise<number | null> {
  // The person may have discarded it since the list was read.
  if ((await findEntry(entry.actionId)) === undefined) return null;
  let current: OutboxEntry = { ...entry, attempts: entry.attempts + 1 };
  try {
    current = await sendFiles(current);
    current = { ...current, state: 'sent' };
    await saveEntry(current);
    await call(current.key, inputWithFiles(current) as CallInput<typeof current.key>, { actionId: current.actionId });
    const { draft, actionId } = entry;
    if (draft) writeSetting(draft, withoutReceived(readSetting(draft), actionId));
    await saveEntry(receivedEntry(current));
    onReceived();
    return null;
  } catch (thrown) {
    return setBack((await findEntry(entry.actionId)) ?? current, asProblem(thrown));
  }
}

async function sendFiles(entry: OutboxEntry): Promise<OutboxEntry> {
  let current: OutboxEntry = { ...entry, state: entry.files.length > 0 ? 'sending' : 'sent' };
  await saveEntry(current);
  for (const [index, file] of current.files.entries()) {
    if (file.sha256 !== null || file.blob === null) continue;
    const { fileSha256: sha256 } = await sendEvidenceFile(file.blob, file.name);
    current = { ...current, files: current.files.map((one, at) => (at === index ? { ...one, sha256 } : one)) };
    await saveEntry(current);
  }
  return current;
}

async function setBack(entry: OutboxEntry, problem: ApiProblem): Promise<number | null> {
  const next = afterFailure(problem.kind);
  if (next === 'refuse') {
    await saveEntry(refusedEntry(entry, problem));
    return null;
  }
  // An act that left without a receipt stays `sent`: it may have arrived, and the next attempt will tell.
  await saveEntry(entry.state === 'sending' ? { ...entry, state: 'waiting' } : entry);
  return next === 'signInFirst' ? secondsUntilNextLook : pauseBefore(entry.attempts, problem.retryAfterSeconds);
}
