import { organisationKinds } from '@xieli/codes';
import type { TemplateMessage } from '@xieli/measures';
import type { Message } from '../../platform/locale/messages.ts';

/** What is said of a cell of a file, in the shape of measures.md 2. `row` is the number of the row in the sheet. */
export interface Finding {
  severity: 'error' | 'warning';
  row: number;
  column: string;
  value: string;
  said: Message | TemplateMessage;
}

/** What a file would do to the stored rows of its kind. */
export interface Plan<Row, Stored> {
  create: Row[];
  change: { row: Row; stored: Stored }[];
  /** Rows that say what is stored. */
  same: Row[];
  /** Stored rows that the file is about and does not mention: told, never ended (measures.md 2). */
  missing: Stored[];
}

/**
 * Parts the rows of a file by their keys into what is new, what says otherwise than the stored row, and what says the same.
 * @param stored rows of the kind by key, in the scope of the file
 */
export function planOf<Row, Stored>(
  rows: readonly Row[],
  stored: ReadonlyMap<string, Stored>,
  { keyOf, isSame }: { keyOf: (row: Row) => string; isSame: (row: Row, stored: Stored) => boolean },
): Plan<Row, Stored> {
  const plan: Plan<Row, Stored> = { create: [], change: [], same: [], missing: [] };
  const named = new Set<string>();
  for (const row of rows) {
    const key = keyOf(row);
    named.add(key);
    const known = stored.get(key);
    if (known === undefined) plan.create.push(row);
    else if (isSame(row, known)) plan.same.push(row);
    else plan.change.push({ row, stored: known });
  }
  for (const [key, known] of stored) if (!named.has(key)) plan.missing.push(known);
  return plan;
}

/** Two lists of ids or words that mean a set. */
export function sameSet(one: readonly string[], other: readonly string[]): boolean {
  return one.length === other.length && one.every((item) => other.includes(item));
}

const kindNames = new Map<string, string>(organisationKinds.map(({ id, name }) => [id, name]));

/** The name of a kind of organisation as people know it. */
export const kindName = (kind: string): string => kindNames.get(kind) ?? kind;
