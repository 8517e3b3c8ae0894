/** What a person typed into a sheet. */
export type DraftFields = Record<string, string | boolean>;

/** Typed words that the server does not have yet. */
export interface Draft {
  fields: DraftFields;
  /** The queued act that carries them; `null` while nothing was sent. */
  actionId: string | null;
}

/** Names the drafts of one act on this device. */
export type DraftPlace = `draft.${string}`;

/** The drafts of a stored text, oldest first. */
export function parseDrafts(stored: string | null): Draft[] {
  return JSON.parse(stored ?? '[]');
}

/** The stored text after the server received an act: its words are there now. */
export function withoutReceived(stored: string | null, actionId: string): string {
  return JSON.stringify(parseDrafts(stored).filter((draft) => draft.actionId !== actionId));
}
