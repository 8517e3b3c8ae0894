/**
 * The page of GB/T 9704-2012 in twips (a twentieth of a point). 225 mm hold 22 lines of 28.99 pt; an exact pitch of 29 pt
 * would overflow to 21, so the pitch is 28.95 pt. 156 mm hold 28 characters of 15.79 pt; characters of 三号 are 16 pt wide
 * and are set a quarter of a point closer, or a line holds 27 (domain.md C1).
 */
export const page = {
  width: 11906,
  height: 16838,
  top: 2098,
  bottom: 1984,
  left: 1587,
  right: 1474,
} as const;

export const linesPerPage = 22;
export const charactersPerLine = 28;
/** Distance from line to line. */
export const linePitch = 579;
/** What each character of 三号 is set closer, and the width that is left. */
export const characterSpacing = -5;
export const characterPitch = 16 * 20 + characterSpacing;

export const typeArea = {
  width: page.width - page.left - page.right,
  height: page.height - page.top - page.bottom,
} as const;

/** Sizes of type in points. */
export const sizes = { second: 22, third: 16, fourth: 14, smallFourth: 12 } as const;

/** Lines of a table: smaller type on a closer pitch; a row is at least one line of the grid high. */
export const tableLine = { size: sizes.smallFourth, pitch: 400, cellMargin: 100 } as const;

/** Millimetres as whole twips. */
export function twips(millimetres: number): number {
  return Math.round((millimetres * 1440) / 25.4);
}

/**
 * Where the ink of a Chinese character lies, in shares of its size, when its line has an exact pitch: the baseline stands at
 * four fifths of the pitch, the ink begins 0.85 of the size above it and ends 0.08 below.
 */
export const ink = { baseline: 0.8, above: 0.85, below: 0.08 } as const;

/** Distance from the top of an exact line to its ink, and from its ink to its bottom, in twips. */
export function inkGaps(pitch: number, size: number): { above: number; below: number } {
  const baseline = pitch * ink.baseline;
  return {
    above: Math.round(baseline - size * 20 * ink.above),
    below: Math.round(pitch - baseline - size * 20 * ink.below),
  };
}
