import fc from 'fast-check';
import type pg from 'pg';
import { demoContract } from '../../server/src/demo/contract.ts';
import { allFeatures } from '../../server/src/features.ts';
import { type Permission, type Role, scopesOf } from '../../server/src/platform/access/permissions.ts';
import type { App } from '../../server/src/platform/context.ts';
import type { RouteKey } from '../../server/src/platform/http/contract.ts';
import { liveContract } from '../../server/src/platform/live/contract.ts';
import { asSeen, foreignWords, readPool } from './city.ts';
import { faultOf, type Secret } from './judge.ts';
import { type Line, openLine } from './line.ts';
import { type Route, type Shot, type Sources, shotsAt } from './requests.ts';

export interface RoutesResult {
  seed: number;
  requests: number;
  /** How many requests each route got, and how many of them succeeded. */
  routes: Map<RouteKey, { sent: number; succeeded: number }>;
  /** How often each status was answered. */
  statuses: Map<number, number>;
  faults: string[];
}

export interface RoutesOptions {
  origin: string;
  owner: pg.Client;
  tenantId: string;
  seed: number;
  /** Requests to each route. */
  each: number;
  files: Sources['files'];
  secrets: readonly Secret[];
  say(text: string): void;
  /** Only routes whose key holds this. */
  only?: string;
}

/** What ends the session, the rights or the time of everybody comes after what needs them; the new beginning is not fuzzed through. */
const last: readonly string[] = ['POST /api/second-factor/rules', 'POST /api/demo/clock'];
/** Takes half a minute each time it is allowed: only its door is tried here. */
const doorOnly: readonly string[] = ['POST /api/demo/reset'];

/** Every route of the product, in the order of its contracts. */
export function everyRoute(): Route[] {
  // The routes are declared, not performed: nothing of the App but its mode is looked at.
  const features = allFeatures({ config: { mode: 'demo' } } as App);
  const contracts = [...features.map(({ contract }) => contract), liveContract, demoContract];
  const routes = contracts.flatMap((contract) =>
    Object.entries(contract).map(([key, spec]) => ({ key: key as RouteKey, spec })),
  );
  return [...routes.filter(({ key }) => !last.includes(key)), ...routes.filter(({ key }) => last.includes(key))];
}

/**
 * Sends each route so many requests made of its own contract, as everybody who may and some who may not, and judges every
 * answer. The same seed on a newly made city sends the same requests; what is found is made as small as it can be.
 */
export async function fuzzRoutes(options: RoutesOptions): Promise<RoutesResult> {
  const { origin, owner, tenantId, seed, say } = options;
  const people = await personasOf(origin, owner, tenantId);
  const line = openLine(origin, new Map(people.map(({ username, id }) => [username, id])));
  const result: RoutesResult = { seed, requests: 0, routes: new Map(), statuses: new Map(), faults: [] };
  const secrets = [...options.secrets, { words: foreignWords, whose: 'another city', hiddenFrom: () => true }];
  try {
    for (const route of everyRoute().filter(({ key }) => key.includes(options.only ?? ''))) {
      const pool = await readPool(
        owner,
        tenantId,
        people.map(({ id }) => id),
      );
      const sources = { pool, files: options.files, ...sendersOf(route, people) };
      await fuzzOne(route, sources, line, result, secrets, options);
      const { sent, succeeded } = countOf(result, route.key);
      say(`${route.key}: ${sent} sent, ${succeeded} succeeded`);
    }
  } finally {
    line.close();
  }
  return result;
}

async function fuzzOne(
  route: Route,
  sources: Sources,
  line: Line,
  result: RoutesResult,
  secrets: readonly Secret[],
  { seed, each, owner, tenantId }: RoutesOptions,
): Promise<void> {
  const counts = countOf(result, route.key);
  const shots = shotsAt(route, sources).map((shot) => (doorOnly.includes(route.key) ? fromElsewhere(shot) : shot));
  const property = fc.asyncProperty(shots, async (shot) => {
    const body = shot.body && (await asSeen(owner, tenantId, shot.path, shot.body));
    const answer = await line.send({ ...shot, body });
    result.requests += 1;
    counts.sent += 1;
    counts.succeeded += answer.status === 200 ? 1 : 0;
    result.statuses.set(answer.status, (result.statuses.get(answer.status) ?? 0) + 1);
    const fault = faultOf(route, shot, answer, secrets);
    if (fault) throw new Error(fault);
  });
  const run = await fc.check(property, { seed, numRuns: each, interruptAfterTimeLimit: 600_000 });
  if (!run.failed) return;
  const [shot] = run.counterexample ?? [];
  const words = run.errorInstance instanceof Error ? run.errorInstance.message : String(run.errorInstance);
  result.faults.push(
    `${route.key} (seed ${seed}, path ${run.counterexamplePath}): ${words}; sent ${shot ? told(shot) : '?'}`,
  );
}

function countOf(result: RoutesResult, key: RouteKey) {
  const known = result.routes.get(key);
  if (known) return known;
  const counts = { sent: 0, succeeded: 0 };
  result.routes.set(key, counts);
  return counts;
}

const fromElsewhere = (shot: Shot): Shot => ({
  ...shot,
  headers: { ...shot.headers, origin: 'https://elsewhere.example' },
  forbidden: true,
});

function told({ username, method, path, headers, body }: Shot): string {
  const sent = body ? JSON.stringify(body.toString().slice(0, 500)) : 'nothing';
  return `${method} ${path.slice(0, 300)} by ${username ?? 'a visitor'} with ${JSON.stringify(headers).slice(0, 300)} and ${sent}`;
}

interface Persona {
  id: string;
  username: string;
  roles: Role[];
}

async function personasOf(origin: string, owner: pg.Client, tenantId: string): Promise<Persona[]> {
  const answer = await fetch(`${origin}/api/demo/personas`);
  const { items } = (await answer.json()) as { items: { accountId: string; username: string }[] };
  const { rows } = await owner.query<{ id: string; role: Role }>(
    'SELECT account_id AS id, role FROM grants WHERE tenant_id = $1 AND superseded_at IS NULL',
    [tenantId],
  );
  return items.map(({ accountId, username }) => ({
    ...{ id: accountId, username },
    roles: rows.filter(({ id }) => id === accountId).map(({ role }) => role),
  }));
}

/** Who may be expected to get through a route, and everybody else. */
function sendersOf({ spec }: Route, people: readonly Persona[]): Pick<Sources, 'holders' | 'others'> {
  const { permission } = spec;
  const open = permission === 'public' || permission === 'signedIn';
  const may = ({ roles }: Persona) => open || roles.some((role) => scopesOf(role, permission as Permission).length > 0);
  const names = (some: readonly Persona[]) => some.map(({ username }) => username);
  return { holders: names(people.filter(may)), others: [...names(people.filter((one) => !may(one))), null] };
}
