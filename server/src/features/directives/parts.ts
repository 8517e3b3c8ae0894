import { bindingTime, type Deadline, findTimes, parseDay } from '@xieli/directive';
import { longestLists, type RequirementContent } from './content.ts';
import { deadlineOf, shortened } from './proposal.ts';
import type { Span } from './rules.ts';

const separators = '\\s，,、；;。！？';

/**
 * The two passages of one that is cut: together they begin and end where it does, and what only separated them belongs to
 * neither. Null where nothing would be left on one side.
 * @param at offset in the text
 */
export function halvesOf(text: string, { start, end }: Span, at: number): [Span, Span] | null {
  if (at <= start || at >= end) return null;
  const first = text.slice(start, at).replace(new RegExp(`[${separators}]+$`), '');
  const second = text.slice(at, end).replace(new RegExp(`^[${separators}]+`), '');
  if (!first || !second || !first.isWellFormed() || !second.isWellFormed()) return null;
  return [
    { start, end: start + first.length },
    { start: end - second.length, end },
  ];
}

/** The words of a passage as an item says them. */
export function actionOf(text: string, { start, end }: Span): string {
  return shortened(text.slice(start, end).trim().replace(/\s+/g, ' '), 1000);
}

/**
 * What the two parts of an item ask. Each keeps what its own words say: quantities and cited documents go with the words that
 * name them, and what is named nowhere stays with the first. A time or rhythm binds what follows it, as in the sentence, and
 * never what stands before. Who acts and what a person wrote of it hold for both.
 * @param issuedOn the day from which a time in the words is counted
 */
export function divided(
  content: RequirementContent,
  text: string,
  halves: [Span, Span],
  issuedOn: string,
): [RequirementContent, RequirementContent] {
  const words = halves.map((half) => text.slice(half.start, half.end)) as [string, string];
  const inSecond = (text: string) => text !== '' && words[1].includes(text) && !words[0].includes(text);
  const quantities = split(content.quantities, (quantity) => inSecond(quantity.text));
  const references = split(content.references, inSecond);
  const derived = standardOf(content.quantities) === content.standard;
  const part = (which: 0 | 1): RequirementContent => ({
    ...content,
    action: actionOf(text, halves[which]),
    standard: derived ? standardOf(quantities[which]) : content.standard,
    deadline: deadlineIn(which, content, words, halves, issuedOn),
    recurrence: which === 0 && content.recurrence && inSecond(content.recurrence.text) ? null : content.recurrence,
    quantities: quantities[which],
    references: references[which],
  });
  return [part(0), part(1)];
}

function split<T>(list: readonly T[], inSecond: (one: T) => boolean): [T[], T[]] {
  return [list.filter((one) => !inSecond(one)), list.filter(inSecond)];
}

const standardOf = (quantities: RequirementContent['quantities']) =>
  shortened(quantities.map((quantity) => quantity.text).join('；'), 1000);

function deadlineIn(
  which: 0 | 1,
  { deadline }: RequirementContent,
  words: [string, string],
  halves: [Span, Span],
  issuedOn: string,
): RequirementContent['deadline'] {
  if (deadline && words[which].includes(deadline.text)) return deadline;
  const reference = parseDay(issuedOn);
  const named: Deadline | null =
    reference && bindingTime(findTimes(words[which], { offset: halves[which].start, reference }));
  if (named) return deadlineOf(named);
  if (!deadline || (which === 0 && words[1].includes(deadline.text))) return null;
  return deadline;
}

const hardest = ['hard', 'semi', 'soft'] as const;

/**
 * What several items ask as one: everything that any of them asks, once. Of several deadlines the earliest stands.
 * @param action the words of the whole passage
 * @returns null where it is more than one requirement can hold (`longestLists`)
 */
export function joined(contents: readonly RequirementContent[], action: string): RequirementContent | null {
  const [first] = contents;
  if (!first) throw new Error('Nothing was given to be joined');
  const all = {
    owners: distinct(
      contents.flatMap((one) => one.owners),
      (owner) => JSON.stringify([owner.role, owner.text, owner.query, owner.organisationIds]),
    ),
    quantities: distinct(
      contents.flatMap((one) => one.quantities),
      (quantity) => quantity.text,
    ),
    references: [...new Set(contents.flatMap((one) => one.references))],
  };
  const fits = (Object.keys(all) as (keyof typeof all)[]).every((list) => all[list].length <= longestLists[list]);
  const standard = together(contents.map((one) => one.standard));
  const evidenceExpected = together(contents.map((one) => one.evidenceExpected));
  if (!fits || standard.length > 1000 || evidenceExpected.length > 500) return null;
  const some = <K extends keyof RequirementContent>(key: K) => contents.find((one) => one[key] !== null)?.[key];
  return {
    ...{ ...first, ...all, action, standard, evidenceExpected },
    hardness: hardest.find((grade) => contents.some((one) => one.hardness === grade)) ?? first.hardness,
    deadline: earliest(contents.flatMap((one) => one.deadline ?? [])),
    recurrence: some('recurrence') ?? null,
    supervisionMode: some('supervisionMode') ?? null,
    supervisionObject: some('supervisionObject') ?? null,
    evidenceDemand: some('evidenceDemand') ?? null,
  };
}

function distinct<T>(list: readonly T[], key: (one: T) => string): T[] {
  return [...new Map([...list].reverse().map((one) => [key(one), one])).values()].reverse();
}

const together = (texts: readonly string[]) => [...new Set(texts.filter((text) => text !== ''))].join('；');

function earliest(deadlines: readonly NonNullable<RequirementContent['deadline']>[]): RequirementContent['deadline'] {
  const sorted = [...deadlines].sort((a, b) => (a.to ?? '9999').localeCompare(b.to ?? '9999'));
  return sorted[0] ?? null;
}
