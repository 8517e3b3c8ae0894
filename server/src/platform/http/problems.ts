import type { Message } from '../locale/messages.ts';

/** The closed set of ways in which a request can fail on purpose; each has one HTTP status. */
export const problemStatus = {
  invalid: 400,
  notSignedIn: 401,
  forbidden: 403,
  notFound: 404,
  conflict: 409,
  tooLarge: 413,
  refused: 422,
  tooMany: 429,
  unavailable: 503,
} as const;
export type ProblemKind = keyof typeof problemStatus;

export interface ProblemDetails {
  /** The field that has to be mended, as a path: `items.3.dueOn`. */
  field?: string;
  /** Row-by-row or field-by-field findings. A `Message` anywhere in them is spoken in the reader's language. */
  errors?: unknown[];
  /** What the record looks like now, for a conflict; messages in it are spoken too. */
  current?: unknown;
  retryAfterSeconds?: number;
}

/** A refusal that a person can read; everything else that is thrown is a fault of the program. */
export class Problem extends Error {
  readonly kind: ProblemKind;
  readonly said: Message;
  readonly details: ProblemDetails;
  /** @param options.cause the failure behind it, for the log alone */
  constructor(kind: ProblemKind, said: Message, details: ProblemDetails = {}, options?: ErrorOptions) {
    super(`${kind}: ${said.key}`, options);
    this.name = 'Problem';
    this.kind = kind;
    this.said = said;
    this.details = details;
  }
}

export const invalid = (said: Message, details?: ProblemDetails) => new Problem('invalid', said, details);
export const forbidden = (said: Message, details?: ProblemDetails) => new Problem('forbidden', said, details);
export const notFound = (said: Message, details?: ProblemDetails) => new Problem('notFound', said, details);
export const conflict = (said: Message, details?: ProblemDetails) => new Problem('conflict', said, details);
export const refused = (said: Message, details?: ProblemDetails) => new Problem('refused', said, details);
