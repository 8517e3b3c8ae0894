import type { Requirement } from './model.ts';
import { isLive } from './ordering.ts';

/**
 * How many accepted requirements have a lead that matches no organisation, or no lead: each is asked about before it is
 * dispatched. A condition that nobody meets today is no such lead, because it is answered anew on the day.
 */
export function unmatchedCount(requirements: readonly Pick<Requirement, 'decision' | 'content'>[]): number {
  return requirements.filter((one) => {
    const leads = one.content.owners.filter((owner) => owner.role === 'lead');
    const missing = leads.some((owner) => owner.query === null && owner.organisationIds.length === 0);
    return isLive(one) && (missing || leads.length === 0);
  }).length;
}
