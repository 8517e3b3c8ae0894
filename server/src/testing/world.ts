import { mkdtemp, rm } from 'node:fs/promises';
import os from 'node:os';
import path from 'node:path';
import type { FastifyInstance, FastifyRequest } from 'fastify';
import pg from 'pg';
import { pino } from 'pino';
import { v7 } from 'uuid';
import { readConfig } from '../config.ts';
import { demoSeed, generateCity } from '../demo/city.ts';
import type { City } from '../demo/model.ts';
import { openScopes } from '../features/organisations/index.ts';
import { recordCity } from '../features/people/index.ts';
import type { Actor } from '../platform/access/actor.ts';
import type { Role } from '../platform/access/permissions.ts';
import { programActor, readContext, runAct } from '../platform/acts.ts';
import { openClock } from '../platform/clock/clock.ts';
import { dayRange } from '../platform/clock/days.ts';
import type { ActContext, App, ReadContext } from '../platform/context.ts';
import { openConnections } from '../platform/database/connections.ts';
import type { TestDatabase } from '../platform/database/testing.ts';
import { openFileStore } from '../platform/files/store.ts';
import type { RouteKey } from '../platform/http/contract.ts';
import type { FeatureRoutes } from '../platform/http/pipeline.ts';
import { buildServer } from '../platform/http/server.ts';
import type { Visitor } from '../platform/http/visitor.ts';
import { openCipher } from '../platform/secrets/cipher.ts';

/** What a route answered. `body` is the parsed JSON; bytes of a download are in `bytes`. */
export interface Answer<T = unknown> {
  status: number;
  body: T;
  bytes: Buffer;
  /** True when the answer was remembered from an earlier call with the same Action-Id. */
  repeated: boolean;
  headers: Record<string, unknown>;
}

export interface CallInput {
  params?: Record<string, string>;
  query?: Record<string, string | number | boolean | undefined>;
  body?: unknown;
  /** Raw bytes of an upload route, and the name the sender gives the file. */
  upload?: { bytes: Buffer; fileName: string };
}

export interface CallOptions {
  /** A new one for each call where absent; `null` sends none. */
  actionId?: string | null;
  language?: 'zh-CN' | 'en';
}

export type Call = <T = unknown>(key: RouteKey, input?: CallInput, options?: CallOptions) => Promise<Answer<T>>;

export interface World {
  app: App;
  city: City;
  tenantId: string;
  server: FastifyInstance;
  /** Connection string of the schema's owner. */
  ownerUrl: string;
  /** The owner's connection, which no policy binds: for what a test breaks or checks by hand. */
  owner: pg.Client;
  /** What `announce` was told: tables touched by committed acts, in order. */
  announced: string[][];
  /** The organisation with this official name. @throws Error when there is none */
  organisation(officialName: string): string;
  actorOf(username: string): Actor;
  /** Opens a further account with one role, for cases that the city does not have. */
  addAccount(account: { username: string; role: Role; organisationId: string; personId?: string }): Promise<Actor>;
  /** Calls routes over HTTP as the holder of the account; `null` is a visitor who is not signed in. */
  as(username: string | null): { call: Call };
  /** Runs work as one act, without HTTP. */
  act<T>(
    who: string | Actor,
    work: (context: ActContext) => Promise<T>,
    options?: { now?: string; actionId?: string; action?: string; input?: unknown },
  ): Promise<T>;
  reading(who: string | Actor): ReadContext;
  /** Sets the business day: from nine in the morning in Shanghai. */
  moveTo(day: string): Promise<void>;
  close(): Promise<void>;
}

export interface WorldOptions {
  /** The day on which the world begins. */
  demoDate?: string;
  /** Less of a city than the demo's. */
  city?: City;
  /** Where it lies; a database of the test run where absent. */
  database?: Omit<TestDatabase, 'server'>;
  /** The routes that are mounted. */
  features?: readonly FeatureRoutes[] | ((app: App) => readonly FeatureRoutes[]);
}

/** What a test world encrypts with. */
export const worldKeys = {
  encryptionKey: Buffer.alloc(32, 1),
  blindIndexKey: Buffer.alloc(32, 2),
  requestKey: Buffer.alloc(32, 3),
};

/** Name of the database in which the usual city was founded once for the run (`world-ground.ts`). */
export const worldTemplate = 'xieli_world';
const accountHeader = 'x-test-account';

