import { v7 } from 'uuid';

/** What a client does in one request. The first three are what the kills aim at. */
export type DeedKind =
  | 'import'
  | 'upload'
  | 'dispatch'
  | 'instruction'
  | 'acknowledge'
  | 'paper'
  | 'decide'
  | 'confirm'
  | 'progress'
  | 'evidence';

/** One request as the client remembers it, so that it can be repeated word for word. */
export interface Deed {
  actionId: string;
  kind: DeedKind;
  username: string;
  path: string;
  body: unknown;
  /** Bytes of an upload and their SHA-256; null for every other request. */
  upload: { bytes: Buffer; sha256: string } | null;
  /** `unknown`: the connection broke before an answer came. */
  outcome: 'underWay' | 'acknowledged' | 'unknown' | 'superseded';
  answer: unknown;
}

/** The client's own list: what it sent, and what was acknowledged to it. */
export interface Journal {
  deeds: Deed[];
  begin(deed: Pick<Deed, 'kind' | 'username' | 'path'> & { body?: unknown; upload?: Deed['upload'] }): Deed;
  underWay(): Deed[];
  acknowledged(): Deed[];
  unknown(): Deed[];
}

export function openJournal(): Journal {
  const deeds: Deed[] = [];
  const having = (outcome: Deed['outcome']) => deeds.filter((deed) => deed.outcome === outcome);
  return {
    deeds,
    begin({ kind, username, path, body, upload }) {
      const deed: Deed = {
        ...{ actionId: v7(), kind, username, path, body, upload: upload ?? null },
        ...{ outcome: 'underWay' as const, answer: null },
      };
      deeds.push(deed);
      return deed;
    },
    underWay: () => having('underWay'),
    acknowledged: () => having('acknowledged'),
    unknown: () => having('unknown'),
  };
}
