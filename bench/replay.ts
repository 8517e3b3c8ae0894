/** One statement as the product sent it, for one request. */
export interface Sent {
  sql: string;
  values: unknown[];
  /** Statements of one wave were under way at the same time; waves follow each other. */
  wave: number;
}

/** Everything the raw server needs to send the statements of one kind of request again and again. */
export interface Script {
  name: string;
  sent: Sent[];
  /** Ids that the request made for itself; each replay makes new ones. */
  fresh: string[];
  /** For each replay in turn: what stands in the place of values of the recorded request, such as another task. */
  items: Record<string, string>[];
  /** Index in `sent` of the statement that is all a bare server would need. */
  main: number;
}

const uuid = /[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}/g;

/** Every UUID within these values, also inside JSON texts and arrays. */
export function idsIn(values: unknown): Set<string> {
  return new Set(JSON.stringify(values).match(uuid) ?? []);
}

/**
 * The ids that a request made for itself: those of one recording that a second recording of the same kind of request does not
 * have, apart from the records that were addressed.
 */
export function freshIds(first: readonly Sent[], second: readonly Sent[], addressed: readonly string[] = []): string[] {
  const others = idsIn(second.map((statement) => statement.values));
  const own = idsIn(first.map((statement) => statement.values));
  return [...own].filter((id) => !others.has(id) && !addressed.includes(id));
}

type Substitution = (replacements: Readonly<Record<string, string>>) => unknown;

/**
 * Prepares the replacement of some texts within a statement's values, so that a replay costs little more than the statement:
 * values without any of them are handed on as they are.
 */
export function substitution(
  values: readonly unknown[],
  keys: readonly string[],
): (replacements: Readonly<Record<string, string>>) => unknown[] {
  if (keys.length === 0) return () => [...values];
  const any = new RegExp(`(${keys.map((key) => key.replace(/[^\w-]/g, '\\$&')).join('|')})`);
  const parts = values.map((value) => substituteOne(value, any));
  return (replacements) => parts.map((part) => part(replacements));
}

function substituteOne(value: unknown, any: RegExp): Substitution {
  if (Array.isArray(value)) {
    const parts = value.map((item) => substituteOne(item, any));
    return (replacements) => parts.map((part) => part(replacements));
  }
  if (typeof value !== 'string' || !any.test(value)) return () => value;
  const pieces = value.split(any);
  return (replacements) => pieces.map((piece, index) => (index % 2 ? (replacements[piece] ?? piece) : piece)).join('');
}

/**
 * Which parameter of an insert of one row is the row's own id, or null where the statement inserts nothing.
 * @throws Error when the insert has no id
 */
export function ownIdOf(sql: string): number | null {
  const columns = /^insert into "\w+" \(([^)]*)\)/.exec(sql)?.[1];
  if (columns === undefined) return null;
  const at = columns.split(', ').indexOf('"id"');
  if (at < 0) throw new Error(`An insert without id: ${sql}`);
  return at;
}
