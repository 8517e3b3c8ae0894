import type { FastifyInstance } from 'fastify';
import { strFromU8, unzipSync } from 'fflate';
import { v7 } from 'uuid';
import { afterAll, beforeAll, expect, test } from 'vitest';
import type { z } from 'zod';
import { recordTaskTable } from '../../features/directives/index.ts';
import { allFeatures } from '../../features.ts';
import { sampleOf } from '../../testing/sample-body.ts';
import { ask, dispatchPlan, planOf } from '../../testing/tasks.ts';
import { testWorld, type World } from '../../testing/world.ts';
import { auditedTables } from '../audit/records.ts';
import { dayRange } from '../clock/days.ts';
import type { ActContext } from '../context.ts';
import { writeToken } from '../figures/token.ts';
import type { RouteKey, RouteSpec } from '../http/contract.ts';
import type { FeatureRoutes } from '../http/pipeline.ts';
import { buildServer } from '../http/server.ts';
import { queueDeliveries, sealSecret } from '../notify/store.ts';
import type { Actor } from './actor.ts';
import { grantsOf, type Permission, permissions, type Role, roles, scopesOf } from './permissions.ts';

/*
 * Every route × every role × where the role is held, seen from one county's records: at that county (own), at the body that
 * guides it (guided), at another county (sibling), and in another city's system (foreign tenant). Writing routes are called
 * without an Action-Id: whoever passes the authorisation is refused for that alone, so nothing is changed by walking. In the
 * foreign tenant they carry one and do what they can. Whatever is answered anywhere is searched for rows of the county.
 */
const everyRole = Object.keys(roles) as Role[];
const stranger = v7();
/** Names in addresses that are no row of the county alone: everybody may see that it exists. */
const noRows = ['clauseKey', 'figureId', 'organisation', 'token'];
const places = ['own', 'guided', 'sibling'] as const;
type Place = (typeof places)[number];

interface Route {
  key: RouteKey;
  spec: RouteSpec;
  /** The addressed record belongs to organisations, which the pipeline compares with the reach. */
  concerns: boolean;
}

let world: World;
let server: FastifyInstance;
let foreignTenant: string;
let routes: Route[];
let records: Record<string, string>;
let organisations: Record<Place, string>;
/** A figure that counts the county's tasks, and the right that opens its facts; the route itself is open to all who signed in. */
const figure = 'tasks.openAsks';
const factsPermission: Permission = 'task.read';
/** Words that stand in the county's records and nowhere else. */
const title = '关于开展联系走访的安排';
const action = '每季度走访一次';
const evidenceBody = '走访两户，登记诉求三件';
let requests = 0;
const walked: { route: Route; role: Role; place: Place; outcome: Outcome }[] = [];

function collectRoutes(features: readonly FeatureRoutes[]): Route[] {
  return features.flatMap(({ contract, implementations }) =>
    (Object.keys(contract) as RouteKey[]).map((key) => {
      const spec = contract[key] as RouteSpec;
      return { key, spec, concerns: implementations[key]?.concerns !== undefined };
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
      actor: request.headers['x-role'] ? holderOf(request.headers) : null,
      mustChangePassword: false,
      mustEnrol: false,
      address: '127.0.0.1',
      agent: 'test',
      language: 'zh-CN',
      origin: 'http://localhost',
      keepSession: () => undefined,
      endSession: () => undefined,
      handshakes: { read: () => null, keep: () => undefined, drop: () => undefined },
    }),
    webRoot: null,
    version: 'test',
    readiness: async () => ({}),
    jobs: () => [],
  });
  await server.ready();
  for (const route of routes) {
    const stops = everyRole.flatMap((role) => places.map((place) => ({ route, role, place })));
    const visits = stops.map(async (stop) => ({
      ...stop,
      outcome: await visit(route, stop.role, organisations[stop.place]),
    }));
    walked.push(...(await Promise.all(visits)));
  }
}, 300_000);

afterAll(async () => {
  await server.close();
  await world.close();
});

/** Somebody with one role at one organisation and no account of the city's. */
function holderOf(headers: Record<string, unknown>): Actor {
  const roles_ = [{ role: headers['x-role'] as Role, organisationId: String(headers['x-organisation']) }];
  return { accountId: stranger, displayName: '试行者', personId: null, sessionId: null, roles: roles_ };
}

