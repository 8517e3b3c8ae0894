import { normaliseName } from '@xieli/codes';
import type { Name } from './cells.ts';
import type { Template, TemplateId } from './definitions.ts';
import { message, type TemplateMessage } from './messages.ts';
import { overlapFinder } from './overlaps.ts';
import type { Seen } from './rules.ts';

type AnySeen = Readonly<Record<string, unknown>>;

export interface Clash {
  field: string;
  message: TemplateMessage;
}

/**
 * Remembers of the rows of a file what a later row can contradict: keys, whose number it is, intervals. Names of
 * organisations are compared as they are written; that two of them mean one organisation only the register knows.
 */
export function fileMemory(id: TemplateId, template: Template) {
  const rowOfKey = new Map<string, number>();
  const nameOfMobile = new Map<string, { name: string; row: number }>();
  const intervals = overlapFinder();
  const keyColumns = template.key
    .map((field) => template.columns.find((column) => column.field === field)?.title ?? field)
    .join('、');

  function keyTwice(seen: AnySeen, row: number): Clash | null {
    const key = keyOf(id, template, seen);
    if (key === null) return null;
    const other = rowOfKey.get(key.text);
    if (other === undefined) rowOfKey.set(key.text, row);
    return other === undefined
      ? null
      : { field: key.field, message: message('keyTwice', { other, columns: keyColumns }) };
  }

  function otherName(name: unknown, mobile: unknown, row: number): TemplateMessage | null {
    if (typeof name !== 'string' || typeof mobile !== 'string') return null;
    const known = nameOfMobile.get(mobile);
    if (!known) nameOfMobile.set(mobile, { name, row });
    if (!known || known.name === name) return null;
    return message('nameAgainstNumber', { other: known.row, name: known.name });
  }

  return {
    /** What the row contradicts among those before it. */
    clashes(seen: AnySeen, row: number): Clash[] {
      const found: Clash[] = [];
      for (const [name, mobile] of template.persons) {
        const said = otherName(seen[name], seen[mobile], row);
        if (said) found.push({ field: name, message: said });
      }
      const twice = keyTwice(seen, row);
      if (twice) return [...found, twice];
      const other = id === 'roster' ? overlapOf(seen as Seen<'roster'>, row, intervals) : null;
      if (other !== null) found.push({ field: 'from', message: message('rowsOverlap', { other }) });
      return found;
    },
  };
}

/** Rows of one person, body and 届次 do not overlap, but a 暂停 row may lie over another (measures.md 2.2). */
function overlapOf(
  { mobile, body, term, status, from, to }: Seen<'roster'>,
  row: number,
  intervals: ReturnType<typeof overlapFinder>,
): number | null {
  if (!mobile || !body || term === undefined || !status || !from || to === undefined) return null;
  if (status === 'suspended' || (to !== null && to < from)) return null;
  return intervals.add(`${mobile}\n${body.key}\n${term ?? ''}`, { from, to }, row);
}

/** The key of a row as a text without white space but line breaks; null where a part of it could not be read. */
function keyOf(id: TemplateId, template: Template, seen: AnySeen): { text: string; field: string } | null {
  const parts: string[] = [];
  let [field = ''] = template.key;
  for (const name of template.key) {
    let value = seen[name];
    // A body is its own, and a guest is known by name alone.
    if (value === null && id === 'organisations') value = seen.name;
    if (value === null && id === 'attendance') {
      field = 'name';
      value = seen.name;
    }
    if (value === undefined) return null;
    parts.push(comparing(name, value));
  }
  return { text: parts.join('\n'), field };
}

function comparing(field: string, value: unknown): string {
  if (value === null) return '';
  if (field === 'status') return value === 'suspended' ? 'suspended' : '';
  if (isName(value)) return value.key;
  return field === 'post' ? normaliseName(String(value)) : String(value);
}

function isName(value: unknown): value is Name {
  return typeof value === 'object' && value !== null && 'key' in value;
}
