/** Routes that the shell calls and that server/src/contracts.ts does not carry yet; each leaves here when it arrives there. */
interface Route<Body> {
  permission: 'public' | 'signedIn';
  body: { _zod: { input: Body; output: Body } };
  response: { _zod: { input: unknown; output: unknown } };
}

export interface RoutesAhead {
  'POST /api/demo/clock': Route<{ date: string }>;
  'POST /api/demo/reset': Route<Record<string, never> | undefined>;
}
