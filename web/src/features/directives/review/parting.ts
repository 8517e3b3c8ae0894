import { call } from '../../../app/client.ts';
import type { Changes, Requirement } from './model.ts';
import type { Deciding } from './useDeciding.ts';

/** Splitting and merging, as steps of the review in their turn; null when it did not come about. */
export function partingOf(directiveId: string, step: Deciding['step']) {
  return {
    split(requirement: Requirement, at: number): Promise<Changes | null> {
      const input = { params: { requirementId: requirement.id }, body: { seenVersion: requirement.version, at } };
      const send = (actionId: string) => call('POST /api/requirements/:requirementId/split', input, { actionId });
      return step(send, JSON.stringify(['split', input]));
    },
    merge(requirements: readonly Requirement[]): Promise<Changes | null> {
      const items = requirements.map((one) => ({ id: one.id, seenVersion: one.version }));
      const input = { params: { directiveId }, body: { items } };
      const send = (actionId: string) => call('POST /api/directives/:directiveId/merge', input, { actionId });
      return step(send, JSON.stringify(['merge', input]));
    },
  };
}
