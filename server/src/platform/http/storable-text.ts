/**
 * A request body with every text as the database can keep it: U+0000 taken out and a lone surrogate replaced by U+FFFD.
 * PostgreSQL refuses both, and what a person pasted must not end in a fault of the program. Nothing is copied where nothing
 * has to change.
 */
export function storableText<T>(value: T): T {
  if (typeof value === 'string') return clean(value) as T;
  if (Array.isArray(value)) return mapped(value, Object.entries(value), [...value]) as T;
  if (value !== null && typeof value === 'object' && isPlain(value)) {
    return mapped(value as Record<string, unknown>, Object.entries(value), { ...value } as Record<
      string,
      unknown
    >) as T;
  }
  return value;
}

function mapped<C extends object>(original: C, entries: [string, unknown][], copy: C): C {
  let changed = false;
  for (const [key, member] of entries) {
    const next = storableText(member);
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
  return prototype === Object.prototype || prototype === null;
}
