import { readFileSync } from 'node:fs';
import path from 'node:path';
import type pg from 'pg';
import { asOwner } from '../../bench/city.ts';
import { readConfig } from '../../server/src/config.ts';
import { openGround } from '../../server/src/ground.ts';
import { openFileStore } from '../../server/src/platform/files/store.ts';
import { auditOf } from '../campaign.ts';
import { halfWritten } from '../checks.ts';
import { openVictim } from '../server.ts';
import { settleForeignCity } from './city.ts';
import { officeFiles, signedIn } from './files.ts';
import { fuzzRoutes, type RoutesResult } from './fuzz-routes.ts';
import type { Secret } from './judge.ts';

/** The day on which the city of a fuzz begins. */
const anchor = '2026-06-17';

export interface RouteTrial extends RoutesResult {
  halfWritten: string[];
  audit: { entries: number; findings: string[] };
}

/** Makes a demo city with another one hidden beside it, fuzzes its every route, and looks at what is left of it. */
export async function tryRoutes(options: {
  dataDir: string;
  seed: number;
  each: number;
  only?: string;
  say(text: string): void;
}): Promise<RouteTrial> {
  const { dataDir, seed, each, only, say } = options;
  const environment = { XIELI_DATA_DIR: dataDir, XIELI_DEMO_DATE: anchor };
  const config = readConfig('demo', environment);
  const log = path.join(dataDir, 'server.log');
  const victim = await openVictim(environment, { mode: 'demo', log });
  await victim.start();
  let tenantId = '';
  let result: RoutesResult;
  let halves: string[];
  try {
    const ground = await openGround(config, { command: 'torture', mode: null, share: true });
    try {
      [result, halves] = await asOwner(ground.ownerUrl, async (owner) => {
        tenantId = await onlyTenant(owner);
        const secrets = await keepCountySecret(victim.origin);
        await settleForeignCity(owner, tenantId, '127.0.0.1');
        const found = await fuzzRoutes({
          ...{
            origin: victim.origin,
            owner,
            tenantId,
            seed,
            each,
            say,
            secrets,
            files: await officeFiles(victim.origin),
          },
          ...(only === undefined ? {} : { only }),
        });
        const left = await halfWritten({ owner, files: openFileStore(path.join(dataDir, 'files')), tenantId });
        return [found, left];
      });
    } finally {
      await ground.close();
    }
  } finally {
    await victim.stop();
  }
  const faults = result.faults.map((fault) => `${fault}${placeOf(fault, log)}`);
  return { ...result, faults, halfWritten: halves, audit: await auditOf(config, tenantId) };
}

async function onlyTenant(owner: pg.Client): Promise<string> {
  const { rows } = await owner.query<{ tenant_id: string }>('SELECT tenant_id FROM tenants');
  return rows[0]?.tenant_id ?? '';
}

/** Has a county report what no other county may read. */
async function keepCountySecret(origin: string): Promise<Secret[]> {
  const words = '盐湖内部研判';
  const county = await signedIn(origin, 'yanhu');
  const { items } = (await (await county('/api/tasks')).json()) as { items: { id: string }[] };
  for (const { id } of items) {
    const { status } = await county(`/api/tasks/${id}/progress`, { text: words });
    if (status === 200)
      return [{ words, whose: 'another county', hiddenFrom: (username) => username === null || username === 'fengyu' }];
  }
  throw new Error('The county has no task to report on');
}

/** Where a fault of the program happened, as its log says. */
function placeOf(fault: string, log: string): string {
  const requestId = /[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}/.exec(
    /"requestId":"([^"]+)"/.exec(fault)?.[1] ?? '',
  )?.[0];
  if (!requestId) return '';
  const line = readFileSync(log, 'utf8')
    .split('\n')
    .find((one) => one.includes(requestId) && one.includes('"err"'));
  return line ? `; the log says ${line.slice(0, 1500)}` : '';
}
