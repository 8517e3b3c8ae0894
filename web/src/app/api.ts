import type { z } from 'zod';
import type { Api } from './routes-of-the-server.ts';

/** `GET /api/tasks/:taskId`: names a route and says how to reach it. */
export type ApiKey = keyof Api & string;
export type Permission = Api[ApiKey]['permission'];

type Spec<K extends ApiKey> = Api[K];
type Part<S, P extends string> = S extends { [N in P]: infer T extends z.ZodType }
  ? Record<string, never> extends z.input<T>
    ? { [N in P]?: z.input<T> }
    : { [N in P]: z.input<T> }
  : unknown;
type Body<S> = S extends { upload: object } ? { body: Blob } : Part<S, 'body'>;

/** What a call of the route takes: the parts that its contract declares, before the server's validation. */
export type CallInput<K extends ApiKey> = Part<Spec<K>, 'params'> & Part<Spec<K>, 'query'> & Body<Spec<K>> & object;

/** What the route answers. */
export type Answer<K extends ApiKey> =
  Spec<K> extends { download: true }
    ? Blob
    : Spec<K> extends { response: infer T extends z.ZodType }
      ? z.output<T>
      : never;

export type Session = Answer<'GET /api/session'>;
