import { z } from 'zod';
import { contract, dataNumber, day } from '../http/contract.ts';

export const Fact = z
  .object({
    kind: z.string(),
    id: z.string(),
    title: z.string(),
    subtitle: z.string(),
    organisation: z.string(),
    /** Whether the fact is in the numerator. */
    counted: z.boolean(),
    /** The page of the record. */
    link: z.string(),
  })
  .meta({ id: 'Fact' });

export const figuresContract = contract({
  'GET /api/figures/:figureId/facts': {
    permission: 'signedIn',
    summary: { zh: '打开数字背后的事实', en: 'Open the facts behind a figure' },
    params: z.object({ figureId: z.string().max(80) }),
    query: z.object({ token: z.string().max(12_000), cursor: z.string().max(200).optional() }),
    response: z.object({
      name: z.string(),
      meaning: z.string(),
      asOf: day,
      numerator: dataNumber('the figure whose facts these are, recounted with them'),
      denominator: dataNumber('the figure whose facts these are, recounted with them'),
      items: z.array(Fact),
      next: z.string().nullable(),
    }),
  },
});
