import type { Api } from '@xieli/server/contracts';

/** The routes of the server by their keys, as types alone: nothing of the server reaches the browser. */
export type { Api };
/** `GET /api/tasks/:taskId`: names a route and says how to reach it. */
export type ApiKey = keyof Api & string;
export type Permission = Exclude<Api[ApiKey]['permission'], 'public' | 'signedIn'>;

/** What a schema takes and what it gives, read off the schema itself. */
interface Schema<In = unknown, Out = unknown> {
  _zod: { input: In; output: Out };
}

type Part<S, P extends string> = S extends { [N in P]: Schema<infer In> }
  ? Record<string, never> extends In
    ? { [N in P]?: In }
    : { [N in P]: In }
  : unknown;
type Body<S> = S extends { upload: object } ? { body: Blob } : Part<S, 'body'>;

/** What a call of the route takes: the parts that its contract declares, before the server's validation. */
export type CallInput<K extends ApiKey> = Part<Api[K], 'params'> & Part<Api[K], 'query'> & Body<Api[K]> & object;

/** What the route answers; a download answers its bytes. */
export type Answer<K extends ApiKey> = Api[K] extends { download: true }
  ? Blob
  : Api[K] extends { response: Schema<unknown, infer Out> }
    ? Out
    : never;

export type Session = Answer<'GET /api/session'>;
