import type { Day, Interval } from '../model.ts';

const open = 99_999_999;

/**
 * Finds intervals of one group that share a day, one after the other in any order. Both days belong to an interval.
 * An interval that overlaps is not compared with later ones, so that one mistake is told once.
 */
export function overlapFinder() {
  /** Three numbers for each interval, ordered by time: first day, last day, row. */
  const groups = new Map<string, number[]>();
  return {
    /** @returns the row with which this one overlaps, or null */
    add(group: string, { from, to }: Interval, row: number): number | null {
      const first = dayNumber(from);
      const last = to === null ? open : dayNumber(to);
      const known = groups.get(group);
      if (!known) {
        groups.set(group, [first, last, row]);
        return null;
      }
      const next = firstEndingFrom(known, first);
      const nextFirst = known[next];
      if (nextFirst !== undefined && nextFirst <= last) return known[next + 2] ?? null;
      known.splice(next, 0, first, last, row);
      return null;
    },
  };
}

/** Place of the first interval that ends on the day or later. */
function firstEndingFrom(known: readonly number[], day: number): number {
  let [low, high] = [0, known.length / 3];
  while (low < high) {
    const middle = (low + high) >> 1;
    if ((known[middle * 3 + 1] ?? 0) < day) low = middle + 1;
    else high = middle;
  }
  return low * 3;
}

function dayNumber(day: Day): number {
  return Number(day.replaceAll('-', ''));
}
