import { message, type TemplateMessage, type TemplateMessageKey } from './messages.ts';

/** What a sheet or a CSV file holds at a place. A `Date` holds the time on the wall in its UTC fields. */
export type Cell = string | number | boolean | Date | null | undefined;

/** What a cell means, or why it means nothing. */
export type Outcome<Value> = { ok: true; value: Value } | { ok: false; fault: TemplateMessage };

export function read<Value>(value: Value): Outcome<Value> {
  return { ok: true, value };
}

export function fault(
  key: TemplateMessageKey,
  slots: Readonly<Record<string, string | number>> = {},
): { ok: false; fault: TemplateMessage } {
  return { ok: false, fault: message(key, slots) };
}

/** The cell as a person reads it. */
export function cellText(cell: Cell): string {
  if (typeof cell === 'string') return cell;
  if (cell === null || cell === undefined) return '';
  if (typeof cell === 'boolean') return cell ? 'TRUE' : 'FALSE';
  if (typeof cell === 'number') return String(cell);
  if (Number.isNaN(cell.getTime())) return String(cell);
  const [day, time] = [cell.toISOString().split('T')[0] ?? '', cell.toISOString().split('T')[1]?.slice(0, 8) ?? ''];
  return time === '00:00:00' ? day : `${day} ${time}`;
}

/** Whether nothing is to be seen in the cell. */
export function isEmpty(cell: Cell): boolean {
  if (cell === null || cell === undefined || cell === '') return true;
  return typeof cell === 'string' && !/[^\s\p{Cf}]/u.test(cell);
}

/** Digits and signs in one width; the unseen marks that a copied number brings along are left out. */
export function digitsOf(text: string): string {
  return /^[\x21-\x7e]*$/.test(text)
    ? text
    : text
        .normalize('NFKC')
        .replace(/\p{Cf}/gu, '')
        .trim();
}
