import { globSync, readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { fileURLToPath } from 'node:url';
import { makeAndSay, platforms } from './bundle.mjs';
import { releaseFaults } from './releases.mjs';

const root = fileURLToPath(new URL('../..', import.meta.url));

/** @returns {import('./releases.mjs').ReleaseState} */
function readState() {
  const places = globSync('{packages/*,server,web}/package.json', { cwd: root });
  const noted = readdirSync(path.join(root, 'docs/upgrades')).filter((name) => name.endsWith('.md'));
  return {
    version: readJson('package.json').version,
    workspaceVersions: Object.fromEntries(places.map((place) => [place, readJson(place).version])),
    lockVersion: readJson('package-lock.json').version,
    changelog: read('CHANGELOG.md'),
    upgradeNotes: Object.fromEntries(
      noted.map((name) => [name.slice(0, -'.md'.length), read(`docs/upgrades/${name}`)]),
    ),
    newestSchema: readdirSync(path.join(root, 'server/migrations')).sort().at(-1)?.slice(0, 4) ?? '',
  };
}

/** @param {string} file path from the root of the repository */
function read(file) {
  return readFileSync(path.join(root, file), 'utf8');
}

/** @param {string} file */
function readJson(file) {
  return JSON.parse(read(file));
}

// `--check` is a gate of `npm run check`; without it the bundles of all platforms are made.
const releasing = !process.argv.includes('--check');
const state = readState();
const faults = releaseFaults(state, { releasing });
for (const fault of faults) process.stderr.write(`${fault}\n`);
if (faults.length > 0) process.exitCode = 1;
else if (releasing) for (const platform of Object.keys(platforms)) await makeAndSay(platform, path.join(root, 'dist'));
else process.stdout.write(`version ${state.version}: changelog and upgrade notes agree\n`);
