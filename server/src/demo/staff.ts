import type { BodyMembership, BranchMembership, Person } from './model.ts';
import type { BodyOffices, Surroundings } from './organisations.ts';
import type { Appoint } from './posts.ts';
import type { Timeline } from './timeline.ts';

/** Who does what in the office of a body. */
export interface Staff {
  everyone: Person[];
  officeDirector: Person;
  /** Receives what is dispatched to the body and its Party group. */
  clerk: Person;
  partyAffairsCadre: Person;
  officeBranchSecretaries: Person[];
  /** One per committee, in the order of the committees; in a county two share them. */
  committeeClerks: Person[];
}

/** The office of the city has further people, without whom the demo could not be shown. */
export interface CityStaff extends Staff {
  verifier: Person;
  systemAdministrator: Person;
  securityAdministrator: Person;
  auditAdministrator: Person;
}

const CITY_STAFF = 56;
const COUNTY_STAFF = 9;

/** Takes people into the office of a county and appoints its liaisons. */
export function staffCounty(
  offices: BodyOffices,
  addPerson: () => Person,
  appoint: Appoint,
  timeline: Timeline,
): Staff {
  const everyone = Array.from({ length: COUNTY_STAFF }, addPerson);
  const [officeDirector, clerk, partyAffairsCadre, branchSecretary, firstClerk, secondClerk] = everyone as [
    Person,
    Person,
    Person,
    Person,
    Person,
    Person,
  ];
  const staff: Staff = {
    everyone,
    officeDirector,
    clerk,
    partyAffairsCadre,
    officeBranchSecretaries: [branchSecretary],
    committeeClerks: offices.committees.map((_, index) => (index % 2 === 0 ? firstClerk : secondClerk)),
  };
  appointStaff(staff, offices, appoint, timeline);
  return staff;
}

/** Takes people into the office of the city body and appoints its liaisons. */
export function staffCity(
  offices: BodyOffices,
  addPerson: () => Person,
  appoint: Appoint,
  timeline: Timeline,
): CityStaff {
  const everyone = Array.from({ length: CITY_STAFF }, addPerson);
  const [officeDirector, clerk, partyAffairsCadre, first, second, verifier, system, security, audit] = everyone as [
    Person,
    Person,
    Person,
    Person,
    Person,
    Person,
    Person,
    Person,
    Person,
  ];
  const firstCommitteeClerk = 9;
  const staff: CityStaff = {
    everyone,
    officeDirector,
    clerk,
    partyAffairsCadre,
    officeBranchSecretaries: [first, second],
    committeeClerks: everyone.slice(firstCommitteeClerk, firstCommitteeClerk + offices.committees.length),
    verifier,
    systemAdministrator: system,
    securityAdministrator: security,
    auditAdministrator: audit,
  };
  appointStaff(staff, offices, appoint, timeline);
  return staff;
}

function appointStaff(staff: Staff, offices: BodyOffices, appoint: Appoint, { termStart }: Timeline): void {
  appoint(staff.officeDirector, 'officeDirector', offices.officeId, termStart);
  appoint(staff.officeDirector, 'partyGroupMember', offices.officePartyGroupId, termStart);
  appoint(staff.clerk, 'clerk', offices.officeId, termStart);
  appoint(staff.partyAffairsCadre, 'partyAffairsCadre', offices.officePartyGroupId, termStart);
  for (const id of [offices.bodyId, offices.partyGroupId, offices.officeId]) {
    appoint(staff.clerk, 'liaison', id, termStart);
  }
  appoint(staff.partyAffairsCadre, 'liaison', offices.officePartyGroupId, termStart);
  if (offices.officePartyCommitteeId !== null) {
    appoint(staff.officeDirector, 'officePartyCommitteeSecretary', offices.officePartyCommitteeId, termStart);
    appoint(staff.partyAffairsCadre, 'liaison', offices.officePartyCommitteeId, termStart);
  }
  for (const [index, branchId] of offices.officeBranchIds.entries()) {
    const secretary = staff.officeBranchSecretaries[index];
    if (secretary === undefined) throw new Error('An office branch without a secretary');
    appoint(secretary, 'branchSecretary', branchId, termStart);
    appoint(secretary, 'partyGroupMember', offices.officePartyGroupId, termStart);
    const team = staff.everyone.slice(-3 * (index + 1)).slice(0, 3) as [Person, Person, Person];
    appoint(team[0], 'organisationCommissioner', branchId, termStart);
    appoint(team[1], 'publicityCommissioner', branchId, termStart);
    appoint(team[2], 'liaison', branchId, termStart);
  }
  appointCommitteeLiaisons(staff, offices, appoint, termStart);
}

/** A committee and the branch attached to it share a liaison; a joint branch takes the one of its first committee. */
function appointCommitteeLiaisons(staff: Staff, offices: BodyOffices, appoint: Appoint, termStart: string): void {
  for (const [index, committee] of offices.committees.entries()) {
    const clerk = staff.committeeClerks[index];
    if (clerk === undefined) throw new Error(`No clerk for ${committee.name}`);
    appoint(clerk, 'liaison', committee.id, termStart);
    const branch = offices.committeeBranches.find((entry) => entry.committeeIds[0] === committee.id);
    if (branch !== undefined) appoint(clerk, 'liaison', branch.id, branch.foundedOn);
  }
}

/** Office staff are no members of the body: they count only in the size of an office branch (measures.md 2.2). */
export function staffMemberships(
  staff: Staff,
  offices: BodyOffices,
  { termStart }: Timeline,
  identifier: () => string,
) {
  const memberships: BodyMembership[] = [];
  const branchMemberships: BranchMembership[] = [];
  for (const [index, person] of staff.everyone.entries()) {
    const interval = { validFrom: termStart, validTo: null };
    memberships.push({
      id: identifier(),
      personId: person.id,
      bodyId: offices.bodyId,
      term: null,
      title: 'officeStaff',
      committeeId: null,
      affiliations: ['01'],
      sector: null,
      workplace: `${offices.place.name}政协机关`,
      status: 'serving',
      ...interval,
    });
    const secretaryOf = staff.officeBranchSecretaries.indexOf(person);
    const branch = secretaryOf >= 0 ? secretaryOf : index % offices.officeBranchIds.length;
    branchMemberships.push({
      id: identifier(),
      personId: person.id,
      organisationId: offices.officeBranchIds[branch] as string,
      kind: 'home',
      ...interval,
    });
  }
  return { memberships, branchMemberships };
}

/** People outside the CPPCC offices through whom departments and participating units are reached. */
export function appointSurroundings(
  surroundings: Surroundings,
  cityStaff: CityStaff,
  groupLeaders: readonly Person[],
  addPerson: () => Person,
  appoint: Appoint,
  { termStart }: Timeline,
): { inspector: Person } {
  const supervisionDirector = addPerson();
  const inspector = addPerson();
  appoint(supervisionDirector, 'supervisionDirector', surroundings.supervisionOfficeId, termStart);
  appoint(inspector, 'inspectionMember', surroundings.supervisionOfficeId, termStart);
  appoint(inspector, 'liaison', surroundings.supervisionOfficeId, termStart);
  for (const id of [...surroundings.coordinatingDepartmentIds, ...surroundings.participatingUnitIds]) {
    appoint(addPerson(), 'liaison', id, termStart);
  }
  for (const [index, id] of surroundings.activityGroupIds.entries()) {
    const leader = groupLeaders[index];
    if (leader !== undefined) appoint(leader, 'groupLeader', id, termStart);
    appoint(cityStaff.partyAffairsCadre, 'liaison', id, termStart);
  }
  return { inspector };
}
