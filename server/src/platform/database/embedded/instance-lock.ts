import { createHash } from 'node:crypto';
import { renameSync, statSync, unlinkSync } from 'node:fs';
import net from 'node:net';
import path from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { type Holder, InstanceHeld } from './errors.ts';

/** The right to use a data directory, kept until released or until this process ends, however it ends. */
export type InstanceLock = {
  /** Adds to what others are told about the holder. */
  describe(more: Partial<Holder>): void;
  release(): Promise<void>;
};

const attempts = 50;

/**
 * Where the lock of a data directory listens. The name is made of the directory's device and inode, so every way to
 * write its path means the same lock. On Linux it is an abstract socket: the kernel takes and frees the name, nothing
 * is left behind by a kill, and two processes can never both believe they cleaned up after a third.
 */
export function lockAddress(dataDir: string, socketDir: string): string {
  const { dev, ino } = statSync(dataDir, { bigint: true });
  const id = createHash('sha256').update(`${dev}:${ino}`).digest('hex').slice(0, 24);
  return process.platform === 'linux' ? `\0xieli-${id}` : path.join(socketDir, 'instance.lock');
}

/**
 * Takes the lock of a data directory by listening at its address.
 * @throws InstanceHeld with what the holder says about itself.
 */
export async function takeInstanceLock(address: string, dataDir: string, self: Holder): Promise<InstanceLock> {
  const holder = { ...self };
  for (let attempt = 0; attempt < attempts; attempt++) {
    const server = net.createServer((client) => {
      // A client that hangs up early is its own matter.
      client.on('error', () => client.destroy());
      client.end(JSON.stringify(holder));
    });
    if (await listens(server, address)) {
      server.unref();
      return {
        describe: (more) => Object.assign(holder, more),
        release: () => new Promise((resolve) => server.close(() => resolve())),
      };
    }
    const other = await askHolder(address);
    if (other) throw new InstanceHeld(dataDir, other);
    if (!address.startsWith('\0')) removeStale(address);
    await sleep(Math.random() * 20);
  }
  throw new Error(`No answer from the lock of ${dataDir} after ${attempts} attempts`);
}

/** Asks a lock who holds it; null when nobody does. */
function askHolder(address: string): Promise<Holder | null> {
  return new Promise((resolve, reject) => {
    let text = '';
    const client = net.connect(address);
    client.setEncoding('utf8');
    client.on('data', (chunk) => {
      text += chunk;
    });
    client.on('error', (error: NodeJS.ErrnoException) => {
      if (error.code === 'ECONNREFUSED' || error.code === 'ENOENT' || error.code === 'ECONNRESET') resolve(null);
      else reject(error);
    });
    client.on('end', () => resolve(text === '' ? null : (JSON.parse(text) as Holder)));
  });
}

function listens(server: net.Server, address: string): Promise<boolean> {
  return new Promise((resolve, reject) => {
    server.once('error', (error: NodeJS.ErrnoException) => {
      if (error.code === 'EADDRINUSE') resolve(false);
      else reject(error);
    });
    server.listen(address, () => resolve(true));
  });
}

function removeStale(socketPath: string): void {
  const aside = `${socketPath}.${process.pid}`;
  try {
    // Renamed before removal, so that of two cleaners the second finds nothing to remove.
    renameSync(socketPath, aside);
    unlinkSync(aside);
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code !== 'ENOENT') throw error;
  }
}
