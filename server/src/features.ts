import { directivesRoutes } from './features/directives/index.ts';
import { evidenceRoutes } from './features/evidence/index.ts';
import type { App } from './platform/context.ts';
import type { FeatureRoutes } from './platform/http/pipeline.ts';

/** Every feature's routes; the server mounts them, the demo and the commands perform them. */
export function allFeatures(_app: App): FeatureRoutes[] {
  return [directivesRoutes, evidenceRoutes];
}
