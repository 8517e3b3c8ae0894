import type { OrganisationKindId, RelationKindId } from '@xieli/codes';
import { addDays, addMonths } from './dates.ts';
import type { Organisation, OrganisationName, Relation } from './model.ts';
import { type CommitteeSeat, coordinatingDepartments, type Place, participatingUnits } from './places.ts';
import type { Timeline } from './timeline.ts';

/** Collects organisations, their names and relations while the city is built. */
export interface OrganisationRegister {
  organisations: Organisation[];
  names: OrganisationName[];
  relations: Relation[];
}

export interface CommitteeOffice extends CommitteeSeat {
  id: string;
  /** The branch attached to it, if there is one. */
  branchId: string | null;
}

/** The organisations of one body, by what they are. */
export interface BodyOffices {
  place: Place;
  bodyId: string;
  partyCommitteeId: string;
  partyGroupId: string;
  officePartyGroupId: string;
  officePartyCommitteeId: string | null;
  officeBranchIds: string[];
  officeId: string;
  committees: CommitteeOffice[];
  committeeBranches: { id: string; foundedOn: string; committeeIds: string[] }[];
}

/** The organisations around the city body that are no part of it. */
export interface Surroundings {
  supervisionOfficeId: string;
  coordinatingDepartmentIds: string[];
  participatingUnitIds: string[];
  activityGroupIds: string[];
}

interface Founding {
  kind: OrganisationKindId;
  bodyId: string | null;
  name: string;
  aliases: readonly string[];
  foundedOn: string;
  approvalDocument?: string;
  /** Branches are elected for three years (domain.md D4). */
  hasTerm?: boolean;
}

export function createRegister(identifier: () => string) {
  const register: OrganisationRegister = { organisations: [], names: [], relations: [] };

  /** @returns the id of the new organisation; without a body it is a body itself. */
  function found(founding: Founding): string {
    const id = identifier();
    register.organisations.push({
      id,
      bodyId: founding.bodyId ?? id,
      kind: founding.kind,
      approvalDocument: founding.approvalDocument ?? null,
      termEndsOn: founding.hasTerm === true ? addDays(addMonths(founding.foundedOn, 36), -1) : null,
      validFrom: founding.foundedOn,
      validTo: null,
    });
    const interval = { validFrom: founding.foundedOn, validTo: null };
    register.names.push({ id: identifier(), organisationId: id, kind: 'official', name: founding.name, ...interval });
    for (const name of founding.aliases) {
      register.names.push({ id: identifier(), organisationId: id, kind: 'alias', name, ...interval });
    }
    return id;
  }

  function foundingDayOf(id: string): string {
    const organisation = register.organisations.find((entry) => entry.id === id);
    if (organisation === undefined) throw new Error(`No organisation ${id}`);
    return organisation.validFrom;
  }

  /** A relation holds from the day on which both ends exist. */
  function relate(fromId: string, relation: RelationKindId, toId: string): void {
    const fromDay = foundingDayOf(fromId);
    const toDay = foundingDayOf(toId);
    const validFrom = fromDay > toDay ? fromDay : toDay;
    register.relations.push({ id: identifier(), fromId, relation, toId, validFrom, validTo: null });
  }

  return { register, found, relate, foundingDayOf };
}

export type Register = ReturnType<typeof createRegister>;

/** Groups of committees that share a branch: every committee alone, or neighbours two by two. */
function branchGroups(place: Place, committees: readonly CommitteeOffice[]): CommitteeOffice[][] {
  if (place.branches === 'none') return [];
  if (place.branches === 'each') return committees.map((committee) => [committee]);
  const groups: CommitteeOffice[][] = [];
  for (let index = 0; index < committees.length; index += 2) groups.push(committees.slice(index, index + 2));
  return groups;
}

function branchName(group: readonly CommitteeOffice[]): string {
  const [first, second] = group;
  if (first === undefined) throw new Error('A branch without a committee');
  if (second === undefined) return `${first.name}党支部`;
  return `${first.shortName}和${second.shortName}联合党支部`;
}

