import {
  branchKinds,
  type MembershipStatusId,
  membershipStatuses,
  type OrganisationKindId,
  organisationKinds,
} from '@xieli/codes';
import { emptyValues } from './cells.ts';
import type { Field, RowValues, TemplateId } from './definitions.ts';
import { message, type TemplateMessage } from './messages.ts';

/** The values of a row that could be read; what is undefined could not and is told of already. */
export type Seen<Id extends TemplateId> = Partial<RowValues<Id>>;

export interface RowFault<Id extends TemplateId> {
  field: Field<Id>;
  message: TemplateMessage;
  /** A warning is accepted (measures.md 2). */
  isWarning: boolean;
}

export interface Judgement<Id extends TemplateId> {
  faults: RowFault<Id>[];
  /** Values that the row has after all. */
  settled: Partial<RowValues<Id>>;
}

/** What a row must hold in itself, beside the values of its cells and the order of its dates. */
export const rowRules: { readonly [Id in TemplateId]: (seen: Seen<Id>) => Judgement<Id> } = {
  organisations: judgeOrganisation,
  roster: judgeMembership,
  posts: accept,
  contacts: judgePair,
  'contact-log': judgePair,
  activities: judgeActivity,
  attendance: accept,
};

const attachedKinds: readonly OrganisationKindId[] = ['committeeBranch', 'functionalBranch', 'partyCell'];
const endedStatuses: readonly MembershipStatusId[] = ['resigned', 'removed', 'deceased', 'termEnded', 'transferred'];

function accept<Id extends TemplateId>(): Judgement<Id> {
  return { faults: [], settled: {} };
}

function judgeOrganisation(seen: Seen<'organisations'>): Judgement<'organisations'> {
  const { kind } = seen;
  if (kind === undefined) return accept();
  const kindName = organisationKinds.find((entry) => entry.id === kind)?.name ?? kind;
  const { faults, settled } = kind === 'cppccBody' ? judgeBody(seen) : judgeMemberOfBody(seen, kindName);
  if (seen.attachedTo && seen.attachedTo.parts.length > 0 && !attachedKinds.includes(kind)) {
    faults.push(warning('attachedTo', message('meaningless', { kind: kindName, column: '依托组织' })));
    settled.attachedTo = emptyValues.names;
  }
  if (seen.termEnds && !branchKinds.includes(kind)) {
    faults.push(warning('termEnds', message('meaningless', { kind: kindName, column: '届满日期' })));
    settled.termEnds = null;
  }
  return { faults, settled };
}

function judgeBody({ name, aliases, body, guidedBy }: Seen<'organisations'>): Judgement<'organisations'> {
  const faults: RowFault<'organisations'>[] = [];
  const own = new Set([name, ...(aliases ?? [])].map((known) => known?.key));
  if (name && aliases && body && !own.has(body.key)) faults.push(error('body', message('bodyIsItself')));
  if (guidedBy && own.has(guidedBy.key)) faults.push(error('guidedBy', message('guidesItself')));
  return { faults, settled: { body: null } };
}

function judgeMemberOfBody({ body, guidedBy }: Seen<'organisations'>, kind: string): Judgement<'organisations'> {
  const faults: RowFault<'organisations'>[] = [];
  if (body === null) faults.push(error('body', message('bodyNeeded')));
  if (guidedBy) faults.push(error('guidedBy', message('guidedByNeedsBody', { kind })));
  return { faults, settled: {} };
}

function judgeMembership({ term, title, status, to }: Seen<'roster'>): Judgement<'roster'> {
  const faults: RowFault<'roster'>[] = [];
  if (term === null && title !== undefined && title !== 'officeStaff')
    faults.push(error('term', message('termNeeded')));
  if (to === null && status !== undefined && endedStatuses.includes(status)) {
    const name = membershipStatuses.find((entry) => entry.id === status)?.name ?? status;
    faults.push(error('to', message('endNeeded', { status: name })));
  }
  return { faults, settled: {} };
}

function judgePair<Id extends 'contacts' | 'contact-log'>(seen: Seen<Id>): Judgement<Id> {
  const { contactMobile, objectMobile }: Seen<'contacts' | 'contact-log'> = seen;
  if (contactMobile === undefined || contactMobile !== objectMobile) return accept();
  return { faults: [error('objectMobile', message('linkToOneself'))], settled: {} };
}

function judgeActivity({ expected, present, onLeave }: Seen<'activities'>): Judgement<'activities'> {
  const numbers = [
    ['expected', expected],
    ['present', present],
    ['onLeave', onLeave],
  ] as const;
  if (numbers.some(([, value]) => value === undefined) || numbers.every(([, value]) => value === null)) return accept();
  const empty = numbers.filter(([, value]) => value === null);
  if (empty.length > 0) {
    return { faults: empty.map(([field]) => error(field, message('numbersIncomplete'))), settled: {} };
  }
  const [all = 0, there = 0, excused = 0] = [expected, present, onLeave].map(Number);
  if (there + excused <= all) return accept();
  const slots = { expected: all, present: there, onLeave: excused };
  return { faults: [error('present', message('numbersExceed', slots))], settled: {} };
}

function error<F>(field: F, said: TemplateMessage) {
  return { field, message: said, isWarning: false };
}

function warning<F>(field: F, said: TemplateMessage) {
  return { field, message: said, isWarning: true };
}
