import type {
  AffiliationCode,
  EthnicGroupCode,
  MembershipStatusId,
  MemberTitleId,
  OrganisationKindId,
  PostKindId,
  RelationKindId,
  SexCode,
} from '@xieli/codes';
import type { Role } from '../platform/access/permissions.ts';

/**
 * The fictional city as plain data: what an import would bring, before any act happened in it. All dates are calendar
 * dates `YYYY-MM-DD`; `validTo` is the last day and `null` is open (measures.md 1.1).
 */
export interface City {
  seed: number;
  /** The day the demo starts on; every date of the city lies relative to it. */
  anchor: string;
  tenant: Tenant;
  organisations: Organisation[];
  names: OrganisationName[];
  relations: Relation[];
  people: Person[];
  memberships: BodyMembership[];
  branchMemberships: BranchMembership[];
  posts: Post[];
  accounts: Account[];
}

export interface Tenant {
  id: string;
  name: string;
  nameEnglish: string;
  /** The city body, the one without a guiding body (spine.md 2.1). */
  bodyId: string;
}

export interface Interval {
  validFrom: string;
  validTo: string | null;
}

export interface Organisation extends Interval {
  id: string;
  /** The body it belongs to; a body points at itself. */
  bodyId: string;
  kind: OrganisationKindId;
  approvalDocument: string | null;
  /** Last day of a branch's current term. */
  termEndsOn: string | null;
}

export interface OrganisationName extends Interval {
  id: string;
  organisationId: string;
  kind: 'official' | 'alias';
  name: string;
}

export interface Relation extends Interval {
  id: string;
  fromId: string;
  relation: RelationKindId;
  toId: string;
}

export interface Person {
  id: string;
  name: string;
  sex: SexCode;
  ethnicGroup: EthnicGroupCode;
  birthDate: string;
  /** Eleven digits, made up and unique in the city. */
  mobile: string;
}

/** One interval of one seat in one body, or of one office post there (`officeStaff`, who is no member). */
export interface BodyMembership extends Interval {
  id: string;
  personId: string;
  bodyId: string;
  term: number | null;
  title: MemberTitleId;
  committeeId: string | null;
  /** Primary first. */
  affiliations: AffiliationCode[];
  /** Name of the sector as the body writes it; `null` for office staff. */
  sector: string | null;
  /** 单位及职务. */
  workplace: string;
  status: MembershipStatusId;
}

export interface BranchMembership extends Interval {
  id: string;
  personId: string;
  organisationId: string;
  kind: 'home' | 'functional';
}

export interface Post extends Interval {
  id: string;
  personId: string;
  organisationId: string;
  post: PostKindId;
}

export type Persona =
  | 'clerk'
  | 'countyClerk'
  | 'verifier'
  | 'branchSecretary'
  | 'leader'
  | 'inspector'
  | 'systemAdministrator'
  | 'securityAdministrator'
  | 'auditAdministrator';

export interface Account {
  id: string;
  username: string;
  displayName: string;
  displayNameEnglish: string;
  /** What its holder does, as the persona card says it. */
  title: string;
  titleEnglish: string;
  personId: string;
  role: Role;
  /** Organisation of the grant (spine.md 2.3). */
  organisationId: string;
  /** Set on the one account that the persona card offers for it (spine.md 6.3). */
  persona: Persona | null;
}
