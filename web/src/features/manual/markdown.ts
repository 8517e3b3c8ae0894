/** Words within a line: as they stand, words that stand on the screen, or a link to another place of the manuals. */
export type Words =
  | { kind: 'text'; text: string }
  | { kind: 'screen'; text: string }
  | { kind: 'link'; text: string; to: string };

export type Block =
  | { kind: 'paragraph' | 'note' | 'subheading'; words: Words[] }
  | { kind: 'steps' | 'points'; items: Words[][] }
  | { kind: 'picture'; file: string; caption: Words[] };

export interface Section {
  id: string;
  title: string;
  blocks: Block[];
}

export interface Manual {
  title: string;
  /** What stands before the first section. */
  lead: Block[];
  sections: Section[];
}

/**
 * Reads a manual. The manuals use a small part of Markdown, which reads the same on the pages of a code host: one `#` title,
 * `##` sections each after a line `<a id="…"></a>`, `###`, numbered and plain lists of one line an item, `>` notes, pictures
 * on a line of their own, `**…**` or 「…」 for words on the screen, and links between the manuals.
 * @throws Error naming the line, for anything else: a text that the product would show wrongly must not be built
 */
export function readManual(markdown: string): Manual {
  const manual: Manual = { title: '', lead: [], sections: [] };
  let anchor: string | null = null;
  let blocks = manual.lead;
  for (const [index, raw] of markdown.split('\n').entries()) {
    const line = raw.trimEnd();
    if (line === '') continue;
    const [mark, rest] = markOf(line);
    if (mark === 'title' && manual.title === '' && blocks.length === 0) manual.title = rest;
    else if (mark === 'anchor' && anchor === null) anchor = rest;
    else if (mark === 'section' && anchor !== null) {
      manual.sections.push({ id: anchor, title: rest, blocks: [] });
      blocks = manual.sections.at(-1)?.blocks ?? [];
      anchor = null;
    } else if (anchor === null && addBlock(blocks, mark, rest)) continue;
    else throw new Error(`Line ${index + 1} of the manual cannot be read here: ${line}`);
  }
  if (manual.title === '' || anchor !== null) throw new Error('The manual has no title, or ends with an anchor');
  return manual;
}

/** The words of a line; what is no mark stands as it is. */
export function readWords(text: string): Words[] {
  const words: Words[] = [];
  let end = 0;
  for (const found of text.matchAll(/\*\*(.+?)\*\*|「(.+?)」|\[([^\]]+)\]\(([^)]+)\)/g)) {
    if (found.index > end) words.push({ kind: 'text', text: text.slice(end, found.index) });
    end = found.index + found[0].length;
    const [, bold, quoted, link, to] = found;
    if (link !== undefined && to !== undefined) words.push({ kind: 'link', text: link, to });
    else words.push({ kind: 'screen', text: bold ?? quoted ?? '' });
  }
  if (end < text.length) words.push({ kind: 'text', text: text.slice(end) });
  return words;
}

/** The words without their marks. */
export function plain(words: readonly Words[]): string {
  return words.map(({ text }) => text).join('');
}

type Mark =
  | 'title'
  | 'anchor'
  | 'section'
  | 'subheading'
  | 'steps'
  | 'points'
  | 'note'
  | 'picture'
  | 'paragraph'
  | 'odd';

const marks: readonly [Mark, RegExp][] = [
  ['anchor', /^<a id="([a-z-]+)"><\/a>$/],
  ['title', /^# (.+)$/],
  ['section', /^## (.+)$/],
  ['subheading', /^### (.+)$/],
  ['steps', /^\d+\. (.+)$/],
  ['points', /^- (.+)$/],
  ['note', /^> (.+)$/],
  ['picture', /^(!\[.+\]\(pictures\/[a-z0-9-]+\.webp\))$/],
  ['odd', /^(?=[#>*|`<!]|\s|\d+\.)(.*)$/],
  ['paragraph', /^(.+)$/],
];

function markOf(line: string): [Mark, string] {
  for (const [mark, shape] of marks) {
    const found = shape.exec(line);
    // `**` begins a paragraph with words of the screen.
    if (found !== null && !(mark === 'odd' && line.startsWith('**'))) return [mark, found[1] ?? ''];
  }
  return ['odd', line];
}

/** @returns false where such a line may not stand */
function addBlock(blocks: Block[], mark: Mark, rest: string): boolean {
  const last = blocks.at(-1);
  switch (mark) {
    case 'paragraph':
    case 'note':
    case 'subheading':
      blocks.push({ kind: mark, words: readWords(rest) });
      return true;
    case 'steps':
    case 'points':
      if (last?.kind === mark) last.items.push(readWords(rest));
      else blocks.push({ kind: mark, items: [readWords(rest)] });
      return true;
    case 'picture': {
      const [, caption = '', file = ''] = /^!\[(.+)\]\(pictures\/(.+)\)$/.exec(rest) ?? [];
      blocks.push({ kind: 'picture', file, caption: readWords(caption) });
      return true;
    }
    default:
      return false;
  }
}

/** All words of a section in the order in which they are read, line by line. */
export function linesOf(blocks: readonly Block[]): Words[][] {
  return blocks.flatMap((block) => {
    if (block.kind === 'picture') return [block.caption];
    return 'items' in block ? block.items : [block.words];
  });
}
