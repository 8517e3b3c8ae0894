import { readFileSync } from 'node:fs';
import path from 'node:path';
import { readDocument } from '@xieli/directive';
import type { Random } from '../server/src/demo/random.ts';

export interface FilesResult {
  files: number;
  read: number;
  refused: number;
  faults: string[];
}

const fixtures = path.join(import.meta.dirname, '../packages/directive/fixtures');
/**
 * What the server's reader waits for. The library for .pdf was seen to think for minutes over a font whose program is broken;
 * nothing but the end of its process stops it, so the bound lies there and not in the package.
 */
const longestMs = 60_000;

/** Files of a word processor in every format, broken at random: each is read or refused with a reason, none throws or hangs. */
export async function fuzzFiles(random: Random, files: number): Promise<FilesResult> {
  const sources = ['circular.docx', 'circular.doc', 'circular.pdf', 'circular.txt'].map((name) => ({
    name,
    bytes: readFileSync(path.join(fixtures, name)),
  }));
  const result: FilesResult = { files, read: 0, refused: 0, faults: [] };
  for (let round = 0; round < files; round += 1) {
    const { name, bytes } = random.pick(sources);
    const broken = broke(bytes, random);
    const began = performance.now();
    try {
      if ((await readDocument(broken, name)).ok) result.read += 1;
      else result.refused += 1;
    } catch (error) {
      result.faults.push(`${name}, round ${round}: threw ${error instanceof Error ? error.message : String(error)}`);
    }
    const took = performance.now() - began;
    if (took > longestMs) result.faults.push(`${name}, round ${round}: took ${Math.round(took)} ms`);
  }
  return result;
}

/** Bytes overwritten, cut out, doubled, put elsewhere, or numbers in them made as large as they can be. */
function broke(whole: Uint8Array, random: Random): Uint8Array {
  let bytes = Buffer.from(whole);
  for (let wounds = 1 + random.below(8); wounds > 0; wounds -= 1) {
    const at = random.below(bytes.length);
    const end = Math.min(bytes.length, at + 1 + random.below(64));
    const kinds = [
      () => {
        for (let index = at; index < end; index += 1) bytes[index] = random.below(256);
      },
      () => bytes.fill(0xff, at, Math.min(end, at + 4)),
      () => bytes.fill(0, at, end),
      () => {
        bytes = Buffer.concat([bytes.subarray(0, at), bytes.subarray(end)]);
      },
      () => {
        bytes = Buffer.concat([bytes.subarray(0, end), bytes.subarray(at)]);
      },
      () => bytes.copy(bytes, random.below(bytes.length), at, end),
      () => {
        bytes = bytes.subarray(0, Math.max(1, at));
      },
    ];
    // Cutting the end off leaves little to be broken further, so it is the rarest.
    random.pick([...kinds.slice(0, -1), ...kinds.slice(0, -1), ...kinds])();
  }
  return new Uint8Array(bytes);
}
