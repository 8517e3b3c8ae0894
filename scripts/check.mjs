import { spawn } from 'node:child_process';
import { existsSync } from 'node:fs';
import path from 'node:path';
import { fileURLToPath } from 'node:url';
import { houseSize } from './house-size.mjs';
import { typeGates } from './type-gates.mjs';

const root = fileURLToPath(new URL('..', import.meta.url));
const sources = ['packages', 'server', 'web', 'e2e', 'bench', 'torture', 'scripts'].filter((folder) =>
  existsSync(path.join(root, folder)),
);

/** @type {{ name: string, program: string, args: string[] }[]} */
const gates = [
  // The longest first.
  ...typeGates,
  { name: 'format and lint', program: 'node_modules/@biomejs/biome/bin/biome', args: ['ci', '.'] },
  {
    name: 'who imports whom',
    program: 'node_modules/dependency-cruiser/bin/dependency-cruiser.mjs',
    args: ['--config', '.dependency-cruiser.cjs', ...sources, 'vitest.config.ts'],
  },
  { name: 'unused code', program: 'node_modules/knip/bin/knip.js', args: ['--no-config-hints'] },
  { name: 'version, changelog, upgrade notes', program: 'scripts/bundle/release.mjs', args: ['--check'] },
  { name: 'mechanisms', program: 'scripts/mechanisms.mjs', args: [] },
  { name: 'no sentence of a real document', program: 'scripts/real-texts.mjs', args: [] },
];

/** @type {string[]} */
const failed = [];
const waiting = [...gates];
// Most of them keep one core busy, and two are what there is.
await Promise.all([lane(), lane()]);

process.stdout.write('\n== size of the house\n');
const size = houseSize(root);
process.stdout.write(`${size.lines.join('\n')}\n`);
if (size.tooLong.length > 0) failed.push(`files beyond the limit: ${size.tooLong.join(', ')}`);

process.stdout.write(failed.length === 0 ? '\ncheck: all good\n' : `\ncheck: failed: ${failed.join('; ')}\n`);
process.exitCode = failed.length === 0 ? 0 : 1;

async function lane() {
  for (let gate = waiting.shift(); gate !== undefined; gate = waiting.shift()) {
    const { code, said } = await outcome(gate);
    process.stdout.write(`\n== ${gate.name}\n${said}`);
    if (code !== 0) failed.push(gate.name);
  }
}

/**
 * Runs a gate and keeps what it says together, because another one speaks meanwhile.
 * @param {{ program: string, args: string[] }} gate
 * @returns {Promise<{ code: number | null, said: string }>}
 */
function outcome({ program, args }) {
  const child = spawn(process.execPath, [path.join(root, program), ...args], {
    cwd: root,
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  let said = '';
  for (const stream of [child.stdout, child.stderr]) {
    stream.setEncoding('utf8').on('data', (text) => {
      said += text;
    });
  }
  return new Promise((resolve, reject) => {
    child.on('error', reject).on('close', (code) => resolve({ code, said }));
  });
}
