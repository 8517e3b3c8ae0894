import { withoutLookAlikes } from './look-alikes.ts';
import { notesOf, type ReadOptions, type ReadResult, refuse, TEXT_LIMIT_BYTES, type TextEncoding } from './result.ts';
import { signatureOf } from './signatures.ts';
import { mendBreaks } from './soft-breaks.ts';

/** Share of control characters above which bytes are no text. */
const MOST_CONTROLS = 0.01;
/** Share of everyday characters below which a guess at the encoding is not believed. */
const LEAST_EVERYDAY = 0.8;
const SAMPLE = 20_000;

/**
 * Reads a plain text in UTF-8, GB18030 or UTF-16, with or without a mark. Binary files are refused; lines that were broken
 * inside of paragraphs are mended unless `keepBreaks`.
 */
export function readText(bytes: Uint8Array, options: ReadOptions = {}): ReadResult {
  if (bytes.length === 0) return refuse('empty', 'noBytes');
  if (bytes.length > TEXT_LIMIT_BYTES) return refuse('tooLarge', 'text');
  const signature = signatureOf(bytes);
  if (signature) return refuse('notADocument', signature);
  const decoded = decode(bytes);
  if (!decoded) return looksBinary(bytes) ? refuse('notADocument', 'binary') : refuse('unreadableEncoding', 'noneFits');
  const { nuls, ...kept } = stripNuls(decoded.text);
  if (nuls > kept.text.length * 0.1 && nuls > 8) return refuse('notADocument', 'binary');
  if (controlShare(kept.text) > MOST_CONTROLS) return refuse('notADocument', 'binary');
  const plain = readPlain(kept.text, options);
  if (!plain.ok) return plain;
  return { ...plain, encoding: decoded.encoding, notes: [...notesOf({ nulRemoved: nuls }), ...plain.notes] };
}

/** Reads text that is at hand already, such as what was pasted. Same promises as `readText`. */
export function readPlain(raw: string, { keepBreaks = false }: ReadOptions = {}): ReadResult {
  const { text: kept, nuls } = stripNuls(raw);
  if (kept.trim() === '') return refuse('empty', 'noText');
  const { text: plain, count: lookAlikes } = withoutLookAlikes(kept);
  const { text, count } = keepBreaks ? { text: plain, count: 0 } : mendBreaks(plain);
  return {
    ok: true,
    text,
    format: 'txt',
    encoding: null,
    headParts: [],
    notes: notesOf({ nulRemoved: nuls, linesMended: count, lookAlikesReplaced: lookAlikes }),
  };
}

/** U+0000 cannot be stored by the database; how many were taken out is told (spine.md 3.3). */
export function stripNuls(text: string): { text: string; nuls: number } {
  const parts = text.split('\u0000');
  return { text: parts.join(''), nuls: parts.length - 1 };
}

interface Decoded {
  text: string;
  encoding: TextEncoding;
}

function decode(bytes: Uint8Array): Decoded | null {
  if (bytes[0] === 0xef && bytes[1] === 0xbb && bytes[2] === 0xbf)
    return tryDecode(bytes.subarray(3), 'utf-8', 'utf-8-bom');
  if (bytes[0] === 0xff && bytes[1] === 0xfe) return tryDecode(bytes.subarray(2), 'utf-16le', 'utf-16le');
  if (bytes[0] === 0xfe && bytes[1] === 0xff) return tryDecode(bytes.subarray(2), 'utf-16be', 'utf-16be');
  const utf8 = tryDecode(bytes, 'utf-8', 'utf-8');
  if (utf8 && !looksWide(bytes)) return utf8;
  const guesses = (['gb18030', 'utf-16le', 'utf-16be'] as const).flatMap((encoding) => {
    const guess = tryDecode(bytes, encoding, encoding);
    return guess ? [{ ...guess, share: everydayShare(guess.text) }] : [];
  });
  const best = guesses.sort((a, b) => b.share - a.share)[0];
  if (best && best.share >= LEAST_EVERYDAY) return { text: best.text, encoding: best.encoding };
  return utf8;
}

function tryDecode(bytes: Uint8Array, label: string, encoding: TextEncoding): Decoded | null {
  try {
    return { text: new TextDecoder(label, { fatal: true, ignoreBOM: true }).decode(bytes), encoding };
  } catch (error) {
    // A fatal decoder says by a TypeError that the bytes are not of this encoding.
    if (error instanceof TypeError) return null;
    throw error;
  }
}

/** Latin text in UTF-16 without a mark is valid UTF-8 full of U+0000 on one side. */
function looksWide(bytes: Uint8Array): boolean {
  const sample = bytes.subarray(0, SAMPLE);
  let even = 0;
  let odd = 0;
  sample.forEach((byte, index) => {
    if (byte !== 0) return;
    if (index % 2 === 0) even += 1;
    else odd += 1;
  });
  const most = Math.max(even, odd);
  return most > sample.length * 0.2 && Math.min(even, odd) < most * 0.1;
}

/** The most frequent characters of Chinese prose; a wrong decoding turns them into rare ones. */
const FREQUENT = new Set(
  '的一是在不了和有大这主中人上为们地个用工时要动国产以我到会作来分生对于学下级就年发成部民可出能方面政党组织员建设活展各单位市县区通知议、，。：；（）《》“”\n 0123456789',
);

function everydayShare(text: string): number {
  const sample = text.slice(0, SAMPLE);
  let everyday = 0;
  let frequent = 0;
  let total = 0;
  for (const char of sample) {
    total += 1;
    const code = char.codePointAt(0) as number;
    if (FREQUENT.has(char)) frequent += 1;
    const isHan = code >= 0x4e00 && code <= 0x9fff;
    const isPlain = (code >= 0x20 && code < 0x7f) || code === 0x0a || code === 0x0d || code === 0x09;
    const isMark =
      (code >= 0x3000 && code <= 0x303f) || (code >= 0xff00 && code <= 0xffef) || (code >= 0x2010 && code <= 0x203f);
    if (isHan || isPlain || isMark) everyday += 1;
  }
  if (total === 0) return 0;
  return Math.min(1, (everyday / total) * 0.9 + Math.min(0.1, frequent / total));
}

function controlShare(text: string): number {
  const sample = text.slice(0, SAMPLE * 4);
  let controls = 0;
  for (let index = 0; index < sample.length; index += 1) {
    const code = sample.charCodeAt(index);
    if ((code < 0x20 && code !== 0x0a && code !== 0x0d && code !== 0x09 && code !== 0x0c) || code === 0xfffd)
      controls += 1;
  }
  return sample.length === 0 ? 0 : controls / sample.length;
}

function looksBinary(bytes: Uint8Array): boolean {
  const sample = bytes.subarray(0, SAMPLE);
  return sample.filter((byte) => byte < 0x09 || (byte > 0x0d && byte < 0x20)).length > sample.length * MOST_CONTROLS;
}
