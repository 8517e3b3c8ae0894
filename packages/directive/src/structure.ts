import { findModals } from './modals.ts';
import type { Clause } from './model.ts';
import { type NumberStyle, type ParagraphNumber, readBareNumber, readNumber } from './numbering.ts';
import type { Paragraph } from './paragraphs.ts';
import { enclosedPositions } from './segments.ts';
import { rowNumbers, type TableRow } from './tables.ts';

/** A clause with what the other rules need to know of its paragraph. */
export interface ClauseNode {
  clause: Clause;
  /** Where the text after the title begins; equals the paragraph's end for a heading on its own line. */
  bodyStart: number;
  /** Where the title begins, behind the number. */
  titleStart: number;
  /** The heading with its date brackets, for inheritance; for content the whole paragraph is body. */
  headingEnd: number;
  style: NumberStyle | 'row';
}

/** A title longer than this is content, not a heading (GUIDE 1). */
const LONGEST_TITLE = 60;

/** The usual nesting; kinds that are not here nest under whatever stands above them. */
const RANK: Partial<Record<NumberStyle, number>> = {
  chapter: 0,
  section: 1,
  article: 2,
  han: 3,
  bracketHan: 4,
  arabic: 5,
  bracketArabic: 6,
  circled: 7,
};

interface Draft {
  number: ParagraphNumber;
  paragraph: Paragraph;
}

/**
 * Reads the numbered paragraphs and rows of a document (GUIDE 1, domain.md G1). Numbering may restart, skip or run on;
 * what is printed is kept.
 */
export function readStructure(
  paragraphs: Paragraph[],
  rows: Map<number, TableRow>,
  isOutside: (index: number) => boolean,
): ClauseNode[] {
  const bare = bareRuns(paragraphs, isOutside);
  const builder = clauseBuilder();
  for (const paragraph of paragraphs) {
    if (paragraph.text === '' || isOutside(paragraph.index)) continue;
    if (/^附\s*件\s*\d{0,2}\s*[：:]?$/.test(paragraph.text)) {
      builder.restart();
      continue;
    }
    const row = rows.get(paragraph.index);
    if (row) {
      addRow(builder, row);
      continue;
    }
    if (paragraph.cells) continue;
    const number = readNumber(paragraph.text) ?? bare.get(paragraph.index) ?? null;
    if (number) builder.add(nodeOf({ number, paragraph }, paragraphs, isOutside), number.style);
  }
  return builder.finish(paragraphs.at(-1)?.end ?? 0);
}

/** A bare numeral counts only when its neighbour in the run (`一抓…`, `二抓…`) is there too. */
function bareRuns(paragraphs: Paragraph[], isOutside: (index: number) => boolean): Map<number, ParagraphNumber> {
  const candidates = paragraphs.flatMap((paragraph) => {
    if (paragraph.cells || isOutside(paragraph.index) || readNumber(paragraph.text)) return [];
    const number = readBareNumber(paragraph.text);
    return number ? [{ paragraph, number, next: paragraph.text.charAt(1) }] : [];
  });
  const known = new Set(candidates.map((candidate) => `${candidate.number.ordinal}${candidate.next}`));
  const runs = candidates.filter(({ number, next }) => {
    const ordinal = number.ordinal ?? 0;
    return known.has(`${ordinal - 1}${next}`) || known.has(`${ordinal + 1}${next}`);
  });
  return new Map(runs.map((run) => [run.paragraph.index, run.number]));
}

type ClauseDraft = Omit<ClauseNode, 'style'>;

/** Builds keys, parents and levels from the order in which styles appear. */
function clauseBuilder() {
  const nodes: ClauseNode[] = [];
  let stack: { style: NumberStyle | 'row'; key: string; children: number; node: ClauseNode | null }[] = [];
  let roots = 0;

  const place = (style: NumberStyle | 'row', draft: ClauseDraft, level: number) => {
    for (const closed of stack.splice(level)) if (closed.node) closed.node.clause.scopeEnd = draft.clause.start;
    const parent = stack.at(-1) ?? null;
    if (parent) parent.children += 1;
    else roots += 1;
    const key = parent ? `${parent.key}.${parent.children}` : String(roots);
    const node: ClauseNode = {
      ...draft,
      style,
      clause: { ...draft.clause, key, parentKey: parent?.key ?? null, level: level + 1 },
    };
    nodes.push(node);
    stack.push({ style, key, children: 0, node });
  };

  let sectionRows = false;
  return {
    /** A row numbered in Chinese heads the rows numbered in Arabic figures below it. */
    noteSectionRow: () => {
      sectionRows = true;
    },
    hasSectionRow: () => sectionRows,
    add(draft: ClauseDraft, style: NumberStyle): void {
      place(style, draft, depthOf(stack, style));
    },
    addAt(draft: ClauseDraft, depth: number): void {
      const rowStart = stack.findIndex((entry) => entry.style === 'row');
      const base = rowStart < 0 ? stack.length : rowStart;
      place('row', draft, Math.min(base + depth, stack.length));
    },
    restart(): void {
      const end = nodes.at(-1)?.clause.end ?? 0;
      for (const entry of stack) if (entry.node) entry.node.clause.scopeEnd = end;
      stack = [];
    },
    finish(textEnd: number): ClauseNode[] {
      for (const entry of stack) if (entry.node) entry.node.clause.scopeEnd = textEnd;
      return nodes;
    },
  };
}

