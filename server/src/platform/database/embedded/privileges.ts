import { spawnSync } from 'node:child_process';
import { chownSync, lstatSync, readdirSync } from 'node:fs';
import path from 'node:path';

const nobody = 65534;

/** How the database's programs are run, so that PostgreSQL, which refuses root, runs under every account. */
export type Launch = {
  /** Words before a program: they change the account, and on Linux stop the program when its starter dies. */
  prefix: string[];
  /** Account that must own the data and the socket directory. */
  owner: number;
};

/**
 * Decides once how to run the programs (stack.md 3.6 and 3.7).
 * Root goes into a user namespace of its own, which needs no account and no change of owner; where namespaces are
 * forbidden, as in many containers, it becomes `nobody` and the directories are handed over.
 */
export function chooseLaunch(options: { avoidUserNamespaces?: boolean } = {}): Launch {
  const uid = process.getuid?.() ?? 0;
  // Directly before the program: a change of account would clear it.
  const dieWithParent = runs(['setpriv', '--pdeathsig', 'INT', 'true']) ? ['setpriv', '--pdeathsig', 'INT'] : [];
  if (uid !== 0) return { prefix: dieWithParent, owner: uid };

  const namespace = ['unshare', '--user', `--map-user=${nobody}`, `--map-group=${nobody}`];
  if (!options.avoidUserNamespaces && runs([...namespace, 'true'])) {
    return { prefix: [...namespace, ...dieWithParent], owner: uid };
  }
  const handOver = [
    'setpriv',
    `--reuid=${nobody}`,
    `--regid=${nobody}`,
    '--clear-groups',
    '--securebits=+no_setuid_fixup',
    '--inh-caps=-all,+dac_override',
    '--ambient-caps=-all,+dac_override',
  ];
  return { prefix: [...handOver, ...dieWithParent], owner: nobody };
}

/** Gives a directory with all its content to an account, when it is not its own already. */
export function giveTo(owner: number, dir: string): void {
  if (lstatSync(dir).uid === owner) return;
  for (const entry of readdirSync(dir, { recursive: true, withFileTypes: true })) {
    if (!entry.isSymbolicLink()) chownSync(path.join(entry.parentPath, entry.name), owner, owner);
  }
  // Last, so that an interrupted hand-over is seen and repeated.
  chownSync(dir, owner, owner);
}

function runs([program = '', ...args]: string[]): boolean {
  return spawnSync(program, args, { stdio: 'ignore' }).status === 0;
}
