import { type QueryClient, useQuery } from '@tanstack/react-query';
import { permitted } from './admission.ts';
import type { Session } from './api.ts';
import { call } from './client.ts';
import { dayInChina } from './locale/formats.ts';
import { ApiProblem } from './problem.ts';
import { readSetting, writeSetting } from './settings.ts';

const sessionKey = ['GET /api/session'] as const;

/**
 * Who is signed in here and what the navigation may show. Without a line the last known answer serves, so that a page kept
 * on the phone opens and its queue knows whose acts it holds; the server decides again about every act.
 */
export function useSessionQuery() {
  return useQuery<Session, ApiProblem>({ queryKey: sessionKey, queryFn: readSession, staleTime: 60_000 });
}

/** The session of a page inside the shell, where it is known. */
export function useSession(): Session {
  const { data } = useSessionQuery();
  if (data === undefined) throw new Error('useSession is for pages inside the shell');
  return data;
}

/** True when the signed-in person holds the permission anywhere; the server decides about each record. */
export function usePermitted(permission: string): boolean {
  const session = useSession();
  return permitted(session, permission);
}

/** Today in the business of this installation: the demo clock where there is one, else the calendar in China. */
export function useToday(): string {
  return useSession().demo?.businessDate ?? dayInChina(new Date());
}

/**
 * Leaves everything that was read for one person behind and opens a page of this site afresh.
 * @param address path and query; behind the origin also one that begins with `//` leads nowhere else
 */
export function startAfresh(address = '/'): void {
  writeSetting('session', null);
  window.location.assign(`${window.location.origin}${address}`);
}

/** Any call that is told “not signed in” makes the shell ask who is here; the page then waits behind the sign-in. */
export function watchForSignOut(cache: QueryClient): void {
  const look = (problem: unknown) => {
    if (problem instanceof ApiProblem && problem.kind === 'notSignedIn')
      cache.invalidateQueries({ queryKey: sessionKey });
  };
  cache.getQueryCache().subscribe((event) => {
    if (event.type === 'updated' && event.action.type === 'error') look(event.action.error);
  });
  cache.getMutationCache().subscribe((event) => {
    if (event.type === 'updated' && event.action.type === 'error') look(event.action.error);
  });
}

async function readSession(): Promise<Session> {
  try {
    const session = await call('GET /api/session', {});
    writeSetting('session', session.signedIn ? JSON.stringify(session) : null);
    return session;
  } catch (problem) {
    const remembered = readSetting('session');
    if (problem instanceof ApiProblem && problem.kind === 'offline' && remembered !== null)
      return JSON.parse(remembered);
    throw problem;
  }
}
