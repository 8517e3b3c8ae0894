import { type CoverageReport, coverage } from '@xieli/measures';
import { v7 } from 'uuid';
import type { Actor } from '../../platform/access/actor.ts';
import { readContext } from '../../platform/acts.ts';
import type { App } from '../../platform/context.ts';
import { readCityFacts } from './facts.ts';

/** `xieli coverage [--as-of D] [--json]`: every body that exists on the day, as known now (measures.md 4 and 7). */
export async function coverageOf(
  { app, tenantId, actor }: { app: App; tenantId: string; actor: Actor },
  asOf: string | undefined,
): Promise<{ asOf: string; bodies: CoverageReport[] }> {
  const context = readContext(app, { tenantId, actor, requestId: v7() }, app.connections.tenant(tenantId));
  const day = asOf ?? context.today;
  return { asOf: day, bodies: coverage(await readCityFacts(context, day), day) };
}
