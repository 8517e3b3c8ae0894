/**
 * Closes what was opened, the last one first. What refuses to close keeps nothing else open: one connection that is left would
 * hold the program alive behind shut doors.
 * @throws what the one that failed said; AggregateError where several did
 */
export async function closeAll(closers: readonly (() => Promise<void>)[]): Promise<void> {
  const failures: unknown[] = [];
  for (const close of closers.toReversed()) await close().catch((error: unknown) => failures.push(error));
  if (failures.length > 1) throw new AggregateError(failures, 'Several parts did not stop as they should');
  if (failures.length === 1) throw failures[0];
}
