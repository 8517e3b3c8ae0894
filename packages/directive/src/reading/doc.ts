import { type CompoundFile, openCompound } from './compound.ts';
import { labelCounter } from './list-labels.ts';
import { FILE_LIMIT_BYTES, notesOf, type ReadRefusal, type ReadResult, refuse, TEXT_LIMIT_BYTES } from './result.ts';
import { holdsWord } from './signatures.ts';
import { stripNuls } from './txt.ts';
import { listMarkOf, listsOf, styleMarks } from './word-lists.ts';
import { linesOfRows, placesOf, type WordRow } from './word-rows.ts';
import {
  Bytes,
  operandOf,
  type Piece,
  piecesOf,
  type Run,
  runsOf,
  type Sprm,
  sprms,
  sprmsOf,
  textOf,
} from './word-structures.ts';
import { isRefusal } from './zip.ts';

const WORD_97 = 0xa5ec;
const OLDEST_VERSION = 0xc1;
const flags = { encrypted: 0x0100, secondTable: 0x0200 };
/** Where the lengths of the parts of the text stand: body, footnotes, headers, comments, endnotes, text boxes. */
const lengthsAt = { body: 0x4c, footnotes: 0x50, headers: 0x54, macros: 0x58, comments: 0x5c, endnotes: 0x60 };
const boxesAt = { boxes: 0x64, headerBoxes: 0x68 };
/** Properties that did not fit where they belong stand in a stream of their own. */
const ELSEWHERE = [0x6646, 0x646b];
const INSERTED = 0x0801;

/**
 * Reads a Word 97 to 2003 file (also .wps, which is the same inside) into lines as `readDocx` does: automatic numbers as
 * printed, tracked changes as final, rows with their cells joined by tabs. Read here and by no library: the one that is kept
 * up knows no automatic numbers and takes letter spacing for a mark of deletion, so that words are lost without a sign.
 */
export function readDoc(bytes: Uint8Array, ending: string): ReadResult {
  if (bytes.length > FILE_LIMIT_BYTES) return refuse('tooLarge', 'doc');
  const file = openCompound(bytes);
  if (!file)
    return holdsWord(bytes, 'EncryptedPackage') ? refuse('encrypted', 'office') : refuse('damaged', 'compoundFile');
  if (file.names.includes('EncryptedPackage')) return refuse('encrypted', 'office');
  if (file.names.includes('_VBA_PROJECT')) return refuse('macros', 'vbaProject');
  const stream = file.stream('WordDocument');
  if (!stream) return file.names.includes('WordDocument') ? refuse('damaged', 'wordStream') : otherOffice(file, ending);
  const head = new Bytes(stream);
  if (head.u16(0) !== WORD_97 || head.u16(2) < OLDEST_VERSION) return refuse('unsupportedFormat', 'word95');
  if ((head.u16(0x0a) & flags.encrypted) !== 0) return refuse('encrypted', 'doc');
  const table = file.stream((head.u16(0x0a) & flags.secondTable) !== 0 ? '1Table' : '0Table');
  if (!table) return refuse('damaged', 'wordStream');
  const pieces = piecesOf(head, new Bytes(table));
  if (isRefusal(pieces)) return pieces;
  return readParts(new WordText(head, new Bytes(table), pieces, new Bytes(file.stream('Data') ?? new Uint8Array(0))));
}

function otherOffice(file: CompoundFile, ending: string): ReadResult {
  if (file.names.some((name) => name === 'Workbook' || name === 'Book')) return refuse('unsupportedFormat', 'xls');
  if (file.names.includes('PowerPoint Document')) return refuse('unsupportedFormat', 'ppt');
  return refuse('unsupportedFormat', ending || 'ole');
}

