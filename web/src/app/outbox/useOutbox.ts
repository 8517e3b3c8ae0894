import { useCallback, useEffect, useState } from 'react';
import type { ApiKey, CallInput } from '../api.ts';
import { newActionId } from '../client.ts';
import { useSession } from '../session.ts';
import type { DraftPlace } from './draft.ts';
import type { OutboxEntry } from './model.ts';
import { allEntries, findEntry, removeEntry, saveEntry, watchEntries } from './store.ts';

/** An act for the queue. */
export interface QueuedAct<K extends ApiKey> {
  key: K;
  input: CallInput<K>;
  /** What it is, in the words of the person. */
  label: string;
  /** Uploaded first; the body names the hash of the first one by `fileMark(0)`, of the second by `fileMark(1)`, and so on. */
  files?: readonly File[];
  /** Where its typed words are kept; they are let go when the act is received. */
  draft?: DraftPlace;
}

export interface Outbox {
  /** The entries of the signed-in person, oldest first. */
  entries: OutboxEntry[];
  /** Keeps the act on this device and sends it as soon as possible. Returns its action id once it is safe on the disk. */
  enqueue: <K extends ApiKey>(act: QueuedAct<K>) => Promise<string>;
  /** Takes an entry off the list: one that was received or refused, or one that the person gives up. */
  dismiss: (actionId: string) => Promise<void>;
  /** Submits a refused entry again, as the same act. */
  tryAgain: (actionId: string) => Promise<void>;
}

/** The queue of acts of the signed-in person (design.md 3, Offline). */
export function useOutbox(): Outbox {
  const accountId = useSession().account?.id ?? '';
  const [entries, setEntries] = useState<OutboxEntry[]>([]);
  useEffect(() => {
    let over = false;
    const read = async () => {
      const mine = (await allEntries()).filter((entry) => entry.accountId === accountId);
      if (!over) setEntries(mine);
    };
    read();
    const stop = watchEntries(read);
    return () => {
      over = true;
      stop();
    };
  }, [accountId]);

  const enqueue = useCallback(
    async <K extends ApiKey>(act: QueuedAct<K>) => {
      const entry = newEntry(accountId, act);
      await saveEntry(entry);
      return entry.actionId;
    },
    [accountId],
  );
  return { entries, enqueue, dismiss: removeEntry, tryAgain };
}

function newEntry<K extends ApiKey>(accountId: string, act: QueuedAct<K>): OutboxEntry {
  return {
    actionId: newActionId(),
    accountId,
    ...act,
    files: (act.files ?? []).map((file) => ({ name: file.name, blob: file, sha256: null })),
    state: 'waiting',
    createdAt: new Date().toISOString(),
    attempts: 0,
    problem: null,
  };
}

async function tryAgain(actionId: string): Promise<void> {
  const entry = await findEntry(actionId);
  if (entry !== undefined) await saveEntry({ ...entry, state: 'waiting', problem: null });
}
