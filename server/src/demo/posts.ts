import type { PostKindId } from '@xieli/codes';
import type { SeatedMember } from './members.ts';
import type { Person, Post } from './model.ts';
import type { BodyOffices } from './organisations.ts';
import type { Timeline } from './timeline.ts';

/** Appoints people; a post begins on the day the term or, if later, the organisation began. */
export function createAppointments(identifier: () => string, foundingDayOf: (organisationId: string) => string) {
  const posts: Post[] = [];

  function appoint(person: Person, post: PostKindId, organisationId: string, from: string): void {
    const founded = foundingDayOf(organisationId);
    posts.push({
      id: identifier(),
      personId: person.id,
      organisationId,
      post,
      validFrom: founded > from ? founded : from,
      validTo: null,
    });
  }

  return { posts, appoint };
}

export type Appoint = ReturnType<typeof createAppointments>['appoint'];

/** Posts that members hold: leaders of the body and of its Party group, committee directors, branch teams. */
export function appointMembers(
  appoint: Appoint,
  offices: BodyOffices,
  members: readonly SeatedMember[],
  timeline: Timeline,
): void {
  appointLeaders(appoint, offices, members, timeline);
  appointCommittees(appoint, offices, members, timeline);
  appointBranchTeams(appoint, offices, members);
}

function appointLeaders(
  appoint: Appoint,
  offices: BodyOffices,
  members: readonly SeatedMember[],
  { termStart }: Timeline,
): void {
  for (const { person, title } of members) {
    if (title === 'chair' || title === 'viceChair' || title === 'secretaryGeneral') {
      appoint(person, title, offices.bodyId, termStart);
    }
  }
  const partyLeaders = members.filter(
    (member) => member.isPartyMember && ['chair', 'viceChair', 'secretaryGeneral'].includes(member.title),
  );
  for (const [index, { person }] of partyLeaders.entries()) {
    const post = (['partyGroupSecretary', 'deputyPartyGroupSecretary'] as const)[index] ?? 'partyGroupMember';
    appoint(person, post, offices.partyGroupId, termStart);
  }
  const secretaryGeneral = members.find((member) => member.title === 'secretaryGeneral');
  if (secretaryGeneral !== undefined) {
    appoint(secretaryGeneral.person, 'partyGroupSecretary', offices.officePartyGroupId, termStart);
  }
}

function appointCommittees(
  appoint: Appoint,
  offices: BodyOffices,
  members: readonly SeatedMember[],
  { termStart }: Timeline,
): void {
  for (const committee of offices.committees) {
    const seated = members.filter((member) => member.committeeId === committee.id);
    const director = seated.find((member) => member.isDirector);
    const deputy = seated.find((member) => member.title === 'standingMember' && !member.isPartyMember);
    if (director !== undefined) appoint(director.person, 'committeeDirector', committee.id, termStart);
    if (deputy !== undefined) appoint(deputy.person, 'committeeDeputyDirector', committee.id, termStart);
  }
}

const BRANCH_TEAM: readonly PostKindId[] = [
  'branchSecretary',
  'organisationCommissioner',
  'publicityCommissioner',
  'disciplineCommissioner',
];

/** The secretary is the director of the committee, or of the first one in a joint branch (domain.md B1). */
function appointBranchTeams(appoint: Appoint, offices: BodyOffices, members: readonly SeatedMember[]): void {
  for (const branch of offices.committeeBranches) {
    const team = members.filter(
      (member) =>
        member.isPartyMember &&
        member.affiliations[0] === '01' &&
        member.committeeId !== null &&
        branch.committeeIds.includes(member.committeeId) &&
        member.validFrom <= branch.foundedOn,
    );
    for (const [index, post] of BRANCH_TEAM.entries()) {
      const member = team[index];
      if (member !== undefined) appoint(member.person, post, branch.id, branch.foundedOn);
    }
  }
}
