import { crc32, deflateRawSync } from 'node:zlib';
import { unzipSync, zipSync } from 'fflate';

/**
 * The archive with one part more, or in place of its own, that unpacks to so many megabytes of zeros. Packed natively: the
 * library that writes the other archives of the tests takes ten seconds for what is refused in an instant.
 */
export function withBomb(archive: Uint8Array, name: string, megabytes: number): Buffer {
  const zeros = Buffer.alloc(megabytes * 1024 * 1024);
  const packed = deflateRawSync(zeros, { level: 1 });
  // Laid down as it is, and then called what it is.
  const bytes = Buffer.from(zipSync({ ...unzipSync(archive), [name]: [packed, { level: 0 }] }));
  const describe = (at: number, sum: number, size: number) => {
    bytes.writeUInt16LE(8, at);
    bytes.writeUInt32LE(crc32(zeros), sum);
    bytes.writeUInt32LE(zeros.length, size);
  };
  let at = bytes.readUInt32LE(bytes.length - 22 + 16);
  while (bytes.readUInt32LE(at) === 0x02014b50) {
    const nameLength = bytes.readUInt16LE(at + 28);
    if (bytes.toString('utf8', at + 46, at + 46 + nameLength) === name) {
      const local = bytes.readUInt32LE(at + 42);
      describe(at + 10, at + 16, at + 24);
      describe(local + 8, local + 14, local + 22);
    }
    at += 46 + nameLength + bytes.readUInt16LE(at + 30) + bytes.readUInt16LE(at + 32);
  }
  return bytes;
}
