import type { ReadContext } from '../../platform/context.ts';
import { refused } from '../../platform/http/problems.ts';
import type { Grid } from '../../platform/sheets/grid.ts';
import { keptBytes, readSheets } from '../../platform/sheets/reading.ts';
import { findHeader, type Header } from './header.ts';
import { say } from './messages.ts';
import { readRows, type SheetRows } from './rows.ts';

/** Said before the upload starts (spine.md 7.3). */
export const tableLimitRows = 20_000;

export interface ReadTable extends SheetRows {
  grid: Grid;
  header: Header;
  /** All sheets of the file, the read one included. */
  grids: Grid[];
}

/** A kept file, read. */
export interface KeptTable {
  table: ReadTable;
  sha256: string;
  size: number;
}

/**
 * Reads a kept file. An act that names it has this done before it begins: no transaction is to wait for a reader.
 * @throws Problem as `readTable`, and refused when the file was swept away meanwhile
 */
export async function readKept(context: ReadContext, sha256: string, asWritten = false): Promise<KeptTable> {
  const bytes = await keptBytes(context, sha256);
  return { table: await readTable(bytes, asWritten), sha256, size: bytes.length };
}

/** Reads the first sheet that holds a task table; `asWritten` as in `readRows`. @throws Problem refused, saying what is missing */
export async function readTable(bytes: Uint8Array, asWritten = false): Promise<ReadTable> {
  const grids = await readSheets(bytes);
  for (const grid of grids) {
    const header = findHeader(grid);
    if (!header) continue;
    const [twice] = header.twice;
    if (twice) throw refused(say.columnTwice({ title: twice }));
    const read = readRows(grid, header, asWritten);
    if (read.rows.length > tableLimitRows) throw refused(say.tooManyRows({ limit: tableLimitRows }));
    if (read.rows.length === 0) throw refused(say.noRows());
    return { ...read, grid, grids, header };
  }
  throw refused(say.noHeader());
}
