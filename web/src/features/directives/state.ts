import type { Answer } from '../../app/api.ts';
import type { Tone } from '../../ui/StateBadge.tsx';

export type DirectiveState = Answer<'GET /api/directives/:directiveId'>['state'];

export const stateTone: Record<DirectiveState, Tone> = {
  reviewing: 'waiting',
  confirmed: 'done',
  revising: 'active',
  withdrawn: 'stopped',
};

/** Kinds that a person may choose; the other two come about by themselves. */
export const choosableKinds = [
  'speech',
  'opinion',
  'notice',
  'plan',
  'keyPoints',
  'minutes',
  'letter',
  'measures',
  'other',
] as const;
export type ChoosableKind = (typeof choosableKinds)[number];