const usualDate = '2026-06-17';

/**
 * The fictional city in a database of its own, with the real pipeline above it. Call it in `beforeAll`, `close()` in
 * `afterAll`; the usual city is a copy and there in half a second, another one is founded, which takes about two. Its
 * accounts have no password: who calls is told by a header.
 */
export async function testWorld(options: WorldOptions = {}): Promise<World> {
  const demoDate = options.demoDate ?? usualDate;
  const isUsual = demoDate === usualDate && options.city === undefined;
  const city = options.city ?? generateCity({ seed: demoSeed, anchor: demoDate });
  const tenantId = city.tenant.id;
  const isFounded = isUsual && options.database === undefined;
  const database = options.database ?? (await ofTestRun(isFounded));
  const folder = await mkdtemp(path.join(os.tmpdir(), 'xieli-world-'));
  const owner = new pg.Client({ connectionString: database.ownerUrl });
  await owner.connect();
  if (!isFounded) {
    await owner.query('INSERT INTO tenants (tenant_id, name, created_at) VALUES ($1, $2, $3)', [
      tenantId,
      city.tenant.name,
      `${demoDate}T00:00:00Z`,
    ]);
    await owner.query('INSERT INTO tenant_clocks (tenant_id, offset_ms, anchor) VALUES ($1, 0, $2)', [
      tenantId,
      demoDate,
    ]);
  }

  const connections = await openConnections(database.appUrl, { max: 8 });
  const clock = await openClock(connections);
  const announced: string[][] = [];
  const app: App = {
    config: readConfig('demo', { XIELI_DATA_DIR: folder }),
    connections,
    clock,
    cipher: openCipher({
      encryption: worldKeys.encryptionKey,
      blindIndex: worldKeys.blindIndexKey,
      request: worldKeys.requestKey,
    }),
    files: openFileStore(path.join(folder, 'files')),
    log: pino({ level: 'silent' }),
    scopes: openScopes(connections, clock),
    announce: (_tenantId, tables) => void announced.push([...tables]),
  };
  const actors = new Map<string, Actor>();

  async function moveTo(day: string, time = '09:00:00') {
    const offset = Date.parse(`${day}T${time}+08:00`) - Date.now();
    await owner.query('UPDATE tenant_clocks SET offset_ms = $2 WHERE tenant_id = $1', [tenantId, offset]);
    await clock.reload();
  }

  const actorOf = (username: string): Actor => {
    const actor = actors.get(username);
    if (!actor) throw new Error(`The test world has no account ${username}`);
    return actor;
  };
  const resolved = (who: string | Actor) => (typeof who === 'string' ? actorOf(who) : who);

  const act: World['act'] = async (who, work, { now, actionId = v7(), action = 'test', input = {} } = {}) => {
    const request = {
      tenantId,
      actor: resolved(who),
      actionId,
      action,
      input,
      requestId: 'test',
      ...(now ? { now } : {}),
    };
    return (await runAct(app, request, work)).answer;
  };

  const openAccounts = (accounts: readonly NewAccount[]) =>
    act(programActor('test'), (context) => insertAccounts(context, accounts));
  const know = (accounts: readonly NewAccount[]) => {
    for (const account of accounts) actors.set(account.username, actorFor(account));
  };

  if (!isFounded) {
    // Before the hour at which a test's day begins: every copy finds its city recorded earlier than what it does.
    await moveTo(demoDate, '08:00:00');
    await act(programActor('test'), async (context) => {
      await recordCity(context, city);
      return null;
    });
    await openAccounts(city.accounts);
    // A planner without statistics takes the worst way through ten thousand new rows.
    await owner.query('ANALYZE');
  }
  await moveTo(demoDate);
  know(city.accounts);

  const features = typeof options.features === 'function' ? options.features(app) : (options.features ?? []);
  const server = await buildServer(app, {
    features,
    recognise: async (_app, request) => visitorOf(request, tenantId, actorOf),
    webRoot: null,
    version: 'test',
    readiness: async () => ({ database: true }),
    jobs: () => [],
  });
  await server.ready();

  return {
    app,
    city,
    tenantId,
    server,
    ownerUrl: database.ownerUrl,
    owner,
    announced,
    organisation(officialName) {
      const name = city.names.find((known) => known.kind === 'official' && known.name === officialName);
      if (!name) throw new Error(`The test world has no organisation ${officialName}`);
      return name.organisationId;
    },
    actorOf,
    async addAccount({ username, role, organisationId, personId }) {
      const account = { id: v7(), username, displayName: username, role, organisationId, personId: personId ?? null };
      await openAccounts([account]);
      know([account]);
      return actorOf(username);
    },
    as: (username) => ({
      call: (key, input = {}, callOptions = {}) => callRoute(server, username, key, input, callOptions),
    }),
    act,
    reading: (who) =>
      readContext(app, { tenantId, actor: resolved(who), requestId: 'test' }, connections.tenant(tenantId)),
    moveTo: (day) => moveTo(day),
    async close() {
      await server.close();
      await connections.close();
      await owner.end();
      await database.drop();
      await rm(folder, { recursive: true });
    },
  };
}

