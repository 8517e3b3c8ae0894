/** The streams of a compound file ([MS-CFB]), the box in which Word 97 to 2003 and WPS keep a document. */
export interface CompoundFile {
  /** The bytes of a stream of the root; null where there is none. */
  stream: (name: string) => Uint8Array | null;
  names: string[];
}

const LAST = -2;
const HEADER_BYTES = 512;
const ENTRY_BYTES = 128;
const STREAM_ENTRY = 2;
const ROOT_ENTRY = 5;

/**
 * Opens a compound file. Chains of sectors that run in a circle or out of the file are no chains: whatever the file says of
 * itself, no more is read than it holds. @returns null where it is none or damaged
 */
export function openCompound(bytes: Uint8Array): CompoundFile | null {
  if (bytes.length < HEADER_BYTES) return null;
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  if (view.getUint32(0) !== 0xd0cf11e0 || view.getUint32(4) !== 0xa1b11ae1) return null;
  const shift = view.getUint16(30, true);
  if (shift !== 9 && shift !== 12) return null;
  const size = 1 << shift;
  const miniSize = 1 << view.getUint16(32, true);
  if (miniSize !== 64) return null;
  const sector = (id: number) => (id < 0 ? null : bytes.subarray((id + 1) * size, (id + 2) * size));
  const table = allocationTable(view, sector, size);
  const chain = (first: number) => joined(chainOf(table, first), sector, bytes.length);
  const directory = chain(view.getInt32(48, true));
  if (!directory) return null;
  const entries = entriesOf(directory);
  const root = entries.find((entry) => entry.type === ROOT_ENTRY);
  if (!root) return null;
  const miniTable = numbersOf(chain(view.getInt32(60, true)) ?? new Uint8Array(0));
  const miniStream = chain(root.first) ?? new Uint8Array(0);
  const miniSector = (id: number) => (id < 0 ? null : miniStream.subarray(id * miniSize, (id + 1) * miniSize));
  const smallest = view.getUint32(56, true);
  const streams = entries.filter((entry) => entry.type === STREAM_ENTRY);
  return {
    names: streams.map((entry) => entry.name),
    stream: (name) => {
      const entry = streams.find((candidate) => candidate.name === name);
      if (!entry) return null;
      const whole =
        entry.size < smallest ? joined(chainOf(miniTable, entry.first), miniSector, bytes.length) : chain(entry.first);
      return whole && whole.length >= entry.size ? whole.subarray(0, entry.size) : null;
    },
  };
}

type SectorOf = (id: number) => Uint8Array | null;

/** Which sector follows which; the first 109 parts of the table are named in the header, the rest in sectors of their own. */
function allocationTable(view: DataView, sector: SectorOf, size: number): Int32Array {
  const parts: number[] = [];
  for (let index = 0; index < 109; index += 1) parts.push(view.getInt32(76 + index * 4, true));
  const seen = new Set<number>();
  for (let next = view.getInt32(68, true); next >= 0 && !seen.has(next); ) {
    seen.add(next);
    const further = numbersOf(sector(next) ?? new Uint8Array(0));
    if (further.length < size / 4) break;
    parts.push(...further.subarray(0, -1));
    next = further.at(-1) as number;
  }
  const sectors = [...new Set(parts)].flatMap((id) => {
    const part = sector(id);
    return part && part.length === size ? [{ id, part }] : [];
  });
  const table = new Int32Array((sectors.length * size) / 4).fill(LAST);
  sectors.forEach(({ part }, index) => {
    table.set(numbersOf(part), (index * size) / 4);
  });
  return table;
}

function numbersOf(bytes: Uint8Array): Int32Array {
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  return Int32Array.from({ length: bytes.length >> 2 }, (_, index) => view.getInt32(index * 4, true));
}

/** The sectors from the first to the last; null where they run in a circle. */
function chainOf(table: Int32Array, first: number): number[] | null {
  const chain: number[] = [];
  for (let id = first; id >= 0; id = table[id] ?? LAST) {
    if (chain.length > table.length) return null;
    chain.push(id);
  }
  return chain;
}

function joined(chain: number[] | null, sector: SectorOf, most: number): Uint8Array | null {
  if (!chain) return null;
  const parts = chain.map((id) => sector(id) ?? new Uint8Array(0));
  const length = parts.reduce((sum, part) => sum + part.length, 0);
  if (length > most) return null;
  const whole = new Uint8Array(length);
  let at = 0;
  for (const part of parts) {
    whole.set(part, at);
    at += part.length;
  }
  return whole;
}

interface Entry {
  name: string;
  type: number;
  first: number;
  size: number;
}

function entriesOf(directory: Uint8Array): Entry[] {
  const view = new DataView(directory.buffer, directory.byteOffset, directory.byteLength);
  const entries: Entry[] = [];
  for (let at = 0; at + ENTRY_BYTES <= directory.length; at += ENTRY_BYTES) {
    const nameBytes = Math.min(Math.max(view.getUint16(at + 64, true) - 2, 0), 62);
    entries.push({
      name: new TextDecoder('utf-16le').decode(directory.subarray(at, at + nameBytes)),
      type: view.getUint8(at + 66),
      first: view.getInt32(at + 116, true),
      size: view.getUint32(at + 120, true),
    });
  }
  return entries;
}
