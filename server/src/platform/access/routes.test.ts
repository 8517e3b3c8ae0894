import type { FastifyInstance } from 'fastify';
import { v7 } from 'uuid';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { recordTaskTable } from '../../features/directives/index.ts';
import { allFeatures } from '../../features.ts';
import { sampleOf } from '../../testing/sample-body.ts';
import { ask, dispatchPlan, planOf } from '../../testing/tasks.ts';
import { testWorld, type World } from '../../testing/world.ts';
import { dayRange } from '../clock/days.ts';
import type { ActContext } from '../context.ts';
import type { RouteKey, RouteSpec } from '../http/contract.ts';
import type { FeatureRoutes } from '../http/pipeline.ts';
import { buildServer } from '../http/server.ts';
import { grantsOf, type Permission, type Role, roles, scopesOf } from './permissions.ts';

/*
 * Every route × every role × where the role is held, seen from one county's records: at that county (own), at the body that
 * guides it (guided), at another county (sibling), and in another city's system (foreign tenant). Writing routes are called
 * without an Action-Id: whoever passes the authorisation is refused for that alone, so nothing is changed by walking.
 */
const everyRole = Object.keys(roles) as Role[];
const places = ['own', 'guided', 'sibling'] as const;
type Place = (typeof places)[number];

interface Route {
  key: RouteKey;
  spec: RouteSpec & { permission: Permission };
  /** The addressed record belongs to organisations, which the pipeline compares with the reach. */
  concerns: boolean;
}

let world: World;
let server: FastifyInstance;
let foreignTenant: string;
let routes: Route[];
let records: Record<string, string>;
let organisations: Record<Place, string>;
let requests = 0;
const walked: { route: Route; role: Role; place: Place; outcome: Outcome }[] = [];

const opened: Permission[] = [];

function collectRoutes(features: readonly FeatureRoutes[]): Route[] {
  return features.flatMap(({ contract, implementations }) =>
    (Object.keys(contract) as RouteKey[]).flatMap((key) => {
      const spec = contract[key] as RouteSpec;
      if (spec.permission === 'public' || spec.permission === 'signedIn') return [];
      opened.push(spec.permission);
      return [{ key, spec: spec as Route['spec'], concerns: implementations[key]?.concerns !== undefined }];
    }),
  );
}

beforeAll(async () => {
  world = await testWorld({ features: allFeatures });
  const features = allFeatures(world.app);
  routes = collectRoutes(features);
  const [county, sibling] = ['fengyu', 'wuzhu'].map((name) => world.city.accounts.find((one) => one.username === name));
  const other = sibling ?? world.city.accounts.find((one) => one.role === 'unitClerk' && one.username !== 'fengyu');
  if (!county || !other) throw new Error('The city has no two county clerks');
  organisations = { own: county.organisationId, guided: world.city.tenant.bodyId, sibling: other.organisationId };
  records = await recordsOf(county.organisationId);
  foreignTenant = v7();
  await world.owner.query('INSERT INTO tenants (tenant_id, name, created_at) VALUES ($1, $2, now())', [
    foreignTenant,
    '另一座城市',
  ]);
  await world.app.clock.reload();
  server = await buildServer(world.app, {
    features,
    recognise: async (_app, request) => ({
      tenantId: String(request.headers['x-tenant']),
      actor: {
        accountId: world.actorOf('inspector').accountId,
        displayName: '试行者',
        personId: null,
        sessionId: null,
        roles: [{ role: request.headers['x-role'] as Role, organisationId: String(request.headers['x-organisation']) }],
      },
      mustChangePassword: false,
      address: '127.0.0.1',
      agent: 'test',
      language: 'zh-CN',
      origin: 'http://localhost',
      keepSession: () => undefined,
      endSession: () => undefined,
    }),
    webRoot: null,
    version: 'test',
    readiness: async () => ({}),
  });
  await server.ready();
  for (const route of routes) {
    for (const role of everyRole) {
      for (const place of route.concerns ? places : (['own'] as const)) {
        walked.push({ route, role, place, outcome: await visit(route, role, organisations[place]) });
      }
    }
  }
}, 300_000);

afterAll(async () => {
  await server.close();
  await world.close();
});

