import { cpSync, mkdirSync, mkdtempSync, rmSync } from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { run } from '../run-program.mjs';

/** @typedef {import('./carried.mjs').Target} Target */

/**
 * A folder with the node_modules of a platform: this clone's own, or one that npm fills from the lock file in a temporary place.
 * @param {string} root folder of the repository @param {Target} target
 * @param {readonly string[]} workspaces places of all workspaces
 * @returns {Promise<{ tree: string, remove: () => void }>}
 * @throws Error when npm cannot fetch the packages
 */
export async function treeFor(root, target, workspaces) {
  if (target.os === process.platform && target.cpu === process.arch) return { tree: root, remove: () => undefined };
  const tree = mkdtempSync(path.join(os.tmpdir(), 'xieli-bundle-'));
  const remove = () => rmSync(tree, { recursive: true, force: true });
  for (const place of ['.', ...workspaces]) {
    mkdirSync(path.join(tree, place), { recursive: true });
    cpSync(path.join(root, place, 'package.json'), path.join(tree, place, 'package.json'));
  }
  for (const file of ['package-lock.json', '.npmrc']) cpSync(path.join(root, file), path.join(tree, file));
  const platform = [`--os=${target.os}`, `--cpu=${target.cpu}`, `--libc=${target.libc}`];
  // Scripts of another platform's packages cannot run here; what the one of them does, the bundle does itself.
  const args = ['ci', '--omit=dev', '--include=optional', '--ignore-scripts', '--no-audit', '--no-fund', ...platform];
  const code = await run('npm', args, { cwd: tree, toStderr: true });
  if (code === 0) return { tree, remove };
  remove();
  throw new Error(`npm ${args.join(' ')}: ${code}`);
}