/** Inside one body people leave the place out; in the whole tenant only the city body may be called 市政协. */
function aliasesInside(place: Place, rest: string): string[] {
  if (place.ending === '市' && place.level === 'county') return [rest];
  return [`${place.ending}政协${rest}`, rest];
}

/** Founds a body with everything that belongs to it and relates the parts (domain.md B1). */
export function foundBody(register: Register, place: Place, timeline: Timeline): BodyOffices {
  const { found, relate } = register;
  const short = `${place.name}政协`;
  const foundedOn = timeline.bodiesFounded;

  const bodyId = found({
    kind: 'cppccBody',
    bodyId: null,
    name: `政协${place.name}委员会`,
    aliases: [short, ...(place.level === 'city' ? ['市政协'] : []), `中国人民政治协商会议${place.name}委员会`],
    foundedOn,
  });
  const partyCommitteeId = found({
    kind: 'upstreamIssuer',
    bodyId,
    name: `中共${place.name}委员会`,
    aliases: [`${place.name}委`, ...(place.level === 'city' ? ['市委'] : [])],
    foundedOn,
  });
  const partyGroupId = found({
    kind: 'partyGroup',
    bodyId,
    name: `${short}党组`,
    aliases: [...aliasesInside(place, '党组'), `政协${place.name}委员会党组`],
    foundedOn,
  });
  const officePartyGroupId = found({
    kind: 'officePartyGroup',
    bodyId,
    name: `${short}机关党组`,
    aliases: aliasesInside(place, '机关党组'),
    foundedOn: timeline.officePartyGroupsFounded,
    approvalDocument: `${place.name}委关于设立${short}机关党组的批复`,
  });
  const officeId = found({
    kind: 'office',
    bodyId,
    name: `${short}办公室`,
    aliases: aliasesInside(place, '办公室'),
    foundedOn,
  });
  relate(partyCommitteeId, 'approves', partyGroupId);
  relate(partyCommitteeId, 'leads', partyGroupId);
  relate(partyCommitteeId, 'approves', officePartyGroupId);
  relate(partyGroupId, 'leads', officePartyGroupId);
  relate(bodyId, 'leads', officeId);

  const parents = { bodyId, officePartyGroupId };
  const committees = foundCommittees(register, place, timeline, bodyId);
  return {
    place,
    ...parents,
    partyCommitteeId,
    partyGroupId,
    officeId,
    ...foundOfficeBranches(register, place, timeline, parents),
    committees,
    committeeBranches: foundCommitteeBranches(register, place, timeline, parents, committees),
  };
}

interface Parents {
  bodyId: string;
  officePartyGroupId: string;
}

/** The city's office is large enough for an office Party committee and two branches; a county's has one branch. */
function foundOfficeBranches({ found, relate }: Register, place: Place, timeline: Timeline, parents: Parents) {
  const short = `${place.name}政协`;
  const foundedOn = timeline.termStart;
  const isCity = place.level === 'city';
  const officePartyCommitteeId = isCity
    ? found({
        kind: 'officePartyCommittee',
        bodyId: parents.bodyId,
        name: `${short}机关党委`,
        aliases: aliasesInside(place, '机关党委'),
        foundedOn,
      })
    : null;
  if (officePartyCommitteeId !== null) relate(parents.officePartyGroupId, 'guides', officePartyCommitteeId);

  const officeBranchIds = (isCity ? ['机关第一党支部', '机关第二党支部'] : ['机关党支部']).map((name) => {
    const id = found({
      kind: 'officeBranch',
      bodyId: parents.bodyId,
      name: `${short}${name}`,
      aliases: aliasesInside(place, name),
      foundedOn,
      hasTerm: true,
    });
    relate(parents.officePartyGroupId, 'guidesAndUrges', id);
    if (officePartyCommitteeId !== null) relate(officePartyCommitteeId, 'leads', id);
    return id;
  });
  return { officePartyCommitteeId, officeBranchIds };
}

