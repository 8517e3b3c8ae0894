import { normaliseName } from '@xieli/codes';
import type { Column, Template } from './definitions.ts';
import { type Finding, message } from './messages.ts';
import { type Cell, cellText, isEmpty } from './outcome.ts';

/** A row of a sheet with its number there, counted from 1. */
export interface SheetRow {
  row: number;
  cells: readonly Cell[];
}

export interface Header {
  /** Place of each column that the row names, by its field. */
  places: ReadonlyMap<string, number>;
  /** Columns of the template that the row does not name. */
  missing: readonly Column[];
  /** Titles that name a column of the template, without repetition. */
  titles: ReadonlySet<string>;
  /** Whether the place has a title of any kind. */
  isTitled: readonly boolean[];
  errors: readonly Finding[];
  warnings: readonly Finding[];
}

/** Reads a row as header: columns in any order, those the template does not have named and ignored (measures.md 2). */
export function readHeader(template: Template, { row, cells }: SheetRow): Header {
  const byTitle = new Map(template.columns.map((column) => [normaliseName(column.title), column]));
  const places = new Map<string, number>();
  const errors: Finding[] = [];
  const warnings: Finding[] = [];
  for (const [place, cell] of cells.entries()) {
    if (isEmpty(cell)) continue;
    const value = cellText(cell).trim();
    const column = byTitle.get(titleKey(value));
    if (!column) {
      const slots = { column: value, letter: letterOf(place) };
      warnings.push({ row, column: value, value, message: message('columnUnknown', slots) });
      continue;
    }
    const first = places.get(column.field);
    if (first === undefined) {
      places.set(column.field, place);
      continue;
    }
    const slots = { column: column.title, first: letterOf(first), second: letterOf(place) };
    errors.push({ row, column: column.title, value, message: message('columnTwice', slots) });
  }
  return {
    places,
    missing: template.columns.filter((column) => !places.has(column.field)),
    titles: new Set(template.columns.filter((column) => places.has(column.field)).map((column) => column.title)),
    isTitled: cells.map((cell) => !isEmpty(cell)),
    errors,
    warnings,
  };
}

/** Whether a row repeats the header, as happens where lists were put below one another. */
export function repeatsHeader(template: Template, header: Header, cells: readonly Cell[]): boolean {
  for (const { field, title } of template.columns) {
    const cell = cells[header.places.get(field) ?? -1];
    if (!isEmpty(cell) && titleKey(cellText(cell)) !== normaliseName(title)) return false;
  }
  return true;
}

/** What a sheet whose first row is no header says about where the header is. */
export interface HeaderSearch {
  add(row: SheetRow): void;
  /** At least one; names where the header seems to be, or each column that is missing. */
  errors(): Finding[];
}

/** Titles and explanations stand above a header; what begins later is no header. */
export const searchedRows = 30;

export function searchHeader(template: Template, first: Header): HeaderSearch {
  let best = { row: 1, titles: first.titles };
  const rowOfTitle = new Map<string, number>();
  return {
    add(row) {
      const { titles } = readHeader(template, row);
      // One word that is also a title stands in any list.
      if (titles.size < 2) return;
      for (const title of titles) if (!rowOfTitle.has(title)) rowOfTitle.set(title, row.row);
      // A row that lacks what the first one has is the second of a header in two rows.
      const hasAll = [...first.titles].every((title) => titles.has(title));
      if (hasAll && titles.size > best.titles.size) best = { row: row.row, titles };
    },
    errors() {
      if (best.row !== 1) {
        return [{ row: 1, column: '', value: '', message: message('headerElsewhere', { other: best.row }) }];
      }
      return [
        ...first.errors,
        ...first.missing.map(({ title: column }): Finding => {
          const other = rowOfTitle.get(column);
          const said =
            other === undefined ? message('columnMissing', { column }) : message('columnInOtherRow', { column, other });
          return { row: 1, column, value: '', message: said };
        }),
      ];
    },
  };
}

/** The letters that a spreadsheet gives a column: 0 is A, 26 is AA. */
export function letterOf(place: number): string {
  const last = String.fromCharCode(65 + (place % 26));
  return place < 26 ? last : letterOf(Math.floor(place / 26) - 1) + last;
}

/** A printed template marks what is required with an asterisk. */
function titleKey(title: string): string {
  return normaliseName(title).replace(/^\*|\*$/g, '');
}
