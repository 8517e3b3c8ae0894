// Runs with nothing installed, on Node 18: plain JavaScript, no dependency.
import { spawn } from 'node:child_process';
import { existsSync, readFileSync, realpathSync } from 'node:fs';
import path from 'node:path';
import { fileURLToPath } from 'node:url';
import { webIsBuilt } from './web-build-stamp.mjs';

const root = fileURLToPath(new URL('..', import.meta.url));
const carriedNodePackage = `node-${process.platform === 'win32' ? 'win' : process.platform}-${process.arch}`;
const neededNode = 24;

/**
 * Installs what the lock file names, unless it is there already, builds the web when it will be served and has changed,
 * and runs a program of this repository with the Node that came with it.
 * @param {string} program path from the root of the repository
 * @param {string[]} args
 * @returns {Promise<number>} the program's exit code
 */
export async function bootstrap(program, args) {
  if (!(await ensureInstalled())) return 1;
  const node = findNode();
  if (node === null) {
    say(
      `本机(${process.platform}-${process.arch})没有随附的 Node,请安装 Node ${neededNode} 或更新版本。`,
      `No Node comes with Xieli for ${process.platform}-${process.arch}: install Node ${neededNode} or newer.`,
    );
    return 1;
  }
  if (serves(program, args) && !webIsBuilt(root)) {
    const code = await run(node, [path.join(root, 'scripts/build.mjs')]);
    if (code !== 0) return code;
  }
  return run(node, [path.join(root, program), ...args]);
}

/** @param {string} program @param {string[]} args */
function serves(program, args) {
  return program === 'server/src/main.ts' || (program === 'server/src/cli.ts' && args[0] === 'serve');
}

async function ensureInstalled() {
  if (isInstalled()) return true;
  const node = nodeOutside();
  if (node === null) {
    say('更新依赖时需要本机的 Node。', 'Updating the dependencies needs a Node outside node_modules.');
    return false;
  }
  const options = ['--include=dev', '--include=optional', '--no-audit', '--no-fund', '--loglevel=error'];
  const started = Date.now();
  say('正在安装依赖,通常一两分钟……', 'Installing dependencies, usually a minute or two …');
  const done =
    (await npm(node, ['ci', ...options, '--engine-strict=false'])) ||
    (await npm(node, ['install', '--no-save', ...options, '--engine-strict=false']));
  if (!done) {
    say('依赖安装失败,原因见上。', 'The dependencies could not be installed; the reason is above.');
    return false;
  }
  const seconds = Math.round((Date.now() - started) / 1000);
  say(`依赖已装好,用时 ${seconds} 秒。`, `Dependencies installed in ${seconds} s.`);
  return true;
}

/**
 * Whether node_modules holds what the lock file names. npm notes what it installed in a lock file of its own, written
 * when everything is there. Optional packages are left to npm, but for the Node of this platform: without it the
 * folder was filled on another one.
 */
function isInstalled() {
  const noteFile = path.join(root, 'node_modules/.package-lock.json');
  if (!existsSync(noteFile)) return false;
  /** @type {Record<string, { version?: string, optional?: boolean, link?: boolean }>} */
  const wanted = JSON.parse(readFileSync(path.join(root, 'package-lock.json'), 'utf8')).packages;
  const noted = JSON.parse(readFileSync(noteFile, 'utf8')).packages;
  const carried = `node_modules/${carriedNodePackage}`;
  return Object.entries(wanted).every(([place, { version, optional, link }]) => {
    if (!place.startsWith('node_modules/') || link || (optional && place !== carried)) return true;
    return noted[place]?.version === version && existsSync(path.join(root, place));
  });
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
    const own = process.env.npm_execpath;
    // yarn and pnpm set the same variable, and do not read this lock file.
    const viaNode = own !== undefined && /npm-cli\.[cm]?js$/.test(own);
    const code = viaNode
      ? await run(node, [own, ...args], { cwd: root, toStderr: true })
      : await run('npm', args, { cwd: root, toStderr: true, shell: process.platform === 'win32' });
    return code === 0;
  } finally {
    clearInterval(ticking);
  }
}

/** The Node carried by the project, else this machine's when it is new enough. */
function findNode() {
  const name = process.platform === 'win32' ? 'bin/node.exe' : 'bin/node';
  const carried = path.join(root, 'node_modules', carriedNodePackage, name);
  if (existsSync(carried)) return carried;
  return Number(process.versions.node.split('.')[0]) >= neededNode ? process.execPath : null;
}

/**
 * Runs a program to its end, passing signals on.
 * @param {string} command
 * @param {string[]} args
 * @param {{ cwd?: string, toStderr?: boolean, shell?: boolean }} [options] toStderr keeps standard output free for the
 *   real program; shell finds npm on Windows, where it is a script
 * @returns {Promise<number>}
 */
function run(command, args, options = {}) {
  return new Promise((resolve, reject) => {
    const stdio = /** @type {import('node:child_process').StdioOptions} */ (
      options.toStderr ? ['inherit', 2, 'inherit'] : 'inherit'
    );
    const child = spawn(command, args, { cwd: options.cwd, shell: options.shell ?? false, stdio });
    /** @type {NodeJS.Signals[]} */
    const signals = ['SIGINT', 'SIGTERM', 'SIGHUP'];
    /** @param {NodeJS.Signals} signal */
    const pass = (signal) => {
      // A terminal sends Ctrl-C to the child itself; a second one would mean "at once".
      if (signal !== 'SIGINT' || !process.stdin.isTTY) child.kill(signal);
    };
    for (const signal of signals) process.on(signal, pass);
    child.once('error', reject);
    child.once('exit', (code, signal) => {
      for (const name of signals) process.off(name, pass);
      resolve(code ?? 128 + (signal === 'SIGINT' ? 2 : signal === 'SIGTERM' ? 15 : signal === 'SIGHUP' ? 1 : 9));
    });
  });
}

/** @param {string} zh @param {string} en */
function say(zh, en) {
  process.stderr.write(`${zh} ${en}\n`);
}

if (process.argv[1] === fileURLToPath(import.meta.url)) {
  const [program = '', ...args] = process.argv.slice(2);
  process.exitCode = await bootstrap(program, args);
}
