/** Whom each organisation is attached to, and who guides each body. */
export function endsOfRelations(relations: readonly { from_id: string; relation: string; to_id: string }[]) {
  const attachedTo = new Map<string, string[]>();
  const guidedBy = new Map<string, string>();
  for (const { from_id, relation, to_id } of relations) {
    if (relation === 'guides') guidedBy.set(to_id, from_id);
    else attachedTo.set(from_id, [...(attachedTo.get(from_id) ?? []), to_id]);
  }
  return { attachedTo, guidedBy };
}

/** The home branch and the functional branches that go with each seat. */
export function branchesOfSeats(
  branches: readonly { membership_id: string | null; organisation_id: string; kind: string }[],
) {
  const home = new Map<string, string>();
  const functional = new Map<string, string[]>();
  for (const { membership_id: id, organisation_id, kind } of branches) {
    if (id === null) continue;
    if (kind === 'home') home.set(id, organisation_id);
    else functional.set(id, [...(functional.get(id) ?? []), organisation_id]);
  }
  return { home, functional };
}
