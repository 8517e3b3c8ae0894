import { type DBSchema, type IDBPDatabase, openDB } from 'idb';
import type { OutboxEntry } from './model.ts';

interface OutboxSchema extends DBSchema {
  entries: { key: string; value: OutboxEntry };
}

let opened: Promise<IDBPDatabase<OutboxSchema>> | null = null;
const listeners = new Set<() => void>();
// Other pages of this browser hear of a change as well.
const channel = new BroadcastChannel('xieli-outbox');
channel.onmessage = () => announceHere();

function database(): Promise<IDBPDatabase<OutboxSchema>> {
  opened ??= openDB<OutboxSchema>('xieli-outbox', 1, {
    upgrade: (db) => {
      db.createObjectStore('entries', { keyPath: 'actionId' });
    },
    terminated: () => {
      opened = null;
    },
  });
  return opened;
}

/** All entries on this device, of whichever person, in the order they were made. */
export async function allEntries(): Promise<OutboxEntry[]> {
  return (await database()).getAll('entries');
}

export async function findEntry(actionId: string): Promise<OutboxEntry | undefined> {
  return (await database()).get('entries', actionId);
}

/** Stores an entry; it is on the disk when this returns. @throws DOMException when the device has no room */
export async function saveEntry(entry: OutboxEntry): Promise<void> {
  const transaction = (await database()).transaction('entries', 'readwrite', { durability: 'strict' });
  await Promise.all([transaction.store.put(entry), transaction.done]);
  announce();
}

export async function removeEntry(actionId: string): Promise<void> {
  await (await database()).delete('entries', actionId);
  announce();
}

/** Calls the listener after each change, also one made in another page of this browser. */
export function watchEntries(listener: () => void): () => void {
  listeners.add(listener);
  return () => listeners.delete(listener);
}

function announce(): void {
  channel.postMessage('changed');
  announceHere();
}

function announceHere(): void {
  for (const listener of listeners) listener();
}