function readParts(word: WordText): ReadResult {
  const body = readBody(word);
  if (isRefusal(body)) return body;
  const { text, nuls } = stripNuls(body.lines.join('\n'));
  if (text.length > TEXT_LIMIT_BYTES) return refuse('tooLarge', 'text');
  if (text.trim() === '') return refuse('empty', 'noText');
  const [headers, boxes] = [word.linesOf('headers'), [...word.linesOf('boxes'), ...word.linesOf('headerBoxes')]];
  return {
    ok: true,
    text,
    format: 'doc',
    encoding: null,
    headParts: [headers.join('\n'), boxes.join('\n')].filter((part) => part !== ''),
    notes: notesOf({
      nulRemoved: nuls,
      numberingRestored: body.numbered,
      changesTakenAsFinal: word.changes,
      picturesLeftOut: body.pictures,
      footnotesLeftOut: [...word.linesOf('footnotes'), ...word.linesOf('endnotes')],
      runningLinesLeftOut: headers,
      textBoxesLeftOut: boxes,
      commentsLeftOut: word.linesOf('comments'),
    }),
  };
}

type Part = keyof typeof lengthsAt | keyof typeof boxesAt;

/** The whole text of the file with what has been said of its characters and paragraphs. */
class WordText {
  readonly changes: number;
  readonly head: Bytes;
  readonly table: Bytes;
  private readonly text: string;
  private readonly data: Bytes;
  private readonly deleted: Uint8Array;
  private readonly paragraphs: Run[];
  private readonly pieces: Piece[];

  constructor(head: Bytes, table: Bytes, pieces: Piece[], data: Bytes) {
    this.head = head;
    this.table = table;
    this.pieces = pieces;
    this.data = data;
    this.text = textOf(head, pieces);
    this.paragraphs = runsOf(head, table, 'paragraphs');
    this.deleted = new Uint8Array(this.text.length);
    const characters = runsOf(head, table, 'characters').filter((run) => has(run.properties, sprms.deleted));
    for (const piece of pieces) this.markDeleted(piece, characters);
    const inserted = runsOf(head, table, 'characters').filter((run) => has(run.properties, INSERTED));
    this.changes = characters.length + inserted.length;
  }

  private markDeleted({ first, end, offset, width }: Piece, runs: Run[]): void {
    const last = offset + (end - first) * width;
    for (let at = firstBehind(runs, offset); at < runs.length && (runs[at] as Run).from < last; at += 1) {
      const { from, to } = runs[at] as Run;
      const start = first + Math.max(0, Math.ceil((from - offset) / width));
      this.deleted.fill(1, start, first + Math.min(end - first, Math.ceil((to - offset) / width)));
    }
  }

  /** Begin and end of a part in the whole text. */
  rangeOf(part: Part): { start: number; end: number } {
    let start = 0;
    for (const [name, at] of Object.entries({ ...lengthsAt, ...boxesAt })) {
      const end = Math.min(this.text.length, start + this.head.u32(at));
      if (name === part) return { start, end };
      start = end;
    }
    return { start, end: start };
  }

  /** The characters of a part that are printed, with the mark of each and its place; field codes are passed over. */
  *printed(part: Part): Generator<{ char: string; at: number }> {
    const { start, end } = this.rangeOf(part);
    const fields: boolean[] = [];
    for (let at = start; at < end; at += 1) {
      const char = this.text.charAt(at);
      if (this.deleted[at] === 1) continue;
      if (char === '\u0013') fields.push(true);
      else if (char === '\u0014' && fields.length > 0) fields[fields.length - 1] = false;
      else if (char === '\u0015') fields.pop();
      else if (!fields.includes(true)) yield { char, at };
    }
  }

  /** A part that is told apart from the body, as lines. */
  linesOf(part: Part): string[] {
    const marked = [...this.printed(part)].map(({ char }) => (char === '\u0007' ? '\t' : char)).join('');
    return marked
      .split(/[\r\n\v\f]/)
      .map((line) => printable(line).trim())
      .filter((line) => line !== '');
  }

