import { useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import { call, newActionId } from '../../../app/client.ts';
import { ApiProblem } from '../../../app/problem.ts';
import type { Decision, Requirement, Review } from './model.ts';

type BulkDecision = Exclude<Decision, { kind: 'edit' }>;

/** Somebody else was faster: what stands now, and what this person wanted. */
export interface Conflict {
  problem: ApiProblem;
  theirs: Requirement[];
  wanted: Decision;
  items: Requirement[];
}

export interface Deciding {
  /** Decides at once and keeps it. Resolves to false when it did not come about; the reason is in `problem` or `conflict`. */
  decide: (items: readonly Requirement[], decision: Decision) => Promise<boolean>;
  /** Puts answered requirements into what is on screen. */
  put: (requirements: readonly Requirement[]) => void;
  sending: boolean;
  problem: unknown;
  conflict: Conflict | null;
  /** The last decision of this visit, for undo. */
  last: { ids: string[]; kind: Decision['kind'] } | null;
  clearProblem: () => void;
  clearConflict: () => void;
}

const reviewKey = 'GET /api/directives/:directiveId/review';

/**
 * Sends decisions and shows their answers without reading the whole document anew. A decision that got no answer keeps its
 * action id for the same items, so that a second press can double nothing.
 */
export function useDeciding(directiveId: string): Deciding {
  const cache = useQueryClient();
  const [sending, setSending] = useState(false);
  const [problem, setProblem] = useState<unknown>(null);
  const [conflict, setConflict] = useState<Conflict | null>(null);
  const [last, setLast] = useState<Deciding['last']>(null);
  const [open] = useState(() => new Map<string, string>());

  const put: Deciding['put'] = (requirements) => {
    const fresh = new Map(requirements.map((one) => [one.id, one]));
    cache.setQueryData<Review>([reviewKey, { params: { directiveId } }], (review) => {
      if (!review) return review;
      const known = new Set(review.requirements.map((one) => one.id));
      const added = requirements.filter((one) => !known.has(one.id));
      const kept = review.requirements.map((one) => fresh.get(one.id) ?? one);
      return {
        ...review,
        requirements: [...kept, ...added].sort((a, b) => a.start - b.start || a.position - b.position),
      };
    });
  };

  const decide: Deciding['decide'] = async (items, decision) => {
    if (items.length === 0 || sending) return false;
    const fingerprint = JSON.stringify([items.map((one) => [one.id, one.version]), decision]);
    const actionId = open.get(fingerprint) ?? newActionId();
    open.set(fingerprint, actionId);
    setSending(true);
    setProblem(null);
    try {
      put(await send(directiveId, items, decision, actionId));
      setLast(decision.kind === 'undo' ? null : { ids: items.map((one) => one.id), kind: decision.kind });
      open.delete(fingerprint);
      return true;
    } catch (failure) {
      const theirs = standingOf(failure);
      if (failure instanceof ApiProblem && theirs)
        setConflict({ problem: failure, theirs, wanted: decision, items: [...items] });
      else setProblem(failure);
      return false;
    } finally {
      setSending(false);
    }
  };

  return {
    decide,
    put,
    sending,
    problem,
    conflict,
    last,
    clearProblem: () => setProblem(null),
    clearConflict: () => setConflict(null),
  };
}

async function send(
  directiveId: string,
  items: readonly Requirement[],
  decision: Decision,
  actionId: string,
): Promise<Requirement[]> {
  const [first] = items;
  if (items.length === 1 && first) {
    const input = { params: { requirementId: first.id }, body: { seenVersion: first.version, decision } };
    const { requirement } = await call('POST /api/requirements/:requirementId/decide', input, { actionId });
    return [requirement];
  }
  const body = {
    items: items.map((one) => ({ id: one.id, seenVersion: one.version })),
    decision: decision as BulkDecision,
  };
  const answer = await call(
    'POST /api/directives/:directiveId/decide',
    { params: { directiveId }, body },
    { actionId },
  );
  return answer.requirements;
}

function standingOf(failure: unknown): Requirement[] | null {
  if (!(failure instanceof ApiProblem) || failure.kind !== 'conflict') return null;
  return (failure.current as { requirements?: Requirement[] } | undefined)?.requirements ?? null;
}
