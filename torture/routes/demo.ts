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
import { throwBombs, type UploadsResult } from '../uploads.ts';
import { settleForeignCity } from './city.ts';
import { cookieFor, officeFiles, signedIn } from './files.ts';
import { fuzzRoutes, type RoutesResult } from './fuzz-routes.ts';
import type { Secret } from './judge.ts';

/** The day on which the city of a fuzz begins. */
const anchor = '2026-06-17';

export interface RouteTrial extends RoutesResult {
  halfWritten: string[];
  audit: { entries: number; findings: string[] };
}

/** What is asked of the routes of a running city. */
export interface Asked {
  seed: number;
  /** Requests to each route. */
  each: number;
  /** Only routes whose key holds this. */
  only?: string;
  say(text: string): void;
}

/** Makes a demo city, fuzzes its every route, and looks at what is left of it. */
export async function tryRoutes({ dataDir, ...asked }: Asked & { dataDir: string }): Promise<RouteTrial> {
  const log = path.join(dataDir, 'server.log');
  const { tenantId, ...found } = await withDemo({ dataDir, log }, ({ origin, ownerUrl }) =>
    fuzzCity({ origin, ownerUrl, dataDir }, asked),
  );
  const faults = found.faults.map((fault) => `${fault}${placeOf(fault, log)}`);
  return { ...found, faults, audit: await auditOf(readConfig('demo', environmentOf(dataDir)), tenantId) };
}

/**
 * Hides another city beside the one that runs at a place, fuzzes every route, and looks for what was written by halves.
 * @param place.ownerUrl of the embedded database, whose owner may leave triggers and references aside
 */
export async function fuzzCity(
  { origin, ownerUrl, dataDir }: { origin: string; ownerUrl: string; dataDir: string },
  asked: Asked,
): Promise<RoutesResult & { tenantId: string; halfWritten: string[] }> {
  return asOwner(ownerUrl, async (owner) => {
    const tenantId = await onlyTenant(owner);
    const secrets = await keepCountySecret(origin);
    await settleForeignCity(owner, tenantId, '127.0.0.1');
    const found = await fuzzRoutes({ ...asked, origin, owner, tenantId, secrets, files: await officeFiles(origin) });
    const files = openFileStore(path.join(dataDir, 'files'));
    return { ...found, tenantId, halfWritten: await halfWritten({ owner, files, tenantId }) };
  });
}

/** Makes a demo city and throws bombs at every route that takes files. */
export async function tryUploads(options: {
  dataDir: string;
  megabytes: number;
  say(text: string): void;
}): Promise<UploadsResult> {
  const { dataDir, megabytes, say } = options;
  return withDemo({ dataDir, log: path.join(dataDir, 'server.log') }, async ({ origin, ownerUrl, pid }) => {
    const county = await asOwner(ownerUrl, countyOf);
    return throwBombs({ ...{ origin, pid, megabytes, county, say }, cookieOf: (name) => cookieFor(origin, name) });
  });
}

interface RunningDemo {
  origin: string;
  ownerUrl: string;
  pid: number;
}

const environmentOf = (dataDir: string) => ({ XIELI_DATA_DIR: dataDir, XIELI_DEMO_DATE: anchor });

/** Works on a demo city in a process of its own, which is stopped afterwards. */
async function withDemo<T>(
  { dataDir, log }: { dataDir: string; log: string },
  work: (demo: RunningDemo) => Promise<T>,
): Promise<T> {
  const victim = await openVictim(environmentOf(dataDir), { mode: 'demo', log });
  try {
    await victim.start();
    // What it held for the making of the city is not counted as what it holds at work.
    await victim.stop();
    await victim.start();
    const config = readConfig('demo', environmentOf(dataDir));
    const ground = await openGround(config, { command: 'torture', mode: null, share: true });
    try {
      return await work({ origin: victim.origin, ownerUrl: ground.ownerUrl, pid: victim.pid() });
    } finally {
      await ground.close();
    }
  } finally {
    await victim.stop();
  }
}

/** The query that names a county's returned table. @throws Error when no document has a task */
async function countyOf(owner: pg.Client): Promise<string> {
  const { rows } = await owner.query<{ directive: string; body: string }>(
    'SELECT directive_id AS directive, lead_body_id AS body FROM tasks ORDER BY directive_id, lead_body_id LIMIT 1',
  );
  if (!rows[0]) throw new Error('No document has a task');
  return `directiveId=${rows[0].directive}&bodyId=${rows[0].body}`;
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
