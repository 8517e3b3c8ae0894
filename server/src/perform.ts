import { randomUUID } from 'node:crypto';
import type { Actor } from './platform/access/actor.ts';
import { readContext } from './platform/acts.ts';
import type { App } from './platform/context.ts';
import type { RouteKey } from './platform/http/contract.ts';
import { actOf, authorise, type FeatureRoutes, handleOf, type Upload } from './platform/http/pipeline.ts';

export interface Performance {
  tenantId: string;
  actor: Actor;
  /** Business instant at which it happens. */
  now: string;
  actionId: string;
}

export interface PerformInput {
  params?: unknown;
  query?: unknown;
  body?: unknown;
  upload?: Upload;
}

/**
 * Performs a route without HTTP: the same schema, the same authorisation, the same act. The demo city and the commands come
 * in through this door, so that nothing they leave behind could not also have been done by a person.
 */
export function performer(app: App, features: readonly FeatureRoutes[]) {
  return async function perform(key: RouteKey, input: PerformInput, as: Performance): Promise<unknown> {
    const feature = features.find((candidate) => key in candidate.contract);
    const spec = feature?.contract[key];
    const implementation = feature?.implementations[key];
    if (!spec || !implementation) throw new Error(`There is no route ${key}`);
    const valid = {
      params: spec.params?.parse(input.params),
      query: spec.query?.parse(input.query ?? {}),
      body: spec.body?.parse(input.body),
    };
    const who = { tenantId: as.tenantId, actor: as.actor, requestId: randomUUID(), now: as.now };
    const reading = readContext(app, who, app.connections.tenant(as.tenantId));
    await authorise(reading, spec.permission, implementation, valid as never, key);
    if (key.startsWith('GET ') || spec.repeat === 'open')
      return handleOf(implementation, key)(reading as never, { ...valid, upload: input.upload } as never);
    const act = {
      ...who,
      actionId: as.actionId,
      unremembered: spec.repeat === 'unremembered',
      action: key,
      input: valid,
    };
    return (await actOf(app, act, implementation, valid as never, reading)).answer;
  };
}
