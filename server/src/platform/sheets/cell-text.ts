import type { Language } from '../locale/messages.ts';

/** Characters that a cell of a spreadsheet holds; a longer text makes Excel call the whole file damaged. */
export const mostCellCharacters = 32_767;

/** Every sign that XML cannot hold, and the halves of surrogate pairs. */
// biome-ignore lint/suspicious/noControlCharactersInRegex: these are the signs that are taken out
const unwritable = /[\u0000-\u0008\u000b\u000c\u000e-\u001f\ufffe\uffff]/g;

/** A value as a cell can hold it; what has no room is left out, and the cell says so. */
export function cellText(value: string, language: Language): string {
  const text = value.replace(unwritable, '').toWellFormed();
  if (text.length <= mostCellCharacters) return text;
  const said =
    language === 'en'
      ? `… (${text.length} characters, cut to fit the cell)`
      : `……（全文${text.length}字，单元格未列完）`;
  return text.slice(0, mostCellCharacters - said.length).toWellFormed() + said;
}

/** A cell as it was read from a file. */
export interface FileCell {
  text: string;
  /** It holds a number and no text, as a spreadsheet makes of digits that are typed anew. */
  number: boolean;
}

const digitOffset = '０'.charCodeAt(0) - '0'.charCodeAt(0);
const dayAndTime =
  /^(\d{4}) ?[-/.年] ?(\d{1,2}) ?[-/.月] ?(\d{1,2}) ?日?(?:[ T](\d{1,2}):(\d{2})(?::\d{2}(?:\.\d+)?)?)?$/;

/**
 * A text without what spreadsheets and keyboards change by themselves: line ends, white space at the edges and its width,
 * the width of digits, the way a day is written.
 */
export function plainCell(text: string): string {
  const plain = text
    .replace(/\r\n?/g, '\n')
    .replace(/[０-９]/g, (digit) => String.fromCharCode(digit.charCodeAt(0) - digitOffset))
    .replace(/[^\S\n]/g, ' ')
    .replace(/ +$/gm, '')
    .trim();
  const [whole, year, month, day, hour, minute] = dayAndTime.exec(plain) ?? [];
  if (whole === undefined) return plain;
  const time = hour === undefined ? '' : ` ${hour.padStart(2, '0')}:${minute}`;
  return `${year}-${month?.padStart(2, '0')}-${day?.padStart(2, '0')}${time}`;
}

/** Whether a cell of a file says what the value says. A number is the digits it was made of, or the day that Excel counts so. */
export function sameCell(cell: FileCell, value: string): boolean {
  const plain = plainCell(value);
  if (plainCell(cell.text) === plain) return true;
  if (!cell.number || plain === '') return false;
  return Number(plain) === Number(cell.text) || serialOf(plain) === Number(cell.text);
}

const millisecondsOfDay = 86_400_000;
/** Day 0 as Excel counts, for every day after February 1900. */
const firstDay = Date.UTC(1899, 11, 30);

function serialOf(day: string): number | null {
  return /^\d{4}-\d{2}-\d{2}$/.test(day) ? (Date.parse(day) - firstDay) / millisecondsOfDay : null;
}
