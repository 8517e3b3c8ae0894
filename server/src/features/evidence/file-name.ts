/** Longest file name that is kept, in UTF-16 units; longer ones lose their middle. */
const longestName = 120;

// Control characters, and the marks that make text run the other way (they hide a real ending: `photo‮gpj.exe`).
const invisible = /[\p{Cc}\u200B-\u200F\u202A-\u202E\u2060-\u2069\uFEFF]/gu;

/**
 * A file name as it may be shown and stored: the last part of a path, without control and direction marks. Never used as a
 * path; bytes are kept under their hash.
 */
export function cleanFileName(name: string): string {
  const last = name.normalize('NFC').split(/[\\/]/).at(-1) ?? '';
  const clean = last
    .replace(invisible, '')
    .replace(/^[.\s]+/, '')
    .trim();
  if (clean === '') return 'file';
  if (clean.length <= longestName) return clean;
  const dot = clean.lastIndexOf('.');
  const ending = dot > 0 && clean.length - dot <= 12 ? clean.slice(dot) : '';
  return `${clean.slice(0, longestName - ending.length - 1)}…${ending}`;
}
