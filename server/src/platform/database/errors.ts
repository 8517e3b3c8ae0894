export const uniqueViolation = '23505';
export const exclusionViolation = '23P01';

/** The SQLSTATE of a database error, or null when it is another kind of error. */
export function sqlState(error: unknown): string | null {
  const code = (error as { code?: unknown } | null)?.code;
  return typeof code === 'string' && /^[0-9A-Z]{5}$/.test(code) ? code : null;
}

/**
 * The name of the violated constraint, read from the message: on a cluster the driver's own fields are empty or name a
 * shard, whose suffix is cut (distributed.md 4.11).
 */
export function violatedConstraint(error: unknown): string | null {
  const message = error instanceof Error ? error.message : '';
  const name = /constraint "([^"]+)"/.exec(message)?.[1];
  return name ? name.replace(/_\d{5,}$/, '') : null;
}

/** The commit's fate is unknown (distributed.md 7): the caller repeats with the same id. */
export function isUnknownOutcome(error: unknown): boolean {
  return ['08006', '08003', '57P01', 'XX000'].includes(sqlState(error) ?? '');
}

/** A deadlock or a cancelled wait; the same act may be run again at once. */
export function isRetryable(error: unknown): boolean {
  return ['40P01', '40001'].includes(sqlState(error) ?? '');
}
