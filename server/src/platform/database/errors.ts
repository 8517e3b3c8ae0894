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

/** What PostgreSQL says when it goes, has gone or is not back yet. */
const goneStates: readonly string[] = ['08006', '08003', '57P01', '57P02', '57P03', 'XX000'];
/** What the system says of a connection to a server that is no more, over a socket or the network. */
const goneCodes: readonly string[] = ['EPIPE', 'ECONNRESET', 'ECONNREFUSED'];
/** What the driver says, without a code, of a connection that broke under a statement or could not be had in time. */
const goneWords =
  /^(Connection terminated|Client has encountered a connection error|timeout exceeded when trying to connect)/;

/**
 * The database is gone, by itself or with a statement under way whose fate is unknown (distributed.md 7): the caller repeats
 * with the same id.
 */
export function isUnknownOutcome(error: unknown): boolean {
  if (!(error instanceof Error)) return false;
  const { code, syscall } = error as NodeJS.ErrnoException;
  if (goneStates.includes(sqlState(error) ?? '') || goneCodes.includes(code ?? '')) return true;
  // The socket of the embedded server is a file, which goes with it.
  return (code === 'ENOENT' && syscall === 'connect') || goneWords.test(error.message);
}

/** A deadlock or a cancelled wait; the same act may be run again at once. */
export function isRetryable(error: unknown): boolean {
  return ['40P01', '40001'].includes(sqlState(error) ?? '');
}
