import { spawnSync } from 'node:child_process';
import { existsSync } from 'node:fs';
import path from 'node:path';
import { fileURLToPath } from 'node:url';
import { houseSize } from './house-size.mjs';
import { typeGates } from './type-gates.mjs';

const root = fileURLToPath(new URL('..', import.meta.url));
const sources = ['packages', 'server', 'web', 'e2e', 'bench', 'torture', 'scripts'].filter((folder) =>
  existsSync(path.join(root, folder)),
);

/** @type {{ name: string, command: string[] }[]} */
const gates = [
  { name: 'format and lint', command: ['node_modules/@biomejs/biome/bin/biome', 'ci', '.'] },
  ...typeGates.map(({ name, program, args }) => ({ name, command: [program, ...args] })),
  {
    name: 'who imports whom',
    command: [
      'node_modules/dependency-cruiser/bin/dependency-cruiser.mjs',
      '--config',
      '.dependency-cruiser.cjs',
      ...sources,
      'vitest.config.ts',
    ],
  },
  { name: 'unused code', command: ['node_modules/knip/bin/knip.js', '--no-config-hints'] },
  { name: 'mechanisms', command: ['scripts/mechanisms.mjs'] },
];

const failed = gates.filter(({ name, command: [program = '', ...args] }) => {
  process.stdout.write(`\n== ${name}\n`);
  const { status } = spawnSync(process.execPath, [path.join(root, program), ...args], { cwd: root, stdio: 'inherit' });
  return status !== 0;
});

process.stdout.write('\n== size of the house\n');
const size = houseSize(root);
process.stdout.write(`${size.lines.join('\n')}\n`);
if (size.tooLong.length > 0) failed.push({ name: `files beyond the limit: ${size.tooLong.join(', ')}`, command: [] });

process.stdout.write(
  failed.length === 0 ? '\ncheck: all good\n' : `\ncheck: failed: ${failed.map(({ name }) => name).join('; ')}\n`,
);
process.exitCode = failed.length === 0 ? 0 : 1;
