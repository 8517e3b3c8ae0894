import type { Readable } from 'node:stream';
import type { FastifyReply, FastifyRequest } from 'fastify';
import { v7 } from 'uuid';
import { reaches, reachesNothing } from '../access/actor.ts';
import { type Permission, permissions } from '../access/permissions.ts';
import { type ActAnswer, type ActRequest, readContext, runAct, runPreparedAct, writeAudit } from '../acts.ts';
import type { ActContext, App, ReadContext } from '../context.ts';
import { isUnknownOutcome } from '../database/errors.ts';
import { messages } from '../locale/messages.ts';
import type { LedgerRoute } from '../sheets/ledger.ts';
import type { Contract, Input, Output, RouteKey, RouteSpec } from './contract.ts';
import { forbidden, invalid, notFound, Problem } from './problems.ts';
import { bodyOf } from './unread-body.ts';
import type { Visitor } from './visitor.ts';

const say = messages('http', {
  notSignedIn: { zh: '请先登录', en: 'Please sign in first' },
  mustChangePassword: { zh: '首次登录请先修改密码', en: 'Change the first password before going on' },
  mustEnrol: {
    zh: '您的角色须启用动态验证码，请先完成设置',
    en: 'Your role needs a second factor; set it up before going on',
  },
  forbidden: {
    zh: '您没有“{permission}”的权限，如需办理请联系安全管理员',
    en: 'You do not have the right “{permissionEn}”; ask the security administrator',
  },
  notFound: {
    zh: '没有找到这条记录，可能已被撤销或不在您的查看范围内',
    en: 'Not found: it may have been withdrawn or lies outside what you can see',
  },
  actionIdMissing: { zh: '请求缺少操作编号（Action-Id，UUID）', en: 'The request carries no Action-Id (a UUID)' },
  foreignOrigin: { zh: '请求来自其他网站，已拒绝', en: 'The request comes from another site and was refused' },
  unknownOutcome: {
    zh: '暂时无法确认是否已保存，请用同一操作重试，不会重复记录',
    en: 'It is not known whether this was saved; repeat the same action, nothing is recorded twice',
  },
});

/** Raw bytes of an upload and the name the sender gave them. */
export interface Upload {
  bytes: Readable;
  fileName: string;
}

/** What a download answers. */
export interface Download {
  fileName: string;
  mediaType: string;
  body: Readable | Buffer;
  inline?: boolean;
}

type Context<K extends RouteKey> = K extends `GET ${string}` ? ReadContext : ActContext;
type Answer<S extends RouteSpec> = S extends { download: true } ? Download : Output<S>;

/**
 * How a route is implemented. `concerns` names the organisations that the addressed record belongs to; the pipeline compares
 * them with the caller's reach before `handle` runs. A route about no single record has none and narrows its own query by
 * `context.reach`.
 */
export interface Implementation<K extends RouteKey, S extends RouteSpec> {
  concerns?: (context: ReadContext, input: Input<S>) => Promise<readonly string[]>;
  /** What the answer is a file of, where that can be read back. */
  ledger?: LedgerRoute<Input<S> extends { query: infer Query } ? Query : unknown>['ledger'];
  /**
   * What is slow and writes nothing, such as reading a file: it goes before the act's transaction, and what it returns stands
   * in the place of `handle`. A repeat does without.
   */
  prepare?: (context: ReadContext, input: Input<S>) => Promise<Handle<K, S>>;
  handle?: Handle<K, S>;
}

type Handle<K extends RouteKey, S extends RouteSpec> = (
  context: Context<K>,
  input: Input<S> & { upload: Upload; visitor: Visitor },
) => Promise<Answer<S>>;

/** A route is handled, or prepared and then handled; never neither. */
type Handled<K extends RouteKey, S extends RouteSpec> = Omit<Implementation<K, S>, 'handle' | 'prepare'> &
  (
    | (Required<Pick<Implementation<K, S>, 'handle'>> & { prepare?: never })
    | (Required<Pick<Implementation<K, S>, 'prepare'>> & { handle?: never })
  );

