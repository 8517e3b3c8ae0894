import { mkdtempSync, rmSync } from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { parseArgs } from 'node:util';
import { readConfig } from '../server/src/config.ts';
import type { City } from '../server/src/demo/model.ts';
import { startEmbedded } from '../server/src/platform/database/embedded/index.ts';
import { measureBackup } from './backups.ts';
import { type Case, openCases, type People } from './cases.ts';
import { type Child, startChild } from './children.ts';
import { asOwner, foundCity } from './city.ts';
import { fillCity } from './fill.ts';
import { leadsOf } from './history.ts';
import { median, quantile, type Round, runRound } from './measure.ts';
import { measurePaper } from './papers.ts';
import { measureParsing } from './parsing.ts';
import { signIn } from './product.ts';
import { countRows, recordScripts } from './recording.ts';
import { measureReminding } from './reminding.ts';
import type { Script } from './replay.ts';
import { jsonOf, type Measured, type Report, readingOf, tableOf } from './report.ts';
import { measureRestart } from './restart.ts';

/**
 * `npm run bench [-- --rounds N --documents N --only NAME --backup-mb N]`: 40 documents are 20,000 tasks. `--only backup`
 * measures backup and restart alone, `--only reading` the reader, without any database.
 */
const { values } = parseArgs({
  options: {
    rounds: { type: 'string', default: '7' },
    documents: { type: 'string', default: '40' },
    only: { type: 'string' },
    'backup-mb': { type: 'string', default: '200' },
  },
});
const rounds = Number(values.rounds);
const documents = Number(values.documents);
const backupMegabytes = Number(values['backup-mb']);
const rawDatabase = 'raw';
const backupDatabase = 'backup';
/** A backup takes seconds, so fewer rounds tell as much. */
const backupRounds = 3;

const say = (text: string) => process.stderr.write(`${text}\n`);

interface Prepared {
  city: City;
  ownerUrl: string;
  appUrl: string;
  counts: { tasks: number; acts: number };
}

if (values.only === 'reading') {
  for (const one of measureParsing(rounds)) process.stdout.write(`${readingOf(one)}\n`);
  process.exit(0);
}
const dataDir = mkdtempSync(path.join(os.tmpdir(), 'xieli-bench-'));
const database = await startEmbedded({ dataDir, command: 'bench' });
let embeddedRuns = true;
try {
  const report = await bench();
  await database.stop();
  embeddedRuns = false;
  say('restarting …');
  const whole = { ...report, restartSeconds: await measureRestart(dataDir, backupRounds) };
  process.stdout.write(`${tableOf(whole)}\n${jsonOf(whole)}\n`);
} finally {
  if (embeddedRuns) await database.stop();
  rmSync(dataDir, { recursive: true });
}

/** All but the restart, which needs everything stopped. */
async function bench(): Promise<Omit<Report, 'restartSeconds'>> {
  const prepared = await prepare();
  const measured = await benchRequests(prepared);
  say(`backing up ${backupMegabytes} MB …`);
  const backup = await measureBackup(
    inDatabase(prepared.ownerUrl, backupDatabase),
    dataDir,
    backupMegabytes,
    backupRounds,
  );
  const single = { parsing: measureParsing(backupRounds), paper: await measurePaper(rounds), backup };
  const reminding = values.only && values.only !== 'reminding' ? null : await remindingIn(prepared);
  return { ...prepared.counts, rounds, measured, ...single, reminding };
}

async function benchRequests(prepared: Prepared): Promise<Measured[]> {
  const { city, ownerUrl, appUrl } = prepared;
  const product = await startChild('product-server.ts', {
    ...{ XIELI_DATA_DIR: dataDir, XIELI_DATABASE_URL: ownerUrl, XIELI_DATABASE_APP_URL: appUrl, XIELI_PORT: '0' },
  });
  const raw = await startChild('raw-server.ts', {
    ...{ BENCH_OWNER_URL: inDatabase(ownerUrl, rawDatabase), BENCH_APP_URL: inDatabase(appUrl, rawDatabase) },
    BENCH_TENANT: city.tenant.id,
  });
  const measured: Measured[] = [];
  try {
    const people = await signInPeople(product.address, city);
    const all = await asOwner(ownerUrl, (owner) => openCases(owner, city, people));
    const cases = all.filter((one) => !values.only || one.name === values.only);
    say('recording the statements …');
    const scripts = await recordScripts(product, raw, cases);
    for (const one of cases) {
      for (const clients of one.clients) {
        say(`${one.title}, ${clients} at once …`);
        measured.push(await measureCase(product, raw, one, scripts.get(one.name) as Script, clients));
      }
    }
    await assertWritten(prepared, cases);
    return measured;
  } finally {
    await product.stop();
    await raw.stop();
  }
}

