import { createReadStream } from 'node:fs';
import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import compress from '@fastify/compress';
import cookie from '@fastify/cookie';
import helmet from '@fastify/helmet';
import rateLimit from '@fastify/rate-limit';
import fastifyStatic from '@fastify/static';
import swagger from '@fastify/swagger';
import Fastify, { type FastifyInstance, type FastifyReply, type FastifyRequest, LogController } from 'fastify';
import { jsonSchemaTransform, serializerCompiler, validatorCompiler } from 'fastify-type-provider-zod';
import { v7 } from 'uuid';
import type { App } from '../context.ts';
import { answerProblem, nowhere } from './answer-problem.ts';
import type { RouteKey, RouteSpec } from './contract.ts';
import { type MetricSources, mayReadMetrics, openMetrics } from './metrics.ts';
import { type Download, type FeatureRoutes, serve } from './pipeline.ts';
import { storableText } from './storable-text.ts';
import { drainUnreadBodies } from './unread-body.ts';
import type { Visitor } from './visitor.ts';

export interface ServerParts extends MetricSources {
  features: readonly FeatureRoutes[];
  /** Finds out who is at the door; given by identity. */
  recognise(app: App, request: FastifyRequest, reply: FastifyReply): Promise<Visitor>;
  /** Folder of the built web, or null to serve the API alone. */
  webRoot: string | null;
  version: string;
}

const jsonLimit = 12 * 1024 * 1024;
/** Per address; a whole office may sit behind one. */
export const requestsPerMinute = 3000;

/** Builds the HTTP server; the caller listens and closes. Closing finishes what was accepted. */
export async function buildServer(app: App, parts: ServerParts): Promise<FastifyInstance> {
  const server = Fastify({
    loggerInstance: app.log,
    logController: new LogController({ disableRequestLogging: true }),
    genReqId: () => v7(),
    bodyLimit: jsonLimit,
    // A reverse proxy on the same machine, or one that was named, tells the visitor's address; nobody else is believed.
    trustProxy: ['loopback', ...app.config.trustedProxies],
    forceCloseConnections: 'idle',
    requestTimeout: 300_000,
    // An address that cannot be read leads nowhere.
    frameworkErrors: (_error, request, reply) => void answerProblem(app, nowhere(), request, reply),
  });
  server.setValidatorCompiler(validatorCompiler);
  server.setSerializerCompiler(serializerCompiler);
  server.setErrorHandler((error, request, reply) => answerProblem(app, error, request, reply));
  server.decorateRequest('visitor', null as unknown as Visitor);

  await server.register(helmet, {
    enableCSPNonces: true,
    contentSecurityPolicy: {
      directives: {
        defaultSrc: ["'none'"],
        scriptSrc: ["'self'"],
        styleSrc: ["'self'"],
        imgSrc: ["'self'", 'data:', 'blob:'],
        fontSrc: ["'self'"],
        connectSrc: ["'self'"],
        manifestSrc: ["'self'"],
        workerSrc: ["'self'"],
        frameAncestors: ["'none'"],
        formAction: ["'self'"],
        baseUri: ["'none'"],
        upgradeInsecureRequests: app.config.publicUrl?.startsWith('https:') ? [] : null,
      },
    },
    strictTransportSecurity: app.config.publicUrl?.startsWith('https:') ? { maxAge: 31_536_000 } : false,
  });
  await server.register(cookie);
  await server.register(compress, { global: true, encodings: ['br', 'gzip'], threshold: 1024 });
  await server.register(rateLimit, { global: true, max: requestsPerMinute, timeWindow: 60_000 });
  await server.register(swagger, {
    openapi: { openapi: '3.1.0', info: { title: 'Xieli 协力', version: parts.version } },
    transform: jsonSchemaTransform,
  });
  // Uploads arrive as raw streams and are read by their route alone.
  server.addContentTypeParser('application/octet-stream', (_request, _payload, done) => done(null, undefined));

  // A connection that is kept alive after its last answer would hold up the stop until it times out.
  let closing = false;
  server.addHook('preClose', async () => {
    closing = true;
  });
  server.addHook('onSend', async (_request, reply) => {
    if (closing) reply.header('Connection', 'close');
  });
  drainUnreadBodies(server);
  const metrics = openMetrics(app, parts);
  server.addHook('onResponse', async (request, reply) => {
    request.log.info(
      {
        requestId: request.id,
        route: request.routeOptions.url,
        method: request.method,
        status: reply.statusCode,
        ms: Math.round(reply.elapsedTime),
      },
      'request',
    );
    metrics.observe(request, reply);
  });

  server.get('/healthz', { config: { rateLimit: false } }, async () => ({ ok: true }));
  server.get('/readyz', { config: { rateLimit: false } }, async (_request, reply) => {
    const parts_ = await parts.readiness();
    return reply.code(Object.values(parts_).every(Boolean) ? 200 : 503).send(parts_);
  });

  server.get('/metrics', { config: { rateLimit: false } }, async (request, reply) => {
    if (!mayReadMetrics(request, app.config.metricsToken)) return reply.code(404).send();
    const { text, mediaType } = await metrics.answer();
    return reply.type(mediaType).send(text);
  });

  for (const feature of parts.features) {
    for (const [key, spec] of Object.entries(feature.contract) as [RouteKey, RouteSpec][]) {
      if (spec.demoOnly && app.config.mode !== 'demo') continue;
      mount(server, app, parts, key, spec, feature);
    }
  }
  server.get('/api/openapi.json', { schema: { hide: true } }, async () => server.swagger());
  if (parts.webRoot) await mountWeb(server, parts.webRoot);
  else server.setNotFoundHandler(() => Promise.reject(nowhere()));
  return server;
}

