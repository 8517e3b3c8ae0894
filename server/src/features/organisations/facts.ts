import { addDays, dayRange, rangeDays } from '../../platform/clock/days.ts';
import type { ActContext } from '../../platform/context.ts';
import { conflict } from '../../platform/http/problems.ts';
import { say } from './rules.ts';

type DatedTable =
  | 'organisation_existences'
  | 'organisation_names'
  | 'organisation_kinds'
  | 'organisation_relations'
  | 'posts'
  | 'grants';

/**
 * Ends a dated fact: the row as it was known is superseded, and a row that ends on `lastDay` takes its place (spine.md 2.2).
 * A fact that would end before it began is only superseded: it has never been.
 * @throws Problem conflict when somebody else superseded it meanwhile
 */
export async function endFact(context: ActContext, table: DatedTable, factId: string, lastDay: string): Promise<void> {
  const [row] = (await context.db
    .updateTable(table)
    .set({ superseded_at: context.now })
    .where('id', '=', factId)
    .where('superseded_at', 'is', null)
    .returningAll()
    .execute()) as { valid: string; tenant_id: string }[];
  if (!row) throw conflict(say.correctedMeanwhile());
  const { from, to } = rangeDays(row.valid);
  if (from !== null && lastDay < from) return;
  const last = to !== null && to < lastDay ? to : lastDay;
  await context.db
    .insertInto(table)
    .values({
      ...row,
      id: context.newId(),
      valid: dayRange(from, last),
      recorded_at: context.now,
      superseded_at: null,
    } as never)
    .execute();
}

/** The day before. */
export const eveOf = (day: string) => addDays(day, -1);
