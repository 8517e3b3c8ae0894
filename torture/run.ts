import { spawnSync } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { fileURLToPath } from 'node:url';
import { parseArgs } from 'node:util';
import { createRandom } from '../server/src/demo/random.ts';
import { dayOf } from '../server/src/platform/clock/days.ts';
import { runCampaign } from './campaign.ts';
import { fuzzReader } from './fuzz.ts';
import { faultsOf, rowOf, withRow } from './reliability.ts';

/**
 * `npm run torture [-- --minutes N --kills N --texts N]`: twenty kills, or as many as N minutes hold; the result is added to
 * docs/reliability.md.
 */
const { values } = parseArgs({
  options: {
    minutes: { type: 'string', default: '0' },
    kills: { type: 'string', default: '20' },
    texts: { type: 'string', default: '400' },
  },
});
const root = fileURLToPath(new URL('..', import.meta.url));
const document = path.join(root, 'docs/reliability.md');
const say = (text: string) => process.stderr.write(`${text}\n`);
const began = Date.now();

const dataDir = mkdtempSync(path.join(os.tmpdir(), 'xieli-torture-'));
try {
  const seed = Date.now() % 2 ** 31;
  say(`breaking documents (seed ${seed}) …`);
  const fuzz = fuzzReader(createRandom(seed), Number(values.texts));
  say('founding a city and killing its server …');
  const campaign = await runCampaign({
    environment: { XIELI_DATA_DIR: dataDir },
    ...{ kills: Number(values.kills), until: began + Number(values.minutes) * 60_000, say },
  });
  const minutes = (Date.now() - began) / 60_000;
  const run = { date: dayOf(new Date()), commit: commit(), minutes, campaign, fuzz };
  writeFileSync(document, withRow(readFileSync(document, 'utf8'), rowOf(run)));
  const faults = faultsOf(run);
  for (const fault of faults) say(fault);
  process.stdout.write(`${rowOf(run)}\n${JSON.stringify({ torture: 'xieli', version: 1, ...summary(run, faults) })}\n`);
  process.exitCode = faults.length === 0 ? 0 : 1;
} finally {
  rmSync(dataDir, { recursive: true });
}

function summary({ campaign, fuzz, commit: at, minutes }: Parameters<typeof rowOf>[0], faults: readonly string[]) {
  const { kills, killsWithDatabase, underWay, acknowledged, repeated, audit } = campaign;
  const found = { lost: campaign.lost.length, halfWritten: campaign.halfWritten.length, faults: faults.length };
  return {
    ...{ commit: at, minutes: Math.round(minutes), kills, killsWithDatabase, underWay, acknowledged, repeated },
    ...{ ...found, auditEntries: audit.entries, auditFindings: audit.findings.length, texts: fuzz.texts },
  };
}

/** The commit that was tried, with a plus where the tree had changes beside it. */
function commit(): string {
  const git = (...words: string[]) => spawnSync('git', words, { cwd: root, encoding: 'utf8' }).stdout?.trim() ?? '';
  const at = git('rev-parse', '--short', 'HEAD') || 'unknown';
  return git('status', '--porcelain', '--', 'server', 'packages') ? `${at}+` : at;
}
