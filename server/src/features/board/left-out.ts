export interface LeftOut {
  /** Null where the requirement went to nobody. */
  organisationId: string | null;
  reason: string;
}

/**
 * What was left out of one requirement, of all that was left out of its document. Organisations that have a task of it are
 * not told again: a withdrawn task says for itself what became of it.
 * @param leftOut reasons by requirement and by `requirement/organisation`
 * @param tasked organisations with a task of the requirement
 * @param mayKnow whether the viewer may read what concerns an organisation
 */
export function leftOutOfRequirement(
  leftOut: ReadonlyMap<string, string>,
  requirementId: string,
  tasked: readonly string[],
  mayKnow: (organisationId: string) => boolean,
): LeftOut[] {
  return [...leftOut].flatMap(([key, reason]) => {
    const [requirement, organisationId = null] = key.split('/');
    if (requirement !== requirementId) return [];
    if (organisationId !== null && (tasked.includes(organisationId) || !mayKnow(organisationId))) return [];
    return [{ organisationId, reason }];
  });
}
