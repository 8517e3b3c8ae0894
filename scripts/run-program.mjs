// Runs with nothing installed, on Node 18: plain JavaScript, no dependency.
import { spawn } from 'node:child_process';
import os from 'node:os';

/**
 * Runs a program to its end, passing signals on.
 * @param {string} command
 * @param {string[]} args
 * @param {{ cwd?: string, toStderr?: boolean, shell?: boolean }} [options] toStderr keeps standard output free for the
 *   real program; shell finds npm on Windows, where it is a script
 * @returns {Promise<number>}
 */
export function run(command, args, options = {}) {
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
      // As a shell reports a program that a signal ended.
      resolve(code ?? 128 + (signal === null ? 0 : os.constants.signals[signal]));
    });
  });
}

/** Tells the person who started it how it goes; standard output stays free. @param {string} zh @param {string} en */
export function say(zh, en) {
  process.stderr.write(`${zh} ${en}\n`);
}
