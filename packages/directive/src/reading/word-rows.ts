import { type Bytes, operandOf, type Sprm, sprms } from './word-structures.ts';

/** A cell of a row of a .doc: where it lies across the page, in twentieths of a point, and whether another covers it. */
interface CellPlace {
  left: number;
  right: number;
  covered: boolean;
}

export interface WordRow {
  texts: string[];
  places: CellPlace[];
}

/** Borders nearer than this are one: rows set by hand differ by a hair. */
const SAME_BORDER = 30;
const CELL_BYTES = 20;
const COLUMNS_LIMIT = 64;

/** The places of the cells as the end of the row defines them; none where it does not say. */
export function placesOf(properties: Sprm[]): CellPlace[] {
  const definition = operandOf(properties, sprms.table);
  if (!definition) return [];
  const count = Math.min(definition.u8(0), COLUMNS_LIMIT);
  return Array.from({ length: count }, (_, cell) => {
    const flags = cellFlags(definition, count, cell);
    const [across, down] = [flags & 3, (flags >> 5) & 3];
    return {
      left: definition.i16(1 + cell * 2),
      right: definition.i16(3 + cell * 2),
      // 1: its place belongs to the cell beside or above it, and its own words are not printed.
      covered: across === 1 || down === 1,
    };
  });
}

function cellFlags(definition: Bytes, count: number, cell: number): number {
  return definition.u16(1 + (count + 1) * 2 + cell * CELL_BYTES);
}

/** Rows as lines with one place for each column of the table; what a merged cell covers is empty (GUIDE, first part). */
export function linesOfRows(rows: WordRow[]): string[] {
  const borders = bordersOf(rows);
  return rows.map(({ texts, places }) => {
    if (places.length < texts.length) return texts.join('\t');
    const cells: string[] = [];
    texts.forEach((text, index) => {
      const { left, right, covered } = places[index] as CellPlace;
      while (cells.length < columnAt(borders, left)) cells.push('');
      cells.push(covered ? '' : text);
      while (cells.length < columnAt(borders, right)) cells.push('');
    });
    while (cells.length < borders.length - 1) cells.push('');
    return cells.join('\t');
  });
}

function bordersOf(rows: WordRow[]): number[] {
  const all = rows.flatMap(({ places }) => places.flatMap(({ left, right }) => [left, right])).sort((a, b) => a - b);
  return all.filter((border, index) => index === 0 || border - (all[index - 1] as number) > SAME_BORDER);
}

/** How many borders lie before a place. */
function columnAt(borders: number[], place: number): number {
  return Math.max(0, borders.filter((border) => border <= place + SAME_BORDER).length - 1);
}
