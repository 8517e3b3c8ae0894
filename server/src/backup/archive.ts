import { createHash } from 'node:crypto';
import { createReadStream, createWriteStream } from 'node:fs';
import { Readable, Transform } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import { constants, createZstdCompress, createZstdDecompress } from 'node:zlib';
import tar from 'tar-stream';

/** One file inside an archive, as it was written or found. */
export interface Member {
  name: string;
  size: number;
  /** Of its content, in hex. */
  sha256: string;
}

/** An archive being written; the file is whole and on the disk only after `finish`. */
export interface ArchiveWriter {
  /** Adds one member, waiting for room: nothing is gathered in memory. @throws what the disk says */
  add(name: string, size: number, content: Readable | Buffer): Promise<Member>;
  /** Ends the archive and waits until the disk has it. */
  finish(): Promise<void>;
  /** Lets go of the file; what was written of it is the caller's to remove. */
  abandon(): Promise<void>;
}

/** Taken at a time from the compression and from the disk: with their usual 16 KiB most of the time goes into asking again. */
const pieceBytes = 1024 * 1024;

/** The lowest: higher ones cost a third more time and gain nothing on photos, and little on rows. */
const usualLevel = 1;

/**
 * Begins a `.tar.zst`, which `tar --zstd -xf` opens as well.
 * @param file must not exist
 * @throws what the disk says, from whichever call meets it first
 */
export function writeArchive(file: string, options: { level?: number; signal?: AbortSignal } = {}): ArchiveWriter {
  const pack = tar.pack();
  const compress = createZstdCompress({
    chunkSize: pieceBytes,
    params: {
      [constants.ZSTD_c_compressionLevel]: options.level ?? usualLevel,
      [constants.ZSTD_c_checksumFlag]: 1,
    },
  });
  const target = createWriteStream(file, { flags: 'wx', mode: 0o600, flush: true });
  const written = pipeline(pack, compress, target, options.signal ? { signal: options.signal } : {});
  // The writer's own failure is what the caller has to hear, not the torn entry that follows from it.
  const failure = written.then(() => new Promise<never>(() => undefined));
  failure.catch(() => undefined);
  return {
    async add(name, size, content) {
      const hash = createHash('sha256');
      const hashed = new Transform({
        transform(chunk: Buffer, _encoding, done) {
          hash.update(chunk);
          done(null, chunk);
        },
      });
      const body = Buffer.isBuffer(content) ? Readable.from([content], { objectMode: false }) : content;
      // After a failure the pack takes no entry any more.
      const entry = pack.destroyed ? await failure : pack.entry({ name, size, mode: 0o600 });
      await Promise.race([failure, pipeline(body, hashed, entry)]);
      return { name, size, sha256: hash.digest('hex') };
    },
    async finish() {
      pack.finalize();
      await written;
    },
    async abandon() {
      pack.destroy();
      await written.catch(() => undefined);
    },
  };
}

/** A member as it passes by; its content is read once, before the next one comes. */
export interface PassingMember {
  name: string;
  size: number;
  content: AsyncIterable<Buffer>;
}

/**
 * Reads an archive from beginning to end, member by member.
 * @throws what the disk or the decompression says; a file that was cut short ends so, or lacks its last members
 */
export async function* readArchive(file: string): AsyncGenerator<PassingMember> {
  const extract = tar.extract();
  const read = pipeline(
    createReadStream(file, { highWaterMark: pieceBytes }),
    createZstdDecompress({ chunkSize: pieceBytes }),
    extract,
  );
  // Heard below, where the members end; until then nobody waits for it.
  read.catch(() => undefined);
  try {
    for await (const entry of extract) {
      yield { name: entry.header.name, size: entry.header.size ?? 0, content: entry as AsyncIterable<Buffer> };
    }
  } finally {
    extract.destroy();
  }
  await read;
}
