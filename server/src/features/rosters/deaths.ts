import { rangeDays } from '../../platform/clock/days.ts';
import type { ReadContext } from '../../platform/context.ts';
import { say } from './messages.ts';
import type { Finding } from './planning.ts';

/**
 * The day on which each person died: the earliest end of a 去世 row in any body (measures.md 3.2).
 * @param rows of a file that is about to be written
 */
export async function knownDeaths(
  { db }: Pick<ReadContext, 'db'>,
  rows: readonly { personId: string; status: string; to: string | null }[] = [],
): Promise<Map<string, string>> {
  const stored = await db
    .selectFrom('body_memberships as seat')
    .select(['seat.person_id', 'seat.valid'])
    .where('seat.status', '=', 'deceased')
    .where('seat.superseded_at', 'is', null)
    .execute();
  const deaths = new Map<string, string>();
  const note = (personId: string, day: string | null) => {
    const known = deaths.get(personId);
    if (day !== null && (known === undefined || day < known)) deaths.set(personId, day);
  };
  for (const { person_id, valid } of stored) note(person_id, rangeDays(valid).to);
  for (const { personId, status, to } of rows) if (status === 'deceased') note(personId, to);
  return deaths;
}

/** Warns of a fact that begins after the person's death; it is kept and counts for nothing. */
export function afterDeath(
  deaths: ReadonlyMap<string, string>,
  { row }: { row: number },
  personId: string,
  name: string,
  column: string,
  day: string,
): Finding[] {
  const death = deaths.get(personId);
  if (death === undefined || day <= death) return [];
  return [{ severity: 'warning', row, column, value: day, said: say.afterDeath({ day, name, death }) }];
}
