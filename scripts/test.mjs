import { spawn, spawnSync } from 'node:child_process';
import { once } from 'node:events';
import { existsSync, mkdirSync, readFileSync, rmSync } from 'node:fs';
import path from 'node:path';
import { fileURLToPath } from 'node:url';
import { ensureMachine } from './machine.mjs';
import { typeGates } from './type-gates.mjs';

const root = fileURLToPath(new URL('..', import.meta.url));
const reportFile = path.join(root, '.tmp/vitest.json');
/** Words after `npm test --` go to vitest: a file, `-t NAME`. */
const filter = process.argv.slice(2);

const problem = ensureMachine();
if (problem !== null) {
  process.stderr.write(`${problem}\n`);
  process.exit(1);
}

const build = [
  { name: 'build', program: 'scripts/build.mjs', args: [] },
  { name: 'weight of the phone pages', program: 'web/scripts/weight.mjs', args: ['--limit', '170'] },
];
// Each keeps one core busy, and two are what there is.
const brokenSteps = (await Promise.all([broken(typeGates), broken(build)])).flat();

mkdirSync(path.dirname(reportFile), { recursive: true });
rmSync(reportFile, { force: true });
const vitestCode = run(
  'node_modules/vitest/vitest.mjs',
  ['run', '--reporter=default', '--reporter=json', `--outputFile.json=${reportFile}`, ...filter],
  {
    XIELI_TEST_DATABASE: process.env.XIELI_TEST_DATABASE ?? 'both',
    ...(filter.length === 0 ? { XIELI_PICTURES: process.env.XIELI_PICTURES ?? 'leave' } : {}),
    // The tests start a good hundred programs of the same modules.
    NODE_COMPILE_CACHE: process.env.NODE_COMPILE_CACHE ?? path.join(root, '.tmp/compiled'),
  },
);
process.exitCode = report();

/** Prints the closing line and returns the exit code. A step that broke counts as one failure. */
function report() {
  if (!existsSync(reportFile)) {
    process.stdout.write(`vitest wrote no report\n0 passed, ${brokenSteps.length + 1} failed\n`);
    return 1;
  }
  const result = JSON.parse(readFileSync(reportFile, 'utf8'));
  /** @type {{ status: string, assertionResults: { status: string }[] }[]} */
  const files = result.testResults;
  // A file that fails before its first test holds no failed test.
  const brokenFiles = files.filter((file) => file.status === 'failed' && !file.assertionResults.some(isFailed)).length;
  const tests = files.flatMap((file) => file.assertionResults);
  const failed = tests.filter(isFailed).length + brokenFiles + brokenSteps.length;
  const passed = tests.filter((test) => test.status === 'passed').length;
  const left = tests.length - passed - tests.filter(isFailed).length;
  if (brokenSteps.length > 0) process.stdout.write(`failed steps: ${brokenSteps.join(', ')}\n`);
  const skipped = filter.length === 0 ? left : 0;
  if (skipped > 0) process.stdout.write(`${skipped} tests were skipped, which counts as failed\n`);
  // What vitest holds against the run as a whole: an error outside every test, no test at all.
  const unexplained = vitestCode !== 0 && failed + skipped === 0 ? 1 : 0;
  process.stdout.write(`${passed} passed, ${failed + skipped + unexplained} failed\n`);
  return failed + skipped + unexplained > 0 ? 1 : 0;
}

/** @param {{ status: string }} test */
function isFailed(test) {
  return test.status === 'failed';
}

/**
 * Runs steps one after the other. @returns the names of those that failed
 * @param {readonly { name: string, program: string, args: string[] }[]} steps
 */
async function broken(steps) {
  /** @type {string[]} */
  const failed = [];
  for (const { name, program, args } of steps) {
    const child = spawn(process.execPath, [path.join(root, program), ...args], { cwd: root, stdio: 'inherit' });
    const [code] = await once(child, 'close');
    if (code !== 0) failed.push(name);
  }
  return failed;
}

/** @param {string} program @param {string[]} args @param {Record<string, string>} [env] */
function run(program, args, env = {}) {
  const { status } = spawnSync(process.execPath, [path.join(root, program), ...args], {
    cwd: root,
    stdio: 'inherit',
    env: { ...process.env, ...env },
  });
  return status ?? 1;
}
