import type { GuideObligation, GuideShape } from '../src/guide-shape.ts';

interface Place {
  start: number;
  end: number;
}
interface Dates {
  from: string | null;
  to: string | null;
}

/** An annotated document, as README.md describes it. */
export interface Gold {
  id: string;
  genre: string;
  referenceDate: string;
  addressees: string[];
  structure: (Place & { level: number; number: string; title: string })[];
  obligations: (Place & {
    quote: string;
    para: number;
    owners: string[];
    ownersAlt?: string[][];
    deadline: Dates | null;
    deadlineAlt?: Dates[];
    recurring: string | null;
    quantity?: { value: number }[];
    hard: boolean;
  })[];
  deadlines: (Dates & { optional?: boolean })[];
  references: { title: string; optional?: boolean }[];
  negatives: (Place & { quote: string; type: string })[];
  neutral: (Place & { quote: string })[];
}

/** What was found of what there is: right, too much, missed. Added up over documents before anything is divided. */
export interface Counts {
  right: number;
  extra: number;
  missed: number;
}
/** Cases in which something is so, of all cases in which it could be. */
export interface Share {
  so: number;
  of: number;
}

export interface Measures {
  structure: Counts;
  obligations: Counts;
  deadlines: Counts;
  references: Counts;
  /** Gold obligations that can be checked as they stand and were found. */
  hardFound: Share;
  /** Passages that only look like a demand and were taken for one: the lower the better. */
  trapsHit: Share;
  /** Of matched obligations whose owner is named. */
  owners: Share;
  /** Of matched obligations that have a date: the same date, or another one that the annotation accepts. */
  dated: Share;
  recurrences: Share;
  quantities: Share;
  /** Proposals that are sure of themselves (SURE and above) and right, and the same of all others. */
  sure: Share;
  unsure: Share;
}

/** From here on a proposal is to be right nineteen times of twenty. */
const SURE = 0.9;
/** Longer spans are compared by their first characters. */
const LONGEST_SPAN = 40;
/** Two spans are the same action when what they share is this part of what they cover together. */
const SAME_SPAN = 0.5;

/** An annotation as if it had been read: what a perfect reader would return. */
export function asReading(gold: Gold): GuideShape {
  return {
    structure: gold.structure,
    obligations: gold.obligations.map((one) => ({
      ...one,
      kind: '',
      confidence: 1,
      deadline: one.deadline && { ...one.deadline, text: '' },
      quantity: (one.quantity ?? []).map(({ value }) => ({ text: '', value, unit: '', op: '=' })),
    })),
    deadlines: gold.deadlines.map((one) => ({ ...one, text: '' })),
    references: gold.references,
  };
}

/** Measures a reading against its annotation. */
export function measure(gold: Gold, read: GuideShape): Measures {
  const matches = matchSpans(gold.obligations, read.obligations);
  const matched = new Set(matches.values());
  const isRight = (found: GuideObligation) => matched.has(found);
  const isSure = ({ confidence }: GuideObligation) => confidence >= SURE;
  const judged = read.obligations.filter((found) => isRight(found) || !isSetAside(found, gold));
  const wrong = judged.filter((found) => !isRight(found));
  const pairs = [...matches].map(([wanted, found]) => ({ wanted, found }));
  const hard = gold.obligations.filter((wanted) => wanted.hard);
  return {
    structure: structureCounts(gold.structure, read.structure),
    obligations: {
      right: pairs.length,
      extra: wrong.length,
      missed: gold.obligations.length - pairs.length,
    },
    deadlines: setCounts(
      gold.deadlines,
      [...read.deadlines, ...read.obligations.flatMap(({ deadline }) => deadline ?? [])],
      datesKey,
    ),
    references: setCounts(gold.references, read.references, ({ title }) => plain(title).replace(/[《》〈〉<>]/g, '')),
    hardFound: shareOf(hard, (wanted) => matches.has(wanted)),
    trapsHit: shareOf(gold.negatives, (trap) => wrong.some((found) => overlaps(trap, clip(found)))),
    owners: shareOf(
      pairs.filter(({ wanted }) => wanted.owners.length > 0),
      ({ wanted, found }) => ownersAgree(wanted, found, gold.addressees),
    ),
    dated: shareOf(
      pairs.filter(({ wanted }) => wanted.deadline !== null && datesKey(wanted.deadline) !== ''),
      ({ wanted, found }) =>
        [wanted.deadline, ...(wanted.deadlineAlt ?? [])].some(
          (dates) => keyOfDates(dates) === keyOfDates(found.deadline),
        ),
    ),
    recurrences: shareOf(
      pairs.filter(({ wanted }) => wanted.recurring !== null),
      ({ wanted, found }) => wanted.recurring === found.recurring,
    ),
    quantities: shareOf(
      pairs.filter(({ wanted }) => (wanted.quantity ?? []).length > 0),
      ({ wanted, found }) =>
        (wanted.quantity ?? []).every(({ value }) => found.quantity.some((other) => other.value === value)),
    ),
    sure: shareOf(judged.filter(isSure), isRight),
    unsure: shareOf(
      judged.filter((found) => !isSure(found)),
      isRight,
    ),
  };
}

