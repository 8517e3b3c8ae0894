// Runs with nothing installed, on Node 18: plain JavaScript, no dependency.
import { existsSync, readFileSync, realpathSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { fileURLToPath } from 'node:url';
import { run, say } from './run-program.mjs';

const root = fileURLToPath(new URL('..', import.meta.url));
const carriedNodePackage = `node-${process.platform === 'win32' ? 'win' : process.platform}-${process.arch}`;
const installedLock = 'node_modules/.package-lock.json';
const completedMark = path.join(root, 'node_modules/.xieli-completed');
/** Oldest Node that runs the programs of this repository; the bootstrap itself runs on 18. */
export const neededNode = 24;

/** Installs what the lock file names, unless it is there. @returns {Promise<boolean>} false when it cannot be had */
export async function ensureInstalled() {
  if (!isInstalled() && !(await install())) return false;
  return missingForPlatform().length === 0 || existsSync(completedMark) || complete();
}

const npmOptions = [
  '--include=dev',
  '--include=optional',
  '--no-audit',
  '--no-fund',
  '--loglevel=error',
  '--engine-strict=false',
];

async function install() {
  const node = nodeOutside();
  if (node === null) {
    say('更新依赖时需要本机的 Node。', 'Updating the dependencies needs a Node outside node_modules.');
    return false;
  }
  const started = Date.now();
  say('正在安装依赖,通常一两分钟……', 'Installing dependencies, usually a minute or two …');
  const done = (await npm(node, ['ci', ...npmOptions])) || (await npm(node, ['install', '--no-save', ...npmOptions]));
  if (!done) {
    say('依赖安装失败,原因见上。', 'The dependencies could not be installed; the reason is above.');
    return false;
  }
  const seconds = Math.round((Date.now() - started) / 1000);
  say(`依赖已装好,用时 ${seconds} 秒。`, `Dependencies installed in ${seconds} s.`);
  return true;
}

/**
 * npm leaves out optional packages, silently, when the Node that runs it is too old for them; among them are the
 * binaries of the build. The Node that was installed just now is not too old: with it npm adds them.
 */
async function complete() {
  const node = findNode();
  if (node !== null && node !== process.execPath) {
    say('正在补装本平台的组件……', 'Adding the parts for this platform …');
    if (!(await npm(node, ['install', '--no-save', ...npmOptions]))) return false;
  }
  // Once is enough: what is missing now cannot be had here, and whoever needs it says so.
  writeFileSync(completedMark, '');
  return true;
}

/** @typedef {{ version?: string, optional?: boolean, link?: boolean, os?: string | string[], cpu?: string | string[], libc?: string | string[] }} Locked */

/** @param {string} file @returns {[string, Locked][]} place in the tree, and what the lock file says of it */
function readLock(file) {
  const { packages } = JSON.parse(readFileSync(path.join(root, file), 'utf8'));
  return Object.entries(packages);
}

/**
 * Whether node_modules holds what the lock file names. npm notes what it installed in a lock file of its own, written
 * when everything is there. Optional packages are left to npm, but for the Node of this platform: without it the
 * folder was filled on another one.
 */
function isInstalled() {
  if (!existsSync(path.join(root, installedLock))) return false;
  const noted = new Map(readLock(installedLock));
  const carried = `node_modules/${carriedNodePackage}`;
  return readLock('package-lock.json').every(([place, { version, optional, link }]) => {
    if (!place.startsWith('node_modules/') || link || (optional && place !== carried)) return true;
    return noted.get(place)?.version === version && existsSync(path.join(root, place));
  });
}

/** Optional packages that are made for this platform and not installed. */
function missingForPlatform() {
  const noted = new Map(readLock(installedLock));
  return readLock('package-lock.json')
    .filter(([place, { optional, os, cpu, libc }]) => {
      // Without an `os` it is made for none in particular, like the WebAssembly that stands in where nothing else runs.
      const suits =
        os !== undefined && accepts(os, process.platform) && accepts(cpu, process.arch) && accepts(libc, cLibrary());
      return optional && suits && !noted.has(place);
    })
    .map(([place]) => place);
}

/** @param {string | string[] | undefined} wanted names, or names to avoid with a `!` before @param {string} actual */
function accepts(wanted, actual) {
  if (wanted === undefined) return true;
  const names = [wanted].flat();
  return names.includes(actual) || (names.every((name) => name.startsWith('!')) && !names.includes(`!${actual}`));
}

function cLibrary() {
  const report = /** @type {{ header: { glibcVersionRuntime?: string } }} */ (process.report.getReport());
  return report.header.glibcVersionRuntime === undefined ? 'musl' : 'glibc';
}

/** A Node that survives the replacement of node_modules; `npm start` prefers the one inside. @returns {string | null} */
function nodeOutside() {
  const inside = path.join(root, 'node_modules') + path.sep;
  if (!process.execPath.startsWith(inside)) return process.execPath;
  const folders = (process.env.PATH ?? '').split(path.delimiter);
  const places = folders.map((folder) => path.join(folder, path.basename(process.execPath)));
  return places.find((place) => existsSync(place) && !realpathSync(place).startsWith(inside)) ?? null;
}

/** @param {string} node @param {string[]} args */
async function npm(node, args) {
  const started = Date.now();
  const ticking = setInterval(() => {
    const seconds = Math.round((Date.now() - started) / 1000);
    say(`……已 ${seconds} 秒`, `… ${seconds} s`);
  }, 15_000);
  try {
    const program = npmProgram();
    const code =
      program === null
        ? await run('npm', args, { cwd: root, toStderr: true, shell: process.platform === 'win32' })
        : await run(node, [program, ...args], { cwd: root, toStderr: true });
    return code === 0;
  } finally {
    clearInterval(ticking);
  }
}

/** npm as a module that any Node can run: the one that called, else the one in the PATH. @returns {string | null} */
function npmProgram() {
  const own = process.env.npm_execpath;
  const places = (process.env.PATH ?? '').split(path.delimiter).map((folder) => path.join(folder, 'npm'));
  const found = places.find((place) => existsSync(place));
  const candidates = [own, found && realpathSync(found)];
  // yarn and pnpm set the variable too, and do not read this lock file.
  return candidates.find((file) => file !== undefined && /npm-cli\.[cm]?js$/.test(file)) ?? null;
}

/** The Node carried by the project, else this machine's when it is new enough. @returns {string | null} */
export function findNode() {
  const name = process.platform === 'win32' ? 'bin/node.exe' : 'bin/node';
  const carried = path.join(root, 'node_modules', carriedNodePackage, name);
  if (existsSync(carried)) return carried;
  return Number(process.versions.node.split('.')[0]) >= neededNode ? process.execPath : null;
}
