import { parseDirective } from '@xieli/directive';
import { SHAPES } from '../packages/directive/src/cases/shapes.ts';

/** How long a text of each shape takes at three lengths, in milliseconds. */
export interface Growth {
  shape: string;
  characters: number[];
  milliseconds: number[];
}

const lengths = [20_000, 200_000, 2_000_000];
/** What tenfold length may cost more than tenfold: memory that no longer fits a cache, a collector that runs. */
const allowance = 4;
/** Below this the clock tells nothing of growth. */
const floor = 50;

/** Reads every shape at three lengths, each ten times the one before. */
export function growReader(say: (text: string) => void): Growth[] {
  return Object.entries(SHAPES).map(([shape, make]) => {
    const milliseconds = lengths.map((length) => {
      const text = make(length);
      const began = performance.now();
      parseDirective(text, { referenceDate: '2026-11-25' });
      return performance.now() - began;
    });
    say(`  ${shape}: ${milliseconds.map((one) => one.toFixed(0)).join(', ')} ms`);
    return { shape, characters: lengths, milliseconds };
  });
}

/** Shapes whose time grew faster than their length. */
export function faultsOfGrowth(grown: readonly Growth[]): string[] {
  return grown.flatMap(({ shape, characters, milliseconds }) =>
    milliseconds.flatMap((time, at) => {
      const [before, length, shorter] = [milliseconds[at - 1], characters[at], characters[at - 1]];
      if (before === undefined || length === undefined || shorter === undefined) return [];
      const fair = Math.max(before, floor) * (length / shorter) * allowance;
      return time > fair ? [`${shape}: ${length} characters took ${(time / before).toFixed(0)} times as long`] : [];
    }),
  );
}