type Implementations<C extends Contract> = { [K in keyof C & RouteKey]: Handled<K, C[K]> };

/** A contract with its implementation, ready to be mounted. */
export interface FeatureRoutes {
  contract: Contract;
  implementations: Record<RouteKey, Implementation<RouteKey, RouteSpec>>;
}

/** Pairs a contract with its implementation; a route without one does not compile. */
export function implement<C extends Contract>(contract: C, implementations: Implementations<C>): FeatureRoutes {
  return { contract, implementations: implementations as unknown as FeatureRoutes['implementations'] };
}

/**
 * One request from beginning to end: who is it, may they, within what reach, then read or act. Validation has been done by
 * the route's schema; serialisation follows and strips what the contract does not declare.
 */
export async function serve(
  app: App,
  key: RouteKey,
  spec: RouteSpec,
  implementation: Implementation<RouteKey, RouteSpec>,
  request: FastifyRequest,
  reply: FastifyReply,
): Promise<unknown> {
  const writes = !key.startsWith('GET ');
  if (writes) assertSameOrigin(request);
  const visitor = request.visitor;
  const actor = visitor.actor;
  if (spec.permission !== 'public' && !actor) throw new Problem('notSignedIn', say.notSignedIn());
  if (actor && visitor.mustChangePassword && spec.permission !== 'public' && !spec.beforePasswordChange)
    throw forbidden(say.mustChangePassword());
  if (actor && visitor.mustEnrol && spec.permission !== 'public' && !spec.beforeEnrolment)
    throw forbidden(say.mustEnrol());
  const who = {
    tenantId: visitor.tenantId,
    actor: actor ?? { accountId: '', displayName: '', personId: null, sessionId: null, roles: [] },
    requestId: request.id,
    scopes: app.scopes.of(visitor.tenantId),
  };
  const input = {
    params: request.params,
    query: request.query,
    body: request.body,
    visitor,
    upload: spec.upload ? { bytes: bodyOf(request.raw), fileName: fileNameOf(request) } : undefined,
  } as never;
  const db = app.connections.tenant(visitor.tenantId);
  const noted: Record<string, unknown> = {};
  const reading = readContext(app, who, db, noted);

  await authorise(reading, spec.permission, implementation, input, key);
  if (!writes || spec.repeat === 'open') {
    const answer = await handleOf(implementation, key)(reading as ActContext, input);
    if (leavesATrace(spec))
      await writeAudit(
        db,
        { ...who, actionId: '', action: key },
        reading.now,
        'read',
        { params: request.params, ...noted },
        [],
      );
    return answer;
  }
  const unremembered = spec.repeat === 'unremembered';
  const actionId = unremembered ? v7() : actionIdOf(request);
  try {
    const act = {
      ...{ ...who, actionId, unremembered, action: key },
      input: { params: request.params, query: request.query, body: request.body },
    };
    const { answer, repeated } = await actOf(app, act, implementation, input, reading);
    if (repeated) reply.header('Action-Repeated', 'true');
    return answer;
  } catch (error) {
    if (isUnknownOutcome(error))
      throw new Problem('unavailable', say.unknownOutcome(), { retryAfterSeconds: 2 }, { cause: error });
    throw error;
  }
}

/** Runs the act of a writing route, prepared first where it has to be. */
export function actOf(
  app: App,
  act: ActRequest,
  implementation: Implementation<RouteKey, RouteSpec>,
  input: never,
  reading: ReadContext,
): Promise<ActAnswer<unknown>> {
  const { prepare } = implementation;
  if (!prepare) return runAct(app, act, (context) => handleOf(implementation, act.action)(context, input));
  return runPreparedAct(app, act, async () => {
    const handle = await prepare(reading, input);
    return (context) => handle(context, input) as Promise<unknown>;
  });
}

