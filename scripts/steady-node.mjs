import { neededNode } from './install.mjs';

/**
 * The words that a program needs before it. Where the processor has memory protection keys, V8 in Node 24 sometimes loses
 * count of its own code pages when a worker thread ends, and takes the whole process with it
 * ("Check failed: jit_page.has_value()"). A newer Node may not know the switch, and would refuse to start.
 * @param {string} node path of the Node that will run it
 * @returns {string[]}
 */
export function steadyWords(node) {
  const major = node === process.execPath ? Number(process.versions.node.split('.')[0]) : neededNode;
  return major === 24 ? ['--no-memory-protection-keys'] : [];
}