/** One record of each kind that belongs to the county and to nobody else; document and task by the acts that make them. */
async function recordsOf(countyId: string): Promise<Record<string, string>> {
  const document = await world.act('clerk', (context) =>
    recordTaskTable(context, {
      title: '关于开展联系走访的安排',
      issuerName: '县政协党组',
      ownerBodyId: countyId,
      issuedOn: context.today,
      audience: { text: '', organisationIds: [] },
      columns: ['序号', '具体措施'],
      rows: [{ number: '1', group: '走访', cells: ['1', '每季度走访一次'], content: ask([countyId]) }],
    }),
  );
  const { body: dispatch } = await dispatchPlan(world, await planOf(world, document.directiveId));
  const evidenceId = await world.act('clerk', (context) => recordEvidence(context, countyId));
  const accountId = world.city.accounts.find((one) => one.organisationId === countyId)?.id;
  const grants = await world.owner.query<{ id: string }>('SELECT id FROM grants WHERE account_id = $1', [accountId]);
  const post = world.city.posts.find((one) => one.organisationId === countyId && belongsOnlyTo(countyId, one.personId));
  if (!accountId || !post || !grants.rows[0]) throw new Error('The county has no account or no post of its own');
  return {
    directiveId: document.directiveId,
    requirementId: document.requirements[0]?.requirementId ?? '',
    dispatchId: dispatch.dispatchId,
    taskId: dispatch.taskIds[0] ?? '',
    evidenceId,
    organisation: countyId,
    person: post.personId,
    post: post.id,
    accountId,
    grantId: grants.rows[0].id,
    clauseKey: '1',
  };
}

/** A person who sits, works and belongs nowhere but in the body and its parts. */
function belongsOnlyTo(bodyId: string, personId: string): boolean {
  const { organisations: all, posts, memberships, branchMemberships } = world.city;
  const ids = [...posts, ...branchMemberships]
    .filter((one) => one.personId === personId)
    .map((one) => one.organisationId);
  const bodies = memberships.filter((one) => one.personId === personId).map((one) => one.bodyId);
  return [...ids.map((id) => all.find((one) => one.id === id)?.bodyId), ...bodies].every((id) => id === bodyId);
}

async function recordEvidence(context: ActContext, owner: string): Promise<string> {
  const id = context.newId();
  await context.db
    .insertInto('evidence')
    .values({ id, owner_organisation_id: owner, recorded_at: context.now })
    .execute();
  await context.db
    .insertInto('evidence_revisions')
    .values({
      ...{ id: context.newId(), evidence_id: id, revision: 1, kind: 'text', title: '走访记录', body: '走访两户' },
      ...{ about: dayRange('2026-04-01', '2026-04-30'), arrived_at: context.now },
    })
    .execute();
  return id;
}

/** The record that a parameter of the path means; `:id` means what stands before it. */
function recordFor(key: RouteKey, name: string): string {
  if (name !== 'id') {
    const known = records[name];
    if (!known) throw new Error(`${key}: this test has no record for :${name}; add one to recordsOf`);
    return known;
  }
  const noun = key.split('/')[2] ?? '';
  const known = { organisations: records.organisation, people: records.person, posts: records.post }[noun];
  if (!known) throw new Error(`${key}: this test has no record of ${noun}; add one to recordsOf`);
  return known;
}

function bodyFor({ key, spec }: Route): unknown {
  if (!spec.body) return undefined;
  const body = sampleOf(spec.body);
  // A new organisation belongs to the body that the request names.
  if (key === 'POST /api/organisations') return { ...(body as object), bodyId: organisations.own };
  return body;
}

/** Queries that name a record name the county's. */
function queryFor(schema: NonNullable<RouteSpec['query']>): Record<string, string> {
  const query = sampleOf(schema) as Record<string, string>;
  const known: Record<string, string | undefined> = {
    ...records,
    bodyId: records.organisation,
    organisationId: records.organisation,
  };
  return Object.fromEntries(Object.entries(query).map(([name, value]) => [name, known[name] ?? value]));
}

async function visit(route: Route, role: Role, organisationId: string, tenantId = world.tenantId) {
  const [method, template] = route.key.split(' ') as ['GET' | 'POST', string];
  const query = route.spec.query ? queryFor(route.spec.query) : {};
  const body = route.spec.upload ? Buffer.from('x') : bodyFor(route);
  requests += 1;
  const response = await server.inject({
    method,
    url: template.replace(/:(\w+)/g, (_, name: string) => recordFor(route.key, name)),
    query,
    // The limits per address are not what is tried here.
    remoteAddress: `10.${requests >> 16}.${(requests >> 8) & 255}.${requests & 255}`,
    headers: {
      'x-tenant': tenantId,
      'x-role': role,
      'x-organisation': organisationId,
      ...(route.spec.upload ? { 'content-type': 'application/octet-stream', 'x-file-name': 'a.txt' } : {}),
    },
    ...(body === undefined ? {} : { payload: body as object }),
  });
  const problem = String(response.headers['content-type'] ?? '').includes('problem')
    ? response.json<{ title: string; field?: string }>()
    : null;
  const json = String(response.headers['content-type'] ?? '').includes('/json')
    ? response.json<{ items?: unknown[] }>()
    : null;
  const empty = response.statusCode === 200 && json?.items?.length === 0;
  return { empty, status: response.statusCode, title: problem?.title ?? null, field: problem?.field ?? null };
}