  /** The properties of the paragraph that ends at a place. */
  paragraphAt(at: number): { style: number; properties: Sprm[] } {
    const piece = this.pieces[firstBehind(this.pieces, at)];
    const place = piece ? piece.offset + (at - piece.first) * piece.width : -1;
    const run = this.paragraphs[firstBehind(this.paragraphs, place)];
    if (!run || run.from > place) return { style: 0, properties: [] };
    const properties = run.properties.flatMap((property) => {
      if (!ELSEWHERE.includes(property.code)) return [property];
      const from = property.operand.u32(0);
      return sprmsOf(this.data.part(from + 2, this.data.u16(from)));
    });
    return { style: run.style, properties };
  }
}

/** The first of sorted stretches that ends behind a place. */
function firstBehind(stretches: readonly (Run | Piece)[], place: number): number {
  let [low, high] = [0, stretches.length];
  while (low < high) {
    const middle = (low + high) >> 1;
    const stretch = stretches[middle] as Run | Piece;
    if (('to' in stretch ? stretch.to : stretch.end) > place) high = middle;
    else low = middle + 1;
  }
  return low;
}

function has(properties: Sprm[], code: number): boolean {
  return (operandOf(properties, code)?.u8(0) ?? 0) === 1;
}

/** Text without the marks that Word puts among the characters. */
function printable(text: string): string {
  let plain = '';
  for (const char of text) {
    if (char === '\u001e') plain += '-';
    else if (char === '\t' || char === '\u00a0') plain += ' ';
    else if (char >= ' ' || char === '\u0000') plain += char;
  }
  return plain;
}

interface Body {
  lines: string[];
  numbered: number;
  pictures: number;
}

function readBody(word: WordText): Body | ReadRefusal {
  const labelOf = labelCounter(listsOf(word.head, word.table));
  const markOfStyle = styleMarks(word.head, word.table);
  const body: Body = { lines: [], numbered: 0, pictures: 0 };
  let rows: WordRow[] = [];
  let cells: string[] = [];
  let cell: string[] = [];
  let line = '';
  let length = 0;
  const endTable = () => {
    // One by one: a table may hold more rows than a call takes arguments.
    for (const row of linesOfRows(rows)) body.lines.push(row);
    rows = [];
  };
  for (const { char, at } of word.printed('body')) {
    if (char === '\u0001') body.pictures += 1;
    if (char !== '\r' && char !== '\u0007' && char !== '\u000c') {
      line += char === '\u000b' ? '\n' : printable(char);
      continue;
    }
    const { style, properties } = word.paragraphAt(at);
    const inTable = has(properties, sprms.inTable);
    if (char === '\u0007' && has(properties, sprms.rowEnd)) {
      rows.push({ texts: cells, places: placesOf(properties) });
      [cells, cell, line] = [[], [], ''];
      continue;
    }
    const own = listMarkOf(properties);
    const ofStyle = markOfStyle(style);
    const list = own.list ?? ofStyle.list ?? 0;
    const label = list > 0 ? labelOf(String(list), own.level ?? ofStyle.level ?? 0) : null;
    if (label !== null) body.numbered += 1;
    const words = `${label ?? ''}${line}`;
    line = '';
    // A number that every paragraph prints may make more of a text than the file holds.
    length += words.length;
    if (length > TEXT_LIMIT_BYTES) return refuse('tooLarge', 'text');
    if (inTable) {
      cell.push(words.replace(/\s+/g, ' ').trim());
      if (char !== '\u0007') continue;
      cells.push(cell.filter((part) => part !== '').join(' '));
      cell = [];
      continue;
    }
    endTable();
    // The mark of a page or section that ends nothing else is no line.
    if (char !== '\u000c' || words !== '') for (const part of words.split('\n')) body.lines.push(part);
  }
  endTable();
  if (line !== '') for (const part of line.split('\n')) body.lines.push(part);
  while (body.lines.at(-1) === '') body.lines.pop();
  return body;
}