/** The measures of several documents as of one. */
export function sum(all: readonly Measures[]): Measures {
  const counts = (of: (one: Measures) => Counts): Counts => ({
    right: total(all, (one) => of(one).right),
    extra: total(all, (one) => of(one).extra),
    missed: total(all, (one) => of(one).missed),
  });
  const share = (of: (one: Measures) => Share): Share => ({
    so: total(all, (one) => of(one).so),
    of: total(all, (one) => of(one).of),
  });
  return {
    structure: counts((one) => one.structure),
    obligations: counts((one) => one.obligations),
    deadlines: counts((one) => one.deadlines),
    references: counts((one) => one.references),
    hardFound: share((one) => one.hardFound),
    trapsHit: share((one) => one.trapsHit),
    owners: share((one) => one.owners),
    dated: share((one) => one.dated),
    recurrences: share((one) => one.recurrences),
    quantities: share((one) => one.quantities),
    sure: share((one) => one.sure),
    unsure: share((one) => one.unsure),
  };
}

/** The harmonic mean of precision and recall; null where there was nothing to find and nothing was found. */
export function f1({ right, extra, missed }: Counts): number | null {
  const whole = 2 * right + extra + missed;
  return whole === 0 ? null : (2 * right) / whole;
}

/** Null where there was no case. */
export function part({ so, of }: Share): number | null {
  return of === 0 ? null : so / of;
}

function total<Item>(items: readonly Item[], of: (item: Item) => number): number {
  return items.reduce((all, item) => all + of(item), 0);
}

function shareOf<Item>(items: readonly Item[], isSo: (item: Item) => boolean): Share {
  return { so: items.filter(isSo).length, of: items.length };
}

const clip = ({ start, end }: Place): Place => ({ start, end: Math.min(end, start + LONGEST_SPAN) });
const shared = (one: Place, other: Place): number =>
  Math.max(0, Math.min(one.end, other.end) - Math.max(one.start, other.start));
const lengthOf = ({ start, end }: Place): number => end - start;

function likeness(one: Place, other: Place): number {
  const both = shared(one, other);
  return both / (lengthOf(one) + lengthOf(other) - both);
}

/** Whether a prediction covers half of a passage, or lies in it by half. */
function overlaps(passage: Place, found: Place): boolean {
  return shared(passage, found) >= Math.max(1, Math.min(lengthOf(passage), lengthOf(found)) / 2);
}

