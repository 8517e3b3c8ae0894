import { Inflate } from 'fflate';
import { type ReadRefusal, refuse } from './result.ts';

/** Bounds that are checked on the directory before a byte is unpacked. */
const MOST_ENTRIES = 2_000;
const MOST_BYTES = 200 * 1024 * 1024;
/** Office XML reaches about 1 : 60; beyond this and above the size below it is a bomb. */
const HIGHEST_RATIO = 200;
const RATIO_FROM_BYTES = 10 * 1024 * 1024;
const SLICE = 16 * 1024;

export interface ZipEntry {
  name: string;
  method: number;
  compressedSize: number;
  size: number;
  encrypted: boolean;
  headerOffset: number;
}

export interface ZipDirectory {
  entries: Map<string, ZipEntry>;
}

/** Reads the central directory and refuses archives beyond the bounds without unpacking anything. */
export function readDirectory(bytes: Uint8Array): ZipDirectory | ReadRefusal {
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  const end = findEnd(view);
  if (end === null) return refuse('damaged', 'noDirectory');
  const count = view.getUint16(end + 10, true);
  let at = view.getUint32(end + 16, true);
  if (count === 0xffff || at === 0xffffffff) return refuse('zipBomb', 'zip64');
  if (count > MOST_ENTRIES) return refuse('zipBomb', 'entries');
  const entries = new Map<string, ZipEntry>();
  let total = 0;
  let packed = 0;
  for (let index = 0; index < count; index += 1) {
    const entry = readEntry(bytes, view, at);
    if (!entry) return refuse('damaged', 'directory');
    total += entry.entry.size;
    packed += entry.entry.compressedSize;
    if (total > MOST_BYTES) return refuse('zipBomb', 'size');
    entries.set(entry.entry.name, entry.entry);
    at = entry.next;
  }
  if (total > RATIO_FROM_BYTES && total > HIGHEST_RATIO * Math.max(packed, 1)) return refuse('zipBomb', 'ratio');
  return { entries };
}

function findEnd(view: DataView): number | null {
  const lowest = Math.max(0, view.byteLength - 22 - 0xffff);
  for (let at = view.byteLength - 22; at >= lowest; at -= 1) if (view.getUint32(at, true) === 0x06054b50) return at;
  return null;
}

function readEntry(bytes: Uint8Array, view: DataView, at: number): { entry: ZipEntry; next: number } | null {
  if (at + 46 > view.byteLength || view.getUint32(at, true) !== 0x02014b50) return null;
  const nameLength = view.getUint16(at + 28, true);
  const next = at + 46 + nameLength + view.getUint16(at + 30, true) + view.getUint16(at + 32, true);
  if (next > view.byteLength) return null;
  const name = new TextDecoder('utf-8').decode(bytes.subarray(at + 46, at + 46 + nameLength));
  return {
    entry: {
      name: name.replace(/\\/g, '/'),
      encrypted: (view.getUint16(at + 8, true) & 1) === 1,
      method: view.getUint16(at + 10, true),
      compressedSize: view.getUint32(at + 20, true),
      size: view.getUint32(at + 24, true),
      headerOffset: view.getUint32(at + 42, true),
    },
    next,
  };
}

/** Unpacks one part and counts the real bytes: an archive may lie about its sizes. */
export function unpack(bytes: Uint8Array, entry: ZipEntry): Uint8Array | ReadRefusal {
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  const at = entry.headerOffset;
  if (at + 30 > bytes.length || view.getUint32(at, true) !== 0x04034b50) return refuse('damaged', 'entryHeader');
  const start = at + 30 + view.getUint16(at + 26, true) + view.getUint16(at + 28, true);
  const packed = bytes.subarray(start, start + entry.compressedSize);
  if (packed.length < entry.compressedSize) return refuse('damaged', 'cutShort');
  if (entry.method === 0) return packed.length === entry.size ? packed : refuse('zipBomb', 'lyingSize');
  if (entry.method !== 8) return refuse('damaged', 'method');
  return inflate(packed, entry.size);
}

function inflate(packed: Uint8Array, declared: number): Uint8Array | ReadRefusal {
  const result = new Uint8Array(declared);
  let filled = 0;
  let overflow = false;
  const stream = new Inflate((chunk) => {
    if (overflow || filled + chunk.length > declared) {
      overflow = true;
      return;
    }
    result.set(chunk, filled);
    filled += chunk.length;
  });
  try {
    for (let from = 0; from < packed.length && !overflow; from += SLICE)
      stream.push(packed.subarray(from, from + SLICE), from + SLICE >= packed.length);
  } catch {
    // The stream is not deflate data; which way it is broken helps nobody.
    return refuse('damaged', 'deflate');
  }
  if (overflow) return refuse('zipBomb', 'lyingSize');
  return filled === declared ? result : refuse('damaged', 'lyingSize');
}

export const isRefusal = (value: object): value is ReadRefusal => 'ok' in value && value.ok === false;
