import type { Content } from './model.ts';

/*
 * An edit that was begun and not saved is kept for this visit of the browser: leaving the page, a lost session or a reload
 * must not lose what was typed. Decisions themselves are saved at once and need none of this.
 */
const prefix = 'xieli.draft.requirement.';

export function readDraft(id: string): Content | null {
  const kept = storage()?.getItem(prefix + id) ?? null;
  return kept === null ? null : (JSON.parse(kept) as Content);
}

/** Keeps the draft; `null` forgets it. */
export function writeDraft(id: string, content: Content | null): void {
  if (content === null) storage()?.removeItem(prefix + id);
  else storage()?.setItem(prefix + id, JSON.stringify(content));
}

function storage(): Storage | null {
  try {
    return window.sessionStorage;
  } catch {
    // Reading the property itself throws where a browser blocks site data; then nothing is kept.
    return null;
  }
}
