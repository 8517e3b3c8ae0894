import type { Answer } from '../../app/api.ts';
import type { Tone } from '../../ui/StateBadge.tsx';

type PolicyState = Answer<'GET /api/policies'>['items'][number]['state'];
type Link = Answer<'GET /api/policies/again'>['items'][number];
type GapRow = Answer<'GET /api/policies/:policyId/gaps'>['rows'][number];

export const policyStates = ['stub', 'complete', 'merged'] as const satisfies readonly PolicyState[];

export const toneOfPolicy: Record<PolicyState, Tone> = { stub: 'waiting', complete: 'done', merged: 'stopped' };

export const toneOfLink: Record<Link['state'], Tone> = {
  ...{
    covers: 'done',
    outdated: 'late',
    predated: 'late',
    ambiguous: 'check',
    unwanted: 'stopped',
    orphaned: 'stopped',
  },
};

export const toneOfCoverage: Record<GapRow['coverage'], Tone> = {
  ...{ none: 'late', linked: 'waiting', shallow: 'active', deep: 'done' },
};