/** Loaded late: outside of a test run, where a database is given, there is nothing to load it from. */
async function ofTestRun(withCity: boolean): Promise<TestDatabase> {
  const testing = await import('../platform/database/testing.ts');
  return testing.testDatabase(withCity ? { template: worldTemplate } : {});
}

interface NewAccount {
  id: string;
  username: string;
  displayName: string;
  personId: string | null;
  role: Role;
  organisationId: string;
}

function actorFor({ id, displayName, personId, role, organisationId }: NewAccount): Actor {
  return { accountId: id, displayName, personId, sessionId: null, roles: [{ role, organisationId }] };
}

async function insertAccounts(context: ActContext, accounts: readonly NewAccount[]): Promise<null> {
  await context.db
    .insertInto('accounts')
    .values(
      accounts.map((account) => ({
        id: account.id,
        username: account.username,
        display_name: account.displayName,
        person_id: account.personId,
        recorded_at: context.now,
      })),
    )
    .execute();
  await context.db
    .insertInto('grants')
    .values(
      accounts.map((account) => ({
        id: context.newId(),
        account_id: account.id,
        role: account.role,
        organisation_id: account.organisationId,
        valid: dayRange('2020-01-01', null),
        recorded_at: context.now,
      })),
    )
    .execute();
  return null;
}

function visitorOf(request: FastifyRequest, tenantId: string, actorOf: (username: string) => Actor): Visitor {
  const username = request.headers[accountHeader];
  return {
    tenantId,
    actor: typeof username === 'string' ? actorOf(username) : null,
    mustChangePassword: false,
    mustEnrol: false,
    address: '127.0.0.1',
    agent: 'test',
    language: request.headers['accept-language'] ?? 'zh-CN',
    origin: 'http://localhost',
    keepSession: () => undefined,
    endSession: () => undefined,
    handshakes: { read: () => null, keep: () => undefined, drop: () => undefined },
  };
}

async function callRoute<T>(
  server: FastifyInstance,
  username: string | null,
  key: RouteKey,
  input: CallInput,
  options: CallOptions,
): Promise<Answer<T>> {
  const [method, template] = key.split(' ') as ['GET' | 'POST' | 'PUT' | 'DELETE', string];
  const url = template.replace(/:(\w+)/g, (_, name: string) => encodeURIComponent(input.params?.[name] ?? ''));
  const query = Object.entries(input.query ?? {}).filter(([, value]) => value !== undefined);
  const actionId = options.actionId === undefined ? v7() : options.actionId;
  const response = await server.inject({
    method,
    url,
    query: Object.fromEntries(query.map(([name, value]) => [name, String(value)])),
    headers: {
      ...(username === null ? {} : { [accountHeader]: username }),
      ...(actionId === null || method === 'GET' ? {} : { 'action-id': actionId }),
      ...(input.upload
        ? { 'content-type': 'application/octet-stream', 'x-file-name': encodeURIComponent(input.upload.fileName) }
        : {}),
      'accept-language': options.language ?? 'zh-CN',
    },
    ...(input.upload
      ? { payload: input.upload.bytes }
      : input.body === undefined
        ? {}
        : { payload: input.body as object }),
  });
  const json = String(response.headers['content-type'] ?? '').includes('json');
  return {
    status: response.statusCode,
    body: (json ? response.json() : undefined) as T,
    bytes: response.rawPayload,
    repeated: response.headers['action-repeated'] === 'true',
    headers: response.headers,
  };
}
