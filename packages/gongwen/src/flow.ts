import type { PaperFormat } from './kinds.ts';
import type { Column, Span, Text } from './model.ts';
import type { Face, Role } from './roles.ts';

/** A span as it is set. Without a face it has that of its line's role. */
export interface PlacedSpan extends Span {
  readonly face?: Face;
  /** What stands before it in its line: a new line of the same paragraph, or a step to the next tab stop. */
  readonly after?: 'line' | 'tab';
}

/** Distances in characters of the grid. `first` is that of the first line beyond `left`; negative where it hangs out. */
export interface Indent {
  readonly left: number;
  readonly right: number;
  readonly first: number;
}

/** One paragraph, placed. */
export interface Line {
  readonly kind: 'line';
  readonly role: Role;
  readonly align: 'left' | 'center' | 'right' | 'justify';
  readonly indent: Indent;
  readonly spans: readonly PlacedSpan[];
  /** A tab stop against the right edge, less as many characters. */
  readonly tab?: { readonly right: number };
  /** Points, where it is not the role's. */
  readonly size?: number;
  readonly ruledBelow?: true;
  readonly onNewPage?: true;
  readonly keptWithNext?: true;
}

/** Empty lines of the grid. */
export interface Blank {
  readonly kind: 'blank';
  readonly lines: number;
  readonly keptWithNext?: true;
}

/** Empty height, in twips. */
export interface Gap {
  readonly kind: 'gap';
  readonly height: number;
}

export interface PlacedTable {
  readonly kind: 'table';
  readonly columns: readonly Column[];
  readonly rows: readonly (readonly Text[])[];
}

export type Placed = Line | Blank | Gap | PlacedTable;

/** A document as it is set, line by line; what makes a file and what makes a page in a browser both read this. */
export interface Flow {
  readonly format: PaperFormat;
  /** A letter's mark and the red double rule below it: both stand at a height of the page, in twips from its edge. */
  readonly letterhead: { readonly mark: Line; readonly markTop: number; readonly ruleTop: number } | null;
  readonly lines: readonly Placed[];
  /** What stands at the foot of the last page, and whether between rules. */
  readonly imprint: { readonly lines: readonly Line[]; readonly ruled: boolean } | null;
  readonly doubleSided: boolean;
}

const noIndent: Indent = { left: 0, right: 0, first: 0 };

/** A line with what is usual left out. */
export function line(role: Role, spans: readonly PlacedSpan[] | string, more: Partial<Omit<Line, 'kind'>> = {}): Line {
  const { indent, ...rest } = more;
  return {
    kind: 'line',
    role,
    align: 'left',
    spans: typeof spans === 'string' ? [{ text: spans }] : spans,
    ...rest,
    indent: { ...noIndent, ...indent },
  };
}

export function blank(lines: number): Blank {
  return { kind: 'blank', lines };
}

/** The text of a line, its tabs as spaces. */
export function lineText(placed: Line): string {
  return placed.spans.map(({ text, after }) => (after === 'tab' ? ` ${text}` : text)).join('');
}
