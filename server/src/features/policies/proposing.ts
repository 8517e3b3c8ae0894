import { type ClauseWords, clauseComparer, type Likeness, proposedFrom } from '@xieli/directive';

/** A clause above, with the requirements that were confirmed of it. */
export interface Above {
  key: string;
  words: string;
  requirements: readonly { id: string; revision: number; quote: string }[];
}

/** A requirement of ours. */
export interface Ours {
  id: string;
  action: string;
  quote: string;
}

export interface Proposal extends Likeness {
  requirementId: string;
  clauseKey: string;
  /** The requirement above that is most alike, where the clause has one. */
  upstream: { id: string; revision: number } | null;
}

/** Links that are proposed for one requirement; a person looks at each. */
const mostPerRequirement = 2;

/**
 * How alike each requirement of ours and each clause above are. A clause of several sentences is as alike as the best of them: a
 * requirement carries out one thing.
 */
export function likenessOf(above: readonly Above[], ours: readonly Ours[]) {
  const { prepare, compare } = clauseComparer([
    ...above.flatMap(({ words, requirements }) => [...sentencesOf(words), ...requirements.map(({ quote }) => quote)]),
    ...ours.map(textOf),
  ]);
  const partsOf = new Map(
    above.map(({ key, words, requirements }) => [
      key,
      [
        ...sentencesOf(words).map((sentence) => ({ words: prepare(sentence), upstream: null })),
        ...requirements.map(({ id, revision, quote }) => ({ words: prepare(quote), upstream: { id, revision } })),
      ],
    ]),
  );
  const prepared = new Map(ours.map((one) => [one.id, prepare(textOf(one))]));
  return (requirementId: string, clauseKey: string): Proposal | null => {
    const own = prepared.get(requirementId);
    const parts = partsOf.get(clauseKey);
    if (!own || !parts) return null;
    return parts.reduce<Proposal | null>(
      (best, part) => better(best, { own, part, requirementId, clauseKey }, compare),
      null,
    );
  };
}

function better(
  best: Proposal | null,
  given: {
    own: ClauseWords;
    part: { words: ClauseWords; upstream: Proposal['upstream'] };
    requirementId: string;
    clauseKey: string;
  },
  compare: (one: ClauseWords, other: ClauseWords, toldFrom: number) => Likeness,
): Proposal {
  const found = compare(given.own, given.part.words, proposedFrom);
  const { requirementId, clauseKey } = given;
  const one = { ...found, requirementId, clauseKey, upstream: given.part.upstream };
  if (best === null || one.score > best.score) return one;
  // Of two equal ones that which names the requirement above says more.
  return one.score === best.score && best.upstream === null ? one : best;
}

/**
 * What is proposed, the most alike first.
 * @param like from `likenessOf` both texts
 * @param ours the requirements that are asked about, all or some
 * @param settled pairs that a person has decided; they are never proposed again
 */
export function proposalsOf(
  like: ReturnType<typeof likenessOf>,
  above: readonly Above[],
  ours: readonly Ours[],
  settled: (requirementId: string, clauseKey: string) => boolean,
): Proposal[] {
  return ours
    .flatMap(({ id }) =>
      above
        .flatMap(({ key }) => (settled(id, key) ? [] : (like(id, key) ?? [])))
        .filter(({ score }) => score >= proposedFrom)
        .toSorted(byScore)
        .slice(0, mostPerRequirement),
    )
    .toSorted(byScore);
}

const byScore = (one: Proposal, other: Proposal) => other.score - one.score;

const textOf = ({ action, quote }: Ours) => (quote === '' ? action : quote);

function sentencesOf(words: string): string[] {
  const sentences = words.split(/(?<=[。；！？\n])/u).map((sentence) => sentence.trim());
  return sentences.filter((sentence) => sentence !== '');
}
