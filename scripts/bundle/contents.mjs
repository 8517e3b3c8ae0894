import { existsSync, lstatSync, readdirSync, readFileSync, readlinkSync } from 'node:fs';
import path from 'node:path';

/**
 * One thing in the archive, by its path below the bundle's folder.
 * @typedef {{ path: string, mode: number, read: () => Buffer } | { path: string, link: string }} Entry
 */

const fileMode = 0o644;
const programMode = 0o755;

/** What only tests and developers of the server use (.dependency-cruiser.cjs, "tests-stay-tests"). */
const ofTests = /\.test\.tsx?$|(^|\/)testing[a-z-]*(\.ts|\/)|external-server\.ts$|generate-types\.ts$/;
/** Of a package: types, maps of sources, and what a linker would need. */
const ofBuilders = /\.d\.[mc]?ts$|\.map$|\.a$|\/(pkgconfig|pgxs)\//;

/**
 * @param {string} target path below the bundle's folder @param {string | Buffer} content @param {number} [mode]
 * @returns {Entry}
 */
export function written(target, content, mode = fileMode) {
  return { path: target, mode, read: () => Buffer.from(content) };
}

/** @param {string} source @param {string} target path below the bundle's folder @param {number} [mode] @returns {Entry} */
export function copied(source, target, mode) {
  const isProgram = (lstatSync(source).mode & 0o111) !== 0;
  return { path: target, mode: mode ?? (isProgram ? programMode : fileMode), read: () => readFileSync(source) };
}

/**
 * A folder with all below it, links inside it as links.
 * @param {string} source @param {string} target path below the bundle's folder
 * @param {(name: string) => boolean} keeps told each path from the folder
 * @returns {Entry[]}
 */
export function folder(source, target, keeps = () => true) {
  const found = readdirSync(source, { recursive: true, withFileTypes: true });
  return found.flatMap((entry) => {
    const from = path.join(entry.parentPath, entry.name);
    const name = path.relative(source, from);
    const to = path.posix.join(target, name);
    if (!keeps(name)) return [];
    if (entry.isSymbolicLink()) return [{ path: to, link: readlinkSync(from) }];
    return entry.isFile() ? [copied(from, to)] : [];
  });
}

/**
 * The program as it runs from a clone, without what only its tests and its developers need.
 * @param {string} root folder of the repository @param {readonly string[]} workspaces places such as `packages/codes`
 * @returns {Entry[]} below `lib/`
 */
export function ownProgram(root, workspaces) {
  const used = (/** @type {string} */ name) => !ofTests.test(name) && !/(^|\/)node_modules(\/|$)/.test(name);
  return [
    copied(path.join(root, 'package.json'), 'lib/package.json'),
    ...workspaces.flatMap((place) => [
      copied(path.join(root, place, 'package.json'), `lib/${place}/package.json`),
      ...folder(path.join(root, place, 'src'), `lib/${place}/src`, used),
    ]),
    ...workspaces.filter((place) => place.startsWith('packages/')).map((place) => workspaceLink(root, place)),
    ...folder(path.join(root, 'server/migrations'), 'lib/server/migrations'),
    ...folder(path.join(root, 'web/dist'), 'lib/web/dist'),
    ...folder(path.join(root, 'docs'), 'docs'),
  ];
}

/** @param {string} root @param {string} place @returns {Entry} */
function workspaceLink(root, place) {
  const { name } = JSON.parse(readFileSync(path.join(root, place, 'package.json'), 'utf8'));
  const target = path.posix.join('lib/node_modules', name);
  return { path: target, link: path.posix.relative(path.posix.dirname(target), `lib/${place}`) };
}

/**
 * An installed package, without the packages below it, which come by themselves where they are needed.
 * @param {string} tree folder that holds node_modules @param {string} place such as `node_modules/pg`
 * @returns {Entry[]} below `lib/`
 */
export function installedPackage(tree, place) {
  const keeps = (/** @type {string} */ name) => !ofBuilders.test(`/${name}`) && !/(^|\/)node_modules(\/|$)/.test(name);
  return folder(path.join(tree, place), `lib/${place}`, keeps);
}

/**
 * PostgreSQL with the links that its install script would make: where the bundle lies nobody may write later.
 * @param {string} tree @param {string} place @returns {Entry[]}
 */
export function postgres(tree, place) {
  const links = /** @type {{ source: string, target: string }[]} */ (
    JSON.parse(readFileSync(path.join(tree, place, 'native/pg-symlinks.json'), 'utf8'))
  );
  const targets = new Map(links.map(({ source, target }) => [`lib/${place}/${target}`, source]));
  const files = installedPackage(tree, place).filter((entry) => !targets.has(entry.path));
  const made = [...targets].map(([target, source]) => ({
    path: target,
    link: path.posix.relative(path.posix.dirname(target), `lib/${place}/${source}`),
  }));
  const programs = /^lib\/.*\/native\/bin\//;
  return [
    ...files.map((entry) => ('mode' in entry && programs.test(entry.path) ? { ...entry, mode: programMode } : entry)),
    ...made,
  ];
}

/**
 * The licence texts that lie in a package.
 * @param {string} tree @param {string} place @returns {{ name: string, text: string }[]} in order of their names
 */
export function licencesIn(tree, place) {
  const at = path.join(tree, place);
  if (!existsSync(at)) return [];
  return readdirSync(at, { withFileTypes: true })
    .filter((entry) => entry.isFile() && /^(licen[cs]e|copying|notice)/i.test(entry.name))
    .map(({ name }) => ({ name, text: readFileSync(path.join(at, name), 'utf8') }))
    .sort((a, b) => (a.name < b.name ? -1 : 1));
}
