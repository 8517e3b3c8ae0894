/** Rows of one insert: below the 65,535 parameters that PostgreSQL takes, whatever the table's width here. */
const rowsPerInsert = 500;

/** Parts of a long list, in order, each short enough for one insert. */
export function* chunksOf<T>(rows: readonly T[], size = rowsPerInsert): Generator<T[]> {
  for (let from = 0; from < rows.length; from += size) yield rows.slice(from, from + size);
}