/** One to one, the best overlap first. */
function matchSpans<Wanted extends Place & { para: number }>(
  gold: readonly Wanted[],
  read: readonly GuideObligation[],
): Map<Wanted, GuideObligation> {
  const pairs = gold
    .flatMap((wanted) =>
      read
        .filter((found) => found.para === wanted.para)
        .map((found) => ({ wanted, found, likeness: likeness(clip(wanted), clip(found)) })),
    )
    .filter((pair) => pair.likeness >= SAME_SPAN)
    .toSorted((one, other) => other.likeness - one.likeness);
  const matches = new Map<Wanted, GuideObligation>();
  const taken = new Set<GuideObligation>();
  for (const { wanted, found } of pairs) {
    if (matches.has(wanted) || taken.has(found)) continue;
    matches.set(wanted, found);
    taken.add(found);
  }
  return matches;
}

/** On a heading, or where the annotation takes no side: neither right nor wrong. */
function isSetAside(found: GuideObligation, gold: Gold): boolean {
  const span = clip(found);
  return [...gold.structure, ...gold.neutral].some((zone) => shared(zone, span) >= lengthOf(span) / 2);
}

/** Compared without blanks, and with one form for each bracket and quotation mark. */
function plain(words: string): string {
  return words
    .normalize('NFKC')
    .replace(/\s+/g, '')
    .replace(/[〔［【[]/g, '(')
    .replace(/[〕］】\]]/g, ')')
    .replace(/[“”"‘’']/g, '"');
}

const plainTitle = (title: string): string => plain(title).replace(/^[、.,:;]+|[。、.,:;!?]+$/g, '');
const plainNumber = (number: string): string =>
  plain(number)
    .replace(/[、.。,:]+$/g, '')
    .replace(/[—–-]+/g, '-');

/** A content item (without a title) asks for its number alone. */
function structureCounts(gold: Gold['structure'], read: GuideShape['structure']): Counts {
  const whole = (node: { number: string; title: string }) => `${plainNumber(node.number)} ${plainTitle(node.title)}`;
  const titled = gold.filter(({ title }) => plainTitle(title) !== '').map(whole);
  const bare = gold.filter(({ title }) => plainTitle(title) === '').map(({ number }) => plainNumber(number));
  const rest = read.filter((node) => !takeFrom(titled, whole(node)));
  const extra = rest.filter(({ number }) => !takeFrom(bare, plainNumber(number))).length;
  const missed = titled.length + bare.length;
  return { right: gold.length - missed, extra, missed };
}

function takeFrom(list: string[], item: string): boolean {
  const at = list.indexOf(item);
  if (at >= 0) list.splice(at, 1);
  return at >= 0;
}

const datesKey = ({ from, to }: Dates): string => (from === null && to === null ? '' : `${from ?? ''}|${to ?? ''}`);

const keyOfDates = (dates: Dates | null): string => (dates ? datesKey(dates) : '');

/** Things that count once each; what is optional is neither asked for nor punished. */
function setCounts<Wanted extends { optional?: boolean }, Found>(
  gold: readonly Wanted[],
  read: readonly Found[],
  keyOf: (item: Wanted | Found) => string,
): Counts {
  const must = new Set(gold.filter(({ optional }) => !optional).map(keyOf));
  const may = new Set(gold.map(keyOf));
  const found = new Set(read.map(keyOf));
  for (const keys of [must, found]) keys.delete('');
  const right = [...found].filter((key) => must.has(key)).length;
  return { right, extra: [...found].filter((key) => !may.has(key)).length, missed: must.size - right };
}

/** Equal to the owners or one of the other readings; the addressee of the document is as good as nobody. */
function ownersAgree(wanted: Gold['obligations'][number], found: GuideObligation, addressees: string[]): boolean {
  const named = (owners: readonly string[]) => new Set(owners.map((owner) => plain(owner).replace(/等$/, '')));
  const read = named(found.owners);
  const readings = [wanted.owners, ...(wanted.ownersAlt ?? [])].map(named);
  const within = (part: Set<string>, whole: Set<string>) => [...part].every((owner) => whole.has(owner));
  return (
    readings.some((reading) => within(reading, read) && within(read, reading)) ||
    (readings.some((reading) => reading.size === 0) && within(read, named(addressees)))
  );
}
