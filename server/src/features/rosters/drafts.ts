import type { MembershipStatusId, MemberTitleId, OrganisationKindId } from '@xieli/codes';
import type { Day, Presence } from '@xieli/measures';

/** A cell that may name several: the whole of it, and its parts (measures.md 1.6). */
export interface ListCell {
  whole: string;
  parts: readonly string[];
}

export interface OrganisationDraft {
  row: number;
  name: string;
  aliases: readonly string[];
  kind: OrganisationKindId;
  /** Null for a body, which is its own. */
  body: string | null;
  guidedBy: string | null;
  attachedTo: ListCell;
  from: Day;
  to: Day | null;
  termEnds: Day | null;
  approvalDocument: string | null;
  remark: string | null;
}

export interface RosterDraft {
  row: number;
  name: string;
  mobile: string;
  sex: string | null;
  ethnicGroup: string | null;
  birth: string | null;
  employment: string | null;
  sector: string | null;
  remark: string | null;
  affiliations: readonly string[];
  body: string;
  term: number | null;
  committee: string | null;
  title: MemberTitleId;
  homeBranch: string | null;
  functionalBranches: ListCell;
  status: MembershipStatusId;
  from: Day;
  to: Day | null;
}

export interface PostDraft {
  row: number;
  body: string;
  organisation: string;
  name: string;
  mobile: string;
  /** An id of `postKinds`, or the title as written. */
  post: string;
  from: Day;
  to: Day | null;
}

export interface LinkDraft {
  row: number;
  body: string;
  contactName: string;
  contactMobile: string;
  objectName: string;
  objectMobile: string;
  from: Day;
  to: Day | null;
}

export interface EntryDraft {
  row: number;
  contactMobile: string;
  objectMobile: string;
  day: Day;
  means: string;
  content: string | null;
}

export interface ActivityDraft {
  row: number;
  body: string;
  number: string;
  name: string;
  host: string;
  coHosts: ListCell;
  kinds: readonly string[];
  startsAt: string;
  endsAt: string | null;
  enteredAt: string;
  expected: number | null;
  present: number | null;
  onLeave: number | null;
  dutyForms: readonly string[];
  functionTypes: readonly string[];
  topics: readonly string[];
  isOpen: boolean;
  place: string | null;
  chair: string | null;
  recorder: string | null;
  content: string | null;
}

export interface AttendanceDraft {
  row: number;
  body: string;
  number: string;
  name: string;
  mobile: string | null;
  presence: Presence;
  signedAt: string | null;
  remark: string | null;
}
