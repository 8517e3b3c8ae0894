/** Minutes between attempts, growing; after the last one a delivery has failed and waits for a person. */
const pausesInMinutes = [1, 5, 30, 120, 360];

/**
 * When to try again, in machine time.
 * @param attempts how often it has been tried, the last one included
 * @returns null when it is enough
 */
export function nextAttempt(attempts: number, now: string): string | null {
  const pause = pausesInMinutes[attempts - 1];
  return pause === undefined ? null : new Date(Date.parse(now) + pause * 60_000).toISOString();
}