/** After everything else, because it adds tasks to the city. */
function remindingIn({ ownerUrl, appUrl }: Prepared) {
  say('reminding of 100,000 open tasks …');
  const url = { XIELI_DATABASE_URL: ownerUrl, XIELI_DATABASE_APP_URL: appUrl };
  return measureReminding(readConfig('production', { XIELI_DATA_DIR: dataDir, ...url }), rounds);
}

async function prepare(): Promise<Prepared> {
  say('founding and filling the city …');
  const config = readConfig('production', { XIELI_DATA_DIR: dataDir, XIELI_DATABASE_URL: database.ownerUrl });
  const { city, ground } = await foundCity(config);
  await ground.close();
  const counts = await asOwner(ground.ownerUrl, (owner) => fillCity(owner, city, documents));
  // The raw side writes into a copy, so that neither side's rows are in the way of the other's.
  const outside = inDatabase(ground.ownerUrl, 'postgres');
  const name = new URL(ground.ownerUrl).pathname.slice(1);
  for (const copy of [rawDatabase, backupDatabase])
    await asOwner(outside, (owner) => owner.query(`CREATE DATABASE ${copy} TEMPLATE ${name}`));
  await asOwner(inDatabase(ground.ownerUrl, rawDatabase), (owner) => owner.query('VACUUM ANALYZE'));
  return { city, ownerUrl: ground.ownerUrl, appUrl: ground.appUrl, counts };
}

function inDatabase(url: string, name: string): string {
  const changed = new URL(url);
  changed.pathname = `/${name}`;
  return changed.href;
}

async function signInPeople(origin: string, city: City): Promise<People> {
  const counties = new Map<string, Awaited<ReturnType<typeof signIn>>>();
  for (const { id } of leadsOf(city).counties) {
    const account = city.accounts.find((one) => one.role === 'unitClerk' && one.organisationId === id);
    if (account) counties.set(id, await signIn(origin, account.username));
  }
  return { clerk: await signIn(origin, 'clerk'), leader: await signIn(origin, 'leader'), counties };
}

/** Product, same statements, single statement: in turn within each round, so that a busy machine disturbs all three. */
async function measureCase(product: Child, raw: Child, one: Case, script: Script, clients: number): Promise<Measured> {
  const requests = one.requests[clients] ?? 1;
  const { method, body } = one.next();
  const through = (door: string) => () => ({ method, path: `/${door}/${one.name}`, body });
  const sides = {
    product: () => timed(product, { clients, requests, next: () => one.next() }),
    same: () => timed(raw, { clients, requests, next: through('same') }),
    bare: () => timed(raw, { clients, requests, next: through('bare') }),
  };
  const found: Record<keyof typeof sides, TimedRound[]> = { product: [], same: [], bare: [] };
  // The first round warms all three up and is not counted.
  for (let round = 0; round <= rounds; round += 1) {
    for (const side of ['product', 'same', 'bare'] as const) {
      const result = await sides[side]();
      if (round > 0) found[side].push(result);
    }
  }
  const rate = (side: keyof typeof sides) => median(found[side].map((round) => round.perSecond));
  const against = (side: 'same' | 'bare') =>
    median(found.product.map((round, index) => round.perSecond / (found[side][index]?.perSecond ?? 0)));
  const processorMs = (side: 'product' | 'same') => median(found[side].map((round) => round.processorMs));
  const took = found.product.flatMap((round) => round.took);
  return {
    ...{ name: one.name, title: one.title, clients, statements: script.sent.length },
    perSecond: { product: rate('product'), same: rate('same'), bare: rate('bare') },
    ratio: { same: against('same'), bare: against('bare') },
    processorMs: { product: processorMs('product'), same: processorMs('same') },
    ...{ p50: quantile(took, 0.5), p99: quantile(took, 0.99) },
  };
}

interface TimedRound extends Round {
  /** Processor time of the server's process for one request. */
  processorMs: number;
}

async function timed(server: Child, options: Parameters<typeof runRound>[1]): Promise<TimedRound> {
  const before = await server.ask<number>({ what: 'processorTime' });
  const round = await runRound(server.address, options);
  const after = await server.ask<number>({ what: 'processorTime' });
  return { ...round, processorMs: (after - before) / options.requests };
}

/** Every answered write is in the product's database: what was timed was done. */
async function assertWritten({ ownerUrl, city, counts }: Prepared, cases: readonly Case[]): Promise<void> {
  const now = await asOwner(ownerUrl, (owner) => countRows(owner, city.tenant.id));
  const writes = (name: string) =>
    cases
      .filter((one) => one.name === name)
      .flatMap((one) => one.clients.map((clients) => (one.requests[clients] ?? 0) * (rounds + 1)))
      .reduce((sum, count) => sum + count, 0);
  const recorded = writes('create') > 0 ? 2 : 0;
  const created = now.tasks - counts.tasks - recorded;
  if (created !== writes('create')) throw new Error(`${writes('create')} tasks were created and ${created} are there`);
}
