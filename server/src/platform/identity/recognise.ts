import type { FastifyReply, FastifyRequest } from 'fastify';
import type { App } from '../context.ts';
import type { Visitor } from '../http/visitor.ts';
import { languageOf } from '../locale/messages.ts';
import { findSession } from './sessions.ts';
import { tenantOf } from './tenants.ts';
import { readTenantToken } from './tokens.ts';

/** Requests that a page makes by itself; they do not show that somebody sits before it. */
const unattended: ReadonlySet<string> = new Set(['/api/live']);
const longestAgent = 300;

/**
 * Who is at the door. The tenant comes from the host name, the cookie or is the only one; the session from the cookie. Looked
 * up once in some seconds, so a request in between costs no statement.
 * @throws Problem when the address belongs to no tenant
 */
export async function recognise(app: App, request: FastifyRequest, reply: FastifyReply): Promise<Visitor> {
  const cookie = cookieOf(app, request);
  const kept = readTenantToken(request.cookies[cookie.name]);
  const tenantId = await tenantOf(app, request.hostname, kept?.tenantId ?? null);
  const byPerson = !unattended.has(request.routeOptions.url ?? '');
  const found = kept && kept.tenantId === tenantId ? await findSession(app, tenantId, kept.token, byPerson) : null;

  const keepSession = (token: string, expiresAt: string) => {
    reply.setCookie(cookie.name, token, { ...cookie.options, expires: new Date(expiresAt) });
  };
  const raw = request.cookies[cookie.name];
  if (found?.slid && raw) keepSession(raw, new Date(found.session.expiresAt).toISOString());
  return {
    tenantId,
    actor: found?.account.actor ?? null,
    mustChangePassword: found?.session.kind === 'browser' && found.account.mustChangePassword,
    // A bound phone is something that its owner has.
    mustEnrol: found?.session.kind === 'browser' && found.account.mustEnrol,
    address: request.ip,
    agent: (request.headers['user-agent'] ?? '').slice(0, longestAgent),
    language: languageOf(request.headers['accept-language']),
    origin: app.config.publicUrl ?? `${request.protocol}://${request.host}`,
    keepSession,
    endSession: () => void reply.clearCookie(cookie.name, cookie.options),
    handshakes: {
      read: (name) => request.cookies[`${cookie.name}-${name}`] ?? null,
      keep: (name, sealed, seconds) =>
        void reply.setCookie(`${cookie.name}-${name}`, sealed, { ...cookie.options, maxAge: seconds }),
      drop: (name) => void reply.clearCookie(`${cookie.name}-${name}`, cookie.options),
    },
  };
}

/** Over https the name makes the browser refuse the cookie from any other host or path; plain http cannot have that. */
function cookieOf(app: App, request: FastifyRequest) {
  const secure = request.protocol === 'https' || (app.config.publicUrl?.startsWith('https:') ?? false);
  return {
    name: secure ? '__Host-xieli' : 'xieli',
    options: { path: '/', httpOnly: true, sameSite: 'lax', secure } as const,
  };
}