/** @throws Error where a route has none, which `implement` does not let through */
export function handleOf({ handle }: Implementation<RouteKey, RouteSpec>, key: string) {
  if (!handle) throw new Error(`${key} is not handled`);
  return handle as (context: ActContext, input: never) => Promise<unknown>;
}

/** Whether an answer is noted in the audit: an export by its contract, sensitive data by their class, whatever the contract says. */
function leavesATrace({ audited, permission }: RouteSpec): boolean {
  if (audited) return true;
  return permission in permissions && permissions[permission as Permission].dataClass === 'sensitive';
}

/**
 * Asks the permission table. Open doors pass.
 * @throws Problem forbidden, or notFound where even reading is out of reach, so that ids cannot be probed
 */
export async function authorise(
  context: ReadContext,
  permission: RouteSpec['permission'],
  implementation: Implementation<RouteKey, RouteSpec>,
  input: never,
  key: RouteKey,
): Promise<void> {
  if (permission === 'public' || permission === 'signedIn') return;
  const reach = await context.reach(permission);
  const denied = () =>
    forbidden(say.forbidden({ permission: permissions[permission].zh, permissionEn: permissions[permission].en }));
  if (reachesNothing(reach)) {
    await noteRefusal(context, key, permission);
    throw denied();
  }
  if (!implementation.concerns) return;
  const organisations = await concerned(context, permission, implementation.concerns, input, key);
  if (reaches(reach, organisations)) return;
  await noteRefusal(context, key, permission);
  const reading = `${permission.split('.')[0]}.read` as Permission;
  if (reading in permissions && reading !== permission && reaches(await context.reach(reading), organisations))
    throw denied();
  throw notFound(say.notFound());
}

/** Asks whom the record concerns. Looking may refuse already, with a better reason than a missing right; it is noted alike. */
async function concerned(
  context: ReadContext,
  permission: Permission,
  concerns: NonNullable<Implementation<RouteKey, RouteSpec>['concerns']>,
  input: never,
  key: RouteKey,
): Promise<readonly string[]> {
  try {
    return await concerns(context, input);
  } catch (error) {
    if (error instanceof Problem && error.kind === 'forbidden') await noteRefusal(context, key, permission);
    throw error;
  }
}

async function noteRefusal(context: ReadContext, action: string, permission: Permission): Promise<void> {
  const request = { actionId: '', action, actor: context.actor, requestId: context.requestId };
  await writeAudit(context.db, request, context.now, 'refused', { permission }, []);
}

function actionIdOf(request: FastifyRequest): string {
  const value = request.headers['action-id'];
  if (typeof value !== 'string' || !/^[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}$/i.test(value)) {
    throw invalid(say.actionIdMissing(), { field: 'Action-Id' });
  }
  return value.toLowerCase();
}

/** Cookies are SameSite=Lax; this is the second lock against requests that another site makes the browser send. */
function assertSameOrigin(request: FastifyRequest): void {
  const site = request.headers['sec-fetch-site'];
  if (site !== undefined && site !== 'same-origin' && site !== 'none') throw forbidden(say.foreignOrigin());
  const origin = request.headers.origin;
  // A page without an origin of its own (a sandbox, a local file) says `null`.
  const ownHost = origin === undefined || (URL.canParse(origin) && new URL(origin).host === hostOf(request));
  if (!ownHost) throw forbidden(say.foreignOrigin());
}

/** The host that the browser named, without the port that its scheme implies. */
function hostOf(request: FastifyRequest): string {
  const address = `${request.protocol}://${request.host}`;
  return URL.canParse(address) ? new URL(address).host : '';
}

function fileNameOf(request: FastifyRequest): string {
  const value = request.headers['x-file-name'];
  try {
    return decodeURIComponent(typeof value === 'string' ? value : '');
  } catch (error) {
    if (error instanceof URIError) throw invalid(say.notFound(), { field: 'X-File-Name' });
    throw error;
  }
}
