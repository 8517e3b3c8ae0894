import type { AffiliationCode, MembershipStatusId, MemberTitleId, OrganisationKindId } from '@xieli/codes';

/** A calendar day `YYYY-MM-DD` in Asia/Shanghai; two of them compare as texts do. */
export type Day = string;

/** Both days belong to it; an empty end is open (measures.md 1.1). */
export interface Interval {
  from: Day;
  to: Day | null;
}

/** All facts of one tenant, as known now. References are ids; nothing is decided yet about a day. */
export interface CityFacts {
  organisations: readonly OrganisationFact[];
  people: readonly PersonFact[];
  roster: readonly RosterFact[];
  posts: readonly PostFact[];
  links: readonly LinkFact[];
  contacts: readonly ContactFact[];
  activities: readonly ActivityFact[];
  attendance: readonly AttendanceFact[];
}

export interface OrganisationFact {
  id: string;
  /** Id of the 政协委员会 it belongs to; a body's own id for a body. */
  body: string;
  /** Official name as written in 组织名册. */
  name: string;
  kind: OrganisationKindId;
  existence: Interval;
  /** Committees of a functional branch, branch of a cell. */
  attachedTo: readonly string[];
  /** Only for a body: the body that guides it. */
  guidedBy: string | null;
  /** Last day of a branch's current term; null for other kinds, and for a branch where three years from 设立日期 hold. */
  termEnds: Day | null;
}

export interface PersonFact {
  id: string;
  name: string;
  /** Eleven digits. */
  mobile: string;
}

/** One row of the roster: one interval of one membership. */
export interface RosterFact {
  person: string;
  body: string;
  /** 届次; null only for office staff. */
  term: number | null;
  title: MemberTitleId;
  /** Primary first. */
  affiliations: readonly AffiliationCode[];
  committee: string | null;
  /** The 机关党支部 of the body that is the home branch; null where it is a name outside the system or empty. */
  homeBranch: string | null;
  functionalBranches: readonly string[];
  status: MembershipStatusId;
  interval: Interval;
}

export interface PostFact {
  person: string;
  organisation: string;
  /** An id of `postKinds`, or the title as written. */
  post: string;
  interval: Interval;
}

/** A Party member of the body, or a holder of a Party-group post, contacts a member. */
export interface LinkFact {
  body: string;
  contact: string;
  object: string;
  interval: Interval;
}

export interface ContactFact {
  contact: string;
  object: string;
  day: Day;
}

export interface ActivityFact {
  id: string;
  body: string;
  host: string;
  coHosts: readonly string[];
  day: Day;
  /** Members outside the Party were invited (开放活动). */
  isOpen: boolean;
}

export type Presence = 'present' | 'observing' | 'onLeave' | 'absent';

export interface AttendanceFact {
  activity: string;
  person: string;
  presence: Presence;
}
