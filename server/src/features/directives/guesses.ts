import type { DirectiveKind } from './contract.ts';

/** Endings of titles that name the kind of document, the longer before the shorter. */
const endings: readonly [RegExp, DirectiveKind][] = [
  [/讲话|发言|致辞/, 'speech'],
  [/工作要点|要点/, 'keyPoints'],
  [/意见/, 'opinion'],
  [/方案|计划|规划|安排/, 'plan'],
  [/办法|细则|规定|制度|规则/, 'measures'],
  [/通知|通报/, 'notice'],
  [/纪要/, 'minutes'],
  [/函$/, 'letter'],
];

/** The kind that a title names, null when it names none. The last named one counts: 关于印发《…方案》的通知 is a notice. */
export function kindOfTitle(title: string): DirectiveKind | null {
  const bare = title.replace(/《[^》]*》/g, '').replace(/[（(][^（）()]*[)）]$/, '');
  let found: { at: number; kind: DirectiveKind } | null = null;
  for (const [pattern, kind] of endings) {
    const at = bare.search(pattern);
    if (at >= 0 && (!found || at > found.at)) found = { at, kind };
  }
  return found?.kind ?? null;
}

/** The issuer that a title names before 关于 (云汀市政协关于…), null when it names none. */
export function issuerOfTitle(title: string): string | null {
  const before = /^(.{2,40}?)关于/.exec(title)?.[1]?.trim();
  if (!before) return null;
  return issuerEnding.test(before) ? before : null;
}

/** The sign below a document: the line before its date, where it is a name and no sentence. */
export function issuerOfSignature(text: string, date: { start: number } | null): string | null {
  if (!date) return null;
  const before = text.slice(0, date.start).trimEnd().split('\n');
  const line = before.at(-1)?.trim() ?? '';
  // A date under the title has the title or the number before it, and the body still to come.
  if (text.slice(date.start).trim().split('\n').length > 6) return null;
  return isIssuer(line) ? line : null;
}

/** The issuer of a red head: `…文件` on a line of its own above the number. */
export function issuerOfHead(text: string): string | null {
  const head = /^(.{2,40}?)文件$/.exec(linesOfHead(text)[0] ?? '')?.[1]?.trim() ?? '';
  return isIssuer(head) ? head : null;
}

/** The title below a red head and its number, which is what a reader of the first line alone would miss. */
export function titleBelowHead(text: string): string | null {
  const lines = linesOfHead(text);
  const at = lines.findIndex((line) => numberOfHead(line) !== null);
  if (issuerOfHead(text) === null || at < 0 || at > 3) return null;
  const found: string[] = [];
  for (const line of lines.slice(at + 1, at + 5)) {
    if (/[。；：:]$/.test(line)) return null;
    found.push(line);
    if (kindOfTitle(line) !== null) return found.join('');
  }
  return null;
}

function linesOfHead(text: string): string[] {
  return text
    .slice(0, 2000)
    .split('\n')
    .map((line) => line.trim())
    .filter((line) => line !== '');
}

function isIssuer(name: string): boolean {
  return /^[\p{Script=Han}（）()·]{2,40}$/u.test(name) && issuerEnding.test(name);
}

const issuerEnding = /(?:委员会|政协|党组|党委|市委|县委|区委|办公室|政府|部|局|厅|院|会|小组)$/;

const number = /(?:^|\n)[^\S\n]*([\p{Script=Han}A-Za-z]{1,15}[〔[［]\d{4}[〕\]］]第?\d{1,4}号)[^\S\n]*(?=\n|$)/u;

/** The document's own number where it stands alone on a line of the head. */
export function numberOfHead(text: string): string | null {
  return number.exec(text.slice(0, 2000))?.[1] ?? null;
}
