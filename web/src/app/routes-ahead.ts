import type { z } from 'zod';

/** Routes that the shell calls and that server/src/contracts.ts does not carry yet; each leaves here when it arrives there. */
interface Route<Answer> {
  permission: 'public' | 'signedIn';
  response: z.ZodType<Answer>;
}

type Takes<N extends string, T> = { [K in N]: z.ZodType<T, T> };

interface SessionAnswer {
  signedIn: boolean;
  account: {
    id: string;
    username: string;
    displayName: string;
    personId: string | null;
    mustChangePassword: boolean;
  } | null;
  roles: { role: string; organisationId: string; organisationName: string }[];
  permissions: string[];
  demo: {
    businessDate: string;
    personas: { accountId: string; username: string; displayName: string; role: string; organisationName: string }[];
  } | null;
  language: 'zh-CN' | 'en';
}

interface SessionRow {
  id: string;
  kind: 'browser' | 'device';
  agent: string;
  address: string;
  createdAt: string;
  seenAt: string;
  expiresAt: string;
  current: boolean;
}

interface Choices {
  items: { id: string; name: string; detail: string | null }[];
  next: string | null;
}

export interface RoutesAhead {
  'GET /api/session': Route<SessionAnswer>;
  'POST /api/session': Route<SessionAnswer> & Takes<'body', { username: string; password: string }>;
  'POST /api/session/password': Route<unknown> & Takes<'body', { current: string; next: string }>;
  'GET /api/session/list': Route<{ items: SessionRow[] }>;
  'POST /api/session/:sessionId/revoke': Route<unknown> & Takes<'params', { sessionId: string }>;
  'POST /api/session/end': Route<unknown>;
  'POST /api/session/pairing': Route<{ url: string; qrSvg: string; expiresAt: string }>;
  'POST /api/invitations/accept': Route<SessionAnswer> & Takes<'body', { token: string }>;
  'POST /api/demo/persona': Route<SessionAnswer> & Takes<'body', { accountId: string }>;
  'POST /api/demo/clock': Route<unknown> & Takes<'body', { date: string }>;
  'POST /api/demo/reset': Route<unknown>;
  'POST /api/feedback': Route<unknown> & Takes<'body', { page: string; body: string }>;
  'GET /api/people': Route<Choices> & Takes<'query', { search: string }>;
  'GET /api/organisations': Route<Choices> & Takes<'query', { search: string }>;
}
