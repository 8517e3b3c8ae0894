/** A rectangle of merged cells, both ends included, counted from 0. */
export interface Merge {
  startRow: number;
  startCol: number;
  endRow: number;
  endCol: number;
}

/** A sheet as texts: a date is `YYYY-MM-DD`, a number its digits, a formula its own text. */
export interface Grid {
  sheet: string;
  rows: string[][];
  /** `row,column` of the cells that hold a number and no text. */
  numbers: ReadonlySet<string>;
  merges: Merge[];
}

/** The same grid with every merged cell filled with the text of its first one (spine.md 3.7). */
export function filled(grid: Grid): string[][] {
  const rows = grid.rows.map((row) => [...row]);
  for (const merge of grid.merges) {
    const text = grid.rows[merge.startRow]?.[merge.startCol] ?? '';
    for (let row = merge.startRow; row <= merge.endRow && row < rows.length; row += 1) {
      const cells = rows[row] as string[];
      for (let col = merge.startCol; col <= merge.endCol; col += 1) {
        while (cells.length <= col) cells.push('');
        cells[col] = text;
      }
    }
  }
  return rows;
}

/** True for a text that a spreadsheet would take for a formula. Ours stay texts; a person should know of them. */
export function looksLikeFormula(text: string): boolean {
  return /^\s*[=＝]/.test(text);
}
