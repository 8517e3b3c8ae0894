import { formatNumber } from './number-formats.ts';

/** One level of a list as Word keeps it. `text` names the levels whose numbers it prints: `%1、`. */
export interface Level {
  format: string;
  text: string;
  start: number;
  /** The paragraph style that carries this level. */
  paragraphStyle: string | null;
}

/** What a paragraph's list number leads to. Paragraphs of one `list` count on; `restarts` are a first count of its own by level. */
export interface ListOfNumber {
  list: string;
  levels: Map<number, Level>;
  restarts: Map<number, number>;
}

/** Word begins no count beyond this, and none below nothing. */
const HIGHEST_START = 32_767;

/** Where a count begins; what a file says that is no such number counts from one, as if nothing had been said. */
const beginningOf = (said: number): number => (Number.isInteger(said) && said >= 0 && said <= HIGHEST_START ? said : 1);

/** Counts paragraphs and says what is printed before each; null where nothing is. Asked in the order of the document. */
export function labelCounter(
  levelsOf: (numberId: string) => ListOfNumber | null,
): (numberId: string, level: number) => string | null {
  const counters = new Map<string, Map<number, number>>();
  const used = new Set<string>();
  return (numberId, level) => {
    const definition = levelsOf(numberId);
    const own = definition?.levels.get(level);
    if (!definition || !own) return null;
    const values = counters.get(definition.list) ?? new Map<number, number>();
    counters.set(definition.list, values);
    if (!used.has(numberId)) {
      used.add(numberId);
      for (const [restarted, start] of definition.restarts) values.set(restarted, beginningOf(start) - 1);
    }
    const start = beginningOf(definition.restarts.get(level) ?? own.start);
    values.set(level, (values.get(level) ?? start - 1) + 1);
    for (const deeper of [...values.keys()]) if (deeper > level) values.delete(deeper);
    return printed(own, definition, values);
  };
}

function printed(own: Level, { levels }: ListOfNumber, values: Map<number, number>): string | null {
  if (own.format === 'bullet') return /^[—–-]+$/.test(own.text) ? own.text : null;
  if (own.format === 'none') return own.text === '' ? null : own.text;
  return own.text.replace(/%(\d)/g, (_, digit: string) => {
    const at = Number(digit) - 1;
    const shown = levels.get(at);
    if (!shown) return '';
    return formatNumber(values.get(at) ?? beginningOf(shown.start), shown.format);
  });
}
