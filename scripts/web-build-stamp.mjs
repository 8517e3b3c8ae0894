// Read by the bootstrap on Node 18 with nothing installed: plain JavaScript, no dependency.
import { createHash } from 'node:crypto';
import { existsSync, mkdirSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import path from 'node:path';

// Outside web/dist, which is served to everybody.
const stampPath = '.tmp/web-built-from.json';
const builtPage = 'web/dist/index.html';
/** What decides the build besides the modules in it. */
const alwaysInputs = ['package-lock.json', 'web/vite.config.ts', 'web/index.html', 'web/package.json'];
const inputFolders = ['web/src', 'web/public', 'docs/manual'];

/**
 * Whether web/dist was built from the files as they are now.
 * @param {string} root folder of the repository
 */
export function webIsBuilt(root) {
  const file = path.join(root, stampPath);
  if (!existsSync(file) || !existsSync(path.join(root, builtPage))) return false;
  const stamp = /** @type {Record<string, string>} */ (JSON.parse(readFileSync(file, 'utf8')));
  const now = fingerprints(root, Object.keys(stamp));
  return (
    Object.keys(now).length === Object.keys(stamp).length && Object.keys(now).every((key) => now[key] === stamp[key])
  );
}

/** Forgets the last build, so that a broken one is not taken for it. @param {string} root */
export function forgetWebBuild(root) {
  rmSync(path.join(root, stampPath), { force: true });
}

/**
 * Notes what web/dist was built from.
 * @param {string} root folder of the repository
 * @param {Iterable<string>} modules absolute paths of the bundled modules, those of packages included
 */
export function stampWebBuild(root, modules) {
  const own = [...modules].map((file) => path.relative(root, file)).filter((file) => !/^\.\.|node_modules/.test(file));
  mkdirSync(path.dirname(path.join(root, stampPath)), { recursive: true });
  writeFileSync(path.join(root, stampPath), JSON.stringify(fingerprints(root, own)));
}

/** @param {string} root @param {string[]} files @returns {Record<string, string>} */
function fingerprints(root, files) {
  const all = new Set([...alwaysInputs, ...inputFolders.flatMap((folder) => filesBelow(root, folder)), ...files]);
  /** @type {Record<string, string>} */
  const found = {};
  for (const file of [...all].sort()) {
    const at = path.join(root, file);
    found[file] = existsSync(at) ? createHash('sha256').update(readFileSync(at)).digest('hex') : 'absent';
  }
  return found;
}

/** @param {string} root @param {string} folder @returns {string[]} */
function filesBelow(root, folder) {
  if (!existsSync(path.join(root, folder))) return [];
  return readdirSync(path.join(root, folder), { withFileTypes: true }).flatMap((entry) => {
    const name = `${folder}/${entry.name}`;
    if (entry.isDirectory()) return filesBelow(root, name);
    return /\.test\.tsx?$/.test(entry.name) ? [] : [name];
  });
}
