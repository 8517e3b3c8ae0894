import { useState } from 'react';
import type { ApiProblem } from '../../app/problem.ts';
import { useAct } from '../../app/queries.ts';
import { readsOfLinks } from './LinkLine.tsx';
import { lotsOf } from './lots.ts';
import { keyOf, type Pair, type Sides } from './useProposals.ts';

export type Decision = 'confirm' | 'reject';
/** So many pairs the server takes at once, all of them or none. */
const atOnce = 500;

export interface DecidingLinks {
  /** Decides the pairs; more than are taken at once go one lot after the other, and what fails ends it. */
  decide: (pairs: readonly Pair[], decision: Decision) => Promise<void>;
  sending: boolean;
  /** How many of a large number were decided. */
  progress: { done: number; all: number } | null;
  problem: ApiProblem | null;
}

/**
 * @param onDecided what was decided, once the server has said so
 * @param onRefused what is on screen may not be what is there
 */
export function useDecidingLinks(
  policyId: string,
  sides: Sides,
  { onDecided, onRefused }: { onDecided: (pairs: readonly Pair[]) => void; onRefused: () => void },
): DecidingLinks {
  const act = useAct('POST /api/policies/:policyId/links', { refreshes: readsOfLinks });
  const [progress, setProgress] = useState<DecidingLinks['progress']>(null);
  const [busy, setBusy] = useState(false);
  const decide = async (pairs: readonly Pair[], decision: Decision) => {
    const revisions = new Map(sides.requirements.map((one) => [one.id, one.revision]));
    const items = pairs.flatMap(({ requirementId, clauseKey }) => {
      const revision = revisions.get(requirementId);
      return revision === undefined ? [] : [{ requirementId, clauseKey, revision, decision }];
    });
    if (items.length === 0 || busy) return;
    setBusy(true);
    try {
      for (const { lot, done } of lotsOf(items, atOnce)) {
        setProgress(items.length > atOnce ? { done, all: items.length } : null);
        const body = { directiveId: sides.local.id, upstreamVersionId: sides.upstreamVersionId, items: lot };
        await act.sendAndWait({ params: { policyId }, body });
        onDecided(lot);
      }
      setProgress(null);
    } catch {
      // What was refused stands above the list, and how far it came.
      onRefused();
    } finally {
      setBusy(false);
    }
  };
  return { decide, sending: busy, progress, problem: act.problem };
}

/** The pairs of a list without those that were decided. */
export function without(chosen: ReadonlySet<string>, decided: readonly Pair[]): ReadonlySet<string> {
  const gone = new Set(decided.map(keyOf));
  return new Set([...chosen].filter((key) => !gone.has(key)));
}
