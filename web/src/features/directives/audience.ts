import type { Head } from './HeadFields.tsx';

type Audience = Head['audience'];

/** The audience with more organisations and the words for them, each once: what was chosen before stays. */
export function joinedAudience(before: Audience, text: string, found: readonly { id: string }[]): Audience {
  const words = before.text.split('、').filter((word) => word.trim() !== '');
  // 各县（市、区）政协 holds the mark that parts the words, so it is looked for in the whole.
  const known = `、${before.text}、`.includes(`、${text}、`);
  return {
    text: words.length === 0 ? text : known ? before.text : `${before.text}、${text}`,
    organisationIds: [...new Set([...before.organisationIds, ...found.map(({ id }) => id)])],
  };
}
