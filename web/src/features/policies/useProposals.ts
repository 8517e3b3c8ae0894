import { useEffect, useState } from 'react';
import type { Answer } from '../../app/api.ts';
import { call } from '../../app/client.ts';

export type Sides = Answer<'GET /api/policies/:policyId/proposals'>;
export type Proposal = Answer<'GET /api/policies/:policyId/proposals/portion'>['proposals'][number];
export type Pair = Pick<Proposal, 'requirementId' | 'clauseKey'>;

export const keyOf = ({ requirementId, clauseKey }: Pair) => `${requirementId} ${clauseKey}`;

export interface Comparing {
  /** What is proposed of the portions that were compared, the most alike first, without what is decided. */
  proposals: Proposal[];
  /** Requirements of ours that were compared, from the first on. */
  compared: number;
  /** Portions are still asked for. */
  going: boolean;
  problem: unknown;
  stop: () => void;
  goOn: () => void;
  /** Asks anew for the portions of these requirements: where one proposal is decided, another one may come after it. */
  again: (requirementIds: readonly string[]) => void;
}

/**
 * Asks for what is proposed portion by portion, so that a page of two long documents says how far it is and can be stopped.
 * Mount it anew for other versions of the documents: portions of two do not fit together.
 */
export function useProposals(policyId: string, sides: Sides): Comparing {
  const { portionSize, compared: all, upstreamVersionId, localVersionId } = sides;
  const directiveId = sides.local.id;
  const count = Math.ceil(all / portionSize);
  const [due, setDue] = useState<readonly number[]>(() => Array.from({ length: count }, (_, portion) => portion));
  const [found, setFound] = useState<ReadonlyMap<number, Proposal[]>>(new Map());
  const [stopped, setStopped] = useState(false);
  const [problem, setProblem] = useState<unknown>(null);
  const [portion] = due;
  const asks = portion !== undefined && !stopped && problem === null;
  useEffect(() => {
    if (!asks) return;
    const abort = new AbortController();
    const query = { directiveId, upstreamVersionId, localVersionId, portion };
    call(
      'GET /api/policies/:policyId/proposals/portion',
      { params: { policyId }, query },
      { signal: abort.signal },
    ).then(
      ({ proposals }) => {
        if (abort.signal.aborted) return;
        setFound((known) => new Map([...known, [portion, proposals]]));
        setDue((before) => before.filter((one) => one !== portion));
      },
      (failure) => {
        if (!abort.signal.aborted) setProblem(failure);
      },
    );
    return () => abort.abort();
  }, [asks, portion, policyId, directiveId, upstreamVersionId, localVersionId]);
  const decided = new Set(
    sides.links.map(({ requirement, clauseKey }) => keyOf({ requirementId: requirement.id, clauseKey })),
  );
  return {
    proposals: [...found.values()]
      .flat()
      .filter((one) => !decided.has(keyOf(one)))
      .sort((one, other) => other.score - one.score),
    compared: Math.min(found.size * portionSize, all),
    going: found.size < count && !stopped && problem === null,
    problem,
    stop: () => setStopped(true),
    goOn: () => {
      setStopped(false);
      setProblem(null);
    },
    again: (requirementIds) => {
      const places = requirementIds.map((id) => sides.requirements.findIndex((one) => one.id === id));
      const portions = places.filter((at) => at >= 0 && at < all).map((at) => Math.floor(at / portionSize));
      setDue((before) => [...new Set([...before, ...portions])]);
    },
  };
}
