import { v7 as uuidv7 } from 'uuid';
import type { Answer, ApiKey, CallInput } from './api.ts';
import { currentLanguage } from './locale/language.ts';
import { ApiProblem, offline, problemOf } from './problem.ts';

/** What may be said about a call beside its input. */
export interface CallOptions {
  signal?: AbortSignal;
  /** The UUIDv7 of the act. The same id on a second call gets the first answer; without one, each call is an act of its own. */
  actionId?: string;
  /** Sent even when the page is being left. */
  outlives?: boolean;
  /** More headers, such as the name of an uploaded file. */
  headers?: Record<string, string>;
}

interface LooseInput {
  params?: Record<string, unknown>;
  query?: Record<string, unknown>;
  body?: unknown;
}

/**
 * Calls one route of the contract. The key carries method and path, so no table of routes is shipped to the browser.
 * @throws ApiProblem for every refusal and for a lost connection; an aborted call rejects with the browser's AbortError.
 * @example await call('GET /api/tasks/:taskId', { params: { taskId } })
 */
export async function call<K extends ApiKey>(
  key: K,
  input: CallInput<K>,
  options: CallOptions = {},
): Promise<Answer<K>> {
  const method = key.slice(0, key.indexOf(' '));
  const response = await send(addressOf(key, input), requestOf(method, (input as LooseInput).body, options));
  if (!response.ok) throw await problemOf(response);
  return (await answerOf(response)) as Answer<K>;
}

/**
 * The address of a route with its parameters filled in, for links that the browser follows itself (downloads, previews).
 * @throws Error when a parameter of the path is missing, which is a fault of the program
 */
export function addressOf<K extends ApiKey>(key: K, input: CallInput<K>): string {
  const { params = {}, query = {} } = input as LooseInput;
  const path = key.slice(key.indexOf(' ') + 1).replace(/:(\w+)/g, (_, name: string) => {
    const value = params[name];
    if (value === undefined || value === null) throw new Error(`${key} needs the parameter ${name}`);
    return encodeURIComponent(String(value));
  });
  const search = new URLSearchParams();
  for (const [name, value] of Object.entries(query)) {
    for (const one of Array.isArray(value) ? value : [value]) {
      if (one !== undefined && one !== null && one !== '') search.append(name, String(one));
    }
  }
  const text = search.toString();
  return text === '' ? path : `${path}?${text}`;
}

/** A new id for one act of a person; keep it while the same tap is tried again. */
export function newActionId(): string {
  return uuidv7();
}

function requestOf(method: string, body: unknown, options: CallOptions): RequestInit {
  const headers: Record<string, string> = { Accept: 'application/json', 'Accept-Language': currentLanguage() };
  if (method !== 'GET') headers['Action-Id'] = options.actionId ?? newActionId();
  const raw = body instanceof Blob;
  if (raw) headers['Content-Type'] = 'application/octet-stream';
  else if (body !== undefined) headers['Content-Type'] = 'application/json';
  return {
    method,
    credentials: 'same-origin',
    headers: { ...headers, ...options.headers },
    body: raw ? body : body === undefined ? undefined : JSON.stringify(body),
    signal: options.signal,
    keepalive: options.outlives,
  };
}

async function send(address: string, request: RequestInit): Promise<Response> {
  try {
    return await fetch(address, request);
  } catch (failure) {
    if (request.signal?.aborted) throw failure;
    throw offline();
  }
}

async function answerOf(response: Response): Promise<unknown> {
  if (response.status === 204) return undefined;
  const kind = response.headers.get('content-type') ?? '';
  if (!kind.includes('json')) return response.blob();
  try {
    return await response.json();
  } catch {
    // The line broke in the middle of the answer: what was done is known to the server only, and a repeat tells.
    throw new ApiProblem('offline', { status: response.status });
  }
}