function mount(
  server: FastifyInstance,
  app: App,
  parts: ServerParts,
  key: RouteKey,
  spec: RouteSpec,
  feature: FeatureRoutes,
): void {
  const [method, path] = key.split(' ') as ['GET' | 'POST' | 'PUT' | 'DELETE', string];
  const implementation = feature.implementations[key];
  if (!implementation) throw new Error(`${key} is declared and not implemented`);
  server.route({
    method,
    url: path,
    bodyLimit: spec.upload ? spec.upload.limit : jsonLimit,
    ...(spec.perMinute ? { config: { rateLimit: { max: spec.perMinute, timeWindow: 60_000 } } } : {}),
    schema: {
      summary: `${spec.summary.zh} · ${spec.summary.en}`,
      description: `permission: ${spec.permission}`,
      ...(spec.params ? { params: spec.params } : {}),
      ...(spec.query ? { querystring: spec.query } : {}),
      ...(spec.body ? { body: spec.body } : {}),
      ...(spec.download ? {} : { response: { 200: spec.response } }),
    },
    onRequest: async (request, reply) => {
      request.visitor = await parts.recognise(app, request, reply);
    },
    preValidation: async (request) => {
      request.params = storableText(request.params);
      request.query = storableText(request.query);
      request.body = storableText(request.body);
    },
    handler: async (request, reply) => {
      const answer = await serve(app, key, spec, implementation, request, reply);
      reply.header('Cache-Control', 'no-store');
      return spec.download ? sendDownload(reply, answer as Download) : reply.send(answer);
    },
  });
}

function sendDownload(reply: FastifyReply, download: Download): FastifyReply {
  const name = encodeURIComponent(download.fileName);
  reply.header('Content-Type', download.mediaType);
  reply.header('Content-Disposition', `${download.inline ? 'inline' : 'attachment'}; filename*=UTF-8''${name}`);
  reply.header('X-Content-Type-Options', 'nosniff');
  return reply.send(download.body);
}

/** The built web: hashed assets for ever, the shell never cached and with a fresh nonce on each answer. */
async function mountWeb(server: FastifyInstance, root: string): Promise<void> {
  const shell = await readFile(join(root, 'index.html'), 'utf8');
  await server.register(fastifyStatic, { root, serve: false });
  server.get('/assets/*', { config: { rateLimit: false } }, (request, reply) => {
    reply.header('Cache-Control', 'public, max-age=31536000, immutable');
    return reply.sendFile(request.url.slice(1).split('?')[0] ?? '');
  });
  server.get('/sw.js', { config: { rateLimit: false } }, (_request, reply) => {
    reply.header('Cache-Control', 'no-cache').type('text/javascript');
    return reply.send(createReadStream(join(root, 'sw.js')));
  });
  server.setNotFoundHandler((request, reply) => {
    if (!wantsPage(request)) throw nowhere();
    reply.header('Cache-Control', 'no-store').type('text/html; charset=utf-8');
    return reply.send(shell.replaceAll('__CSP_NONCE__', reply.cspNonce.style));
  });
}

/**
 * Whether an address without a route is to be answered with the page. A browser asks for one by name; programs that watch the
 * server or fetch an address take anything, and so do scripts and pictures of a page, which a page would only confuse.
 */
function wantsPage({ method, url, headers }: FastifyRequest): boolean {
  const [path = ''] = url.split('?');
  if ((method !== 'GET' && method !== 'HEAD') || path === '/api' || path.startsWith('/api/')) return false;
  const accept = headers.accept ?? '*/*';
  if (accept.includes('text/html')) return true;
  const namesFile = path.startsWith('/assets/') || /\.[^/]*$/.test(path);
  return accept.includes('*/*') && !namesFile;
}
