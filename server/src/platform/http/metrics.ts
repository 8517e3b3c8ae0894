import { createHash, timingSafeEqual } from 'node:crypto';
import type { FastifyReply, FastifyRequest } from 'fastify';
import { collectDefaultMetrics, Gauge, Histogram, Registry } from 'prom-client';
import type { App } from '../context.ts';

/** What is counted outside this folder, read when somebody asks. */
export interface MetricSources {
  readiness(): Promise<Record<string, boolean>>;
  /** When each job last came to its end, in milliseconds of the machine; null where it has not since the start. */
  jobs(): readonly { name: string; succeededAt: number | null; failures: number }[];
}

/** Figures of the running program for a monitoring program (Prometheus): how much, how fast, how full; nothing of the field. */
export interface Metrics {
  observe(request: FastifyRequest, reply: FastifyReply): void;
  /** @returns the text, and its media type */
  answer(): Promise<{ text: string; mediaType: string }>;
}

const secondsOfAnswers = [0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 5, 10, 30];

export function openMetrics({ connections }: Pick<App, 'connections'>, { readiness, jobs }: MetricSources): Metrics {
  const registry = new Registry();
  const registers = [registry];
  collectDefaultMetrics({ register: registry });
  const answered = new Histogram({
    name: 'xieli_http_request_seconds',
    help: 'Seconds until an answer was sent, by route (its pattern, never an address), method and status',
    labelNames: ['route', 'method', 'status'],
    buckets: secondsOfAnswers,
    registers,
  });
  new Gauge({
    name: 'xieli_ready',
    help: 'Whether a part that every answer needs is there, as /readyz says',
    labelNames: ['part'],
    registers,
    async collect() {
      for (const [part, ready] of Object.entries(await readiness())) this.set({ part }, Number(ready));
    },
  });
  new Gauge({
    name: 'xieli_database_connections',
    help: 'Connections of the pool by what they do, and requests that wait for one',
    labelNames: ['state'],
    registers,
    collect() {
      const { totalCount, idleCount, waitingCount } = connections.pool;
      this.set({ state: 'busy' }, totalCount - idleCount);
      this.set({ state: 'idle' }, idleCount);
      this.set({ state: 'waiting' }, waitingCount);
    },
  });
  new Gauge({
    name: 'xieli_job_succeeded_timestamp_seconds',
    help: 'When a job last came to its end; absent until it does after a start',
    labelNames: ['job'],
    registers,
    collect() {
      for (const { name, succeededAt } of jobs()) if (succeededAt !== null) this.set({ job: name }, succeededAt / 1000);
    },
  });
  new Gauge({
    name: 'xieli_job_failures',
    help: 'How often a job failed since the start',
    labelNames: ['job'],
    registers,
    collect() {
      for (const { name, failures } of jobs()) this.set({ job: name }, failures);
    },
  });
  return {
    observe(request, reply) {
      const route = request.routeOptions.url ?? 'none';
      answered.observe({ route, method: request.method, status: reply.statusCode }, reply.elapsedTime / 1000);
    },
    answer: async () => ({ text: await registry.metrics(), mediaType: registry.contentType }),
  };
}

const loopback = new Set(['127.0.0.1', '::1', '::ffff:127.0.0.1']);

/**
 * Who may read them: a program on this machine that was not sent by a proxy, and any that knows the token where one is set.
 * @param token null where none is set
 */
export function mayReadMetrics(request: FastifyRequest, token: string | null): boolean {
  const [scheme, given] = (request.headers.authorization ?? '').split(' ');
  if (token !== null && scheme === 'Bearer' && given !== undefined) return sameText(given, token);
  return loopback.has(request.ip) && request.headers['x-forwarded-for'] === undefined;
}

/** Compared by digests, so that the time tells nothing of how much was right. */
function sameText(a: string, b: string): boolean {
  const digest = (text: string) => createHash('sha256').update(text).digest();
  return timingSafeEqual(digest(a), digest(b));
}
