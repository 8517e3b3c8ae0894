import { useState } from 'react';
import { useAct } from '../../../app/queries.ts';
import type { Span } from './marks.ts';
import type { Changes, Content, Requirement } from './model.ts';

/** Adds a requirement from a passage and puts it on screen. */
export function useAdding(directiveId: string, put: (changes: Changes) => void) {
  const act = useAct('POST /api/directives/:directiveId/requirements', { refreshes: [] });
  const [problem, setProblem] = useState<unknown>(null);
  const add = async (span: Span, content: Content): Promise<Requirement | null> => {
    setProblem(null);
    try {
      const changes = await act.sendAndWait({ params: { directiveId }, body: { ...span, content } });
      put(changes);
      return changes.requirements[0] ?? null;
    } catch (failure) {
      setProblem(failure);
      return null;
    }
  };
  return { add, problem, sending: act.sending };
}
