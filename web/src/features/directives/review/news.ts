import type { Changes, Review } from './model.ts';

/**
 * The review with what an answer brought. Of two states of one item the later stands, whichever answer came last; items that
 * are gone leave, new ones come in where they stand in the document.
 */
export function withChanges(
  review: Review,
  { requirements = [], gone = [], line = review.line, seq = review.seq }: Partial<Changes & { seq: number }>,
): Review {
  const fresh = new Map(requirements.map((one) => [one.id, one]));
  const kept = review.requirements
    .filter((one) => !gone.includes(one.id))
    .map((one) => {
      const news = fresh.get(one.id);
      return news && news.version >= one.version ? news : one;
    });
  const known = new Set(review.requirements.map((one) => one.id));
  const added = requirements.filter((one) => !known.has(one.id));
  const all = [...kept, ...added].sort((a, b) => a.start - b.start || a.position - b.position);
  return { ...review, requirements: all, line, seq };
}
