import { type ParsedDirective, parseDirective } from '@xieli/directive';
import { renderNotice, renderSpeech, renderTaskTable } from '../server/src/demo/documents/index.ts';
import type { Random } from '../server/src/demo/random.ts';

export interface FuzzResult {
  texts: number;
  characters: number;
  faults: string[];
}

const anchor = '2026-11-25';
/** Milliseconds after which a text of some thousand characters counts as one that does not end. */
const longest = 20_000;
/** Pieces that open, close, number or cut something, and characters that count two where people see one. */
const splinters = [
  ...[
    '一、',
    '（一）',
    '1.',
    '第一，',
    '（',
    '）',
    '《',
    '》',
    '“',
    '”',
    '：',
    '；',
    '。',
    '、',
    '\n',
    '\t',
    '\r\n',
    '　',
  ],
  ...[
    '各县区政协',
    '牵头单位',
    '要',
    '不得',
    '每季度',
    '年底前',
    '2026年2月30日',
    '明年',
    '不少于0次',
    '\u0000',
    '𠀀',
    '\uD840',
  ],
];

/** The fictional documents, broken at random again and again: the reader never throws and every span is exact. */
export function fuzzReader(random: Random, texts: number, sources: readonly string[] = documents()): FuzzResult {
  const result: FuzzResult = { texts, characters: 0, faults: [] };
  for (let round = 0; round < texts; round += 1) {
    let text = random.pick(sources);
    for (let wounds = 1 + random.below(12); wounds > 0; wounds -= 1) text = mutate(text, random, sources);
    result.characters += text.length;
    const fault = faultOf(text);
    if (fault) result.faults.push(`${fault} in ${JSON.stringify(text.slice(0, 4000))}`);
  }
  return result;
}

/**
 * Passages of the fictional documents of at most 400 characters, and heaps of splinters: short, so that very many of them can be
 * broken.
 */
export function passages(random: Random, count: number): string[] {
  const whole = documents();
  return Array.from({ length: count }, (_, number) => {
    if (number % 4 === 0) return Array.from({ length: random.below(60) }, () => random.pick(splinters)).join('');
    const source = random.pick(whole);
    const from = random.below(source.length);
    return source.slice(from, from + random.below(400));
  });
}

function documents(): string[] {
  const table = renderTaskTable(anchor);
  const rows = table.rows.map((row) => table.columns.map((column) => row[column]).join('\t'));
  return [renderSpeech(anchor).text, renderNotice(anchor).text, [table.columns.join('\t'), ...rows].join('\n')];
}

function mutate(text: string, random: Random, sources: readonly string[]): string {
  const at = random.below(text.length + 1);
  const end = Math.min(text.length, at + random.below(120));
  const [before, piece, after] = [text.slice(0, at), text.slice(at, end), text.slice(end)];
  const kinds = [
    () => before + after,
    () => before + piece + piece + after,
    () => before + random.pick(splinters) + piece + after,
    () => after + piece + before,
    () => before + [...piece].reverse().join('') + after,
    () => before + piece.replace(/\d/g, () => String(random.below(10))) + after,
    () => {
      const other = random.pick(sources);
      const from = random.below(other.length);
      return before + other.slice(from, from + random.below(200)) + after;
    },
  ];
  return random.pick(kinds)();
}

function faultOf(text: string): string | null {
  try {
    const began = performance.now();
    const wrong = inexactSpan(text, parseDirective(text, { referenceDate: anchor }));
    return wrong ?? (performance.now() - began > longest ? `took more than ${longest / 1000} s` : null);
  } catch (error) {
    return `threw ${error instanceof Error ? error.message : String(error)}`;
  }
}

/** What a span says of itself against what stands there; null when all are exact. */
export function inexactSpan(text: string, parsed: ParsedDirective): string | null {
  const quoted = [
    ...parsed.obligations.map((one) => ({ start: one.start, end: one.end, quote: one.quote })),
    ...parsed.obligations.flatMap(({ owners }) =>
      owners.flatMap((owner) => (owner.span ? [{ ...owner.span, quote: owner.text }] : [])),
    ),
    ...parsed.deadlines.map((one) => ({ ...one.span, quote: one.text })),
    ...parsed.problems,
  ];
  const wrong = quoted.find(({ start, end, quote }) => text.slice(start, end) !== quote);
  if (wrong) return `a span that is not its quote: ${JSON.stringify(wrong)}`;
  const spans = [...quoted, ...parsed.clauses, ...parsed.references, ...parsed.leftOut];
  const outside = spans.find(({ start, end }) => start < 0 || end <= start || end > text.length);
  return outside ? `a span outside of the text: ${outside.start}–${outside.end}` : null;
}
