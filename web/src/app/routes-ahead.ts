import type { z } from 'zod';

/** Routes that the shell calls and that server/src/contracts.ts does not carry yet; each leaves here when it arrives there. */
interface Route<Body> {
  permission: 'public' | 'signedIn';
  body: z.ZodType<Body, Body>;
  response: z.ZodType<unknown>;
}

export interface RoutesAhead {
  'POST /api/demo/clock': Route<{ date: string }>;
  'POST /api/demo/reset': Route<Record<string, never> | undefined>;
  'POST /api/feedback': Route<{ page: string; body: string }>;
}
