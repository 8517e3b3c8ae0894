import { cpSync, mkdtempSync, rmSync } from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { expect, inject, it } from 'vitest';
import { boot } from '../server/src/boot.ts';
import { auditOf } from '../torture/campaign.ts';
import { fuzzCity } from '../torture/routes/demo.ts';
import { everyRoute } from '../torture/routes/fuzz-routes.ts';
import { demoConfig } from './demo-config.ts';

/** The fixed sample of `npm run torture -- --only routes`: which requests, and how many to each route. */
const sample = { seed: 3, each: 6 };

// Only the embedded database's owner may hide a second city beside the first.
it.skipIf(inject('demoServer') !== null)(
  'every route answers what its contract allows and refuses in words what it does not',
  async () => {
    const dataDir = mkdtempSync(path.join(os.tmpdir(), 'xieli-routes-'));
    cpSync(inject('demoTemplate'), dataDir, { recursive: true });
    const config = demoConfig({ dataDir, databaseUrl: null });
    const running = await boot(config, { progress: () => undefined, jobs: [] });
    try {
      const place = { origin: running.address, ownerUrl: running.ground.ownerUrl, dataDir };
      const found = await fuzzCity(place, { ...sample, say: () => undefined }).finally(() => running.stop());
      expect(found.faults).toEqual([]);
      const missed = everyRoute().filter(({ key }) => (found.routes.get(key)?.sent ?? 0) < sample.each);
      expect(missed.map(({ key }) => key)).toEqual([]);
      // A fuzz that is only ever turned away tries doors and nothing behind them.
      const reached = [...found.routes.values()].filter(({ succeeded }) => succeeded > 0).length;
      expect(reached).toBeGreaterThan(50);
      expect(found.halfWritten).toEqual([]);
      expect((await auditOf(config, found.tenantId)).findings).toEqual([]);
    } finally {
      rmSync(dataDir, { recursive: true });
    }
  },
  300_000,
);
