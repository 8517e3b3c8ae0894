import { isUnmatched } from './asking.ts';
import type { Content, Owner, Requirement } from './model.ts';

/** Owners of a requirement of which some were chosen and others are still open, as of a version of it. */
export interface Picked {
  version: number;
  owners: Owner[];
}

/** The requirements as they are shown while some of their owners are chosen; what was decided since is shown as decided. */
export function withPicks(requirements: readonly Requirement[], picks: ReadonlyMap<string, Picked>): Requirement[] {
  return requirements.map((one) => {
    const picked = picks.get(one.id);
    if (picked?.version !== one.version) return one;
    return { ...one, content: { ...one.content, owners: picked.owners }, picked: true };
  });
}

/**
 * A choice for one owner. It decides that owner alone: the requirement is accepted with the last of them, because a person who
 * says whom one word means has said nothing of the others.
 * @returns what to save, or the owners to keep until the rest is chosen
 */
export function pickFor(
  { content, decision }: Pick<Requirement, 'content' | 'decision'>,
  owner: number,
  organisationIds: string[],
): { save: Content } | { keep: Owner[] } {
  const owners = content.owners.map((one, at) => (at === owner ? { ...one, organisationIds } : one));
  const accepted = decision === 'accepted' || decision === 'edited';
  return accepted || !owners.some(isUnmatched) ? { save: { ...content, owners } } : { keep: owners };
}
