import { spawnSync } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { fileURLToPath } from 'node:url';
import { parseArgs } from 'node:util';
import { createRandom } from '../server/src/demo/random.ts';
import { dayOf } from '../server/src/platform/clock/days.ts';
import { runCampaign } from './campaign.ts';
import { fuzzFiles } from './files.ts';
import { fuzzReader, passages } from './fuzz.ts';
import { faultsOfGrowth, growReader } from './growth.ts';
import {
  faultsOf,
  faultsOfRoutes,
  faultsOfUploads,
  rowOf,
  rowOfReader,
  rowOfRoutes,
  rowOfUploads,
  withRow,
} from './reliability.ts';
import { tryRoutes, tryUploads } from './routes/demo.ts';

/**
 * `npm run torture [-- --only crash|routes|uploads|reader|files] [--seed N] [--minutes N] [--kills N] [--texts N] [--files N]
 * [--each N]`: kills under load, twenty or as many as N minutes hold; requests to every route, N to each; files that burst;
 * broken texts; broken files of every format. What was found is added to docs/reliability.md, but for the last, which says it
 * here.
 */
const { values } = parseArgs({
  options: {
    only: { type: 'string' },
    seed: { type: 'string' },
    minutes: { type: 'string', default: '0' },
    kills: { type: 'string', default: '20' },
    texts: { type: 'string', default: '200000' },
    files: { type: 'string', default: '500' },
    each: { type: 'string', default: '60' },
  },
});
/** Whole documents that are broken beside the kills. */
const wholeDocuments = 400;
const root = fileURLToPath(new URL('..', import.meta.url));
const document = path.join(root, 'docs/reliability.md');
const say = (text: string) => process.stderr.write(`${text}\n`);
const seed = values.seed === undefined ? Date.now() % 2 ** 31 : Number(values.seed);
const faults: string[] = [];

/** Runs one part in a data directory of its own and adds its row. */
async function part(
  name: string,
  table: string,
  work: (dataDir: string, began: number) => Promise<[string, string[]]>,
) {
  if (values.only !== undefined && values.only !== name) return;
  say(`${name} (seed ${seed}) …`);
  const dataDir = mkdtempSync(path.join(os.tmpdir(), 'xieli-torture-'));
  try {
    const [row, found] = await work(dataDir, Date.now());
    writeFileSync(document, withRow(readFileSync(document, 'utf8'), table, row));
    process.stdout.write(`${row}\n`);
    faults.push(...found);
  } finally {
    rmSync(dataDir, { recursive: true });
  }
}

const at = () => ({ date: dayOf(new Date()), commit: commit() });
const minutesSince = (began: number) => (Date.now() - began) / 60_000;

await part('routes', 'Routes', async (dataDir, began) => {
  const routes = await tryRoutes({ dataDir, seed, each: Number(values.each), say });
  return [rowOfRoutes({ ...at(), minutes: minutesSince(began), routes }), faultsOfRoutes(routes)];
});
await part('uploads', 'Uploads', async (dataDir, began) => {
  const uploads = await tryUploads({ dataDir, megabytes: 200, say });
  return [rowOfUploads({ ...at(), minutes: minutesSince(began), uploads }), faultsOfUploads(uploads)];
});
await part('crash', 'Crashes', async (dataDir, began) => {
  const fuzz = fuzzReader(createRandom(seed), wholeDocuments);
  const campaign = await runCampaign({
    environment: { XIELI_DATA_DIR: dataDir },
    ...{ kills: Number(values.kills), until: began + Number(values.minutes) * 60_000, say },
  });
  return [rowOf({ ...at(), minutes: minutesSince(began), campaign, fuzz }), faultsOf({ campaign, fuzz })];
});
await part('reader', 'Reader', async (_, began) => {
  const random = createRandom(seed);
  const fuzz = fuzzReader(random, Number(values.texts), passages(random, Number(values.texts) / 10));
  const grown = growReader(say);
  const found = [...fuzz.faults, ...faultsOfGrowth(grown)];
  return [
    rowOfReader({ ...at(), minutes: minutesSince(began), seed, fuzz, shapes: grown.length, faults: found }),
    found,
  ];
});
if (values.only === undefined || values.only === 'files') {
  say(`files (seed ${seed}) …`);
  const files = await fuzzFiles(createRandom(seed), Number(values.files));
  say(`${files.files} broken files: ${files.read} read, ${files.refused} refused, ${files.faults.length} faults`);
  faults.push(...files.faults);
}
for (const fault of faults) say(fault);
process.stdout.write(`${JSON.stringify({ torture: 'xieli', version: 2, ...at(), seed, faults: faults.length })}\n`);
process.exitCode = faults.length === 0 ? 0 : 1;

/** The commit that was tried, with a plus where the tree had changes beside it. */
function commit(): string {
  const git = (...words: string[]) => spawnSync('git', words, { cwd: root, encoding: 'utf8' }).stdout?.trim() ?? '';
  const head = git('rev-parse', '--short', 'HEAD') || 'unknown';
  return git('status', '--porcelain', '--', 'server', 'packages') ? `${head}+` : head;
}
