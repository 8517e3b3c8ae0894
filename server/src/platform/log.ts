import type { FastifyBaseLogger } from 'fastify';
import { type DestinationStream, pino } from 'pino';
import { sqlState } from './database/errors.ts';

/** The fields of a database error that name things of the schema; the others (`detail`, `where` …) repeat whole rows. */
const schemaFields = ['constraint', 'table', 'column', 'routine'] as const;
/** The class of database errors about data that could not be read; their words quote it. */
const dataException = '22';
const deepestCause = 4;
/** A line of the log stays readable when everything fails at once. */
const mostTogether = 20;

export interface LoggedError {
  type: string;
  message: string;
  code?: string;
  /** Where it happened, without the words at its head. */
  stack: string;
  cause?: LoggedError;
  /** What failed together, the first of it; how many more there were. */
  errors?: LoggedError[];
  moreErrors?: number;
  [schemaField: string]: unknown;
}

/**
 * The program's log: one JSON line per request or fault, without personal data. A line names routes and records, never what
 * was asked, entered or stored.
 * @param to where the lines go, standard output where absent
 */
export function openLog(to?: DestinationStream): FastifyBaseLogger {
  const options = {
    level: process.env.NODE_ENV === 'test' && !to ? 'warn' : 'info',
    redact: ['req.headers', 'req.remoteAddress'],
    serializers: { err: loggedError },
    base: null,
    timestamp: pino.stdTimeFunctions.isoTime,
  };
  return to ? pino(options, to) : pino(options);
}

/** What the log keeps of an error: its kind, words, place, cause and what failed with it, and nothing else that somebody hung on it. */
export function loggedError(error: unknown, depth = 0): LoggedError {
  if (!(error instanceof Error))
    return { type: typeof error, message: 'something that is no error was thrown', stack: '' };
  const { code } = error as { code?: unknown };
  const named = schemaFields.map((field) => [field, (error as unknown as Record<string, unknown>)[field]] as const);
  return {
    type: error.constructor.name,
    message: quotesData(error) ? error.message.replace(/(["']).*\1/gs, '$1…$1') : error.message,
    ...(typeof code === 'string' ? { code } : {}),
    ...(sqlState(error) ? Object.fromEntries(named.filter(([, value]) => typeof value === 'string')) : {}),
    stack: (error.stack ?? '')
      .split('\n')
      .filter((line) => /^\s+at /.test(line))
      .join('\n'),
    ...(error.cause === undefined || depth >= deepestCause ? {} : { cause: loggedError(error.cause, depth + 1) }),
    ...(error instanceof AggregateError && depth < deepestCause ? failedTogether(error.errors, depth + 1) : {}),
  };
}

function failedTogether(errors: readonly unknown[], depth: number): Pick<LoggedError, 'errors' | 'moreErrors'> {
  const more = errors.length - mostTogether;
  return {
    errors: errors.slice(0, mostTogether).map((one) => loggedError(one, depth)),
    ...(more > 0 ? { moreErrors: more } : {}),
  };
}

/** Whoever fails to read something says what it was: the database of a value, JSON of its text. */
function quotesData(error: Error): boolean {
  return error instanceof SyntaxError || (sqlState(error)?.startsWith(dataException) ?? false);
}
