import { Unzlib } from 'fflate';

/** Text and tables of 500 pages unpack to a few megabytes; fonts are the largest of what is looked at here. */
const MOST_BYTES = 128 * 1024 * 1024;
const SLICE = 16 * 1024;
/** The dictionary of a stream stands before it, within this many bytes. */
const DICTIONARY = 600;

/**
 * Whether the packed streams of a .pdf unpack to more than a document holds: the library would unpack them to the last byte.
 * Pictures are not looked at, for they are not read.
 */
export function swells(bytes: Uint8Array): boolean {
  const text = new TextDecoder('latin1').decode(bytes);
  let total = 0;
  for (const found of text.matchAll(/\bstream\r?\n/g)) {
    const start = found.index + found[0].length;
    const before = text.slice(Math.max(0, found.index - DICTIONARY), found.index);
    const dictionary = before.slice(before.lastIndexOf(' obj') + 1);
    if (!/\/Fl(?:ateDecode)?\b/.test(dictionary) || /\/Image\b/.test(dictionary)) continue;
    const end = text.indexOf('endstream', start);
    total += unpackedBytes(bytes.subarray(start, end < 0 ? undefined : end), MOST_BYTES - total);
    if (total > MOST_BYTES) return true;
  }
  return false;
}

/** The bytes a stream unpacks to, counted until there are more than `most`. What is no such stream counts as far as it goes. */
function unpackedBytes(packed: Uint8Array, most: number): number {
  let count = 0;
  const stream = new Unzlib((chunk) => {
    count += chunk.length;
  });
  try {
    for (let from = 0; from < packed.length && count <= most; from += SLICE)
      stream.push(packed.subarray(from, from + SLICE), from + SLICE >= packed.length);
  } catch {
    // Damaged or encrypted; the library says so of the whole file.
  }
  return count;
}