function foundCommittees({ found, relate }: Register, place: Place, timeline: Timeline, bodyId: string) {
  return place.committees.map((seat): CommitteeOffice => {
    const id = found({
      kind: 'specialCommittee',
      bodyId,
      name: `${place.name}政协${seat.name}`,
      aliases: [...aliasesInside(place, seat.name), seat.shortName],
      foundedOn: timeline.termStart,
    });
    relate(bodyId, 'leads', id);
    return { ...seat, id, branchId: null };
  });
}

/** Founds the branches that the committees have and notes each on its committees. */
function foundCommitteeBranches(
  { found, relate }: Register,
  place: Place,
  timeline: Timeline,
  { bodyId, officePartyGroupId }: Parents,
  committees: CommitteeOffice[],
) {
  const short = `${place.name}政协`;
  const foundedOn = place.level === 'city' ? timeline.cityBranchesFounded : timeline.countyBranchesFounded;
  return branchGroups(place, committees).map((group) => {
    const name = branchName(group);
    const id = found({
      kind: 'committeeBranch',
      bodyId,
      name: `${short}${name}`,
      aliases: aliasesInside(place, name),
      foundedOn,
      approvalDocument: `${short}机关党组关于设立${name}的批复`,
      hasTerm: true,
    });
    for (const committee of group) {
      committee.branchId = id;
      relate(id, 'attachedTo', committee.id);
    }
    relate(officePartyGroupId, 'guidesAndUrges', id);
    return { id, foundedOn, committeeIds: group.map((committee) => committee.id) };
  });
}

/** The city guides its counties, body by body and Party group by Party group; it does not lead them. */
export function guideCounty({ relate }: Register, city: BodyOffices, county: BodyOffices): void {
  relate(city.bodyId, 'guides', county.bodyId);
  relate(city.partyGroupId, 'guides', county.partyGroupId);
  relate(city.partyCommitteeId, 'leads', county.partyCommitteeId);
}

const ACTIVITY_GROUPS = ['经济界', '教育界', '医药卫生界'] as const;

/** Departments, participating units and activity groups around the city body. */
export function foundSurroundings({ found, relate }: Register, city: BodyOffices, timeline: Timeline): Surroundings {
  const { bodyId } = city;
  const foundedOn = timeline.bodiesFounded;
  const supervisionOfficeId = found({
    kind: 'supervisionOffice',
    bodyId,
    name: `中共${city.place.name}委督查室`,
    aliases: ['市委督查室'],
    foundedOn,
  });
  relate(supervisionOfficeId, 'coordinates', city.partyGroupId);

  const coordinatingDepartmentIds = coordinatingDepartments.map(({ name, aliases }) => {
    const id = found({ kind: 'coordinatingDept', bodyId, name, aliases, foundedOn });
    relate(id, 'coordinates', city.partyGroupId);
    return id;
  });
  // The working committee for Party organisations of city offices stands above the office Party committee (domain.md B1).
  const workingCommittee = coordinatingDepartmentIds.at(-1);
  if (workingCommittee !== undefined && city.officePartyCommitteeId !== null) {
    relate(workingCommittee, 'leads', city.officePartyCommitteeId);
  }

  const participatingUnitIds = participatingUnits.map(({ name, aliases, contact }) => {
    const id = found({ kind: 'participatingUnit', bodyId, name, aliases, foundedOn });
    relate(id, 'participates', bodyId);
    const committee = city.committees.find((entry) => entry.slug === contact);
    if (committee === undefined) throw new Error(`No committee ${contact}`);
    relate(committee.id, 'contacts', id);
    return id;
  });

  const activityGroupIds = ACTIVITY_GROUPS.map((sector) => {
    const name = `${sector}党员委员活动小组`;
    const id = found({
      kind: 'partyActivityGroup',
      bodyId,
      name: `${city.place.name}政协${name}`,
      aliases: [name],
      foundedOn: timeline.cityBranchesFounded,
    });
    relate(city.officePartyGroupId, 'guidesAndUrges', id);
    return id;
  });

  return { supervisionOfficeId, coordinatingDepartmentIds, participatingUnitIds, activityGroupIds };
}
