import { pairsOf } from '../../platform/search/likeness.ts';
import { sameTexts } from './aligning.ts';
import type { RequirementContent } from './content.ts';
import { type Effort, likenesses, newEffort } from './effort.ts';
import type { Span } from './rules.ts';

/** An item of the version before. */
export interface OldItem {
  id: string;
  clauseKey: string | null;
  /** Its words in the text of that version. */
  quote: string;
  /** True when a person made, split or merged it: its words are then none that the reader proposes. */
  shaped: boolean;
  /** As the reader proposed it; null where a person made it. */
  proposal: RequirementContent | null;
  content: RequirementContent;
}

/** What the reader found in the corrected text. */
export interface FoundItem extends Span {
  clauseKey: string | null;
  quote: string;
  content: RequirementContent;
}

/** An old item in the new text. `found` is the place of what the reader found for it; null where it found nothing there. */
export interface CarriedItem extends Span {
  id: string;
  fate: 'unchanged' | 'changed';
  found: number | null;
}

export interface Carrying {
  carried: CarriedItem[];
  /** Ids of items whose words the corrected document no longer has. */
  dropped: string[];
  /** Places of what is asked for the first time. */
  added: number[];
}

/** How alike two wordings have to be to be one requirement that was changed, under one clause and elsewhere. */
const alikeFrom = { sameClause: 0.5, elsewhere: 0.65 };

/**
 * What becomes of the items of a version in a corrected text. The same words are the same requirement, unless what was read
 * with them is another (a deadline that its heading hands down); words that are nearly the same are the requirement changed;
 * of the others, old ones are dropped and new ones added. Nothing is lost: each old item is carried or dropped.
 * @param clauses where the clauses of the new text begin and end, by their stable keys
 * @param effort says afterwards whether there was too much to look for what changed
 */
export function carryOver(
  old: readonly OldItem[],
  found: readonly FoundItem[],
  text: string,
  clauses: ReadonlyMap<string, Span>,
  effort = newEffort(),
): Carrying {
  const carried = new Map<string, CarriedItem>();
  const free = new Set(found.keys());
  const carry = (item: OldItem, place: number, fate: CarriedItem['fate']) => {
    const { start, end } = found[place] as FoundItem;
    carried.set(item.id, { id: item.id, fate, start, end, found: place });
    free.delete(place);
  };

  for (const { before, after } of sameWords(old, found, effort)) {
    const item = old[before] as OldItem;
    carry(item, after, asksTheSame(item, found[after] as FoundItem) ? 'unchanged' : 'changed');
  }
  const keepWords = (item: OldItem, fate: CarriedItem['fate']) => {
    const span = placeOf(item, text, clauses, [...carried.values()]);
    if (span) carried.set(item.id, { id: item.id, fate, ...span, found: null });
  };
  // Split, merged and added by hand: no proposal has these very words, but the text may.
  for (const item of old) if (!carried.has(item.id) && item.shaped) keepWords(item, 'unchanged');
  const kept = [...carried.values()].filter((one) => one.found === null);
  for (const place of [...free]) {
    const { start, end } = found[place] as FoundItem;
    const covered = kept.reduce(
      (sum, one) => sum + Math.max(0, Math.min(end, one.end) - Math.max(start, one.start)),
      0,
    );
    if (covered * 2 > end - start) free.delete(place);
  }
  const open = old.filter((item) => !carried.has(item.id));
  for (const { item, place } of alike(open, found, free, effort)) {
    if (!carried.has(item.id) && free.has(place)) carry(item, place, 'changed');
  }
  // Its words are there and the reader no longer takes them for a requirement: a person has to look.
  for (const item of old) if (!carried.has(item.id)) keepWords(item, 'changed');
  return {
    carried: old.flatMap((item) => carried.get(item.id) ?? []),
    dropped: old.filter((item) => !carried.has(item.id)).map((item) => item.id),
    added: [...free],
  };
}

/** The same words in the same order; those that were moved are sought after that. */
function sameWords(old: readonly OldItem[], found: readonly FoundItem[], effort: Effort) {
  const pairs = sameTexts(
    old.map((item) => item.quote),
    found.map((item) => item.quote),
    effort,
  );
  const [taken, used] = [new Set(pairs.map((pair) => pair.before)), new Set(pairs.map((pair) => pair.after))];
  old.forEach((item, before) => {
    if (taken.has(before)) return;
    const after = found.findIndex((one, place) => one.quote === item.quote && !used.has(place));
    if (after < 0) return;
    used.add(after);
    pairs.push({ before, after });
  });
  return pairs;
}

/** Who, by when, how often and to what standard, by the document's own words: what these resolve to today is another matter. */
function asksTheSame({ proposal, content }: OldItem, found: FoundItem): boolean {
  if (proposal === null) return true;
  const read = wordsOf(found.content);
  return read === wordsOf(proposal) || read === wordsOf(content);
}

function wordsOf({ deadline, recurrence, standard, owners }: RequirementContent): string {
  return JSON.stringify([
    deadline && [deadline.kind, deadline.from, deadline.to],
    recurrence && [recurrence.period, recurrence.minimum],
    ...[standard, owners.map((owner) => [owner.role, owner.text, owner.audience])],
  ]);
}

/** The words of an item in its clause, else anywhere, where no item with other words lies over them. */
function placeOf(
  { quote, clauseKey }: OldItem,
  text: string,
  clauses: ReadonlyMap<string, Span>,
  taken: readonly Span[],
): Span | null {
  if (quote.trim() === '') return null;
  const clause = clauseKey === null ? undefined : clauses.get(clauseKey);
  for (const within of [clause, { start: 0, end: text.length }]) {
    if (!within) continue;
    for (let at = text.indexOf(quote, within.start); at >= 0; at = text.indexOf(quote, at + 1)) {
      const span = { start: at, end: at + quote.length };
      if (span.end > within.end) break;
      if (!taken.some((one) => one.start === span.start && one.end === span.end)) return span;
    }
  }
  return null;
}

/** Old and found items that may be one, the most alike first; equal ones in the order of the document. */
function alike(old: readonly OldItem[], found: readonly FoundItem[], free: ReadonlySet<number>, effort: Effort) {
  const open = [...free];
  const scores = likenesses(
    old.map((item) => pairsOf(item.quote)),
    open.map((place) => pairsOf((found[place] as FoundItem).quote)),
    effort,
  );
  return (scores ?? [])
    .flatMap((row, at) => {
      const item = old[at] as OldItem;
      return row.map((score, column) => {
        const place = open[column] as number;
        return {
          item,
          place,
          score,
          sameClause: item.clauseKey !== null && item.clauseKey === found[place]?.clauseKey,
        };
      });
    })
    .filter(({ score, sameClause }) => score >= (sameClause ? alikeFrom.sameClause : alikeFrom.elsewhere))
    .sort((a, b) => b.score - a.score);
}
