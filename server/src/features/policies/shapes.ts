import { z } from 'zod';
import { dataNumber, day, id, instant } from '../../platform/http/contract.ts';
import { linkStates } from './link-state.ts';

/** `stub`: known by being cited alone, to be completed · `complete` · `merged`: a double of another entry. */
export const policyState = z.enum(['stub', 'complete', 'merged']);
export type PolicyState = z.output<typeof policyState>;
export const linkState = z.enum(linkStates);
export const coverage = z.enum(['none', 'linked', 'shallow', 'deep']);

const version = dataNumber('optimistic lock');
const row = dataNumber('row number as the spreadsheet shows it');

/** A requirement of ours and the clause above that it carries out. */
export const PolicyLink = z
  .object({
    id,
    version,
    requirement: z.object({ id, action: z.string() }),
    directive: z.object({ id, title: z.string() }),
    upstream: z.object({ directiveId: id, title: z.string(), policyId: id.nullable() }),
    clauseKey: z.string(),
    clause: z.string(),
    /** The words that the link was made against, and those of today; null where the clause is gone. */
    wordsThen: z.string(),
    wordsNow: z.string().nullable(),
    decision: z.enum(['confirmed', 'rejected', 'withdrawn']),
    state: linkState,
    /** Everything that is wrong, the gravest first. */
    faults: z.array(linkState),
    /** Proposed by likeness, else added by hand. */
    proposed: z.boolean(),
    score: dataNumber('likeness of two clauses, 0 to 1').nullable(),
    by: z.string(),
    at: instant,
  })
  .meta({ id: 'PolicyLink' });

export const GapRow = z
  .object({
    entryId: id,
    version,
    clauseKey: z.string(),
    clause: z.string(),
    words: z.string(),
    coverage,
    /** Drawn in grey where it is inherited. */
    defect: z.enum(['own', 'inherited']).nullable(),
    links: z.array(z.object({ id, action: z.string(), requirementId: id, directiveId: id, state: linkState })),
    gap: z.string(),
    measure: z.string(),
    owner: z.object({ id, name: z.string() }).nullable(),
    dueOn: day.nullable(),
    /** Who wrote the row last; null where nobody has. */
    by: z.string().nullable(),
    on: day.nullable(),
  })
  .meta({ id: 'GapRow' });
export type GapRow = z.output<typeof GapRow>;

export const gapField = z.enum(['gap', 'measure', 'owner', 'dueOn']);

/** A returned gap sheet beside what is known. */
export const GapComparison = z
  .object({
    token: z.string(),
    fileName: z.string(),
    changed: z.array(
      z.object({
        row,
        entryId: id,
        clause: z.string(),
        changes: z.array(z.object({ field: gapField, before: z.string(), after: z.string() })),
      }),
    ),
    /** Rows that keep the whole file from being entered, each with its reason. */
    errors: z.array(z.object({ row, clause: z.string(), detail: z.string() })),
    unchanged: z.array(row),
    /** Clauses that the file has not. */
    missing: z.array(z.object({ entryId: id, clause: z.string() })),
  })
  .meta({ id: 'GapComparison' });
export type GapComparison = z.output<typeof GapComparison>;
