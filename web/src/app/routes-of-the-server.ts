import type { z } from 'zod';

/** The routes that the shell itself calls, until the server's own contracts stand in this place. */
interface Route<Response, Parts extends object = object> {
  permission: string;
  response: z.ZodType<Response>;
  parts?: Parts;
}

interface SessionAnswer {
  signedIn: boolean;
  account: { id: string; displayName: string; mustChangePassword: boolean } | null;
  roles: { role: string; organisationId: string; organisationName: string }[];
  permissions: string[];
  demo: {
    businessDate: string;
    personas: { accountId: string; displayName: string; role: string; organisationName: string }[];
  } | null;
  language: 'zh-CN' | 'en';
}

type Takes<T, N extends string> = { [K in N]: z.ZodType<T, T> };

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

interface Choice {
  id: string;
  name: string;
  detail: string | null;
}

interface FactPage {
  items: {
    kind: string;
    id: string;
    title: string;
    organisationName: string | null;
    inNumerator: boolean;
    address: string | null;
  }[];
  next: string | null;
}

export interface Api {
  'GET /api/session': Route<SessionAnswer>;
  'POST /api/session': Route<SessionAnswer> & Takes<{ username: string; password: string }, 'body'>;
  'POST /api/session/password': Route<unknown> & Takes<{ current: string; next: string }, 'body'>;
  'GET /api/session/list': Route<{ items: SessionRow[] }>;
  'POST /api/session/:sessionId/revoke': Route<unknown> & Takes<{ sessionId: string }, 'params'>;
  'POST /api/session/end': Route<unknown>;
  'POST /api/session/pairing': Route<{ url: string; qrSvg: string; expiresAt: string }>;
  'POST /api/invitations/accept': Route<SessionAnswer> & Takes<{ token: string }, 'body'>;
  'POST /api/demo/persona': Route<SessionAnswer> & Takes<{ accountId: string }, 'body'>;
  'POST /api/demo/clock': Route<unknown> & Takes<{ date: string }, 'body'>;
  'POST /api/demo/reset': Route<unknown>;
  'POST /api/feedback': Route<unknown> & Takes<{ page: string; body: string }, 'body'>;
  'POST /api/files': Route<{ id: string }> & Takes<{ purpose: string }, 'query'> & { upload: object };
  'GET /api/people': Route<{ items: Choice[] }> & Takes<{ search: string }, 'query'>;
  'GET /api/organisations': Route<{ items: Choice[] }> & Takes<{ search: string }, 'query'>;
  'GET /api/figures/:figureId/facts': Route<FactPage> &
    Takes<{ figureId: string }, 'params'> &
    Takes<Record<string, string | undefined>, 'query'>;
}
