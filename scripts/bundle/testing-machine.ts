import { type ChildProcess, spawn, spawnSync } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import os from 'node:os';
import path from 'node:path';

/** A machine that looks like this one and is cut off from it: no network but its own loopback, and what is written goes apart. */
export interface MachineApart {
  /** Its root as seen from here: a file of the machine is below it, at the same path. */
  root: string;
  /** Runs a program to its end with exactly the environment given. */
  run(words: readonly string[], as?: Account): Ended;
  /** Starts a program that goes on; its process id is that inside the machine. */
  start(words: readonly string[], as?: Account): Promise<Started>;
  /** Paths of all files that an account has made or changed. */
  writtenBy(user: string): string[];
  remove(): void;
}

export interface Account {
  /** Name or number; root where absent. */
  user?: string;
  /** The folder it works in, `/` where absent. */
  cwd?: string;
  env?: Record<string, string>;
}
export interface Ended {
  code: number | null;
  stdout: string;
  stderr: string;
}
export interface Started {
  said(): string;
  /** Asks it and what it started to end, as a service manager or Ctrl-C does, and waits. @returns its exit code */
  stop(signal?: 'TERM' | 'INT'): Promise<number | null>;
}

/**
 * Everything of this machine's own disk below, an empty layer in memory above, which is also seen at /mnt; other disks, like
 * /tmp may be, stay out.
 */
const making = `
set -eu
mount --make-rprivate /
mount -t tmpfs tmpfs "$1"
mkdir "$1/disk" "$1/work" "$1/root"
mount -t overlay overlay -o lowerdir=/,upperdir="$1/disk",workdir="$1/work" "$1/root"
mount --bind "$1/disk" "$1/root/mnt"
mount -t proc proc "$1/root/proc"
mount --rbind /dev "$1/root/dev"
mount -t tmpfs -o mode=1777 tmpfs "$1/root/dev/shm"
cd "$1/root"
pivot_root . .
umount --lazy .
ip link set lo up
echo ready
# The first process of a machine takes in whoever lost his parent.
sleep infinity & wait
`;

/**
 * Makes such a machine, for a test that installs into fixed places and starts services. It needs root.
 * @throws Error what the system said when it refused
 */
export async function machineApart(): Promise<MachineApart> {
  const home = mkdtempSync(path.join(os.tmpdir(), 'xieli-machine-'));
  const namespaces = ['--mount', '--net', '--pid', '--fork', '--kill-child'];
  const keeper = spawn('unshare', [...namespaces, 'bash', '-c', making, 'machine', home], {
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  let problem = '';
  keeper.stderr.on('data', (text) => {
    problem += text;
  });
  await new Promise<void>((resolve, reject) => {
    keeper.stdout.once('data', () => resolve());
    keeper.once('error', reject);
    keeper.once('exit', () => reject(new Error(`A machine apart cannot be made, which needs root: ${problem}`)));
  });
  const first = readFileSync(`/proc/${keeper.pid}/task/${keeper.pid}/children`, 'utf8').trim();
  const enter = (words: readonly string[], { user = 'root', cwd = '/', env = {} }: Account) => [
    ...['--target', first, '--mount', '--net', '--pid', '--root', '--'],
    ...(user === 'root'
      ? []
      : ['setpriv', `--reuid=${user}`, `--regid=${user}`, '--clear-groups', '--no-new-privs', '--']),
    ...['env', '-i', `--chdir=${cwd}`, ...Object.entries(env).map(([name, value]) => `${name}=${value}`), ...words],
  ];
  const run = (words: readonly string[], as: Account = {}): Ended => {
    const { status, stdout, stderr, error } = spawnSync('nsenter', enter(words, as), { encoding: 'utf8' });
    if (error) throw error;
    return { code: status, stdout, stderr };
  };
  return {
    root: `/proc/${first}/root`,
    run,
    start: (words, as = {}) =>
      start(spawn('nsenter', enter(['setsid', 'sh', '-c', 'echo $$; exec "$@"', 'sh', ...words], as)), run),
    writtenBy(user) {
      const { stdout } = run(['find', '/mnt', '-user', user, '-not', '-type', 'd', '-printf', '/%P\\n']);
      return stdout.split('\n').filter((file) => file !== '');
    },
    remove() {
      keeper.kill('SIGKILL');
      rmSync(home, { recursive: true, force: true, maxRetries: 20, retryDelay: 100 });
    },
  };
}

async function start(child: ChildProcess, run: MachineApart['run']): Promise<Started> {
  let said = '';
  const ended = new Promise<number | null>((resolve) => child.once('close', resolve));
  const identified = new Promise<string>((resolve) => {
    for (const output of [child.stdout, child.stderr]) {
      output?.setEncoding('utf8').on('data', (text: string) => {
        said += text;
        const [, pid] = /^(\d+)\n/.exec(said) ?? [];
        if (pid) resolve(pid);
      });
    }
  });
  const pid = await Promise.race([identified, ended]);
  return {
    said: () => said,
    stop(signal = 'TERM') {
      run(['sh', '-c', `kill -${signal} -${pid}`]);
      return ended;
    },
  };
}
