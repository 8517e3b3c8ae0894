import { z } from 'zod';

/**
 * Who a conditional owner is (spine.md 4.4): a small closed grammar, stored with the requirement and answered anew on any
 * day. Example of domain.md A39, county bodies without a committee branch:
 * `{ kind: 'cppccBody', within: 'guided', conditions: [{ has: false, kind: 'committeeBranch', by: 'sameBody' }] }`
 */
export const OwnerQuery = z
  .object({
    /** Kind of the organisations that are sought. */
    kind: z.string().max(60),
    /** `ownBody`: of the document's own body; `guided`: of bodies it guides; `system`: both. */
    within: z.enum(['ownBody', 'guided', 'system']),
    /** All must hold. */
    conditions: z
      .array(
        z.object({
          has: z.boolean(),
          /** Kind of the organisation that must, or must not, exist. */
          kind: z.string().max(60),
          /** `sameBody`: in the same body; otherwise joined by this relation, from the other to the sought one. */
          by: z.enum([
            'sameBody',
            'attachedTo',
            'leads',
            'guides',
            'guidesAndUrges',
            'approves',
            'contacts',
            'coordinates',
            'participates',
          ]),
        }),
      )
      .max(5),
  })
  .meta({ id: 'OwnerQuery' });
export type OwnerQuery = z.output<typeof OwnerQuery>;
