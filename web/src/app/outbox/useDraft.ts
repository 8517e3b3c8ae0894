import { useState } from 'react';
import { readSetting, writeSetting } from '../settings.ts';
import { type DraftFields, type DraftPlace, parseDrafts } from './draft.ts';
import { draftToOpen, keepDraft } from './draftChoice.ts';
import type { OutboxEntry } from './model.ts';

/** The fields of a sheet that survive its closing. */
export interface OpenDraft<T extends DraftFields> {
  fields: T;
  /** Changes fields and keeps them on the device at once: a page may be left at any moment. */
  change: (changed: Partial<T>) => void;
  /** The sheet opened with words of an earlier time. */
  restored: boolean;
  /** Ties the words to the queued act; they stay until it is received. */
  sentAs: (actionId: string) => void;
}

/** Typed words of one sheet, kept on this device until the server has received them. */
export function useDraft<T extends DraftFields>(
  place: DraftPlace,
  blank: T,
  entries: readonly OutboxEntry[],
): OpenDraft<T> {
  const [opened] = useState(() => draftToOpen(parseDrafts(readSetting(place)), (id) => onItsWay(entries, id)));
  const [fields, setFields] = useState<T>({ ...blank, ...opened?.fields });
  const keep = (next: T, actionId: string | null) => {
    const drafts = keepDraft(parseDrafts(readSetting(place)), opened?.actionId ?? null, { fields: next, actionId });
    writeSetting(place, drafts.length === 0 ? null : JSON.stringify(drafts));
  };
  return {
    fields,
    restored: opened !== null,
    change: (changed) => {
      const next = { ...fields, ...changed };
      setFields(next);
      keep(next, null);
    },
    sentAs: (actionId) => keep(fields, actionId),
  };
}

function onItsWay(entries: readonly OutboxEntry[], actionId: string): boolean {
  return entries.some((entry) => entry.actionId === actionId && entry.state !== 'refused');
}
