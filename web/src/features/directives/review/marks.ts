/** A passage of the text: UTF-16 offsets, end excluded. */
export interface Span {
  start: number;
  end: number;
}

export interface Paragraph extends Span {
  index: number;
}

/** A piece of a paragraph between two boundaries, and everything that lies over it. */
export interface Piece extends Span {
  requirementIds: string[];
  leftOut: string | null;
  problem: boolean;
  reference: boolean;
  /** Words by which the requirement in hand was read so. */
  evidence: boolean;
}

export interface Overlays {
  requirements: readonly (Span & { id: string })[];
  leftOut: readonly (Span & { reason: string })[];
  problems: readonly Span[];
  references: readonly Span[];
  evidence?: readonly Span[];
}

/** The lines of a text with their offsets; a line break belongs to no line. */
export function paragraphsOf(text: string): Paragraph[] {
  let start = 0;
  return text.split('\n').map((line, index) => {
    const paragraph = { index, start, end: start + line.length };
    start = paragraph.end + 1;
    return paragraph;
  });
}

/** Overlays by the paragraphs they touch, so that drawing one paragraph looks at its own alone. */
export function byParagraph<S extends Span>(paragraphs: readonly Paragraph[], spans: readonly S[]): Map<number, S[]> {
  const found = new Map<number, S[]>();
  for (const span of spans) {
    for (let at = paragraphAt(paragraphs, span.start); at < paragraphs.length; at += 1) {
      const paragraph = paragraphs[at];
      if (paragraph === undefined || paragraph.start >= span.end) break;
      found.set(at, [...(found.get(at) ?? []), span]);
    }
  }
  return found;
}

/** Index of the paragraph that holds the offset (a line break counts to the line before it). */
export function paragraphAt(paragraphs: readonly Paragraph[], offset: number): number {
  let low = 0;
  let high = paragraphs.length - 1;
  while (low < high) {
    const middle = Math.ceil((low + high) / 2);
    if ((paragraphs[middle]?.start ?? 0) <= offset) low = middle;
    else high = middle - 1;
  }
  return low;
}

/**
 * Cuts a paragraph at every boundary of what lies over it. The pieces follow each other without gap, so their texts together
 * are the paragraph; spans may overlap in any way.
 */
export function piecesOf(paragraph: Span, overlays: Overlays): Piece[] {
  const all: Span[] = [...overlays.requirements, ...overlays.leftOut, ...overlays.problems, ...overlays.references];
  const evidence = overlays.evidence ?? [];
  all.push(...evidence);
  const inside = (offset: number) => offset > paragraph.start && offset < paragraph.end;
  const cuts = all.flatMap((span) => [span.start, span.end]).filter(inside);
  const bounds = [...new Set([paragraph.start, ...cuts, paragraph.end])].sort((a, b) => a - b);
  return bounds.slice(1).map((end, index) => {
    const start = bounds[index] ?? paragraph.start;
    const over = (span: Span) => span.start <= start && span.end >= end;
    return {
      start,
      end,
      requirementIds: overlays.requirements.filter(over).map((one) => one.id),
      leftOut: overlays.leftOut.find(over)?.reason ?? null,
      problem: overlays.problems.some(over),
      reference: overlays.references.some(over),
      evidence: evidence.some(over),
    };
  });
}

/** Of the requirements over a piece the one with the shortest passage: the innermost is what a click means. */
export function innermost(ids: readonly string[], spans: ReadonlyMap<string, Span>): string | null {
  return fromWithin(ids, spans)[0] ?? null;
}

/**
 * What a press on a piece means: the innermost requirement, and where that is in hand already the next one around it, so that
 * each of several that overlap can be reached.
 */
export function pressed(
  ids: readonly string[],
  spans: ReadonlyMap<string, Span>,
  activeId: string | null,
): string | null {
  const inOrder = fromWithin(ids, spans);
  return inOrder[(inOrder.indexOf(activeId ?? '') + 1) % inOrder.length] ?? null;
}

function fromWithin(ids: readonly string[], spans: ReadonlyMap<string, Span>): string[] {
  const length = (id: string) => {
    const span = spans.get(id);
    return span ? span.end - span.start : Number.POSITIVE_INFINITY;
  };
  return [...ids].sort((a, b) => length(a) - length(b));
}
