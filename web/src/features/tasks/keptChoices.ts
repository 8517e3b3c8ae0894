import { useState } from 'react';
import { useSession } from '../../app/session.ts';
import { readSetting, writeSetting } from '../../app/settings.ts';
import type { Choices } from './plan.ts';

/** What was settled for a document and not dispatched yet. */
export interface Kept {
  choices: Choices;
  /** The version of the document that lay before the clerk; null while nothing is settled. */
  versionId: string | null;
}

export const nothingKept: Kept = { choices: { requirements: [] }, versionId: null };

/** Where an account's choices for a document are kept on this device; `forgetSettings` takes all of an account. */
export const keptPlace = (accountId: string, directiveId = '') => `assigning.${accountId}.${directiveId}` as const;

/** What was kept; a text that is none of ours, as after a change of the program, is nothing and locks nobody out. */
export function parseKept(text: string | null): Kept {
  try {
    const kept = JSON.parse(text ?? 'null');
    return Array.isArray(kept?.choices?.requirements) ? kept : nothingKept;
  } catch {
    return nothingKept;
  }
}

/** How many requirements were settled otherwise than the document says, the end of recurring tasks counted as one. */
export function settledCount({ requirements, horizon }: Choices): number {
  return requirements.length + (horizon === undefined ? 0 : 1);
}

/** Choices that outlive the browser, until they are dispatched, given back or their account signs out. */
export function useKept(directiveId: string): [Kept, (next: Kept) => void] {
  const place = keptPlace(useSession().account?.id ?? '', directiveId);
  const [kept, setKept] = useState(() => parseKept(readSetting(place)));
  return [
    kept,
    (next) => {
      writeSetting(place, settledCount(next.choices) === 0 ? null : JSON.stringify(next));
      setKept(next);
    },
  ];
}
