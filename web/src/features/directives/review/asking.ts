import type { Content } from './model.ts';

/** What a person has to supply before a requirement can become a task. */
export type Ask = 'noDay' | 'dayPassed' | 'noOrganisation';

/**
 * What is asked about a requirement: a time without a day (近期), a day that has passed, words for an organisation that match
 * none. A standing one and one that hangs on an event need no day.
 * @param today the day of business
 */
export function asksOf({ deadline, owners }: Pick<Content, 'deadline' | 'owners'>, today: string): Ask[] {
  const asks: Ask[] = [];
  if (deadline !== null && (deadline.kind === 'vague' || (deadline.kind === 'due' && deadline.to === null)))
    asks.push('noDay');
  if (deadline !== null && deadline.to !== null && deadline.to < today) asks.push('dayPassed');
  if (owners.some(isUnmatched)) asks.push('noOrganisation');
  return asks;
}

/** Words that match no organisation: neither the audience, nor a condition that is answered on the day. */
export function isUnmatched(owner: Content['owners'][number]): boolean {
  return !owner.audience && owner.query === null && owner.organisationIds.length === 0;
}
