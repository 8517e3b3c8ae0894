import { createHash, randomUUID } from 'node:crypto';
import { createReadStream, createWriteStream } from 'node:fs';
import { mkdir, open, readdir, rename, rm, stat } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import type { Readable } from 'node:stream';
import { Transform } from 'node:stream';
import { pipeline } from 'node:stream/promises';

/** Bytes by their own hash, one shelf per tenant, so that tenants never learn of each other's files (spine.md 7.2). */
export interface FileStore {
  /**
   * Takes in a stream: written under a temporary name, synced, not yet visible. The caller looks at it and then keeps or
   * drops it.
   * @throws FileTooLarge beyond `limit` bytes; nothing stays behind
   */
  receive(tenantId: string, bytes: Readable, limit: number): Promise<ReceivedFile>;
  /** A stored file's bytes. @throws ENOENT */
  read(tenantId: string, sha256: string): Readable;
  path(tenantId: string, sha256: string): string;
  /** Removes what no row names: files older than `olderThanMs` that `isKnown` denies, and abandoned temporary ones. */
  sweep(
    tenantId: string,
    isKnown: (sha256: string[]) => Promise<ReadonlySet<string>>,
    olderThanMs: number,
  ): Promise<number>;
}

export interface ReceivedFile {
  sha256: string;
  size: number;
  temporaryPath: string;
  /** Makes it visible under its hash: renamed, the folder synced. Only then may a row name it. */
  keep(): Promise<void>;
  drop(): Promise<void>;
}

export class FileTooLarge extends Error {}

/** The store on the local disk, below `<data>/files`. */
export function openFileStore(root: string): FileStore {
  const shelf = (tenantId: string) => join(root, tenantId);
  const path = (tenantId: string, sha256: string) => join(shelf(tenantId), sha256.slice(0, 2), sha256);
  const incoming = (tenantId: string) => join(shelf(tenantId), 'incoming');
  return {
    path,
    read: (tenantId, sha256) => createReadStream(path(tenantId, sha256)),
    async receive(tenantId, bytes, limit) {
      await mkdir(incoming(tenantId), { recursive: true });
      const temporaryPath = join(incoming(tenantId), randomUUID());
      const hash = createHash('sha256');
      let size = 0;
      const measure = new Transform({
        transform(chunk: Buffer, _encoding, done) {
          size += chunk.length;
          if (size > limit) return done(new FileTooLarge());
          hash.update(chunk);
          done(null, chunk);
        },
      });
      const drop = () => rm(temporaryPath, { force: true });
      try {
        await pipeline(bytes, measure, createWriteStream(temporaryPath, { flags: 'wx', flush: true }));
      } catch (error) {
        await drop();
        throw error;
      }
      const sha256 = hash.digest('hex');
      return {
        sha256,
        size,
        temporaryPath,
        drop,
        async keep() {
          const target = path(tenantId, sha256);
          await mkdir(dirname(target), { recursive: true });
          await rename(temporaryPath, target);
          await syncFolder(dirname(target));
        },
      };
    },
    async sweep(tenantId, isKnown, olderThanMs) {
      const before = Date.now() - olderThanMs;
      let removed = 0;
      for (const folder of await foldersOf(shelf(tenantId))) {
        const inside = join(shelf(tenantId), folder);
        const old: string[] = [];
        for (const name of await readdir(inside)) {
          const { mtimeMs } = await stat(join(inside, name));
          if (mtimeMs < before) old.push(name);
        }
        const known = folder === 'incoming' ? new Set<string>() : await isKnown(old);
        for (const name of old) {
          if (known.has(name)) continue;
          await rm(join(inside, name), { force: true });
          removed += 1;
        }
      }
      return removed;
    },
  };
}

async function foldersOf(path: string): Promise<string[]> {
  try {
    return (await readdir(path, { withFileTypes: true }))
      .filter((entry) => entry.isDirectory())
      .map((entry) => entry.name);
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'ENOENT') return [];
    throw error;
  }
}

/** A rename survives a power cut only when its folder was synced; Windows knows no such thing and needs none. */
export async function syncFolder(path: string): Promise<void> {
  if (process.platform === 'win32') return;
  const handle = await open(path, 'r');
  try {
    await handle.sync();
  } finally {
    await handle.close();
  }
}
