import type { Obligation, Span } from '@xieli/directive';

/** A reason with the words that bear it out, where the text holds them. */
export interface Reason {
  key: string;
  text: string;
  span?: Span;
}

/** Says of each reason where its words stand, so that a person can look instead of believing. */
export function withSpans(text: string, obligation: Obligation, reasons: readonly Reason[]): Reason[] {
  return reasons.map((reason) => {
    const span = spanOf(text, obligation, reason);
    return span === null ? reason : { ...reason, span };
  });
}

function spanOf(text: string, obligation: Obligation, { key, text: words }: Reason): Span | null {
  if (/^(?:inherited\.deadline|deadline\.|year\.)/.test(key)) return obligation.deadline?.span ?? null;
  if (key === 'owner.conditional') return nearest(text, obligation, words);
  if (key.startsWith('owner.')) {
    const source = key.slice('owner.'.length);
    return obligation.owners.find((owner) => owner.source === source && owner.span !== null)?.span ?? null;
  }
  if (/^(?:modal\.|suspect\.typo)/.test(key)) return nearest(text, obligation, words);
  return null;
}

/** The words at or within the passage, else the last before it on its line: 要 stands before what it asks for. */
function nearest(text: string, { start, end }: Span, words: string): Span | null {
  if (words === '') return null;
  const at = (found: number) => ({ start: found, end: found + words.length });
  if (text.startsWith(words, start)) return at(start);
  const line = text.lastIndexOf('\n', start - 1) + 1;
  const before = start === 0 ? -1 : text.lastIndexOf(words, start - words.length);
  const within = text.indexOf(words, start);
  const isWithin = within >= 0 && within + words.length <= end;
  if (before >= line) return at(before);
  return isWithin ? at(within) : null;
}
