import { addDays } from '../platform/clock/days.ts';
import type { Stage } from './history.ts';

/** One of the counties without committee branches founds its first, so that the re-answered owner query differs at first sight. */
export async function foundBranch(stage: Stage): Promise<void> {
  const { city } = stage;
  const without = city.organisations.filter(
    (organisation) =>
      organisation.kind === 'cppccBody' &&
      organisation.id !== city.tenant.bodyId &&
      !city.organisations.some((other) => other.kind === 'committeeBranch' && other.bodyId === organisation.id),
  );
  // Not the county whose clerk the persona card offers: hers is still to be done.
  const persona = stage.persona('countyClerk').organisationId;
  const county = without.find((organisation) => organisation.id !== persona);
  const committee = city.organisations.find(
    (organisation) => organisation.kind === 'specialCommittee' && organisation.bodyId === county?.id,
  );
  const clerk = county && stage.clerkOf(county.id);
  if (!county || !committee || !clerk) throw new Error('The demo city has no county that could found a branch');
  const committeeName =
    city.names.find((name) => name.organisationId === committee.id && name.kind === 'official')?.name ?? '';
  await stage.act(clerk, addDays(stage.anchor, -12), 'POST /api/organisations', {
    body: {
      name: `${committeeName}党支部`,
      kind: 'committeeBranch',
      bodyId: county.id,
      attachedTo: [committee.id],
      foundedOn: addDays(stage.anchor, -14),
      approvalDocument: `${city.tenant.name.slice(0, 1)}县委组〔${stage.anchor.slice(0, 4)}〕18号`,
    },
  });
}
