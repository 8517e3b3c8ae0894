// Runs with nothing installed, on Node 18: plain JavaScript, no dependency.
import path from 'node:path';
import { fileURLToPath } from 'node:url';
import { ensureInstalled, findNode, neededNode } from './install.mjs';
import { run, say } from './run-program.mjs';
import { webIsBuilt } from './web-build-stamp.mjs';

const root = fileURLToPath(new URL('..', import.meta.url));

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
  return (
    program === 'server/src/main.ts' || (program === 'server/src/cli.ts' && ['serve', 'demo'].includes(args[0] ?? ''))
  );
}

if (process.argv[1] === fileURLToPath(import.meta.url)) {
  const [program = '', ...args] = process.argv.slice(2);
  process.exitCode = await bootstrap(program, args);
}
