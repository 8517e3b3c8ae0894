import type { Draft, DraftPlace } from './draft.ts';

/** Where the words for one act on one record are kept on the device; nobody else's account reads them. */
export function draftPlace(accountId: string, recordId: string, kind: string): DraftPlace {
  return `draft.${accountId}.${recordId}.${kind}`;
}

/**
 * The draft that a sheet opens with: the newest whose words are not on their way. Those of an act that still waits or was
 * sent would be said twice; those of a refused or discarded one are wanted back.
 */
export function draftToOpen(drafts: readonly Draft[], onItsWay: (actionId: string) => boolean): Draft | null {
  return drafts.filter(({ actionId }) => actionId === null || !onItsWay(actionId)).at(-1) ?? null;
}

/** The drafts after `next` took the place of the one that was opened; empty words are not kept. */
export function keepDraft(drafts: readonly Draft[], openedActionId: string | null, next: Draft): Draft[] {
  const others = drafts.filter(({ actionId }) => actionId !== null && actionId !== openedActionId);
  const hasWords = Object.values(next.fields).some((value) => typeof value === 'string' && value.trim() !== '');
  return hasWords ? [...others, next] : others;
}
