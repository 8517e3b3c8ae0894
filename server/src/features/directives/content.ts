import { z } from 'zod';
import { dataNumber, day, id } from '../../platform/http/contract.ts';
import { OwnerQuery } from '../organisations/contract.ts';

/** How much one requirement can hold; a sentence that names more is a list, and its card says that it was cut. */
export const longestLists = { owners: 60, quantities: 20, references: 40 } as const;

/** Who has to act: the words of the document and what they were resolved to. */
export const Owner = z.object({
  text: z.string().max(200),
  role: z.enum(['lead', 'support']),
  /** Several names where one word means several (各县区政协党组); empty while unresolved. */
  organisationIds: z.array(id).max(200),
  /** A conditional owner; answered on the day of dispatch and re-answered later. */
  query: OwnerQuery.nullable(),
  /** The document does not name anyone and means its audience. */
  audience: z.boolean(),
});
export type Owner = z.output<typeof Owner>;

export const Quantity = z.object({
  text: z.string().max(100),
  value: dataNumber('the number the document itself prints'),
  unit: z.string().max(20),
  op: z.enum(['=', '>=', '<=', '>']),
});

export const hardness = z.enum(['hard', 'semi', 'soft']);
export const supervisionMode = z.enum(['watch', 'track', 'forceful']);
export const supervisionObject = z.enum(['hardIndicator', 'hardTask', 'keyMeasure', 'weakLink']);

export const DeadlineContent = z.object({
  kind: z.enum(['due', 'window', 'eventAnchor', 'vague', 'standing']),
  from: day.nullable(),
  to: day.nullable(),
  /** As written, and why this year. */
  text: z.string().max(200),
  yearEvidence: z.string().max(200).nullable(),
  inherited: z.boolean(),
  provisional: z.boolean(),
});

/**
 * What a requirement says, as proposed by the reader and as decided by a person. It is one shape from proposal to frozen
 * revision, so that "accepted unchanged" is an equality.
 */
export const RequirementContent = z
  .object({
    /** What is to be done, in the document's words or the clerk's. */
    action: z.string().min(1).max(1000),
    /** What counts as done; empty when the document sets none. */
    standard: z.string().max(1000),
    act: z.enum(['directive', 'prohibition', 'suggestion', 'plan', 'supervisionRule']),
    hardness,
    owners: z.array(Owner).max(longestLists.owners),
    deadline: DeadlineContent.nullable(),
    recurrence: z
      .object({
        period: z.enum(['P2Y', 'P1Y', 'P6M', 'P3M', 'P2M', 'P1M', 'P2W', 'P1W', 'P1D', 'periodic']),
        minimum: dataNumber('times per period, as the document prints it').nullable(),
        text: z.string().max(100),
      })
      .nullable(),
    quantities: z.array(Quantity).max(longestLists.quantities),
    supervisionMode: supervisionMode.nullable(),
    supervisionObject: supervisionObject.nullable(),
    references: z.array(z.string().max(300)).max(longestLists.references),
    /** Evidence that would show it done; offered, never demanded. */
    evidenceExpected: z.string().max(500),
    /** Only with the decision that demands it (spine.md 4.7). */
    evidenceDemand: z
      .object({ kind: z.enum(['photo', 'document', 'number']), decidedBy: z.string().min(1).max(300) })
      .nullable(),
  })
  .meta({ id: 'RequirementContent' });
export type RequirementContent = z.output<typeof RequirementContent>;
