import { afterAll, beforeAll, expect, it } from 'vitest';
import { allFeatures } from './features.ts';
import type { FeatureRoutes } from './platform/http/pipeline.ts';
import { testWorld, type World } from './testing/world.ts';

let world: World;
let features: readonly FeatureRoutes[];
beforeAll(async () => {
  world = await testWorld({
    features: (app) => {
      features = allFeatures(app);
      return features;
    },
  });
});
afterAll(() => world.close());

it('the description of the API names every route of the product, with the same word for each parameter', async () => {
  const answer = await world.server.inject('/api/openapi.json');
  expect(answer.statusCode).toBe(200);
  const { openapi, paths } = answer.json() as { openapi: string; paths: Record<string, Record<string, unknown>> };
  expect(openapi).toMatch(/^3\./);
  const described = Object.entries(paths).flatMap(([path, methods]) =>
    Object.keys(methods).map((method) => `${method.toUpperCase()} ${path.replaceAll(/\{(\w+)\}/g, ':$1')}`),
  );
  // The world is a demo, so its own routes are there as well.
  const routes = features.flatMap(({ contract }) => Object.keys(contract));
  expect(routes.length).toBeGreaterThan(100);
  expect(described.toSorted()).toEqual([...routes, 'GET /healthz', 'GET /readyz', 'GET /metrics'].toSorted());
});