function depthOf(stack: { style: NumberStyle | 'row' }[], style: NumberStyle): number {
  const same = stack.findIndex((entry) => entry.style === style);
  if (same >= 0) return same;
  const rank = RANK[style];
  if (rank === undefined) return stack.length;
  const above = stack.findIndex((entry) => {
    const other = entry.style === 'row' ? undefined : RANK[entry.style];
    return other === undefined ? entry.style === 'row' : other > rank;
  });
  return above < 0 ? stack.length : above;
}

function nodeOf(draft: Draft, paragraphs: Paragraph[], isOutside: (index: number) => boolean): ClauseDraft {
  const { number, paragraph } = draft;
  const restStart = paragraph.start + number.length;
  const rest = paragraph.text.slice(number.length);
  const cut = isHeadingWithColon(rest, draft, paragraphs, isOutside)
    ? { length: rest.length, mark: '' }
    : headingCut(rest);
  const title = cleanTitle(rest.slice(0, cut.length));
  const tail = rest.slice(cut.length + cut.mark.length).trim();
  const ownLine = tail === '';
  const base = {
    key: '',
    parentKey: null,
    level: 0,
    number: number.number.replace(/[\s　]/g, ''),
    start: paragraph.start,
    end: paragraph.end,
    paragraph: paragraph.index,
    scopeEnd: paragraph.end,
  };
  const bodyStart = restStart + cut.length + cut.mark.length;
  const asContent = (contentTitle: string): ClauseDraft => ({
    clause: { ...base, title: contentTitle, kind: 'content' },
    bodyStart: restStart,
    titleStart: restStart,
    headingEnd: restStart,
  });
  if (title.length > LONGEST_TITLE) return asContent('');
  if (number.style === 'article') return asContent(title);
  const afterBracket = /^[（(][^（）()]*[）)][。；]?$/.test(tail);
  const oneSentence = (ownLine || afterBracket) && /[。；！]/.test(cut.mark);
  if (oneSentence) {
    const introducesBody =
      ownLine &&
      title.length <= 20 &&
      findModals(title).length === 0 &&
      !/[，；,]/.test(title) &&
      hasBodyBelow(paragraph, paragraphs, number, isOutside);
    if (!introducesBody) return asContent('');
  } else if (
    ownLine &&
    !hasBodyBelow(paragraph, paragraphs, number, isOutside) &&
    number.style !== 'han' &&
    number.style !== 'chapter'
  )
    return asContent(title);
  return { clause: { ...base, title, kind: 'heading' }, bodyStart, titleStart: restStart, headingEnd: bodyStart };
}

/** `一、十年历程：从“有没有”到“好不好”`: a heading on a line of its own whose colon parts nothing from it. */
function isHeadingWithColon(
  rest: string,
  { number, paragraph }: Draft,
  paragraphs: Paragraph[],
  isOutside: (index: number) => boolean,
): boolean {
  const text = rest.trim();
  return (
    text.length <= 40 &&
    /[：:]./.test(text) &&
    !/[。；！]/.test(text) &&
    /^(?:han|parenHan|chapter)$/.test(number.style) &&
    hasBodyBelow(paragraph, paragraphs, number, isOutside)
  );
}

/** True when the next line is neither the next item of the same list nor the end: then a heading stands above it. */
function hasBodyBelow(
  paragraph: Paragraph,
  paragraphs: Paragraph[],
  number: ParagraphNumber,
  isOutside: (index: number) => boolean,
): boolean {
  for (let index = paragraph.index + 1; index < paragraphs.length; index += 1) {
    const next = paragraphs[index];
    if (!next || next.text === '' || isOutside(index)) continue;
    if (next.cells) return true;
    const nextNumber = readNumber(next.text);
    if (!nextNumber) return true;
    const rank = RANK[number.style];
    const nextRank = RANK[nextNumber.style];
    if (rank === undefined || nextRank === undefined) return nextNumber.style !== number.style;
    return nextRank > rank;
  }
  return false;
}

/** Where the heading ends: the first full stop or colon outside brackets and quotation marks. */
function headingCut(rest: string): { length: number; mark: string } {
  const enclosed = enclosedPositions(rest, 0, rest.length);
  for (let at = 0; at < rest.length; at += 1) {
    if (enclosed[at]) continue;
    const char = rest.charAt(at);
    if ('。！？：:'.includes(char) && !/\d[:：]\d/.test(rest.slice(at - 1, at + 2))) return { length: at, mark: char };
  }
  return { length: rest.length, mark: '' };
}

function cleanTitle(title: string): string {
  return title.trim().replace(/[。，；：、,.;:！!]+$/, '');
}

function addRow(builder: ReturnType<typeof clauseBuilder>, row: TableRow): void {
  const numbers = rowNumbers(row);
  numbers.forEach((entry) => {
    const ofSection = /[一二三四五六七八九十]/.test(entry.number.text);
    const below = builder.hasSectionRow() && !ofSection ? 1 : 0;
    const depth = below + (/[—–\-－]/.test(entry.number.text) || entry.number.column > 0 ? 1 : 0);
    if (ofSection) builder.noteSectionRow();
    const title = entry.title && entry.title.text.length <= LONGEST_TITLE ? cleanTitle(entry.title.text) : '';
    builder.addAt(
      {
        clause: {
          key: '',
          parentKey: null,
          level: 0,
          number: entry.number.text,
          title,
          kind: 'tableRow',
          start: entry.number.start,
          end: row.paragraph.end,
          paragraph: row.paragraph.index,
          scopeEnd: row.paragraph.end,
        },
        bodyStart: row.paragraph.start,
        titleStart: entry.title?.start ?? entry.number.end,
        headingEnd: entry.title?.end ?? entry.number.end,
      },
      depth,
    );
  });
}
