import type { FastifyInstance } from 'fastify';
import { v7 } from 'uuid';
import type { App } from '../platform/context.ts';
import type { FeatureRoutes } from '../platform/http/pipeline.ts';
import { buildServer } from '../platform/http/server.ts';
import { recognise } from '../platform/identity/index.ts';

/** A server over the app of a test world that recognises visitors by their cookie, as the product does. */
export async function signInServer(app: App, features: readonly FeatureRoutes[]): Promise<FastifyInstance> {
  const server = await buildServer(app, {
    features,
    recognise,
    webRoot: null,
    version: 'test',
    readiness: async () => ({ database: true }),
    jobs: () => [],
  });
  await server.ready();
  return server;
}

export interface BrowserAnswer<T> {
  status: number;
  body: T;
  headers: Record<string, unknown>;
}

/** A browser that keeps its cookies from one request to the next. */
export function openBrowser(server: FastifyInstance, more: Record<string, string> = {}) {
  const jar = new Map<string, string>();
  const cookies = () => [...jar].map(([name, value]) => `${name}=${value}`).join('; ');
  return {
    get cookie() {
      return cookies();
    },
    async send<T = unknown>(
      method: 'GET' | 'POST',
      url: string,
      payload?: object,
      headers: Record<string, string> = {},
    ): Promise<BrowserAnswer<T>> {
      const response = await server.inject({
        method,
        url,
        headers: {
          'user-agent': 'test browser',
          ...(jar.size > 0 ? { cookie: cookies() } : {}),
          ...(method === 'POST' ? { 'action-id': v7() } : {}),
          ...more,
          ...headers,
        },
        ...(payload ? { payload } : {}),
      });
      for (const { name, value } of response.cookies) {
        if (value === '') jar.delete(name);
        else jar.set(name, value);
      }
      const json = String(response.headers['content-type'] ?? '').includes('json');
      return {
        status: response.statusCode,
        body: (json ? response.json() : undefined) as T,
        headers: response.headers,
      };
    },
  };
}
