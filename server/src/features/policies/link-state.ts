/**
 * How a link between a requirement of ours and a clause above stands (peers.md 2, the six words of OpenFastTrace).
 * `covers` 对应有效 · `outdated` 上级已改: what is carried out has been rewritten since · `predated` 本级已改: our own requirement
 * means something else since · `ambiguous` 对象不唯一: what is above is registered, or stands there, more than once · `unwanted`
 * 不再需要: the document above was repealed · `orphaned` 已失一端: one end is not there any more.
 */
export const linkStates = ['covers', 'outdated', 'predated', 'ambiguous', 'unwanted', 'orphaned'] as const;
export type LinkState = (typeof linkStates)[number];

/** A requirement at one end: null where there is none any more. */
export interface RequirementEnd {
  revision: number;
  dropped: boolean;
}

/** What a link was made against, and what is there now. */
export interface LinkEnds {
  made: { revision: number; clauseWords: string; upstreamRevision: number | null };
  requirement: RequirementEnd | null;
  /** The words of the clause in the version in force; null where it has none. */
  clauseWords: string | null;
  /** The requirement above, where the link names one. */
  upstreamRequirement: RequirementEnd | null;
  /** The document above is registered more than once, or the words of the clause stand in it more than once. */
  double: boolean;
  repealed: boolean;
}

/** Everything that is wrong with a link, the gravest first; empty where it covers. */
export function faultsOf(ends: LinkEnds): Exclude<LinkState, 'covers'>[] {
  const { made, requirement, clauseWords, upstreamRequirement } = ends;
  const goneAbove = clauseWords === null || (made.upstreamRevision !== null && (upstreamRequirement?.dropped ?? true));
  const goneHere = requirement === null || requirement.dropped;
  const rewritten =
    (clauseWords !== null && plain(clauseWords) !== plain(made.clauseWords)) ||
    (upstreamRequirement !== null &&
      made.upstreamRevision !== null &&
      upstreamRequirement.revision !== made.upstreamRevision);
  const faults: Record<Exclude<LinkState, 'covers'>, boolean> = {
    orphaned: goneAbove || goneHere,
    unwanted: ends.repealed,
    ambiguous: ends.double,
    outdated: rewritten,
    predated: requirement !== null && requirement.revision !== made.revision,
  };
  return (Object.keys(faults) as (keyof typeof faults)[]).filter((fault) => faults[fault]);
}

/** How a link stands, in one word. */
export function linkState(ends: LinkEnds): LinkState {
  return faultsOf(ends)[0] ?? 'covers';
}

/** Punctuation and white space are no change of what a clause says. */
function plain(words: string): string {
  return words.normalize('NFKC').replace(/[^\p{L}\p{N}]/gu, '');
}

/**
 * How far a clause is covered: `none` no requirement of ours carries it out · `linked` one does and nobody has been given it ·
 * `shallow` somebody has a task of it · `deep` every such task is proven.
 */
export type Coverage = 'none' | 'linked' | 'shallow' | 'deep';

export function coverageOf({ links, tasks, proven }: { links: number; tasks: number; proven: number }): Coverage {
  if (links === 0) return 'none';
  if (tasks === 0) return 'linked';
  return proven === tasks ? 'deep' : 'shallow';
}

/**
 * Whose the defect of a clause is: `own` where a link of it does not hold or there is nothing below it, `inherited` (drawn in
 * grey) where all is well here and what is below is not done. Null where there is none.
 */
export function defectOf(coverage: Coverage, states: readonly LinkState[]): 'own' | 'inherited' | null {
  if (coverage === 'none' || coverage === 'linked' || states.some((state) => state !== 'covers')) return 'own';
  return coverage === 'shallow' ? 'inherited' : null;
}
