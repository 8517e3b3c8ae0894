import { createHash } from 'node:crypto';
import { createWriteStream } from 'node:fs';
import { pipeline } from 'node:stream/promises';
import { createGzip } from 'node:zlib';
import tar from 'tar-stream';

/** @typedef {import('./contents.mjs').Entry} Entry */

/** Of the archive, whatever the files were: the same sources give the same bytes. */
const madeAt = new Date('2026-01-01T00:00:00Z');
const sums = 'SHA256SUMS';

/**
 * Writes a bundle as .tar.gz, which every tar of an office's machines reads, with SHA256SUMS of all its files as the last one.
 * Order, owner and times are always the same.
 * @param {string} file
 * @param {string} top the one folder that everything lies in
 * @param {readonly Entry[]} entries
 * @param {number} level of the compression, 0 to 9
 * @returns {Promise<{ sha256: string, bytes: number, unpackedBytes: number, files: number }>}
 * @throws Error when two entries have one path
 */
export async function writeArchive(file, top, entries, level) {
  const sorted = [...entries].sort((a, b) => (a.path < b.path ? -1 : 1));
  const twice = sorted.find((entry, index) => entry.path === sorted[index + 1]?.path);
  if (twice) throw new Error(`the bundle would hold ${twice.path} twice`);
  const pack = tar.pack();
  const whole = createHash('sha256');
  let bytes = 0;
  const gzip = createGzip({ level });
  gzip.on('data', (/** @type {Buffer} */ chunk) => {
    whole.update(chunk);
    bytes += chunk.length;
  });
  const writing = pipeline(pack, gzip, createWriteStream(file));
  const lines = [];
  let unpackedBytes = 0;
  for (const entry of sorted) {
    const header = { name: `${top}/${entry.path}`, mtime: madeAt, uid: 0, gid: 0, uname: 'root', gname: 'root' };
    if ('link' in entry) {
      await add(pack, { ...header, type: /** @type {const} */ ('symlink'), linkname: entry.link, mode: 0o777 });
      continue;
    }
    const content = entry.read();
    unpackedBytes += content.length;
    lines.push(`${createHash('sha256').update(content).digest('hex')}  ${entry.path}\n`);
    await add(pack, { ...header, mode: entry.mode }, content);
  }
  await add(pack, { name: `${top}/${sums}`, mtime: madeAt, uname: 'root', gname: 'root', mode: 0o644 }, lines.join(''));
  pack.finalize();
  await writing;
  return { sha256: whole.digest('hex'), bytes, unpackedBytes, files: lines.length + 1 };
}

/** @param {import('tar-stream').Pack} pack @param {import('tar-stream').Headers} header @param {Buffer | string} [content] */
function add(pack, header, content) {
  return /** @type {Promise<void>} */ (
    new Promise((resolve, reject) => {
      const done = (/** @type {unknown} */ error) => (error ? reject(error) : resolve());
      if (content === undefined) pack.entry(header, done);
      else pack.entry(header, content, done);
    })
  );
}
