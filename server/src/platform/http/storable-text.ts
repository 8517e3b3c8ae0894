import { messages } from '../locale/messages.ts';
import { invalid } from './problems.ts';

const say = messages('storable', {
  tooDeep: {
    zh: '提交的内容层层嵌套过深，请刷新页面后重新填写',
    en: 'What was sent is nested too deep; load the page again and fill it in anew',
  },
});

/** Levels within each other; no form has more than ten, and what walks down without end runs out of stack. */
const deepest = 50;

/**
 * What was sent in a request with every text as the database can keep it: U+0000 taken out and a lone surrogate replaced by
 * U+FFFD. PostgreSQL refuses both, and what a person pasted must not end in a fault of the program. Nothing is copied where
 * nothing has to change.
 * @throws Problem invalid when it is nested deeper than any form
 */
export function storableText<T>(value: T, depth = 0): T {
  if (depth > deepest) throw invalid(say.tooDeep());
  if (typeof value === 'string') return clean(value) as T;
  if (Array.isArray(value)) return mapped(value, Object.entries(value), [...value], depth) as T;
  if (value !== null && typeof value === 'object' && isPlain(value)) {
    const members = value as Record<string, unknown>;
    return mapped(members, Object.entries(members), { ...members }, depth) as T;
  }
  return value;
}

function mapped<C extends object>(original: C, entries: [string, unknown][], copy: C, depth: number): C {
  let changed = false;
  for (const [key, member] of entries) {
    const next = storableText(member, depth + 1);
    if (next === member) continue;
    changed = true;
    (copy as Record<string, unknown>)[key] = next;
  }
  return changed ? copy : original;
}

function clean(text: string): string {
  const kept = text.includes('\u0000') ? text.replaceAll('\u0000', '') : text;
  return kept.isWellFormed() ? kept : kept.toWellFormed();
}

function isPlain(value: object): boolean {
  const prototype = Object.getPrototypeOf(value);
  // The query of an address has an empty prototype of its own, so that no name in it means anything.
  return prototype === Object.prototype || prototype === null || Object.getPrototypeOf(prototype) === null;
}
