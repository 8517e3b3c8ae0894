import { spawnSync } from 'node:child_process';
import { chownSync, lstatSync, readdirSync } from 'node:fs';
import path from 'node:path';

const nobody = 65534;

/** How the database's programs are run, so that PostgreSQL, which refuses root, runs under every account. */
export type Launch = {
  /** Words before a program that change the account it runs as. */
  asAccount: string[];
  /** Whether this machine can send a program a signal when its starter dies (Linux). */
  endsWithStarter: boolean;
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
  const endsWithStarter = runs(['setpriv', '--pdeathsig', 'INT', 'true']);
  if (uid !== 0) return { asAccount: [], endsWithStarter, owner: uid };

  const namespace = ['unshare', '--user', `--map-user=${nobody}`, `--map-group=${nobody}`];
  if (!options.avoidUserNamespaces && runs([...namespace, 'true'])) {
    return { asAccount: namespace, endsWithStarter, owner: uid };
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
  return { asAccount: handOver, endsWithStarter, owner: nobody };
}

/**
 * The whole command line of a database program.
 * @param lastSignal what the program gets when its starter dies: INT shuts a server down cleanly, KILL ends an initdb
 *   before the next start throws its work away
 */
export function commandLine(launch: Launch, lastSignal: 'INT' | 'KILL', program: string, args: string[]): string[] {
  // Directly before the program: a change of account would clear the wish. A starter that died before the wish was made
  // sends nothing any more, so the shell looks once who its parent is.
  const withStarter = launch.endsWithStarter
    ? ['setpriv', '--pdeathsig', lastSignal, 'sh', '-c', '[ "$PPID" = "$0" ] && exec "$@"', String(process.pid)]
    : [];
  return [...launch.asAccount, ...withStarter, program, ...args];
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
