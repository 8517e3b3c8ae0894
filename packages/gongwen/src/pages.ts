import { type Flow, type Line, lineText, type Placed, type PlacedTable } from './flow.ts';
import { charactersPerLine, linePitch, tableLine, typeArea } from './grid.ts';
import { plain } from './model.ts';
import { markPitch, roleTypes } from './roles.ts';
import { lineCount } from './width.ts';

/** Where a document probably ends. */
export interface PageEstimate {
  readonly pages: number;
  /** Height taken on the last page, in twips. */
  readonly used: number;
  /** Whether any of the text below the head stands on page 1. */
  readonly firstPageShowsText: boolean;
}

/** Where the imprint goes: below the text, on the next page, or on the one after it with an empty page between. */
export type ImprintPlace = 'sameFace' | 'nextPage' | 'afterBlankPage';

/**
 * Reckons pages from the grid: 28 characters to a line, 22 lines to a page. Exact for text in Chinese typefaces; a program
 * that breaks lines of mixed scripts or rows of tables otherwise may end a page earlier or later.
 */
export function estimatePages(flow: Flow): PageEstimate {
  let pages = 1;
  let used = 0;
  let firstPageShowsText = false;
  for (const placed of flow.lines) {
    if (placed.kind === 'line' && placed.onNewPage) {
      pages += 1;
      used = 0;
    }
    const isText = placed.kind === 'table' || (placed.kind === 'line' && bodyRoles.has(placed.role));
    for (const height of heights(placed)) {
      if (used + height > typeArea.height) {
        pages += 1;
        used = 0;
      }
      used += height;
      if (pages === 1 && isText) firstPageShowsText = true;
    }
  }
  return { pages, used, firstPageShowsText };
}

/** Where the imprint of a document goes, so that printed on both sides it ends an even page (7.4.1). */
export function imprintPlace(flow: Flow): ImprintPlace {
  if (!flow.imprint) return 'sameFace';
  const { pages, used } = estimatePages(flow);
  // A line of distance, so that the imprint does not touch the text.
  const fits = used + imprintHeights(flow.imprint).reduce((sum, height) => sum + height, linePitch) <= typeArea.height;
  if (!flow.doubleSided) return fits ? 'sameFace' : 'nextPage';
  if (pages % 2 === 1) return 'nextPage';
  return fits ? 'sameFace' : 'afterBlankPage';
}

const bodyRoles = new Set<Line['role']>(['paragraph', 'heading1', 'heading2', 'heading3', 'heading4', 'tableTitle']);

/** Heights of the lines of an imprint, each with all its lines of text, in twips; rules not included. */
export function imprintHeights({ lines }: NonNullable<Flow['imprint']>): number[] {
  return lines.map((placed) => heights(placed).reduce((sum, height) => sum + height, 0));
}

/** Heights of the lines a placed thing takes, in twips. */
function heights(placed: Placed): number[] {
  switch (placed.kind) {
    case 'blank':
      return Array.from({ length: placed.lines }, () => linePitch);
    case 'gap':
      return [placed.height];
    case 'table':
      return tableRowHeights(placed);
    case 'line':
      return lineHeights(placed);
  }
}

function lineHeights(placed: Line): number[] {
  if (placed.role === 'mark') return [markPitch(placed.size ?? roleTypes.mark.size)];
  const { left, right, first } = placed.indent;
  const size = roleTypes[placed.role].size;
  // An indent is in characters of the body, a line of larger or smaller type holds fewer or more.
  const inLine = Math.floor(((charactersPerLine - left - right) * roleTypes.paragraph.size) / size);
  const forced = placed.spans.filter(({ after }) => after === 'line').length;
  const wrapped = forced > 0 ? 1 + forced : lineCount(lineText(placed), inLine, Math.max(0, first));
  return Array.from({ length: wrapped }, () => linePitch);
}

function tableRowHeights({ columns, rows }: PlacedTable): number[] {
  const shares = columns.reduce((sum, { share }) => sum + share, 0);
  const widths = columns.map(({ share }) => {
    const inner = (typeArea.width * share) / shares - 2 * tableLine.cellMargin;
    return Math.max(1, Math.floor(inner / (tableLine.size * 20)));
  });
  const rowHeight = (texts: readonly string[]) => {
    const lines = Math.max(1, ...texts.map((text, i) => lineCount(text, widths[i] ?? 1)));
    return Math.max(linePitch, lines * tableLine.pitch);
  };
  return [rowHeight(columns.map(({ title }) => title)), ...rows.map((row) => rowHeight(row.map(plain)))];
}
