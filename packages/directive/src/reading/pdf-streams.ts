import { type FlateError, FlateErrorCode, Inflate } from 'fflate';

/** Text and tables of 500 pages unpack to a few megabytes; fonts are the largest of what is looked at here. */
const MOST_BYTES = 128 * 1024 * 1024;
/** A book of 500 pages has some thousands of streams. */
const MOST_STREAMS = 100_000;
/** Streams that lie in one another are each unpacked; a document has none, so that its bytes are looked at once or twice. */
const MOST_LOOKS = 4;
const SLICE = 16 * 1024;
/** The dictionary of a picture stands before it, within this many bytes; one that does not is unpacked like all others. */
const DICTIONARY = 1_000;

/**
 * Whether the packed streams of a .pdf unpack to more than a document holds: the library would unpack them to the last byte.
 * Pictures are not looked at, for they are not read. What a stream is, its first bytes say: its dictionary may stand anywhere.
 */
export function swells(bytes: Uint8Array): boolean {
  const text = new TextDecoder('latin1').decode(bytes);
  const [feed, turn, endAfter] = [forward(text, '\n'), forward(text, '\r'), forward(text, 'endstream')];
  const left = { unpacked: MOST_BYTES, packed: bytes.length * MOST_LOOKS };
  let streams = 0;
  let start = 0;
  for (let word = text.indexOf('stream'); word >= 0; word = text.indexOf('stream', word + 1)) {
    // The stream begins with the next line, whatever else stands on this one.
    const line = Math.min(feed(word), turn(word));
    const begin = line + (text.startsWith('\r\n', line) ? 2 : 1);
    if (begin === start || !beginsLikeZlib(bytes, begin)) continue;
    start = begin;
    if (isPicture(text.slice(Math.max(0, word - DICTIONARY), word))) continue;
    streams += 1;
    const ended = unpack(bytes.subarray(start + 2, endAfter(start)), left);
    // The word of the end may stand in the packed bytes as well.
    if (!ended) unpack(bytes.subarray(start + 2), left);
    if (left.unpacked < 0 || left.packed < 0 || streams > MOST_STREAMS) return true;
  }
  return false;
}

/** Where a word comes next, asked for places that only grow; looks at each sign once. The length of the text where it never does. */
function forward(text: string, word: string): (from: number) => number {
  let at = -1;
  return (from) => {
    if (at < from) at = text.indexOf(word, from);
    if (at < 0) at = text.length;
    return at;
  };
}

const beginsLikeZlib = (bytes: Uint8Array, at: number): boolean => {
  const [method, check] = [bytes[at] ?? 0, bytes[at + 1] ?? 0];
  return (method & 0xf) === 8 && ((method << 8) | check) % 31 === 0;
};

const isPicture = (before: string): boolean =>
  /\/Subtype\s*\/Image\b/.test(before.slice(before.lastIndexOf('obj') + 1));

/**
 * Takes what a stream unpacks to from what is left, until nothing is. False where the bytes end before the stream does; what is
 * no such stream counts as far as it goes.
 */
function unpack(packed: Uint8Array, left: { unpacked: number; packed: number }): boolean {
  const stream = new Inflate((chunk) => {
    left.unpacked -= chunk.length;
  });
  try {
    for (let from = 0; from < packed.length; from += SLICE) {
      if (left.unpacked < 0 || left.packed < 0) return true;
      const slice = packed.subarray(from, from + SLICE);
      left.packed -= slice.length;
      stream.push(slice);
    }
    stream.push(new Uint8Array(0), true);
    return true;
  } catch (error) {
    // Anything else is damaged or encrypted; the library says so of the whole file.
    return (error as FlateError).code !== FlateErrorCode.UnexpectedEOF;
  }
}
