/**
 * Compares two texts by Unicode code point, as `COLLATE "C"` does (measures.md 1.7). JavaScript itself compares UTF-16
 * units, by which a rare character beyond U+FFFF would stand before those from U+E000 on.
 */
export function byCodePoint(one: string, other: string): number {
  const shared = Math.min(one.length, other.length);
  for (let at = 0; at < shared; at += 1) {
    const difference = rank(one.charCodeAt(at)) - rank(other.charCodeAt(at));
    if (difference !== 0) return difference;
  }
  return one.length - other.length;
}

/** Half of a pair stands for a code point beyond all that one unit can be. */
function rank(unit: number): number {
  return unit >= 0xd800 && unit <= 0xdfff ? unit + 0x10000 : unit;
}

/** A mobile number as it is printed: `139****0001` (measures.md 1.7). */
export function maskMobile(mobile: string): string {
  return `${mobile.slice(0, 3)}****${mobile.slice(-4)}`;
}