/** One record of each kind that belongs to the county and to nobody else; document and task by the acts that make them. */
async function recordsOf(countyId: string): Promise<Record<string, string>> {
  const document = await world.act('clerk', (context) =>
    recordTaskTable(context, {
      title,
      issuerName: '县政协党组',
      ownerBodyId: countyId,
      issuedOn: context.today,
      audience: { text: '', organisationIds: [] },
      columns: ['序号', '具体措施'],
      rows: [{ number: '1', group: '走访', cells: ['1', action], content: ask([countyId], { action }) }],
    }),
  );
  const { body: dispatch } = await dispatchPlan(world, await planOf(world, document.directiveId));
  const evidenceId = await world.act('clerk', (context) => recordEvidence(context, countyId));
  const { body: paper } = await world.as('clerk').call<{ paperId: string }>('POST /api/papers', {
    body: { kind: 'dispatchNotice', directiveId: document.directiveId },
  });
  const channelId = await world.act('sysadmin', recordChannel);
  const deliveries = await world.owner.query<{ id: string }>('SELECT id FROM deliveries');
  const accountId = world.city.accounts.find((one) => one.organisationId === countyId)?.id;
  const grants = await world.owner.query<{ id: string }>('SELECT id FROM grants WHERE account_id = $1', [accountId]);
  const post = world.city.posts.find((one) => one.organisationId === countyId && belongsOnlyTo(countyId, one.personId));
  const session = await world.owner.query<{ id: string }>(
    `INSERT INTO sessions (tenant_id, id, account_id, token_hash, kind, address, agent, created_at, seen_at, expires_at)
     VALUES ($1, $2, $3, 'x', 'browser', '', '', now(), now(), now() + interval '1 hour') RETURNING id`,
    [world.tenantId, v7(), accountId],
  );
  const requestId = v7();
  await world.owner.query(
    `INSERT INTO grant_requests (tenant_id, id, account_id, role, organisation_id, valid, reason, requested_by, requested_at)
     VALUES ($1, $2, $3, 'leader', $4, '[2026-06-17,)', 'x', $5, now())`,
    [world.tenantId, requestId, accountId, countyId, world.actorOf('sysadmin').accountId],
  );
  const identityId = v7();
  await world.owner.query(
    `INSERT INTO external_identities (tenant_id, id, account_id, issuer, subject, linked_at)
     VALUES ($1, $2, $3, 'https://id.example', 'x', now())`,
    [world.tenantId, identityId, accountId],
  );
  const noticeId = v7();
  const rung = [world.tenantId, dispatch.taskIds[0], 'due7', '2026-06-17'];
  await world.owner.query(
    `INSERT INTO reminders (tenant_id, task_id, rung, counts_from, reminded_on, recorded_at)
     VALUES ($1, $2, $3, $4, $4, now())`,
    rung,
  );
  await world.owner.query(
    `INSERT INTO notices (tenant_id, task_id, rung, counts_from, id, account_id, because, recorded_at)
     VALUES ($1, $2, $3, $4, $5, $6, 'own', now())`,
    [...rung, noticeId, accountId],
  );
  const aliasId = v7();
  await world.owner.query(
    `INSERT INTO owner_aliases
       (tenant_id, id, body_id, words, text, organisation_ids, directive_id, recorded_at, recorded_by)
     VALUES ($1, $2, $3, '县里的叫法', '县里的叫法', ARRAY[$3]::uuid[], $4, now(), $5)`,
    [world.tenantId, aliasId, countyId, document.directiveId, accountId],
  );
  const templateId = v7();
  await world.owner.query(
    `INSERT INTO paper_templates (tenant_id, id, organisation_id, name, kinds, number, recorded_at, recorded_by)
     VALUES ($1, $2, $3, '县里的模板', '{urgingLetter}', 1, now(), $4)`,
    [world.tenantId, templateId, countyId, accountId],
  );
  await world.owner.query(
    "INSERT INTO files (tenant_id, sha256, size, media_type, stored_at) VALUES ($1, repeat('a', 64), 1, 'x', now())",
    [world.tenantId],
  );
  await world.owner.query(
    `INSERT INTO paper_template_versions (tenant_id, id, template_id, number, file_sha256, file_name, fields, recorded_at, recorded_by)
     VALUES ($1, $2, $3, 1, repeat('a', 64), 'a.docx', '{}', now(), $4)`,
    [world.tenantId, v7(), templateId, accountId],
  );
  const { policyId, linkId } = await recordPolicy(document.directiveId, document.requirements[0]?.requirementId ?? '');
  if (!accountId || !post || !grants.rows[0] || !session.rows[0])
    throw new Error('The county has no account or no post of its own');
  return {
    directiveId: document.directiveId,
    requirementId: document.requirements[0]?.requirementId ?? '',
    dispatchId: dispatch.dispatchId,
    taskId: dispatch.taskIds[0] ?? '',
    evidenceId,
    paperId: paper.paperId,
    aliasId,
    templateId,
    policyId,
    linkId,
    organisation: countyId,
    person: post.personId,
    post: post.id,
    accountId,
    grantId: grants.rows[0].id,
    sessionId: session.rows[0].id,
    requestId,
    identityId,
    noticeId,
    clauseKey: '1',
    figureId: figure,
    token: writeToken({ figure, args: { bodyId: countyId, on: '2026-06-17' }, keys: {} }),
    channelId,
    deliveryId: deliveries.rows[0]?.id ?? '',
  };
}

