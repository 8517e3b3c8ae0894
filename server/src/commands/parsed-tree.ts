import {
  type Clause,
  type Deadline,
  type Obligation,
  type OwnerMention,
  type ParsedDirective,
  reasonInWords,
  type Span,
} from '@xieli/directive';
import { confidenceOf } from '../features/directives/index.ts';
import type { Language } from '../platform/locale/messages.ts';
import {
  actWords,
  certaintyWords,
  deadlineWords,
  hardnessWords,
  leftOutWords,
  lineWords,
  referenceWords,
  sourceWords,
  strengthWords,
} from './parse-words.ts';

/**
 * What the reader found, for a person: the clauses as a tree, under each what it asks with place, owner, time and reasons, then
 * what was left out, cited and dated. The same document gives the same lines. Spans are `[start–end]`, UTF-16 offsets.
 */
export function parsedTree(parsed: ParsedDirective, language: Language): string {
  const say = lineWords[language];
  const printer = new Map(Map.groupBy(parsed.obligations, (one) => one.clauseKey));
  const known = new Set(parsed.clauses.map((clause) => clause.key));
  const outside = parsed.obligations.filter((one) => one.clauseKey === null || !known.has(one.clauseKey));
  const lines = [
    parsed.title === null
      ? say.noTitle
      : `${oneLine(parsed.title)}${parsed.titleSpan ? ` ${at(parsed.titleSpan)}` : ''}`,
    ...(parsed.addressee === null ? [] : [`${say.addressee}: ${oneLine(parsed.addressee)}`]),
    ...(parsed.datedBy === null
      ? []
      : [`${say.dated}: ${parsed.datedBy.date} “${oneLine(parsed.datedBy.text)}” ${at(parsed.datedBy.span)}`]),
    `${say.counted}: ${parsed.referenceDate}`,
    '',
    `${say.tree}:`,
    ...(outside.length === 0 ? [] : [say.noClause, ...outside.flatMap((one) => obligationLines(one, 1, language))]),
    ...parsed.clauses.flatMap((clause) => [
      clauseLine(clause),
      ...(printer.get(clause.key) ?? []).flatMap((one) => obligationLines(one, clause.level, language)),
    ]),
    ...list(
      say.leftOut,
      parsed.leftOut,
      (one) => `${at(one)} ${leftOutWords[language][one.reason]}: ${oneLine(parsed.text.slice(one.start, one.end))}`,
    ),
    ...list(say.references, parsed.references, (one) => {
      const number = one.number === null ? '' : ` ${one.number}`;
      return `${at(one)} 《${oneLine(one.title)}》${number} (${referenceWords[language][one.role]})`;
    }),
    ...list(say.deadlines, parsed.deadlines, (one) => deadlineInWords(one, language)),
    ...list(say.problems, parsed.problems, (one) => `${at(one)} ${oneLine(one.quote)}`),
  ];
  return `${lines.join('\n')}\n`;

  function list<T>(title: string, items: readonly T[], lineOf: (item: T) => string): string[] {
    return [
      '',
      `${title}: ${items.length === 0 ? say.none : items.length}`,
      ...items.map((item) => `  ${lineOf(item)}`),
    ];
  }
}

function clauseLine({ level, number, title, ...span }: Clause): string {
  return `${indent(level - 1)}${[number, oneLine(title)].filter(Boolean).join(' ')} ${at(span)}`;
}

function obligationLines(one: Obligation, level: number, language: Language): string[] {
  const say = lineWords[language];
  const inner = indent(level + 1);
  const optional = (name: string, words: string | null) => (words ? [`${inner}${name}: ${words}`] : []);
  const { deadline, recurrence } = one;
  const rhythm =
    recurrence &&
    `${recurrence.period}${recurrence.minimum === null ? '' : ` ≥ ${recurrence.minimum}`} “${recurrence.text}”`;
  return [
    `${indent(level)}${one.id} ${oneLine(one.quote)} ${at(one)}`,
    `${inner}${actWords[language][one.act]} · ${one.strength} ${strengthWords[language][one.strength]} · ${hardnessWords[language][one.hardness]}`,
    `${inner}${say.owners}: ${one.owners.map((owner) => ownerInWords(owner, language)).join('; ') || say.audience}`,
    ...optional(say.deadline, deadline && deadlineInWords(deadline, language)),
    ...optional(say.recurrence, rhythm),
    ...optional(say.quantities, one.quantities.map((quantity) => quantity.text).join('; ')),
    `${inner}${say.certainty}: ${one.confidence.toFixed(2)} ${certaintyWords[language][confidenceOf(one.confidence)]}`,
    ...optional(say.why, one.reasons.map((reason) => oneLine(reasonInWords(reason, language))).join('; ')),
  ];
}

function ownerInWords(owner: OwnerMention, language: Language): string {
  const say = lineWords[language];
  const notes = [
    sourceWords[language][owner.source],
    owner.role === 'support' && say.support,
    owner.condition && `${say.condition} “${oneLine(owner.condition.text)}”`,
  ].filter(Boolean);
  return `${oneLine(owner.text)}${owner.span ? ` ${at(owner.span)}` : ''} (${notes.join(', ')})`;
}

/** The words, what they mean as days, and what year they were taken to be of and why. */
function deadlineInWords(deadline: Deadline, language: Language): string {
  const say = lineWords[language];
  const { from, to, yearEvidence } = deadline;
  const days = from && to ? `${from} – ${to}` : (to ?? from);
  const notes = [
    deadlineWords[language][deadline.kind],
    yearEvidence && reasonInWords({ key: `year.${yearEvidence.source}`, text: yearEvidence.text }, language),
    deadline.inherited && say.inheritedFrom,
    deadline.provisional && say.provisional,
  ].filter(Boolean);
  return `“${oneLine(deadline.text)}” ${at(deadline.span)}${days ? ` → ${days}` : ''} (${notes.join(', ')})`;
}

function indent(depth: number): string {
  return '  '.repeat(Math.max(0, depth));
}

function at({ start, end }: Span): string {
  return `[${start}–${end}]`;
}

/** Words of a stranger's file on one line, without characters that a terminal would obey. */
function oneLine(text: string): string {
  return text.replace(/[\p{Cc}\p{Cf}\p{Zl}\p{Zp}]+/gu, ' ').trim();
}
