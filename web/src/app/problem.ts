/** Why a call failed, in the words of the server's closed set, and `offline` when no answer came at all. */
export type ProblemKind =
  | 'invalid'
  | 'notSignedIn'
  | 'forbidden'
  | 'notFound'
  | 'conflict'
  | 'tooLarge'
  | 'refused'
  | 'tooMany'
  | 'unavailable'
  | 'offline'
  | 'fault';

const kindOfStatus: Record<number, ProblemKind> = {
  400: 'invalid',
  401: 'notSignedIn',
  403: 'forbidden',
  404: 'notFound',
  409: 'conflict',
  413: 'tooLarge',
  422: 'refused',
  429: 'tooMany',
  502: 'unavailable',
  503: 'unavailable',
  504: 'unavailable',
};

/** One finding of many: a row of an import, a field of a form. */
export interface Finding {
  field?: string;
  row?: number;
  column?: string;
  value?: string;
  detail: string;
}

export interface ProblemFacts {
  status: number;
  /** A sentence for the person, already in his language; empty when the server said nothing. */
  detail: string;
  /** The field that has to be mended, as a path: `items.3.dueOn`. */
  field: string | null;
  errors: Finding[];
  /** What the record looks like now, for a conflict. */
  current: unknown;
  retryAfterSeconds: number | null;
  /** Names this failure in the server's log. */
  requestId: string | null;
}

/** A failed call. Whoever catches one shows it with `ProblemNotice`. */
export class ApiProblem extends Error implements ProblemFacts {
  readonly kind: ProblemKind;
  readonly status: number;
  readonly detail: string;
  readonly field: string | null;
  readonly errors: Finding[];
  readonly current: unknown;
  readonly retryAfterSeconds: number | null;
  readonly requestId: string | null;
  constructor(kind: ProblemKind, facts: Partial<ProblemFacts> = {}) {
    super(facts.detail || kind);
    this.name = 'ApiProblem';
    this.kind = kind;
    this.status = facts.status ?? 0;
    this.detail = facts.detail ?? '';
    this.field = facts.field ?? null;
    this.errors = facts.errors ?? [];
    this.current = facts.current;
    this.retryAfterSeconds = facts.retryAfterSeconds ?? null;
    this.requestId = facts.requestId ?? null;
  }
}

/** No answer came: the line is down, or the server is not reachable. */
export function offline(): ApiProblem {
  return new ApiProblem('offline');
}

/** True when the same call may succeed later without a change by the person. */
export function mayPass(problem: unknown): boolean {
  return problem instanceof ApiProblem && ['offline', 'unavailable', 'tooMany'].includes(problem.kind);
}

/** Any thrown value as a problem; what is no `ApiProblem` is a fault of the program. */
export function asProblem(thrown: unknown): ApiProblem {
  if (thrown instanceof ApiProblem) return thrown;
  return new ApiProblem('fault', { detail: '' });
}

/** Reads the RFC 9457 body of a failed answer; an answer from a proxy in between has none. */
export async function problemOf(response: Response): Promise<ApiProblem> {
  const kind = kindOfStatus[response.status] ?? 'fault';
  const requestId = response.headers.get('x-request-id');
  const retryAfter = Number(response.headers.get('retry-after')) || null;
  const body = await readBody(response);
  return new ApiProblem(kind, {
    status: response.status,
    detail: textOf(body.detail),
    field: textOf(body.field) || null,
    errors: Array.isArray(body.errors) ? body.errors.map(findingOf) : [],
    current: body.current,
    retryAfterSeconds: typeof body.retryAfterSeconds === 'number' ? body.retryAfterSeconds : retryAfter,
    requestId: textOf(body.requestId) || requestId,
  });
}

async function readBody(response: Response): Promise<Record<string, unknown>> {
  if (!response.headers.get('content-type')?.includes('json')) return {};
  const body: unknown = await response.json().catch(() => null);
  return typeof body === 'object' && body !== null ? (body as Record<string, unknown>) : {};
}

function textOf(value: unknown): string {
  return typeof value === 'string' ? value : '';
}

function findingOf(value: unknown): Finding {
  if (typeof value === 'string') return { detail: value };
  const finding = value as Finding & { message?: string };
  return { ...finding, detail: textOf(finding.detail) || textOf(finding.message) };
}
