import { asksOf } from './asking.ts';
import type { Clause, Requirement } from './model.ts';

export type Order = 'certainty' | 'document';
export type Filter = 'undecided' | 'asks' | 'all' | 'live' | 'notLive';
/** How sure the reader was; `any` narrows nothing. */
export type Certainty = 'any' | NonNullable<Requirement['confidence']>;

const certainties: readonly Certainty[] = ['any', 'unsure', 'likely', 'sure'];

/** The next choice in the round that a key goes through. */
export function nextCertainty(certainty: Certainty): Certainty {
  return certainties[(certainties.indexOf(certainty) + 1) % certainties.length] ?? 'any';
}

/** A line of the list: a heading or a requirement. */
export type Row =
  | { kind: 'clause'; key: string; clause: Clause; depth: number }
  | { kind: 'group'; key: string; name: 'unsure' | 'likely' | 'sure' | 'byHand' | 'noClause' }
  | { kind: 'item'; key: string; requirement: Requirement; depth: number };

/** Accepted, as proposed or with changes. */
export function isLive(requirement: Pick<Requirement, 'decision'>): boolean {
  return requirement.decision === 'accepted' || requirement.decision === 'edited';
}

export function matches(requirement: Requirement, filter: Filter, today: string): boolean {
  if (filter === 'asks') return requirement.decision === 'undecided' && asksOf(requirement.content, today).length > 0;
  if (filter === 'undecided') return requirement.decision === 'undecided';
  if (filter === 'live') return isLive(requirement);
  if (filter === 'notLive') return !isLive(requirement) && requirement.decision !== 'undecided';
  return true;
}

/** What the list is narrowed to; `today` decides which dates have passed. */
export interface Narrowing {
  filter: Filter;
  certainty: Certainty;
  today: string;
}

/**
 * The list as it is drawn: by certainty with the least sure first, or under the clauses of the document. A requirement that
 * has just been decided stays where it was until the list is filtered anew, so that nothing moves under the hand.
 * @param staying ids that stay in the list although they no longer match the filter
 */
export function rowsFor(
  requirements: readonly Requirement[],
  clauses: readonly Clause[],
  order: Order,
  { filter, certainty, today }: Narrowing,
  staying: ReadonlySet<string>,
): Row[] {
  const fits = (one: Requirement) =>
    matches(one, filter, today) && (certainty === 'any' || one.confidence === certainty);
  const shown = requirements.filter((one) => fits(one) || staying.has(one.id));
  return order === 'document' ? byClause(shown, clauses) : byCertainty(shown);
}

function byCertainty(requirements: readonly Requirement[]): Row[] {
  const groups = ['unsure', 'likely', 'sure', 'byHand'] as const;
  return groups.flatMap((name): Row[] => {
    const own = requirements.filter((one) => (one.confidence ?? 'byHand') === name);
    if (own.length === 0) return [];
    const sorted = [...own].sort((a, b) => (a.certainty ?? 1) - (b.certainty ?? 1) || a.start - b.start);
    return [{ kind: 'group', key: name, name }, ...sorted.map((one) => item(one, 0))];
  });
}

function byClause(requirements: readonly Requirement[], clauses: readonly Clause[]): Row[] {
  const byKey = new Map(clauses.map((clause) => [clause.key, clause]));
  const own = new Map<string | null, Requirement[]>();
  for (const one of requirements) {
    const key = one.clauseKey !== null && byKey.has(one.clauseKey) ? one.clauseKey : null;
    own.set(key, [...(own.get(key) ?? []), one]);
  }
  const needed = new Set<string>();
  for (const key of own.keys()) {
    for (let clause = byKey.get(key ?? ''); clause; clause = byKey.get(clause.parentKey ?? '')) needed.add(clause.key);
  }
  const outside = own.get(null) ?? [];
  const rows: Row[] = outside.length > 0 ? [{ kind: 'group', key: 'noClause', name: 'noClause' }] : [];
  rows.push(...outside.map((one) => item(one, 0)));
  for (const clause of clauses) {
    if (!needed.has(clause.key)) continue;
    const depth = depthOf(clause, byKey);
    rows.push({ kind: 'clause', key: `clause ${clause.key}`, clause, depth });
    rows.push(...(own.get(clause.key) ?? []).map((one) => item(one, depth)));
  }
  return rows;
}

function depthOf(clause: Clause, byKey: ReadonlyMap<string, Clause>): number {
  let depth = 0;
  for (let above = byKey.get(clause.parentKey ?? ''); above; above = byKey.get(above.parentKey ?? '')) depth += 1;
  return depth;
}

function item(requirement: Requirement, depth: number): Row {
  return { kind: 'item', key: requirement.id, requirement, depth };
}

/** The item before or after the given one; the first or last where there is none. */
export function neighbour(rows: readonly Row[], id: string | null, step: 1 | -1): string | null {
  const ids = rows.flatMap((row) => (row.kind === 'item' ? [row.requirement.id] : []));
  const at = id === null ? -1 : ids.indexOf(id);
  if (at < 0) return (step === 1 ? ids[0] : ids.at(-1)) ?? null;
  return ids[Math.min(ids.length - 1, Math.max(0, at + step))] ?? null;
}

/** The next item to decide after the given one, from the top again when there is none below. */
export function nextUndecided(rows: readonly Row[], id: string | null): string | null {
  const items = rows.flatMap((row) => (row.kind === 'item' ? [row.requirement] : []));
  const at = items.findIndex((one) => one.id === id);
  const round = [...items.slice(at + 1), ...items.slice(0, at + 1)];
  return round.find((one) => one.decision === 'undecided' && one.id !== id)?.id ?? null;
}
