import { organisationKinds } from '@xieli/codes';
import { spellingOf } from '../../platform/search/pinyin.ts';
import type { OrganisationItem } from './contract.ts';

const kindOrder = new Map<string, number>(organisationKinds.map((kind, index) => [kind.id, index]));
const spellings = new Map<string, ReturnType<typeof spellingOf>>();

/** Spelling takes a tenth of a millisecond a name, and the same few hundred names come with each keystroke. */
function spelled(name: string) {
  const known = spellings.get(name);
  if (known) return known;
  const spelling = spellingOf(name);
  spellings.set(name, spelling);
  return spelling;
}

/**
 * How well a name answers what was typed: 0 is the name itself, higher is further off, `null` is no match. Typed letters
 * match pinyin or initials from the beginning.
 */
export function matchRank(names: readonly string[], typed: string): number | null {
  const words = typed.trim().toLowerCase();
  const ranks = names.flatMap((name) => {
    if (name === words) return [0];
    if (name.startsWith(words)) return [1];
    if (name.includes(words)) return [2];
    if (!/^[a-z0-9 ]+$/.test(words)) return [];
    const letters = words.replaceAll(' ', '');
    const { pinyin, initials } = spelled(name);
    if (initials.startsWith(letters)) return [3];
    return pinyin.startsWith(letters) ? [4] : [];
  });
  return ranks.length > 0 ? Math.min(...ranks) : null;
}

export interface ListingQuery {
  search?: string | undefined;
  kind?: string | undefined;
  bodyId?: string | undefined;
  sort?: 'name' | '-name' | 'kind' | '-kind' | 'body' | '-body' | undefined;
  limit: number;
  cursor?: string | undefined;
}

/**
 * One page of the organisations that answer the query, in the order that was asked for. Where none was, best matches first;
 * without search the own body with its parts, then the others by name, parts in the order of the kinds.
 * @param ownBodyId the tenant's body, which is always listed first
 */
export function listPage(
  organisations: readonly OrganisationItem[],
  query: ListingQuery,
  ownBodyId: string | null,
): { items: OrganisationItem[]; next: string | null } {
  const found = organisations
    .filter((one) => (!query.kind || one.kind === query.kind) && (!query.bodyId || one.bodyId === query.bodyId))
    .map((one) => ({ one, rank: query.search ? matchRank([one.name, ...one.aliases], query.search) : 0 }))
    .filter((entry): entry is { one: OrganisationItem; rank: number } => entry.rank !== null)
    .sort((a, b) => asAsked(a.one, b.one, query.sort) || a.rank - b.rank || inOrder(a.one, b.one, ownBodyId))
    .map((entry) => entry.one);
  const begin = query.cursor ? found.findIndex((one) => one.id === query.cursor) + 1 : 0;
  const items = found.slice(begin, begin + query.limit);
  return { items, next: begin + query.limit < found.length ? (items.at(-1)?.id ?? null) : null };
}

const columns = {
  name: (a: OrganisationItem, b: OrganisationItem) => compare(sortKey(a.name), sortKey(b.name)),
  kind: (a: OrganisationItem, b: OrganisationItem) => (kindOrder.get(a.kind) ?? 99) - (kindOrder.get(b.kind) ?? 99),
  body: (a: OrganisationItem, b: OrganisationItem) => compare(spelled(a.bodyName).pinyin, spelled(b.bodyName).pinyin),
};

function asAsked(a: OrganisationItem, b: OrganisationItem, sort: ListingQuery['sort']): number {
  if (!sort) return 0;
  const column = sort.replace('-', '') as keyof typeof columns;
  return sort.startsWith('-') ? columns[column](b, a) : columns[column](a, b);
}

function inOrder(a: OrganisationItem, b: OrganisationItem, ownBodyId: string | null): number {
  const own = (one: OrganisationItem) => (one.bodyId === ownBodyId ? 0 : 1);
  return (
    own(a) - own(b) ||
    compare(spelled(a.bodyName).pinyin, spelled(b.bodyName).pinyin) ||
    compare(a.bodyId, b.bodyId) ||
    (kindOrder.get(a.kind) ?? 99) - (kindOrder.get(b.kind) ?? 99) ||
    compare(sortKey(a.name), sortKey(b.name)) ||
    compare(a.id, b.id)
  );
}

/** 第一党支部 comes before 第二党支部, though dì-èr comes before dì-yī. */
function sortKey(name: string): string {
  return spelled(
    name.replace(/第([一二三四五六七八九])/g, (_, digit: string) => `第${'一二三四五六七八九'.indexOf(digit) + 1}`),
  ).pinyin;
}

function compare(a: string, b: string): number {
  return a < b ? -1 : a > b ? 1 : 0;
}
