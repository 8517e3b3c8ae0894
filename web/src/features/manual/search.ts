import { linesOf, type Manual, plain, type Words } from './markdown.ts';
import type { ManualId } from './sections.ts';

/** A section that holds the word looked for, with the line that says it. */
export interface Found {
  manual: ManualId;
  manualTitle: string;
  section: string;
  title: string;
  /** Null where the heading itself says it. */
  line: Words[] | null;
}

/**
 * The sections whose heading and text hold all the words looked for, in any order: those whose heading has them all first, then
 * in the order of the manuals.
 * @param search words as typed, parted by blanks; capital letters make no difference, and nothing finds nothing
 */
export function searchManuals(manuals: readonly { id: ManualId; manual: Manual }[], search: string): Found[] {
  const wanted = search.toLowerCase().split(/\s+/).filter(Boolean);
  if (wanted.length === 0) return [];
  const heldIn = (text: string) => wanted.filter((word) => text.toLowerCase().includes(word)).length;
  const found = manuals.flatMap(({ id, manual }) =>
    manual.sections.flatMap((section): Found[] => {
      const place = { manual: id, manualTitle: manual.title, section: section.id, title: section.title };
      if (heldIn(section.title) === wanted.length) return [{ ...place, line: null }];
      const lines = linesOf(section.blocks);
      if (heldIn([section.title, ...lines.map(plain)].join('\n')) < wanted.length) return [];
      return [{ ...place, line: lineWithMost(lines, heldIn) }];
    }),
  );
  return [...found.filter(({ line }) => line === null), ...found.filter(({ line }) => line !== null)];
}

/** The first of the lines that hold the most of the words: what is shown of a section need not hold them all. */
function lineWithMost(lines: readonly Words[][], heldIn: (text: string) => number): Words[] | null {
  let best: { line: Words[]; held: number } | null = null;
  for (const line of lines) {
    const held = heldIn(plain(line));
    if (held > (best?.held ?? 0)) best = { line, held };
  }
  return best?.line ?? null;
}