/** A document above whose text is the county's own, and a link with a clause that it has not. */
async function recordPolicy(directiveId: string, requirementId: string) {
  const [policyId, linkId] = [v7(), v7()];
  await world.owner.query(
    `INSERT INTO upstream_policies (tenant_id, id, title, title_key, directive_id, recorded_at, recorded_by)
     VALUES ($1, $2, '县里依据的意见', '县里依据的意见', $3, now(), $4)`,
    [world.tenantId, policyId, directiveId, stranger],
  );
  await world.owner.query(
    `INSERT INTO upstream_links (tenant_id, id, directive_id, requirement_id, requirement_revision, upstream_directive_id,
       upstream_version_id, clause_key, clause_words, proposed, state, recorded_at)
     SELECT $1, $2, $3, $4, 1, $3, id, 'x', 'x', false, 'confirmed', now() FROM directive_versions WHERE directive_id = $3`,
    [world.tenantId, linkId, directiveId, requirementId],
  );
  return { policyId, linkId };
}

/** A chat group with one message on its way to it. */
async function recordChannel(context: ActContext): Promise<string> {
  const id = context.newId();
  const secret = sealSecret(context.app, { url: 'https://10.0.0.1/robot' });
  await context.db
    .insertInto('channels')
    .values({ id, kind: 'wecom', name: '工作群', enabled: true, settings: '{}', secret, recorded_at: context.now })
    .execute();
  const receiver = { channelId: id, receiverId: id, receiverName: '全市', about: context.today, address: null };
  await queueDeliveries(context, [{ ...receiver, message: {} }]);
  return id;
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
      ...{ id: context.newId(), evidence_id: id, revision: 1, kind: 'text', title: '走访记录', body: evidenceBody },
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

interface Visit {
  tenantId?: string;
  /** Writes carry an Action-Id. */
  acts?: boolean;
}

async function visit(route: Route, role: Role | null, organisationId: string, { tenantId, acts = false }: Visit = {}) {
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
      'x-tenant': tenantId ?? world.tenantId,
      ...(role ? { 'x-role': role } : {}),
      ...(acts ? { 'action-id': v7() } : {}),
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
  const shown = rowsIn(response.rawPayload);
  return { empty, shown, status: response.statusCode, title: problem?.title ?? null, field: problem?.field ?? null };
}

/** What an answer shows of the county's records, by the name of the record: its id, or its words in a paper. */
function rowsIn(payload: Buffer): string[] {
  const isZip = payload.subarray(0, 2).toString() === 'PK';
  const text = isZip
    ? Object.values(unzipSync(payload))
        .map((part) => strFromU8(part))
        .join('\n')
    : payload.toString();
  const words = { directiveId: title, taskId: action, evidenceId: evidenceBody };
  const rows = Object.entries(records).filter(([name]) => !noRows.includes(name));
  return [
    ...rows.filter(([, value]) => text.includes(value)).map(([name]) => name),
    ...Object.entries(words)
      .filter(([, word]) => text.includes(word))
      .map(([name]) => `words of ${name}`),
  ];
}

/** A digest of the city's rows, table by table. */
async function rowsOfCity(): Promise<unknown[]> {
  const counted = Object.keys(auditedTables).map(
    (table) =>
      `SELECT '${table}' AS table, md5(string_agg(t::text, '' ORDER BY t::text)) AS rows FROM ${table} t WHERE tenant_id = $1`,
  );
  return (await world.owner.query(counted.join(' UNION ALL '), [world.tenantId])).rows;
}

type Outcome = Awaited<ReturnType<typeof visit>>;

const said = ({ status, title, field }: Outcome) => [status, title, field].filter(Boolean).join(' ');

const turnedAway = ({ status, title }: Outcome) =>
  (status === 403 && title === 'http.forbidden') || (status === 404 && title === 'http.notFound');
/** Passed the door: the handler spoke, or the missing Action-Id stopped it there. */
const letIn = (outcome: Outcome) =>
  !turnedAway(outcome) && outcome.title !== 'http.notSignedIn' && outcome.status !== 403 && outcome.status < 500;

const isOpen = (permission: RouteSpec['permission']): permission is 'public' | 'signedIn' =>
  permission === 'public' || permission === 'signedIn';
function scopesFor(role: Role, { key, spec }: Route) {
  if (key === 'GET /api/figures/:figureId/facts') return scopesOf(role, factsPermission);
  return isOpen(spec.permission) ? [] : scopesOf(role, spec.permission);
}

/** The right of the role reaches the county from where it is held. */
function reachesCounty(role: Role, route: Route, place: Place): boolean {
  const scopes = scopesFor(role, route);
  return scopes.includes('city') || (place !== 'sibling' && scopes.includes(place));
}

function mayEnter(role: Role, route: Route, place: Place): boolean {
  if (isOpen(route.spec.permission)) return true;
  return route.concerns ? reachesCounty(role, route, place) : scopesFor(role, route).length > 0;
}

/** The demo offers its personas to everybody. */
const showsPersonas = ({ key, spec }: Route) => spec.demoOnly || key === 'GET /api/session';

/** A route that takes a record and narrows its own statement hides it from who stands too far away, as if it were not there. */
const hides = (role: Role, route: Route, place: Place) =>
  narrowThemselves.includes(route.key) && !reachesCounty(role, route, place);

test('every route lets in exactly the roles and places that the table says, and nobody else', () => {
  const wrong = walked.flatMap(({ route, role, place, outcome }) => {
    const expected = mayEnter(role, route, place);
    const hidden = hides(role, route, place) && (outcome.empty || turnedAway(outcome));
    const asExpected = hidden || (expected ? letIn(outcome) : turnedAway(outcome));
    return asExpected ? [] : [`${route.key} ${role} at ${place} belongs ${expected ? 'in' : 'out'}: ${said(outcome)}`];
  });
  expect(wrong).toEqual([]);
  expect(walked.length).toBe(routes.length * everyRole.length * places.length);
});

/** The record is no secret to him: he may read every one of its kind. */
function readsAnyway(role: Role, permission: Permission): boolean {
  const reading = `${permission.split('.')[0]}.read` as Permission;
  return reading !== permission && scopesOf(role, reading).includes('city');
}

test('who lacks the permission altogether is told so; who only stands too far away does not learn that the record exists', () => {
  const wrong = walked.flatMap(({ route, role, place, outcome }) => {
    const { permission } = route.spec;
    if (isOpen(permission) || mayEnter(role, route, place)) return [];
    const tooFar = scopesOf(role, permission).length > 0 && !readsAnyway(role, permission);
    return outcome.status === (tooFar ? 404 : 403) ? [] : [`${route.key} ${role} at ${place}: ${said(outcome)}`];
  });
  expect(wrong).toEqual([]);
});

test('no answer shows a row of the county to whom his right does not reach it', () => {
  const leaks = walked.flatMap(({ route, role, place, outcome: { shown } }) => {
    const known = showsPersonas(route) ? shown.filter((name) => name !== 'accountId') : shown;
    return known.length === 0 || reachesCounty(role, route, place)
      ? []
      : [`${route.key} ${role} at ${place}: ${known}`];
  });
  expect(leaks).toEqual([]);
  // What is searched for is there: each kind of record is shown to somebody whom it concerns, a paper's words included.
  const shown = new Set(walked.flatMap(({ outcome }) => outcome.shown));
  // A session is shown to nobody but its holder, who does not walk here.
  const kinds = Object.keys(records).filter((name) => ![...noRows, 'sessionId'].includes(name));
  expect([...shown].sort()).toEqual(
    [...kinds, ...['directiveId', 'evidenceId', 'taskId'].map((of) => `words of ${of}`)].sort(),
  );
});

test('who is not signed in gets through the open doors alone', async () => {
  const wrong: string[] = [];
  for (const route of routes) {
    const outcome = await visit(route, null, organisations.own);
    if ((route.spec.permission === 'public') === (outcome.title === 'http.notSignedIn'))
      wrong.push(`${route.key}: ${said(outcome)}`);
  }
  expect(wrong).toEqual([]);
});

test("nobody of another city's system reaches or changes a record of this one, whatever he holds there", async () => {
  const before = await rowsOfCity();
  const wrong: string[] = [];
  for (const route of routes) {
    const visits = everyRole.map(async (role) => {
      const outcome = await visit(route, role, organisations.own, { tenantId: foreignTenant, acts: true });
      const harmless = !route.key.includes(':') || [403, 404].includes(outcome.status) || outcome.empty;
      if (!harmless || outcome.shown.length > 0 || outcome.status >= 500)
        wrong.push(`${route.key} ${role}: ${said(outcome)}`);
    });
    await Promise.all(visits);
  }
  expect(wrong).toEqual([]);
  expect(await rowsOfCity()).toEqual(before);
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
    const { permission } = spec;
    if (isOpen(permission)) return false;
    const narrow = everyRole.some((role) => scopesOf(role, permission).some((scope) => scope !== 'city'));
    return key.includes(':') && !concerns && narrow;
  });
  expect(silent.map(({ key }) => key).filter((key) => !narrowThemselves.includes(key))).toEqual([]);
});

