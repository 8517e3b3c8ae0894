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
 * The sections whose heading or text holds the words looked for, headings first and then in the order of the manuals.
 * @param search words as typed; capital letters and spaces around them make no difference, and nothing finds nothing
 */
export function searchManuals(manuals: readonly { id: ManualId; manual: Manual }[], search: string): Found[] {
  const wanted = search.trim().toLowerCase();
  if (wanted === '') return [];
  const holds = (text: string) => text.toLowerCase().includes(wanted);
  const found = manuals.flatMap(({ id, manual }) =>
    manual.sections.flatMap((section): Found[] => {
      const line = linesOf(section.blocks).find((words) => holds(plain(words))) ?? null;
      if (line === null && !holds(section.title)) return [];
      const place = { manual: id, manualTitle: manual.title, section: section.id, title: section.title };
      return [{ ...place, line: holds(section.title) ? null : line }];
    }),
  );
  return [...found.filter(({ line }) => line === null), ...found.filter(({ line }) => line !== null)];
}