type Outcome = Awaited<ReturnType<typeof visit>>;

const said = ({ status, title, field }: Outcome) => [status, title, field].filter(Boolean).join(' ');

const turnedAway = ({ status, title }: Outcome) =>
  (status === 403 && title === 'http.forbidden') || (status === 404 && title === 'http.notFound');
/** Passed the door: the handler spoke, or the missing Action-Id stopped it there. */
const letIn = (outcome: Outcome) =>
  !turnedAway(outcome) && ![401, 403].includes(outcome.status) && outcome.status < 500;

function mayReach(role: Role, { spec, concerns }: Route, place: Place): boolean {
  const scopes = scopesOf(role, spec.permission);
  if (!concerns) return scopes.length > 0;
  if (scopes.includes('city')) return true;
  return place !== 'sibling' && scopes.includes(place);
}

test('every route lets in exactly the roles and places that the table says, and nobody else', () => {
  const wrong = walked.flatMap(({ route, role, place, outcome }) => {
    const expected = mayReach(role, route, place);
    const asExpected = expected ? letIn(outcome) : turnedAway(outcome);
    return asExpected ? [] : [`${route.key} ${role} at ${place} belongs ${expected ? 'in' : 'out'}: ${said(outcome)}`];
  });
  expect(wrong).toEqual([]);
  expect(walked.length).toBeGreaterThan(routes.length * everyRole.length);
});

/** The record is no secret to him: he may read every one of its kind. */
function readsAnyway(role: Role, permission: Permission): boolean {
  const reading = `${permission.split('.')[0]}.read` as Permission;
  return reading !== permission && scopesOf(role, reading).includes('city');
}

test('who lacks the permission altogether is told so; who only stands too far away does not learn that the record exists', () => {
  const wrong = walked.flatMap(({ route, role, place, outcome }) => {
    if (mayReach(role, route, place)) return [];
    const permission = route.spec.permission;
    const tooFar = scopesOf(role, permission).length > 0 && !readsAnyway(role, permission);
    return outcome.status === (tooFar ? 404 : 403) ? [] : [`${route.key} ${role} at ${place}: ${said(outcome)}`];
  });
  expect(wrong).toEqual([]);
});

test("nobody of another city's system reaches a record of this one, whatever he holds there", async () => {
  const wrong: string[] = [];
  for (const route of routes.filter(({ key }) => key.includes(':'))) {
    for (const role of everyRole) {
      const outcome = await visit(route, role, organisations.own, foreignTenant);
      const stopped = outcome.status === 400 && outcome.title === 'http.actionIdMissing';
      // Without a record to look at, a right over the whole city stops at the missing Action-Id; it holds there, not here.
      const harmless = [403, 404].includes(outcome.status) || stopped || outcome.empty;
      if (!harmless) wrong.push(`${route.key} ${role}: ${said(outcome)}`);
    }
  }
  expect(wrong).toEqual([]);
}, 300_000);

test('the walk met valid requests only: none was turned away for its form', () => {
  const refused = walked.filter(({ outcome }) => outcome.title === 'problem.invalid');
  expect([...new Set(refused.map(({ route, outcome }) => `${route.key}: ${said(outcome)}`))]).toEqual([]);
});

/** Lists and public records: they take an id and narrow their own statement, or hold nothing that is anybody's. */
const narrowThemselves: readonly string[] = [
  'GET /api/directives/:directiveId/dispatches',
  'GET /api/organisations/:id',
];

test('a route about one record says whose it is, unless its permission reaches the whole city for everyone', () => {
  const silent = routes.filter(({ key, concerns, spec }) => {
    const narrow = everyRole.some((role) => scopesOf(role, spec.permission).some((scope) => scope !== 'city'));
    return key.includes(':') && !concerns && narrow;
  });
  expect(silent.map(({ key }) => key).filter((key) => !narrowThemselves.includes(key))).toEqual([]);
});

test('every permission opens a route', () => {
  const granted = [...new Set(everyRole.flatMap((role) => Object.keys(grantsOf[role])))].sort();
  expect([...new Set(opened)].sort()).toEqual(granted);
});