/** The class of the data that a route opens; null where anybody may call it. */
const classOf = ({ permission }: RouteSpec) => (isOpen(permission) ? null : permissions[permission].dataClass);

test('a list is taken along by a right of its own where its data are not open, and each time is noted', () => {
  const exports = routes.filter(({ key }) => key.endsWith('/export'));
  expect(exports.length).toBeGreaterThan(5);
  for (const { key, spec } of exports) {
    const byRight = spec.permission.endsWith('.export') || classOf(spec) === 'open';
    expect([key, byRight, spec.audited]).toEqual([key, true, true]);
  }
});

test('sensitive data are in no list and no file, and whoever met them is in the audit', async () => {
  const sensitive = routes.filter(({ spec }) => classOf(spec) === 'sensitive');
  expect(sensitive.map(({ key }) => key)).toEqual(['POST /api/people/:id/unmask']);
  for (const { key, spec } of sensitive) {
    expect([key, spec.download ?? false, 'items' in (spec.response as z.ZodObject).shape]).toEqual([key, false, false]);
    const noted = async () =>
      (await world.owner.query("SELECT id FROM audit_entries WHERE action = $1 AND outcome = 'read'", [key])).rows
        .length;
    const before = await noted();
    const route = sensitive.find((one) => one.key === key) as Route;
    expect((await visit(route, 'officeClerk', organisations.guided)).status).toBe(200);
    expect(await noted()).toBe(before + 1);
  }
});

test('every permission opens a route', () => {
  const granted = [...new Set(everyRole.flatMap((role) => Object.keys(grantsOf[role])))].sort();
  const opened = routes.map(({ spec }) => spec.permission).filter((permission) => !isOpen(permission));
  expect([...new Set(opened)].sort()).toEqual(granted);
});
