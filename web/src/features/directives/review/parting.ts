import { call } from '../../../app/client.ts';
import type { Changes, Requirement } from './model.ts';
import type { Deciding } from './useDeciding.ts';

/** Splits a requirement, as a step of the review in its turn; null when it did not come about. */
export function splitRequirement(
  step: Deciding['step'],
  requirement: Requirement,
  at: number,
): Promise<Changes | null> {
  return step(
    [requirement],
    ([seen], actionId) => {
      const body = { seenVersion: seen?.seenVersion ?? requirement.version, at };
      const input = { params: { requirementId: requirement.id }, body };
      return call('POST /api/requirements/:requirementId/split', input, { actionId });
    },
    ['split', at],
  );
}

/** Merges neighbouring requirements, in the same way. */
export function mergeRequirements(
  step: Deciding['step'],
  directiveId: string,
  requirements: readonly Requirement[],
): Promise<Changes | null> {
  return step(
    requirements,
    (items, actionId) =>
      call('POST /api/directives/:directiveId/merge', { params: { directiveId }, body: { items } }, { actionId }),
    'merge',
  );
}
