import { useQueryClient } from '@tanstack/react-query';
import { useRef, useState } from 'react';
import { call, newActionId } from '../../../app/client.ts';
import { ApiProblem } from '../../../app/problem.ts';
import type { Changes, Decision, Requirement, Review } from './model.ts';
import { withChanges } from './news.ts';

type BulkDecision = Exclude<Decision, { kind: 'edit' }>;

/** Somebody else was faster: what stands now, and what this person wanted. */
export interface Conflict {
  problem: ApiProblem;
  theirs: Requirement[];
  wanted: Decision;
  items: Requirement[];
}

/** A step that cannot be turned as a whole, because somebody changed what it was about. */
export interface TurnConflict {
  problem: ApiProblem;
  theirs: Requirement[];
  direction: 'undo' | 'redo';
}

/** An item as it was last seen. */
export interface Seen {
  id: string;
  seenVersion: number;
}

export interface Deciding {
  /** Decides at once and keeps it. Resolves to false when it did not come about; the reason is in `problem` or `conflict`. */
  decide: (items: readonly Requirement[], decision: Decision) => Promise<boolean>;
  /** Any other step on items, in its turn. Resolves to what changed, or null when it did not come about. */
  step: (
    items: readonly Requirement[],
    send: (seen: Seen[], actionId: string) => Promise<Changes>,
    what: unknown,
  ) => Promise<Changes | null>;
  /** Takes back, or puts back, her own last step; `leave` passes over what somebody has changed since. */
  turn: (direction: 'undo' | 'redo', leave?: boolean) => Promise<void>;
  /** Puts answered requirements into what is on screen. */
  put: (changes: Parameters<typeof withChanges>[1]) => void;
  /** Reads the whole review anew. */
  readAnew: () => void;
  /** True while a step is on its way or waits for its turn. */
  sending: boolean;
  problem: unknown;
  conflict: Conflict | null;
  turnConflict: TurnConflict | null;
  clearConflict: () => void;
  clearTurnConflict: () => void;
}

const reviewKey = 'GET /api/directives/:directiveId/review';

/**
 * Sends steps of the review one after the other, in the order in which they were taken, and shows their answers without
 * reading the whole document anew. A step that got no answer keeps its action id, so that a second press can double nothing.
 */
export function useDeciding(directiveId: string): Deciding {
  const cache = useQueryClient();
  const [waiting, setWaiting] = useState(0);
  const [problem, setProblem] = useState<unknown>(null);
  const [conflicts, setConflicts] = useState<readonly Conflict[]>([]);
  const [turnConflict, setTurnConflict] = useState<TurnConflict | null>(null);
  const [open] = useState(() => new Map<string, string>());
  const queue = useRef<Promise<unknown>>(Promise.resolve());
  /** What her own answers left, for a step that was taken before they came. */
  const left = useRef(new Map<string, number>());
  const key = [reviewKey, { params: { directiveId } }];

  const put: Deciding['put'] = (changes) =>
    cache.setQueryData<Review>(key, (review) => review && withChanges(review, changes));

  const readAnew = () => void cache.invalidateQueries({ queryKey: key });

  const inTurn = async <T>(work: () => Promise<T>): Promise<T> => {
    setWaiting((count) => count + 1);
    const turn = queue.current.then(work);
    queue.current = turn.catch(() => undefined);
    try {
      return await turn;
    } finally {
      setWaiting((count) => count - 1);
    }
  };

  /** @throws what the call throws */
  const sent = async (send: (actionId: string) => Promise<Changes>, fingerprint: string): Promise<Changes> => {
    const actionId = open.get(fingerprint) ?? newActionId();
    open.set(fingerprint, actionId);
    setProblem(null);
    const changes = await send(actionId);
    open.delete(fingerprint);
    for (const one of changes.requirements) left.current.set(one.id, one.version);
    put(changes);
    return changes;
  };

  const seenOf = (items: readonly Requirement[]): Seen[] =>
    items.map((one) => ({ id: one.id, seenVersion: Math.max(one.version, left.current.get(one.id) ?? 0) }));

  const decide: Deciding['decide'] = async (items, decision) => {
    if (items.length === 0) return false;
    return inTurn(async () => {
      const seen = seenOf(items);
      try {
        await sent((actionId) => send(directiveId, seen, decision, actionId), JSON.stringify([seen, decision]));
        return true;
      } catch (failure) {
        const theirs = standingOf(failure);
        if (failure instanceof ApiProblem && theirs?.length) {
          const conflict = { problem: failure, theirs, wanted: decision, items: [...items] };
          setConflicts((before) => [...before, conflict]);
        } else setProblem(failure);
        return false;
      }
    });
  };

  const step: Deciding['step'] = (items, send, what) =>
    inTurn(async () => {
      const seen = seenOf(items);
      try {
        return await sent((actionId) => send(seen, actionId), JSON.stringify([what, seen]));
      } catch (failure) {
        setProblem(failure);
        return null;
      }
    });

  const turn: Deciding['turn'] = (direction, leave = false) =>
    inTurn(async () => {
      const next = cache.getQueryData<Review>(key)?.line[direction];
      if (!next) return;
      const body = { stepId: next.id, leave };
      try {
        await sent(
          (actionId) =>
            call(`POST /api/directives/:directiveId/${direction}`, { params: { directiveId }, body }, { actionId }),
          JSON.stringify([direction, body]),
        );
      } catch (failure) {
        const theirs = standingOf(failure);
        if (failure instanceof ApiProblem && theirs) setTurnConflict({ problem: failure, theirs, direction });
        else {
          setProblem(failure);
          // Another window of hers may have moved the line.
          readAnew();
        }
      }
    });

  return {
    ...{
      decide,
      step,
      turn,
      put,
      readAnew,
      sending: waiting > 0,
      problem,
      conflict: conflicts[0] ?? null,
      turnConflict,
    },
    clearConflict: () => setConflicts((before) => before.slice(1)),
    clearTurnConflict: () => setTurnConflict(null),
  };
}

async function send(directiveId: string, items: Seen[], decision: Decision, actionId: string): Promise<Changes> {
  const [first] = items;
  if (items.length === 1 && first) {
    const input = { params: { requirementId: first.id }, body: { seenVersion: first.seenVersion, decision } };
    return call('POST /api/requirements/:requirementId/decide', input, { actionId });
  }
  const body = { items, decision: decision as BulkDecision };
  return call('POST /api/directives/:directiveId/decide', { params: { directiveId }, body }, { actionId });
}

function standingOf(failure: unknown): Requirement[] | null {
  if (!(failure instanceof ApiProblem) || failure.kind !== 'conflict') return null;
  return (failure.current as { requirements?: Requirement[] } | undefined)?.requirements ?? null;
}
