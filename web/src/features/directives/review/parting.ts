import { call } from '../../../app/client.ts';
import type { Changes, Requirement } from './model.ts';
import type { Deciding } from './useDeciding.ts';

/** Splits a requirement, as a step of the review in its turn; null when it did not come about. */
export function splitRequirement(
  step: Deciding['step'],
  requirement: Requirement,
  at: number,
): Promise<Changes | null> {
  const input = { params: { requirementId: requirement.id }, body: { seenVersion: requirement.version, at } };
  const send = (actionId: string) => call('POST /api/requirements/:requirementId/split', input, { actionId });
  return step(send, JSON.stringify(['split', input]));
}

/** Merges neighbouring requirements, in the same way. */
export function mergeRequirements(
  step: Deciding['step'],
  directiveId: string,
  requirements: readonly Requirement[],
): Promise<Changes | null> {
  const items = requirements.map((one) => ({ id: one.id, seenVersion: one.version }));
  const input = { params: { directiveId }, body: { items } };
  const send = (actionId: string) => call('POST /api/directives/:directiveId/merge', input, { actionId });
  return step(send, JSON.stringify(['merge', input]));
}
