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
  /** Takes back what the person decided last, in one go as it was decided. */
  undo: () => Promise<void>;
  sending: boolean;
  /** How many of a large number were decided. */
  progress: { done: number; all: number } | null;
  problem: ApiProblem | null;
}

/**
 * @param onDecided what was decided, once the server has said so
 * @param onUndone what was taken back; it may be proposed again
 * @param onRefused what is on screen may not be what is there
 */
export function useDecidingLinks(
  policyId: string,
  sides: Sides,
  {
    onDecided,
    onUndone,
    onRefused,
  }: {
    onDecided: (pairs: readonly Pair[]) => void;
    onUndone: (pairs: readonly Pair[]) => void;
    onRefused: () => void;
  },
): DecidingLinks {
  const act = useAct('POST /api/policies/:policyId/links', { refreshes: readsOfLinks });
  const taking = useAct('POST /api/policies/:policyId/links/undo', { refreshes: readsOfLinks });
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
    taking.reset();
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
  const undo = async () => {
    if (sides.undo === null || busy) return;
    const { items } = sides.undo;
    setBusy(true);
    setProgress(null);
    act.reset();
    try {
      await taking.sendAndWait({ params: { policyId }, body: { directiveId: sides.local.id, items } });
      const taken = sides.links.filter((link) => items.some(({ linkId }) => linkId === link.id));
      onUndone(taken.map(({ requirement, clauseKey }) => ({ requirementId: requirement.id, clauseKey })));
    } catch {
      onRefused();
    } finally {
      setBusy(false);
    }
  };
  return { decide, undo, sending: busy, progress, problem: taking.problem ?? act.problem };
}

/** The pairs of a list without those that were decided. */
export function without(chosen: ReadonlySet<string>, decided: readonly Pair[]): ReadonlySet<string> {
  const gone = new Set(decided.map(keyOf));
  return new Set([...chosen].filter((key) => !gone.has(key)));
}
